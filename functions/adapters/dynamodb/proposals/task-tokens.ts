import type { TaskTokens } from '../../../application/ports/record.ts';
import type { Step, TaskToken } from '../../../domain/record/step.ts';
import type { ProposalId } from '../../../domain/vocabulary/proposal.ts';
import { taskToken } from '../../../schemas/items/access.ts';
import { reads } from '../../../schemas/items/reads.ts';
import { tokenKey } from '../table/keys.ts';
import { getItem } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';

const schema = reads<TaskToken>()(taskToken);

/** Task tokens, in partitions that only functions which resume executions may read. Consistent reads. */
export class DynamoTaskTokens implements TaskTokens {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  get(proposal: ProposalId, cycle: number, step: Step): Promise<TaskToken | undefined> {
    return getItem(this.#table, schema, tokenKey(proposal, cycle, step));
  }
}

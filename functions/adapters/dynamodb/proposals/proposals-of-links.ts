import type { Proposals } from '../../../application/ports/record.ts';
import type { DynamoTable } from '../table/table.ts';
import { commitChange } from './commit-change.ts';
import { keepLate } from './keep-late.ts';
import { loadProposal, loadRequests, loadRevision } from './load-proposal.ts';
import { reschedule } from './reschedule.ts';

/** What the function that shows links reads of proposals. It contains no write (docs/rules.md, R24). */
export function proposalReads(table: DynamoTable): Pick<Proposals, 'load' | 'revision' | 'requests'> {
  return {
    load: (id) => loadProposal(table, id),
    revision: (id, number) => loadRevision(table, id, number),
    requests: (id, revision) => loadRequests(table, id, revision),
  };
}

/** What the function that takes answers writes of proposals. */
export function proposalChanges(table: DynamoTable): Pick<Proposals, 'commit' | 'keepLate' | 'reschedule'> {
  return {
    commit: (change) => commitChange(table, change),
    keepLate: (...late) => keepLate(table, ...late),
    reschedule: (...next) => reschedule(table, ...next),
  };
}

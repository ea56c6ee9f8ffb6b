import { UpdateItemCommand } from '@aws-sdk/client-dynamodb';
import type {
  Change,
  Committed,
  Delivered,
  Proposals,
  Registered,
  Settlement,
  TokenRegistration,
} from '../../../application/ports/record.ts';
import type { ChainedEvent } from '../../../domain/record/event-chain.ts';
import type { Head, ProposalState, Revision, Salts } from '../../../domain/record/proposal-state.ts';
import type { ReviewRequest } from '../../../domain/review/review.ts';
import type { ReplacedAnswer, SignOffRequest } from '../../../domain/sign-off/sign-off-request.ts';
import type { ProposalId } from '../../../domain/vocabulary/proposal.ts';
import { chainedEvent } from '../../../schemas/items/event.ts';
import { salts as saltsSchema } from '../../../schemas/items/people.ts';
import { parseItem, toAttributes } from '../table/items.ts';
import { deliveryKey, eventsFrom, proposalPartition, saltsKey } from '../table/keys.ts';
import { getItem, queryRange } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';
import { commitChange } from './commit-change.ts';
import { keepLate } from './keep-late.ts';
import {
  loadHead,
  loadProposal,
  loadReplacedAnswers,
  loadRequests,
  loadReviews,
  loadRevision,
} from './load-proposal.ts';
import { registerToken } from './register-token.ts';
import { reschedule } from './reschedule.ts';
import { settleHold } from './settle-hold.ts';

/** The proposals in the table. Every read is consistent; every write is one transaction or one conditional put. */
export class DynamoProposals implements Proposals {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  head(id: ProposalId): Promise<Head | undefined> {
    return loadHead(this.#table, id);
  }

  load(id: ProposalId): Promise<ProposalState | undefined> {
    return loadProposal(this.#table, id);
  }

  revision(id: ProposalId, number: number): Promise<Revision | undefined> {
    return loadRevision(this.#table, id, number);
  }

  requests(id: ProposalId, revision: number): Promise<readonly SignOffRequest[]> {
    return loadRequests(this.#table, id, revision);
  }

  replacedAnswers(id: ProposalId, revision: number): Promise<readonly ReplacedAnswer[]> {
    return loadReplacedAnswers(this.#table, id, revision);
  }

  reviews(id: ProposalId, revision: number): Promise<readonly ReviewRequest[]> {
    return loadReviews(this.#table, id, revision);
  }

  async events(id: ProposalId, after: number, limit: number): Promise<readonly ChainedEvent[]> {
    const items = await queryRange(this.#table, proposalPartition(id), eventsFrom(after + 1), limit);
    return items.map((item) => withoutOwn(parseItem<ChainedEvent & Own>(chainedEvent, item)));
  }

  salts(id: ProposalId, sequence: number): Promise<Salts | undefined> {
    return getItem<Salts>(this.#table, saltsSchema, saltsKey(id, sequence));
  }

  commit(change: Change): Promise<Committed> {
    return commitChange(this.#table, change);
  }

  registerToken(registration: TokenRegistration): Promise<Registered> {
    return registerToken(this.#table, registration);
  }

  reschedule(id: ProposalId, expected: number, next: Pick<Head, 'due' | 'attempts'>): Promise<boolean> {
    return reschedule(this.#table, id, expected, next);
  }

  settle(settlement: Settlement): Promise<boolean> {
    return settleHold(this.#table, settlement);
  }

  keepLate(...late: Parameters<Proposals['keepLate']>): Promise<void> {
    return keepLate(this.#table, ...late);
  }

  /** An update, not a put: the email sender's role may change what is stored beside a request, but not replace it. */
  async noteDelivery(proposal: ProposalId, revision: number, delivered: Delivered): Promise<void> {
    const { step, borough, person, delivery } = delivered;
    await this.#table.client.send(
      new UpdateItemCommand({
        TableName: this.#table.tableName,
        Key: toAttributes(deliveryKey(proposal, revision, borough, step, person)),
        UpdateExpression: 'SET #step = :step, borough = :borough, person = :person, delivery = :delivery',
        ExpressionAttributeNames: { '#step': 'step' },
        ExpressionAttributeValues: toAttributes({
          ':step': step,
          ':borough': borough,
          ':person': person,
          ':delivery': delivery,
        }),
      }),
    );
  }
}

interface Own {
  readonly pk?: unknown;
  readonly sk?: unknown;
  readonly attempt?: unknown;
}

/** Removes only these three fields, because the hash must cover any other field. */
function withoutOwn({ pk: _pk, sk: _sk, attempt: _attempt, ...event }: ChainedEvent & Own): ChainedEvent {
  return event;
}

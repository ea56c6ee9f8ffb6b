import { PutItemCommand, UpdateItemCommand } from '@aws-sdk/client-dynamodb';
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
import type { PersonId } from '../../../domain/vocabulary/borough.ts';
import type { BoroughCode, ProposalId } from '../../../domain/vocabulary/proposal.ts';
import { chainedEvent } from '../../../schemas/items/event.ts';
import { salts as saltsSchema } from '../../../schemas/items/people.ts';
import { conditionally } from '../table/conditional.ts';
import { duePartition, indexes, parseItem, toAttributes, toItem } from '../table/items.ts';
import { deliveryKey, eventsFrom, headKey, lateKey, proposalPartition, revisionKey, saltsKey } from '../table/keys.ts';
import { getItem, queryRange } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';
import { commitChange } from './commit-change.ts';
import {
  loadHead,
  loadProposal,
  loadReplacedAnswers,
  loadRequests,
  loadReviews,
  revisionSchema,
} from './load-proposal.ts';
import { registerToken } from './register-token.ts';
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
    return getItem<Revision>(this.#table, revisionSchema, revisionKey(id, number));
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

  async reschedule(
    id: ProposalId,
    expected: number,
    { due, attempts }: Pick<Head, 'due' | 'attempts'>,
  ): Promise<boolean> {
    const index =
      due === null
        ? `REMOVE ${indexes.due.partition}, ${indexes.due.sort}`
        : `, ${indexes.due.partition} = :partition, ${indexes.due.sort} = :due`;
    const { client, tableName } = this.#table;
    const update = {
      TableName: tableName,
      Key: toAttributes(headKey(id)),
      UpdateExpression: `SET attempts = :attempts ${index}`,
      ConditionExpression: '#version = :expected',
      ExpressionAttributeNames: { '#version': 'version' },
      ExpressionAttributeValues: toAttributes({
        ':attempts': attempts,
        ':expected': expected,
        ...(due === null ? {} : { ':partition': duePartition, ':due': due }),
      }),
    };
    return conditionally(() => client.send(new UpdateItemCommand(update)));
  }

  settle(settlement: Settlement): Promise<boolean> {
    return settleHold(this.#table, settlement);
  }

  async keepLate(
    proposal: ProposalId,
    revision: number,
    borough: BoroughCode,
    late: NonNullable<SignOffRequest['late']>,
    reviewer?: PersonId,
  ): Promise<void> {
    const Item = toItem(lateKey(proposal, revision, borough, reviewer), { borough, reviewer, late });
    const { client, tableName } = this.#table;
    const first = { TableName: tableName, Item, ConditionExpression: 'attribute_not_exists(pk)' };
    await conditionally(() => client.send(new PutItemCommand(first)));
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

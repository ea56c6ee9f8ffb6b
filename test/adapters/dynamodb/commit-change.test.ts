import { type CancellationReason, DynamoDBClient, TransactionCanceledException } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { DynamoProposals } from '../../../functions/adapters/dynamodb/proposals/proposals.ts';
import type { Change } from '../../../functions/application/ports/record.ts';
import type { ProposalState } from '../../../functions/domain/record/proposal-state.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { gss, who } from '../../support/builders/ids.ts';
import {
  everyone,
  largestClosingAnswer,
  largestDeadlineClose,
  largestOpening,
  largestSubmission,
} from '../../support/builders/largest-changes.ts';
import { aHead, anAppraisal, aRevision, changeOf, codes, submission } from '../../support/builders/records.ts';
import { nowhere, scripted } from '../scripted-client.ts';

interface KeyAttributes {
  readonly pk?: { readonly S?: string };
  readonly sk?: { readonly S?: string };
}
interface Action {
  readonly Put?: { readonly Item?: KeyAttributes };
  readonly Update?: { readonly Key?: KeyAttributes; readonly ConditionExpression?: string };
  readonly ConditionCheck?: { readonly Key?: KeyAttributes };
}

/** Reasons by their item, such as HEAD, EVENT or BUDGET. */
type Reasons = Readonly<Record<string, CancellationReason>>;

function itemOf(action: Action): string {
  const { pk, sk } = action.Put?.Item ?? action.Update?.Key ?? action.ConditionCheck?.Key ?? {};
  const [partition = ''] = pk?.S?.split('#') ?? [];
  return partition === 'PROPOSAL' ? (sk?.S?.split('#')[0] ?? '') : partition;
}

function cancelled(actions: readonly Action[], reasons: Reasons): TransactionCanceledException {
  const CancellationReasons = actions.map((action) => reasons[itemOf(action)] ?? { Code: 'None' });
  return new TransactionCanceledException({ message: 'cancelled', $metadata: {}, CancellationReasons });
}

function actionsOf(input: Readonly<Record<string, unknown>>): readonly Action[] {
  return input.TransactItems as readonly Action[];
}

/** What `commit` returns if the engine cancels for these reasons, and what it sent. Our event does not exist. */
async function cancelledWith(change: Change, reasons: Reasons) {
  const client = new DynamoDBClient(nowhere);
  const sent = scripted(client, ({ name, input }) => {
    if (name !== 'TransactWriteItems') return {};
    throw cancelled(actionsOf(input), reasons);
  });
  const proposals = new DynamoProposals({ client, tableName: 'table' });
  return { told: await proposals.commit(change), sent };
}

const failed = { Code: 'ConditionalCheckFailed' };
const conflict = { Code: 'TransactionConflict' };
const head = aHead(codes(2), { version: 4 });
const money = changeOf(
  { head },
  {
    movements: [
      {
        borough: gss('E09000001'),
        financialYear: '2026-27',
        kind: 'revenue',
        available: -100,
        held: 100,
        committed: 0,
      },
    ],
    requiredVersions: [{ borough: gss('E09000001'), version: 1 }],
  },
);

describe('the result of a cancelled transaction', () => {
  test.for([
    ['a stale head', { HEAD: failed }, 'stale'],
    ['an event that exists', { EVENT: failed }, 'stale'],
    ['a stale head beside a conflict', { HEAD: failed, BUDGET: conflict }, 'stale'],
    ['a stale head beside a lack of money', { HEAD: failed, BUDGET: failed }, 'stale'],
    ['a borough that changed', { BOROUGH: failed }, 'borough-changed'],
    ['a borough that changed beside a lack of money', { BOROUGH: failed, BUDGET: failed }, 'borough-changed'],
    ['a conflict', { HEAD: conflict }, 'conflict'],
    ['a conflict beside a lack of money', { HEAD: conflict, BUDGET: failed }, 'conflict'],
    ['a conflict beside a throttle', { HEAD: conflict, BUDGET: { Code: 'ThrottlingError' } }, 'conflict'],
    ['a throttle', { HEAD: { Code: 'ThrottlingError' } }, 'throttled'],
    ['a throttle of the table', { HEAD: { Code: 'ProvisionedThroughputExceeded' } }, 'throttled'],
  ] as const)('%s means to decide again', async ([, reasons, why]) => {
    const { told } = await cancelledWith(money, reasons);
    expect(told).toEqual({ kind: 'again', why });
  });

  test('R12 a lack of money alone is reported with its movements', async () => {
    const Item = { available: { N: '99' }, held: { N: '0' } };
    const { told } = await cancelledWith(money, { BUDGET: { ...failed, Item } });
    expect(told).toEqual({ kind: 'short', movements: money.movements });
  });

  test('R12 a budget that has enough and still refuses is a broken ledger', async () => {
    const Item = { available: { N: '100' }, held: { N: '0' } };
    await expect(cancelledWith(money, { BUDGET: { ...failed, Item } })).rejects.toThrow('holds less than');
  });

  test('an existing reply or reference is reported by its name', async () => {
    const at: Instant = '2026-11-23T10:00:00.000Z';
    const reply = { hash: 'aa', body: 'bb', status: 201, headers: {}, reply: '', at };
    const change = submission(codes(2), { reply });
    const replied = await cancelledWith(change, { IDEMPOTENCY: failed, HEAD: failed });
    expect(replied.told).toEqual({ kind: 'again', why: 'replied' });
    const taken = await cancelledWith(change, { REFERENCE: failed });
    expect(taken.told).toEqual({ kind: 'again', why: 'reference-taken' });
  });

  test('an item that the table can never accept is thrown with its reason', async () => {
    const reason = { Code: 'ValidationError', Message: 'Item size has exceeded the maximum allowed size' };
    await expect(cancelledWith(money, { HEAD: reason })).rejects.toThrow('Item size has exceeded');
  });
});

describe('what is sent', () => {
  test('the token of an attempt is the hash of its items: equal for equal items only', async () => {
    const tokens: unknown[] = [];
    const other = changeOf({ head }, { acknowledges: ['start.p.1'] });
    for (const change of [money, money, other]) {
      const { sent } = await cancelledWith(change, { HEAD: conflict });
      tokens.push(sent[0]?.input.ClientRequestToken);
    }
    expect(tokens[0]).toMatch(/^[\w-]{36}$/);
    expect(tokens[1]).toBe(tokens[0]);
    expect(tokens[2]).not.toBe(tokens[0]);
  });

  test('a budget is asked for an amount and never for a version', async () => {
    const { sent } = await cancelledWith(money, { HEAD: conflict });
    const conditions = actionsOf(sent[0]?.input ?? {}).flatMap(({ Update }) => Update?.ConditionExpression ?? []);
    expect(conditions).toEqual(['#available >= :availableNeeded']);
  });

  test('an attempt with an absent acknowledged entry is sent again without it, at once', async () => {
    const change = changeOf({ head }, { acknowledges: ['start.p.1', 'resume.p.1.review'] });
    const client = new DynamoDBClient(nowhere);
    const sent = scripted(client, ({ input }) => {
      if (actionsOf(input).some((action) => itemOf(action) === 'OUTBOX'))
        throw cancelled(actionsOf(input), { OUTBOX: failed });
      return {};
    });
    const proposals = new DynamoProposals({ client, tableName: 'table' });
    expect(await proposals.commit(change)).toEqual({ kind: 'committed' });
    expect(sent.map(({ input }) => actionsOf(input).length)).toEqual([4, 2]);
  });
});

describe('the number of items in the largest changes, of the 100 that a transaction holds', () => {
  const first = submission(everyone);
  const state: ProposalState = {
    head: first.head,
    revision: aRevision(first.head.id, everyone),
    requests: first.requests ?? [],
    round: null,
    reviews: [],
    review: null,
    confirming: null,
    contributions: [],
    appraisal: anAppraisal(everyone),
    decision: null,
  };

  test.for([
    ['a submission of 40 partners, each with a version check', largestSubmission(), 91],
    ['opening their round', largestOpening(state), 85],
    ['an answer of 24 columns that closes it', largestClosingAnswer(state), 74],
    ['a close at the deadline', largestDeadlineClose(state), 85],
  ] as const)('%s has that many items', async ([, change, items]) => {
    const client = new DynamoDBClient(nowhere);
    const sent = scripted(client, () => ({}));
    expect(await new DynamoProposals({ client, tableName: 'table' }).commit(change)).toEqual({ kind: 'committed' });
    expect(actionsOf(sent[0]?.input ?? {})).toHaveLength(items);
  });

  test('one too many is refused with a count of the items before anything is sent', async () => {
    const client = new DynamoDBClient(nowhere);
    const sent = scripted(client, () => ({}));
    const people = Array.from({ length: 99 }, (_, index) => ({
      id: who(`p${index}`),
      name: 'A',
      email: 'a@b.example',
    }));
    const change = changeOf(state, { people });
    await expect(new DynamoProposals({ client, tableName: 'table' }).commit(change)).rejects.toThrow(
      '1 HEAD, 99 PERSON, 1 EVENT',
    );
    expect(sent).toEqual([]);
  });
});

import type { Again, Change, Committed } from '../../../functions/application/ports/record.ts';
import type { CodesOfRequest } from '../../../functions/domain/codes/one-time-code.ts';
import {
  afterMovement,
  type Budget,
  emptyBudget,
  type Hold,
  type Movement,
} from '../../../functions/domain/money/budget.ts';
import type { OutboxEntry } from '../../../functions/domain/record/outbox.ts';
import type { Head } from '../../../functions/domain/record/proposal-state.ts';
import { fakeKeys } from './fake-keys.ts';
import type { FakeKey, FakeWrite } from './fake-table.ts';
import { proposalKeys, referenceKey, type StoredEvent } from './proposal-keys.ts';

/** What a failed condition of a write means. A movement means that the budget has too little money. */
export type Tag = 'head' | 'reference' | 'reply' | 'borough' | 'codes' | 'none' | Movement;

export function put<T>(key: FakeKey<T>, value: T, asOf = 0): FakeWrite<'none'> {
  return { tag: 'none', key, next: () => value, asOf };
}

export function check<Tag, T>(tag: Tag, key: FakeKey<T>, condition: (there: T | undefined) => boolean): FakeWrite<Tag> {
  // Only writes with the same type of key put a value there.
  return { tag, key, condition: (there) => condition(there as T | undefined) };
}

export function acknowledge(id: string): FakeWrite<'none'> {
  const done = (there: unknown) => ({ ...(there as OutboxEntry), status: 'done', due: null });
  return { tag: 'none', key: fakeKeys.outbox(id), next: done };
}

export function writesOf(change: Change, exists: (entry: string) => boolean): readonly FakeWrite<Tag>[] {
  const { head, expected } = change;
  const keys = proposalKeys(head.id);
  const { revision, version } = head;
  const writes: FakeWrite<Tag>[] = [
    {
      ...check('head', keys.head(), (there) => (there?.version ?? null) === expected),
      next: () => head,
      asOf: version,
    },
    ...change.events.map((event) => ({
      ...check<Tag, StoredEvent>('head', keys.event(event.sequence), (there) => there === undefined),
      next: () => ({ event, change }),
    })),
    ...change.salts.map((salts) => put(fakeKeys.salts(salts.proposal, salts.sequence), salts)),
    ...(change.requests ?? []).map((request) => put(keys.signOff(revision, request.borough), request, version)),
    ...(change.replaced ?? []).map((replaced) =>
      put(keys.replacedAnswer(revision, replaced.borough, replaced.order), replaced, version),
    ),
    ...(change.reviews ?? []).map((review) =>
      put(keys.review(revision, review.borough, review.person), review, version),
    ),
    ...(change.people ?? []).map((person) => put(fakeKeys.person(person.id), person)),
    ...(change.outbox ?? []).map((entry) => put(fakeKeys.outbox(entry.id), entry)),
    ...(change.acknowledges ?? []).filter(exists).map(acknowledge),
    ...merged(change.movements ?? []).map(move),
    ...requiredVersions(change),
    ...(change.codes === undefined ? [] : [putCodes(change.codes.request, change.codes.codes)]),
  ];
  if (expected === null) writes.push(unique(head));
  if (change.revision) writes.push(put(keys.revision(change.revision.number), change.revision, version));
  if (change.round) writes.push(put(keys.round(revision), change.round, version));
  if (change.review) writes.push(put(keys.reviewed(revision), change.review, version));
  if (change.confirming) writes.push(put(keys.confirming(revision), change.confirming, version));
  if (change.contributions) writes.push(put(keys.contributions(revision), change.contributions, version));
  if (change.appraisal) writes.push(put(keys.appraisal(revision), change.appraisal, version));
  if (change.decision) writes.push(put(keys.decision(), change.decision, version));
  if (change.token) {
    writes.push(put(fakeKeys.token(change.token.proposal, change.token.cycle, change.token.step), change.token));
  }
  const { reply } = change;
  if (reply) {
    const expired = (at: string) => Date.parse(reply.at) >= Date.parse(at) + 24 * 60 * 60 * 1000;
    const key = fakeKeys.reply(reply.hash);
    writes.push({ ...check('reply', key, (there) => there === undefined || expired(there.at)), next: () => reply });
  }
  return writes;
}

function unique(head: Head): FakeWrite<Tag> {
  const key = referenceKey(head.reference);
  return { ...check('reference', key, (there) => there === undefined), next: () => head.id };
}

function requiredVersions(change: Change): readonly FakeWrite<Tag>[] {
  const versions = new Map((change.requiredVersions ?? []).map(({ borough, version }) => [borough, version]));
  return [...versions].map(([borough, version]) =>
    check('borough', fakeKeys.borough(borough), (there) => there?.version === version),
  );
}

/** Overwrites the version before this one, or writes the first. */
export function putCodes(request: string, codes: CodesOfRequest): FakeWrite<'codes'> {
  const before = (there: CodesOfRequest | undefined): boolean => (there?.version ?? 0) === codes.version - 1;
  return { ...check('codes', fakeKeys.codes(request), before), next: () => codes };
}

export function merged(movements: readonly Movement[]): readonly Movement[] {
  const byBudget = new Map<string, Movement>();
  for (const movement of movements) {
    const { pk } = fakeKeys.budget(movement);
    const before = byBudget.get(pk);
    byBudget.set(pk, {
      ...movement,
      available: movement.available + (before?.available ?? 0),
      held: movement.held + (before?.held ?? 0),
      committed: movement.committed + (before?.committed ?? 0),
    });
  }
  return [...byBudget.values()].filter(
    ({ available, held, committed }) => available !== 0 || held !== 0 || committed !== 0,
  );
}

/** Throws for a movement that no ledger allows, as the adapter does. */
export function move(movement: Movement): FakeWrite<Movement> {
  if (movement.available + movement.held + movement.committed !== 0 || movement.committed < 0) {
    throw new Error(`This movement of money is not allowed: ${JSON.stringify(movement)}`);
  }
  return {
    tag: movement,
    key: fakeKeys.budget(movement),
    condition: (there) => {
      const budget = there === undefined ? empty(movement) : (there as Budget);
      return budget.held + movement.held >= 0 && afterMovement(budget, movement).kind === 'moved';
    },
    next: (there) => afterMovement(there as Budget, movement).budget,
  };
}

function empty({ borough, financialYear, kind }: Movement): Budget {
  return emptyBudget(borough, financialYear, kind);
}

export function sameHold(a: Hold, b: Hold): boolean {
  return JSON.stringify([a.status, a.cells, a.committed]) === JSON.stringify([b.status, b.cells, b.committed]);
}

/** The result of failed conditions. `budgetOf` returns the stored budget. Throws if a budget holds less than the record says. */
export function refused(failed: readonly Tag[], budgetOf: (movement: Movement) => Budget | undefined): Committed {
  const why: readonly (readonly [Tag, Again])[] = [
    ['reply', 'replied'],
    ['head', 'stale'],
    ['reference', 'reference-taken'],
    ['borough', 'borough-changed'],
    ['codes', 'codes-changed'],
  ];
  const [first] = why.filter(([tag]) => failed.includes(tag));
  if (first !== undefined) return { kind: 'again', why: first[1] };
  const movements = failed.filter((tag) => typeof tag === 'object');
  const broken = movements.find((movement) => {
    const { available } = budgetOf(movement) ?? empty(movement);
    return available + movement.available >= 0;
  });
  if (broken !== undefined) throw new Error(`A budget holds less than the record says: ${JSON.stringify(broken)}`);
  return { kind: 'short', movements };
}

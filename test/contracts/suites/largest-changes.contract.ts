import { expect, test } from 'vitest';
import type { Change } from '../../../functions/application/ports/record.ts';
import { aBorough } from '../../support/builders/boroughs.ts';
import { gss, who } from '../../support/builders/ids.ts';
import {
  columns,
  everyone,
  largestClosingAnswer,
  largestDeadlineClose,
  largestOpening,
  largestRevocation,
  largestSubmission,
  longText,
} from '../../support/builders/largest-changes.ts';
import { aRevision, cellsOf, changeOf, submission } from '../../support/builders/records.ts';
import { anApproval, aRequest } from '../../support/builders/requests.ts';
import type { Engine } from '../engines/engines.ts';
import type { Store } from '../engines/store.ts';

const committed = { kind: 'committed' } as const;

async function submitted(engine: Engine): Promise<{ readonly store: Store; readonly change: Change }> {
  const store = await engine.open();
  await Promise.all(everyone.map((borough) => store.boroughs.put(aBorough(borough), [], null)));
  const change = submission(everyone);
  expect(await store.proposals.commit(change)).toEqual(committed);
  return { store, change };
}

async function loaded(store: Store, { head }: Change) {
  const state = await store.proposals.load(head.id);
  if (state === undefined) throw new Error('It was submitted');
  return state;
}

/** The largest changes that the interface's limits allow, and the limits of one transaction (100 items, 4 MB). */
export function largestChangesContract(engine: Engine): void {
  test('a submission of 40 partners with the largest content fits, and is read back', async () => {
    const { store } = await submitted(engine);
    const change = largestSubmission();
    expect(JSON.stringify(change.revision?.content).length).toBeGreaterThan(240_000);
    expect(await store.proposals.commit(change)).toEqual(committed);
    expect((await loaded(store, change)).revision).toEqual(change.revision);
  });

  test('R9 opening a round of 40 partners, with a version check and an email each, fits', async () => {
    const { store, change } = await submitted(engine);
    const opening = largestOpening(change);
    expect(await store.proposals.commit(opening)).toEqual(committed);
    const [entry] = opening.outbox ?? [];
    expect(await store.outbox.get(entry?.id ?? '')).toEqual(entry);
  });

  test('R5 an answer that closes a round of 40 with 24 columns fits', async () => {
    const { store, change } = await submitted(engine);
    for (const { financialYear } of columns) {
      await store.budgets.allocate(gss('E09000001'), financialYear, { revenue: 90_000, capital: 90_000 });
    }
    const closing = largestClosingAnswer(await loaded(store, change));
    expect(await store.proposals.commit(closing)).toEqual(committed);
    const after = await loaded(store, change);
    expect(after.contributions).toEqual(closing.contributions);
    expect(after.requests[0]?.hold.cells).toEqual(columns);
    const budgets = await store.budgets.of(columns.map((cell) => ({ ...cell, borough: gss('E09000001') })));
    expect(budgets.map(({ held }) => held).toSorted()).toEqual(columns.map(({ amount }) => amount).toSorted());
  });

  test('R29 a revocation after which 39 partners share 24 columns again fits, and releases the whole hold', async () => {
    const { store, change } = await submitted(engine);
    for (const { financialYear } of columns) {
      await store.budgets.allocate(gss('E09000001'), financialYear, { revenue: 90_000, capital: 90_000 });
    }
    await store.proposals.commit(largestClosingAnswer(await loaded(store, change)));
    const revocation = largestRevocation(await loaded(store, change));
    expect(await store.proposals.commit(revocation)).toEqual(committed);
    expect((await loaded(store, change)).contributions).toEqual(revocation.contributions);
    const budgets = await store.budgets.of(columns.map((cell) => ({ ...cell, borough: gss('E09000001') })));
    expect(budgets.map(({ held }) => held)).toEqual(columns.map(() => 0));
  });

  test('R5 a close at the deadline, where each of 40 either pays or was silent, fits', async () => {
    const { store, change } = await submitted(engine);
    expect(await store.proposals.commit(largestDeadlineClose(await loaded(store, change)))).toEqual(committed);
    const { requests } = await loaded(store, change);
    expect(requests.filter(({ silenceNote }) => silenceNote === longText)).toHaveLength(23);
  });

  test('R7 a revision of 40 that keeps every approval and hold, with the longest texts, fits', async () => {
    const { store, change } = await submitted(engine);
    const state = await loaded(store, change);
    const answer = anApproval(1, { comment: longText, authority: 'A'.repeat(4_000) });
    const hold = { status: 'held', cells: cellsOf(24, 99_999_999_000), committed: [] } as const;
    const requests = everyone.map((borough) => aRequest(borough, { answer, hold }));
    const revision = aRevision(change.head.id, everyone, { number: 2 });
    const revising = changeOf(state, { head: { revision: 2 }, revision, requests, appraisal: state.appraisal });
    expect(await store.proposals.commit(revising)).toEqual(committed);
    expect((await loaded(store, change)).requests).toEqual(requests);
  });

  test('a change of more than 100 items is refused with a count of its items, and nothing is written', async () => {
    const { store, change } = await submitted(engine);
    const people = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ id: who(`person-${index}`), name: 'A', email: 'a@b.example' }));
    // Head, event and 98 people are 100.
    const [most, tooMany] = [changeOf(change, { people: people(98) }), changeOf(change, { people: people(99) })];
    await expect(store.proposals.commit(tooMany)).rejects.toThrow('at most 100 items, not 101');
    expect(await store.people.get([who('person-0')])).toEqual([]);
    expect(await store.proposals.commit(most)).toEqual(committed);
  });
}

import { expect, test } from 'vitest';
import type { Change } from '../../functions/application/ports.ts';
import { addYears } from '../../functions/domain/financial-year.ts';
import {
  approval,
  approving,
  boroughOf,
  cellsOf,
  changeOf,
  codes,
  contributionOf,
  newHead,
  requestOf,
  revisionOf,
  submission,
  submittedAt,
} from '../support/records.ts';
import type { Engine, Store } from './engines.ts';

const everyone = codes(33);
const columns = 24;
const longText = '無'.repeat(4_000);

async function submitted(store: Store): Promise<Change> {
  const change = submission(everyone);
  expect(await store.proposals.commit(change)).toEqual({ kind: 'committed' });
  return change;
}

/** The largest changes that the limits of the interface allow, against what one transaction holds (100 items, 4 MB). */
export function largestChangesContract(engine: Engine): void {
  test('a submission of 33 boroughs with the largest content fits: 45 items', async () => {
    const store = await engine.open();
    const head = newHead(everyone);
    const revision = revisionOf(head.id, everyone);
    // 500 benefits of 500 bytes are the most that 256 KB of a request hold beside 200 costs.
    const content = {
      ...revision.content,
      costs: Array.from({ length: 200 }, (_, index) => ({
        financialYear: addYears('2026-27', index % 12),
        kind: 'revenue' as const,
        amount: 99_999_999_999,
        description: 'c'.repeat(400),
        stage: 1,
      })),
      benefits: Array.from({ length: 500 }, () => ({
        ...firstOf(revision.content.benefits),
        description: 'b'.repeat(180),
      })),
      alternatives: longText,
    };
    const reply = {
      hash: 'e'.repeat(64),
      body: 'f'.repeat(64),
      status: 201,
      headers: { location: '/v1/proposals/1' },
      reply: '{}',
      at: submittedAt,
    };
    const relied = await boroughsOf(store);
    const change = submission(everyone, { revision: { ...revision, content }, reply }, head);
    expect(JSON.stringify(content).length).toBeGreaterThan(240_000);
    expect(await store.proposals.commit(change)).toEqual({ kind: 'committed' });
    expect((await store.proposals.load(head.id))?.revision.content).toEqual(content);
    expect(relied).toHaveLength(33);
  });

  test('R9 opening a round of 33 boroughs, each relied on and each with a mail, fits: 73 items', async () => {
    const store = await engine.open();
    const relied = await boroughsOf(store);
    const before = await submitted(store);
    const { id } = before.head;
    const messages = everyone.map((borough) => ({ mail: 'sign-off-request', to: 'x', borough, revision: 1 }) as const);
    const change = changeOf(before, {
      requests: everyone.map((borough) => requestOf(borough)),
      relied,
      token: { proposal: id, cycle: 1, step: 'sign-off', token: 't'.repeat(800) },
      outbox: [
        {
          id: `mail.${id}.2`,
          proposal: id,
          task: { kind: 'mail', messages },
          status: 'pending',
          attempt: 1,
          due: submittedAt,
        },
      ],
      acknowledges: [`start.${id}.1`],
    });
    expect(await store.proposals.commit(change)).toEqual({ kind: 'committed' });
    expect((await store.outbox.get(`mail.${id}.2`))?.task).toEqual({ kind: 'mail', messages });
  });

  test('R5 an answer that closes a round of 33 with 24 columns fits: 67 items', async () => {
    const store = await engine.open();
    const [relied] = await boroughsOf(store);
    const cells = cellsOf(columns);
    const years = [...new Set(cells.map(({ financialYear }) => financialYear))];
    for (const year of years) await store.budgets.allocate('E09000001', year, { revenue: 90_000, capital: 90_000 });
    const before = await submitted(store);
    const state = await store.proposals.load(before.head.id);
    if (state === undefined || relied === undefined) throw new Error('It was submitted');
    const change = approving(state, 'E09000001', cells, {
      relied: [relied],
      round: { kind: 'carried', at: submittedAt, reasons: [longText] },
      contributions: everyone.map((borough) => contributionOf(borough, cells)),
      appraisal: firstOf([before.appraisal]),
    });
    expect(await store.proposals.commit(change)).toEqual({ kind: 'committed' });
    const after = await store.proposals.load(before.head.id);
    expect(after?.contributions).toEqual(change.contributions);
    expect(after?.requests[0]?.hold.cells).toEqual(cells);
    expect(await store.budgets.of(cells.map((cell) => ({ ...cell, borough: 'E09000001' })))).toHaveLength(columns);
  });

  test('R5 a close at the deadline, where each of 33 either pays or was silent, fits', async () => {
    const store = await engine.open();
    const before = await submitted(store);
    const [paying, silent] = [everyone.slice(0, 17), everyone.slice(17)];
    const change = changeOf(before, {
      requests: silent.map((borough) => requestOf(borough, { silenceNote: longText })),
      round: { kind: 'carried', at: submittedAt, reasons: ['Enough'] },
      contributions: paying.map((borough) => contributionOf(borough, cellsOf(columns))),
      appraisal: firstOf([before.appraisal]),
      relied: await boroughsOf(store),
    });
    expect(await store.proposals.commit(change)).toEqual({ kind: 'committed' });
    const after = await store.proposals.load(before.head.id);
    expect(after?.requests.filter(({ silenceNote }) => silenceNote === longText)).toHaveLength(16);
  });

  test('R7 a revision of 33 that carries every approval and hold over, with the longest texts, fits', async () => {
    const store = await engine.open();
    const before = await submitted(store);
    const answer = approval(1, { comment: longText, authority: 'A'.repeat(4_000) });
    const hold = { status: 'held', cells: cellsOf(columns, 99_999_999_000), committed: [] } as const;
    const requests = everyone.map((borough) => requestOf(borough, { answer, hold }));
    const change = changeOf(before, {
      head: { revision: 2, cycle: 2 },
      revision: revisionOf(before.head.id, everyone, { number: 2 }),
      requests,
      appraisal: firstOf([before.appraisal]),
    });
    expect(await store.proposals.commit(change)).toEqual({ kind: 'committed' });
    expect((await store.proposals.load(before.head.id))?.requests).toEqual(requests);
  });

  test('a change of more than 100 items is refused with what they are, and nothing is written', async () => {
    const store = await engine.open();
    const before = await submitted(store);
    const people = (count: number) =>
      Array.from({ length: count }, (_, index) => ({ id: `person-${index}`, name: 'A', email: 'a@b.example' }));
    // Head, event and 98 people are 100.
    const most = changeOf(before, { people: people(98) });
    await expect(store.proposals.commit(changeOf(before, { people: people(99) }))).rejects.toThrow('at most 100 items');
    expect(await store.people.get(['person-0'])).toEqual([]);
    expect(await store.proposals.commit(most)).toEqual({ kind: 'committed' });
  });
}

async function boroughsOf(store: Store): Promise<{ readonly borough: string; readonly version: number }[]> {
  await Promise.all(everyone.map((borough) => store.boroughs.put(boroughOf(borough), [], null)));
  return everyone.map((borough) => ({ borough, version: 1 }));
}

function firstOf<T>([first]: readonly (T | undefined)[]): T {
  if (first === undefined) throw new Error('There is a first');
  return first;
}

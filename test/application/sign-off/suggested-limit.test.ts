import { expect, test } from 'vitest';
import type { SignOffPage } from '../../../functions/application/views/pages.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { everyBorough, hackney } from '../../support/builders/boroughs.ts';
import { among, aSubmission, cost } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { changeBorough } from '../../support/worlds/memory-coalition.ts';

const others = everyBorough.filter((borough) => borough !== hackney).slice(0, 8);
const [second] = others;

/** Nine boroughs, of which Hackney leads, share £45,000 equally. */
async function nine() {
  const costs = [cost(4_500_000)];
  const { coalition, id } = await inSignOff(aSubmission({ partners: among(hackney, ...others), costs }));
  const page = async (borough: BoroughCode | undefined): Promise<SignOffPage> => {
    const view = borough === undefined ? null : await coalition.read(coalition.link(id, borough));
    if (view?.kind !== 'sign-off') throw new Error(`The link shows ${view?.kind}`);
    return view;
  };
  return { coalition, id, page };
}

/** Four of them, the lead among them, approve up to £6,250, and two decline. */
async function sixAnswered() {
  const { coalition, id, page } = await nine();
  for (const borough of [hackney, ...others.slice(0, 3)])
    await coalition.answer(id, borough, { answer: 'approve', upTo: 625_000 });
  for (const borough of others.slice(3, 5)) await coalition.answer(id, borough, { answer: 'decline' });
  return { coalition, id, page, waiting: others.slice(5) };
}

test('R1 before anybody answers, the suggested limit is the share and the headroom, and 1 of the others may drop out', async () => {
  const { page } = await nine();
  const nothing = { live: null, othersAnswered: 'none', neededOfLast: null };
  const amounts = { asked: 500_000, suggestedLimit: 625_000 };
  expect(await page(second)).toMatchObject({ ...amounts, ...nothing, dropOuts: { others: 7, without: 1 } });
  expect(await page(hackney)).toMatchObject({ ...amounts, ...nothing, dropOuts: { others: 8, without: 1 } });
});

test('R1 four at £6,250 and two out: the page suggests £6,666.67 to the others and names who is out', async () => {
  const { page, waiting } = await sixAnswered();
  for (const borough of waiting) {
    const view = await page(borough);
    expect(view).toMatchObject({
      ...{ asked: 500_000, suggestedLimit: 666_667, othersAnswered: 'some', neededOfLast: null },
      live: { amount: 666_667, out: { length: 2 }, atLimit: { length: 4 } },
      dropOuts: { others: 5, without: 0 },
    });
  }
});

test('R1 after two of them approve up to £6,250 the last is told that it needs £7,500', async () => {
  const { coalition, id, page, waiting } = await sixAnswered();
  const [seventh, eighth, last] = waiting;
  if (seventh === undefined || eighth === undefined || last === undefined) throw new Error('Nobody waits');
  for (const borough of [seventh, eighth]) await coalition.answer(id, borough, { answer: 'approve', upTo: 625_000 });
  expect(await page(last)).toMatchObject({ suggestedLimit: 750_000, neededOfLast: 750_000, othersAnswered: 'all' });
  await coalition.approve(id, last);
  const { contributions } = await coalition.state(id);
  expect(contributions.map(({ amount }) => amount).toSorted()).toEqual([...Array(6).fill(625_000), 750_000]);
});

test('R1 an amount below the live share is shown back although it is above the asked share, and nothing is written', async () => {
  const { coalition, id, waiting } = await sixAnswered();
  const [seventh] = waiting;
  if (seventh === undefined) throw new Error('Nobody waits');
  const given = { answer: 'approve', upTo: 625_000, fields: { confirmed: '' } } as const;
  const before = coalition.world.table.changes.length;
  expect(await coalition.answer(id, seventh, given)).toMatchObject({
    kind: 'amount-shown',
    shown: { why: 'below-share', upTo: 625_000, asked: 500_000, live: 666_667, suggested: 666_667, missing: 0 },
  });
  expect(coalition.world.table.changes.length).toBe(before);
  expect((await coalition.answer(id, seventh, { ...given, upTo: 666_667 })).kind).toBe('recorded');
});

test('R1 another amount than the one that was shown is shown back again', async () => {
  const { coalition, id } = await nine();
  const post = (upTo: number, confirmed: string) =>
    coalition.answer(id, hackney, { answer: 'approve', upTo, fields: { confirmed } });
  expect(await post(100, '')).toMatchObject({ kind: 'amount-shown' });
  for (const confirmed of ['1.01', 'one', '1.000'])
    expect(await post(100, confirmed)).toMatchObject({ kind: 'amount-shown', shown: { upTo: 100 } });
  expect(await post(99, '1.00')).toMatchObject({ kind: 'amount-shown', shown: { upTo: 99 } });
  expect(await post(100, '1.00')).toEqual({ kind: 'recorded' });
});

test('R1 R26 a code is emailed only after the amount was confirmed', async () => {
  const { coalition, id } = await nine();
  await changeBorough(coalition, hackney, () => ({ codeAbove: 100 }));
  const codes = () => coalition.mails.filter(({ view }) => view.mail === 'one-time-code').length;
  const unusual = { answer: 'approve', upTo: 625_001, fields: { confirmed: '' } } as const;
  expect(await coalition.answer(id, hackney, unusual)).toMatchObject({ kind: 'amount-shown' });
  expect(codes()).toBe(0);
  const confirmed = { ...unusual, fields: { confirmed: '6250.01' } };
  expect(await coalition.answer(id, hackney, confirmed)).toMatchObject({
    kind: 'code-asked',
    values: { confirmed: '6250.01' },
  });
  expect(codes()).toBe(1);
});

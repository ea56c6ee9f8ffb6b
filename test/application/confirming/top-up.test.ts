import { describe, expect, test } from 'vitest';
import { aBorough, camden, everyBorough, hackney, newham } from '../../support/builders/boroughs.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { absentFor, changeBorough, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded } from '../../support/worlds/soundness.ts';

const notice = { keyDecision: 'notice', noticeReference: 'KD 12', noticeDate: '1 11 2026' };

/** £90,000. Camden's key decision is called in and not released, so that Hackney and Newham are £10,000 short. */
async function short(
  topUp: { readonly atMost: number; readonly workingDays: number } | null = { atMost: 25, workingDays: 2 },
) {
  const coalition = await memoryCoalition({
    now: '2026-12-16T10:00:00.000Z',
    boroughs: everyBorough.map((code) => {
      if (code === camden) return aBorough(code, { keyDecisionAbove: 1_000_000 });
      return aBorough(code, code === newham ? { keyDecisionAbove: 6_000_000 } : {});
    }),
    schemes: [{ name: 'unreviewed', review: { required: 'never', minimum: 1, responseWorkingDays: 5 }, topUp }],
  });
  const id = await coalition.submit(aSubmission({ scheme: 'unreviewed' }));
  const typed = { fields: {} };
  const form = async (code: typeof camden, fields: Readonly<Record<string, string>>) => {
    const result = await coalition.answer(id, code, { answer: 'approve', upTo: 4_000_000, fields });
    if (result.kind === 'faults') throw new Error(JSON.stringify(result));
  };
  await form(hackney, typed.fields);
  await form(newham, typed.fields);
  await form(camden, notice);
  await coalition.confirm(id, camden, 'call-in');
  const { closesAt } = (await coalition.state(id)).head;
  if (closesAt === null) throw new Error('Nothing waits');
  await coalition.sweepAt(closesAt);
  return { coalition, id };
}

const raise = (upTo: string) => ({ fields: { upTo } });

describe('R5, R29 a top-up while the boroughs confirm', () => {
  test('R5, R29 begins if only money is short, and ends as soon as a raise covers it', async () => {
    const { coalition, id } = await short();
    const state = await coalition.state(id);
    expect(state).toMatchObject({ head: { status: 'confirming' }, confirming: { topUp: { shortfall: 1_000_000 } } });
    await coalition.sweepAfter({ minutes: 16 });
    expect((await coalition.confirm(id, newham, 'raise', raise('50,000.00'))).kind).toBe('recorded');
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions.map(({ borough, amount }) => [borough, amount])).toEqual([
      [hackney, 4_000_000],
      [newham, 5_000_000],
    ]);
    expect((await coalition.request(id, newham)).answer).toMatchObject({ upTo: 5_000_000, record: /-2$/ });
  });

  test('R1, R19 a raise by another officer records who raised, and under which authority', async () => {
    const { coalition, id } = await short();
    await coalition.sweepAfter({ minutes: 16 });
    const before = (await coalition.request(id, newham)).answer;
    await changeBorough(coalition, newham, ({ officers }) => ({
      officers: officers.map((officer) =>
        officer.id === 'approver' ? { ...officer, ...absentFor(coalition, 3) } : { ...officer, authority: 'Rule 7' },
      ),
    }));
    await coalition.sweepAfter({ hours: 7 });
    expect((await coalition.confirm(id, newham, 'raise', raise('45,000.00'))).kind).toBe('recorded');
    const { answer } = await coalition.request(id, newham);
    expect(answer).toMatchObject({ authority: 'Rule 7', onBehalfOf: before?.by, upTo: 4_500_000 });
    expect(answer?.decidedBy).toMatchObject({
      ...{ name: 'deputy of Newham', role: 'deputy', authority: 'Rule 7', onBehalfOf: 'approver of Newham' },
    });
    expect(before?.decidedBy?.name).toBe('approver of Newham');
    expect(answer).not.toHaveProperty('rejected');
    const event = (await coalition.events(id)).findLast(({ type }) => type === 'raised');
    expect(Object.keys(event?.data.sealed ?? {})).toEqual(expect.arrayContaining(['reason', 'name', 'onBehalfOf']));
  });

  test('R5, R29 without enough money it ends as not funded at its own end', async () => {
    const { coalition, id } = await short();
    await coalition.passDeadline(id);
    await expectEnded(coalition, id, 'not-funded');
  });

  test('R5, R29 there is none without a top-up in the scheme, or if too much is missing', async () => {
    for (const topUp of [null, { atMost: 11, workingDays: 2 }]) {
      const { coalition, id } = await short(topUp);
      await expectEnded(coalition, id, 'not-funded');
    }
  });

  test('R29 a limit is only raised, and never to a key decision', async () => {
    const { coalition, id } = await short();
    await coalition.sweepAfter({ minutes: 16 });
    for (const [typed, message] of [
      ['40,000.00', 'Enter more than £40,000, which Newham has approved'],
      ['60,000.00', 'Enter less than £60,000. From there it is a key decision'],
      ['90,000.01', 'Enter at most £90,000, the total cost'],
      ['35.5', ''],
    ] as const) {
      const result = await coalition.confirm(id, newham, 'raise', raise(typed));
      expect(result).toMatchObject({ kind: 'faults' });
      expect(JSON.stringify(result)).toContain(message);
    }
    expect((await coalition.confirm(id, newham, 'take-back')).kind).toBe('faults');
  });
});

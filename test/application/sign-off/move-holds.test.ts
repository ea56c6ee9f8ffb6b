import { describe, expect, test } from 'vitest';
import { camden, hackney, islington, newham } from '../../support/builders/boroughs.ts';
import { among, aSubmission, cost } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import type { MemoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';

const capital = (amount: number) => cost(amount, { kind: 'capital' });
/** £1,200 of three boroughs, in columns of £800 and £400. */
const first = aSubmission({ costs: [capital(80_000), cost(40_000)] });
const cheaper = aSubmission({ costs: [capital(70_000), cost(40_000)] });
const later = aSubmission({ costs: [capital(80_000), cost(40_000, { financialYear: '2027-28' })] });
const upTo500 = { answer: 'approve', upTo: 50_000 } as const;

async function approved(upTo = 50_000) {
  const { coalition, id } = await inSignOff(first);
  for (const borough of [hackney, camden]) await coalition.answer(id, borough, { answer: 'approve', upTo });
  return { coalition, id };
}

/** Sets what Camden has for revenue in the second year. */
async function allot(coalition: MemoryCoalition, allocated: number): Promise<void> {
  await coalition.world.budgets.allocate(camden, '2027-28', { revenue: allocated, capital: 0 });
}

describe('R7 the holds of approvals that stay in force', () => {
  test('R7 a cap of £500 holds £333.34 and £166.67, and after the first line fell to £700 holds £318.19 and £181.82', async () => {
    const { coalition, id } = await approved();
    const held = async () => (await coalition.request(id, camden)).hold.cells.map(({ amount }) => amount);
    expect(await held()).toEqual([33_334, 16_667]);
    await coalition.revise(id, cheaper);
    expect(await held()).toEqual([31_819, 18_182]);
    expect((await coalition.budget(camden, '2026-27', 'capital')).held).toBe(31_819);
    expect((await coalition.budget(camden)).held).toBe(18_182);
    await expectSound(coalition);
  });

  test('R7 a borough whose approval stays is told what it approved and in which revision, once its hold has moved', async () => {
    const { coalition, id } = await approved();
    const before = coalition.mails.length;
    await coalition.revise(id, cheaper);
    const types = (await coalition.events(id)).map(({ type }) => type);
    expect(types.slice(-4)).toEqual(['revised', 'hold-moved', 'hold-moved', 'sign-off-opened']);
    const mails = coalition.mails.slice(before);
    expect(mails.map(({ message, to }) => `${message.mail} ${to.email}`).toSorted()).toEqual([
      'revised digital@hackney.example',
      'revision-notice approver@camden.example',
      'revision-notice approver@hackney.example',
      'sign-off-request approver@newham.example',
    ]);
    expect(await coalition.request(id, camden)).toMatchObject({ answer: { answeredRevision: 1 } });
  });

  test('R7 a line in another year moves the hold into the budget of that year', async () => {
    const { coalition, id } = await approved();
    await coalition.revise(id, later);
    expect((await coalition.budget(camden, '2026-27')).held).toBe(0);
    expect((await coalition.budget(camden, '2027-28')).held).toBe(16_667);
    await expectSound(coalition);
  });

  test('R7, R12 where a budget lacks room by a penny, that borough alone is asked again and reads which budget', async () => {
    const { coalition, id } = await approved();
    await allot(coalition, 16_666);
    await coalition.revise(id, later);
    const asked = await coalition.request(id, camden);
    expect(asked).toMatchObject({ answer: null, setAside: { asked: 40_000, answer: { upTo: 50_000 } } });
    expect(asked.setAside?.why).toEqual([
      'The approval would have to hold £166.67 more in the revenue budget for 2027-28, and that budget does not have so much left.',
    ]);
    expect(asked.asks.map(({ passedOn }) => passedOn)).toEqual([null]);
    expect((await coalition.budget(camden)).held).toBe(16_667);
    expect((await coalition.request(id, hackney)).answer?.answeredRevision).toBe(1);
    const set = (await coalition.events(id)).find(({ type }) => type === 'set-aside');
    expect(set?.data).toMatchObject({ borough: camden, lacking: [{ financialYear: '2027-28', kind: 'revenue' }] });
    await expectSound(coalition);
  });

  test('R7, R12 where a budget has exactly the room, the approval stays', async () => {
    const { coalition, id } = await approved();
    await allot(coalition, 16_667);
    await coalition.revise(id, later);
    expect((await coalition.request(id, camden)).answer?.answeredRevision).toBe(1);
  });

  test.each(['crash-before', 'crash-after'] as const)(
    'R7 a %s at any write of the revision or of its opening moves every hold once',
    async (fault) => {
      for (let crash = 0; crash < 4; crash += 1) {
        const { coalition, id } = await approved();
        let writes = 0;
        coalition.faultOf = ({ operation }) => (operation === 'commit' && writes++ === crash ? fault : 'none');
        await coalition.revise(id, later).catch(() => undefined);
        coalition.faultOf = () => 'none';
        if ((await coalition.state(id)).head.revision === 1) await coalition.revise(id, later);
        await coalition.sweepFor({ days: 1 });
        expect((await coalition.state(id)).head).toMatchObject({ opened: true, revision: 2 });
        expect((await coalition.budget(camden, '2027-28')).held).toBe(16_667);
        expect(writes).toBeGreaterThan(crash);
        await expectSound(coalition);
      }
    },
  );

  test('R7 a round that could not be opened before its deadline moves its holds before it closes', async () => {
    const { coalition, id } = await approved(60_000);
    coalition.executions.outage = true;
    await coalition.revise(id, later);
    expect((await coalition.budget(camden, '2027-28')).held).toBe(0);
    await coalition.passDeadline(id);
    coalition.executions.outage = false;
    await coalition.sweepFor({ days: 1 });
    await coalition.review(id, 'recommend');
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions.map(({ amount }) => amount)).toEqual([60_000, 60_000]);
  });

  test('R7 a partner that leaves takes its own lines along, and the others keep their approvals', async () => {
    const partners = among(hackney, camden, newham, islington);
    const own = cost(5_000, { borough: islington, description: 'Stairs' });
    const { coalition, id } = await inSignOff(aSubmission({ partners, costs: [cost(120_000), own] }));
    for (const borough of [hackney, camden]) await coalition.answer(id, borough, upTo500);
    await coalition.revise(id, aSubmission({ costs: [cost(120_000)] }));
    const { requests } = await coalition.state(id);
    expect(requests.map(({ answer }) => answer?.answeredRevision)).toEqual([1, 1, undefined]);
    await expectSound(coalition);
  });
});

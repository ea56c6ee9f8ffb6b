import { describe, expect, test } from 'vitest';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import type { DecisionRule, Scheme } from '../../../functions/domain/vocabulary/scheme.ts';
import { camden, everyBorough, hackney, islington, newham, towerHamlets } from '../../support/builders/boroughs.ts';
import { gss } from '../../support/builders/ids.ts';
import { sample, workedExamples } from '../../support/builders/samples.ts';
import { among, aSubmission, cost, twelveColumns } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';

const unreviewed: Scheme['review'] = { required: 'never', minimum: 1, responseWorkingDays: 5 };

/** A coalition with a scheme `ruled` that is never reviewed. */
const ruled = (decisionRule: DecisionRule) =>
  memoryCoalition({ schemes: [{ name: 'ruled', decisionRule, review: unreviewed }] });

const five = { scheme: 'ruled', partners: among(hackney, camden, newham, islington, towerHamlets) };

describe('the whole way to funded', () => {
  test('R3 all approve, a reviewer recommends, and it is funded', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, hackney, camden, newham);
    expect((await coalition.state(id)).head.status).toBe('roi-review');
    await coalition.review(id, 'recommend');
    const { contributions, decision } = await expectEnded(coalition, id, 'funded');
    expect(contributions.map(({ amount }) => amount)).toEqual([3_000_000, 3_000_000, 3_000_000]);
    expect(await coalition.budget(camden)).toMatchObject({ available: 47_000_000, held: 0, committed: 3_000_000 });
    expect(decision?.reasons).toEqual([
      '3 of 3 boroughs approved. At least 2 were needed.',
      'Together they approved up to £112,500. That covers their cost of £90,000.',
      'Camden recommends it: “The benefits are worth what they cost.”',
    ]);
  });

  test('it takes six transitions with two boroughs and with 33', async () => {
    const coalition = await memoryCoalition();
    const transitions = async (boroughs: readonly BoroughCode[]) => {
      const id = await coalition.submit(aSubmission({ partners: among(...boroughs) }));
      await coalition.approve(id, ...boroughs);
      await coalition.review(id, 'recommend');
      await expectEnded(coalition, id, 'funded');
      return coalition.machine.executions.get(`${id}-1`)?.entered.length;
    };
    expect(await transitions([hackney, camden])).toBe(6);
    expect(await transitions(everyBorough)).toBe(6);
  });

  test('R17 it takes four without a review', async () => {
    const coalition = await ruled({ kind: 'coalition', minimumBoroughs: 2 });
    const id = await coalition.submit(aSubmission({ scheme: 'ruled' }));
    await coalition.approve(id, hackney, camden, newham);
    await expectEnded(coalition, id, 'funded');
    expect(coalition.machine.executions.get(`${id}-1`)?.entered).toHaveLength(4);
  });

  const rules: readonly (readonly [string, DecisionRule, number])[] = [
    ['a coalition of three', { kind: 'coalition', minimumBoroughs: 3 }, 3],
    ['three fifths of the eligible', { kind: 'share', of: 'eligible', atLeast: [3, 5] }, 3],
    ['two thirds of those who respond', { kind: 'share', of: 'responding', atLeast: [2, 3] }, 4],
    ['all of them', { kind: 'unanimous' }, 5],
  ];
  test.each(rules)(
    'R3 if the rule asks for %s, that many approvals fund it, and one fewer does not',
    async (_, rule, needed) => {
      const coalition = await ruled(rule);
      const boroughs = five.partners.map(({ borough }) => borough);
      const outcome = async (approvals: number) => {
        const id = await coalition.submit(aSubmission(five));
        await coalition.approve(id, ...boroughs.slice(0, approvals - 1));
        for (const borough of boroughs.slice(approvals)) await coalition.answer(id, borough, { answer: 'decline' });
        // A borough that can carry all of the cost comes last, unless the round is over before.
        const last = boroughs[approvals - 1] ?? gss('');
        const open = (await coalition.state(id)).head.status === 'sign-off';
        if (open) await coalition.answer(id, last, { answer: 'approve', upTo: 9_000_000 });
        if ((await coalition.state(id)).head.status === 'sign-off') await coalition.passDeadline(id);
        return (await coalition.state(id)).head.status;
      };
      expect(await outcome(needed)).toBe('funded');
      expect(await outcome(needed - 1)).toBe('not-funded');
      await expectSound(coalition);
    },
  );

  test('R10 the samples share their cost as the worked examples say', async () => {
    const { sharedAgain } = workedExamples<{
      readonly sharedAgain: readonly { sample: string; declined: string; contributions?: Record<string, number> }[];
    }>('rules');
    const [example] = sharedAgain;
    if (example?.contributions === undefined) throw new Error('The first example says who pays what');
    const coalition = await memoryCoalition();
    const value = sample(example.sample);
    const id = await coalition.submit(value);
    await coalition.answer(id, gss(example.declined), { answer: 'decline' });
    const others = value.partners.map(({ borough }) => borough).filter((borough) => borough !== example.declined);
    await coalition.approve(id, ...others);
    await coalition.review(id, 'recommend');
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(Object.fromEntries(contributions.map(({ borough, amount }) => [borough, amount]))).toEqual(
      example.contributions,
    );
  });

  test('R10 if the caps equal the asked shares, it says by how much they fall short', async () => {
    const coalition = await memoryCoalition();
    const value = sample('digital-apprenticeships');
    const id = await coalition.submit(value);
    const declined = gss('E09000025');
    for (const { borough, asked } of (await coalition.state(id)).requests) {
      const willing = { answer: 'approve', upTo: asked } as const;
      await coalition.answer(id, borough, borough === declined ? { answer: 'decline' } : willing);
    }
    await coalition.passDeadline(id);
    const { decision } = await expectEnded(coalition, id, 'not-funded');
    expect(decision?.reasons).toContain(
      'Together they approved up to £122,727.27. That is £27,272.73 less than the cost.',
    );
  });
});

describe('who is unwilling', () => {
  test('R10 one declines, and the others share again, each within its cap', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, newham, { answer: 'decline' });
    await coalition.answer(id, camden, { answer: 'approve', upTo: 3_500_000 });
    await coalition.answer(id, hackney, { answer: 'approve', upTo: 9_000_000 });
    await coalition.review(id, 'recommend');
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions.map(({ borough, amount }) => [borough, amount])).toEqual([
      [camden, 3_500_000],
      [hackney, 5_500_000],
    ]);
    expect(await coalition.budget(newham)).toMatchObject({ available: 50_000_000, held: 0, committed: 0 });
  });

  test('R10 a borough that declines takes its own lines with it', async () => {
    const coalition = await memoryCoalition();
    const costs = [cost(9_000_000), cost(1_000_000, { borough: newham }), cost(500_000, { borough: camden })];
    const id = await coalition.submit(aSubmission({ costs }));
    await coalition.answer(id, newham, { answer: 'decline' });
    await coalition.answer(id, camden, { answer: 'approve', upTo: 5_000_000 });
    await coalition.answer(id, hackney, { answer: 'approve', upTo: 5_000_000 });
    await coalition.review(id, 'recommend');
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions.map(({ amount }) => amount)).toEqual([5_000_000, 4_500_000]);
  });

  test('R6 one asks for changes while the rest carry it: it is funded without that borough', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, newham, { answer: 'request-changes' });
    await coalition.answer(id, camden, { answer: 'approve', upTo: 4_500_000 });
    await coalition.answer(id, hackney, { answer: 'approve', upTo: 4_500_000 });
    await coalition.review(id, 'recommend');
    const { decision } = await expectEnded(coalition, id, 'funded');
    expect(decision?.reasons).toContain('It goes ahead without Newham.');
  });

  test('R10 caps that fall short by a penny fail the round, which says so', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, newham, { answer: 'decline' });
    await coalition.answer(id, camden, { answer: 'approve', upTo: 4_500_000 });
    await coalition.answer(id, hackney, { answer: 'approve', upTo: 4_499_999 });
    await coalition.passDeadline(id);
    const { decision } = await expectEnded(coalition, id, 'not-funded');
    expect(decision?.reasons).toContain('Together they approved up to £89,999.99. That is £0.01 less than the cost.');
    expect((await coalition.budget(camden)).available).toBe(50_000_000);
  });

  test('R2 the lead declines, and the round ends at once', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, camden);
    await coalition.answer(id, hackney, { answer: 'decline' });
    const { decision, round } = await expectEnded(coalition, id, 'not-funded');
    expect(round?.kind).toBe('failed');
    expect(decision?.reasons[0]).toBe('The lead borough, Hackney, must approve through an officer, and it did not.');
    expect((await coalition.request(id, newham)).answer).toBeNull();
  });

  test('R5 one decline ends a unanimous round, but a coalition continues', async () => {
    const coalition = await ruled({ kind: 'unanimous' });
    const unanimous = await coalition.submit(aSubmission({ scheme: 'ruled' }));
    const standard = await coalition.submit(aSubmission());
    for (const id of [unanimous, standard]) await coalition.answer(id, newham, { answer: 'decline' });
    await expectEnded(coalition, unanimous, 'not-funded');
    expect((await coalition.state(standard)).head.status).toBe('sign-off');
  });

  test('R5 never closes early as carried while a borough can still answer', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, { answer: 'approve', upTo: 9_000_000 });
    await coalition.answer(id, camden, { answer: 'approve', upTo: 9_000_000 });
    expect((await coalition.state(id)).head.status).toBe('sign-off');
    await coalition.passDeadline(id);
    expect((await coalition.state(id)).head.status).toBe('roi-review');
    expect((await coalition.request(id, newham)).silenceNote).toBe('The scheme standard counts silence as opting out.');
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });
});

describe('deadlines', () => {
  test('R5 nobody answers, and it lapses at the deadline, not before', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.sweepAt('2026-12-07T16:59:59.999Z');
    expect((await coalition.state(id)).head.status).toBe('sign-off');
    await coalition.passDeadline(id);
    const { decision } = await expectEnded(coalition, id, 'lapsed');
    expect(decision?.reasons[0]).toBe('No officer approved, declined or asked for changes.');
  });

  test('R3 too few answer: it is not funded, and holds are released', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, { answer: 'approve', upTo: 9_000_000 });
    expect((await coalition.budget(hackney)).held).toBe(9_000_000);
    await coalition.passDeadline(id);
    await expectEnded(coalition, id, 'not-funded');
    expect(await coalition.budget(hackney)).toMatchObject({ available: 50_000_000, held: 0, committed: 0 });
  });

  test('R3, R5 a rule that asks for more boroughs than are invited fails at the deadline: a revision may invite more', async () => {
    const coalition = await ruled({ kind: 'coalition', minimumBoroughs: 4 });
    const id = await coalition.submit(aSubmission({ scheme: 'ruled' }));
    await coalition.approve(id, hackney, camden, newham);
    expect((await coalition.state(id)).head.status).toBe('sign-off');
    await coalition.passDeadline(id);
    const { decision } = await expectEnded(coalition, id, 'not-funded');
    expect(decision?.reasons).toContain('3 of 3 boroughs approved. At least 4 were needed.');
  });

  test('R3, R5 a rule that asks for exactly as many waits for all of them', async () => {
    const coalition = await ruled({ kind: 'coalition', minimumBoroughs: 3 });
    const id = await coalition.submit(aSubmission({ scheme: 'ruled' }));
    await coalition.approve(id, hackney, camden, newham);
    await expectEnded(coalition, id, 'funded');
  });
});

describe('stages', () => {
  test('R13 the current stage is committed, and later stages stay held at the cap until their gate', async () => {
    const coalition = await memoryCoalition();
    const stages = [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2027-10-31' }] as const;
    const costs = [cost(3_000_000), cost(6_000_000, { stage: 2, financialYear: '2027-28' })] as const;
    const id = await coalition.submit(aSubmission({ stages, costs }));
    await coalition.approve(id, hackney, camden, newham);
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
    expect(await coalition.budget(camden)).toMatchObject({ held: 0, committed: 1_000_000, available: 49_000_000 });
    expect(await coalition.budget(camden, '2027-28')).toMatchObject({ held: 2_500_000, committed: 0 });
  });

  test('R12 33 boroughs settle twelve columns to the penny', async () => {
    const { coalition, id } = await inSignOff(
      aSubmission({ partners: among(...everyBorough), costs: twelveColumns(1_000_001) }),
    );
    await coalition.approve(id, ...everyBorough);
    await coalition.review(id, 'recommend');
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions).toHaveLength(33);
  });
});

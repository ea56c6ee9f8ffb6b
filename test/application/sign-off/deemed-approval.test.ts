import { describe, expect, test } from 'vitest';
import type { Borough, DeemedApproval } from '../../../functions/domain/vocabulary/borough.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough, anOfficer, camden, hackney, islington, newham } from '../../support/builders/boroughs.ts';
import { among, aSubmission, cost } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { type CoalitionOptions, changeBorough, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { overriding } from '../../support/worlds/overriding.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';

const authority: DeemedApproval = {
  ...{ authority: 'Standing order 7', upTo: 3_000_000 },
  ...{ from: '2026-12-07', to: '2026-12-07' },
};
const scheme = { name: 'silent', silence: 'deemed-approval' } as const;

/** Hackney approves up to its share without Newham. Camden says nothing, with this standing authority. */
async function silentCamden(changes: Partial<Borough>, options: CoalitionOptions = {}) {
  const boroughs = [aBorough(hackney), aBorough(camden, changes), aBorough(newham)];
  const coalition = await memoryCoalition({ boroughs, schemes: [scheme], ...options });
  const { unreachable } = coalition.world.sender;
  return { coalition, unreachable };
}

/** Submits, lets Hackney approve and Newham add a penny, and passes the deadline. Returns Camden's request. */
async function afterSilence({ coalition }: Awaited<ReturnType<typeof silentCamden>>, lead: BoroughCode = hackney) {
  const proposer = { name: 'Proposer', email: `digital@${lead === hackney ? 'hackney' : 'camden'}.example` };
  const id = await coalition.submit(aSubmission({ scheme: 'silent', leadBorough: lead, proposer }));
  await coalition.answer(id, hackney, { answer: 'approve', upTo: 6_000_000 });
  await coalition.answer(id, newham, { answer: 'approve', upTo: 1 });
  await coalition.passDeadline(id);
  await expectSound(coalition);
  return { id, ...(await coalition.request(id, camden)), state: await coalition.state(id) };
}

describe('silence that counts', () => {
  test('R4 is approval up to the asked share under the standing authority, held in the same transaction', async () => {
    const world = await silentCamden({ deemedApproval: authority });
    const { id, answer, hold, state } = await afterSilence(world);
    expect(answer).toMatchObject({
      ...{ kind: 'approve', by: null, silence: true, upTo: 3_000_000, authority: 'Standing order 7', link: null },
      comment: 'No officer decided. Silence counts as approval under Standing order 7.',
    });
    expect(hold.status).toBe('held');
    const events = await world.coalition.events(id);
    expect(events.find(({ actor }) => actor.kind === 'silence')).toMatchObject({
      type: 'answered',
      data: { silence: true, upTo: 3_000_000 },
    });
    expect(state.head.status).toBe('roi-review');
    expect(state.round?.reasons).toContain(
      'Camden approved by silence under a standing authority. No officer decided.',
    );
    await world.coalition.review(id, 'recommend');
    const { contributions } = await expectEnded(world.coalition, id, 'funded');
    expect(contributions.map(({ amount }) => amount)).toEqual([3_000_000, 5_999_999, 1]);
  });

  test('R4 continues after a crash between two silences and the close, and counts each once', async () => {
    const boroughs = [
      aBorough(hackney),
      aBorough(islington),
      ...[camden, newham].map((code) => aBorough(code, { deemedApproval: authority })),
    ];
    for (const write of [0, 1, 2]) {
      for (const fault of ['crash-before', 'crash-after'] as const) {
        const { coalition, id } = await inSignOff(
          aSubmission({ scheme: 'silent', partners: among(hackney, camden, newham, islington) }),
          { boroughs, schemes: [scheme] },
        );
        await coalition.approve(id, hackney, islington);
        let writes = 0;
        coalition.faultOf = ({ operation }) => (operation === 'commit' && writes++ === write ? fault : 'none');
        await coalition.passDeadline(id);
        coalition.faultOf = () => 'none';
        await coalition.sweep();
        await coalition.review(id, 'recommend');
        const { contributions } = await expectEnded(coalition, id, 'funded');
        expect(contributions).toHaveLength(4);
      }
    }
  });
});

describe('silence that does not count, and the record says why', () => {
  const delivered = { deemedApproval: authority };
  const cases: readonly (readonly [string, Partial<Borough>, string])[] = [
    [
      'without an authority',
      { deemedApproval: null },
      'Camden has no standing authority under which silence counts as approval.',
    ],
    [
      'before its first day',
      { deemedApproval: { ...authority, from: '2026-12-08', to: '2026-12-31' } },
      'The standing authority of Camden (Standing order 7) does not cover the day of the deadline.',
    ],
    [
      'after its last day',
      { deemedApproval: { ...authority, from: '2026-12-01', to: '2026-12-06' } },
      'The standing authority of Camden (Standing order 7) does not cover the day of the deadline.',
    ],
    [
      'a penny above it',
      { deemedApproval: { ...authority, upTo: 2_999_999 } },
      'The share is more than the standing authority of Camden (Standing order 7) covers.',
    ],
    [
      'without an officer',
      { ...delivered, officers: [] },
      'Camden had no officer who could answer when the round closed.',
    ],
  ];
  test.each(cases)('R4 %s', async (_, changes, why) => {
    const { answer, silenceNote, hold, state } = await afterSilence(await silentCamden(changes));
    expect([answer, silenceNote, hold.status]).toEqual([null, why, 'none']);
    expect(state.head.ending).toBe('not-funded');
  });

  test('R4 if the request bounced', async () => {
    const world = await silentCamden(delivered);
    world.unreachable.add('approver@camden.example');
    const { answer, silenceNote, delivery } = await afterSilence(world);
    expect([answer, delivery]).toEqual([null, 'unreachable']);
    expect(silenceNote).toBe('We do not know that the request reached Camden.');
  });

  test('R4 an unreachable deputy does not undo the approver’s delivery', async () => {
    const officers = [anOfficer(camden, 'approver'), anOfficer(camden, 'deputy')];
    const world = await silentCamden({ ...delivered, officers });
    world.unreachable.add('deputy@camden.example');
    const { coalition } = world;
    const id = await coalition.submit(aSubmission({ scheme: 'silent' }));
    await coalition.answer(id, hackney, { answer: 'approve', upTo: 6_000_000 });
    await coalition.sweepAt('2026-12-04T09:00:00.000Z');
    expect((await coalition.request(id, camden)).asks).toHaveLength(2);
    await coalition.passDeadline(id);
    expect((await coalition.request(id, camden)).answer?.silence).toBe(true);
  });

  test('R4 if the request passed on and its delivery to the next officer is unknown', async () => {
    const officers = [anOfficer(camden, 'approver'), anOfficer(camden, 'deputy')];
    const { coalition } = await silentCamden({ ...delivered, officers });
    const id = await coalition.submit(aSubmission({ scheme: 'silent' }));
    expect((await coalition.request(id, camden)).delivery).toBe('delivered');
    coalition.faultOf = ({ operation }) => (operation === 'noteDelivery' ? 'throttle' : 'none');
    await coalition.answer(id, camden, { answer: 'recuse' });
    expect((await coalition.request(id, camden)).delivery).toBe('pending');
    await coalition.approve(id, hackney);
    await coalition.passDeadline(id);
    const { answer, silenceNote } = await coalition.request(id, camden);
    expect([answer, silenceNote]).toEqual([null, 'We do not know that the request reached Camden.']);
  });

  test('R4 except that the deputy’s own delivery counts if the approver declared an interest', async () => {
    const officers = [anOfficer(camden, 'approver'), anOfficer(camden, 'deputy')];
    const { coalition } = await silentCamden({ ...delivered, officers });
    const id = await coalition.submit(aSubmission({ scheme: 'silent' }));
    await coalition.sweepAt('2026-12-04T09:00:00.000Z');
    const [approvers = ''] = coalition.links(id, camden);
    await coalition.answer(id, camden, { answer: 'recuse' }, approvers);
    await coalition.approve(id, hackney);
    await coalition.passDeadline(id);
    expect((await coalition.request(id, camden)).answer?.silence).toBe(true);
  });

  test('R4 if the last officer declared an interest', async () => {
    const officers = [anOfficer(camden, 'approver')];
    const { coalition } = await silentCamden({ ...delivered, officers });
    const id = await coalition.submit(aSubmission({ scheme: 'silent' }));
    await coalition.answer(id, camden, { answer: 'recuse' });
    await coalition.approve(id, hackney);
    await coalition.passDeadline(id);
    expect((await coalition.request(id, camden)).silenceNote).toBe(
      'Camden had no officer who could answer when the round closed.',
    );
  });

  test('R4 if the budget lacks a penny', async () => {
    const world = await silentCamden(delivered, { allocated: 6_000_000 });
    await world.coalition.world.budgets.allocate(camden, '2026-27', { revenue: 2_999_999, capital: 0 });
    const { answer, silenceNote } = await afterSilence(world);
    expect(answer).toBeNull();
    expect(silenceNote).toBe('The budget of Camden does not have enough money to hold the share.');
  });

  test('R4 R12 if no budget is set for a year, which the note says', async () => {
    const world = await silentCamden(delivered);
    const id = await world.coalition.submit(
      aSubmission({
        scheme: 'silent',
        costs: [
          cost(6_000_000),
          cost(1_000_000, { financialYear: '2035-36' }),
          cost(2_000_000, { financialYear: '2036-37' }),
        ],
      }),
    );
    await world.coalition.passDeadline(id);
    expect((await world.coalition.request(id, camden)).silenceNote).toBe(
      'The budget of Camden does not have enough money to hold the share. No budget is set for 2035-36. No budget is set for 2036-37.',
    );
  });

  test('R6 if the authority is withdrawn while the silence is being recorded', async () => {
    const world = await silentCamden(delivered);
    const { boroughs } = world.coalition.world;
    // The secretariat acts between the reading of the borough and the write.
    let taken = false;
    const get = async (code: BoroughCode) => {
      const found = await boroughs.get(code);
      if (code === camden && world.coalition.now >= '2026-12-07T17:00:00.000Z' && !taken) {
        taken = true;
        await changeBorough(world.coalition, camden, () => ({ deemedApproval: null }));
      }
      return found;
    };
    world.coalition.deps.boroughs = overriding(boroughs, { get });
    const { answer, silenceNote } = await afterSilence(world);
    expect(answer).toBeNull();
    expect(silenceNote).toBe('Camden has no standing authority under which silence counts as approval.');
  });

  test('R2 of the lead', async () => {
    const { answer, silenceNote, state } = await afterSilence(await silentCamden(delivered), camden);
    expect(answer).toBeNull();
    expect(silenceNote).toBe('Camden leads the proposal. One of its own officers must approve: silence is not enough.');
    expect(state.head.ending).toBe('not-funded');
  });

  test('R4 under a scheme that counts silence as opting out', async () => {
    const world = await silentCamden(delivered, { schemes: [{ name: 'silent', silence: 'opt-out' }] });
    const { answer, silenceNote } = await afterSilence(world);
    expect([answer, silenceNote]).toEqual([null, 'The scheme silent counts silence as opting out.']);
  });
});

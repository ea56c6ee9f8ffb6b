import { describe, expect, test } from 'vitest';
import { describeProposal } from '../../../functions/application/proposals/describe-proposal.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough, anOfficer, camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';

const unreviewed = { required: 'never', minimum: 1, responseWorkingDays: 5 } as const;
const scheme = {
  name: 'topped',
  review: unreviewed,
  topUp: { atMost: 25, workingDays: 2 },
  graceWorkingDays: 1,
} as const;
/** Monday 7 December 2026, and the second working day after it. */
const deadline = '2026-12-07T17:00:00.000Z';
const until = '2026-12-09T17:00:00.000Z';

/** Three boroughs share £90,000. */
async function inSignOff(options: Parameters<typeof memoryCoalition>[0] = {}) {
  const coalition = await memoryCoalition({ schemes: [scheme], ...options });
  const id = await coalition.submit(aSubmission({ scheme: 'topped' }));
  return { coalition, id };
}

/** Hackney and Camden are £5,000 short together, and Newham has not answered. */
async function short(options: Parameters<typeof memoryCoalition>[0] = {}) {
  const { coalition, id } = await inSignOff(options);
  for (const borough of [hackney, camden]) await coalition.answer(id, borough, { answer: 'approve', upTo: 4_250_000 });
  await coalition.passDeadline(id);
  return { coalition, id };
}

const topUpMails = (coalition: MemoryCoalition) => coalition.mails.filter(({ message }) => message.mail === 'top-up');
const types = async (coalition: MemoryCoalition, id: ProposalId) =>
  (await coalition.events(id)).map(({ type }) => type);

describe('R5 a top-up', () => {
  test('begins at the deadline if only money lacks, and everyone invited is told what their own limit would do', async () => {
    const { coalition, id } = await short();
    const state = await coalition.state(id);
    expect(state.head).toMatchObject({ status: 'sign-off', closesAt: until, topUp: { since: deadline, until } });
    expect(state.round).toBeNull();
    const mails = topUpMails(coalition);
    expect(mails.map(({ to }) => to.email).toSorted()).toEqual([
      'approver@camden.example',
      'approver@hackney.example',
      'approver@newham.example',
      'digital@hackney.example',
    ]);
    const views = mails.map(({ view }) => view);
    expect(views.find((view) => view.mail === 'top-up' && view.borough?.name === 'Camden')).toMatchObject({
      shortfall: 500_000,
      until,
      borough: { upTo: 4_250_000, enough: { limit: 4_750_000, pays: 4_750_000 } },
    });
    expect(views.find((view) => view.mail === 'top-up' && view.borough?.name === 'Newham')).toMatchObject({
      borough: { upTo: null, enough: { limit: 500_000, pays: 500_000 } },
    });
    expect(await types(coalition, id)).toContain('top-up-begun');
    await expectSound(coalition);
  });

  test('GET says what is missing and until when, while it runs', async () => {
    const { coalition, id } = await short();
    const { signOff } = describeProposal(await coalition.state(id), new Map(), coalition.now);
    expect([signOff.topUp, signOff.closesAt]).toEqual([{ shortfall: 500_000, until }, until]);
    await coalition.sweepAt(until);
    expect(describeProposal(await coalition.state(id), new Map(), coalition.now).signOff.topUp).toBeNull();
  });

  test('a silent borough joins by its old link, and the round is carried at once', async () => {
    const { coalition, id } = await short();
    expect((await coalition.request(id, newham)).silenceNote).not.toBeNull();
    coalition.world.clock.set('2026-12-08T09:00:00.000Z');
    await coalition.answer(id, newham, { answer: 'approve', upTo: 500_000 });
    const { contributions, requests } = await expectEnded(coalition, id, 'funded');
    expect(contributions.map(({ amount }) => amount)).toEqual([4_250_000, 4_250_000, 500_000]);
    expect(requests.map(({ silenceNote }) => silenceNote)).toEqual([null, null, null]);
  });

  test('a borough raises its limit by the link of the email, and the round is carried at once', async () => {
    const { coalition, id } = await short();
    const { record } = (await coalition.request(id, camden)).answer ?? { record: '' };
    const form = await coalition.form(id, { answer: 'approve', upTo: 4_750_000 }, '');
    const raised = await coalition.post(coalition.link(id, camden), { ...form, replaces: record });
    expect(raised.kind).toBe('recorded');
    await coalition.settleDown();
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions.map(({ amount }) => amount)).toEqual([4_750_000, 4_250_000]);
  });

  test('ends at its own end, not before, and the outcome says by how much it failed', async () => {
    const { coalition, id } = await short();
    await coalition.sweepAt('2026-12-09T16:59:59.999Z');
    expect((await coalition.state(id)).head.status).toBe('sign-off');
    await coalition.sweepAt(until);
    const { decision } = await expectEnded(coalition, id, 'not-funded');
    expect(decision?.reasons).toContain('Together they approved up to £85,000. That is £5,000 less than the cost.');
    expect(decision?.reasons).toContain(
      'The boroughs had until 5pm on Wednesday 9 December 2026 to raise their limits.',
    );
    expect((await types(coalition, id)).filter((type) => type === 'top-up-begun')).toHaveLength(1);
  });

  test('begins when all have answered, and never ends before the deadline', async () => {
    const { coalition, id } = await inSignOff();
    for (const borough of [hackney, camden])
      await coalition.answer(id, borough, { answer: 'approve', upTo: 4_250_000 });
    await coalition.answer(id, newham, { answer: 'decline' });
    expect((await coalition.state(id)).head).toMatchObject({ status: 'sign-off', closesAt: deadline });
    expect(topUpMails(coalition)).toHaveLength(4);
    expect(await coalition.extend(id, '2027-01-18T17:00:00.000Z')).toMatchObject({ kind: 'too-late' });
    await coalition.sweepAt(deadline);
    await expectEnded(coalition, id, 'not-funded');
    expect(topUpMails(coalition)).toHaveLength(4);
  });

  test('R7 a revision ends it, and the new revision may have its own', async () => {
    const { coalition, id } = await short();
    await coalition.revise(id, aSubmission({ scheme: 'topped', title: 'Other words' }));
    expect((await coalition.state(id)).head).toMatchObject({ revision: 2, topUp: null });
  });

  test('R4 deemed approvals are recorded first, and silence that did not count then does not count at its end', async () => {
    const deemedApproval = {
      authority: 'Resolution 12',
      upTo: 3_000_000,
      from: '2026-12-08',
      to: '2026-12-31',
    } as const;
    const boroughs = [aBorough(hackney), aBorough(camden), aBorough(newham, { deemedApproval })];
    const { coalition, id } = await short({ boroughs, schemes: [{ ...scheme, silence: 'deemed-approval' }] });
    // The authority begins on the day after the announced deadline.
    await coalition.sweepAt(until);
    const request = await coalition.request(id, newham);
    expect([request.answer, request.hold.status]).toEqual([null, 'none']);
    expect(request.silenceNote).toContain('does not cover the day of the deadline');
    await expectEnded(coalition, id, 'not-funded');
  });

  test('R4 £900 in three equal shares: a deemed share is recorded before money is missed, so no top-up begins', async () => {
    const deemedApproval = {
      authority: 'Resolution 12',
      upTo: 3_000_000,
      from: '2026-12-01',
      to: '2026-12-31',
    } as const;
    const boroughs = [aBorough(hackney), aBorough(camden), aBorough(newham, { deemedApproval })];
    const { coalition, id } = await short({ boroughs, schemes: [{ ...scheme, silence: 'deemed-approval' }] });
    await expectEnded(coalition, id, 'funded');
    expect(topUpMails(coalition)).toHaveLength(0);
  });
});

describe('R5 the grace after the lead declined', () => {
  test('the round closes at 17:00 on the next working day, and answers from then on are late', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, { answer: 'decline' });
    const end = '2026-11-24T17:00:00.000Z';
    await coalition.sweepAt('2026-11-24T16:59:59.999Z');
    expect((await coalition.state(id)).head).toMatchObject({ status: 'sign-off', due: end, closesAt: deadline });
    coalition.world.clock.set(end);
    expect((await coalition.answer(id, camden, { answer: 'approve', upTo: 9_000_000 })).kind).toBe('dead');
    await coalition.sweep();
    const { round } = await expectEnded(coalition, id, 'not-funded');
    expect(round?.at).toBe(end);
  });

  test('goes on if the lead replaces its decline in time', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, { answer: 'decline' });
    const { record } = (await coalition.request(id, hackney)).answer ?? { record: '' };
    const form = await coalition.form(id, { answer: 'approve', upTo: 9_000_000 }, '');
    expect((await coalition.post(coalition.link(id, hackney), { ...form, replaces: record })).kind).toBe('recorded');
    await coalition.sweepAt('2026-11-24T17:00:00.000Z');
    expect((await coalition.state(id)).head.status).toBe('sign-off');
  });

  test('R4 a sweep that comes after the deadline as well records no silence: the round was over before', async () => {
    const deemedApproval = {
      authority: 'Resolution 12',
      upTo: 3_000_000,
      from: '2026-12-01',
      to: '2026-12-31',
    } as const;
    const boroughs = [aBorough(hackney), aBorough(camden, { deemedApproval }), aBorough(newham)];
    const { coalition, id } = await inSignOff({ boroughs, schemes: [{ ...scheme, silence: 'deemed-approval' }] });
    await coalition.answer(id, hackney, { answer: 'decline' });
    await coalition.sweepAt('2026-12-08T09:00:00.000Z');
    expect((await coalition.request(id, camden)).answer).toBeNull();
    await expectEnded(coalition, id, 'not-funded');
  });
});

test('R4, R20 approver and deputy, who both held a request and stayed silent, hear the outcome', async () => {
  const officers = [anOfficer(camden, 'approver'), anOfficer(camden, 'deputy')];
  const { coalition, id } = await inSignOff({
    boroughs: [aBorough(hackney), aBorough(camden, { officers }), aBorough(newham)],
  });
  for (const borough of [hackney, newham]) await coalition.answer(id, borough, { answer: 'approve', upTo: 4_500_000 });
  await coalition.sweepAt('2026-12-04T09:00:00.000Z');
  await coalition.passDeadline(id);
  await expectEnded(coalition, id, 'funded');
  const told = coalition.mails.filter(({ message }) => message.mail === 'outcome').map(({ to }) => to.email);
  expect(told).toEqual(expect.arrayContaining(['approver@camden.example', 'deputy@camden.example']));
});

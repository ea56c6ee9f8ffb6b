import { describe, expect, test } from 'vitest';
import { AlreadyReplied } from '../../../functions/application/commit/change-proposal.ts';
import { approvalRevoked } from '../../../functions/application/emails/administered-emails.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough, anOfficer, camden, hackney, islington, newham } from '../../support/builders/boroughs.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { among, aSubmission, cost } from '../../support/builders/submissions.ts';
import { type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';
import { aReply } from '../administration/administered-reply.ts';

const four = { partners: among(hackney, camden, newham, islington) };
const willing = { answer: 'approve', upTo: 4_500_000 } as const;

async function inSignOff(value = aSubmission(), schemes: Parameters<typeof memoryCoalition>[0] = {}) {
  const coalition = await memoryCoalition(schemes);
  const id = await coalition.submit(value);
  return { coalition, id };
}

const sent = (coalition: MemoryCoalition, mail: string) =>
  coalition.mails.filter(({ message }) => message.mail === mail).map(({ to }) => to.email);
const types = async (coalition: MemoryCoalition, id: ProposalId, last: number) =>
  (await coalition.events(id)).slice(-last).map(({ type }) => type);

describe('R29 while the round is open', () => {
  test('R29, R12 the approval counts as opting out, its hold is released at once, and the round continues', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, camden, willing);
    expect((await coalition.budget(camden)).held).toBe(4_500_000);
    const revoked = await coalition.revoke(id, camden);
    expect(revoked).toMatchObject({ kind: 'revoked', state: { head: { status: 'sign-off' } } });
    expect(await coalition.budget(camden)).toMatchObject({ available: 50_000_000, held: 0 });
    expect(await coalition.request(id, camden)).toMatchObject({
      answer: { kind: 'approve', upTo: 4_500_000 },
      revoked: { reason: 'A spending stop.' },
      hold: { status: 'released', cells: [] },
    });
    await coalition.answer(id, hackney, willing);
    await coalition.answer(id, newham, willing);
    expect((await coalition.state(id)).round?.reasons).toContain('The secretariat withdrew the approval of Camden.');
    await coalition.review(id, 'recommend');
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions.map(({ borough, amount }) => [borough, amount])).toEqual([
      [hackney, 4_500_000],
      [newham, 4_500_000],
    ]);
  });

  test('R29, R19 the chain names the borough and seals the reason', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, camden, willing);
    await coalition.revoke(id, camden);
    const event = (await coalition.events(id)).at(-1);
    expect(event).toMatchObject({ type: 'revoked', data: { borough: camden, contributions: [] } });
    expect(JSON.stringify(event)).not.toContain('spending');
  });

  test('R2, R5 the lead’s revocation fails the round at once', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, willing);
    await coalition.answer(id, camden, willing);
    const revoked = await coalition.revoke(id, hackney);
    expect(revoked).toMatchObject({ state: { head: { status: 'settling' }, round: { kind: 'failed' } } });
    const { decision } = await expectEnded(coalition, id, 'not-funded');
    expect(decision?.reasons[0]).toBe('The lead borough, Hackney, must approve through an officer, and it did not.');
    expect(await coalition.budget(camden)).toMatchObject({ held: 0, available: 50_000_000 });
  });

  test('R5 if the others can still carry it, it waits for them until the deadline', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, camden, willing);
    await coalition.answer(id, newham, { answer: 'decline' });
    await coalition.revoke(id, camden);
    expect((await coalition.state(id)).head.status).toBe('sign-off');
    await coalition.passDeadline(id);
    await expectEnded(coalition, id, 'not-funded');
    expect((await coalition.request(id, hackney)).answer).toBeNull();
  });

  test('R6 it ends with changes requested if anyone asked for them', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, willing);
    await coalition.answer(id, camden, { answer: 'request-changes' });
    await coalition.revoke(id, hackney);
    expect((await coalition.state(id)).head.status).toBe('changes-requested');
    await expectSound(coalition);
  });

  test("R29 the borough cannot answer this revision again, and its link's page says why", async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, camden, willing);
    const used = coalition.link(id, camden);
    await coalition.revoke(id, camden);
    expect(await coalition.read(used)).toMatchObject({
      kind: 'sign-off-confirmation',
      revoked: { reason: 'A spending stop.' },
    });
    expect((await coalition.answer(id, camden, willing, used)).kind).toBe('same-again');
    const page = await coalition.read(coalition.link(id, newham));
    expect(page.kind === 'sign-off' && page.standings.find(({ borough }) => borough === camden)).toMatchObject({
      answer: 'revoked',
      upTo: null,
    });
  });

  test('R29 before a round with an earlier approval is opened again', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, willing);
    coalition.executions.outage = true;
    await coalition.revise(id, aSubmission({ costs: [cost(8_700_000)] }));
    expect((await coalition.state(id)).head.opened).toBe(false);
    await coalition.revoke(id, hackney);
    coalition.executions.outage = false;
    await coalition.sweepFor({ days: 1 });
    await expectEnded(coalition, id, 'not-funded');
  });

  test('R4 after the deadline the sweep closes the round and decides what silence means', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, willing);
    await coalition.answer(id, camden, willing);
    coalition.world.clock.set('2026-12-07T17:00:00.000Z');
    expect(await coalition.revoke(id, camden)).toMatchObject({ kind: 'revoked', state: { round: null } });
    await coalition.sweep();
    expect((await coalition.request(id, newham)).silenceNote).not.toBeNull();
    await expectEnded(coalition, id, 'not-funded');
  });
});

describe('R29 after the round was carried', () => {
  async function inReview(minimum = 1, value = aSubmission(four)) {
    const review = { required: 'always', minimum, responseWorkingDays: 5 } as const;
    // With this seed the proposal's reviewers are asked in the order Camden, Islington, Newham, Hackney.
    const made = await inSignOff(value, { seed: 14, schemes: [{ name: 'standard', review }] });
    for (const { borough } of value.partners) await made.coalition.answer(made.id, borough, willing);
    expect((await made.coalition.state(made.id)).head.status).toBe('roi-review');
    return made;
  }
  const waiting = async (coalition: MemoryCoalition, id: ProposalId) =>
    (await coalition.state(id)).reviews.flatMap(({ person, answer, passedOn }) =>
      answer === null && passedOn === null ? [person] : [],
    );

  test('R10 the cost is shared again among the others within their caps, and is appraised again', async () => {
    const { coalition, id } = await inReview();
    const before = await coalition.state(id);
    const revoked = await coalition.revoke(id, islington);
    expect(revoked).toMatchObject({ state: { head: { status: 'roi-review' }, round: { kind: 'carried' } } });
    const after = await coalition.state(id);
    expect(before.contributions.map(({ amount }) => amount)).toEqual([2_250_000, 2_250_000, 2_250_000, 2_250_000]);
    expect(after.contributions.map(({ borough, amount }) => [borough, amount])).toEqual(
      [camden, hackney, newham].map((borough) => [borough, 3_000_000]),
    );
    expect(after.appraisal.boroughs.map(({ borough }) => borough)).toEqual([camden, hackney, newham]);
    expect(after.round?.reasons).toContain('The secretariat withdrew the approval of Islington.');
    expect((await coalition.events(id)).at(-1)).toMatchObject({
      type: 'revoked',
      data: { contributions: after.contributions.map(({ borough, amount }) => ({ borough, amount })) },
    });
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
    expect(await coalition.budget(islington)).toMatchObject({ available: 50_000_000, held: 0, committed: 0 });
    expect(await coalition.budget(camden)).toMatchObject({ held: 0, committed: 3_000_000 });
  });

  test('R29, R5 a revocation that came before the deadline may be written after the close', async () => {
    const { coalition, id } = await inSignOff(aSubmission(four));
    for (const borough of [hackney, camden, newham]) await coalition.answer(id, borough, willing);
    const { closesAt } = (await coalition.state(id)).head;
    const came = coalition.now;
    await coalition.passDeadline(id);
    expect(closesAt && came < closesAt).toBe(true);
    expect((await coalition.state(id)).head.status).toBe('roi-review');
    const revoked = await coalition.revoke(id, camden, { at: came });
    expect(revoked).toMatchObject({
      kind: 'revoked',
      state: { contributions: [{ borough: hackney }, { borough: newham }] },
    });
    await expectSound(coalition);
  });

  test('R10 a second time, with own lines that drop out with their borough', async () => {
    const costs = [cost(9_000_000), cost(600_000, { borough: islington })];
    const { coalition, id } = await inReview(1, aSubmission({ ...four, costs }));
    await coalition.revoke(id, islington);
    await coalition.revoke(id, newham);
    const { contributions, round } = await coalition.state(id);
    expect(contributions.map(({ amount }) => amount)).toEqual([4_500_000, 4_500_000]);
    expect(round?.firstShared).toHaveLength(4);
    await expectSound(coalition);
  });

  test('R29 the borough, its finance officers and the proposer are told, and every contributor what it pays', async () => {
    const { coalition, id } = await inReview();
    await coalition.revoke(id, islington);
    expect(sent(coalition, 'approval-revoked')).toEqual([
      'approver@islington.example',
      'finance@islington.example',
      'digital@hackney.example',
    ]);
    expect(sent(coalition, 'shared-again')).toEqual([
      'approver@camden.example',
      'approver@hackney.example',
      'approver@newham.example',
    ]);
    expect(coalition.mails.at(-1)?.text).toContain('Newham now pays: £30,000\nShare before: £22,500');
  });

  test('R29 the new shares name boroughs that were to pay, not those revoked while the round was open', async () => {
    const { coalition, id } = await inSignOff(aSubmission(four));
    await coalition.answer(id, newham, willing);
    await coalition.revoke(id, newham);
    for (const borough of [hackney, camden, islington]) await coalition.answer(id, borough, willing);
    expect((await coalition.state(id)).head.status).toBe('roi-review');
    await coalition.revoke(id, islington);
    const shared = coalition.mails.filter(({ message }) => message.mail === 'shared-again');
    expect(shared.at(-1)?.text).toContain('withdrew the approval of Islington,');
  });

  test('R29 an email sent while the others are being funded does not say that the proposal has ended', async () => {
    const { coalition, id } = await inReview();
    await coalition.revoke(id, islington);
    const state = await coalition.state(id);
    const settling = { ...state, head: { ...state.head, status: 'settling', ending: 'funded' } } as const;
    const { proposals, people } = coalition.world;
    const [proposer] = await people.get([state.head.proposer]);
    if (proposer === undefined) throw new Error('There is a proposer');
    const message = { mail: 'approval-revoked', to: proposer.id, borough: islington, revision: 1 } as const;
    const drafted = await approvalRevoked({ proposals, people }, { state: settling, message, person: proposer });
    expect(drafted).toMatchObject({ view: { status: 'funded' } });
  });

  test('R17 the reviewer of a borough that no longer pays is no longer asked, but the next one is', async () => {
    const { coalition, id } = await inReview();
    expect(await waiting(coalition, id)).toEqual([`reviewer-${camden}`]);
    const token = coalition.link(id, camden, 'review');
    await coalition.revoke(id, camden);
    expect(await waiting(coalition, id)).toEqual([`reviewer-${islington}`]);
    expect(await types(coalition, id, 2)).toEqual(['revoked', 'passed-on']);
    expect(await coalition.read(token)).toMatchObject({ kind: 'dead', why: 'takes-no-part' });
    expect(await coalition.review(id, 'recommend', { borough: camden })).toMatchObject({ why: 'takes-no-part' });
    expect((await coalition.review(id, 'recommend')).kind).toBe('recorded');
    await expectEnded(coalition, id, 'funded');
  });

  test('R17 that reviewer’s answer no longer counts, and another reviewer is asked', async () => {
    const { coalition, id } = await inReview(2);
    await coalition.review(id, 'request-changes', { borough: camden });
    await coalition.revoke(id, camden);
    expect(await waiting(coalition, id)).toEqual([`reviewer-${islington}`, `reviewer-${newham}`]);
    await coalition.review(id, 'recommend', { borough: islington });
    await coalition.review(id, 'recommend', { borough: newham });
    const { review } = await expectEnded(coalition, id, 'funded');
    expect(review?.reasons).toHaveLength(2);
  });

  test('R17 if everyone who can be asked has answered, the review closes', async () => {
    const { coalition, id } = await inReview(4);
    for (const borough of [camden, hackney, newham]) await coalition.review(id, 'recommend', { borough });
    expect((await coalition.state(id)).head.status).toBe('roi-review');
    const revoked = await coalition.revoke(id, islington);
    expect(revoked).toMatchObject({ state: { head: { status: 'settling' }, review: { outcome: 'recommend' } } });
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions).toHaveLength(3);
  });

  test('R24 a review of the old figures does not count for the new ones', async () => {
    const { coalition, id } = await inReview();
    const page = await coalition.read(coalition.link(id, camden, 'review'));
    if (page.kind !== 'review') throw new Error('Camden reviews it');
    await coalition.revoke(id, islington);
    const stale = await coalition.review(id, 'recommend', { fields: { revisionHash: page.revisionHash } });
    expect(stale).toMatchObject({ kind: 'changed', what: 'shares', changes: [{ before: '£22,500' }, {}, {}, {}] });
    const now = await coalition.read(coalition.link(id, camden, 'review'));
    expect(now).toMatchObject({ kind: 'review', contributions: [{}, {}, {}] });
    expect(now.kind === 'review' && now.changes.find(({ label }) => label === 'Islington pays')).toMatchObject({
      before: '£22,500',
      after: 'nothing: its approval was withdrawn',
    });
    expect((await coalition.review(id, 'recommend')).kind).toBe('recorded');
  });

  test('R29 before the review is opened, its opening asks the remaining contributors', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, willing);
    await coalition.answer(id, camden, willing);
    await coalition.post(coalition.link(id, newham), await coalition.form(id, willing, ''));
    expect((await coalition.state(id)).head).toMatchObject({ status: 'roi-review', opened: false });
    await coalition.revoke(id, camden);
    expect(await waiting(coalition, id)).toEqual([`reviewer-${newham}`]);
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });

  test('R10 if caps fall short the proposal fails, and says by how much', async () => {
    const { coalition, id } = await inReview(1, aSubmission());
    await coalition.revoke(id, newham);
    await coalition.revoke(id, camden);
    expect(await types(coalition, id, 4)).toEqual(['revoked', 'round-closed', 'ended', 'settled']);
    const { decision, round, contributions } = await expectEnded(coalition, id, 'not-funded');
    expect([round?.kind, contributions]).toEqual(['failed', []]);
    expect(decision?.reasons).toContain('1 of 3 boroughs approved. At least 2 were needed.');
    expect(decision?.reasons).toContain('It approved up to £45,000. That is £45,000 less than the cost.');
    expect(await coalition.budget(hackney)).toMatchObject({ held: 0, committed: 0, available: 50_000_000 });
  });

  test('R2 the lead’s revocation fails the proposal and ends the review', async () => {
    const { coalition, id } = await inReview();
    const token = coalition.link(id, camden, 'review');
    await coalition.revoke(id, hackney);
    expect(await coalition.read(token)).toMatchObject({ kind: 'dead', why: 'ended' });
    await expectEnded(coalition, id, 'not-funded');
    expect(sent(coalition, 'shared-again')).toEqual([]);
  });

  test('R6 a request for changes is not lost: if the rest cannot carry it, a revision may come', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, newham, { answer: 'request-changes' });
    await coalition.answer(id, camden, willing);
    await coalition.answer(id, hackney, willing);
    await coalition.revoke(id, camden);
    const { head, round } = await coalition.state(id);
    expect([head.status, round?.kind]).toEqual(['changes-requested', 'changes-requested']);
    expect(coalition.mails.at(-1)?.text).toContain('Newham: Fewer sensors.');
    await expectSound(coalition);
    await coalition.revise(id, aSubmission({ title: 'Fewer sensors' }));
    expect((await coalition.request(id, camden)).answer).toBeNull();
    await coalition.approve(id, camden, hackney, newham);
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });

  test('R3 a borough without an eligible officer at the close stays so, even if one is appointed later', async () => {
    const nobody = aBorough(islington, { officers: [] });
    const boroughs = [...[hackney, camden, newham].map((code) => aBorough(code)), nobody];
    const schemes = [{ name: 'standard', decisionRule: { kind: 'share', of: 'eligible', atLeast: [2, 3] } }] as const;
    const { coalition, id } = await inSignOff(aSubmission(four), { boroughs, schemes });
    for (const borough of [hackney, camden, newham]) await coalition.answer(id, borough, willing);
    await coalition.passDeadline(id);
    expect((await coalition.state(id)).round?.withoutOfficer).toEqual([islington]);
    // Two of the three that were eligible; of four it would be too few.
    await coalition.revoke(id, newham);
    expect((await coalition.state(id)).head.status).toBe('roi-review');
    await expectSound(coalition);
  });

  test('R3 nor does a borough count whose only officer declared an interest', async () => {
    const alone = aBorough(islington, { officers: [anOfficer(islington, 'approver')] });
    const boroughs = [...[hackney, camden, newham].map((code) => aBorough(code)), alone];
    const schemes = [{ name: 'standard', decisionRule: { kind: 'share', of: 'eligible', atLeast: [2, 3] } }] as const;
    const { coalition, id } = await inSignOff(aSubmission(four), { boroughs, schemes });
    for (const borough of [hackney, camden, newham]) await coalition.answer(id, borough, willing);
    await coalition.answer(id, islington, { answer: 'recuse' });
    await coalition.passDeadline(id);
    expect((await coalition.state(id)).round?.withoutOfficer).toEqual([islington]);
    await coalition.revoke(id, newham);
    expect((await coalition.state(id)).head.status).toBe('roi-review');
    await expectSound(coalition);
  });
});

describe('R29 after changes were requested', () => {
  test('R29, R7 the approval in force is revoked, and the next revision asks the borough again', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, willing);
    for (const borough of [camden, newham]) await coalition.answer(id, borough, { answer: 'request-changes' });
    const due = (await coalition.state(id)).head.due;
    const revoked = await coalition.revoke(id, hackney);
    expect(revoked).toMatchObject({ state: { head: { status: 'changes-requested', due } } });
    expect(await coalition.budget(hackney)).toMatchObject({ held: 0, available: 50_000_000 });
    await coalition.revise(id, aSubmission({ title: 'Fewer sensors' }));
    expect(await coalition.request(id, hackney)).toMatchObject({ answer: null });
    await coalition.approve(id, hackney, camden, newham);
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });

  test('R29 while the boroughs confirm: the revoked approval is left out, and the others are judged at the end', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, { answer: 'approve', upTo: 9_000_000 });
    await coalition.approve(id, camden, newham);
    await coalition.review(id, 'request-changes');
    expect((await coalition.state(id)).contributions).toHaveLength(3);
    await coalition.revoke(id, camden);
    await expectSound(coalition);
    await coalition.confirm(id, hackney, 'go-on');
    await coalition.passDeadline(id);
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions.map(({ borough }) => borough)).toEqual([hackney, newham]);
  });
});

describe('R29 what cannot be revoked', () => {
  test('R29 anything but an approval in force', async () => {
    const { coalition, id } = await inSignOff(aSubmission(four));
    await coalition.answer(id, hackney, willing);
    await coalition.answer(id, camden, { answer: 'decline' });
    await coalition.answer(id, newham, { answer: 'request-changes' });
    const before = coalition.world.table.changes.length;
    const none = { kind: 'no-approval' };
    expect(await coalition.revoke(id, camden)).toMatchObject({ ...none, name: 'Camden', answer: 'decline' });
    expect(await coalition.revoke(id, newham)).toMatchObject({ ...none, answer: 'request-changes' });
    expect(await coalition.revoke(id, islington)).toMatchObject({ ...none, answer: null });
    expect(await coalition.revoke(id, gss('E09000099'))).toEqual({ kind: 'not-invited' });
    expect(coalition.world.table.changes).toHaveLength(before);
    await coalition.revoke(id, hackney);
    expect((await coalition.state(id)).head.status).toBe('changes-requested');
    expect(await coalition.revoke(id, hackney)).toMatchObject({ ...none, answer: 'revoked' });
  });

  test('R29 a deemed approval can be revoked, and the officer who was asked is told', async () => {
    const deemedApproval = {
      authority: 'Standing order 7',
      upTo: 9_000_000,
      from: '2026-01-01',
      to: '2027-12-31',
    } as const;
    const boroughs = [
      ...[hackney, camden, newham].map((code) => aBorough(code, { deemedApproval })),
      aBorough(islington),
    ];
    const schemes = [{ name: 'standard', silence: 'deemed-approval' }] as const;
    const { coalition, id } = await inSignOff(aSubmission(four), { boroughs, schemes });
    await coalition.answer(id, hackney, { answer: 'approve', upTo: 9_000_000 });
    await coalition.answer(id, islington, { answer: 'approve', upTo: 1 });
    await coalition.passDeadline(id);
    expect((await coalition.state(id)).contributions).toHaveLength(4);
    await coalition.revoke(id, camden);
    expect(sent(coalition, 'approval-revoked')[0]).toBe('approver@camden.example');
    expect((await coalition.state(id)).contributions.map(({ amount }) => amount)).toEqual([6_749_999, 1, 2_250_000]);
    await expectSound(coalition);
  });

  test('R29 anything from settling on, or while it needs attention', async () => {
    const { coalition, id } = await inSignOff();
    coalition.broken.add('settle');
    await coalition.approve(id, hackney, camden, newham);
    await coalition.review(id, 'recommend');
    expect((await coalition.state(id)).head.status).toBe('settling');
    expect(await coalition.revoke(id, camden)).toEqual({ kind: 'outcome-fixed', status: 'settling' });
    coalition.broken.clear();
    await coalition.sweepAfter({ minutes: 16 });
    expect(await coalition.revoke(id, camden)).toEqual({ kind: 'outcome-fixed', status: 'funded' });
    await expectEnded(coalition, id, 'funded');
  });
});

describe('R29 a revocation among others at the same moment', () => {
  test('R29 against the answer that closes the round: the second one sees the first', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, willing);
    await coalition.answer(id, camden, willing);
    const form = await coalition.form(id, willing, '');
    coalition.world.table.beforeNextQuery(async () => {
      expect((await coalition.post(coalition.link(id, newham), form)).kind).toBe('recorded');
    });
    const revoked = await coalition.revoke(id, camden);
    expect(revoked).toMatchObject({ kind: 'revoked', state: { head: { status: 'roi-review' } } });
    expect((await coalition.state(id)).contributions.map(({ borough }) => borough)).toEqual([hackney, newham]);
    await expectSound(coalition);
  });

  test('R29 the answer that would have closed the round finds the revocation', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, willing);
    await coalition.answer(id, camden, willing);
    const form = await coalition.form(id, { answer: 'approve', upTo: 4_499_999 }, '');
    coalition.world.table.beforeNextQuery(async () => void (await coalition.revoke(id, camden)));
    expect((await coalition.post(coalition.link(id, newham), form)).kind).toBe('recorded');
    await coalition.passDeadline(id);
    const { decision } = await expectEnded(coalition, id, 'not-funded');
    expect(decision?.reasons).toContain('Together they approved up to £89,999.99. That is £0.01 less than the cost.');
  });

  test('R29 against the settlement: once the outcome is fixed, every borough is settled by it', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, hackney, camden, newham);
    coalition.world.table.beforeNextQuery(async () => void (await coalition.review(id, 'recommend')));
    expect(await coalition.revoke(id, camden)).toMatchObject({ kind: 'outcome-fixed' });
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions).toHaveLength(3);
    expect(await coalition.budget(camden)).toMatchObject({ committed: 3_000_000 });
  });

  test('the same Idempotency-Key revokes once', async () => {
    const { coalition, id } = await inSignOff();
    for (const borough of [hackney, camden]) await coalition.answer(id, borough, willing);
    await coalition.revoke(id, camden, { reply: () => aReply });
    await expect(coalition.revoke(id, hackney, { reply: () => aReply })).rejects.toThrow(AlreadyReplied);
    expect((await coalition.request(id, hackney)).revoked).toBeUndefined();
  });

  test.each(['crash-before', 'crash-after', 'lost-before', 'lost-after', 'conflict'] as const)(
    'promise 1: what ends in %s is written whole or not at all',
    async (fault) => {
      const { coalition, id } = await inSignOff();
      for (const borough of [hackney, camden, newham]) await coalition.answer(id, borough, willing);
      coalition.world.table.failNext(fault);
      const attempt = coalition.revoke(id, newham);
      if (fault.startsWith('crash')) await expect(attempt).rejects.toThrow();
      else await expect(attempt).resolves.toMatchObject({ kind: 'revoked' });
      await coalition.settleDown();
      const written = fault !== 'crash-before';
      expect((await coalition.budget(newham)).held).toBe(written ? 0 : 4_500_000);
      expect((await coalition.state(id)).contributions).toHaveLength(written ? 2 : 3);
      expect(sent(coalition, 'shared-again')).toHaveLength(written ? 2 : 0);
      await expectSound(coalition);
    },
  );

  test('R29 a key without a holder is on record by its name, and is not the proposer', async () => {
    const { coalition, id } = await inSignOff();
    for (const borough of [hackney, camden]) await coalition.answer(id, borough, willing);
    await coalition.revoke(id, camden, { by: { name: 'Secretariat of the coalition', holder: null } });
    const by = (await coalition.request(id, camden)).revoked?.by ?? who('');
    expect(await coalition.world.people.get([by])).toEqual([
      { id: by, name: 'Secretariat of the coalition', email: '' },
    ]);
    expect((await coalition.events(id)).at(-1)).toMatchObject({ actor: { kind: 'person', person: by } });
    expect(by).not.toBe((await coalition.state(id)).head.proposer);
  });
});

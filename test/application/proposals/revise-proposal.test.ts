import { describe, expect, test } from 'vitest';
import { reviseProposal } from '../../../functions/application/proposals/revise-proposal.ts';
import { camden, hackney, islington, newham } from '../../support/builders/boroughs.ts';
import { pid } from '../../support/builders/ids.ts';
import { among, aSubmission, cost } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';

const dearer = aSubmission({ costs: [cost(9_300_000)] });
const cheaper = aSubmission({ costs: [cost(8_700_000)] });
const renamed = aSubmission({ title: 'Damp and mould sensors' });

/** Too few approve, and Newham asks for changes. */
/** R7. A revision of the day on which these tests begin gives notice until then. An open round is looked at every six hours. */
const noticeEnds = '2026-11-24T17:00:00.000Z';
const noticeSeen = '2026-11-23T16:00:00.000Z';

async function changesRequested() {
  const { coalition, id } = await inSignOff();
  await coalition.approve(id, hackney);
  await coalition.answer(id, camden, { answer: 'decline' });
  await coalition.answer(id, newham, { answer: 'request-changes' });
  return { coalition, id };
}

const mailsSince = (coalition: MemoryCoalition, count: number) =>
  coalition.mails
    .slice(count)
    .map(({ message, to }) => `${message.mail} ${to.email}`)
    .toSorted();

describe('changes requested', () => {
  test('R6 too few approve and one asks for changes: the proposer hears the requests, and holds stay', async () => {
    const { coalition, id } = await changesRequested();
    const { head, round } = await coalition.state(id);
    expect(head).toMatchObject({ status: 'changes-requested', closesAt: '2026-12-21T17:00:00.000Z', ending: null });
    expect(round?.kind).toBe('changes-requested');
    const mail = coalition.mails.find(({ message }) => message.mail === 'changes-requested');
    expect(mail?.to.email).toBe('digital@hackney.example');
    expect(mail?.text).toContain('Newham: Fewer sensors.');
    expect((await coalition.budget(hackney)).held).toBe(3_750_000);
    await expectSound(coalition);
  });

  test('R7 a revision asks again where no approval is in force, and is funded; old links stop working', async () => {
    const { coalition, id } = await changesRequested();
    const old = [coalition.link(id, camden), coalition.link(id, newham), coalition.link(id, hackney)];
    const before = coalition.mails.length;
    const oldForm = await coalition.form(id, { answer: 'decline' }, '');
    expect((await coalition.revise(id, cheaper)).kind).toBe('revised');
    expect(mailsSince(coalition, before)).toEqual([
      'revised digital@hackney.example',
      'revision-notice approver@hackney.example',
      'sign-off-request approver@camden.example',
      'sign-off-request approver@newham.example',
    ]);
    for (const token of old) {
      expect(await coalition.read(token)).toMatchObject({ kind: 'dead', why: 'replaced' });
      expect(await coalition.post(token, oldForm)).toMatchObject({
        kind: 'changed',
        changes: [{ label: 'Cost' }],
      });
    }
    await coalition.approve(id, camden, newham);
    await coalition.sweepAt(noticeEnds);
    await coalition.review(id, 'recommend');
    const { head, requests } = await expectEnded(coalition, id, 'funded');
    expect(head).toMatchObject({ revision: 2, cycle: 2 });
    expect(requests.map(({ answer }) => answer?.record.slice(10))).toEqual([
      `2-${camden}`,
      `1-${hackney}`,
      `2-${newham}`,
    ]);
  });

  test('R7 no revision comes in time: the proposal lapses and its holds are released', async () => {
    const { coalition, id } = await changesRequested();
    await coalition.sweepAt('2026-12-21T16:59:59.999Z');
    expect((await coalition.state(id)).head.status).toBe('changes-requested');
    await coalition.passDeadline(id);
    await expectEnded(coalition, id, 'lapsed');
    expect((await coalition.budget(hackney)).held).toBe(0);
  });

  test('R7 a revision at exactly the deadline is too late', async () => {
    const { coalition, id } = await changesRequested();
    coalition.world.clock.set('2026-12-21T17:00:00.000Z');
    expect(await coalition.revise(id, renamed)).toEqual({ kind: 'too-late', closedAt: '2026-12-21T17:00:00.000Z' });
    coalition.world.clock.set('2026-12-21T16:59:59.999Z');
    expect((await coalition.revise(id, renamed)).kind).toBe('revised');
  });

  test('R7, R17 if all approvals stay after changes that the review asked for, the round closes when the notice ends', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, hackney, camden, newham);
    await coalition.review(id, 'request-changes');
    expect((await coalition.state(id)).head.status).toBe('confirming');
    await coalition.revise(id, cheaper);
    expect((await coalition.state(id)).head).toMatchObject({ status: 'sign-off', revision: 2, due: noticeSeen });
    await coalition.sweepAt('2026-11-24T16:59:59.999Z');
    expect((await coalition.state(id)).head).toMatchObject({ status: 'sign-off', due: noticeEnds });
    await coalition.sweepAt(noticeEnds);
    expect((await coalition.state(id)).head).toMatchObject({ status: 'roi-review', revision: 2 });
    await coalition.review(id, 'recommend');
    const { contributions, reviews } = await expectEnded(coalition, id, 'funded');
    expect(contributions).toHaveLength(3);
    expect(reviews).toHaveLength(1);
  });
});

describe('who is asked again', () => {
  test('R7 a higher cost is material: everyone is asked again and keeps the old hold until the new answer', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, hackney, camden);
    await coalition.revise(id, dearer);
    expect((await coalition.state(id)).requests.map(({ answer, hold }) => [answer, hold.status])).toEqual([
      [null, 'held'],
      [null, 'held'],
      [null, 'none'],
    ]);
    expect(await coalition.budget(camden)).toMatchObject({ held: 3_750_000 });
    await coalition.answer(id, camden, { answer: 'approve', upTo: 3_100_000 });
    expect(await coalition.budget(camden)).toMatchObject({ held: 3_100_000, available: 46_900_000 });
    await coalition.answer(id, hackney, { answer: 'decline' });
    expect(await coalition.budget(hackney)).toMatchObject({ held: 0, available: 50_000_000 });
    await expectEnded(coalition, id, 'not-funded');
  });

  test('R12 replacing an old hold takes only the difference from the budget', async () => {
    const { coalition, id } = await inSignOff(aSubmission(), { allocated: 3_750_000 });
    await coalition.approve(id, camden);
    await coalition.revise(id, aSubmission({ costs: [cost(9_600_000)] }));
    expect(await coalition.answer(id, camden, { answer: 'approve', upTo: 3_750_001 })).toMatchObject({
      kind: 'no-money',
      lacking: [{ needed: 1, available: 0 }],
    });
    expect((await coalition.answer(id, camden, { answer: 'approve', upTo: 3_750_000 })).kind).toBe('recorded');
  });

  test('R7 a borough that is left out is told, and settlement releases its hold', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, newham);
    const before = coalition.mails.length;
    await coalition.revise(id, aSubmission({ partners: among(hackney, camden, islington) }));
    expect(mailsSince(coalition, before)).toEqual([
      'revised digital@hackney.example',
      'revision-notice approver@newham.example',
      'sign-off-request approver@camden.example',
      'sign-off-request approver@hackney.example',
      'sign-off-request approver@islington.example',
    ]);
    const told = coalition.mails.find(({ message }) => message.mail === 'revision-notice');
    expect(told?.text).toContain('Newham is no longer asked to take part');
    expect((await coalition.budget(newham)).held).toBe(3_750_000);
    await coalition.approve(id, hackney, camden, islington);
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
    expect((await coalition.budget(newham)).held).toBe(0);
  });

  test('R7 left out, then invited again and approving: one hold, committed once', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, newham);
    await coalition.revise(id, aSubmission({ partners: among(hackney, camden) }));
    await coalition.revise(id, aSubmission());
    expect((await coalition.budget(newham)).held).toBe(3_750_000);
    await coalition.answer(id, newham, { answer: 'approve', upTo: 3_000_000 });
    expect((await coalition.budget(newham)).held).toBe(3_000_000);
    await coalition.approve(id, hackney, camden);
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
    expect(await coalition.budget(newham)).toMatchObject({ held: 0, committed: 3_000_000 });
  });

  test('R8 an officer who approved and now edits is no longer asked, but the deputy is', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, camden, hackney);
    await coalition.revise(id, cheaper, 'Approver+edits@camden.example');
    const { answer, asks } = await coalition.request(id, camden);
    expect(answer).toBeNull();
    expect(asks.map(({ role }) => role)).toEqual(['deputy']);
    expect((await coalition.request(id, hackney)).answer?.kind).toBe('approve');
  });
});

describe('what is refused', () => {
  test('R7 a version that is not the current one, and each revision beyond the maximum', async () => {
    const coalition = await memoryCoalition({ schemes: [{ name: 'twice', maxRevisions: 2 }] });
    const value = aSubmission({ scheme: 'twice' });
    const id = await coalition.submit(value);
    const revise = (precondition: 'any' | { versions: number[] }) =>
      reviseProposal(coalition.deps, {
        id,
        content: { kind: 'read', value },
        holder: null,
        precondition,
        at: coalition.now,
      });
    const { version } = (await coalition.state(id)).head;
    expect(await revise({ versions: [version - 1] })).toEqual({ kind: 'precondition-failed' });
    expect((await revise({ versions: [version] }))?.kind).toBe('revised');
    expect((await revise('any'))?.kind).toBe('revised');
    expect(await revise('any')).toEqual({ kind: 'no-revision-left', most: 2 });
  });

  test('a proposal outside sign-off and changes-requested', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, hackney, camden, newham);
    expect(await coalition.revise(id, renamed)).toEqual({ kind: 'not-revisable', status: 'roi-review' });
    await coalition.review(id, 'recommend');
    expect(await coalition.revise(id, renamed)).toEqual({ kind: 'not-revisable', status: 'funded' });
  });

  test('every fault of the content, with nothing written, and an unknown proposal', async () => {
    const { coalition, id } = await changesRequested();
    const before = coalition.world.table.changes.length;
    const faulty = await coalition.revise(id, aSubmission({ scheme: 'unknown', partners: among(camden, newham) }));
    expect(faulty).toMatchObject({ kind: 'invalid', faults: [{ pointer: '/partners' }, { pointer: '/scheme' }] });
    expect(coalition.world.table.changes).toHaveLength(before);
    await expect(coalition.revise(pid('none'), renamed)).rejects.toThrow('There is no proposal none');
  });
});

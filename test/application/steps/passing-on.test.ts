import { describe, expect, test } from 'vitest';
import { Overloaded } from '../../../functions/application/commit/change-proposal.ts';
import { sendEmail } from '../../../functions/application/emails/send-email.ts';
import type { Officer } from '../../../functions/domain/vocabulary/borough.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { renderEmail } from '../../../functions/web/emails/render-email.ts';
import { anOfficer, camden, everyBorough, hackney, newham } from '../../support/builders/boroughs.ts';
import { who } from '../../support/builders/ids.ts';
import { among, aSubmission } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import {
  absentFor,
  changeBorough,
  type MemoryCoalition,
  memoryCoalition,
} from '../../support/worlds/memory-coalition.ts';
import { overriding } from '../../support/worlds/overriding.ts';
import { expectSound } from '../../support/worlds/soundness.ts';

const withApprover = (coalition: MemoryCoalition, change: Partial<Officer>) =>
  changeBorough(coalition, camden, ({ officers }) => ({
    officers: officers.map((each) => (each.roles.includes('approver') ? { ...each, ...change } : each)),
  }));

describe('an officer who is back after the request passed on during an absence', () => {
  test('R1 may declare an interest, which the record keeps and the used link confirms', async () => {
    const { coalition, id } = await inSignOff();
    const token = coalition.link(id, camden);
    await withApprover(coalition, absentFor(coalition, 1));
    await coalition.answer(id, camden, { answer: 'decline' }, token);
    coalition.advance({ days: 1 });
    expect((await coalition.answer(id, camden, { answer: 'recuse' }, token)).kind).toBe('recorded');
    expect((await coalition.request(id, camden)).asks).toMatchObject([
      { person: who(`approver-${camden}`), passedOn: { why: 'recused', interest: 'My brother sells sensors.' } },
      { person: who(`deputy-${camden}`), passedOn: null },
    ]);
    expect(await coalition.read(token)).toMatchObject({ kind: 'recusal-confirmation', passedOn: true });
    expect((await coalition.answer(id, camden, { answer: 'recuse' }, token)).kind).toBe('same-again');
    await coalition.approve(id, camden);
    await expectSound(coalition);
  });
});

describe('what is refused', () => {
  test('R5 an answer after silence was deemed approval is late: the first is kept, and the approval remains', async () => {
    const deemedApproval = {
      authority: 'Standing order 7',
      upTo: 3_000_000,
      from: '2026-12-07',
      to: '2026-12-07',
    } as const;
    const coalition = await memoryCoalition({ schemes: [{ name: 'silent', silence: 'deemed-approval' }] });
    await changeBorough(coalition, camden, () => ({ deemedApproval }));
    const id = await coalition.submit(aSubmission({ scheme: 'silent' }));
    await coalition.approve(id, hackney);
    await coalition.passDeadline(id);
    await coalition.answer(id, camden, { answer: 'decline' });
    const { answer, late } = await coalition.request(id, camden);
    expect(answer).toMatchObject({ kind: 'approve', silence: true });
    expect(late).toEqual({ kind: 'decline', at: coalition.now, by: who(`approver-${camden}`) });
  });

  test('R17 a reviewer whose request passed on before the deadline is not late, and leaves no trace', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, hackney, camden, newham);
    const token = coalition.link(id, camden, 'review');
    await changeBorough(coalition, camden, ({ officers }) => ({
      officers: officers.filter(({ roles }) => !roles.includes('reviewer')),
    }));
    const { revision } = await coalition.state(id);
    const form = { answer: 'recommend', comment: 'The benefits are worth it.', declaration: 'yes' };
    const post = () => coalition.post(token, { ...form, revisionHash: revision.hash });
    expect(await post()).toMatchObject({ kind: 'dead', why: 'not-eligible' });
    expect(await post()).toMatchObject({ kind: 'dead', why: 'not-eligible' });
    expect((await coalition.state(id)).reviews[0]).toMatchObject({ person: who(`reviewer-${camden}`), late: null });
  });
});

describe('an officer who may no longer answer when the email is sent', () => {
  const redelivered = (coalition: MemoryCoalition, id: ProposalId, kind: string) => {
    const mail = coalition.mails.find(({ message }) => message.mail === kind && message.to.endsWith(camden));
    if (mail === undefined) throw new Error('It was mailed');
    const settings = { baseUrl: 'https://joint-funding.example', replyTo: 'secretariat@joint-funding.example' };
    const deps = { ...coalition.deps, ...settings, render: renderEmail };
    return sendEmail(deps, { proposal: id, outbox: `mail.${id}.2`, position: 0, message: mail.message });
  };

  test('R9 is not emailed, and the next sweep asks the next officer', async () => {
    const { coalition, id } = await inSignOff();
    await withApprover(coalition, absentFor(coalition, 3));
    expect(await redelivered(coalition, id, 'sign-off-request')).toBe('skipped');
    await coalition.sweep();
    expect(coalition.mails.at(-1)).toMatchObject({ to: { email: 'deputy@camden.example' } });
    await coalition.approve(id, camden);
    await expectSound(coalition);
  });

  test('R8, R17 a reviewer is treated the same way', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, hackney, camden, newham);
    await changeBorough(coalition, camden, ({ officers }) => ({
      officers: officers.filter(({ roles }) => !roles.includes('reviewer')),
    }));
    expect(await redelivered(coalition, id, 'review-request')).toBe('skipped');
    await coalition.sweep();
    expect(coalition.mails.at(-1)).toMatchObject({ to: { email: 'reviewer@newham.example' } });
  });

  test('R9 is not lost if the proposal changes at that moment: the queue delivers again', async () => {
    const { coalition, id } = await inSignOff();
    await withApprover(coalition, absentFor(coalition, 3));
    const { proposals } = coalition.world;
    coalition.deps.proposals = overriding(proposals, { reschedule: async () => false });
    await expect(redelivered(coalition, id, 'sign-off-request')).rejects.toThrow(Overloaded);
    coalition.deps.proposals = proposals;
    expect(await redelivered(coalition, id, 'sign-off-request')).toBe('skipped');
  });
});

describe('one person under several ids', () => {
  test('R1 a person who declared an interest stays out, even after leaving and coming back', async () => {
    const coalition = await memoryCoalition();
    await changeBorough(coalition, camden, () => ({ officers: [anOfficer(camden, 'approver')] }));
    const id = await coalition.submit(aSubmission());
    await coalition.answer(id, camden, { answer: 'recuse' });
    const back = { person: who('new-id'), email: 'Approver+back@camden.example' };
    await changeBorough(coalition, camden, () => ({ officers: [anOfficer(camden, 'approver', back)] }));
    await coalition.sweepFor({ days: 1 });
    expect((await coalition.request(id, camden)).asks.filter(({ passedOn }) => passedOn === null)).toEqual([]);
    await expectSound(coalition);
  });

  test('R1 and stays out of what another borough is asked', async () => {
    const coalition = await memoryCoalition();
    const shared = anOfficer(newham, 'approver', { email: 'approver@camden.example' });
    await changeBorough(coalition, newham, ({ officers }) => ({ officers: [shared, ...officers.slice(1)] }));
    const id = await coalition.submit(aSubmission());
    const token = coalition.link(id, newham);
    await coalition.answer(id, camden, { answer: 'recuse' });
    expect(await coalition.answer(id, newham, { answer: 'approve', upTo: 1 }, token)).toMatchObject({
      ...{ kind: 'dead', why: 'not-eligible' },
      detail: 'You declared an interest in this proposal, so you take no further part in it.',
    });
  });

  test('R8 a person who answered for one borough does not review for another', async () => {
    const coalition = await memoryCoalition();
    const shared = anOfficer(camden, 'reviewer', { email: 'approver+roi@newham.example' });
    await changeBorough(coalition, camden, ({ officers }) => ({ officers: [...officers.slice(0, 2), shared] }));
    const id = await coalition.submit(aSubmission());
    await coalition.approve(id, hackney, camden, newham);
    expect((await coalition.state(id)).reviews.map(({ person }) => person)).toEqual([`reviewer-${newham}`]);
  });

  test('R17 nobody is asked to review for two boroughs', async () => {
    const review = { required: 'always', minimum: 2, responseWorkingDays: 5 } as const;
    const coalition = await memoryCoalition({ schemes: [{ name: 'two', review }] });
    const shared = anOfficer(newham, 'reviewer', { email: 'Reviewer@camden.example' });
    await changeBorough(coalition, newham, ({ officers }) => ({ officers: [...officers.slice(0, 2), shared] }));
    const id = await coalition.submit(aSubmission({ scheme: 'two' }));
    await coalition.approve(id, hackney, camden, newham);
    expect((await coalition.state(id)).reviews.map(({ borough }) => borough)).toEqual([camden, hackney]);
  });
});

test('R17 if the reviewers of 33 boroughs left in one night, the next ones are asked sweep by sweep', async () => {
  const review = { required: 'always', minimum: 33, responseWorkingDays: 5 } as const;
  const { coalition, id } = await inSignOff(aSubmission({ scheme: 'all', partners: among(...everyBorough) }), {
    schemes: [{ name: 'all', review }],
  });
  await coalition.approve(id, ...everyBorough);
  const replace = async (post: string) => {
    for (const code of everyBorough) {
      await changeBorough(coalition, code, () => ({ officers: [anOfficer(code, post, { roles: ['reviewer'] })] }));
    }
    const { version } = (await coalition.state(id)).head;
    await coalition.world.proposals.reschedule(id, version, { due: coalition.now, attempts: 0 });
    await coalition.sweep();
    await coalition.sweep();
  };
  await replace('second');
  await replace('third');
  const { reviews } = await coalition.state(id);
  const holding = reviews.filter(({ passedOn }) => passedOn === null).map(({ person }) => person);
  expect(holding.toSorted()).toEqual(everyBorough.map((code) => `third-${code}`).toSorted());
  await coalition.passDeadline(id);
  const { head, review: closed } = await coalition.state(id);
  expect([head.status, closed?.outcome]).toEqual(['confirming', 'lapsed']);
  expect(coalition.failures).toEqual([]);
});

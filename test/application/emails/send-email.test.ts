import { describe, expect, test } from 'vitest';
import { sendEmail } from '../../../functions/application/emails/send-email.ts';
import type { BoroughCode, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { pid, who } from '../../support/builders/ids.ts';
import { aSubmission, cost } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { changeBorough, type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';

const emailed = ({ mails }: MemoryCoalition) => mails.map(({ message, to }) => `${message.mail} ${to.email}`);

describe('emails', () => {
  test('an email that the queue delivers twice does no harm: either link uses the request', async () => {
    const coalition = await memoryCoalition();
    coalition.copies = 2;
    const id = await coalition.submit(aSubmission());
    const [first = '', second = '', ...others] = coalition.links(id, camden);
    expect([first === second, others]).toEqual([false, []]);
    await coalition.answer(id, camden, { answer: 'approve' }, first);
    const again = await coalition.answer(id, camden, { answer: 'approve', upTo: 3_000_000 }, second);
    expect(again).toMatchObject({ kind: 'different', confirmation: { answer: { upTo: 3_750_000 } } });
    await coalition.approve(id, hackney, newham);
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });

  test('R20 an officer gets a receipt with the number and hash of the record, and finance gets a copy of an approval', async () => {
    const { coalition, id } = await inSignOff();
    const before = coalition.mails.length;
    await coalition.approve(id, camden);
    await coalition.answer(id, newham, { answer: 'decline' });
    expect(emailed(coalition).slice(before)).toEqual([
      'sign-off-receipt approver@camden.example',
      'approval-copy finance@camden.example',
      'sign-off-receipt approver@newham.example',
    ]);
    const [, , answered] = await coalition.events(id);
    const { reference } = (await coalition.state(id)).head;
    for (const { text } of coalition.mails.slice(before, before + 2)) {
      expect(text).toContain(answered?.hash);
      expect(text).toContain(`${reference}-1-${camden}`);
    }
  });

  test('R20 a receipt says what was answered even if the proposal was revised before it was sent', async () => {
    const { coalition, id } = await inSignOff();
    const form = await coalition.form(id, { answer: 'approve', upTo: 3_000_000 }, '');
    await coalition.post(coalition.link(id, camden), form);
    await coalition.revise(
      id,
      aSubmission({ costs: aSubmission().costs.map((line) => ({ ...line, amount: 9_900_000 })) }),
    );
    const receipt = coalition.mails.find(({ message }) => message.mail === 'sign-off-receipt');
    expect(receipt?.view).toMatchObject({ confirmation: { heading: { revision: 1 }, answer: { upTo: 3_000_000 } } });
  });

  test('R20 so does a reviewer’s receipt', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, camden, hackney, newham);
    const { hash: revisionHash } = (await coalition.state(id)).revision;
    const form = {
      answer: 'request-changes',
      comment: 'Show what is saved in each year.',
      declaration: 'yes',
      revisionHash,
    };
    await coalition.post(coalition.link(id, camden, 'review'), form);
    await coalition.revise(id, aSubmission({ costs: [cost(8_700_000)] }));
    const receipt = coalition.mails.find(({ message }) => message.mail === 'review-receipt');
    expect(receipt?.view).toMatchObject({
      confirmation: { heading: { revision: 1 }, answer: { kind: 'request-changes' } },
    });
  });

  test('emails of one request are one thread: sign-off and review, revisions and boroughs apart', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.sweepAt('2026-11-30T09:00:00.000Z');
    await coalition.approve(id, camden, hackney, newham);
    await coalition.review(id, 'request-changes');
    await coalition.revise(id, aSubmission({ costs: [cost(8_700_000)] }));
    // The notice of the revision ends (R7).
    await coalition.sweepAt('2026-12-01T17:00:00.000Z');
    await coalition.review(id, 'recommend');
    const threads = Map.groupBy(coalition.mails, ({ thread }) => thread);
    const kinds = (thread: string) => threads.get(`${id}.${thread}`)?.map(({ message }) => message.mail);
    expect(kinds('proposer')).toEqual(['submitted', 'confirming', 'revised', 'outcome']);
    expect(kinds(`1.sign-off.${camden}`)).toEqual([
      'sign-off-request',
      'sign-off-reminder',
      'sign-off-receipt',
      'approval-copy',
    ]);
    expect(kinds(`1.review.${camden}`)).toEqual(['review-request', 'review-receipt']);
    expect(kinds(`2.sign-off.${camden}`)).toEqual(['revision-notice', 'outcome']);
    expect(kinds(`2.review.${camden}`)).toEqual(['review-request', 'review-receipt', 'outcome']);
    expect([...threads.keys()].every((thread) => /^[0-9a-f]{32}\.[\w.-]+$/.test(thread))).toBe(true);
  });

  test('an address that rejects for good makes its request unreachable, and a later delivery reaches it', async () => {
    const coalition = await memoryCoalition();
    coalition.world.sender.unreachable.add('approver@camden.example');
    const id = await coalition.submit(aSubmission());
    expect((await coalition.request(id, camden)).delivery).toBe('unreachable');
    expect((await coalition.request(id, newham)).delivery).toBe('delivered');
    await changeBorough(coalition, camden, ({ officers }) => ({ officers: officers.slice(1) }));
    await coalition.sweepAt('2026-11-30T09:00:00.000Z');
    expect((await coalition.request(id, camden)).delivery).toBe('delivered');
    await expectSound(coalition);
  });

  test('a reviewer’s delivery is stored beside the reviewer’s own request', async () => {
    const coalition = await memoryCoalition();
    coalition.world.sender.unreachable.add('reviewer@camden.example');
    const id = await coalition.submit(aSubmission());
    await coalition.approve(id, camden, hackney, newham);
    expect((await coalition.state(id)).reviews.map(({ delivery }) => delivery)).toEqual(['unreachable']);
    expect((await coalition.request(id, camden)).delivery).toBe('delivered');
  });
});

describe('emails that have nothing left to say are not sent', () => {
  /** What happens to a queued message that is delivered only now. */
  async function late(
    coalition: MemoryCoalition,
    proposal: ProposalId,
    message: Parameters<typeof sendEmail>[1]['message'],
  ) {
    const render = () => ({ subject: '', html: '', text: '' });
    const deps = { ...coalition.deps, render, baseUrl: '', replyTo: '' };
    return sendEmail(deps, { proposal, outbox: `mail.${proposal}.1`, position: 0, message });
  }

  test('a request or a reminder after it was answered, passed on, replaced or closed', async () => {
    const { coalition, id } = await inSignOff();
    const about = (borough: BoroughCode, revision = 1) =>
      ({ mail: 'sign-off-request', to: who(`approver-${borough}`), borough, revision }) as const;
    const links = () => coalition.world.table.everything().filter(({ pk }) => pk.startsWith('link ')).length;
    const before = links();
    expect(await late(coalition, id, about(newham))).toBe('sent');
    expect(links()).toBe(before + 1);
    await coalition.approve(id, camden);
    await coalition.answer(id, newham, { answer: 'recuse' });
    await changeBorough(coalition, hackney, ({ officers }) => ({ officers: officers.slice(1) }));
    for (const borough of [camden, newham, hackney]) expect(await late(coalition, id, about(borough))).toBe('skipped');
    await coalition.revise(id, aSubmission({ costs: [cost(8_700_000)] }));
    expect(await late(coalition, id, about(newham))).toBe('skipped');
    const deputys = { ...about(newham, 2), to: who(`deputy-${newham}`) };
    expect(await late(coalition, id, deputys)).toBe('sent');
    await coalition.passDeadline(id);
    expect(await late(coalition, id, deputys)).toBe('skipped');
  });

  test('a review request after it was answered or closed; an outcome before there is one', async () => {
    const { coalition, id } = await inSignOff();
    const review = { mail: 'review-request', to: who(`reviewer-${camden}`), borough: camden, revision: 1 } as const;
    const outcome = { mail: 'outcome', to: who(`approver-${camden}`), borough: camden, revision: 1 } as const;
    expect([await late(coalition, id, review), await late(coalition, id, outcome)]).toEqual(['skipped', 'skipped']);
    await coalition.approve(id, camden, hackney, newham);
    expect(await late(coalition, id, review)).toBe('sent');
    await coalition.review(id, 'recommend');
    expect([await late(coalition, id, review), await late(coalition, id, outcome)]).toEqual(['skipped', 'sent']);
  });

  test('R19 an email to an erased person is skipped, and one about an unknown proposal is an error', async () => {
    const { coalition, id } = await inSignOff();
    expect(await late(coalition, id, { mail: 'submitted', to: who('erased') })).toBe('skipped');
    await expect(late(coalition, pid('none'), { mail: 'submitted', to: who('erased') })).rejects.toThrow(
      'There is no proposal none',
    );
  });
});

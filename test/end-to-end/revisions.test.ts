import { beforeAll, describe, inject, test } from 'vitest';
import { submit } from '../support/deployed/journey.ts';
import { filled, formOf, openLink, postToLink, words } from '../support/deployed/link-client.ts';
import { sharedCost } from '../support/deployed/proposal-body.ts';
import { systemAt } from '../support/deployed/system.ts';

const system = systemAt(inject('endpoints'));
const withoutReview = 'revised-without-review';

beforeAll(() => system.scheme(withoutReview, { review: { required: 'never', minimum: 1, responseWorkingDays: 5 } }));

describe.concurrent('A new revision', () => {
  test('R6, R7, R24 too few approve and one asks for changes: revised, asked again, and old links stop working; the notice holds it back', async ({
    expect,
  }) => {
    const members = await system.coalition(3);
    const [lead, second, third] = members;
    const proposal = await submit(system, members);
    const stands = await proposal.approve(lead, '150');
    const declined = await proposal.decline(second);
    const wished = await proposal.requestChanges(third, 'Please leave the second sensor out.');
    await proposal.until('changes-requested');
    const wish = await system.mailbox.mail(proposal.reference, lead.address('housing'), /^Revise by /);
    expect(wish.text).toContain('Please leave the second sensor out.');

    const revised = await proposal.revise({ costs: [sharedCost(27_000)] });
    expect([revised.status, revised.revision, revised.total]).toEqual(['sign-off', 2, 27_000]);
    expect(revised.signOff.boroughs.map(({ answer, upTo }) => [answer, upTo])).toEqual([
      ['approve', 15_000],
      [null, null],
      [null, null],
    ]);
    await system.mailbox.mail(proposal.reference, lead.address('approver'), /^Revised, .* stays in/);
    for (const { link, page } of [stands, declined, wished]) {
      const old = await openLink(link);
      expect([old.status, words(old.html)]).toEqual([410, expect.stringContaining('This proposal was revised')]);
      expect(words(page.html)).toContain('Answer recorded');
    }

    await proposal.approve(second);
    const again = await proposal.link(third);
    const form = formOf((await openLink(again)).html);
    const fields = { ...form.values, answer: 'approve', upTo: '120', confirmed: '120', declaration: 'yes' };
    for (const old of [wished.link, declined.link]) {
      const refused = await postToLink(old, fields);
      expect([refused.status, words(refused.html)]).toEqual([409, expect.stringContaining('Now £270 revenue')]);
    }
    expect((await proposal.view()).signOff.boroughs.map(({ answer }) => answer)).toEqual(['approve', 'approve', null]);
    expect((await postToLink(again, fields)).status).toBe(303);
    // Everybody approves, but the lead's approval outlived the revision: it has until the next working day to change it (R7).
    await system.sweep();
    const waiting = await proposal.view();
    expect(waiting).toMatchObject({ status: 'sign-off', signOff: { outcome: null } });
    expect(waiting.signOff.boroughs.map(({ answer }) => answer)).toEqual(['approve', 'approve', 'approve']);
    await proposal.withdraw();
    await proposal.until('withdrawn');
    for (const { code } of members) {
      expect((await system.budget(code)).revenue).toMatchObject({ held: 0, committed: 0 });
    }
  });

  test('R7, R24 during sign-off asks again if the change is material; the old hold stays until the new answer', async ({
    expect,
  }) => {
    const members = await system.coalition(2);
    const [lead, second] = members;
    const proposal = await submit(system, members, { scheme: withoutReview });
    await proposal.approve(lead, '150');
    const unused = await proposal.link(second);
    const before = formOf((await openLink(unused)).html);

    await proposal.revise({ scheme: withoutReview, costs: [sharedCost(40_000)] });
    expect((await proposal.view()).signOff.boroughs.map(({ answer }) => answer)).toEqual([null, null]);
    expect((await system.budget(lead.code)).revenue.held).toBe(15_000);
    expect((await openLink(unused)).status).toBe(410);
    const refused = await postToLink(unused, { ...before.values, answer: 'approve', declaration: 'yes' });
    expect([refused.status, words(refused.html)]).toEqual([409, expect.stringContaining('£400')]);

    await proposal.approve(lead, '250');
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 25_000, available: 49_975_000 });
    await proposal.approve(second, '250');
    const funded = await proposal.until('funded');
    expect(funded.contributions?.map(({ amount }) => amount)).toEqual([20_000, 20_000]);
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 0, committed: 20_000 });
  });

  test('R7 answers 409 when no revision is left', async ({ expect }) => {
    const scheme = await system.scheme('revised-once', { maxRevisions: 1 });
    const members = await system.coalition(2);
    const proposal = await submit(system, members, { scheme });
    await proposal.revise({ scheme, costs: [sharedCost(29_000)] });
    await expect(proposal.revise({ scheme, costs: [sharedCost(28_000)] })).rejects.toThrow('answered 409');
    await proposal.withdraw();
    await proposal.until('withdrawn');
  });
});

describe.concurrent('The review', () => {
  test('R17 recommends with conditions: every contributor and the record get them', async ({ expect }) => {
    const members = await system.coalition(2);
    const proposal = await submit(system, members);
    await proposal.approveAll();
    await proposal.review({ answer: 'recommend-with-conditions', conditions: 'Only with a yearly return.' });
    const funded = await proposal.until('funded');
    expect(funded.review.outcome).toBe('recommend-with-conditions');
    expect(funded.decision?.conditions).toEqual([expect.stringContaining('Only with a yearly return.')]);
    for (const member of members) {
      const mail = await system.mailbox.mail(proposal.reference, member.address('approver'), /^Funded: /);
      expect(mail.text).toContain('Only with a yearly return.');
    }
  });

  test('R17 does not recommend the proposal: the lead takes its approval back, and it is not funded', async ({
    expect,
  }) => {
    const members = await system.coalition(2);
    const proposal = await submit(system, members);
    await proposal.approveAll();
    const { link, page } = await proposal.review({ answer: 'not-recommended' });
    expect(words(page.html)).toContain('does not recommend it');
    await proposal.confirm('take-back', members[0]);
    const ended = await proposal.until('not-funded');
    expect(ended.review.outcome).toBe('not-recommended');
    expect((await openLink(link)).status).toBe(200);
    for (const { code } of members) {
      expect((await system.budget(code)).revenue).toMatchObject({ held: 0, committed: 0, available: 50_000_000 });
    }
  });

  test('R17 does not recommend the proposal: the lead goes on with reasons, and it is funded with the advice on record', async ({
    expect,
  }) => {
    const members = await system.coalition(2);
    const [lead, second] = members;
    const proposal = await submit(system, members);
    await proposal.approveAll();
    const advice = 'It pays only if every sensor is still read in ten years.';
    await proposal.review({ answer: 'not-recommended', comment: advice });
    const waiting = await proposal.until('confirming');
    expect(waiting.confirming).toMatchObject({ reasons: [{ kind: 'advice', borough: null }], goneOn: null });
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 18_750, committed: 0 });

    // Whoever does not lead can only take back, so silence keeps the approval.
    const partner = await openLink(await proposal.link(second));
    expect(formOf(partner.html).choices.get('answer')).toEqual(['take-back']);
    const link = await proposal.link(lead);
    const page = await openLink(link);
    expect(words(page.html)).toContain(advice);
    const goesOn = filled(formOf(page.html), { answer: 'go-on', declaration: 'yes' });
    const refused = await postToLink(link, { ...goesOn, comment: 'Too few reasons.' });
    expect([refused.status, words(refused.html)]).toEqual([422, expect.stringContaining('at least 20 characters')]);
    const reasons = 'Damp costs our tenants more than the sensors cost us.';
    expect((await postToLink(link, { ...goesOn, comment: reasons })).status).toBe(303);

    const funded = await proposal.until('funded');
    expect(funded.review).toMatchObject({ outcome: 'not-recommended', answers: [{ reasons: advice }] });
    expect(funded.confirming).toMatchObject({ goneOn: { reasons }, takeBacks: [], outcome: { kind: 'confirmed' } });
    for (const member of members) {
      const mail = await system.mailbox.mail(proposal.reference, member.address('approver'), /^Funded: /);
      expect(mail.text).toContain(advice);
      expect(mail.text).toContain(reasons);
      expect((await system.budget(member.code)).revenue).toMatchObject({ held: 0, committed: 15_000 });
    }
  });

  test('R17 asks for changes: a new revision has a new round, and is funded', async ({ expect }) => {
    const members = await system.coalition(2);
    const proposal = await submit(system, members);
    await proposal.approveAll();
    const first = await proposal.review({ answer: 'request-changes', comment: 'Show the benefits year by year.' });
    await proposal.until('confirming');
    await proposal.revise({ costs: [sharedCost(50_000)] });
    expect((await openLink(first.link)).status).toBe(410);
    await proposal.approveAll();
    await proposal.review();
    const funded = await proposal.until('funded');
    expect(funded.contributions?.map(({ amount }) => amount)).toEqual([25_000, 25_000]);
  });
});

import { beforeAll, describe, inject, test } from 'vitest';
import { submit } from '../support/deployed/journey.ts';
import { filled, formOf, openLink, postToLink, words } from '../support/deployed/link-client.ts';
import { inSeconds } from '../support/deployed/proposal-body.ts';
import { systemAt } from '../support/deployed/system.ts';

const system = systemAt(inject('endpoints'));
const withSilence = 'deemed-approval';
/** Enough time to be asked and to answer on a busy machine. */
const soon = 20;

beforeAll(() => system.scheme(withSilence, { silence: 'deemed-approval' }));

describe.concurrent('At a deadline seconds away, by the sweep', () => {
  test('R4, R5 nobody answers, and the proposal lapses', async ({ expect }) => {
    const members = await system.coalition(2);
    const [lead, second] = members;
    const proposal = await submit(system, members, { respondBy: inSeconds(8) });
    const ended = await proposal.untilSwept('lapsed');
    expect(ended.signOff.boroughs.map(({ answer, silence }) => [answer, silence])).toEqual([
      [null, true],
      [null, true],
    ]);
    expect(ended.decision?.reasons[0]).toBe('No officer approved, declined or asked for changes.');
    for (const member of [lead, second]) {
      await system.mailbox.mail(proposal.reference, member.address('approver'), /^Lapsed, /);
    }
  });

  test('R3, R5 too few answer, and the proposal is not funded; a later answer changes nothing and says so', async ({
    expect,
  }) => {
    const members = await system.coalition(3);
    const [lead, second] = members;
    const proposal = await submit(system, members, { respondBy: inSeconds(soon) });
    const unused = await proposal.link(second);
    const form = formOf((await openLink(unused)).html);
    await proposal.approve(lead, '300');
    const ended = await proposal.untilSwept('not-funded');
    expect(ended.signOff.outcome?.kind).toBe('failed');
    expect(ended.decision?.reasons).toContainEqual(expect.stringContaining('did not answer'));
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 0, committed: 0 });

    const late = await postToLink(unused, filled(form, { answer: 'approve', declaration: 'yes' }));
    expect([late.status, words(late.html)]).toEqual([410, expect.stringContaining('This proposal has ended')]);
    const after = await proposal.view();
    expect(after.signOff.boroughs.map(({ answer }) => answer)).toEqual(['approve', null, null]);
    expect((await system.budget(second.code)).revenue).toMatchObject({ held: 0, committed: 0 });
  });

  test('R3, R5 enough answer, and the round is carried without the silent borough', async ({ expect }) => {
    const members = await system.coalition(3);
    const [lead, second, third] = members;
    const proposal = await submit(system, members, { respondBy: inSeconds(soon) });
    await proposal.approve(lead, '200');
    await proposal.approve(second, '200');
    await proposal.untilSwept('roi-review');
    await proposal.review();
    const funded = await proposal.until('funded');
    expect(funded.contributions?.map(({ borough, amount }) => [borough, amount])).toEqual([
      [lead.code, 15_000],
      [second.code, 15_000],
    ]);
    expect(funded.signOff.boroughs.find(({ borough }) => borough === third.code)).toMatchObject({
      answer: null,
      silence: true,
      silenceNote: expect.stringMatching(/./),
    });
  });

  test('R4 silence counts as approval up to the asked share under a standing authority, and the record says so', async ({
    expect,
  }) => {
    const deemedApproval = { authority: 'Cabinet minute 12', upTo: 20_000, from: '2020-01-01', to: '2100-01-01' };
    const members = await system.coalition(3, { borough: { deemedApproval } });
    const [lead, second, third] = members;
    const proposal = await submit(system, members, { scheme: withSilence, respondBy: inSeconds(soon) });
    // Silence is nobody, so two people must approve beside it (R3).
    await Promise.all([lead, third].map((member) => proposal.approve(member)));
    await proposal.link(second);
    await proposal.untilSwept('roi-review');
    await proposal.review();
    const funded = await proposal.until('funded');
    expect(funded.signOff.boroughs.find(({ borough }) => borough === second.code)).toMatchObject({
      answer: 'approve',
      upTo: 10_000,
      silence: true,
      answeredBy: null,
      comment: expect.stringContaining('Cabinet minute 12'),
    });
    expect((await system.budget(second.code)).revenue).toMatchObject({ held: 0, committed: 10_000 });
  });
});

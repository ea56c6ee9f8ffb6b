import { describe, inject, test } from 'vitest';
import type { ProposalView } from '../../functions/domain/record/proposal-view.ts';
import { ProposalView as Schema } from '../../functions/schemas/wire/proposal-view.ts';
import { jsonOf, problemOf } from '../support/deployed/api-client.ts';
import { type Proposal, submit } from '../support/deployed/journey.ts';
import { openLink, words } from '../support/deployed/link-client.ts';
import { inSeconds } from '../support/deployed/proposal-body.ts';
import { stopDeployed } from '../support/deployed/stop-proposal.ts';
import { systemAt } from '../support/deployed/system.ts';
import { eventually } from '../support/eventually.ts';

const endpoints = inject('endpoints');
const system = systemAt(endpoints);

/** Sends an act of the secretariat, and returns the proposal after it. */
async function administer(proposal: Proposal, action: string, body: unknown): Promise<ProposalView> {
  const call = { method: 'POST', body } as const;
  return Schema.parse(jsonOf(await system.admin.must(`${proposal.path}/${action}`, call)));
}

describe.concurrent('An extension', () => {
  test('R5 an extended round is answered after its first deadline, and everyone is told', async ({ expect }) => {
    const members = await system.coalition(2);
    const [lead, second] = members;
    const deadline = inSeconds(20);
    const proposal = await submit(system, members, { respondBy: deadline });
    const extend = (seconds: number, headers = {}) => {
      const body = { respondBy: inSeconds(seconds), reason: 'The committee meets later.' };
      return { body, call: { method: 'POST', body, headers } as const };
    };
    const { body, call } = extend(3_600, { 'idempotency-key': `extend-${proposal.reference}` });
    const extended = await system.admin.must(`${proposal.path}/extension`, call);
    const view = Schema.parse(jsonOf(extended));
    expect(view).toMatchObject({ status: 'sign-off', signOff: { closesAt: body.respondBy } });
    const again = await system.admin.must(`${proposal.path}/extension`, call);
    expect([again.text, again.headers.get('etag')]).toEqual([extended.text, extended.headers.get('etag')]);

    await proposal.approve(second);
    await eventually('The first deadline', async () =>
      new Date().toISOString() > deadline ? { found: true } : { seen: deadline },
    );
    await system.sweep();
    expect((await proposal.view()).status).toBe('sign-off');

    await system.admin.must(`${proposal.path}/extension`, extend(7_200).call);
    for (const [address, kind] of [
      [lead.address('housing'), /^Deadline now /],
      [second.address('approver'), /^Deadline now .*: up to £/],
      [lead.address('approver'), /^More time, by /],
    ] as const) {
      const told = await system.mailbox.mail(proposal.reference, address, kind);
      expect(told.text).toContain('The committee meets later.');
    }
    await proposal.approve(lead);
    await proposal.until('roi-review');
    await proposal.review();
    await proposal.until('funded');
    const tooLate = await system.admin.call(`${proposal.path}/extension`, extend(9_000).call);
    expect(problemOf(tooLate)).toMatchObject({
      status: 409,
      detail: expect.stringContaining('until the sign-off round closes'),
    });
  });

  test('every fault is reported, and other keys are refused', async ({ expect }) => {
    const members = await system.coalition(2);
    const proposal = await submit(system, members);
    const path = `${proposal.path}/extension`;
    const faulty = { method: 'POST', body: { respondBy: inSeconds(60), vat: 1 } } as const;
    const problem = problemOf(await system.admin.call(path, faulty));
    expect(problem.errors?.map(({ pointer }) => pointer).toSorted()).toEqual(['/reason', '/respondBy', '/vat']);
    expect((await system.proposer.call(path, faulty)).status).toBe(403);
    expect((await system.nobody.call(path, faulty)).status).toBe(401);
    const body = { respondBy: inSeconds(3_600), reason: 'Because.' };
    expect((await system.admin.call('/v1/proposals/none/extension', { method: 'POST', body })).status).toBe(404);
  });
});

describe.concurrent('A revocation', () => {
  test('R29, R10 after the close the other boroughs share again, the reviewer sees it, and the hold is released', async ({
    expect,
  }) => {
    const members = await system.coalition(3);
    const [lead] = members;
    const proposal = await submit(system, members);
    for (const member of members) await proposal.approve(member, '200');
    await proposal.until('roi-review');
    const { link: review, member: second } = await proposal.askedReviewer();
    const third = members.find((member) => member !== lead && member !== second);
    if (third === undefined) throw new Error('Three boroughs take part');
    const body = { borough: third.code, reason: 'A spending stop.' };
    const view = await administer(proposal, 'revocations', body);
    expect(view).toMatchObject({ status: 'roi-review', signOff: { outcome: { kind: 'carried' } } });
    expect(view.contributions?.map(({ borough, amount }) => [borough, amount])).toEqual([
      [lead.code, 15_000],
      [second.code, 15_000],
    ]);
    expect((await system.budget(third.code)).revenue).toMatchObject({ held: 0, available: 50_000_000 });
    expect(view.signOff.boroughs.find(({ borough }) => borough === third.code)).toMatchObject({
      answer: 'approve',
      revoked: { reason: 'A spending stop.' },
    });
    const told = [third.address('approver'), lead.address('housing')];
    for (const to of told) await system.mailbox.mail(proposal.reference, to, /’s approval withdrawn: /);
    const shared = await system.mailbox.mail(proposal.reference, second.address('approver'), / now pays £/);
    expect(shared.text).toContain(`${second.name} now pays £150 `);
    expect(words((await openLink(review)).html)).toContain('nothing: its approval was withdrawn');
    const again = await system.admin.call(`${proposal.path}/revocations`, { method: 'POST', body });
    expect(problemOf(again)).toMatchObject({
      status: 409,
      detail: `The approval of ${third.name} has already been revoked.`,
    });
    await proposal.answerWith(review, { answer: 'recommend', comment: 'It pays for itself within a year.' });
    await proposal.until('funded');
    expect((await system.budget(second.code)).revenue).toMatchObject({ held: 0, committed: 15_000 });
    const late = await system.admin.call(`${proposal.path}/revocations`, {
      method: 'POST',
      body: { borough: second.code, reason: 'Too late.' },
    });
    expect(problemOf(late).status).toBe(409);
  });

  test('R29 if the other caps fall short, the proposal is not funded and all holds are released', async ({
    expect,
  }) => {
    const members = await system.coalition(3);
    const [lead, , third] = members;
    const proposal = await submit(system, members);
    for (const member of members) await proposal.approve(member, '125');
    await proposal.until('roi-review');
    const body = { borough: third.code, reason: 'Called in.' };
    expect(await administer(proposal, 'revocations', body)).toMatchObject({
      status: 'settling',
      signOff: { outcome: { kind: 'failed' } },
    });
    const ended = await proposal.until('not-funded');
    expect(ended).not.toHaveProperty('contributions');
    expect(ended.decision?.reasons.join(' ')).toContain('That is £50 less than the cost.');
    for (const { code } of members) {
      expect((await system.budget(code)).revenue).toMatchObject({ held: 0, committed: 0, available: 50_000_000 });
    }
    await system.mailbox.mail(proposal.reference, lead.address('approver'), /^Not funded, /);
  });

  test('R2, R29 of the lead during the sign-off ends the round at once', async ({ expect }) => {
    const members = await system.coalition(2);
    const [lead, second] = members;
    const proposal = await submit(system, members);
    await proposal.approve(lead);
    const outside = await system.admin.call(`${proposal.path}/revocations`, {
      method: 'POST',
      body: { borough: second.code, reason: 'It has not answered.' },
    });
    expect(problemOf(outside)).toMatchObject({ status: 409, detail: expect.stringContaining('has not answered') });
    await administer(proposal, 'revocations', { borough: lead.code, reason: 'Budget cut.' });
    await proposal.until('not-funded');
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 0, available: 50_000_000 });
  });
});

describe.concurrent('A resumption', () => {
  test('a proposal that needs attention continues from where it stopped', async ({ expect }) => {
    const members = await system.coalition(2);
    const proposal = await submit(system, members);
    const body = { reason: 'It is mended.' };
    const sound = await system.admin.call(`${proposal.path}/resumption`, { method: 'POST', body });
    expect(problemOf(sound)).toMatchObject({
      status: 409,
      detail: expect.stringContaining('You can resume only a proposal'),
    });
    await proposal.approveAll();
    await proposal.until('roi-review');
    const review = await proposal.link(members[1], 'reviewer');
    await stopDeployed(endpoints.awsEndpoint, proposal.id);
    expect(await proposal.view()).toMatchObject({
      status: 'needs-attention',
      waitingOn: [{ who: 'secretariat', note: 'stopped in roi-review' }],
    });
    expect(await administer(proposal, 'resumption', body)).toMatchObject({ status: 'roi-review' });
    await proposal.answerWith(review, { answer: 'recommend', comment: 'It pays for itself within a year.' });
    await proposal.until('funded');
  });
});

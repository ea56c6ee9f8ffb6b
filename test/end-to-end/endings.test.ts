import { beforeAll, describe, inject, test } from 'vitest';
import { submit } from '../support/deployed/journey.ts';
import { openLink, words } from '../support/deployed/link-client.ts';
import { inSeconds, sharedCost } from '../support/deployed/proposal-body.ts';
import { systemAt } from '../support/deployed/system.ts';

const system = systemAt(inject('endpoints'));
const withoutReview = 'without-review';

beforeAll(() => system.scheme(withoutReview, { review: { required: 'never', minimum: 1, responseWorkingDays: 5 } }));

describe.concurrent('How a sign-off round ends', () => {
  test('R5, R12, R17 all approve, the reviewer recommends, and every share is committed', async ({ expect }) => {
    const members = await system.coalition(3);
    const proposal = await submit(system, members);
    await proposal.approveAll();
    await proposal.review();
    const funded = await proposal.until('funded');
    expect(funded.contributions?.map(({ borough, amount }) => [borough, amount])).toEqual(
      members.map(({ code }) => [code, 10_000]),
    );
    expect(funded).toMatchObject({
      signOff: { outcome: { kind: 'carried' } },
      review: { outcome: 'recommend' },
      decision: { outcome: 'funded', chainHead: expect.stringMatching(/^[0-9a-f]{64}$/) },
      waitingOn: [],
    });
    for (const { code } of members) {
      const { revenue } = await system.budget(code);
      expect(revenue).toEqual({ allocated: 50_000_000, available: 49_990_000, held: 0, committed: 10_000, drawn: 0 });
    }
    for (const member of members) {
      const mail = await system.mailbox.mail(proposal.reference, member.address('approver'), /^Funded: /);
      expect(mail.text).toContain(`${member.name} pays £100 `);
    }
    await system.mailbox.mail(proposal.reference, members[0]?.address('housing') ?? '', /^Funded: /);
  });

  test('R10 one declines: a capped borough pays its cap, and the others share the rest', async ({ expect }) => {
    const members = await system.coalition(4);
    const proposal = await submit(system, members, { scheme: withoutReview, costs: [sharedCost(40_000)] });
    const [lead, two, three, four] = members;
    await proposal.approve(lead, '200');
    await proposal.approve(two, '110.01');
    await proposal.decline(three);
    await proposal.approve(four, '£200.00');
    const funded = await proposal.until('funded');
    expect(funded.contributions?.map(({ borough, amount }) => [borough, amount])).toEqual([
      [lead.code, 14_500],
      [two.code, 11_001],
      [four.code, 14_499],
    ]);
    expect((await system.budget(three.code)).revenue).toMatchObject({ held: 0, committed: 0, available: 50_000_000 });
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 0, committed: 14_500 });
    const mail = await system.mailbox.mail(proposal.reference, three.address('approver'), /^Funded, /);
    expect(mail.text).toContain(`${three.name} takes no part and pays nothing`);
  });

  test('R6 one asks for changes while the others carry the round: funded without that borough', async ({ expect }) => {
    const members = await system.coalition(3);
    const [lead, second, third] = members;
    const proposal = await submit(system, members, { scheme: withoutReview });
    await proposal.requestChanges(third);
    await proposal.approve(second, '150');
    await proposal.approve(lead, '150');
    const funded = await proposal.until('funded');
    expect(funded.contributions?.map(({ borough, amount }) => [borough, amount])).toEqual([
      [lead.code, 15_000],
      [second.code, 15_000],
    ]);
    expect(funded.decision?.reasons).toContainEqual(`It goes ahead without ${third.name}.`);
  });

  test('R10 caps that fall short by a penny fail the round, and the reason says by how much', async ({ expect }) => {
    const members = await system.coalition(3);
    const [lead, second, third] = members;
    const proposal = await submit(system, members, { respondBy: inSeconds(30) });
    await proposal.approve(second, '100');
    await proposal.approve(third, '100.00');
    await proposal.approve(lead, '99.99');
    // Until the deadline a borough could still raise its limit.
    const ended = await proposal.untilSwept('not-funded');
    expect(ended.signOff.outcome).toMatchObject({ kind: 'failed' });
    expect(ended.decision?.reasons.join(' ')).toMatch(/That is £0\.01 less than the cost\./);
    expect(ended).not.toHaveProperty('contributions');
    for (const { code } of members) {
      expect((await system.budget(code)).revenue).toMatchObject({ held: 0, committed: 0, available: 50_000_000 });
    }
  });

  test('R2, R5 the lead declines, and the round fails at once', async ({ expect }) => {
    const members = await system.coalition(3);
    const [lead, second, third] = members;
    const proposal = await submit(system, members);
    await proposal.approve(second);
    await proposal.decline(lead);
    const ended = await proposal.until('not-funded');
    expect(ended.decision?.reasons.join(' ')).toContain('must approve through an officer, and it did not');
    expect(ended.signOff.boroughs.find(({ borough }) => borough === third.code)?.answer).toBeNull();
    expect((await system.budget(second.code)).revenue).toMatchObject({ held: 0, available: 50_000_000 });
  });

  test('R3, R5 one declines under a unanimous rule, and the round fails at once', async ({ expect }) => {
    const scheme = await system.scheme('unanimous', { decisionRule: { kind: 'unanimous' } });
    const members = await system.coalition(3);
    const [, second] = members;
    const proposal = await submit(system, members, { scheme });
    await proposal.decline(second);
    const ended = await proposal.until('not-funded');
    expect(ended.decision?.reasons.join(' ')).toContain('It closed before the deadline');
  });
});

describe.concurrent('A withdrawal before the outcome is fixed', () => {
  test('in sign-off releases all holds, and answers 200 with settling', async ({ expect }) => {
    const members = await system.coalition(3);
    const [, second] = members;
    const proposal = await submit(system, members);
    await proposal.approve(second);
    expect((await system.budget(second.code)).revenue.held).toBe(12_500);
    const answer = await proposal.withdraw();
    expect(answer.status).toBe('settling');
    const ended = await proposal.until('withdrawn');
    expect(ended.decision?.outcome).toBe('withdrawn');
    expect(ended.decision?.reasons.join(' ')).toContain('The proposer withdrew it');
    expect((await system.budget(second.code)).revenue).toMatchObject({ held: 0, available: 50_000_000 });
  });

  test('while changes are requested releases all holds', async ({ expect }) => {
    const members = await system.coalition(3);
    const [lead, second, third] = members;
    const proposal = await submit(system, members);
    await proposal.approve(lead);
    await proposal.decline(second);
    await proposal.requestChanges(third);
    await proposal.until('changes-requested');
    expect((await system.budget(lead.code)).revenue.held).toBe(12_500);
    await proposal.withdraw();
    await proposal.until('withdrawn');
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 0, available: 50_000_000 });
  });

  test('during the review releases all holds, and the reviewer’s link says that the review ended', async ({
    expect,
  }) => {
    const members = await system.coalition(2);
    const [, second] = members;
    const proposal = await submit(system, members);
    await proposal.approveAll();
    await proposal.until('roi-review');
    const link = await proposal.link(second, 'reviewer');
    expect((await openLink(link)).status).toBe(200);
    await proposal.withdraw();
    const ended = await proposal.until('withdrawn');
    expect(ended.signOff.outcome).toMatchObject({ kind: 'carried' });
    const dead = await openLink(link);
    expect([dead.status, words(dead.html)]).toEqual([410, expect.stringContaining('Withdrawn')]);
    for (const { code } of members) {
      expect((await system.budget(code)).revenue).toMatchObject({ held: 0, committed: 0, available: 50_000_000 });
    }
  });
});

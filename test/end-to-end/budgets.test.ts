import { beforeAll, describe, inject, test } from 'vitest';
import { jsonOf, problemOf } from '../support/deployed/api-client.ts';
import { submit } from '../support/deployed/journey.ts';
import { answerByLink, filled, formOf, openLink, postToLink, words } from '../support/deployed/link-client.ts';
import { sharedCost, thisYear } from '../support/deployed/proposal-body.ts';
import { systemAt } from '../support/deployed/system.ts';

const system = systemAt(inject('endpoints'));
const scheme = 'budgets-without-review';

beforeAll(() => system.scheme(scheme, { review: { required: 'never', minimum: 1, responseWorkingDays: 5 } }));

describe.concurrent('The budget of a borough', () => {
  test('R12 lacks money: nothing is recorded, the page says what is available, and the approver can answer again', async ({
    expect,
  }) => {
    const members = await system.coalition(2, { allocated: 15_000 });
    const [lead, second] = members;
    const proposal = await submit(system, members, { scheme });
    const link = await proposal.link(lead);
    const refused = await answerByLink(link, { answer: 'approve', upTo: '150.01', declaration: 'yes' });
    expect(refused.status).toBe(422);
    expect(words(refused.html)).toContain(`${thisYear()}, revenue: £150.01 is needed, £150 is left`);
    expect(refused.html).toMatch(/<title>Error: /);
    expect(formOf(refused.html).values).toMatchObject({ upTo: '150.01' });
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 0, available: 15_000 });
    expect((await proposal.view()).signOff.boroughs.map(({ answer }) => answer)).toEqual([null, null]);

    const again = filled(formOf(refused.html), { upTo: '150', answer: 'approve', declaration: 'yes' });
    expect((await postToLink(link, again)).status).toBe(303);
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 15_000, available: 0 });
    await proposal.approve(second, '150.00');
    await proposal.until('funded');
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 0, committed: 15_000, available: 0 });
  });

  test('R12 is needed by two proposals at once: exactly one gets the last of it', async ({ expect }) => {
    const members = await system.coalition(2, { allocated: 20_000 });
    const [lead, second] = members;
    const [one, other] = await Promise.all([
      submit(system, members, { scheme, title: 'One of two' }),
      submit(system, members, { scheme, title: 'The other of two' }),
    ]);
    const links = [await one.link(lead), await other.link(lead)];
    const pages = await Promise.all(links.map((link) => openLink(link)));
    const forms = pages.map(({ html }) => filled(formOf(html), { answer: 'approve', upTo: '150', declaration: 'yes' }));
    const answers = await Promise.all(links.map((link, index) => postToLink(link, forms[index] ?? {})));
    expect(answers.map(({ status }) => status).toSorted()).toEqual([303, 422]);
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 15_000, available: 5_000 });
    const loser = answers.find(({ status }) => status === 422);
    expect(words(loser?.html ?? '')).toContain('£150 is needed, £50 is left');

    const [winner, beaten] = answers[0]?.status === 303 ? [one, other] : [other, one];
    await winner.approve(second, '150');
    await winner.until('funded');
    expect((await system.budget(lead.code)).revenue).toMatchObject({ held: 0, committed: 15_000, available: 5_000 });
    await beaten.withdraw();
    await beaten.until('withdrawn');
    expect((await system.budget(second.code)).revenue).toMatchObject({ held: 0, committed: 15_000 });
  });

  test('R12, R13 commits the current stage, and keeps later stages held at the cap’s cells', async ({ expect }) => {
    const members = await system.coalition(2);
    const [lead] = members;
    const stages = [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2199-10-31' }];
    const costs = [sharedCost(10_000), sharedCost(20_000, { kind: 'capital', stage: 2 })];
    const proposal = await submit(system, members, { scheme, stages, costs });
    await proposal.approveAll();
    const funded = await proposal.until('funded');
    expect(funded.contributions?.[0]?.cells).toEqual([
      { stage: 1, financialYear: thisYear(), kind: 'revenue', amount: 5_000 },
      { stage: 2, financialYear: thisYear(), kind: 'capital', amount: 10_000 },
    ]);
    expect(await system.budget(lead.code)).toMatchObject({
      revenue: { held: 0, committed: 5_000 },
      capital: { held: 12_500, committed: 0 },
    });
  });

  test('R12 cannot be allocated less than is held and committed', async ({ expect }) => {
    const members = await system.coalition(2);
    const [lead] = members;
    const proposal = await submit(system, members, { scheme });
    await proposal.approve(lead, '150');
    const path = `/v1/boroughs/${lead.code}/budgets/${thisYear()}`;
    const allocate = (pence: number) =>
      system.admin.call(path, {
        method: 'PUT',
        body: { revenue: { allocated: pence }, capital: { allocated: 0 } },
      });
    expect(problemOf(await allocate(14_999)).status).toBe(409);
    const put = await allocate(15_000);
    expect([put.status, jsonOf<{ revenue: unknown }>(put).revenue]).toEqual([
      200,
      { allocated: 15_000, available: 0, held: 15_000, committed: 0, drawn: 0 },
    ]);
    await proposal.withdraw();
    await proposal.until('withdrawn');
  });
});

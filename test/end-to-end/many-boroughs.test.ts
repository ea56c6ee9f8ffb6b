import { describe, inject, test } from 'vitest';
import type { BoroughCode } from '../../functions/domain/vocabulary/proposal.ts';
import { jsonOf } from '../support/deployed/api-client.ts';
import { inBatches } from '../support/deployed/coalition.ts';
import { executionsOf, transitionsOf } from '../support/deployed/executions.ts';
import { type Proposal, submit } from '../support/deployed/journey.ts';
import { filled, formOf, openLink, postToLink, words } from '../support/deployed/link-client.ts';
import { sharedCost } from '../support/deployed/proposal-body.ts';
import { systemAt } from '../support/deployed/system.ts';
import { eventually } from '../support/eventually.ts';

const system = systemAt(inject('endpoints'));

async function transitions(proposal: Proposal): Promise<number> {
  return eventually(`The execution of ${proposal.reference} ended`, async () => {
    const executions = await executionsOf(system.aws, proposal.id);
    const [only] = executions;
    if (executions.length === 1 && only?.status === 'SUCCEEDED') return { found: transitionsOf(only) };
    return { seen: executions.map(({ name, status }) => ({ name, status })) };
  });
}

describe('With many boroughs', () => {
  test('a decision of two boroughs takes at most six transitions', async ({ expect }) => {
    const proposal = await submit(system, await system.coalition(2));
    await proposal.approveAll();
    await proposal.review();
    await proposal.until('funded');
    expect(await transitions(proposal)).toBeLessThanOrEqual(6);
  });

  test('R12 33 boroughs answer at once: every answer counts once, in at most six transitions', async ({ expect }) => {
    const members = await system.coalition(33);
    const proposal = await submit(system, members, { costs: [sharedCost(100_001)] });
    const links = await inBatches(members, (member) => proposal.link(member), 33);
    const forms = await inBatches(links, async (link) =>
      filled(formOf((await openLink(link)).html), { answer: 'approve', declaration: 'yes' }),
    );
    // First without the tick. Each borough gets the page again, and each has a running process of the function: starting 33
    // processes takes most of the time that a request may take.
    const { declaration: _, ...unticked } = forms[0] ?? {};
    await eventually('The page comes back to all 33 at once', async () => {
      const returned = await Promise.all(links.map((link) => postToLink(link, unticked)));
      const statuses = returned.map(({ status }) => status);
      return statuses.every((status) => status === 422) ? { found: statuses } : { seen: statuses };
    });
    const answers = await Promise.all(links.map((link, index) => postToLink(link, forms[index] ?? {})));
    // Each answer is accepted the first time: a head that changed meanwhile does not cause a refusal or a 503.
    expect(answers.filter(({ status }) => status !== 303).map(({ status, html }) => [status, words(html)])).toEqual([]);
    await proposal.review();
    const funded = await proposal.until('funded');
    expect(funded.signOff.boroughs.map(({ answer }) => answer)).toEqual(members.map(() => 'approve'));
    // £1,000.01 among 33: £30.30 each, and 11 pence for the first 11 by GSS code.
    expect(funded.contributions?.map(({ borough, amount }) => [borough, amount])).toEqual(
      members.map(({ code }, index) => [code, index < 11 ? 3_031 : 3_030]),
    );
    const { items } = jsonOf<{ items: { type: string; data: { borough?: BoroughCode } }[] }>(
      await system.proposer.must(`${proposal.path}/events?limit=100`),
    );
    const answered = items.filter(({ type }) => type === 'answered').map(({ data }) => data.borough);
    expect(answered.toSorted()).toEqual(members.map(({ code }) => code));
    const budgets = await inBatches(members, ({ code }) => system.budget(code));
    expect(budgets.map(({ revenue }) => [revenue.held, revenue.committed])).toEqual(
      members.map((_, index) => [0, index < 11 ? 3_031 : 3_030]),
    );
    expect(await transitions(proposal)).toBeLessThanOrEqual(6);
  });
});

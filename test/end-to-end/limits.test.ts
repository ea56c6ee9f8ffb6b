import { inject, test } from 'vitest';
import { addYears } from '../../functions/domain/vocabulary/financial-year.ts';
import { submit } from '../support/deployed/journey.ts';
import { openLink, words } from '../support/deployed/link-client.ts';
import { sharedCost, thisYear } from '../support/deployed/proposal-body.ts';
import { systemAt } from '../support/deployed/system.ts';

const system = systemAt(inject('endpoints'));
const largest = 99_999_999_999;

/** 200 lines in 24 columns: ten stages in both kinds, and four columns a year later. Together they reach the largest amount. */
function costs() {
  return Array.from({ length: 200 }, (_, index) => {
    const column = index % 24;
    return sharedCost(index === 0 ? largest - 199 : 1, {
      stage: (column % 10) + 1,
      kind: column % 20 < 10 ? 'revenue' : 'capital',
      financialYear: addYears(thisYear(), column < 20 ? 0 : 1),
      description: index === 0 ? 'd'.repeat(500) : 'd',
    });
  });
}

function benefits() {
  return Array.from({ length: 500 }, (_, index) => ({
    financialYear: addYears(thisYear(), index % 20),
    borough: 'all',
    class: 'social',
    amount: 1,
    confidence: 6,
    description: 'b',
  }));
}

test('a proposal at every limit at once is accepted, shown as it was typed, and ends like any other', async ({
  expect,
}) => {
  const members = await system.coalition(33);
  const [lead, second] = members;
  const title = `<b>${'🌧'.repeat(143)}</b>`;
  const proposal = await submit(system, members, {
    title,
    summary: `${'s'.repeat(3_998)}\n.`,
    alternatives: 'a'.repeat(4_000),
    apportionment: 'weights',
    partners: members.map(({ code }, index) => ({ borough: code, weight: index === 0 ? 1_000_000 : 1 })),
    stages: Array.from({ length: 10 }, (_, index) =>
      index === 0 ? { name: 'First' } : { name: `Stage ${index + 1}`, gateBy: '2199-10-31' },
    ),
    costs: costs(),
    benefits: benefits(),
    respondBy: new Date(Date.now() + 180 * 86_400_000 - 60_000).toISOString(),
  });
  const view = await proposal.view();
  expect([view.title, view.total, view.costs.length, view.benefits.length]).toEqual([title, largest, 200, 500]);
  expect(view.signOff.boroughs.reduce((sum, { asked }) => sum + asked, 0)).toBe(largest);
  const page = await openLink(await proposal.link(second));
  expect(page.status).toBe(200);
  expect(words(page.html)).toContain(title);
  expect(page.html).not.toContain('<b>');
  await proposal.decline(lead);
  const ended = await proposal.until('not-funded');
  expect(ended.decision?.outcome).toBe('not-funded');
});

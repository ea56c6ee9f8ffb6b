import { describe, expect, test } from 'vitest';
import { none } from '../../../functions/domain/revision/field-changes.ts';
import type { ProposalContent } from '../../../functions/domain/vocabulary/proposal.ts';
import { camden, hackney, islington, newham } from '../../support/builders/boroughs.ts';
import { among, aSubmission, cost } from '../../support/builders/submissions.ts';
import { memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectSound } from '../../support/worlds/soundness.ts';

const benefit = aSubmission().benefits.map((line) => ({ ...line }));
const base = aSubmission({
  stages: [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2027-10-31' }],
  costs: [cost(6_000_000), cost(3_000_000, { stage: 2, financialYear: '2027-28' })],
  optimismBias: { rate: 0.2, mitigation: 0.5 },
  alternatives: 'Each buys its own.',
  confidential: [{ pointer: '/summary', reason: 'Prices of a bidder' }],
  pledges: [{ unit: 'apprenticeships', target: 100, by: '2027-09-30' }],
  respondBy: '2026-12-11T17:00:00.000Z',
});
const [first = cost(1), second = cost(1)] = base.costs;
const camdens = { name: 'Head of Digital', email: 'digital@camden.example' };
const weighted = base.partners.map((partner) => ({ ...partner, weight: 1 }));
const [pilot, rollOut] = base.stages;

type Changed = Partial<ProposalContent>;
/** What changes, at which pointers. Where R7 does not set an approval aside, it stays and the borough is told. */
const told: readonly (readonly [string, Changed, readonly string[]])[] = [
  ['a cost in another year', { costs: [{ ...first, financialYear: '2028-29' }, second] }, ['/costs/0']],
  ['partners', { partners: among(hackney, camden, newham, islington) }, ['/partners/3']],
  ['a cost down', { costs: [{ ...first, amount: first.amount - 1 }, second] }, ['/costs/0']],
  ['respondBy', { respondBy: '2026-12-14T17:00:00.000Z' }, ['/respondBy']],
  ['a benefit up', { benefits: benefit.map((line) => ({ ...line, amount: line.amount + 1 })) }, ['/benefits/0']],
];
const askedAgain: readonly (readonly [string, Changed, readonly string[]])[] = [
  ['title', { title: 'Damp and mould sensors' }, ['/title']],
  ['summary', { summary: 'More of them.' }, ['/summary']],
  ['alternatives', { alternatives: 'None considered' }, ['/alternatives']],
  ['confidential', { confidential: [] }, ['/confidential/0']],
  ['optimism bias', { optimismBias: { rate: 0.3, mitigation: 0.5 } }, ['/optimismBias']],
  ['a cost described otherwise', { costs: [{ ...first, description: 'Gateways' }, second] }, ['/costs/0']],
  ['the cost up by a penny', { costs: [{ ...first, amount: first.amount + 1 }, second] }, ['/costs/0']],
  ['a cost of another kind', { costs: [{ ...first, kind: 'capital' }, second] }, ['/costs/0']],
  ['a cost in another stage', { costs: [first, { ...second, stage: 1 }] }, ['/costs/1']],
  ['prices of a line', { costs: [{ ...first, prices: 'nominal' }, second] }, ['/costs/0']],
  ['prices', { prices: 'nominal' }, ['/prices']],
  ['a benefit down', { benefits: benefit.map((line) => ({ ...line, amount: line.amount - 100 })) }, ['/benefits/0']],
  ['confidence down', { benefits: benefit.map((line) => ({ ...line, confidence: 4 })) }, ['/benefits/0']],
  ['lead', { leadBorough: camden, proposer: camdens }, ['/leadBorough']],
  [
    'key and weights',
    { apportionment: 'weights', partners: weighted },
    ['/apportionment', '/partners/0', '/partners/1', '/partners/2'],
  ],
  ['scheme', { scheme: 'other' }, ['/scheme']],
  ['name of a stage', { stages: [{ name: 'Trial' }, ...(rollOut ? [rollOut] : [])] }, ['/stages/0']],
  ['gateBy', { stages: [...(pilot ? [pilot] : []), { name: 'Roll-out', gateBy: '2027-11-30' }] }, ['/stages/1']],
  ['target of a pledge', { pledges: [{ unit: 'apprenticeships', target: 99, by: '2027-09-30' }] }, ['/pledges/0']],
  ['date of a pledge', { pledges: [{ unit: 'apprenticeships', target: 100, by: '2027-10-01' }] }, ['/pledges/0']],
];

/** Hackney and Newham approved, Camden has not answered; then the proposal is revised. */
async function revised(changed: Changed) {
  const coalition = await memoryCoalition({ schemes: [{ name: 'other' }] });
  const id = await coalition.submit(base);
  await coalition.approve(id, hackney, newham);
  const before = coalition.mails.length;
  expect((await coalition.revise(id, { ...base, ...changed } as ProposalContent)).kind).toBe('revised');
  const mails = coalition.mails.slice(before);
  const page = await coalition.read(coalition.link(id, camden));
  if (page.kind !== 'sign-off') throw new Error(`A ${page.kind}`);
  return { coalition, id, mails, changes: page.changes };
}

describe('R7 a revision shows what changed, old and new, on the page and in every email', () => {
  test.each([...told, ...askedAgain])('R7 %s', async (_, changed, pointers) => {
    const { coalition, mails, changes } = await revised(changed);
    expect(changes.map(({ pointer }) => pointer)).toEqual(pointers);
    const sent = mails.filter(({ message }) => ['sign-off-request', 'revision-notice'].includes(message.mail));
    expect(sent.map(({ to }) => to.email)).toEqual(
      expect.arrayContaining(['hackney', 'camden', 'newham'].map((name) => `approver@${name}.example`)),
    );
    for (const { text } of sent) {
      const flat = text.replaceAll(/\s+/g, ' ');
      for (const { before, after } of changes) {
        const values = [before, after].filter((value) => value !== none);
        for (const value of values) expect(flat).toContain(value.replaceAll(/\s+/g, ' '));
      }
    }
    await expectSound(coalition);
  });
});

describe('R7 a borough that approved', () => {
  test.each(told)('R7 stays approved with its hold, and is only told: %s', async (_, changed) => {
    const { coalition, id, mails } = await revised(changed);
    expect((await coalition.request(id, hackney)).answer?.kind).toBe('approve');
    expect((await coalition.request(id, hackney)).hold.status).toBe('held');
    expect(
      mails.filter(({ to }) => to.email === 'approver@hackney.example').map(({ message }) => message.mail),
    ).toEqual(['revision-notice']);
    const notice = mails.find(({ message }) => message.mail === 'revision-notice');
    expect(notice?.text.replaceAll(/\s+/g, ' ')).toContain(
      'nothing has changed that Hackney would have to decide again',
    );
  });

  test.each(askedAgain)('R7 is asked again and keeps its old hold: %s', async (_, changed) => {
    const { coalition, id, mails } = await revised(changed);
    expect((await coalition.request(id, hackney)).answer).toBeNull();
    expect((await coalition.request(id, hackney)).hold.status).toBe('held');
    expect(
      mails.filter(({ to }) => to.email === 'approver@hackney.example').map(({ message }) => message.mail),
    ).toEqual(['sign-off-request']);
  });

  test('R6, R7 is asked again if the scheme’s rules have changed under the same name, and sees how', async () => {
    const coalition = await memoryCoalition();
    const id = await coalition.submit(base);
    await coalition.approve(id, hackney);
    const scheme = await coalition.world.schemes.get('standard');
    if (scheme === undefined) throw new Error('There is no scheme');
    const unanimous = { ...scheme.scheme, decisionRule: { kind: 'unanimous' } } as const;
    await coalition.world.schemes.put({ scheme: unanimous, version: scheme.version + 1 }, scheme.version);
    await coalition.revise(id, base);
    expect((await coalition.request(id, hackney)).answer).toBeNull();
    expect(await coalition.read(coalition.link(id, hackney))).toMatchObject({
      changes: [{ label: 'Decision rule', before: 'at least 2 boroughs', after: 'every borough that can answer' }],
    });
  });
});

test('R7, R14 is told of a newer parameter set, and its approval remains', async () => {
  const coalition = await memoryCoalition();
  const id = await coalition.submit(base);
  await coalition.approve(id, hackney);
  const { parameters } = (await coalition.state(id)).revision;
  const newer = { ...parameters, id: 'newer', from: '2026-11-01' } as const;
  await coalition.world.parameterSets.add({ set: newer, addedAt: coalition.world.clock.now() });
  const before = coalition.mails.length;
  await coalition.revise(id, { ...base, respondBy: '2026-12-14T17:00:00.000Z' });
  const page = await coalition.read(coalition.link(id, camden));
  expect(page).toMatchObject({
    kind: 'sign-off',
    changes: [
      { pointer: '/respondBy' },
      {
        label: 'Figures of the appraisal',
        before: `parameter set ${parameters.id}, in use from 1 February 2026`,
        after: 'parameter set newer, in use from 1 November 2026',
      },
    ],
  });
  expect((await coalition.request(id, hackney)).answer?.kind).toBe('approve');
  const sent = coalition.mails.slice(before).filter(({ to }) => to.email === 'approver@hackney.example');
  expect(sent.map(({ text }) => text.replaceAll(/\s+/g, ' '))).toEqual([
    expect.stringContaining('parameter set newer, in use from 1 November 2026'),
  ]);
});

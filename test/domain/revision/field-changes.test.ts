import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type ComparedContent, changesBetween } from '../../../functions/domain/revision/field-changes.ts';
import { camden, hackney } from '../../support/builders/boroughs.ts';
import { gss } from '../../support/builders/ids.ts';
import { sample } from '../../support/builders/samples.ts';
import { aSubmission, cost } from '../../support/builders/submissions.ts';

const content: ComparedContent = aSubmission({
  title: 'Shared sensors',
  summary: 'Humidity sensors in council homes',
  partners: [
    { borough: hackney, weight: 3 },
    { borough: camden, weight: 2 },
  ],
  apportionment: 'weights',
  stages: [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2027-10-31' }],
  costs: [
    cost(24_000_000, { description: 'Platform' }),
    cost(6_000_000, { description: 'Platform', financialYear: '2027-28', stage: 2 }),
    cost(1_000_050, { description: 'Gateways', kind: 'capital', borough: camden }),
  ],
  benefits: aSubmission().benefits.map((line) => ({ ...line, amount: 9_000_000, description: 'Repairs' })),
  optimismBias: { projectType: 'equipment-development', mitigation: 0.9 },
  alternatives: 'Each buys its own',
  confidential: [{ pointer: '/summary', reason: 'Prices of a bidder' }],
  pledges: [{ unit: 'apprenticeships', target: 100, by: '2027-09-30' }],
  respondBy: '2026-12-18T17:00:00.000Z',
});
const names: Record<string, string> = { E09000012: 'Hackney', E09000007: 'Camden', E09000028: 'Southwark' };
const changes = (more: Partial<ComparedContent>) =>
  changesBetween(content, { ...content, ...more }, (code) => names[code] ?? code);
const [platform, later, gateways] = content.costs;
const [repairs] = content.benefits;

describe('R7 what a revision changed', () => {
  test('R7 without a change the list is empty, in whatever order the lines come', () => {
    const shuffled = fc.record({
      partners: fc.shuffledSubarray([...content.partners], { minLength: 2 }),
      costs: fc.shuffledSubarray([...content.costs], { minLength: 3 }),
    });
    fc.assert(
      fc.property(shuffled, (order) => {
        expect(changes(order)).toEqual([]);
      }),
    );
  });

  test.each<[Partial<ComparedContent>, string, string, string, string]>([
    [{ title: 'Sensors' }, '/title', 'Title', 'Shared sensors', 'Sensors'],
    [{ summary: 'Sensors' }, '/summary', 'Summary', 'Humidity sensors in council homes', 'Sensors'],
    [{ leadBorough: gss('E09000007') }, '/leadBorough', 'Lead borough', 'Hackney', 'Camden'],
    [{ scheme: 'quick' }, '/scheme', 'Scheme', 'standard', 'quick'],
    [{ apportionment: 'equal' }, '/apportionment', 'Cost shared by', 'weights', 'equal'],
    [{ prices: 'nominal' }, '/prices', 'Prices', 'real', 'nominal'],
    [{ optimismBias: undefined }, '/optimismBias', 'Optimism bias', 'equipment-development, mitigation 0.9', 'none'],
    [
      { optimismBias: { rate: 0.51, mitigation: 0 } },
      '/optimismBias',
      'Optimism bias',
      'equipment-development, mitigation 0.9',
      'rate 0.51, mitigation 0',
    ],
    [{ alternatives: undefined }, '/alternatives', 'Alternatives', 'Each buys its own', 'none stated'],
    [{ respondBy: undefined }, '/respondBy', 'Respond by', '5pm on Friday 18 December 2026', 'set by the scheme'],
    [{ confidential: [] }, '/confidential/0', 'Confidential', '/summary: Prices of a bidder', 'none'],
  ])('R7 %j is one change, old and new', (more, pointer, label, before, after) => {
    expect(changes(more)).toEqual([{ pointer, label, before, after }]);
  });

  test('R7 a partner is compared with itself, with its weight', () => {
    const partners = [{ borough: gss('E09000028') }, { borough: gss('E09000007'), weight: 5 }];
    expect(changes({ partners })).toEqual([
      { pointer: '/partners/0', label: 'Partner', before: 'Hackney, weight 3', after: 'none' },
      { pointer: '/partners/0', label: 'Partner', before: 'none', after: 'Southwark' },
      { pointer: '/partners/1', label: 'Partner', before: 'Camden, weight 2', after: 'Camden, weight 5' },
    ]);
  });

  test('R7 a stage or a pledge is compared with the one in the same place', () => {
    const stages = [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2027-11-30' }] as const;
    const pledges = [{ unit: 'apprenticeships', target: 90, by: '2027-09-30' }] as const;
    expect(changes({ stages, pledges })).toEqual([
      {
        pointer: '/stages/1',
        label: 'Stage',
        before: '2: Roll-out, gate by 31 October 2027',
        after: '2: Roll-out, gate by 30 November 2027',
      },
      {
        pointer: '/pledges/0',
        label: 'Pledge',
        before: '1: 100 apprenticeships by 30 September 2027',
        after: '1: 90 apprenticeships by 30 September 2027',
      },
    ]);
  });

  test('R7 a stage without a gate shows only its name', () => {
    const stages = [{ name: 'Trial' }, ...content.stages.slice(1)];
    expect(changes({ stages })).toEqual([
      { pointer: '/stages/0', label: 'Stage', before: '1: Pilot', after: '1: Trial' },
    ]);
  });

  test('R7, R19 a confidential part is compared by its place, with its reason', () => {
    const confidential = [
      { pointer: '/alternatives', reason: 'New' },
      { pointer: '/summary', reason: 'Bids' },
    ];
    expect(changes({ confidential })).toEqual([
      { pointer: '/confidential/0', label: 'Confidential', before: 'none', after: '/alternatives: New' },
      {
        pointer: '/confidential/1',
        label: 'Confidential',
        before: '/summary: Prices of a bidder',
        after: '/summary: Bids',
      },
    ]);
  });

  test('R7 a borough without a name is shown by its code, and "all" is never looked up as a borough', () => {
    const [first] = changesBetween(content, { ...content, leadBorough: gss('E09000007') });
    expect(first).toMatchObject({ before: gss('E09000012'), after: gss('E09000007') });
    const named = changesBetween(content, { ...content, benefits: [] }, (code) => `the borough ${code}`);
    expect(named).toMatchObject([{ before: expect.stringContaining(' for all, ') }]);
  });

  test.each<[string, Partial<ComparedContent['benefits'][number]>]>([
    ['year, class, borough and description, whatever its amount', { amount: 1 }],
    ['year, class, borough and amount, whatever its description', { description: 'In other words' }],
    ['borough and description, whatever its year and amount', { financialYear: '2031-32', amount: 1 }],
    ['description, whatever the rest', { financialYear: '2031-32', amount: 1, borough: gss('E09000028') }],
  ])('R7 a benefit line is compared with the old line of the same %s', (_, more) => {
    const line = repairs as NonNullable<typeof repairs>;
    const other = { ...line, borough: gss('E09000007'), amount: 700, description: 'Health' };
    const old = { ...content, benefits: [line, other] };
    const turned = [
      { ...other, ...more, confidence: 4 as const },
      { ...line, ...more, confidence: 4 as const },
    ];
    const amountOf = (words: string) => words.slice(0, words.indexOf(' '));
    const described = changesBetween(old, { ...old, benefits: turned }).map(({ pointer, label, before, after }) => [
      `${label} ${pointer}`,
      more.description === undefined ? before.split(': ')[1] : amountOf(before),
      more.description === undefined ? after.split(': ')[1] : amountOf(after),
    ]);
    const [health, repaired] = more.description === undefined ? ['Health', 'Repairs'] : ['£7', '£90,000'];
    expect(described).toEqual([
      ['Benefit /benefits/0', health, health],
      ['Benefit /benefits/1', repaired, repaired],
    ]);
  });

  test('R7 a cost line is compared with the old line most like it', () => {
    const dearer = { ...(later as NonNullable<typeof later>), amount: 7_000_000 };
    const moved = {
      ...(gateways as NonNullable<typeof gateways>),
      financialYear: '2028-29',
      prices: 'nominal' as const,
    } as const;
    const added = { ...(platform as NonNullable<typeof platform>), description: 'Evaluation', amount: 5 };
    expect(changes({ costs: [added, moved, dearer] })).toEqual([
      {
        pointer: '/costs/0',
        label: 'Cost',
        before: '£240,000 revenue in 2026-27, shared, stage 1: Platform',
        after: 'none',
      },
      {
        pointer: '/costs/0',
        label: 'Cost',
        before: 'none',
        after: '£0.05 revenue in 2026-27, shared, stage 1: Evaluation',
      },
      {
        pointer: '/costs/1',
        label: 'Cost',
        before: '£10,000.50 capital in 2026-27, own line of Camden, stage 1: Gateways',
        after: '£10,000.50 capital in 2028-29, own line of Camden, stage 1, nominal prices: Gateways',
      },
      {
        pointer: '/costs/2',
        label: 'Cost',
        before: '£60,000 revenue in 2027-28, shared, stage 2: Platform',
        after: '£70,000 revenue in 2027-28, shared, stage 2: Platform',
      },
    ]);
  });

  test('R7 a benefit line shows class, year, borough, confidence, and whether it is fixed', () => {
    const fixed = { ...(repairs as NonNullable<typeof repairs>), fixed: true, confidence: 4 as const };
    const own = { ...fixed, fixed: false, borough: gss('E09000007'), prices: 'real' as const };
    expect(changes({ benefits: [fixed] })).toMatchObject([
      {
        before: '£90,000 cashable in 2027-28 for all, confidence 3: Repairs',
        after: '£90,000 cashable in 2027-28 for all, fixed, confidence 4: Repairs',
      },
    ]);
    expect(changes({ benefits: [own] })).toMatchObject([
      { after: '£90,000 cashable in 2027-28 for Camden, confidence 4, real prices: Repairs' },
    ]);
  });

  test('R7 compared backwards, old and new are exchanged', () => {
    const [one, other] = [sample('digital-apprenticeships'), sample('damp-and-mould-sensors')];
    const there = changesBetween(one, other).map(({ label, before, after }) => [label, before, after].join('|'));
    const back = changesBetween(other, one).map(({ label, before, after }) => [label, after, before].join('|'));
    expect(there.length).toBeGreaterThan(5);
    expect(back.toSorted()).toEqual(there.toSorted());
  });

  test('R7 any change of a line is listed, and unchanged lines are not', () => {
    const index = fc.integer({ min: 0, max: 2 });
    const more = fc.oneof(
      fc.record({ amount: fc.integer({ min: 1, max: 1_000 }) }),
      fc.record({ financialYear: fc.constant('2030-31') }),
      fc.record({ stage: fc.constant(9) }),
      fc.record({ kind: fc.constantFrom('capital' as const, 'revenue' as const) }),
      fc.record({ description: fc.constant('Another') }),
      fc.record({ borough: fc.constant(gss('E09000028')) }),
      fc.record({ prices: fc.constantFrom('real' as const, 'nominal' as const) }),
    );
    fc.assert(
      fc.property(index, more, (at, change) => {
        const costs = content.costs.map((line, place) => (place === at ? { ...line, ...change } : line));
        const same = JSON.stringify(costs) === JSON.stringify(content.costs);
        const shown = changes({ costs });
        expect(shown.length).toBe(same ? 0 : 1);
        expect(shown.every(({ pointer }) => pointer === `/costs/${at}`)).toBe(true);
      }),
    );
  });
});

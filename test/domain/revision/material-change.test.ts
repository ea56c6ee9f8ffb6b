import { describe, expect, test } from 'vitest';
import { builtInParameterSets } from '../../../functions/domain/appraisal/built-in-parameter-sets.ts';
import type { ParameterSet } from '../../../functions/domain/appraisal/parameter-set.ts';
import { askedShares, resolveWeights } from '../../../functions/domain/money/asked-share.ts';
import { holdCells } from '../../../functions/domain/money/budget.ts';
import { ownLineCells, sharedColumns } from '../../../functions/domain/money/cost-columns.ts';
import type { ComparedContent } from '../../../functions/domain/revision/field-changes.ts';
import { materialFor, type RevisionSide, reconsider } from '../../../functions/domain/revision/material-change.ts';
import type { SignOffAnswer, SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { aScheme } from '../../support/builders/schemes.ts';
import { among, aSubmission } from '../../support/builders/submissions.ts';
import { answer, approve, deemed, before as earlier, request, shared } from '../sign-off/rounds.ts';

const parameters = builtInParameterSets.at(-1) as ParameterSet;
const base: ComparedContent = aSubmission({
  title: 'Shared sensors',
  leadBorough: gss('A'),
  partners: among(gss('A'), gss('B'), gss('C')),
  stages: [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2027-10-31' }],
  costs: [
    shared(300),
    shared(60, { financialYear: '2027-28', kind: 'capital', stage: 2 }),
    shared(40, { borough: gss('B') }),
  ],
  benefits: [
    { financialYear: '2027-28', borough: 'all', class: 'cashable', amount: 900, confidence: 3, description: 'Repairs' },
    { financialYear: '2027-28', borough: gss('B'), class: 'social', amount: 100, confidence: 2, description: 'Health' },
    {
      financialYear: '2027-28',
      borough: gss('C'),
      class: 'disbenefit',
      amount: 50,
      confidence: 2,
      description: 'Noise',
    },
  ],
  pledges: [{ unit: 'apprenticeships', target: 100, by: '2027-09-30' }],
});

/** A revision of that content; each borough in `caps` approved up to that many pence and holds it. */
function side(content: ComparedContent, caps: Readonly<Record<string, number>> = {}): RevisionSide {
  const resolved = resolveWeights(content, new Map(), parameters.confidence.reductions);
  const weights = resolved.kind === 'weights' ? resolved.weights : [];
  const requests = askedShares(content.costs, weights).map(({ borough, amount, ownLines }): SignOffRequest => {
    const cap = caps[borough];
    const cells =
      cap === undefined ? [] : holdCells(cap, ownLineCells(content.costs, borough), sharedColumns(content.costs));
    const approved =
      cap === undefined ? {} : { answer: approve(cap), hold: { status: 'held', cells, committed: [] } as const };
    const weight = weights.find((each) => each.borough === borough)?.weight ?? 0;
    return request(borough, { weight, asked: amount, ownLines, ...approved });
  });
  return { content, requests, parameters, scheme: rules };
}

const rules: RevisionSide['scheme'] = aScheme();
const caps = { A: 150, B: 200, C: 150 };
const before = side(base, caps);
const why = (borough: BoroughCode, more: Partial<ComparedContent>) =>
  materialFor(borough, before, side({ ...base, ...more }));
const replaced = (place: number, more: object, list: 'costs' | 'benefits' = 'benefits') =>
  base[list].map((line, index) => (index === place ? { ...line, ...more } : line)) as never;
function answeredBy(
  borough: BoroughCode,
  given: SignOffAnswer | null,
  more: Partial<SignOffRequest> = {},
): RevisionSide {
  const requests = before.requests.map((each) =>
    each.borough === borough ? { ...each, answer: given, ...more } : each,
  );
  return { ...before, requests };
}

describe('R7 what is material for a borough', () => {
  test('R7 no change and a change of words alone are not material', () => {
    expect(why(gss('B'), {})).toEqual([]);
    expect(
      why(gss('B'), { title: 'Sensors', summary: 'More of them', alternatives: 'None', confidential: [] }),
    ).toEqual([]);
  });

  test('R7 another order of lines or partners is not a change', () => {
    const turned = {
      costs: base.costs.toReversed(),
      benefits: base.benefits.toReversed(),
      partners: base.partners.toReversed(),
    };
    expect(why(gss('B'), turned)).toEqual([]);
  });

  test('R7 a total cost up by a penny is material, and a lower one is not', () => {
    expect(why(gss('C'), { costs: replaced(2, { amount: 41 }, 'costs') })).toEqual([
      'The total cost rises from £4 to £4.01.',
    ]);
    expect(why(gss('C'), { costs: replaced(2, { amount: 39 }, 'costs') })).toEqual([]);
  });

  test('R7 an asked share above the cap is material, and one at the cap is not', () => {
    const costs = replaced(2, { borough: gss('C') }, 'costs');
    const asked = side({ ...base, costs }).requests.find(({ borough }) => borough === gss('C'))?.asked;
    expect(asked).toBe(160);
    expect(materialFor(gss('C'), side(base, { C: 159 }), side({ ...base, costs }))).toEqual([
      'The share if every borough joins, £1.60, is more than the £1.59 that it approved.',
    ]);
    expect(materialFor(gss('C'), side(base, { C: 160 }), side({ ...base, costs })).join()).not.toContain('agreed to');
  });

  test('R7, R12 a hold below what is now asked in any column is material, and the column is named', () => {
    const costs = replaced(1, { financialYear: '2028-29' }, 'costs');
    expect(why(gss('A'), { costs })).toEqual([
      'For capital in 2028-29, stage 2, £0.25 must be held, but only £0 is held.',
    ]);
    const smaller = replaced(1, { amount: 58 }, 'costs');
    expect(why(gss('A'), { costs: smaller })).toEqual([
      'For revenue in 2026-27, stage 1, £1.26 must be held, but only £1.25 is held.',
    ]);
  });

  test('R7 lower benefits after confidence are material, and higher ones are not', () => {
    const less = { benefits: replaced(0, { amount: 897 }) };
    expect(why(gss('A'), less)).toEqual(['The benefits after confidence fall from £2.70 to £2.69.']);
    expect(why(gss('A'), { benefits: replaced(0, { amount: 1_200 }) })).toEqual([]);
    expect(why(gss('A'), { benefits: replaced(0, { confidence: 4 }) })).not.toEqual([]);
    expect(why(gss('A'), { benefits: replaced(0, { confidence: 2 }) })).toEqual([]);
  });

  test('R7 a lower benefit of one borough is material only to that borough, and a disbenefit counts the other way', () => {
    expect(why(gss('B'), { benefits: replaced(1, { amount: 99 }) })).toHaveLength(1);
    expect(why(gss('A'), { benefits: replaced(1, { amount: 99 }) })).toEqual([]);
    expect(why(gss('C'), { benefits: replaced(2, { amount: 51 }) })).toHaveLength(1);
    expect(why(gss('C'), { benefits: replaced(2, { amount: 49 }) })).toEqual([]);
    expect(why(gss('C'), { benefits: replaced(2, { confidence: 3 }) })).toHaveLength(1);
  });

  test.each<[string, Partial<ComparedContent>]>([
    ['The lead borough changed.', { leadBorough: gss('B') }],
    ['The scheme changed.', { scheme: 'quick' }],
    ['The prices changed.', { prices: 'nominal' }],
    ['The prices of a line changed.', { benefits: replaced(0, { prices: 'nominal' }) }],
    ['The prices of a line changed.', { costs: replaced(0, { prices: 'nominal' }, 'costs') }],
    ['The stages changed.', { stages: [{ name: 'Test' }, { name: 'Roll-out', gateBy: '2027-10-31' }] }],
    ['The date of a gate changed.', { stages: [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2027-11-01' }] }],
    ['The pledges changed.', { pledges: [{ unit: 'apprenticeships', target: 99, by: '2027-09-30' }] }],
    ['The pledges changed.', { pledges: [{ unit: 'apprenticeships', target: 100, by: '2027-10-01' }] }],
    ['The pledges changed.', { pledges: [] }],
  ])('R7 this is material to every borough: %s', (reason, more) => {
    for (const borough of [gss('A'), gss('B'), gss('C')]) expect(why(borough, more)).toEqual([reason]);
  });

  test.each<[string, Partial<RevisionSide['scheme']>]>([
    ['the decision rule', { decisionRule: { kind: 'unanimous' } }],
    ['what silence means', { silence: 'deemed-approval' }],
    ['the review', { review: { required: 'never', minimum: 1, responseWorkingDays: 5 } }],
  ])('R6, R7 a scheme of the same name that changed %s is material to every borough', (_, more) => {
    for (const borough of [gss('A'), gss('B'), gss('C')]) {
      const after = { ...side(base), scheme: { ...rules, ...more } };
      expect(materialFor(borough, before, after)).toEqual(['The rules of the scheme changed.']);
    }
  });

  test('R7 an approval does not rest on the days to review in', () => {
    const slower = { ...rules, review: { ...rules.review, responseWorkingDays: 9 } };
    expect(materialFor(gss('A'), before, { ...side(base), scheme: slower })).toEqual([]);
  });

  test('R7 stating the prices that the proposal already had is not a change', () => {
    expect(
      why(gss('A'), { benefits: replaced(0, { prices: 'real' }), costs: replaced(0, { prices: 'real' }, 'costs') }),
    ).toEqual([]);
  });

  test('R7 the way of sharing and the partners are material to everyone', () => {
    const partners = [
      { borough: gss('A'), weight: 1 },
      { borough: gss('B'), weight: 1 },
      { borough: gss('C'), weight: 1 },
    ];
    expect(why(gss('A'), { apportionment: 'weights', partners })).toEqual([
      'The partners changed.',
      'The way the cost is shared changed.',
    ]);
    expect(why(gss('A'), { partners: [...base.partners, { borough: gss('D') }] })).toContain('The partners changed.');
  });

  test('R7 a line with its own prices that is removed, or costs less, is not a change of prices', () => {
    const nominal = base.costs.map((line) => ({ ...line, prices: 'nominal' as const }));
    const own = side({ ...base, costs: nominal }, caps);
    for (const costs of [nominal.slice(1), nominal.map((line) => ({ ...line, amount: line.amount - 1 }))]) {
      expect(materialFor(gss('B'), own, side({ ...base, costs })).join()).not.toContain('prices of a line');
    }
  });

  test('R7 two lines that exchange their prices are a change of prices, though the number of nominal lines is the same', () => {
    const nominal = (place: number) => replaced(place, { prices: 'nominal' });
    const [first, second] = [nominal(0), nominal(1)].map((benefits) => side({ ...base, benefits }, caps));
    expect(materialFor(gss('A'), first as RevisionSide, second as RevisionSide)).toEqual([
      'The prices of a line changed.',
    ]);
  });

  test("R7 a change of the proposal's prices is listed once, even if some lines have their own prices", () => {
    const benefits = replaced(0, { prices: 'nominal' });
    expect(
      materialFor(gss('B'), side({ ...base, benefits }, caps), side({ ...base, benefits, prices: 'nominal' })),
    ).toEqual(['The prices changed.']);
  });

  test('R7 a borough without a cap on record has no cap to exceed', () => {
    const costs = replaced(2, { amount: 41 }, 'costs');
    for (const given of [null, answer('decline')]) {
      expect(materialFor(gss('B'), answeredBy(gss('B'), given), side(base))).toEqual([]);
      expect(materialFor(gss('B'), answeredBy(gss('B'), given), side({ ...base, costs }))).toEqual([
        'The total cost rises from £4 to £4.01.',
      ]);
    }
  });

  test('a borough that is not asked about both revisions is an error', () => {
    expect(() => why(gss('Z'), {})).toThrow(new RangeError('Z is not asked about this revision'));
  });
});

describe('R7 who is asked again', () => {
  const after = side({ ...base, title: 'Sensors' });

  test('R7 if nothing is material, every approval and its hold stay in force', () => {
    const { askedAgain, standing, dropped } = reconsider(before, after);
    expect([askedAgain, dropped]).toEqual([[], []]);
    expect(standing).toEqual(
      before.requests.map(({ borough, answer: given, hold }) => ({ borough, answer: given, hold })),
    );
  });

  test.each<[string, SignOffAnswer | null, Partial<SignOffRequest>, string]>([
    ['declined', answer('decline'), {}, 'Borough B declined the previous revision.'],
    ['asked for changes', answer('request-changes'), {}, 'Borough B asked for changes.'],
    ['kept silent', null, {}, 'Borough B has not answered yet.'],
    [
      'was revoked',
      approve(200),
      { revoked: { at: earlier, by: who('x'), reason: 'y' } },
      'The secretariat withdrew the approval of Borough B.',
    ],
  ])('R7 a borough that %s is asked again, though nothing is material', (_, given, more, reason) => {
    const { askedAgain, standing } = reconsider(answeredBy(gss('B'), given, more), after);
    expect(askedAgain).toEqual([{ borough: gss('B'), why: [reason] }]);
    expect(standing.map(({ borough }) => borough)).toEqual([gss('A'), gss('C')]);
  });

  test('R4, R7 an approval by silence stays in force like any other', () => {
    expect(reconsider(answeredBy(gss('B'), deemed(200)), after).askedAgain).toEqual([]);
  });

  test('R7 what is material for one borough alone leaves the other approvals in force', () => {
    const less = side({ ...base, benefits: replaced(1, { amount: 99 }) });
    const { askedAgain, standing } = reconsider(before, less);
    expect(askedAgain.map(({ borough }) => borough)).toEqual([gss('B')]);
    expect(standing.map(({ borough }) => borough)).toEqual([gss('A'), gss('C')]);
  });

  test('R7 the order of requests, and of the fields of a line, changes nothing', () => {
    const turned = (which: RevisionSide): RevisionSide => ({ ...which, requests: which.requests.toReversed() });
    expect(reconsider(turned(before), turned(after))).toEqual(reconsider(before, after));
    const fewer = side({ ...base, partners: [{ borough: gss('A') }], costs: base.costs.slice(0, 2), benefits: [] });
    expect(reconsider(turned(before), fewer).dropped).toEqual([gss('B'), gss('C')]);
    const nominal = { prices: 'nominal' as const };
    const [repairs] = base.benefits.map((line) => Object.fromEntries(Object.entries(line).toReversed()));
    expect(why(gss('A'), { benefits: [{ ...repairs, ...nominal }, ...base.benefits.slice(1)] as never })).toEqual([
      'The prices of a line changed.',
    ]);
  });

  test('R7 equal lines, some real and some nominal, may come in any order', () => {
    const twice = [shared(200, { prices: 'real' }), shared(200, { prices: 'nominal' })];
    const mixed = side({ ...base, costs: twice }, caps);
    expect(reconsider(mixed, side({ ...base, costs: twice.toReversed() })).askedAgain).toEqual([]);
    expect(reconsider(mixed, side({ ...base, costs: [twice[0], twice[0]] as never })).askedAgain).toHaveLength(3);
  });

  test('R7 a new partner is asked, a removed partner is only told, and both are material to the rest', () => {
    const partners = [{ borough: gss('A') }, { borough: gss('B') }, { borough: gss('D') }];
    const { askedAgain, standing, dropped } = reconsider(
      before,
      side({ ...base, partners, benefits: base.benefits.slice(0, 2) }),
    );
    expect(askedAgain).toEqual([
      { borough: gss('A'), why: ['The partners changed.'] },
      { borough: gss('B'), why: ['The partners changed.'] },
      { borough: gss('D'), why: ['Borough D is newly invited.'] },
    ]);
    expect([standing, dropped]).toEqual([[], [gss('C')]]);
  });

  test('R8 the approval of an officer who edited the revision falls', () => {
    const own = answeredBy(gss('B'), { ...approve(200), by: who('editor') });
    expect(reconsider(own, after, new Set([who('editor')])).askedAgain).toEqual([
      { borough: gss('B'), why: ['The officer who approved for Borough B has since edited the proposal.'] },
    ]);
    expect(reconsider(own, after, new Set([who('another')])).askedAgain).toEqual([]);
  });
});

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { builtInParameterSets } from '../../../functions/domain/appraisal/built-in-parameter-sets.ts';
import type { ParameterSet } from '../../../functions/domain/appraisal/parameter-set.ts';
import { askedShares, resolveWeights } from '../../../functions/domain/money/asked-share.ts';
import { holdCells } from '../../../functions/domain/money/budget.ts';
import { ownLineCells, sharedColumns } from '../../../functions/domain/money/cost-columns.ts';
import type { AnsweredContent } from '../../../functions/domain/revision/changed-terms.ts';
import { type RevisionSide, reconsider, whyAskedAgain } from '../../../functions/domain/revision/reconsider.ts';
import type { SignOffAnswer, SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { aScheme } from '../../support/builders/schemes.ts';
import { among, aSubmission } from '../../support/builders/submissions.ts';
import { answer, approve, deemed, before as earlier, request, shared } from '../sign-off/rounds.ts';

const parameters = builtInParameterSets.at(-1) as ParameterSet;
const base: AnsweredContent = {
  ...aSubmission({
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
      {
        financialYear: '2027-28',
        borough: 'all',
        class: 'cashable',
        amount: 900,
        confidence: 3,
        description: 'Repairs',
      },
      {
        financialYear: '2027-28',
        borough: gss('B'),
        class: 'social',
        amount: 100,
        confidence: 2,
        description: 'Health',
      },
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
  }),
  proposer: who('proposer'),
};

/** A revision of that content; each borough in `caps` approved up to that many pence and holds it. */
function side(
  content: AnsweredContent,
  caps: Readonly<Record<string, number>> = {},
  more: Partial<RevisionSide> = {},
): RevisionSide {
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
  return { number: 1, content, requests, scheme: rules, ...more };
}

const rules: RevisionSide['scheme'] = aScheme();
const caps = { A: 150, B: 200, C: 150 };
const before = side(base, caps);
const next = (content: AnsweredContent, more: Partial<RevisionSide> = {}) => side(content, {}, { number: 2, ...more });
const approvals = new Map(Object.entries(caps));
const why = (borough: BoroughCode, more: Partial<AnsweredContent>, from = before) =>
  whyAskedAgain({ borough, upTo: approvals.get(borough) ?? null }, from, next({ ...base, ...more }));
const replaced = (place: number, more: object, list: 'costs' | 'benefits' = 'benefits') =>
  base[list].map((line, index) => (index === place ? { ...line, ...more } : line)) as never;
const everybody = [gss('A'), gss('B'), gss('C')];

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

describe('R7 what asks a borough again', () => {
  test('R7 no change and another order of lines or partners ask nobody again', () => {
    const turned = {
      costs: base.costs.toReversed(),
      benefits: base.benefits.toReversed(),
      partners: base.partners.toReversed(),
    };
    for (const borough of everybody) expect([why(borough, {}), why(borough, turned)]).toEqual([[], []]);
  });

  test.each<[string, Partial<AnsweredContent>]>([
    ['The title changed.', { title: 'Shared  sensors' }],
    ['The summary changed.', { summary: 'More of them' }],
    ['The alternatives considered changed.', { alternatives: 'None considered, again' }],
    ['The confidential parts changed.', { confidential: [{ pointer: '/summary', reason: 'Trade' }] }],
    ['The proposer changed.', { proposer: who('another') }],
    ['The lead changed.', { leadBorough: gss('B') }],
    ['The scheme changed.', { scheme: 'quick' }],
    ['The prices changed.', { prices: 'nominal' }],
    ['The prices of a line changed.', { benefits: replaced(0, { prices: 'nominal' }) }],
    ['The prices of a line changed.', { costs: replaced(0, { prices: 'nominal' }, 'costs') }],
    ['The optimism bias changed.', { optimismBias: { rate: 0.1, mitigation: 0 } }],
    [
      'The stages or the date of a gate changed.',
      { stages: [{ name: 'Test' }, { name: 'Roll-out', gateBy: '2027-10-31' }] },
    ],
    [
      'The stages or the date of a gate changed.',
      { stages: [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2027-11-01' }] },
    ],
    ['The pledges changed.', { pledges: [{ unit: 'apprenticeships', target: 99, by: '2027-09-30' }] }],
    ['The pledges changed.', { pledges: [{ unit: 'apprenticeships', target: 100, by: '2027-10-01' }] }],
    ['The pledges changed.', { pledges: [{ unit: 'trainees', target: 100, by: '2027-09-30' }] }],
    ['The pledges changed.', { pledges: [] }],
  ])('R7 this asks every borough again: %s', (reason, more) => {
    for (const borough of everybody) expect(why(borough, more)).toEqual([reason]);
  });

  test.each<[string, Partial<RevisionSide['scheme']>]>([
    ['the decision rule', { decisionRule: { kind: 'unanimous' } }],
    ['what silence means', { silence: 'deemed-approval' }],
    ['the review', { review: { required: 'never', minimum: 1, responseWorkingDays: 5 } }],
  ])('R6, R7 a scheme of the same name that changed %s asks every borough again', (_, more) => {
    const after = next(base, { scheme: { ...rules, ...more } });
    for (const borough of everybody)
      expect(whyAskedAgain({ borough, upTo: 200 }, before, after)).toEqual(['The rules of the scheme changed.']);
  });

  test('R7 an approval does not rest on the days to review in', () => {
    const slower = { ...rules, review: { ...rules.review, responseWorkingDays: 9 } };
    expect(whyAskedAgain({ borough: gss('A'), upTo: 150 }, before, next(base, { scheme: slower }))).toEqual([]);
  });

  test.each<[string, AnsweredContent['costs']]>([
    ['A cost line is new.', [...base.costs, shared(1, { description: 'Cables' })]],
    [
      '2 cost lines are new.',
      [...base.costs, shared(1, { description: 'Cables' }), shared(1, { description: 'Glue' })],
    ],
    ['A cost line is gone.', base.costs.slice(1)],
    ['A cost line is dearer.', replaced(0, { amount: 301 }, 'costs')],
    ['A cost line is new.', replaced(0, { kind: 'capital' }, 'costs')],
    ['A cost line is gone.', replaced(0, { kind: 'capital' }, 'costs')],
    ['A cost line is new.', replaced(0, { stage: 2 }, 'costs')],
    ['A cost line is new.', replaced(0, { description: 'Works' }, 'costs')],
    ['A cost line is new.', replaced(0, { borough: gss('C') }, 'costs')],
  ])('R7 in the lines of the cost, this asks every borough again: %s', (reason, costs) => {
    for (const borough of everybody) expect(why(borough, { costs })).toContain(reason);
  });

  test('R7 a line that is cheaper or in another year asks nobody again', () => {
    for (const more of [{ amount: 299 }, { financialYear: '2028-29' }, { amount: 1, financialYear: '2027-28' }])
      for (const borough of everybody) expect(why(borough, { costs: replaced(0, more, 'costs') })).toEqual([]);
  });

  test('R7 any change in its own lines asks the borough again, and a cheaper one asks nobody else', () => {
    for (const more of [{ amount: 39 }, { financialYear: '2028-29' }]) {
      const costs = replaced(2, more, 'costs');
      expect(everybody.map((borough) => why(borough, { costs }))).toEqual([
        [],
        ['Its own lines of the cost changed.'],
        [],
      ]);
    }
  });

  test('R7 where lines have the same words, the largest is matched with the largest', () => {
    const twice = (...amounts: readonly number[]) => ({ costs: amounts.map((amount) => shared(amount)) });
    const from = (...amounts: readonly number[]) => side({ ...base, ...twice(...amounts) }, caps);
    expect(why(gss('A'), twice(90, 200), from(100, 200))).toEqual([]);
    expect(why(gss('A'), twice(200, 90), from(100, 200))).toEqual([]);
    expect(why(gss('A'), twice(201, 10), from(100, 200))).toEqual(['A cost line is dearer.']);
    expect(why(gss('A'), twice(101, 150), from(100, 200))).toEqual(['A cost line is dearer.']);
    expect(why(gss('A'), twice(200), from(100, 200))).toEqual(['A cost line is gone.']);
  });

  test('R7 "Sensors £40,000" and "Panels £5,000" were approved and the first line leaves: everybody is asked again', () => {
    const costs = [shared(4_000_000, { description: 'Sensors' }), shared(500_000, { description: 'Panels' })];
    const from = side({ ...base, costs }, caps);
    for (const borough of everybody)
      expect(why(borough, { costs: costs.slice(1) }, from)).toEqual(['A cost line is gone.']);
  });

  test('R7 equal lines, some real and some nominal, may come in any order', () => {
    const twice = [shared(200, { prices: 'real' }), shared(200, { prices: 'nominal' })];
    const mixed = side({ ...base, costs: twice }, caps);
    expect(why(gss('A'), { costs: twice.toReversed() }, mixed)).toEqual([]);
    expect(why(gss('A'), { costs: [twice[0], twice[0]] as never }, mixed)).toEqual(['The prices of a line changed.']);
  });

  test('R7 stating the prices that the proposal already had is not a change', () => {
    expect(
      why(gss('A'), { benefits: replaced(0, { prices: 'real' }), costs: replaced(0, { prices: 'real' }, 'costs') }),
    ).toEqual([]);
  });

  test.each<[string, object]>([
    ['less', { amount: 899 }],
    ['less certain', { confidence: 4 }],
  ])('R7 a benefit of all that is %s asks every borough again', (_, more) => {
    for (const borough of everybody)
      expect(why(borough, { benefits: replaced(0, more) })).toEqual(['A benefit is worse.']);
  });

  test('R7 a benefit of all that is more, more certain or in another year asks nobody again', () => {
    for (const more of [{ amount: 901 }, { confidence: 2 }, { financialYear: '2028-29' }, { fixed: true }])
      for (const borough of everybody) expect(why(borough, { benefits: replaced(0, more) })).toEqual([]);
  });

  test('R7 a benefit of all that is no longer fixed is worse, and a disbenefit that becomes fixed is', () => {
    const fixed = side({ ...base, benefits: replaced(0, { fixed: true }) }, caps);
    expect(why(gss('A'), {}, fixed)).toEqual(['A benefit is worse.']);
    const harm = { class: 'disbenefit', fixed: false };
    const loose = side({ ...base, benefits: replaced(0, harm) }, caps);
    expect(why(gss('A'), { benefits: replaced(0, { ...harm, fixed: true }) }, loose)).toEqual(['A benefit is worse.']);
    expect(why(gss('A'), { benefits: replaced(0, harm) }, loose)).toEqual([]);
  });

  test('R7 a benefit of one borough that became worse asks that borough alone, and a disbenefit counts the other way', () => {
    const asked = (place: number, more: object) =>
      everybody.filter((borough) => why(borough, { benefits: replaced(place, more) }).length > 0);
    expect(asked(1, { amount: 99 })).toEqual([gss('B')]);
    expect(asked(1, { confidence: 3 })).toEqual([gss('B')]);
    expect(asked(1, { amount: 101 })).toEqual([]);
    expect(asked(2, { amount: 51 })).toEqual([gss('C')]);
    expect(asked(2, { amount: 49 })).toEqual([]);
    expect(asked(2, { confidence: 3 })).toEqual([gss('C')]);
  });

  test('R7 a benefit that is new, gone or of another class asks every borough again', () => {
    for (const benefits of [
      [...base.benefits, { ...base.benefits[1], description: 'Calm' }] as never,
      base.benefits.slice(1),
      replaced(1, { class: 'cashable' }),
    ])
      for (const borough of everybody) expect(why(borough, { benefits })).not.toEqual([]);
  });

  test('R7 a share that rose and is above the cap asks again, and one at the cap or that did not rise does not', () => {
    const partners = among(gss('A'), gss('B'));
    const benefits = base.benefits.slice(0, 2);
    const two = next({ ...base, partners, benefits });
    expect(two.requests.map(({ asked }) => asked)).toEqual([180, 220]);
    const reasons = (upTo: number) => whyAskedAgain({ borough: gss('A'), upTo }, before, two);
    expect(reasons(180)).toEqual([]);
    expect(reasons(179)).toEqual(['The share if every borough joins, £1.80, is more than the £1.79 that it approved.']);
    const body = { ...two, requests: two.requests.map((each) => ({ ...each, kind: 'body' as const })) };
    expect(whyAskedAgain({ borough: gss('A'), upTo: 179 }, before, body)).toEqual([
      'The share if every partner joins, £1.80, is more than the £1.79 that it approved.',
    ]);
    expect(whyAskedAgain({ borough: gss('A'), upTo: 1 }, before, next(base))).toEqual([]);
    expect(whyAskedAgain({ borough: gss('A'), upTo: null }, before, two)).toEqual([]);
  });

  test('R7 the way of sharing and the weights of those who stay ask every borough again', () => {
    const weighted = (...weights: readonly number[]) =>
      weights.map((weight, place) => ({ borough: gss('ABCD'[place] ?? ''), weight }));
    const from = side({ ...base, apportionment: 'weights', partners: weighted(1, 2, 3) }, { A: 999, B: 999, C: 999 });
    const now = (...weights: readonly number[]) =>
      next({ ...base, apportionment: 'weights', partners: weighted(...weights) });
    const reasons = (after: RevisionSide) => whyAskedAgain({ borough: gss('A'), upTo: 999 }, from, after);
    expect(reasons(now(1, 2, 3))).toEqual([]);
    expect(reasons(now(1, 2, 3, 9))).toEqual([]);
    expect(reasons(now(2, 4, 6))).toEqual(['The weights changed.']);
    expect(reasons(now(1, 2, 4))).toEqual([
      'The weights changed.',
      'The parts in which the boroughs share the cost changed.',
    ]);
    expect(why(gss('A'), { apportionment: 'weights', partners: weighted(1, 1, 1) })).toContain(
      'The way the cost is shared changed.',
    );
  });

  test('R7 a larger population of one borough alone asks every borough again', () => {
    const grown = next(base);
    const requests = grown.requests.map((each) => (each.borough === gss('C') ? { ...each, weight: 2 } : each));
    expect(whyAskedAgain({ borough: gss('A'), upTo: 150 }, before, { ...grown, requests })).toEqual([
      'The parts in which the boroughs share the cost changed.',
    ]);
  });

  test('R7 a partner that joins or leaves, with its own lines and confidential parts, asks nobody else again', () => {
    const own = { borough: gss('D') };
    const joined = {
      ...base,
      partners: [...base.partners, own],
      costs: [...base.costs, shared(70, { ...own, description: 'Stairs' })],
      benefits: [...base.benefits, { ...base.benefits[1], ...own, description: 'Calm' }] as never,
      confidential: [{ pointer: '/benefits/3/description', reason: 'Trade' }],
    };
    const four = side(joined, { A: 150, B: 200, C: 150, D: 200 });
    for (const borough of everybody) {
      expect(whyAskedAgain({ borough, upTo: 200 }, before, { ...four, number: 2 })).toEqual([]);
      expect(whyAskedAgain({ borough, upTo: 200 }, four, next(base))).toEqual([]);
    }
  });

  test('R7 a shared line that becomes the own line of a partner who joins is a line that is gone', () => {
    const costs = replaced(0, { borough: gss('D') }, 'costs');
    const reasons = why(gss('A'), { partners: [...base.partners, { borough: gss('D') }], costs });
    expect(reasons).toEqual(['A cost line is gone.']);
  });

  test('R7 a confidential part is the same if only its line moved', () => {
    const marked = (place: number) => [{ pointer: `/benefits/${place}/description`, reason: 'Trade' }];
    const from = side({ ...base, confidential: marked(0) }, caps);
    expect(why(gss('A'), { benefits: base.benefits.toReversed(), confidential: marked(2) }, from)).toEqual([]);
    expect(why(gss('A'), { confidential: marked(1) }, from)).toEqual(['The confidential parts changed.']);
  });

  test('R7 the deadline alone asks nobody again', () => {
    expect(why(gss('A'), { respondBy: '2026-12-30T12:00:00.000Z' })).toEqual([]);
  });

  test('a borough that is not asked about both revisions is an error', () => {
    expect(() => why(gss('Z'), {})).toThrow(new RangeError('Z is not asked about this revision'));
  });
});

describe('R7 who is asked again', () => {
  const cheaper = next({ ...base, costs: replaced(0, { amount: 270 }, 'costs') });
  const retitled = next({ ...base, title: 'Sensors' });

  test('R7 where everybody is only told, every approval stays in force and names the revision that was answered', () => {
    const { askedAgain, standing, dropped } = reconsider({ before, after: cheaper });
    expect([askedAgain, dropped]).toEqual([[], []]);
    expect(standing).toEqual(
      before.requests.map(({ borough, answer: given, hold }) => ({
        borough,
        answer: { ...given, answeredRevision: 1 },
        hold,
      })),
    );
  });

  test('R7 the same figures under a new title ask everybody again, and each reads what it had decided', () => {
    const { askedAgain, standing } = reconsider({ before, after: retitled });
    expect(standing).toEqual([]);
    expect(askedAgain.map(({ setAside }) => setAside)).toEqual(
      before.requests.map(({ answer: given, asked }) => ({
        answer: { ...given, answeredRevision: 1 },
        asked,
        why: ['The title changed.'],
      })),
    );
  });

  test('R7 a fourth partner joins three who approved up to £500 of £400 asked: only the newcomer is asked', () => {
    const three: AnsweredContent = { ...base, costs: [shared(120_000)], benefits: [] };
    const all = side(three, { A: 50_000, B: 50_000, C: 50_000 });
    expect(all.requests.map(({ asked }) => asked)).toEqual([40_000, 40_000, 40_000]);
    const four = next({ ...three, partners: among(gss('A'), gss('B'), gss('C'), gss('D')) });
    const { askedAgain, standing } = reconsider({ before: all, after: four });
    expect(four.requests.map(({ asked }) => asked)).toEqual([30_000, 30_000, 30_000, 30_000]);
    expect(askedAgain).toEqual([{ borough: gss('D'), why: ['Borough D is newly invited.'], setAside: null }]);
    expect(standing.map(({ borough }) => borough)).toEqual(everybody);
  });

  test('R7 the new revision is compared with the one that the borough answered, not with the last one', () => {
    const up = next({ ...base, costs: replaced(0, { amount: 300 }, 'costs') }, { number: 3 });
    const carried = { ...cheaper, requests: reconsider({ before, after: cheaper }).standing.map(carry) };
    const answered = new Map([[1, before]]);
    expect(reconsider({ before: carried, after: up, answered }).askedAgain).toEqual([]);
    const dearer = next({ ...base, costs: replaced(0, { amount: 301 }, 'costs') }, { number: 3 });
    const { askedAgain } = reconsider({ before: carried, after: dearer, answered });
    expect(askedAgain.map(({ setAside }) => setAside?.answer.answeredRevision)).toEqual([1, 1, 1]);
    expect(askedAgain.map(({ setAside }) => setAside?.asked)).toEqual([120, 160, 120]);
    expect(() => reconsider({ before: carried, after: up })).toThrow('Revision 1 was answered and is not known');
  });

  test('R7 two steps that each change little are judged as one', () => {
    const first = next({ ...base, title: 'Shared sensors' });
    const standing = reconsider({ before, after: first }).standing.map(carry);
    const reasons = reconsider({
      before: { ...first, requests: standing },
      after: next({ ...base, title: 'Sensors' }, { number: 3 }),
      answered: new Map([[1, before]]),
    }).askedAgain.map(({ why: sentences }) => sentences);
    expect(reasons).toEqual([['The title changed.'], ['The title changed.'], ['The title changed.']]);
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
    [
      'took its approval back',
      approve(200),
      { takenBack: { at: earlier, by: who('x'), why: 'link', reason: 'y' } },
      'Borough B took its approval back.',
    ],
    [
      'was called in',
      approve(200),
      { calledIn: { at: earlier, by: who('x'), reason: 'y', until: earlier } },
      'The decision of Borough B was called in.',
    ],
    [
      'was called in, and left behind by the lead',
      approve(200),
      {
        calledIn: {
          ...{ at: earlier, by: who('x'), reason: 'y', until: earlier },
          ended: { at: earlier, by: who('z'), how: 'set-aside', reason: 'Time.' },
        },
      },
      'The decision of Borough B was called in.',
    ],
  ])('R7 a borough that %s is asked again, though the others are only told', (_, given, more, reason) => {
    const { askedAgain, standing } = reconsider({ before: answeredBy(gss('B'), given, more), after: cheaper });
    expect(askedAgain.map(({ borough, why: reasons }) => [borough, reasons])).toEqual([[gss('B'), [reason]]]);
    expect(standing.map(({ borough }) => borough)).toEqual([gss('A'), gss('C')]);
  });

  test('R7 what was set aside stays readable, with its reasons, until the borough answers again', () => {
    const setAside = { answer: approve(200), asked: 150, why: ['The title changed.'] };
    const { askedAgain } = reconsider({ before: answeredBy(gss('B'), null, { setAside }), after: cheaper });
    expect(askedAgain.map((each) => each.setAside)).toEqual([setAside]);
  });

  test('R4, R7 an approval by silence stays in force like any other', () => {
    expect(reconsider({ before: answeredBy(gss('B'), deemed(200)), after: cheaper }).askedAgain).toEqual([]);
  });

  test('R7 the order of requests changes nothing', () => {
    const turned = (which: RevisionSide): RevisionSide => ({ ...which, requests: which.requests.toReversed() });
    for (const after of [cheaper, retitled])
      expect(reconsider({ before: turned(before), after: turned(after) })).toEqual(reconsider({ before, after }));
  });

  test('R7 a new partner is asked, and a partner that left is told', () => {
    const partners = among(gss('A'), gss('B'), gss('D'));
    const { askedAgain, standing, dropped } = reconsider({
      before,
      after: next({ ...base, partners, benefits: base.benefits.slice(0, 2) }),
    });
    expect(askedAgain.map(({ borough }) => borough)).toEqual([gss('D')]);
    expect(standing.map(({ borough }) => borough)).toEqual([gss('A'), gss('B')]);
    expect(dropped).toEqual([gss('C')]);
  });

  test('R8 the approval of an officer who edited the revision falls', () => {
    const own = answeredBy(gss('B'), { ...approve(200), by: who('editor') });
    const { askedAgain } = reconsider({ before: own, after: cheaper, writers: new Set([who('editor')]) });
    expect(askedAgain.map(({ borough, why: reasons }) => [borough, reasons])).toEqual([
      [gss('B'), ['The officer who approved for Borough B has since edited the proposal.']],
    ]);
    expect(reconsider({ before: own, after: cheaper, writers: new Set([who('another')]) }).askedAgain).toEqual([]);
  });

  test('R7 whoever is only told approved every line at no lower amount, whatever the lines are', () => {
    const line = fc.record({
      amount: fc.integer({ min: 1, max: 4 }),
      description: fc.constantFrom('Work', 'Play'),
      kind: fc.constantFrom('revenue' as const, 'capital' as const),
      financialYear: fc.constantFrom('2026-27' as const, '2027-28' as const),
    });
    const lines = fc.array(line, { minLength: 1, maxLength: 5 });
    fc.assert(
      fc.property(lines, lines, (old, now) => {
        const costs = (all: typeof old) => all.map(({ amount, ...more }) => shared(amount, more));
        const [from, to] = [
          { ...base, costs: costs(old) },
          { ...base, costs: costs(now) },
        ].map((each) => side(each));
        const told = whyAskedAgain({ borough: gss('A'), upTo: 99 }, from as RevisionSide, to as RevisionSide);
        expect(told.length === 0).toBe(approvedFor(old, now));
      }),
    );
  });
});

/** By brute force: whether some matching gives each line now one line before, of the same words and kind, not cheaper. */
function approvedFor(
  old: readonly { readonly amount: number; readonly description: string; readonly kind: string }[],
  now: typeof old,
): boolean {
  const [line, ...rest] = now;
  if (line === undefined) return old.length === 0;
  return old.some(
    (each, place) =>
      each.description === line.description &&
      each.kind === line.kind &&
      each.amount >= line.amount &&
      approvedFor(old.toSpliced(place, 1), rest),
  );
}

const carry = ({
  borough,
  answer: given,
  hold,
}: ReturnType<typeof reconsider>['standing'][number]): SignOffRequest => ({
  ...(cheaperRequest(borough) as SignOffRequest),
  answer: given,
  hold,
});
const cheaperRequest = (borough: BoroughCode) => next(base).requests.find((each) => each.borough === borough);

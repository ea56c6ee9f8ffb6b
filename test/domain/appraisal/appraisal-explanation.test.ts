import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type AppraisedFigures, appraise } from '../../../functions/domain/appraisal/appraisal.ts';
import { type ExplainedFigures, explainAppraisal } from '../../../functions/domain/appraisal/appraisal-explanation.ts';
import type { AppraisalInput } from '../../../functions/domain/appraisal/appraisal-input.ts';
import { addYears } from '../../../functions/domain/vocabulary/financial-year.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import {
  appraisalInputs,
  benefit,
  camden,
  cost,
  hackney,
  inputOf,
  parametersOf,
} from '../../support/builders/appraisal-inputs.ts';
import { type Fraction, less, nearest, over, reference } from '../../support/builders/reference-appraisal.ts';

/** The slow second appraisals take some seconds, more on a busy machine. */
const patience = 120_000;

function figuresOf({ whole, boroughs }: ReturnType<typeof explainAppraisal>): readonly AppraisedFigures[] {
  return [whole, ...boroughs].map(reported);
}

/** The figures in the last lines of an explanation. */
function reported({ cashable, ...of }: ExplainedFigures): AppraisedFigures {
  const paidBack = ({ simple, discounted, turnsNegativeAgain }: ExplainedFigures['payback']) => ({
    simple: simple.years,
    discounted: discounted.years,
    turnsNegativeAgain,
  });
  return {
    presentValueCosts: of.presentValueCosts.total.presentValue,
    presentValueBenefits: of.presentValueBenefits.total.presentValue,
    npsv: of.npsv.total.net,
    bcr: of.bcr.quotient,
    cashable: {
      npv: cashable.npv.total.net,
      return: cashable.return.quotient,
      payback: paidBack(cashable.payback),
    },
    payback: paidBack(of.payback),
  };
}

function figuresIn(input: AppraisalInput): readonly AppraisedFigures[] {
  const whole = appraise(input);
  return [whole, ...whole.boroughs].map(
    ({ presentValueCosts, presentValueBenefits, npsv, bcr, cashable, payback }): AppraisedFigures => ({
      ...{ presentValueCosts, presentValueBenefits, npsv, bcr, cashable, payback },
    }),
  );
}

test('R14 R15 the last lines of an explanation are the figures of the appraisal, for the whole and each borough', () => {
  fc.assert(
    fc.property(appraisalInputs(), (input) => {
      expect(figuresOf(explainAppraisal(input))).toEqual(figuresIn(input));
    }),
    { numRuns: 500 },
  );
});

/** The same proposal without one step or both, read again: the flows before that step. */
function before({ content, parameters, ...input }: AppraisalInput, steps: 'confidence' | 'both'): AppraisalInput {
  const real = <Line extends object>(line: Line): Line => ({ ...line, prices: 'real' });
  const stated = { ...content, costs: content.costs.map(real), benefits: content.benefits.map(real) };
  return {
    ...input,
    content: { ...(steps === 'both' ? stated : content), optimismBias: undefined },
    parameters: {
      ...parameters,
      confidence: { ...parameters.confidence, reductions: { 1: 0, 2: 0, 3: 0, 4: 0, 5: 0, 6: 0 } },
    },
  };
}

const add = (a: Fraction, [n, d]: Fraction): Fraction => less(a, [-n, d]);
const nothing: Fraction = [0n, 1n];
const sumOf = (all: readonly Fraction[]): Fraction => all.reduce(add, nothing);

/** Every row and last line of one explanation, computed again from its lines independently. */
function workedOut(input: AppraisalInput, boroughs: readonly BoroughCode[]): ExplainedFigures {
  const [whole, priced, stated] = [input, before(input, 'confidence'), before(input, 'both')].map(reference);
  if (whole === undefined || priced === undefined || stated === undefined) throw new Error('Three readings');
  const { content } = input;
  const start =
    [...content.costs, ...content.benefits].map(({ financialYear }) => financialYear).toSorted()[0] ?? '0000-00';
  const years = Array.from({ length: whole.last + 1 }, (_, year) => ({ year, financialYear: addYears(start, year) }));
  const rounded = <Name extends string>(cells: Record<Name, Fraction>) =>
    Object.fromEntries(Object.entries<Fraction>(cells).map(([name, cell]) => [name, nearest(cell)])) as Record<
      Name,
      number
    >;
  const cells = (which: 'costs' | 'benefits' | 'cashable', step: 'optimismBias' | 'confidence') => {
    const [final, real, cash] = [whole, priced, stated].map((of) => of.yearly(boroughs, which));
    const all = years.map(({ year, financialYear }) => {
      const [a, b, c] = [final?.[year], real?.[year], cash?.[year]];
      if (a === undefined || b === undefined || c === undefined) throw new Error(`No year ${year}`);
      const exact = {
        stated: c.value,
        inflation: less(b.value, c.value),
        [step]: less(a.value, b.value),
        presentValue: a.present,
      };
      return { there: c.there, financialYear, exact, discountFactor: nearest(whole.factor(year), 6) };
    });
    const rows = all
      .filter(({ there }) => there)
      .map(({ financialYear, exact, discountFactor }) => ({ financialYear, ...rounded(exact), discountFactor }));
    const names = ['stated', 'inflation', step, 'presentValue'] as const;
    const total = rounded(
      Object.fromEntries(names.map((name) => [name, sumOf(all.map(({ exact }) => exact[name] ?? nothing))])),
    );
    return { rows, total, there: all.map(({ there }) => there) } as never as {
      rows: never;
      total: never;
      there: boolean[];
    };
  };
  const costs = whole.yearly(boroughs, 'costs');
  const tables = { costs: cells('costs', 'optimismBias'), benefits: cells('benefits', 'confidence') };
  const cashable = cells('cashable', 'confidence');
  const against = (which: 'benefits' | 'cashable', there: readonly boolean[]) => {
    const gained = whole.yearly(boroughs, which);
    const shown = years.filter(({ year }) => tables.costs.there[year] || there[year]);
    const pick = (of: typeof gained, year: number, what: 'value' | 'present') => of[year]?.[what] ?? nothing;
    const net = (year: number, what: 'value' | 'present') => less(pick(gained, year, what), pick(costs, year, what));
    const upTo = (year: number, what: 'value' | 'present') =>
      sumOf(years.slice(0, year + 1).map((each) => net(each.year, what)));
    const totals = {
      presentValueBenefits: sumOf(gained.map(({ present }) => present)),
      presentValueCosts: sumOf(costs.map(({ present }) => present)),
    };
    const none = { notComputable: 'no cost' };
    const first = costs.findIndex(({ value }) => value[0] > 0n);
    const { simple, discounted, turnsNegativeAgain } = whole.payback(
      boroughs,
      which === 'cashable' ? which : undefined,
    );
    const reached = (after: typeof simple) => ({
      years: after,
      reachedIn: typeof after === 'number' ? addYears(start, first + after) : after,
    });
    return {
      net: {
        rows: shown.map(({ year, financialYear }) => ({
          financialYear,
          ...rounded({
            presentValueBenefits: pick(gained, year, 'present'),
            presentValueCosts: pick(costs, year, 'present'),
            net: net(year, 'present'),
          }),
        })),
        total: rounded({ ...totals, net: less(totals.presentValueBenefits, totals.presentValueCosts) }),
      },
      quotient: {
        ...rounded(totals),
        quotient:
          totals.presentValueCosts[0] === 0n
            ? none
            : nearest(over(totals.presentValueBenefits, totals.presentValueCosts), 4),
      },
      payback: {
        rows: shown.map(({ year, financialYear }) => ({
          financialYear,
          ...rounded({
            net: net(year, 'value'),
            cumulative: upTo(year, 'value'),
            presentValue: net(year, 'present'),
            cumulativePresentValue: upTo(year, 'present'),
          }),
        })),
        countedFrom: first === -1 ? none : addYears(start, first),
        simple: reached(simple),
        discounted: reached(discounted),
        turnsNegativeAgain,
      } as ExplainedFigures['payback'],
    };
  };
  const all = against('benefits', tables.benefits.there);
  const alone = against('cashable', cashable.there);
  return {
    presentValueCosts: { rows: tables.costs.rows, total: tables.costs.total },
    presentValueBenefits: { rows: tables.benefits.rows, total: tables.benefits.total },
    npsv: all.net,
    bcr: all.quotient,
    cashable: {
      presentValueBenefits: { rows: cashable.rows, total: cashable.total },
      npv: alone.net,
      return: alone.quotient,
      payback: alone.payback,
    },
    payback: all.payback,
  };
}

test(
  'R14 R15 R16 every row of an explanation is what an independent reader computes from the lines',
  () => {
    fc.assert(
      fc.property(appraisalInputs(), (input) => {
        const { whole, boroughs } = explainAppraisal(input);
        const all = input.contributions.map(({ borough }) => borough);
        expect(whole).toEqual(workedOut(input, all));
        for (const { borough, ...figures } of boroughs) expect(figures).toEqual(workedOut(input, [borough]));
        expect(boroughs.map(({ borough }) => borough)).toEqual(all);
      }),
      { numRuns: 150 },
    );
  },
  patience,
);

test('R14 the rows of a column sum to its last line, within half a penny each', () => {
  fc.assert(
    fc.property(appraisalInputs(), (input) => {
      const { whole, boroughs } = explainAppraisal(input);
      for (const { presentValueCosts, presentValueBenefits, npsv, cashable } of [whole, ...boroughs]) {
        for (const { rows, total } of [presentValueCosts, presentValueBenefits, npsv, cashable.npv]) {
          for (const [name, sum] of Object.entries(total)) {
            const cells = rows.map((row) => (row as unknown as Record<string, number>)[name] ?? Number.NaN);
            const difference = Math.abs(cells.reduce((all, cell) => all + cell, 0) - sum);
            expect(difference).toBeLessThanOrEqual((rows.length + 1) / 2);
          }
        }
      }
    }),
  );
});

describe('the explanation of a small proposal', () => {
  const set = parametersOf('green-book-2026-02');
  const weights = [hackney, camden].map((borough) => ({ borough, weight: 1 }));
  const input = inputOf(
    {
      costs: [cost(0, 10_000), cost(1, 10_200, { prices: 'nominal' })],
      benefits: [benefit(1, 40_000, { confidence: 3 }), benefit(3, 1_000, { class: 'disbenefit', confidence: 2 })],
      optimismBias: { rate: 0.2, mitigation: 0.5 },
    },
    { weights },
  );
  const { whole, boroughs } = explainAppraisal(input);

  test('R14 R16 a cost is followed from cash through inflation and optimism bias to its present value', () => {
    expect(whole.presentValueCosts).toEqual({
      rows: [
        {
          ...{ financialYear: '2026-27', stated: 10_000, inflation: 0, optimismBias: 1_000 },
          ...{ discountFactor: 1, presentValue: 11_000 },
        },
        {
          ...{ financialYear: '2027-28', stated: 10_200, inflation: -200, optimismBias: 1_000 },
          ...{ discountFactor: 0.966184, presentValue: 10_628 },
        },
      ],
      total: { stated: 20_200, inflation: -200, optimismBias: 2_000, presentValue: 21_628 },
    });
  });

  test('R16 benefits are reduced by their grade, and disbenefits are negative and raised by it', () => {
    const { rows, total } = whole.presentValueBenefits;
    expect(rows.map(({ stated, confidence }) => [stated, confidence])).toEqual([
      [40_000, -4_000],
      [-1_000, -50],
    ]);
    expect(total.stated).toBe(39_000);
  });

  test('R15 a payback says from which year it is counted and in which year it is reached', () => {
    expect(whole.payback).toMatchObject({
      countedFrom: '2026-27',
      simple: { years: 1, reachedIn: '2027-28' },
      discounted: { years: 1, reachedIn: '2027-28' },
    });
    expect(whole.payback.rows.map(({ financialYear, cumulative }) => [financialYear, cumulative])).toEqual([
      ['2026-27', -11_000],
      ['2027-28', 14_000],
      ['2029-30', 12_950],
    ]);
  });

  test('R15 only the named boroughs are explained', () => {
    expect(boroughs.map(({ borough }) => borough)).toEqual([hackney, camden]);
    expect(explainAppraisal(input, [camden])).toEqual({ whole, boroughs: boroughs.slice(1) });
  });

  test('R15 without any cost there is nothing to pay back, and the payback says so', () => {
    const none = { notComputable: 'no cost' };
    const { whole: nobody } = explainAppraisal(inputOf({ costs: [cost(0, 100)] }, { weights, taking: [] }));
    expect(nobody.presentValueCosts).toEqual({
      rows: [],
      total: { stated: 0, inflation: 0, optimismBias: 0, presentValue: 0 },
    });
    expect(nobody.bcr.quotient).toEqual(none);
    expect(nobody.payback).toEqual({
      ...{ rows: [], countedFrom: none, turnsNegativeAgain: false },
      ...{ simple: { years: none, reachedIn: none }, discounted: { years: none, reachedIn: none } },
    });
  });

  test('R14 a year in which nothing happens has no row, even if reductions left nothing of a benefit', () => {
    const harsh = { ...set, confidence: { ...set.confidence, reductions: { ...set.confidence.reductions, 6: 1 } } };
    const lines = { costs: [cost(0, 100)], benefits: [benefit(40, 100, { confidence: 6 })] };
    const { presentValueBenefits } = explainAppraisal(inputOf(lines, { parameters: harsh })).whole;
    expect(presentValueBenefits.rows.map(({ financialYear, presentValue }) => [financialYear, presentValue])).toEqual([
      ['2066-67', 0],
    ]);
  });
});

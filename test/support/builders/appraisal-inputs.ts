import fc from 'fast-check';
import type {
  AppraisalInput,
  AppraisedContent,
  Contributing,
} from '../../../functions/domain/appraisal/appraisal-input.ts';
import { builtInParameterSets } from '../../../functions/domain/appraisal/built-in-parameter-sets.ts';
import type { ParameterSet } from '../../../functions/domain/appraisal/parameter-set.ts';
import { largestRemainder, type Weighted } from '../../../functions/domain/numbers/largest-remainder.ts';
import type { Cell } from '../../../functions/domain/vocabulary/column.ts';
import { addYears } from '../../../functions/domain/vocabulary/financial-year.ts';
import type {
  BenefitLine,
  BoroughCode,
  CostLine,
  OptimismBias,
} from '../../../functions/domain/vocabulary/proposal.ts';
import { gss } from './ids.ts';

export const [hackney, camden, newham] = [gss('E09000012'), gss('E09000007'), gss('E09000025')] as const;
const firstYear = '2026-27';

/** The parameter set with this id. */
export function parametersOf(id: string): ParameterSet {
  const set = builtInParameterSets.find((each) => each.id === id);
  if (set === undefined) throw new Error(`No parameter set ${id}`);
  return set;
}

/** A shared revenue line over this many years from 2026-27, in pence. */
export function cost(year: number, amount: number, more: Partial<CostLine> = {}): CostLine {
  const financialYear = addYears(firstYear, year);
  return { financialYear, kind: 'revenue', amount, description: 'A cost', stage: 1, ...more };
}

/** A cashable line for all boroughs with the best evidence, over this many years from 2026-27, in pence. */
export function benefit(year: number, amount: number, more: Partial<BenefitLine> = {}): BenefitLine {
  const financialYear = addYears(firstYear, year);
  return { financialYear, borough: 'all', class: 'cashable', amount, confidence: 1, description: 'A benefit', ...more };
}

/** Lines in a proposal with real prices, no bias and no pledges. */
export function content(more: Partial<AppraisedContent>): AppraisedContent {
  return { prices: 'real', costs: [], benefits: [], pledges: [], ...more };
}

/** What each borough pays if every column is shared by weight, plus its own lines. */
export function contributionsOf(costs: readonly CostLine[], weights: readonly Weighted[]): Contributing[] {
  const columns = [...new Map(costs.map((line) => [columnOf(line), line])).values()];
  return weights.map(({ borough }) => {
    const cells = columns.map(({ stage, financialYear, kind, ...line }): Cell => {
      const lines = costs.filter((each) => columnOf(each) === columnOf({ stage, financialYear, kind, ...line }));
      const shared =
        largestRemainder(sum(lines.filter((each) => each.borough === undefined)), weights).get(borough) ?? 0;
      const own = sum(lines.filter((each) => each.borough === borough));
      return { stage, financialYear, kind, amount: shared + own };
    });
    return { borough, amount: sum(cells), cells: cells.filter(({ amount }) => amount > 0) };
  });
}

/** The appraisal's input if the boroughs in `taking` (default: all) take part. */
export function inputOf(
  lines: Partial<AppraisedContent>,
  more: { weights?: readonly Weighted[]; taking?: readonly string[]; parameters?: ParameterSet } = {},
): AppraisalInput {
  const { weights = [{ borough: hackney, weight: 1 }], parameters = parametersOf('green-book-2026-02') } = more;
  const taking = weights.filter(({ borough }) => more.taking?.includes(borough) ?? true);
  const whole = content(lines);
  return { content: whole, weights, contributions: contributionsOf(whole.costs, taking), parameters };
}

/** Costs in the first two years, then benefits, in whole pence. Each has different amounts and a different IRR. */
export function flowsOver(years: number, each: number): number[] {
  return Array.from({ length: years + 1 }, (_, year) =>
    year < 2 ? -12_345_678 - 54_321 * each + 1_000 * year : 3_456_789 + 991 * year + 13 * each,
  );
}

const boroughs = [gss('E09000001'), gss('E09000002'), gss('E09000003'), gss('E09000004'), gss('E09000005')];
const amount = fc.oneof(fc.integer({ min: 1, max: 200 }), fc.integer({ min: 1, max: 99_999_999_999 }));
const prices = fc.constantFrom('real', 'nominal');
const fraction = (max: number) => fc.integer({ min: 0, max }).map((n) => n / 1000);

const inventedSet: ParameterSet = {
  ...parametersOf('green-book-2026-02'),
  id: 'invented',
  inflation: {
    annual: 0.031,
    note: 'Invented',
    byFinancialYear: { '2025-26': 0.5, '2027-28': -0.007, '2029-30': 0.11 },
  },
};

/** Whole appraisals of two to five boroughs, of which some or none take part, occasionally over more than 50 years. */
export function appraisalInputs(): fc.Arbitrary<AppraisalInput> {
  const invited = fc.subarray(boroughs, { minLength: 2 });
  const horizon = fc.oneof({ weight: 30, arbitrary: fc.integer({ min: 0, max: 8 }) }, fc.constantFrom(50, 51, 125));
  return fc.tuple(invited, horizon).chain(([partners, last]) => {
    const year = fc.oneof(fc.integer({ min: 0, max: Math.min(last, 8) }), fc.integer({ min: 0, max: last }));
    const financialYear = year.map((years) => addYears(firstYear, years));
    const costs = fc.array(
      fc.record(
        {
          financialYear,
          kind: fc.constantFrom('capital', 'revenue'),
          amount,
          description: fc.constant('A cost'),
          stage: fc.integer({ min: 1, max: 2 }),
          borough: fc.constantFrom<BoroughCode | undefined>(undefined, undefined, ...partners),
          prices,
        },
        { requiredKeys: ['financialYear', 'kind', 'amount', 'description', 'stage'] },
      ),
      { minLength: 1, maxLength: 7 },
    );
    const benefits = fc.array(
      fc.record(
        {
          financialYear,
          borough: fc.constantFrom<BoroughCode | 'all'>('all', 'all', ...partners),
          class: fc.constantFrom('cashable', 'non-cashable', 'social', 'disbenefit'),
          amount,
          confidence: fc.constantFrom(1, 2, 3, 4, 5, 6),
          description: fc.constant('A benefit'),
          fixed: fc.boolean(),
          prices,
        },
        { requiredKeys: ['financialYear', 'borough', 'class', 'amount', 'confidence', 'description'] },
      ),
      { maxLength: 8 },
    );
    const projectType = fc.constantFrom('equipment-development', 'outsourcing', 'standard-buildings');
    const mitigation = fraction(1000);
    const optimismBias: fc.Arbitrary<OptimismBias | undefined> = fc.oneof(
      fc.constant(undefined),
      fc.record({ rate: fraction(2000), mitigation }),
      fc.record({ projectType, mitigation }),
    );
    const pledge = fc.record({
      unit: fc.constant('things'),
      target: fc.integer({ min: 1, max: 500 }),
      by: fc.constant('2027-09-30'),
    });
    return fc
      .record({
        content: fc.record({ prices, costs, benefits, optimismBias, pledges: fc.array(pledge, { maxLength: 2 }) }),
        weights: fc.tuple(
          ...partners.map((borough) =>
            fc.record({ borough: fc.constant(borough), weight: fc.integer({ min: 1, max: 1000 }) }),
          ),
        ),
        payers: fc.subarray(partners),
        parameters: fc.constantFrom(...builtInParameterSets, inventedSet),
      })
      .map(({ payers, ...input }): AppraisalInput => {
        const taking = input.weights.filter(({ borough }) => payers.includes(borough));
        return { ...input, contributions: taking.length === 0 ? [] : contributionsOf(input.content.costs, taking) };
      });
  });
}

function sum(amounts: readonly { readonly amount: number }[]): number {
  return amounts.reduce((total, each) => total + each.amount, 0);
}

function columnOf({ stage, financialYear, kind }: Pick<CostLine, 'stage' | 'financialYear' | 'kind'>): string {
  return `${stage}/${financialYear}/${kind}`;
}

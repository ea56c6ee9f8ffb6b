import type { AppraisalInput } from '../../../functions/domain/appraisal/appraisal-input.ts';
import type { BenefitLine, BoroughCode, CostLine } from '../../../functions/domain/vocabulary/proposal.ts';
import { fy } from './ids.ts';

/*
 * A second appraisal, slow and plain, to compare with the first: every line of every borough is a fraction of its own, discounted
 * and deflated by dividing year after year, and every figure is calculated from its definition in the rules.
 */

export type Fraction = readonly [bigint, bigint];
type Flow = { year: number; amount: Fraction; what: 'capital' | 'revenue' | 'cashable' | 'other' | 'disbenefit' };
export type Case = { late?: boolean; gains?: Fraction; bias?: 'upper' | 'lower'; longHorizon?: boolean };

/** Brought to lowest terms only where neither denominator is a multiple of the other: that takes most of the time. */
const plus = ([a, b]: Fraction, [c, d]: Fraction): Fraction => {
  if (d % b === 0n) return [a * (d / b) + c, d];
  return b % d === 0n ? [a + c * (b / d), b] : lowest(a * d + c * b, b * d);
};
const times = ([a, b]: Fraction, [c, d]: Fraction): Fraction => [a * c, b * d];
export const less = (a: Fraction, [c, d]: Fraction): Fraction => plus(a, [-c, d]);
export const over = (a: Fraction, [c, d]: Fraction): Fraction => times(a, c < 0n ? [-d, -c] : [d, c]);
const nothing: Fraction = [0n, 1n];
const sumOf = (all: readonly Fraction[]): Fraction => all.reduce(plus, nothing);

/** Reads a rate through its decimal text, as a person would. */
function read(rate: number): Fraction {
  return lowest(BigInt(rate.toFixed(6).replace('.', '')), 1_000_000n);
}

function lowest(a: bigint, b: bigint): Fraction {
  let [x, y] = [a < 0n ? -a : a, b];
  while (y > 0n) [x, y] = [y, x % y];
  return [a / x, b / x];
}

/** Rounds halves away from zero, then gives the number nearest to those digits. */
export function nearest([a, b]: Fraction, decimals = 0): number {
  const magnitude = ((a < 0n ? -a : a) * 2n * 10n ** BigInt(decimals) + b) / (2n * b);
  return Number(`${a < 0n && magnitude > 0n ? '-' : ''}${magnitude}e-${decimals}`);
}

export function reference(input: AppraisalInput) {
  const { content, weights, contributions, parameters } = input;
  const start = Math.min(
    ...[...content.costs, ...content.benefits].map((line) => Number(line.financialYear.slice(0, 4))),
  );
  const yearOf = (line: CostLine | BenefitLine) => Number(line.financialYear.slice(0, 4)) - start;
  const last = Math.max(...[...content.costs, ...content.benefits].map(yearOf));

  const deflators = new Map<number, Fraction>();

  /** The value of 1 in a year, in prices of the base year: divided year after year, and kept. */
  function deflator(year: number): Fraction {
    const kept = deflators.get(year);
    if (kept !== undefined || year === 0) return kept ?? [1n, 1n];
    const name = fy(`${start + year}-${String((start + year + 1) % 100).padStart(2, '0')}`);
    const rate = read(parameters.inflation.byFinancialYear[name] ?? parameters.inflation.annual);
    const own = over(deflator(year - 1), plus([1n, 1n], rate));
    deflators.set(year, own);
    return own;
  }

  function realValue(line: CostLine | BenefitLine, cash: Fraction): Fraction {
    if ((line.prices ?? content.prices) === 'real' || cash[0] === 0n) return cash;
    return times(cash, deflator(yearOf(line)));
  }

  const factors = new Map<string, Fraction>();

  /** One divided year after year; kept, because every line of a year needs it. */
  function factor(year: number, longHorizon = false): Fraction {
    const kept = factors.get(`${year} ${longHorizon}`);
    if (kept !== undefined || year === 0) return kept ?? [1n, 1n];
    const bands = longHorizon ? parameters.longHorizonTest?.discountRates : parameters.discountRates;
    const rate = bands?.filter(({ fromYear }) => fromYear <= year).at(-1)?.rate;
    const own = over(factor(year - 1, longHorizon), plus([1n, 1n], read(rate ?? Number.NaN)));
    factors.set(`${year} ${longHorizon}`, own);
    return own;
  }

  function discounted(value: Fraction, year: number, longHorizon = false): Fraction {
    return value[0] === 0n ? value : times(value, factor(year, longHorizon));
  }

  function costsOf(borough: BoroughCode): Flow[] {
    const payer = contributions.find((each) => each.borough === borough);
    return content.costs.flatMap((line) => {
      const column = content.costs.filter(
        ({ stage, financialYear, kind }) =>
          stage === line.stage && financialYear === line.financialYear && kind === line.kind,
      );
      const paid = (payer?.cells ?? [])
        .filter(
          ({ stage, financialYear, kind }) =>
            stage === line.stage && financialYear === line.financialYear && kind === line.kind,
        )
        .reduce((sum, { amount }) => sum + BigInt(amount), 0n);
      const own = column
        .filter((each) => each.borough === borough)
        .reduce((sum, { amount }) => sum + BigInt(amount), 0n);
      const shared = column
        .filter((each) => each.borough === undefined)
        .reduce((sum, { amount }) => sum + BigInt(amount), 0n);
      const cash: Fraction =
        line.borough === borough
          ? [BigInt(line.amount), 1n]
          : line.borough === undefined
            ? lowest((paid - own) * BigInt(line.amount), shared)
            : nothing;
      return { year: yearOf(line), amount: realValue(line, cash), what: line.kind };
    });
  }

  function partOf(line: BenefitLine, borough: BoroughCode): bigint {
    if (line.borough !== 'all') return line.borough === borough ? BigInt(line.amount) : 0n;
    const among =
      line.fixed === true
        ? weights.filter((each) => contributions.some((payer) => payer.borough === each.borough))
        : weights;
    const sum = among.reduce((total, { weight }) => total + BigInt(weight), 0n);
    const parts = among.map((each) => {
      const exact = BigInt(line.amount) * BigInt(each.weight);
      return { borough: each.borough, pence: exact / sum, left: exact % sum };
    });
    const spare = Number(BigInt(line.amount) - parts.reduce((total, { pence }) => total + pence, 0n));
    const ahead = parts
      .toSorted((a, b) => Number(b.left - a.left) || a.borough.localeCompare(b.borough))
      .slice(0, spare);
    const mine = parts.find((each) => each.borough === borough);
    return (mine?.pence ?? 0n) + (ahead.some((each) => each.borough === borough) ? 1n : 0n);
  }

  function benefitsOf(borough: BoroughCode): Flow[] {
    return content.benefits.map((line) => {
      const cut = read(parameters.confidence.reductions[line.confidence]);
      const factor = line.class === 'disbenefit' ? plus([1n, 1n], cut) : less([1n, 1n], cut);
      const amount = realValue(line, times([partOf(line, borough), 1n], factor));
      const what = line.class === 'disbenefit' || line.class === 'cashable' ? line.class : 'other';
      return { year: yearOf(line), amount, what };
    });
  }

  function bias(kind: 'capital' | 'revenue', level?: 'upper' | 'lower'): Fraction {
    const stated = content.optimismBias;
    if (stated === undefined) return [1n, 1n];
    const left = less([1n, 1n], read(stated.mitigation));
    if ('rate' in stated) {
      const rate = level === 'lower' ? nothing : times(read(stated.rate), level === 'upper' ? [1n, 1n] : left);
      return plus([1n, 1n], rate);
    }
    const row = parameters.optimismBias.rates[stated.projectType];
    if (row.kind !== kind) return [1n, 1n];
    return plus([1n, 1n], level === undefined ? times(read(row.upper), left) : read(row[level]));
  }

  /** Signed flows of these boroughs in one of the cases. */
  function flows(boroughs: readonly BoroughCode[], { late = false, gains = [1n, 1n], bias: level }: Case = {}) {
    return boroughs
      .flatMap((borough) => [...costsOf(borough), ...benefitsOf(borough)])
      .filter(({ amount }) => amount[0] !== 0n)
      .map(({ year, amount, what }) => {
        if (what === 'capital' || what === 'revenue')
          return { year, amount: times(amount, bias(what, level)), cost: true, what };
        if (what === 'disbenefit') return { year, amount: times(amount, [-1n, 1n]), cost: false, what };
        return { year: late ? year + 1 : year, amount: times(amount, gains), cost: false, what };
      });
  }

  function presentValues(boroughs: readonly BoroughCode[], change: Case = {}) {
    const all = flows(boroughs, change);
    const worth = (some: typeof all) => {
      const years = [...new Set(some.map(({ year }) => year))];
      const sums = years.map((year) => {
        const value = sumOf(some.filter((flow) => flow.year === year).map(({ amount }) => amount));
        return discounted(value, year, change.longHorizon);
      });
      return sumOf(sums);
    };
    const costs = worth(all.filter(({ cost }) => cost));
    const benefits = worth(all.filter(({ cost }) => !cost));
    const cashable = worth(all.filter(({ what }) => what === 'cashable'));
    return { costs, benefits, cashable, npsv: less(benefits, costs) };
  }

  /** Net flows by year from the base year, with only cashable benefits or with all. */
  function net(
    boroughs: readonly BoroughCode[],
    only?: 'cashable',
  ): { flows: Fraction[]; firstCost: number | undefined } {
    const all = flows(boroughs).filter(({ cost, what }) => only === undefined || cost || what === only);
    const costYears = all.filter(({ cost, amount }) => cost && amount[0] > 0n).map(({ year }) => year);
    const byYear = Array.from({ length: last + 1 }, (_, year) =>
      sumOf(
        all.filter((flow) => flow.year === year).map(({ amount, cost }) => (cost ? times(amount, [-1n, 1n]) : amount)),
      ),
    );
    return { flows: byYear, firstCost: costYears.length === 0 ? undefined : Math.min(...costYears) };
  }

  /** What is paid, or gained less disbenefits, in each year from the base year on. `there`: whether any line exists. */
  function yearly(boroughs: readonly BoroughCode[], which: 'costs' | 'benefits' | 'cashable') {
    const all = flows(boroughs).filter(({ cost, what }) =>
      which === 'costs' ? cost : !cost && (which === 'benefits' || what === which),
    );
    return Array.from({ length: last + 1 }, (_, year) => {
      const amounts = all.filter((flow) => flow.year === year).map(({ amount }) => amount);
      const value = sumOf(amounts);
      return { value, present: discounted(value, year), there: amounts.some(([n]) => n !== 0n) };
    });
  }

  /** Benefits of every class except disbenefits, by year. */
  function gains(boroughs: readonly BoroughCode[]): Fraction[] {
    const all = flows(boroughs).filter(({ cost, what }) => !cost && what !== 'disbenefit');
    return Array.from({ length: last + 1 }, (_, year) =>
      sumOf(all.filter((flow) => flow.year === year).map(({ amount }) => amount)),
    );
  }

  function payback(boroughs: readonly BoroughCode[], only?: 'cashable') {
    const { flows: byYear, firstCost } = net(boroughs, only);
    const none = { notComputable: 'no cost' };
    if (firstCost === undefined) return { simple: none, discounted: none, turnsNegativeAgain: false };
    const reading = (amounts: Fraction[]) => {
      const cumulative: Fraction[] = [];
      for (const amount of amounts) cumulative.push(plus(cumulative.at(-1) ?? nothing, amount));
      const found = cumulative.findIndex(([a], year) => year >= firstCost && a >= 0n);
      return {
        years: found < 0 ? 'notReached' : found - firstCost,
        again: found >= 0 && cumulative.slice(found).some(([a]) => a < 0n),
      };
    };
    const simple = reading(byYear);
    const inPresentValues = reading(byYear.map((amount, year) => discounted(amount, year)));
    return {
      simple: simple.years,
      discounted: inPresentValues.years,
      turnsNegativeAgain: simple.again || inPresentValues.again,
    };
  }

  /** The part of a line for a borough that does not take part. */
  function missed(line: BenefitLine, borough: BoroughCode): bigint {
    return line.borough === 'all' && line.fixed === true && contributions.length > 0 ? 0n : droppedPart(line, borough);
  }

  const dropped = weights
    .filter(({ borough }) => !contributions.some((payer) => payer.borough === borough))
    .flatMap(({ borough }) => content.benefits.map((line) => missed(line, borough)))
    .reduce((sum, part) => sum + part, 0n);

  function droppedPart(line: BenefitLine, borough: BoroughCode): bigint {
    return partOf({ ...line, fixed: false }, borough);
  }

  return { presentValues, payback, net, yearly, gains, factor, last, dropped, missed };
}

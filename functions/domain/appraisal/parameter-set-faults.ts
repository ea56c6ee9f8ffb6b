import type { FinancialYear } from '../vocabulary/calendar.ts';
import type { DeepPartial } from '../vocabulary/deep-partial.ts';
import { type Fault, faultAt } from '../vocabulary/fault.ts';
import { compareFinancialYears, isFinancialYear, yearsFrom } from '../vocabulary/financial-year.ts';
import { type DiscountBand, lastAppraisedYear, type ParameterSet } from './parameter-set.ts';

/**
 * The faults of a parameter set beyond the form of its fields (R14, R16). `sound` may be a whole set or the sound parts
 * of a faulty one: each rule looks at what is there.
 */
export function parameterSetFaults(sound: DeepPartial<ParameterSet>): readonly Fault[] {
  const { discountRates, longHorizonTest } = sound;
  return [
    ...periodFaults(sound),
    ...bandFaults(discountRates, ['discountRates']),
    ...bandFaults(longHorizonTest?.discountRates, ['longHorizonTest', 'discountRates']),
    ...biasFaults(sound),
    ...confidenceFaults(sound),
    ...inflationFaults(sound),
  ];
}

function periodFaults({ from, until }: DeepPartial<ParameterSet>): readonly Fault[] {
  if (from === undefined || until === undefined || from < until) return [];
  return [faultAt(['until'], `Expected a date after ${from}, the first day of use.`)];
}

/** The bands must give one rate for each year from 1 to the last that can be appraised, in order. */
function bandFaults(
  bands: readonly (DeepPartial<DiscountBand> | undefined)[] | undefined,
  path: readonly string[],
): readonly Fault[] {
  if (bands === undefined) return [];
  const faults: Fault[] = [];
  let next: number | undefined = 1;
  for (const [index, band] of bands.entries()) {
    const [from, to] = [band?.fromYear, band?.toYear];
    if (from !== undefined && next !== undefined && from !== next)
      faults.push(
        faultAt([...path, index, 'fromYear'], `Expected ${next}: there must be one rate for each year, without gaps.`),
      );
    if (from !== undefined && to !== undefined && to < from)
      faults.push(
        faultAt([...path, index, 'toYear'], `Expected ${from} or later, because the rate begins in year ${from}.`),
      );
    next = to === undefined ? undefined : to + 1;
  }
  if (next !== undefined && next !== lastAppraisedYear + 1)
    faults.push(
      faultAt(path, `Expected rates up to year ${lastAppraisedYear}; the last one ends with year ${next - 1}.`),
    );
  return faults;
}

function biasFaults({ optimismBias }: DeepPartial<ParameterSet>): readonly Fault[] {
  return Object.entries(optimismBias?.rates ?? {}).flatMap(([projectType, rates]) => {
    const { upper, lower } = rates ?? {};
    if (upper === undefined || lower === undefined || lower <= upper) return [];
    return [faultAt(['optimismBias', 'rates', projectType, 'lower'], `Expected at most ${upper}, the upper rate.`)];
  });
}

/** A grade of weaker evidence must not reduce less than a stronger one (R16). */
function confidenceFaults({ confidence }: DeepPartial<ParameterSet>): readonly Fault[] {
  const { reductions = {} } = confidence ?? {};
  return ([2, 3, 4, 5, 6] as const).flatMap((grade) => {
    const [stronger, own] = [reductions[(grade - 1) as 1], reductions[grade]];
    if (stronger === undefined || own === undefined || own >= stronger) return [];
    return [
      faultAt(
        ['confidence', 'reductions', grade],
        `Expected at least ${stronger}, the reduction for grade ${grade - 1}. Weaker evidence cannot have a smaller reduction.`,
      ),
    ];
  });
}

/**
 * Prices may not fall by more than half over any years, so that every figure of the largest proposal can be reported
 * exactly.
 */
function inflationFaults({ inflation }: DeepPartial<ParameterSet>): readonly Fault[] {
  const { annual, byFinancialYear = {} } = inflation ?? {};
  const named = Object.entries(byFinancialYear).filter(
    (entry): entry is [FinancialYear, number] => isFinancialYear(entry[0]) && entry[1] !== undefined,
  );
  const years = named.map(([year]) => year).toSorted(compareFinancialYears);
  const first = years[0];
  if (annual === undefined || first === undefined) return [];
  const rates = new Map(named.map(([year, rate]) => [yearsFrom(first, year), rate]));
  const last = Math.max(...rates.keys());
  let [level, lowest] = [1, 1];
  for (let year = 0; year <= last; year += 1) {
    level = Math.min(1, level * (1 + (rates.get(year) ?? annual)));
    lowest = Math.min(lowest, level);
  }
  if (lowest >= 0.5) return [];
  return [faultAt(['inflation', 'byFinancialYear'], 'Expected prices that never fall by more than half.')];
}

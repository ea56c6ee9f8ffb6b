import { irr as irrOfFinancial, npv as npvOfFinancial } from 'financial';
import { discountFactors, presentValue } from '../../functions/domain/discounting.ts';
import { internalRateOfReturn } from '../../functions/domain/irr.ts';
import { toPence } from '../../functions/domain/reported-figure.ts';
import type { YearlySeries } from '../../functions/domain/yearly-series.ts';
import type { Case } from './domain-cases.ts';

/** Costs in the first years, then benefits: whole pence, as proposals have them. */
function flowsOf(years: number): readonly number[] {
  return Array.from({ length: years + 1 }, (_, year) =>
    year < 2 ? -12_345_678 + 1_000 * year : 3_456_789 + 991 * year,
  );
}

const rate = 0.035;

/** The same flows for both: what this product makes of them, and what the package `financial` does, in doubles. */
export interface Pair {
  readonly years: number;
  readonly npv: { readonly own: () => number; readonly other: () => number };
  readonly irr: { readonly own: () => ReturnType<typeof internalRateOfReturn>; readonly other: () => number };
}

function pairOf(years: number): Pair {
  const flows = flowsOf(years);
  const net: YearlySeries = { values: flows.map(BigInt), per: 1n };
  const factors = discountFactors([{ fromYear: 1, toYear: 125, rate }], years);
  return {
    years,
    npv: { own: () => toPence(presentValue(net, factors)), other: () => npvOfFinancial(rate, [...flows]) },
    irr: { own: () => internalRateOfReturn(net), other: () => irrOfFinancial([...flows]) },
  };
}

export const pairs: readonly Pair[] = [5, 10, 30].map(pairOf);

/** All of them, each by a name of its own. */
export const appraisalCases: readonly Case[] = pairs.flatMap(({ years, npv, irr }) => [
  { name: `NPV over ${years} years`, call: npv.own },
  { name: `NPV over ${years} years, financial`, call: npv.other },
  { name: `IRR over ${years} years`, call: irr.own },
  { name: `IRR over ${years} years, financial`, call: irr.other },
]);

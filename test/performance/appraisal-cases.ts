import { irr as irrOfFinancial, npv as npvOfFinancial } from 'financial';
import { discountFactors, presentValue } from '../../functions/domain/appraisal/discounting.ts';
import { type Irr, internalRateOfReturn } from '../../functions/domain/appraisal/irr.ts';
import { toPence } from '../../functions/domain/numbers/reported-figure.ts';
import { inDoubles } from '../../functions/domain/numbers/series-in-doubles.ts';
import type { Case } from './domain-cases.ts';

/** Costs in the first years, then benefits: whole pence, as proposals have them. Each has other amounts, and another IRR. */
function flowsOf(years: number, each: number): number[] {
  return Array.from({ length: years + 1 }, (_, year) =>
    year < 2 ? -12_345_678 - 54_321 * each + 1_000 * year : 3_456_789 + 991 * year + 13 * each,
  );
}

const rate = 0.035;
const flowsOfEachLength = 10;
const rounds = 100;

/** Figures that one call of a case makes, so that reading the clock, which takes longer than some of them, does not count. */
export const figuresAtOnce = rounds * flowsOfEachLength;

/** The same flows for both: what this product makes of them, and what the package `financial` does, in doubles. */
export interface Pair {
  readonly years: number;
  readonly npv: { readonly own: () => number; readonly other: () => number };
  readonly irr: { readonly own: () => Irr; readonly other: () => number };
}

interface Pairs {
  readonly years: number;
  readonly pairs: readonly Pair[];
  /** What is made once for a series before any figure of it: its doubles. */
  readonly doubles: readonly (() => unknown)[];
}

function pairsOf(years: number): Pairs {
  const factors = discountFactors([{ fromYear: 1, toYear: 125, rate }], years);
  const each = Array.from({ length: flowsOfEachLength }, (_, at) => {
    const flows = flowsOf(years, at);
    const exact = { values: flows.map(BigInt), per: 1n };
    const net = inDoubles(exact);
    const pair: Pair = {
      years,
      npv: { own: () => toPence(presentValue(net, factors)), other: () => npvOfFinancial(rate, flows) },
      irr: { own: () => internalRateOfReturn(net), other: () => irrOfFinancial(flows) },
    };
    return { pair, doubles: () => inDoubles(exact) };
  });
  return { years, pairs: each.map(({ pair }) => pair), doubles: each.map(({ doubles }) => doubles) };
}

const pairsByYears: readonly Pairs[] = [5, 10, 30].map(pairsOf);

export const pairs: readonly Pair[] = pairsByYears.flatMap((each) => each.pairs);

export const horizons: readonly number[] = pairsByYears.map(({ years }) => years);

/** All flows in turn, again and again; the last figure is returned, and none depends on another. */
function inTurn(name: string, calls: readonly (() => unknown)[]): Case {
  return {
    name,
    call: () => {
      let last: unknown;
      for (let round = 0; round < rounds; round += 1) for (const call of calls) last = call();
      return last;
    },
  };
}

/** All of them, each by a name of its own. */
export const appraisalCases: readonly Case[] = pairsByYears.flatMap(({ years, pairs: some, doubles }) => [
  ...(['npv', 'irr'] as const).flatMap((figure) => {
    const name = `${figure.toUpperCase()} over ${years} years`;
    return [
      inTurn(
        name,
        some.map((pair) => pair[figure].own),
      ),
      inTurn(
        `${name}, financial`,
        some.map((pair) => pair[figure].other),
      ),
    ];
  }),
  inTurn(`doubles of ${years} years`, doubles),
]);

import { irr as irrOfFinancial, npv as npvOfFinancial } from 'financial';
import { discountFactors, presentValue } from '../../functions/domain/appraisal/discounting.ts';
import { internalRateOfReturn } from '../../functions/domain/appraisal/irr.ts';
import { toPence } from '../../functions/domain/numbers/reported-figure.ts';
import { flowsOver } from '../support/builders/appraisal-inputs.ts';
import type { Case } from './domain-cases.ts';

const rate = 0.035;
const flowsOfEachLength = 10;
const rounds = 100;

/** Figures per call, so that reading the clock, which takes longer than some of them, does not count. */
export const figuresAtOnce = rounds * flowsOfEachLength;

export const horizons: readonly number[] = [5, 10, 30];

/** Calculates all flows in turn, repeatedly, and returns the last figure. None depends on another. */
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

/** The same flows for both: this product calculates exactly, and the package `financial` in doubles. */
export const appraisalCases: readonly Case[] = horizons.flatMap((years) => {
  const factors = discountFactors([{ fromYear: 1, toYear: 125, rate }], years);
  const flows = Array.from({ length: flowsOfEachLength }, (_, each) => flowsOver(years, each));
  const series = flows.map((each) => ({ values: each.map(BigInt), per: 1n }));
  const named = (figure: string, calls: readonly (() => unknown)[]) => inTurn(`${figure} over ${years} years`, calls);
  return [
    named(
      'NPV',
      series.map((net) => () => toPence(presentValue(net, factors), factors.per)),
    ),
    named(
      'NPV of financial',
      flows.map((each) => () => npvOfFinancial(rate, each)),
    ),
    named(
      'IRR',
      series.map((net) => () => internalRateOfReturn(net)),
    ),
    named(
      'IRR of financial',
      flows.map((each) => () => irrOfFinancial(each)),
    ),
  ];
});

import type { Pence } from './money.ts';
import { divide, multiply, type Rational, rational, rounded, signOf, toSafeInteger } from './rational.ts';

/** Why a figure does not exist, in words. */
export interface NotComputable {
  readonly notComputable: string;
}

export const noCost = 'no cost';
export const noBenefit = 'no benefit';

/** The figure to the penny, rounded once, halves away from zero (R14). Throws a RangeError beyond 2^53: never silently wrong. */
export function toPence(amount: Rational): Pence {
  return toSafeInteger(rounded(amount));
}

/** The number nearest to `numerator` ÷ `per` rounded once to six decimals, as discount factors are shown: below 2^53 ÷ 10^6. */
export function toSixDecimals(numerator: bigint, per: bigint): number {
  return toSafeInteger(rounded({ numerator: numerator * 1_000_000n, denominator: per })) / 1_000_000;
}

/** The number nearest to the figure rounded once to four decimals, halves away from zero (R14). */
export function toFourDecimals(figure: Rational): number {
  return tenThousandths(rounded(multiply(figure, rational(10_000n))));
}

/** `figure` ÷ `by` to four decimals; where `by` is 0, why there is none. */
export function ratio(figure: Rational, by: Rational, whyNot: string): number | NotComputable {
  return signOf(by) === 0 ? { notComputable: whyNot } : toFourDecimals(divide(figure, by));
}

/** `count` ten-thousandths as the nearest number, such as 1.0937 for 10937n. */
export function tenThousandths(count: bigint): number {
  const number = Number(count);
  // A division of two exact numbers is rounded to the nearest one, as reading the decimals is.
  if (Number.isSafeInteger(number)) return number / 10_000;
  const digits = (count < 0n ? -count : count).toString().padStart(5, '0');
  const magnitude = Number(`${digits.slice(0, -4)}.${digits.slice(-4)}`);
  return count < 0n ? -magnitude : magnitude;
}

import type { Pence } from '../vocabulary/money.ts';
import { type Figure, quotient, sign } from './figure.ts';
import { ceiling, multiply, rational, rounded, toSafeInteger } from './rational.ts';

/** Why a figure does not exist, in words. */
export interface NotComputable {
  readonly notComputable: string;
}

export const noCost = 'no cost';
export const noBenefit = 'no benefit';

/** The figure to the penny, rounded once, halves away from zero (R14). Throws a RangeError beyond 2^53: never silently wrong. */
export function toPence({ near, doubt, exact }: Figure): Pence {
  return certainlyNearest(near, doubt) ?? toSafeInteger(rounded(exact()));
}

/** The number nearest to `numerator` ÷ `per` rounded once to six decimals, as discount factors are shown: below 2^53 ÷ 10^6. */
export function toSixDecimals(numerator: bigint, per: bigint): number {
  return toSafeInteger(rounded({ numerator: numerator * 1_000_000n, denominator: per })) / 1_000_000;
}

/** The number nearest to the figure rounded once to four decimals, halves away from zero (R14). */
export function toFourDecimals({ near, doubt, exact }: Figure): number {
  const counted = near * 10_000;
  // The doubt is widened for the rounding of `counted`, for its own, and once more.
  const count = certainlyNearest(counted, doubt * 10_001 + Number.EPSILON * Math.abs(counted));
  return count === undefined ? tenThousandths(rounded(multiply(exact(), rational(10_000n)))) : count / 10_000;
}

/** `figure` ÷ `by` to four decimals; where `by` is 0, why there is none. */
export function ratio(figure: Figure, by: Figure, whyNot: string): number | NotComputable {
  return sign(by) === 0 ? { notComputable: whyNot } : toFourDecimals(quotient(figure, by));
}

/** The smallest whole number that is not below the figure; beyond 2^53 the nearest double. */
export function toWholeNotBelow({ near, doubt, exact }: Figure): number {
  const up = Math.ceil(near);
  // Certain if neither this whole number nor the one below lies within the doubt; see `certainlyNearest`. A whole double never is.
  const certain = up - near > doubt && near - (up - 1) > doubt;
  // 0 is added because the ceiling of −0.3 is a negative 0.
  return certain ? up + 0 : Number(ceiling(exact()));
}

/**
 * The whole number nearest to a figure within `doubt` of `near`, a safe integer and never a negative 0, because near + ½ is none;
 * undefined where a half-way point lies within the doubt, so that the fraction must decide. The nearest such point is
 * ½ − |near − nearest| away. That this is above the doubt is certain though it is rounded: rounding never puts two numbers in
 * the wrong order, and the doubt is a double.
 */
function certainlyNearest(near: number, doubt: number): number | undefined {
  const nearest = Math.floor(near + 0.5);
  const certain = 0.5 - Math.abs(near - nearest) > doubt && Math.abs(nearest) <= Number.MAX_SAFE_INTEGER;
  return certain ? nearest : undefined;
}

/** `count` ten-thousandths as the nearest number, such as 1.0937 for 10937n. */
export function tenThousandths(count: bigint): number {
  const number = Number(count);
  // A division of two exact numbers is rounded to the nearest one, as reading the decimals is.
  if (Number.isSafeInteger(number)) return number / 10_000;
  const digits = String(count < 0n ? -count : count);
  const magnitude = Number(`${digits.slice(0, -4)}.${digits.slice(-4)}`);
  return count < 0n ? -magnitude : magnitude;
}

import type { Pence } from '../vocabulary/money.ts';
import { type Rational, rounded, toSafeInteger } from './rational.ts';

/** Why a figure does not exist, in words. */
export interface NotComputable {
  readonly notComputable: string;
}

export const noCost = 'no cost';
export const noBenefit = 'no benefit';

/**
 * `numerator` ÷ `per` to the penny, rounded once, halves away from zero (R14). The fraction need not be in lowest
 * terms, which saves a long division. Throws a RangeError beyond 2^53, so that a figure is never silently wrong.
 */
export function toPence(numerator: bigint, per: bigint): Pence {
  return toSafeInteger(rounded({ numerator, denominator: per }));
}

/** `numerator` ÷ `per` rounded once to six decimals, as discount factors are shown. It must be below 2^53 ÷ 10^6. */
export function toSixDecimals(numerator: bigint, per: bigint): number {
  return toSafeInteger(rounded({ numerator: numerator * 1_000_000n, denominator: per })) / 1_000_000;
}

/**
 * `figure` ÷ `by` rounded once to four decimals, halves away from zero (R14). If `by` is 0, the reason why there is no
 * ratio.
 */
export function ratio(figure: bigint, by: bigint, whyNot: string): number | NotComputable {
  if (by === 0n) return { notComputable: whyNot };
  const { numerator, denominator } = positive(figure, by);
  return tenThousandths(rounded({ numerator: numerator * 10_000n, denominator }));
}

/** The same fraction with a denominator above 0. */
function positive(numerator: bigint, denominator: bigint): Rational {
  return denominator < 0n ? { numerator: -numerator, denominator: -denominator } : { numerator, denominator };
}

/** `count` ten-thousandths as the nearest number, such as 1.0937 for 10937n. */
export function tenThousandths(count: bigint): number {
  const number = Number(count);
  // Dividing two exact numbers gives the nearest number, the same as reading the decimals.
  if (Number.isSafeInteger(number)) return number / 10_000;
  const digits = String(count < 0n ? -count : count);
  const magnitude = Number(`${digits.slice(0, -4)}.${digits.slice(-4)}`);
  return count < 0n ? -magnitude : magnitude;
}

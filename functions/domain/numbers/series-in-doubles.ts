import type { YearlySeries } from './yearly-series.ts';

/**
 * An exact series with a double beside each year. It has the sign of its year, and is 0 exactly where the year is. It is within 3
 * roundings of the year, which is (values ÷ per) × (1 + δ1)(1 + δ2)(1 + δ3), each |δ| at most u = 2^−53, and of a magnitude between
 * 2^−200 and 2^200; a year beyond that range has an infinity of its sign. So no product of two years, and no sum of such products,
 * silently overflows or loses digits at the lower end: it is either within its bound or not finite.
 */
export interface SeriesInDoubles extends YearlySeries {
  readonly near: readonly number[];
}

const largest = 2 ** 200;

/** Whether a double is 0 or of a magnitude between 1 ÷ `most` and `most`: far from where doubles overflow or lose digits. */
export function isPlain(double: number, most: number): boolean {
  const magnitude = Math.abs(double);
  return magnitude === 0 || (magnitude >= 1 / most && magnitude <= most);
}

/** The series with its doubles. What an appraisal is made of is in range: pence below 2^53, factors of 125 years at rates up to 1. */
export function inDoubles({ values, per }: YearlySeries): SeriesInDoubles {
  // Begun with a fraction, the array holds doubles without boxes or small integers, and all series are read by the same quick code.
  const near = [0.5];
  near.pop();
  const by = Number(per);
  for (const value of values) {
    const double = nearQuotient(value, per, by);
    near.push(isPlain(double, largest) ? double : Math.sign(double) * Number.POSITIVE_INFINITY);
  }
  return { values, per, near };
}

/**
 * `value` ÷ `per`, which is `by` as a double. Within 3 roundings, if it is far from the ends of the doubles: two whole numbers are rounded,
 * and their quotient. Where they are too large for doubles themselves, the quotient is taken in whole numbers to at least 60 bits,
 * which is less than one rounding off, and rounded once. It always has the sign of `value`, and is 0 only for 0.
 */
export function nearQuotient(value: bigint, per: bigint, by = Number(per)): number {
  const of = Number(value);
  if (Number.isFinite(of) && Number.isFinite(by)) return of / by;
  if (value === 0n) return 0;
  const shift = bits(per) - bits(value) + 64;
  const quotient = shift < 0 ? value / (per << BigInt(-shift)) : (value << BigInt(shift)) / per;
  const double = Number(quotient) * 2 ** -shift;
  return double === 0 ? Math.sign(Number(quotient)) * Number.MIN_VALUE : double;
}

/** How many binary digits it has, or up to 3 more. */
function bits(value: bigint): number {
  return (value < 0n ? -value : value).toString(16).length * 4;
}

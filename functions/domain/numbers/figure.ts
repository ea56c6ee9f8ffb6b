import { divide, multiply, type Rational, signOf, subtract } from './rational.ts';
import { isPlain, nearQuotient } from './series-in-doubles.ts';

/**
 * An exact figure whose fraction is computed only where it must be: it lies within `doubt` of the double `near`. Where that leaves no doubt
 * of a rounding, a sign or a ceiling, the double decides, else the fraction: a floating-point filter, as in exact geometry (Shewchuk,
 * Adaptive Precision Floating-Point Arithmetic, 1997).
 *
 * `near` and `doubt` are each 0 or of a magnitude between 2^−500 and 2^500; or `doubt` is infinite or NaN, and the fraction decides
 * everything. So no operation on two of them overflows or loses digits at the lower end, and each of its roundings changes
 * what it rounds by at most u = 2^−53 of it (Higham, Accuracy and Stability of Numerical Algorithms, 2.2).
 */
export interface Figure {
  readonly near: number;
  readonly doubt: number;
  readonly exact: () => Rational;
}

/** 2u, so twice what a rounding changes at most. */
const rounding = Number.EPSILON;
/** 1 + 16u: more than the few roundings in the computation of a doubt take from it. */
const widened = 1 + 8 * Number.EPSILON;

/** A fraction as a figure: within the 3 roundings of `nearQuotient`. */
export function exactly(value: Rational): Figure {
  const near = nearQuotient(value.numerator, value.denominator);
  return figure(near, 2 * rounding * Math.abs(near), () => value);
}

/** a − b: off by the doubts of both, and one rounding. */
export function difference(a: Figure, b: Figure): Figure {
  const near = a.near - b.near;
  const doubt = (a.doubt + b.doubt + rounding * Math.abs(near)) * widened;
  return figure(near, doubt, () => subtract(a.exact(), b.exact()));
}

/**
 * a × factor. With f the double of the factor, within 3 roundings of it, the product is off by at most a.doubt × factor and
 * |a.near × f| × 3u, and one rounding; what is of the order of u × u is within what the doubt is wider.
 */
export function product(a: Figure, factor: Rational): Figure {
  const by = exactly(factor);
  const near = a.near * by.near;
  const doubt = (a.doubt * Math.abs(by.near) + 4 * rounding * Math.abs(near)) * widened;
  return figure(near, by.doubt < Number.POSITIVE_INFINITY ? doubt : by.doubt, () => multiply(a.exact(), factor));
}

/**
 * a ÷ b for b other than 0; else its fraction throws a RangeError. With q = a.near ÷ b.near,
 * a ÷ b − q = ((a − a.near) − q × (b − b.near)) ÷ b, where |b| is at least |b.near| − b.doubt; and one rounding. If a part of
 * this doubt loses digits at the lower end, it is still far less than what the rounding is counted double.
 */
export function quotient(a: Figure, b: Figure): Figure {
  const near = a.near / b.near;
  const least = Math.abs(b.near) - b.doubt;
  const doubt = ((a.doubt + Math.abs(near) * b.doubt) / least + rounding * Math.abs(near)) * widened;
  return figure(near, least > 0 ? doubt : Number.POSITIVE_INFINITY, () => divide(a.exact(), b.exact()));
}

/** −1, 0 or 1. */
export function sign({ near, doubt, exact }: Figure): -1 | 0 | 1 {
  if (near > doubt) return 1;
  if (-near > doubt) return -1;
  return near === 0 && doubt === 0 ? 0 : signOf(exact());
}

const largest = 2 ** 500;

function figure(near: number, doubt: number, exact: () => Rational): Figure {
  return { near, doubt: isPlain(near, largest) && isPlain(doubt, largest) ? doubt : Number.POSITIVE_INFINITY, exact };
}

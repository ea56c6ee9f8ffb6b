/** An exact fraction; the denominator is at least 1. The functions here return fractions in lowest terms. */
export interface Rational {
  readonly numerator: bigint;
  readonly denominator: bigint;
}

/** The fraction in lowest terms. Throws a RangeError if the denominator is 0. */
export function rational(numerator: bigint, denominator = 1n): Rational {
  if (denominator === 0n) throw new RangeError(`${numerator} cannot be divided by 0`);
  const divisor = greatestCommonDivisor(numerator, denominator);
  const signed = denominator < 0n ? -divisor : divisor;
  return { numerator: numerator / signed, denominator: denominator / signed };
}

/** 0 as a fraction. */
export const zero: Rational = { numerator: 0n, denominator: 1n };
/** 1 as a fraction. */
export const one: Rational = { numerator: 1n, denominator: 1n };

/**
 * The number exactly as its decimals are written: 0.035 is 35/1000, although no binary number is. For rates,
 * mitigations and reductions. Throws a RangeError if it is not finite.
 */
export function decimal(value: number): Rational {
  const written = /^(-?)(\d+)(?:\.(\d+))?(?:e([+-]\d+))?$/.exec(String(value));
  if (written === null) throw new RangeError(`${value} is not a finite number`);
  const [, sign, whole = '', decimals = '', exponent = '0'] = written;
  const digits = BigInt(`${sign}${whole}${decimals}`);
  const power = Number(exponent) - decimals.length;
  return power < 0 ? rational(digits, 10n ** BigInt(-power)) : rational(digits * 10n ** BigInt(power));
}

/** Exactly a + b. */
export function add(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator + b.numerator * a.denominator, a.denominator * b.denominator);
}

/** Exactly a − b. */
export function subtract(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.denominator - b.numerator * a.denominator, a.denominator * b.denominator);
}

/** Exactly a × b. */
export function multiply(a: Rational, b: Rational): Rational {
  return rational(a.numerator * b.numerator, a.denominator * b.denominator);
}

/** −a. */
export function negate(a: Rational): Rational {
  return { numerator: -a.numerator, denominator: a.denominator };
}

/** −1, 0 or 1. */
export function signOf(a: Rational): -1 | 0 | 1 {
  if (a.numerator === 0n) return 0;
  return a.numerator < 0n ? -1 : 1;
}

/** The nearest whole number, with halves rounded away from zero: 2.5 → 3, −2.5 → −3 (R14). */
export function rounded({ numerator, denominator }: Rational): bigint {
  const magnitude = numerator < 0n ? -numerator : numerator;
  const nearest = (2n * magnitude + denominator) / (2n * denominator);
  return numerator < 0n ? -nearest : nearest;
}

/** The smallest whole number that is not below the fraction. */
export function ceiling({ numerator, denominator }: Rational): bigint {
  const towardsZero = numerator / denominator;
  return numerator > 0n && numerator % denominator !== 0n ? towardsZero + 1n : towardsZero;
}

/** A whole number as a safe integer. Throws a RangeError beyond 2^53: a figure is never silently wrong. */
export function toSafeInteger(value: bigint): number {
  const number = Number(value);
  if (!Number.isSafeInteger(number)) throw new RangeError(`${value} is too large to be reported exactly`);
  return number;
}

function greatestCommonDivisor(a: bigint, b: bigint): bigint {
  let [larger, smaller] = [a < 0n ? -a : a, b < 0n ? -b : b];
  while (smaller !== 0n) [larger, smaller] = [smaller, larger % smaller];
  return larger;
}

/** The smallest number that both divide, for denominators. Both are at least 1. */
export function leastCommonMultiple(a: bigint, b: bigint): bigint {
  if (a % b === 0n) return a;
  if (b % a === 0n) return b;
  return (a / greatestCommonDivisor(a, b)) * b;
}

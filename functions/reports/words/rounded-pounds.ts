import { formatPounds, type Pence } from '../../domain/vocabulary/money.ts';

/** From the amount that rounds to a million or a billion, in pounds or in millions. */
const scales = [
  { from: 99_999_500_000, pounds: 1_000_000_000, word: ' billion' },
  { from: 99_999_950, pounds: 1_000_000, word: ' million' },
] as const;

/**
 * An amount for headlines and charts: in millions with one decimal, below ten with two; otherwise in whole pounds; less
 * than a pound in pence. The table has the exact amount.
 *
 * @param pence may be larger than a safe integer
 * @example roundedPounds(123_456_789) // '£1.23 million'
 */
export function roundedPounds(pence: Pence): string {
  const sign = pence < 0 ? '−' : '';
  const size = Math.abs(pence);
  const scale = scales.find(({ from }) => size >= from);
  if (scale !== undefined) return `${sign}£${decimals(size / 100 / scale.pounds)}${scale.word}`;
  return sign + formatPounds(size < 100 ? size : Math.round(size / 100) * 100);
}

function decimals(amount: number): string {
  return amount.toLocaleString('en-GB', { maximumFractionDigits: amount < 10 ? 2 : 1 });
}

/**
 * The same for the label of a chart, which cannot wrap on a narrow screen.
 *
 * @example shortPounds(123_456_789) // '£1.23m'
 */
export function shortPounds(pence: Pence): string {
  return roundedPounds(pence).replace(' million', 'm').replace(' billion', 'bn');
}

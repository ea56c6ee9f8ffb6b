/** An amount of money in whole pence, a safe integer. */
export type Pence = number;

/** The largest amount that a line, a total or a cap may have: £999,999,999.99 (docs/rules.md, Limits). */
export const largestAmount: Pence = 99_999_999_999;

/** The result of reading a typed text; `why` is a sentence for the person who typed it. */
export type ParsedPounds =
  | { readonly kind: 'pence'; readonly pence: Pence }
  | { readonly kind: 'refused'; readonly why: string };

/** Digits alone, or grouped in threes by commas or single spaces; then nothing, or exactly two digits of pence. */
const accepted = /^(\d+|[1-9]\d{0,2}(?:,\d{3})+|[1-9]\d{0,2}(?: \d{3})+)(?:\.(\d{2}))?$/;

/** Why a text is refused; the first match counts. An ambiguous text is refused, never guessed. */
const refusals: readonly { readonly when: RegExp; readonly why: string }[] = [
  { when: /^$/, why: 'Enter an amount in pounds, such as 35,750' },
  { when: /[€$¥]|EUR|USD/i, why: 'Enter the amount in pounds sterling, such as 35,750' },
  { when: /^[-−–—(]|[-−–—)]$/, why: 'Enter an amount that is not below zero, without a minus sign or brackets' },
  { when: /(?![0-9])\p{Nd}/u, why: 'Use the digits 0 to 9, such as 35,750' },
  { when: /\de[+-]?\d/i, why: 'Write the amount out in full, such as 35,750, without an exponent' },
  { when: /\d ?(?:k|m|mn|bn|thousand|million)$/i, why: 'Write the amount out in full: 35,000 rather than 35k' },
  { when: /\d ?(?:p|pence)$/i, why: 'Enter the amount in pounds, with pence after a point: 0.50 rather than 50p' },
  { when: /\..*[.,]/, why: 'Put commas between thousands and one point before the pence, such as 35,750.50' },
  {
    when: /\.\d{3}$/,
    why: 'Three digits after a point could be thousands or pence: write 35,750 for thousands, or 35.75 for pence',
  },
  { when: /\.\d{4,}$/, why: 'Pounds have two digits after the point at most: write 35.75 rather than 35.7512' },
  { when: /\.\d$/, why: 'Write two digits after the point, such as 35.50, so that no digit is missing' },
  { when: /\.$/, why: 'A digit seems to be missing after the point: write 35,750 or 35,750.00' },
  { when: /^\./, why: 'A digit seems to be missing before the point: write 0.50 for fifty pence' },
  { when: /,/, why: 'Put commas only between thousands, as in 35,750, and a point before the pence, as in 35,750.50' },
  { when: /(?:)/, why: 'Write the amount as a number of pounds, such as 35,750 or 35750.00' },
];

/**
 * R1. Reads an amount of pounds as people type it: `£35,750`, `35750.00`, `35 750`, `GBP 35,750.50`, `35750 £`, with
 * spaces around it. Refuses, with a sentence that says why, any text that could mean two amounts (`35.750`, `1,23`,
 * `35.5`), is negative, is not written in plain digits, has more than two decimals, or is above {@link largestAmount}.
 * Reads 0 as 0: another rule decides whether 0 may be approved.
 *
 * @example parsePounds('£27,272.73') // { kind: 'pence', pence: 2727273 }
 */
export function parsePounds(text: string): ParsedPounds {
  const amount = text
    .trim()
    .replaceAll(/[\t\u00a0\u2009\u202f ]+/g, ' ')
    .replace(/^(?:£|GBP) ?/i, '')
    .replace(/ ?(?:£|GBP)$/i, '');
  const [, pounds, pence = '00'] = accepted.exec(amount) ?? [];
  if (pounds === undefined) {
    return { kind: 'refused', why: refusals.find(({ when }) => when.test(amount))?.why ?? '' };
  }
  const digits = pounds.replaceAll(/[, ]/g, '').replace(/^0+(?=\d)/, '');
  if (digits.length > 9) return { kind: 'refused', why: `Enter at most ${formatPounds(largestAmount)}` };
  return { kind: 'pence', pence: Number(digits + pence) };
}

/**
 * An amount for pages and emails: thousands with commas, pence only if there are any. A negative amount has a true
 * minus sign (U+2212), which screen readers read out.
 *
 * @example formatPounds(2727273) // '£27,272.73'
 */
export function formatPounds(pence: Pence): string {
  const { sign, pounds, rest } = parts(pence);
  const grouped = pounds.replaceAll(/\B(?=(?:\d{3})+$)/g, ',');
  return `${sign === '-' ? '−' : ''}£${grouped}${rest === '00' ? '' : `.${rest}`}`;
}

/**
 * An amount for CSV: plain pounds with two decimals and no symbol, with a hyphen if negative (docs/glossary.md).
 *
 * @example plainPounds(-5) // '-0.05'
 */
export function plainPounds(pence: Pence): string {
  // This writes millions of report cells, so it uses integers only and does not cut up texts.
  const size = Math.abs(checked(pence));
  const rest = size % 100;
  return `${pence < 0 ? '-' : ''}${(size - rest) / 100}.${rest < 10 ? '0' : ''}${rest}`;
}

/** The sum of amounts in pence. Throws a RangeError if it is not exact. */
export function sumOf(amounts: Iterable<Pence>): Pence {
  let sum = 0;
  for (const amount of amounts) sum += checked(amount);
  return checked(sum);
}

function parts(pence: Pence): { sign: '' | '-'; pounds: string; rest: string } {
  const digits = String(Math.abs(checked(pence))).padStart(3, '0');
  return { sign: pence < 0 ? '-' : '', pounds: digits.slice(0, -2), rest: digits.slice(-2) };
}

function checked(pence: Pence): Pence {
  if (!Number.isSafeInteger(pence)) throw new RangeError(`${pence} is not a whole number of pence`);
  return pence;
}

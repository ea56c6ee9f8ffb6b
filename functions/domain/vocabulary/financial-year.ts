import { type FinancialYear, type Instant, isInstant, type LocalDate, londonDate } from './calendar.ts';

export type ParsedFinancialYear =
  | { readonly kind: 'financial-year'; readonly financialYear: FinancialYear }
  | { readonly kind: 'refused'; readonly why: string };

/**
 * Reads a financial year as it is written everywhere: `2026-27`, or `1999-00` at the turn of a century. Refuses, and
 * says why, a second part that is not the next year (`2026-25`) and every other form (`26-27`, `2026/27`). First years
 * are 1000 to 9998, so that years and their dates compare as text.
 */
export function parseFinancialYear(text: string): ParsedFinancialYear {
  if (!/^\d{4}-\d{2}$/.test(text))
    return refused('Write the financial year as 4 digits, a hyphen and 2 digits, such as 2026-27');
  const first = Number(text.slice(0, 4));
  if (first < 1000 || first > 9998) return refused('Give a first year from 1000 to 9998');
  const expected = written(first);
  if (text === expected) return { kind: 'financial-year', financialYear: expected };
  return refused(`A financial year runs from 1 April to 31 March of the next year: did you mean ${expected}?`);
}

/** Whether a text is a financial year, written `2026-27`. */
export function isFinancialYear(text: string): text is FinancialYear {
  return parseFinancialYear(text).kind === 'financial-year';
}

/** The financial year that contains a date, or the London date of an instant. */
export function financialYearOf(moment: LocalDate | Instant): FinancialYear {
  const date = isInstant(moment) ? londonDate(moment) : moment;
  const year = Number(date.slice(0, 4));
  return written(date.slice(5) >= '04-01' ? year : year - 1);
}

/** The number of years from `base` to `year`; negative if `year` is earlier. */
export function yearsFrom(base: FinancialYear, year: FinancialYear): number {
  return firstYear(year) - firstYear(base);
}

/** The financial year `years` later, or earlier if negative. */
export function addYears(year: FinancialYear, years: number): FinancialYear {
  return written(firstYear(year) + years);
}

/** The first date of a financial year: 1 April. */
export function startOf(year: FinancialYear): LocalDate {
  return `${firstYear(year)}-04-01`;
}

/** The last date of a financial year: 31 March. */
export function endOf(year: FinancialYear): LocalDate {
  return `${firstYear(year) + 1}-03-31`;
}

/** Earlier first, for sorting. */
export function compareFinancialYears(a: FinancialYear, b: FinancialYear): number {
  return yearsFrom(b, a);
}

function firstYear(year: FinancialYear): number {
  const parsed = parseFinancialYear(year);
  if (parsed.kind === 'refused') throw new RangeError(`${year} is not a financial year`);
  return Number(year.slice(0, 4));
}

function written(firstYear: number): FinancialYear {
  return `${firstYear}-${String((firstYear + 1) % 100).padStart(2, '0')}` as FinancialYear;
}

function refused(why: string): ParsedFinancialYear {
  return { kind: 'refused', why };
}

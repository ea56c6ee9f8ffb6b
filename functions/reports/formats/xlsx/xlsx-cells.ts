import type { Instant, LocalDate } from '../../../domain/vocabulary/calendar.ts';
import { type Pence, plainPounds } from '../../../domain/vocabulary/money.ts';
import type { Column } from '../../datasets/dataset.ts';
import { styles } from './xlsx-styles.ts';
import { xmlText } from './xlsx-text.ts';

/**
 * The letters of a column, counted from 0.
 *
 * @example lettersOf(26) // 'AA'
 */
export function lettersOf(index: number): string {
  const last = String.fromCharCode(65 + (index % 26));
  return index < 26 ? last : lettersOf(Math.floor(index / 26) - 1) + last;
}

/** A cell of text that no program takes for a formula. An empty text has no cell. */
export function textCell(place: string, text: string, style: number = styles.text): string {
  return text === ''
    ? ''
    : `<c r="${place}" s="${style}" t="inlineStr"><is><t xml:space="preserve">${xmlText(text)}</t></is></c>`;
}

/** How a column's cells are written: typed, and no cell for an unknown value. Chosen once per report. */
export function cellWriter<Row>(column: Column<Row>, index: number): (row: Row, number: number) => string {
  const letters = lettersOf(index);
  switch (column.type) {
    case 'text':
      return (row, number) => textCell(letters + number, column.value(row));
    case 'pence':
      return numbers(letters, styles.pence, column.value, plainPounds);
    case 'ratio':
      return numbers(letters, styles.ratio, column.value, String);
    case 'count':
      return numbers(letters, styles.count, column.value, String);
    case 'date':
      return numbers(letters, styles.date, column.value, serialOfDate);
    case 'instant':
      return numbers(letters, styles.instant, column.value, serialOf);
  }
}

/** A sum over the visible rows, computed by the spreadsheet program. `pence` is what it shows before it computes. */
export function totalCell(place: string, table: string, column: string, pence: bigint): string {
  return `<c r="${place}" s="${styles.total}"><f>SUBTOTAL(109,${table}[${column}])</f><v>${poundsOf(pence)}</v></c>`;
}

function numbers<Row, Value>(
  letters: string,
  style: number,
  value: (row: Row) => Value | null,
  written: (value: Value) => string,
): (row: Row, number: number) => string {
  const [before, between] = [`<c r="${letters}`, `" s="${style}"><v>`];
  return (row, number) => {
    const known = value(row);
    return known === null ? '' : `${before}${number}${between}${written(known)}</v></c>`;
  };
}

const dayMilliseconds = 86_400_000;
/** Day 0 of a spreadsheet that counts dates from 1900. Correct for dates after February 1900. */
const dayZero = Date.UTC(1899, 11, 30);

function serialOfDate(date: LocalDate): string {
  return String((Date.parse(date) - dayZero) / dayMilliseconds);
}

function serialOf(instant: Instant): string {
  return String((Date.parse(instant) - dayZero) / dayMilliseconds);
}

/** A sum may be larger than a safe integer. Its digits stay exact. */
function poundsOf(sum: bigint): string {
  const largest = BigInt(Number.MAX_SAFE_INTEGER);
  if (sum >= -largest && sum <= largest) return plainPounds(Number(sum) satisfies Pence);
  const [sign, size] = sum < 0n ? ['-', -sum] : ['', sum];
  return `${sign}${size / 100n}.${String(size % 100n).padStart(2, '0')}`;
}

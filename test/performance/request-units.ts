import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Attributes, indexes } from '../../functions/adapters/dynamodb/table/items.ts';

/**
 * What DynamoDB asks for a call, by the rules of its Developer Guide ("DynamoDB item sizes and formats", "Read and write operations",
 * "Managing complex workflows with transactions", "Using Global Secondary Indexes").
 */

/** Bytes of an item: names and values of its attributes, and what lists and maps cost on top. 0 where there is none. */
export function sizeOf(item: Attributes | undefined): number {
  return Object.entries(item ?? {}).reduce((sum, [name, value]) => sum + bytes(name) + valueSize(value), 0);
}

function valueSize(value: AttributeValue): number {
  if (value.S !== undefined) return bytes(value.S);
  if (value.N !== undefined) return numberSize(value.N);
  if (value.NULL !== undefined || value.BOOL !== undefined) return 1;
  if (value.L !== undefined) return value.L.reduce((sum, each) => sum + 1 + valueSize(each), 3);
  if (value.M !== undefined) {
    return Object.entries(value.M).reduce((sum, [name, each]) => sum + 1 + bytes(name) + valueSize(each), 3);
  }
  throw new Error(`No size is known of ${Object.keys(value).join()}: the table holds no sets and no binary values`);
}

/** A byte for two significant digits, without zeroes at either end, and one more; another for the sign. */
function numberSize(number: string): number {
  const digits = number.replace(/^-/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (number.startsWith('-') ? 1 : 0);
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}

/** One for each started kilobyte of the larger of what was there and what is there now. */
export function writeUnits(before: Attributes | undefined, after: Attributes | undefined): number {
  return started(Math.max(sizeOf(before), sizeOf(after)), 1_024);
}

/** Of so many bytes read consistently: one for each started 4 KB; half of it where eventually consistent. */
export function readUnits(size: number, consistent: boolean): number {
  return started(size, 4_096) * (consistent ? 1 : 0.5);
}

/** Also what is not there costs one. */
function started(size: number, unit: number): number {
  return Math.max(1, Math.ceil(size / unit));
}

export type IndexName = keyof typeof indexes;
export const indexNames = Object.keys(indexes) as readonly IndexName[];

/**
 * Units of keeping one index: none where what it shows of the item stays as it was, one write where it comes, goes or changes in its
 * place, and two where its place changes. Indexes are kept after the write, apart from it: a transaction does not double them.
 */
export function indexUnits(index: IndexName, before: Attributes | undefined, after: Attributes | undefined): number {
  const [old, now] = [projected(index, before), projected(index, after)];
  if (same(old, now)) return 0;
  if (old === undefined || now === undefined) return writeUnits(old, now);
  return same(keysOf(index, old), keysOf(index, now))
    ? writeUnits(old, now)
    : writeUnits(old, {}) + writeUnits({}, now);
}

/** What the index shows of an item: all of it in `list`, its keys in `due`; undefined where the item is not in it. */
function projected(index: IndexName, item: Attributes | undefined): Attributes | undefined {
  const keys = item && keysOf(index, item);
  return keys && index === 'list' ? item : keys;
}

function keysOf(index: IndexName, item: Attributes): Attributes | undefined {
  const { partition, sort } = indexes[index];
  const names = ['pk', 'sk', partition, sort];
  const keys = names.flatMap((name) => (item[name] === undefined ? [] : [[name, item[name]] as const]));
  return keys.length === names.length ? Object.fromEntries(keys) : undefined;
}

function same(one: Attributes | undefined, other: Attributes | undefined): boolean {
  return inOrder(one) === inOrder(other);
}

function inOrder(item: Attributes | undefined): string {
  return JSON.stringify(Object.entries(item ?? {}).toSorted(([a], [b]) => (a < b ? -1 : 1)));
}

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { type Attributes, indexes } from '../../functions/adapters/dynamodb/table/items.ts';

/**
 * The units that DynamoDB charges for a call, by the rules of its Developer Guide ("DynamoDB item sizes and formats", "Read and
 * write operations", "Managing complex workflows with transactions", "Using Global Secondary Indexes").
 */

/** Bytes of an item: names and values of its attributes, and the overhead of lists and maps. 0 if there is no item. */
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
  throw new Error(`The size of ${Object.keys(value).join()} is unknown: the table holds no sets and no binary values`);
}

/** One byte per two significant digits, without zeroes at either end, plus one, and one more for a sign. */
function numberSize(number: string): number {
  const digits = number.replace(/^-/, '').replace('.', '').replace(/^0+/, '').replace(/0+$/, '');
  return Math.ceil(digits.length / 2) + 1 + (number.startsWith('-') ? 1 : 0);
}

function bytes(text: string): number {
  return Buffer.byteLength(text);
}

/** One per started kilobyte of the larger item, before or after. */
export function writeUnits(before: Attributes | undefined, after: Attributes | undefined): number {
  return started(Math.max(sizeOf(before), sizeOf(after)), 1_024);
}

/** One per started 4 KB that is read consistently, and half of it if eventually consistent. */
export function readUnits(size: number, consistent: boolean): number {
  return started(size, 4_096) * (consistent ? 1 : 0.5);
}

/** Reading an item that does not exist costs one. */
function started(size: number, unit: number): number {
  return Math.max(1, Math.ceil(size / unit));
}

export type IndexName = keyof typeof indexes;
export const indexNames = Object.keys(indexes) as readonly IndexName[];

/**
 * Units to keep one index up to date: none if the projected attributes stay the same, one write if the item joins, leaves or
 * changes, and two if its place changes. Indexes follow the write, so a transaction does not double them.
 */
export function indexUnits(index: IndexName, before: Attributes | undefined, after: Attributes | undefined): number {
  const [old, now] = [projected(index, before), projected(index, after)];
  if (same(old, now)) return 0;
  if (old === undefined || now === undefined) return writeUnits(old, now);
  return same(keysOf(index, old), keysOf(index, now))
    ? writeUnits(old, now)
    : writeUnits(old, {}) + writeUnits({}, now);
}

/** The projection of an item: all of it in `list`, its keys in `due`. undefined if the item is not in the index. */
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

import type { AttributeValue } from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';
import * as z from 'zod/mini';
import type { Instant } from '../../../domain/vocabulary/calendar.ts';
import type { Key } from './keys.ts';

/** An item as the SDK sends and receives it. */
export type Attributes = Record<string, AttributeValue>;

/** The two sparse indexes. An item is in an index while it has both of the index's attributes. */
export const indexes = {
  due: { partition: 'duePartition', sort: 'dueAt' },
  list: { partition: 'listPartition', sort: 'listKey' },
} as const;

/** The only partition of the index `due`. */
export const duePartition = 'DUE';

/** The attributes for the index `due`; none if nothing is due. */
export function dueAttributes(due: string | null): { readonly duePartition?: string; readonly dueAt?: string } {
  return due === null ? {} : { duePartition, dueAt: due };
}

/** A moment in whole seconds since 1970, as the table's time to live needs. */
export function secondsAt(at: Instant): number {
  return Math.floor(Date.parse(at) / 1_000);
}

/** The attribute that makes the table remove an item some days after a moment. */
export function expiry(at: Instant, days: number): { readonly expiresAt: number } {
  return { expiresAt: secondsAt(at) + days * 86_400 };
}

/** An item with these fields; undefined fields are left out. */
export function toItem(key: Key, fields: object): Attributes {
  return marshall({ ...fields, pk: key.pk, sk: key.sk }, { removeUndefinedValues: true });
}

/** Values of an expression, or a key. */
export function toAttributes(values: object): Attributes {
  return marshall(values, { removeUndefinedValues: true });
}

/** The fields of an item, not yet parsed. */
export function toFields(item: Attributes): Record<string, unknown> {
  return unmarshall(item);
}

/** Parses an item. An error names the item and the wrong fields, but never a value. */
export function parseItem<T>(schema: z.ZodMiniType<T>, item: Attributes): T {
  const fields = toFields(item);
  const parsed = z.safeParse(schema, fields);
  if (parsed.success) return parsed.data;
  const faults = parsed.error.issues.map(({ path, code }) => `${path.join('.')} (${code})`);
  // The hash of a link or a key is not secret, but it does not belong in a log (R27).
  const sort = `${String(fields.pk).split('#', 1)[0]} ${String(fields.sk)}`;
  throw new Error(`The item ${sort} is not in this version's format: ${faults.join(', ')}`);
}

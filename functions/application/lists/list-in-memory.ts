import type { Page } from '../ports/record.ts';
import type { Digests } from '../ports/system.ts';
import { cursorAt, positionOf } from './page-cursor.ts';

export interface PageQuery {
  /** 1 to 100. */
  readonly limit: number;
  readonly cursor?: string | undefined;
}

export type Listed<T> = ({ readonly kind: 'page' } & Page<T>) | { readonly kind: 'bad-cursor' };

export type Hashing = Pick<Digests, 'sha256' | 'canonical'>;

/** A page of a list that is short enough to read whole, in the order of its keys. */
export function pageOf<T>(
  digests: Hashing,
  list: readonly (string | null)[],
  items: readonly T[],
  keyOf: (item: T) => string,
  { limit, cursor }: PageQuery,
): Listed<T> {
  const after = cursor === undefined ? '' : positionOf(digests, list, cursor);
  if (typeof after !== 'string') return { kind: 'bad-cursor' };
  const rest = items.filter((item) => keyOf(item) > after).toSorted((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));
  const page = rest.slice(0, limit);
  const last = page.at(-1);
  return rest.length > page.length && last !== undefined
    ? { kind: 'page', items: page, next: cursorAt(digests, list, keyOf(last)) }
    : { kind: 'page', items: page };
}

import type { Digests } from '../ports/system.ts';
import { base64url } from './base64url.ts';

type Hashing = Pick<Digests, 'sha256' | 'canonical'>;

/**
 * A cursor says where a list continues. A checksum binds it to its query, including filters and reader, so that it is
 * not used with another list by mistake. It is not secret and grants nothing: each page is filtered again. `position`
 * is plain JSON in ASCII.
 */
export function cursorAt(digests: Hashing, query: unknown, position: unknown): string {
  const text = JSON.stringify([checksum(digests, query, position), position]);
  return base64url(new TextEncoder().encode(text));
}

/** The position in a cursor. Undefined: the cursor is malformed, was altered, or belongs to another query. */
export function positionOf(digests: Hashing, query: unknown, cursor: string): unknown {
  const parsed = parsedJson(cursor);
  if (!Array.isArray(parsed) || parsed.length !== 2) return undefined;
  const [sum, position] = parsed;
  return sum === checksum(digests, query, position) ? position : undefined;
}

function checksum({ sha256, canonical }: Hashing, query: unknown, position: unknown): string {
  return sha256(canonical([query, position])).slice(0, 16);
}

function parsedJson(cursor: string): unknown {
  try {
    return JSON.parse(atob(cursor.replaceAll('-', '+').replaceAll('_', '/')));
  } catch {
    return undefined;
  }
}

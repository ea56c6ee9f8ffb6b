import type { Listed } from '../../application/lists/list-in-memory.ts';
import type { Page } from '../../application/ports/record.ts';
import { type Answer, ok } from './answer.ts';
import { badCursor } from './problem.ts';

/**
 * 200 with one page of a list: `{ items, next }`. The address of the next page is also in `Link`, with the same filters
 * and limit. The last page has no `next`.
 */
export function pageAnswer<T>(
  path: string,
  query: Readonly<Record<string, string | number | undefined>>,
  { items, next }: Page<T>,
): Answer {
  if (next === undefined) return ok({ items });
  const given = Object.entries({ ...query, cursor: next }).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, String(value)] as [string, string]],
  );
  return { ...ok({ items, next }), headers: { link: `<${path}?${new URLSearchParams(given)}>; rel="next"` } };
}

/** 200 with a page of a list, or 422 for a cursor of another list. */
export function listAnswer<T>(address: string, limit: number, listed: Listed<T>): Answer {
  if (listed.kind === 'page') return pageAnswer(address, { limit }, listed);
  return badCursor;
}

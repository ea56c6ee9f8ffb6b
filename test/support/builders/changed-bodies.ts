import { type Json, put } from './submissions.ts';

/** A value put in the place that a JSON pointer leads to. */
export type ChangeOfBody = readonly [pointer: string, value: unknown];

/** A copy of an example body, changed. */
export function changedBody(example: unknown, ...changes: readonly ChangeOfBody[]): Json {
  const body = structuredClone(example) as Json;
  for (const [pointer, value] of changes) put(body, pointer, value);
  return body;
}

/** Where a result has its faults; none where it has no faults. */
export function pointersOf(result: {
  readonly kind: string;
  readonly faults?: readonly { readonly pointer: string }[];
}): readonly string[] {
  return result.faults?.map(({ pointer }) => pointer) ?? [];
}

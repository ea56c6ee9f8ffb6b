import type * as z from 'zod/mini';
import type { DeepPartial } from '../../domain/vocabulary/deep-partial.ts';
import { type Fault, pointerTo } from '../../domain/vocabulary/fault.ts';

/** The value of an input; or its faults, and its sound parts. */
export type Read<T> =
  | { readonly kind: 'read'; readonly value: T }
  | { readonly kind: 'faults'; readonly faults: readonly Fault[]; readonly sound: DeepPartial<T> | undefined };

/**
 * Reads an input by its schema. Every fault is reported, and each unknown member has its own. `sound` is the input
 * without its faulty parts, so that rules across fields can still be checked and the caller learns of all faults at
 * once.
 */
export function read<S extends z.ZodMiniType>(schema: S, input: unknown): Read<z.output<S>> {
  const parsed = schema.safeParse(input);
  if (parsed.success) return { kind: 'read', value: parsed.data };
  // If a text is in the place of a list, its length says nothing: the wrong type is reported already.
  const issues = parsed.error.issues.filter((issue) => !('origin' in issue) || issue.origin === 'array');
  const faults = issues.flatMap((issue) =>
    issue.code === 'unrecognized_keys'
      ? issue.keys.map((key) => ({ pointer: pointerTo([...issue.path, key]), detail: issue.message }))
      : [{ pointer: pointerTo(issue.path), detail: issue.message }],
  );
  // A list that is too short, or an object with unknown members, still has sound parts. A list that is too long is not
  // looked at further.
  const unsound = issues.filter(({ code }) => code !== 'too_small' && code !== 'unrecognized_keys');
  return {
    kind: 'faults',
    faults,
    sound: without(
      input,
      unsound.map(({ path }) => path),
    ) as DeepPartial<z.output<S>>,
  };
}

type Path = readonly PropertyKey[];

/** A copy in which the places at these paths are undefined; everything else is shared with the original. */
function without(value: unknown, paths: readonly Path[]): unknown {
  if (paths.length === 0) return value;
  if (paths.some(({ length }) => length === 0) || typeof value !== 'object' || value === null) return undefined;
  const inner = Map.groupBy(paths, ([first]) => first);
  const copy: Record<PropertyKey, unknown> = Array.isArray(value) ? ([...value] as never) : { ...value };
  for (const [key, group] of inner) {
    if (key !== undefined)
      copy[key] = without(
        copy[key],
        group.map((path) => path.slice(1)),
      );
  }
  return copy;
}

import type { Head } from '../../domain/record/proposal-state.ts';

/** What a request says of the version it changes: any, or one of these (If-Match). */
export type Precondition = 'any' | { readonly versions: readonly number[] };

/** Whether the proposal is not (any more) as the request believes. */
export function preconditionFails(precondition: Precondition, { version }: Pick<Head, 'version'>): boolean {
  return precondition !== 'any' && !precondition.versions.includes(version);
}

/** What a request that creates or replaces says of what is there: nothing, a precondition, or that there must be none. */
export type Expectation = Precondition | 'absent' | undefined;

/** Whether what is there is not what the request expects; undefined: there is none. */
export function expectationFails(expectation: Expectation, current: { readonly version: number } | undefined): boolean {
  if (expectation === undefined) return false;
  if (expectation === 'absent') return current !== undefined;
  return current === undefined || preconditionFails(expectation, current);
}

import type { Head } from '../../domain/record/proposal-state.ts';

/** The versions that a request accepts for its change: any, or one of these (If-Match). */
export type Precondition = 'any' | { readonly versions: readonly number[] };

/** Whether the proposal has a version that the request does not accept. */
export function preconditionFails(precondition: Precondition, { version }: Pick<Head, 'version'>): boolean {
  return precondition !== 'any' && !precondition.versions.includes(version);
}

/** What a request that creates or replaces expects: nothing, certain versions, or that nothing exists yet. */
export type Expectation = Precondition | 'absent' | undefined;

/** Whether the current item differs from what the request expects. Undefined means that there is no item. */
export function expectationFails(expectation: Expectation, current: { readonly version: number } | undefined): boolean {
  if (expectation === undefined) return false;
  if (expectation === 'absent') return current !== undefined;
  return current === undefined || preconditionFails(expectation, current);
}

import type { Head } from './state.ts';

/** What a request says of the version it changes: any, or one of these (If-Match). */
export type Precondition = 'any' | { readonly versions: readonly number[] };

/** Whether the proposal is not (any more) as the request believes. */
export function preconditionFails(precondition: Precondition, { version }: Pick<Head, 'version'>): boolean {
  return precondition !== 'any' && !precondition.versions.includes(version);
}

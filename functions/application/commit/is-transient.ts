import { Overloaded } from './change-proposal.ts';

/** Names that the store and time give to what passes by itself. */
const names: ReadonlySet<unknown> = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'InternalServerError',
  'TimeoutError',
  'AbortError',
]);
/** Codes of a connection that was refused, broken or late. */
const codes: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

/**
 * Whether an error passes by itself, so that the same request is right a moment later: too much is going on, or the store was out of
 * reach. Callers are then told 503 (promise 8). Whether a write was done before the connection broke is found out by whoever sends it
 * again: the record knows its own.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, $fault }: Error & { readonly code?: unknown; readonly $fault?: unknown } = error;
  return error instanceof Overloaded || names.has(error.name) || codes.has(code) || $fault === 'server';
}

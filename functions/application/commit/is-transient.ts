import { Overloaded } from './change-proposal.ts';

/** Error names of the store and of timeouts for failures that pass without a change. */
const names: ReadonlySet<unknown> = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
  'InternalServerError',
  'TimeoutError',
  'AbortError',
]);
/** Error codes of a connection that was refused, broken or too slow. */
const codes: ReadonlySet<unknown> = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'EAI_AGAIN']);

/**
 * Whether the same request can succeed a moment later, because the service is busy or the store was out of reach. The
 * caller gets 503. If the connection broke after the write was sent, sending the request again is safe, because the
 * record recognises its own writes.
 */
export function isTransient(error: unknown): boolean {
  if (!(error instanceof Error)) return false;
  const { code, $fault }: Error & { readonly code?: unknown; readonly $fault?: unknown } = error;
  return error instanceof Overloaded || names.has(error.name) || codes.has(code) || $fault === 'server';
}

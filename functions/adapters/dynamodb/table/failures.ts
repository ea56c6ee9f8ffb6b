/** What a failed call says about itself. */
interface Failure {
  readonly name?: unknown;
  readonly code?: unknown;
  readonly $fault?: unknown;
  readonly $response?: unknown;
}

const throttles: ReadonlySet<unknown> = new Set([
  'ThrottlingException',
  'ProvisionedThroughputExceededException',
  'RequestLimitExceeded',
  'RequestThrottled',
]);
const lostReplies: ReadonlySet<unknown> = new Set(['TimeoutError', 'AbortError', 'TransactionInProgressException']);

/**
 * What an error of the SDK means for a write, after the SDK's own attempts.
 * `throttled`: refused this time. `unknown`: whether it was done is not known, because the reply was lost, late or a server's
 * error. `fault`: refused for good; it is ours, and must be thrown.
 */
export function failureOf(error: unknown): 'throttled' | 'unknown' | 'fault' {
  if (typeof error !== 'object' || error === null) return 'fault';
  const { name, code, $fault, $response }: Failure = error;
  if (throttles.has(name)) return 'throttled';
  if (lostReplies.has(name) || $fault === 'server') return 'unknown';
  if ($fault === 'client') return 'fault';
  // What remains has no modelled reply: a broken connection has a code, an unreadable reply has the response with it.
  return isConnectionCode(code) || $response !== undefined ? 'unknown' : 'fault';
}

function isConnectionCode(code: unknown): boolean {
  return typeof code === 'string' && /^(?:E[A-Z_]+|UND_ERR_.*)$/.test(code) && !code.startsWith('ERR_');
}

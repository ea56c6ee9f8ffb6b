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
 * What an SDK error means for a write, after the SDK's own attempts. `throttled`: refused this time. `unknown`: the
 * reply was lost, late or a server error, so the write may have been done. `fault`: refused for good because of our own
 * mistake, and must be thrown.
 */
export function failureOf(error: unknown): 'throttled' | 'unknown' | 'fault' {
  if (typeof error !== 'object' || error === null) return 'fault';
  const { name, code, $fault, $response }: Failure = error;
  if (throttles.has(name)) return 'throttled';
  if (lostReplies.has(name) || $fault === 'server') return 'unknown';
  if ($fault === 'client') return 'fault';
  // Other errors have no modelled reply: a broken connection has a code, and an unreadable reply has a response.
  return isConnectionCode(code) || $response !== undefined ? 'unknown' : 'fault';
}

function isConnectionCode(code: unknown): boolean {
  return typeof code === 'string' && /^(?:E[A-Z_]+|UND_ERR_.*)$/.test(code) && !code.startsWith('ERR_');
}

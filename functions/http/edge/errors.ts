import { IssuerUnavailable } from '../../application/access/issuer-unavailable.ts';
import { isTransient } from '../../application/commit/is-transient.ts';
import { CursorRefused } from '../../application/lists/cursor-refused.ts';
import type { Answer } from './answer.ts';
import { badCursor, problem } from './problem.ts';

/** What the edge logs: never a request, its headers or its body. */
export type EdgeLog = (
  message: 'request-failed' | 'request-overloaded' | 'issuer-unavailable',
  fields: { readonly route: string; readonly error: unknown },
) => void;

const busy = 'The service is busy. Your request may be valid; try again after the time in Retry-After.';
const noIssuer =
  'The service cannot reach the issuer of your token, so it cannot check the token. Try again after the time in Retry-After.';

/**
 * 503 with Retry-After for temporary errors, 422 for a cursor that the store does not know, and 500 for all others. The
 * response says nothing about the error. All but the caller's own mistakes are logged.
 */
export function answerTo(error: unknown, route: string, log: EdgeLog): Answer {
  if (error instanceof CursorRefused) return badCursor;
  if (error instanceof IssuerUnavailable) {
    log('issuer-unavailable', { route, error });
    return problem('overloaded', noIssuer, { headers: { 'retry-after': '30' } });
  }
  const passes = isTransient(error);
  log(passes ? 'request-overloaded' : 'request-failed', { route, error });
  return passes
    ? problem('overloaded', busy, { headers: { 'retry-after': '2' } })
    : problem(
        'internal-error',
        'The service has a problem. If it happens again, give the secretariat the traceId of this response.',
      );
}

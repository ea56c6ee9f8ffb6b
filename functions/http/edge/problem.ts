import { type Fault, faultAt } from '../../domain/vocabulary/fault.ts';
import type { Answer } from './answer.ts';

/** Every kind of problem that the interface responds with, and its status. */
export const problems = {
  'not-json': { status: 400, title: 'The body is not JSON' },
  'not-authenticated': { status: 401, title: 'No valid credential' },
  forbidden: { status: 403, title: 'Not allowed' },
  'not-found': { status: 404, title: 'Not found' },
  'method-not-allowed': { status: 405, title: 'Method not allowed' },
  'not-acceptable': { status: 406, title: 'Not acceptable' },
  'state-forbids': { status: 409, title: 'Not in this state' },
  'changed-meanwhile': { status: 412, title: 'Changed meanwhile' },
  'too-large': { status: 413, title: 'Too large' },
  'wrong-content-type': { status: 415, title: 'Wrong content type' },
  'invalid-input': { status: 422, title: 'Invalid input' },
  'precondition-required': { status: 428, title: 'Precondition required' },
  'internal-error': { status: 500, title: 'Internal error' },
  overloaded: { status: 503, title: 'Overloaded' },
  /** The report is being made. Retry-After says when to ask again. */
  'not-ready': { status: 503, title: 'Not ready yet' },
} as const satisfies Record<string, { readonly status: number; readonly title: string }>;

export type ProblemKind = keyof typeof problems;

/** The most faults in one response. More could exceed what a function may return. */
const maxFaults = 5_000;

/** A response of type `application/problem+json` (RFC 9457). `detail` is a sentence for the caller. */
export function problem(
  kind: ProblemKind,
  detail: string,
  more: { readonly errors?: readonly Fault[]; readonly headers?: Readonly<Record<string, string>> } = {},
): Answer {
  const { status, title } = problems[kind];
  const { errors, headers = {} } = more;
  return {
    status,
    headers,
    content: {
      kind: 'problem',
      value: {
        type: `urn:problem-type:joint-funding:${kind}`,
        title,
        status,
        detail,
        ...(errors === undefined ? {} : { errors: errors.slice(0, maxFaults) }),
      },
    },
  };
}

/** 422 with every fault. A pointer leads into the body, or begins with `/path`, `/query` or `/header`. */
export function invalidInput(faults: readonly Fault[]): Answer {
  const number = faults.length === 1 ? '1 fault' : `${faults.length} faults`;
  const listed = faults.length > maxFaults ? `; the first ${maxFaults} are listed` : '';
  return problem('invalid-input', `The request has ${number}${listed}. See errors.`, { errors: faults });
}

/** 422 for a cursor that belongs to another list, was altered, or is not a cursor. */
export const badCursor = invalidInput([
  faultAt(
    ['query', 'cursor'],
    'This cursor does not belong to this list. Send the value of "next" from a page of this list, with the same filters.',
  ),
]);

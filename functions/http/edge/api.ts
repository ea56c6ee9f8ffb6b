import { AlreadyReplied } from '../../application/commit/change-proposal.ts';
import type { Proposals, Replies } from '../../application/ports/record.ts';
import type { Caller, Identities, Keys } from '../../application/ports/registers.ts';
import type { Clock } from '../../application/ports/system.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Read } from '../../schemas/words/read.ts';
import type { Operation } from '../operations/define-operation.ts';
import { type OperationName, operations } from '../operations/operations.ts';
import type { Answer } from './answer.ts';
import { authoriser, boroughsOfBody, boroughsOfPath, verdictOn } from './authorise.ts';
import { type EdgeDependencies, edge, type GatewayHandler } from './edge.ts';
import { type Routed, routeFinder } from './find-route.ts';
import { takesGzip } from './gzip.ts';
import { type Repeatable, recordOf, repeatable, replayed } from './idempotency.ts';
import { invalidInput, problem } from './problem.ts';
import { type Input, readRequest } from './read-request.ts';
import type { ApiRequest, GatewayEvent } from './request.ts';

export interface ApiDependencies extends EdgeDependencies {
  readonly keys: Pick<Keys, 'get'>;
  readonly identities: Identities;
  /** Needed if any operation is about one proposal. */
  readonly proposals?: Pick<Proposals, 'head'>;
  /** Needed if any operation takes an Idempotency-Key. */
  readonly replies?: Pick<Replies, 'get'>;
  readonly clock: Clock;
}

/** An operation and the function that performs it. */
export interface Route {
  readonly operation: Operation;
  readonly run: (request: ApiRequest<never, never, never>) => Promise<Answer>;
}

/** The request that `run` gets for an operation. */
export type RequestFor<Name extends OperationName> =
  (typeof operations)[Name] extends Operation<infer Parts, infer Query, infer Given>
    ? ApiRequest<Parts, Query, Given>
    : never;

/**
 * Connects an operation to the function that performs it. `run` gets an admitted request and returns the response.
 * Refusals of use cases become responses; errors are thrown.
 *
 * @example on('readBorough', async ({ parts }) => boroughAnswer(await deps.boroughs.get(parts.code)))
 */
export function on<Name extends OperationName>(name: Name, run: (request: RequestFor<Name>) => Promise<Answer>): Route {
  return { operation: operations[name] as Operation, run: run as unknown as Route['run'] };
}

/**
 * The handler that serves these routes. It checks in this order: 404 and 405 for paths, 401, 403, 404 for what the
 * caller may not see, 406, 413, 415, 400, 428, 403 for another lead's submission, 422, then a replay. Thrown errors
 * become 503 or 500.
 *
 * @example
 * export const create = (deps: Deps) => api([on('readProposal', async (request) => …)], deps);
 * export const handler = create(dependencies());
 */
export function api(routes: readonly Route[], deps: ApiDependencies): GatewayHandler {
  const find = routeFinder(routes, Object.values(operations));
  const authorise = authoriser(deps);
  return edge(deps, async (event, accepted) => {
    const at = deps.clock.now();
    const routed = find(event.requestContext.http.method, event.rawPath);
    if ('status' in routed) return routed;
    const caller = await authorise(event.headers ?? {}, routed.route.operation.access);
    return 'status' in caller ? caller : admit(deps, event, routed, { caller, accepted, at });
  });
}

interface Authorised {
  readonly caller: Caller;
  /** Media types that the caller accepts, best first. */
  readonly accepted: readonly string[];
  /** When the request arrived. */
  readonly at: Instant;
}

/** Checks whether the caller may do this, then reads the request and performs it. */
async function admit(
  deps: ApiDependencies,
  event: GatewayEvent,
  routed: Routed<Route>,
  { caller, accepted, at }: Authorised,
): Promise<Answer> {
  const { operation } = routed.route;
  const refused = await verdictOnPath(deps, routed, caller);
  if (refused !== undefined) return refused;
  const mediaType = chosen(operation, event, accepted);
  if (mediaType === undefined)
    return problem('not-acceptable', `This resource is available as ${typesOf(operation).join(' or ')}.`);
  const input = readRequest(operation, event, routed.parts);
  if ('status' in input) return input;
  const forbidden = verdictOnBody(routed.route, caller, input.body);
  if (forbidden !== undefined) return forbidden;
  if (input.body.kind === 'faults' && operation.body?.given !== 'read') return invalidInput(input.body.faults);
  return perform(deps, event, routed.route, { caller, at, input, mediaType });
}

async function verdictOnPath(
  deps: ApiDependencies,
  { route, parts }: Routed<Route>,
  caller: Caller,
): Promise<Answer | undefined> {
  if (caller.borough === null) return undefined;
  for (const bound of route.operation.access.bound) {
    const about = await boroughsOfPath(deps, bound, parts);
    const verdict = about && verdictOn(caller, bound, about);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

/** Undefined if the body names no valid borough: such a body is refused with 422 anyway. */
function verdictOnBody({ operation: { access } }: Route, caller: Caller, body: Read<unknown>): Answer | undefined {
  const sound = body.kind === 'read' ? body.value : body.sound;
  for (const rule of access.bound) {
    const about = boroughsOfBody(rule, sound);
    const verdict = about && verdictOn(caller, rule, about);
    if (verdict !== undefined) return verdict;
  }
  return undefined;
}

interface Admitted extends Omit<Authorised, 'accepted'> {
  readonly input: Input;
  readonly mediaType: string;
}

/** Performs the operation, or repeats the first response if the same request was answered before. */
async function perform(
  deps: ApiDependencies,
  event: GatewayEvent,
  { operation, run }: Route,
  { caller, at, input, mediaType }: Admitted,
): Promise<Answer> {
  const { body, ...read } = input;
  const repeat = repeatOf(deps, event, operation, { caller, input });
  const request = {
    ...read,
    caller,
    mediaType,
    takesGzip: takesGzip(event.headers?.['accept-encoding']),
    headersOnly: event.requestContext.http.method === 'HEAD',
    at,
    body: operation.body?.given === 'read' ? body : body.kind === 'read' && body.value,
    record: repeat === undefined ? null : (answer: Answer) => recordOf(repeat, answer, at),
  };
  const before = await answerBefore(deps, repeat);
  if (before !== undefined) return before;
  try {
    return await run(request as never);
  } catch (error) {
    // The same request arrived twice at once, and the other one was first.
    const first = error instanceof AlreadyReplied ? await answerBefore(deps, repeat) : undefined;
    if (first === undefined) throw error;
    return first;
  }
}

function repeatOf(
  { digests }: ApiDependencies,
  { headers = {}, rawPath: path }: GatewayEvent,
  { idempotency, method }: Operation,
  { caller, input }: Pick<Admitted, 'caller' | 'input'>,
): Repeatable | undefined {
  const key = headers['idempotency-key'];
  if (idempotency !== 'replayed' || key === undefined || input.body.kind === 'faults') return undefined;
  return repeatable(digests, { caller, method, path, key, body: input.text });
}

async function answerBefore({ replies }: ApiDependencies, repeat: Repeatable | undefined): Promise<Answer | undefined> {
  if (repeat === undefined) return undefined;
  if (replies === undefined) throw new Error('An operation that takes an Idempotency-Key needs the port Replies.');
  return replayed(replies, repeat);
}

/** The best media type for this caller. A `format` in the query takes precedence over Accept. */
function chosen(operation: Operation, event: GatewayEvent, accepted: readonly string[]): string | undefined {
  const types = typesOf(operation);
  if (types.length > 1 && new URLSearchParams(event.rawQueryString).has('format')) return types[0];
  const takesProblems = accepted.includes('application/problem+json');
  return accepted.find((type) => types.includes(type)) ?? (takesProblems && types.length === 1 ? types[0] : undefined);
}

function typesOf({ produces }: Operation): readonly string[] {
  return produces ?? ['application/json'];
}

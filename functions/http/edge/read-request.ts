import type { Expectation } from '../../application/commit/precondition.ts';
import { type Fault, faultAt } from '../../domain/vocabulary/fault.ts';
import { type Read, read } from '../../schemas/words/read.ts';
import type { Operation } from '../operations/define-operation.ts';
import type { Answer } from './answer.ts';
import { expectationOf, tagExpectationOf } from './etag.ts';
import type { Parts } from './find-route.ts';
import { idempotencyKeyFaults } from './idempotency.ts';
import { largestBody, readJson } from './json-body.ts';
import { problem } from './problem.ts';
import type { GatewayEvent } from './request.ts';

/** A request after it was read. */
export interface Input {
  readonly parts: unknown;
  readonly query: unknown;
  /** With every fault of body, path, query and headers. */
  readonly body: Read<unknown>;
  /** As sent, for the hash of an Idempotency-Key. */
  readonly text: string;
  readonly expectation: Expectation;
  readonly expects: ReturnType<typeof tagExpectationOf>;
}

/**
 * Reads body, path, query and headers of a request, or responds 413, 415, 400 or 428, in this order. Faults of the
 * content are left to the caller, because the use case may add more. That is why 428 comes before 422.
 */
export function readRequest(operation: Operation, event: GatewayEvent, given: Parts): Input | Answer {
  const headers = event.headers ?? {};
  const sent = operation.body === undefined ? nothing : readBody(operation.body, event, headers['content-type']);
  if ('status' in sent) return sent;
  const expectation = operation.precondition === undefined ? undefined : expectationOf(headers);
  const expects = operation.precondition === undefined ? null : tagExpectationOf(headers);
  if (operation.precondition === 'required' && (expectation === undefined || expectation === 'absent'))
    return problem(
      'precondition-required',
      'The If-Match header is missing. Send the ETag that you last read, or * for any version.',
    );
  const parts = read(operation.parts, given);
  const query = readQuery(operation, event.rawQueryString ?? '');
  const body = withFaults(sent.body, [
    ...within('path', parts),
    ...within('query', query),
    ...idempotencyKeyFaults(headers['idempotency-key'], operation.idempotency),
  ]);
  return { parts: readValue(parts), query: readValue(query), body, text: sent.text, expectation, expects };
}

const nothing = { body: { kind: 'read', value: undefined }, text: '' } as const satisfies SentBody;

interface SentBody {
  readonly body: Read<unknown>;
  readonly text: string;
}

function readBody(
  body: NonNullable<Operation['body']>,
  event: GatewayEvent,
  contentType: string | undefined,
): SentBody | Answer {
  const json = readJson(event);
  if (json.kind === 'too-large') return problem('too-large', `Expected at most ${largestBody} bytes.`);
  if (!isJson(contentType) || isEncoded(event.headers?.['content-encoding']))
    return problem('wrong-content-type', 'Expected Content-Type: application/json, in UTF-8 and not compressed.');
  if (json.kind === 'not-json') return problem('not-json', json.why);
  return { body: withFaults(withoutFaultsAt(body.read(json.value), json.faults), json.faults), text: json.text };
}

function isJson(contentType: string | undefined): boolean {
  return /^application\/json\s*(?:;\s*charset\s*=\s*(?:utf-8|"utf-8")\s*)?$/i.test(contentType ?? '');
}

function isEncoded(contentEncoding = 'identity'): boolean {
  return contentEncoding.trim().toLowerCase() !== 'identity';
}

/** A parameter that appears twice is a fault, even if both values are equal. */
function readQuery({ query }: Operation, raw: string): Read<unknown> {
  const parameters = [...new URLSearchParams(raw)];
  const names = parameters.map(([name]) => name);
  const twice = [...new Set(names.filter((name, index) => names.indexOf(name) < index))];
  const faults = twice.map((name) => faultAt([name], 'This parameter is there twice. Send it once.'));
  return withFaults(read(query, Object.fromEntries(parameters)), faults);
}

/** Of two faults at one place, the one that the text shows says more than the one of the schema. */
function withoutFaultsAt(given: Read<unknown>, others: readonly Fault[]): Read<unknown> {
  if (given.kind === 'read') return given;
  const places = new Set(others.map(({ pointer }) => pointer));
  return { ...given, faults: given.faults.filter(({ pointer }) => !places.has(pointer)) };
}

function withFaults(given: Read<unknown>, faults: readonly Fault[]): Read<unknown> {
  if (faults.length === 0) return given;
  return given.kind === 'faults'
    ? { ...given, faults: [...faults, ...given.faults] }
    : { kind: 'faults', faults, sound: given.value as never };
}

/** Faults of the path or the query. */
function within(place: 'path' | 'query', given: Read<unknown>): readonly Fault[] {
  if (given.kind === 'read') return [];
  return given.faults.map(({ pointer, detail }) => ({ pointer: `/${place}${pointer}`, detail }));
}

function readValue(given: Read<unknown>): unknown {
  return given.kind === 'read' ? given.value : {};
}

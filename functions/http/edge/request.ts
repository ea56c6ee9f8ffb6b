import type { Expectation } from '../../application/commit/precondition.ts';
import type { Caller } from '../../application/ports/registers.ts';
import type { RecordedReply } from '../../domain/record/access.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Answer } from './answer.ts';

/** A request that was read and admitted: what an operation's `run` gets. */
export interface ApiRequest<Parts, Query, Given> {
  readonly caller: Caller;
  readonly parts: Parts;
  readonly query: Query;
  readonly body: Given;
  /** When it arrived. */
  readonly at: Instant;
  /** What it says of what it changes; with a precondition that is required, never undefined. */
  readonly expectation: Expectation;
  /** The same where what is changed has a tag instead of a version; null: it says nothing. */
  readonly expects: ((tag: string | undefined) => boolean) | null;
  /** The media type of `produces` that the caller likes best; the first where it does not say. */
  readonly mediaType: string;
  /** Whether the answer may come compressed by gzip. */
  readonly takesGzip: boolean;
  /** HEAD: the answer is sent without its body. Whoever follows it elsewhere asks there by HEAD too. */
  readonly headersOnly: boolean;
  /** Makes of an answer what a use case records with its change; null without an Idempotency-Key. */
  readonly record: ((answer: Answer) => RecordedReply) | null;
}

/** The parts of an API Gateway event (HTTP API, payload 2.0) that are looked at. Names of headers are in lower case. */
export interface GatewayEvent {
  /** Method and template of the route, such as `GET /v1/proposals/{id}`; `$default` where none fits. */
  readonly routeKey: string;
  readonly rawPath: string;
  readonly rawQueryString?: string | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly body?: string | undefined;
  readonly isBase64Encoded?: boolean | undefined;
  readonly requestContext: { readonly http: { readonly method: string } };
}

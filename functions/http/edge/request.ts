import type { Expectation } from '../../application/commit/precondition.ts';
import type { Caller } from '../../application/ports/registers.ts';
import type { RecordedReply } from '../../domain/record/access.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Answer } from './answer.ts';

/** An admitted request: what an operation's `run` gets. */
export interface ApiRequest<Parts, Query, Given> {
  readonly caller: Caller;
  readonly parts: Parts;
  readonly query: Query;
  readonly body: Given;
  /** When the request arrived. */
  readonly at: Instant;
  /** The precondition of a change. Never undefined for an operation that requires one. */
  readonly expectation: Expectation;
  /** The precondition of a change to something with a tag instead of a version. null means none. */
  readonly expects: ((tag: string | undefined) => boolean) | null;
  /** The media type of `produces` that the caller prefers. Without a preference, the first. */
  readonly mediaType: string;
  /** Whether the response may be compressed with gzip. */
  readonly takesGzip: boolean;
  /** True for HEAD: the response is sent without its body. A client that follows a redirect also uses HEAD there. */
  readonly headersOnly: boolean;
  /** Turns a response into what a use case records with its change. null without an Idempotency-Key. */
  readonly record: ((answer: Answer) => RecordedReply) | null;
}

/** The parts of an API Gateway event (HTTP API, payload 2.0) that we read. Header names are in lower case. */
export interface GatewayEvent {
  /** Method and template of the route, such as `GET /v1/proposals/{id}`; `$default` if none matches. */
  readonly routeKey: string;
  readonly rawPath: string;
  readonly rawQueryString?: string | undefined;
  readonly headers?: Readonly<Record<string, string | undefined>> | undefined;
  readonly body?: string | undefined;
  readonly isBase64Encoded?: boolean | undefined;
  readonly requestContext: { readonly http: { readonly method: string } };
}

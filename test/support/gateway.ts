import { gunzipSync } from 'node:zlib';
import type { GatewayHandler } from '../../functions/http/edge/edge.ts';
import type { GatewayAnswer } from '../../functions/http/edge/finish.ts';
import type { GatewayEvent } from '../../functions/http/edge/request.ts';

export interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A value is sent as JSON, a text unchanged, bytes as base64. */
  readonly body?: unknown;
  readonly key?: string | undefined;
}

export interface Received extends GatewayAnswer {
  /** The parsed body; undefined if there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests expect different members
  readonly json: any;
}

/** Sends an HTTP request to a handler as API Gateway does (HTTP API, payload 2.0). */
export async function send(handler: GatewayHandler, sent: Sent): Promise<Received> {
  const answer = await handler(eventOf(sent), { awsRequestId: 'trace-1' });
  return { ...answer, json: answer.body === undefined || answer.body === '' ? undefined : parsed(answer) };
}

/** The pointers of a response's faults, in their order. */
export function pointersOf({ json }: { readonly json: Received['json'] }): readonly string[] {
  return json.errors.map(({ pointer }: { readonly pointer: string }) => pointer);
}

/** What a client sees of a response, unpacked. */
export interface Seen extends Pick<Received, 'json' | 'headers'> {
  readonly status: number;
  readonly text: string;
}

/** A client that reads from a handler. `path` may have a query. */
export function client(handler: GatewayHandler, key: string) {
  const context = { awsRequestId: 'trace-1', getRemainingTimeInMillis: () => 29_000 };
  return async (pathAndQuery: string, headers: Sent['headers'] = {}, method: 'GET' | 'HEAD' = 'GET'): Promise<Seen> => {
    const [path = '', query = ''] = pathAndQuery.split('?');
    const answer = await handler(eventOf({ method, path, query, headers, key }), context);
    const text = textOf(answer);
    const json = text !== '' && isJson(answer) ? JSON.parse(text) : undefined;
    return { status: answer.statusCode, headers: answer.headers, text, json };
  };
}

function eventOf({ method = 'GET', path, query = '', headers = {}, body, key }: Sent): GatewayEvent {
  const credential = key === undefined ? {} : { authorization: `Bearer ${key}` };
  const typed = body === undefined ? {} : { 'content-type': 'application/json' };
  return {
    routeKey: `${method} ${path}`,
    rawPath: path,
    rawQueryString: query,
    headers: { ...credential, ...typed, ...headers },
    ...encoded(body),
    requestContext: { http: { method } },
  };
}

function encoded(body: unknown): Pick<GatewayEvent, 'body' | 'isBase64Encoded'> {
  if (body === undefined) return {};
  if (body instanceof Uint8Array) return { body: Buffer.from(body).toString('base64'), isBase64Encoded: true };
  return { body: typeof body === 'string' ? body : JSON.stringify(body), isBase64Encoded: false };
}

function parsed(answer: GatewayAnswer): unknown {
  const text = textOf(answer);
  return isJson(answer) ? JSON.parse(text) : text;
}

function textOf({ body = '', headers, isBase64Encoded }: GatewayAnswer): string {
  const sent = Buffer.from(body, isBase64Encoded ? 'base64' : 'utf8');
  const isPacked = headers['content-encoding'] === 'gzip' && sent.length > 0;
  return (isPacked ? gunzipSync(sent) : sent).toString('utf8');
}

function isJson({ headers }: GatewayAnswer): boolean {
  return headers['content-type']?.includes('json') === true;
}

import type { GatewayHandler } from '../../functions/http/edge/edge.ts';
import type { GatewayAnswer } from '../../functions/http/edge/finish.ts';
import type { GatewayEvent } from '../../functions/http/edge/request.ts';

export interface Sent {
  readonly method?: string;
  readonly path: string;
  readonly query?: string;
  readonly headers?: Readonly<Record<string, string>>;
  /** A value is sent as JSON; a text as it is; bytes as base64. */
  readonly body?: unknown;
  readonly key?: string | undefined;
}

export interface Received extends GatewayAnswer {
  /** The body, parsed; undefined where there is none. */
  // biome-ignore lint/suspicious/noExplicitAny: tests look at members of whatever comes
  readonly json: any;
}

/** Sends a request to a handler as API Gateway would (HTTP API, payload 2.0). */
export async function send(handler: GatewayHandler, sent: Sent): Promise<Received> {
  const answer = await handler(eventOf(sent), { awsRequestId: 'trace-1' });
  return { ...answer, json: answer.body === undefined || answer.body === '' ? undefined : parsed(answer) };
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

function parsed({ body = '', headers, isBase64Encoded }: GatewayAnswer): unknown {
  const text = isBase64Encoded ? Buffer.from(body, 'base64').toString() : body;
  return headers['content-type']?.includes('json') ? JSON.parse(text) : text;
}

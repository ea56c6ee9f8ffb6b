import type { Digests } from '../../application/ports/system.ts';
import type { Answer, Content } from './answer.ts';
import { etagOf, isKnown } from './etag.ts';
import type { GatewayEvent } from './request.ts';

/** The response of a function to API Gateway (HTTP API, payload 2.0). */
export interface GatewayAnswer {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
  readonly isBase64Encoded?: boolean;
}

/** On every response: do not store it, do not guess its type, use TLS only. */
const always = {
  'cache-control': 'no-store',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'referrer-policy': 'no-referrer',
  'content-security-policy': "default-src 'none'; frame-ancestors 'none'",
} as const;

/**
 * The response for the gateway. A successful read gets an ETag from its version or its bytes, and is 304 if the caller
 * already has it. HEAD loses its body. A problem gets the trace id.
 */
export function finish(
  { sha256 }: Pick<Digests, 'sha256'>,
  event: GatewayEvent,
  answer: Answer,
  traceId: string,
): GatewayAnswer {
  const { method } = event.requestContext.http;
  const body = answer.content === undefined ? undefined : bodyOf(answer.content, traceId);
  const isRead = (method === 'GET' || method === 'HEAD') && answer.status === 200;
  const etag =
    answer.version === undefined ? isRead && body && `"${sha256(body.text).slice(0, 32)}"` : etagOf(answer.version);
  const headers = { ...always, ...answer.headers, ...(etag ? { etag } : {}) };
  if (isRead && etag && isKnown(event.headers?.['if-none-match'], etag)) return notModified(headers);
  if (body === undefined) return { statusCode: answer.status, headers };
  const typed = { ...headers, 'content-type': body.type };
  if (method === 'HEAD') return { statusCode: answer.status, headers: typed };
  const { text, isBase64Encoded } = body;
  return { statusCode: answer.status, headers: typed, body: text, isBase64Encoded };
}

/** Removes the headers that describe a body, because a 304 has none (RFC 9110, section 15.4.5). */
function notModified(headers: Readonly<Record<string, string>>): GatewayAnswer {
  const { 'content-encoding': _, 'content-disposition': __, ...kept } = headers;
  return { statusCode: 304, headers: kept };
}

interface Body {
  readonly type: string;
  readonly text: string;
  readonly isBase64Encoded: boolean;
}

function bodyOf(content: Content, traceId: string): Body {
  switch (content.kind) {
    case 'json':
      return { type: 'application/json', text: JSON.stringify(content.value), isBase64Encoded: false };
    case 'problem': {
      const text = JSON.stringify({ ...(content.value as object), traceId });
      return { type: 'application/problem+json', text, isBase64Encoded: false };
    }
    case 'text':
      return { type: content.type, text: content.text, isBase64Encoded: false };
    case 'bytes':
      return { type: content.type, text: Buffer.from(content.bytes).toString('base64'), isBase64Encoded: true };
  }
}

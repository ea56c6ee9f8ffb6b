import type { Html } from './html.ts';

/** The part of an API Gateway request (HTTP API, payload 2.0) that pages read. Header names are in lower case. */
export interface PageRequest {
  readonly rawPath: string;
  readonly headers: Readonly<Record<string, string | undefined>>;
  readonly body?: string | undefined;
  readonly isBase64Encoded: boolean;
  readonly requestContext: { readonly http: { readonly method: string } };
}

export interface PageResponse {
  readonly statusCode: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string;
}

/** Nothing from other sites, no scripts, no frames, and no address of a page is passed on. */
export const securityHeaders = {
  'content-security-policy':
    "default-src 'none'; style-src 'self'; img-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'",
  'referrer-policy': 'no-referrer',
  'x-content-type-options': 'nosniff',
  'strict-transport-security': 'max-age=63072000; includeSubDomains',
  'cross-origin-opener-policy': 'same-origin',
  'cross-origin-resource-policy': 'same-origin',
  'x-robots-tag': 'noindex, nofollow',
} as const;

/** A page that belongs to one person and that no cache may keep. */
export function privatePage(
  statusCode: number,
  markup: Html,
  headers: Readonly<Record<string, string>> = {},
): PageResponse {
  return {
    statusCode,
    headers: {
      ...securityHeaders,
      'content-type': 'text/html; charset=utf-8',
      'cache-control': 'no-store',
      ...headers,
    },
    body: markup.toString(),
  };
}

/** Redirects to a page after a form was accepted, so that reloading does not send the form again. */
export function seeOther(path: string): PageResponse {
  return { statusCode: 303, headers: { ...securityHeaders, 'cache-control': 'no-store', location: path }, body: '' };
}

/** A file with a hash of its content in its name. Browsers may keep it for ever. */
export function lastingFile(type: string, body: string): PageResponse {
  return {
    statusCode: 200,
    headers: { ...securityHeaders, 'content-type': type, 'cache-control': 'public, max-age=31536000, immutable' },
    body,
  };
}

/** The headers of GET without its body. */
export function withoutBody(response: PageResponse): PageResponse {
  return { ...response, body: '' };
}

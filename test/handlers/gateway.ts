import { gunzipSync } from 'node:zlib';
import type { Keys } from '../../functions/application/ports/registers.ts';
import type { Scope } from '../../functions/domain/record/access.ts';
import type { BoroughCode } from '../../functions/domain/vocabulary/proposal.ts';
import type { GatewayHandler } from '../../functions/http/edge/edge.ts';
import type { World } from '../support/worlds/world.ts';

/** What a client sees of the gateway's response. */
export interface Seen {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly text: string;
  // biome-ignore lint/suspicious/noExplicitAny: the tests say what they expect of it
  readonly json: any;
}

/** A client that calls a handler as the gateway does. `path` may have a query. */
export function client(handler: GatewayHandler, key: string) {
  return async (
    path: string,
    headers: Readonly<Record<string, string>> = {},
    method: 'GET' | 'HEAD' = 'GET',
  ): Promise<Seen> => {
    const [rawPath = '', rawQueryString = ''] = path.split('?');
    const event = {
      routeKey: `${method} ${rawPath}`,
      rawPath,
      rawQueryString,
      headers: { authorization: `Bearer ${key}`, ...headers },
      requestContext: { http: { method } },
    };
    const context = { awsRequestId: 'trace-1', getRemainingTimeInMillis: () => 29_000 };
    const answer = await handler(event, context);
    const sent = Buffer.from(answer.body ?? '', answer.isBase64Encoded ? 'base64' : 'utf8');
    const isPacked = answer.headers['content-encoding'] === 'gzip' && sent.length > 0;
    const text = (isPacked ? gunzipSync(sent) : sent).toString('utf8');
    const isJson = text !== '' && answer.headers['content-type']?.includes('json') === true;
    return { status: answer.statusCode, headers: answer.headers, text, json: isJson ? JSON.parse(text) : undefined };
  };
}

/** A key with these scopes, for one borough or for all. */
export async function keyFor(
  world: Pick<World, 'digests'> & { readonly keys: Pick<Keys, 'put'> },
  scopes: readonly Scope[],
  borough: BoroughCode | null = null,
): Promise<string> {
  const secret = `jf_${world.digests.sha256(`${scopes} ${borough}`)}`.slice(0, 45).concat('A');
  await world.keys.put({
    ...{ id: world.digests.sha256(secret), name: 'test', scopes, borough, holder: null, deletedAt: null },
    ...{ createdAt: '2026-01-01T00:00:00.000Z', expiresAt: '2027-01-01T00:00:00.000Z' },
  });
  return secret;
}

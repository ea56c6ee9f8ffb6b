import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { PageResponse } from '../../functions/web/respond.ts';
import { serveRead } from '../../functions/web/serve-link.ts';

/** Serves rendered pages by path, with the assets that they load, on a free local port. */
export async function servePages(pages: ReadonlyMap<string, PageResponse>): Promise<{
  readonly address: string;
  readonly asked: readonly string[];
  readonly close: () => Promise<void>;
}> {
  const asked: string[] = [];
  const server = createServer(async ({ url = '', method = '' }, reply) => {
    asked.push(url);
    const response = pages.get(url) ?? (await serveRead(assetRequest(url, method), async () => ({ kind: 'unknown' })));
    reply.writeHead(response.statusCode, response.headers).end(response.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  const close = () =>
    new Promise<void>((resolve, reject) => server.close((error) => (error ? reject(error) : resolve())));
  return { address: `http://127.0.0.1:${port}`, asked, close };
}

function assetRequest(rawPath: string, method: string) {
  return { rawPath, headers: {}, isBase64Encoded: false, requestContext: { http: { method } } };
}

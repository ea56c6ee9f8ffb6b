import { createServer, type IncomingHttpHeaders, type RequestListener } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A request to a host. */
export interface Asked {
  readonly path: string;
  readonly headers: IncomingHttpHeaders;
}

export interface RedirectingHosts {
  /** Answers every report by 303 to the other host, or by 401 without a key. */
  readonly baseUrl: string;
  readonly service: readonly Asked[];
  readonly store: readonly Asked[];
  stop(): Promise<void>;
}

/**
 * A service that answers reports by 303, and the store with the reports, each on its own host. Like S3, the store refuses a
 * request with 400 if it has an `Authorization` beside the signature, because it then has two credentials.
 */
export async function redirectingHosts(bodies: Readonly<Record<string, string>>): Promise<RedirectingHosts> {
  const service: Asked[] = [];
  const store: Asked[] = [];
  const storeHost = await listen((request, response) => {
    const { headers, url: path = '' } = request;
    store.push({ path, headers });
    if (headers.authorization !== undefined && path.includes('X-Amz-Signature='))
      return response.writeHead(400).end('<Error><Code>InvalidArgument</Code></Error>');
    const format = new URL(path, 'http://store').searchParams.get('format') ?? '';
    return response.writeHead(200, { etag: '"of-the-store"' }).end(bodies[format]);
  });
  const serviceHost = await listen((request, response) => {
    const { headers, url: path = '' } = request;
    service.push({ path, headers });
    if (headers.authorization === undefined && headers['x-api-key'] === undefined) return response.writeHead(401).end();
    const format = new URL(path, 'http://service').searchParams.get('format') ?? 'json';
    const location = `${storeHost.url}/snapshots/roi?format=${format}&X-Amz-Credential=x&X-Amz-Signature=abc`;
    return response.writeHead(303, { location }).end();
  });
  return {
    baseUrl: serviceHost.url,
    service,
    store,
    stop: async () => {
      await Promise.all([serviceHost.stop(), storeHost.stop()]);
    },
  };
}

async function listen(listener: RequestListener) {
  const server = createServer(listener);
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const stop = async (): Promise<void> => {
    server.closeAllConnections();
    await new Promise((resolve) => server.close(resolve));
  };
  return { url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`, stop };
}

import { readFileSync } from 'node:fs';
import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { allows, type Rights, requestsOf, rightsOf } from './rights.ts';

export interface GuardOptions {
  /** Port of the local AWS on 127.0.0.1. */
  readonly awsPort: number;
  /** The service's template, as it was synthesised; read at the first call. */
  readonly template: string;
  /** Told of each refusal. */
  readonly refused: (line: string) => void;
}

export interface Guard {
  /** Where functions find AWS. */
  readonly endpoint: string;
  /** Reads the template again at the next call. */
  renew(): void;
  close(): Promise<void>;
}

/**
 * Stands between the functions and the local AWS, which checks nobody's rights, and refuses what the function's own role does not
 * allow on the real one. A grant too few is found here and not in the first deployment.
 */
export async function openGuard(options: GuardOptions): Promise<Guard> {
  // Idle connections are let go here before the local AWS does it (75 s), so that none is used just as it closes.
  const agent = new Agent({ keepAlive: true, timeout: 30_000 });
  let rights: Rights | undefined;
  const server = createServer((request, response) => {
    rights ??= rightsOf(JSON.parse(readFileSync(options.template, 'utf8')));
    handle(options, agent, rights, request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      return response.writeHead(500).end(String(error));
    });
  });
  // For the same reason never by us: a function sends a mail once, and would find a connection gone that was idle for 5 s.
  server.keepAliveTimeout = 0;
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    renew: () => {
      rights = undefined;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
}

async function handle(
  options: GuardOptions,
  agent: Agent,
  rights: Rights,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const body = await buffer(request);
  const caller = callerOf(request);
  const target = request.headers['x-amz-target'];
  const wanted = requestsOf(
    typeof target === 'string' ? target : undefined,
    request.url ?? '/',
    body.toString(),
    request.method,
  );
  const denied = wanted.filter((one) => !allows(rights.get(caller) ?? [], one));
  if (denied.length > 0) {
    const what = denied.map(({ action, keys }) => [action, ...keys].join(' ')).join(', ');
    options.refused(`${caller} may not ${what}`);
    const headers = { 'content-type': 'application/x-amz-json-1.0', 'x-amzn-errortype': 'AccessDeniedException' };
    response.writeHead(400, headers);
    response.end(JSON.stringify({ __type: 'AccessDeniedException', message: `${caller} is not authorized: ${what}` }));
    return;
  }
  await forward(options, agent, request, body, response);
}

function forward(
  { awsPort }: GuardOptions,
  agent: Agent,
  { method, url, rawHeaders }: IncomingMessage,
  body: Buffer,
  response: ServerResponse,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const onward = send({
      host: '127.0.0.1',
      port: awsPort,
      method,
      path: url,
      headers: rawHeaders,
      setHost: false,
      agent,
    });
    onward.on('response', (answered) => {
      response.writeHead(answered.statusCode ?? 502, answered.rawHeaders);
      answered.pipe(response);
      answered.on('end', resolve);
      answered.on('error', reject);
    });
    onward.on('error', reject);
    onward.end(body);
  });
}

/** The name that the SDK puts into its calls (infra/constructs/handler-function.ts). */
function callerOf({ headers }: IncomingMessage): string {
  const agents = `${headers['x-amz-user-agent'] ?? ''} ${headers['user-agent'] ?? ''}`;
  return /\bapp\/([\w.-]+)/.exec(agents)?.[1] ?? 'nobody';
}

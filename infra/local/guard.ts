import { readFileSync } from 'node:fs';
import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import { allows, type Rights, requestsOf, rightsOf } from './rights.ts';

export interface GuardOptions {
  /** Port of the local AWS on 127.0.0.1. */
  readonly awsPort: number;
  /** The synthesised template of the service, read at the first call. */
  readonly template: string;
  /** Called with each refusal. */
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
 * Runs between the functions and the local AWS, which checks no rights. It refuses what the function's own role would not allow on
 * AWS, so that a missing grant is found before the first deployment.
 */
export async function openGuard(options: GuardOptions): Promise<Guard> {
  // Closes idle connections before the local AWS does (75 s), so that none is used while it closes.
  const agent = new Agent({ keepAlive: true, timeout: 30_000 });
  let rights: Rights | undefined;
  const server = createServer((request, response) => {
    rights ??= rightsOf(JSON.parse(readFileSync(options.template, 'utf8')));
    handle(options, agent, rights, request, response).catch((error: unknown) => {
      if (response.headersSent) return response.destroy();
      return response.writeHead(500).end(String(error));
    });
  });
  // Never closes connections to functions, for the same reason: a function sends an email once.
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

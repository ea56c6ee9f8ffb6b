import { createServer, type IncomingMessage, type Server, type ServerResponse, request as send } from 'node:http';
import { type Mail, mailboxPage, mailPage } from './mailbox.ts';
import { portInUse } from './ports.ts';
import { refusalOfSigned } from './signed-address.ts';

export interface FrontDoorOptions {
  readonly port: number;
  /** Port of the local AWS on 127.0.0.1. */
  readonly awsPort: number;
  /** Called for each request, because a new deployment may have a new id. */
  readonly apiId: () => string;
  /** Name of the bucket of snapshots, also called for each request. */
  readonly bucket: () => string;
  readonly mails: () => Promise<readonly Mail[]>;
}

export interface FrontDoor {
  readonly baseUrl: string;
  close(): Promise<void>;
}

/**
 * The address that people use. It forwards every request unchanged to the HTTP API of the local AWS, and shows the mailbox. It
 * refuses requests from a foreign page, or under a foreign name for this machine.
 */
export async function openFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const server = createServer((request, response) => {
    answer(options, request, response).catch((error: unknown) => {
      if (!response.headersSent) plain(response, 502, `The local AWS does not respond: ${String(error)}`);
      else response.destroy();
    });
  });
  // Longer than clients keep an idle connection, so that we never close a connection just as a form is sent.
  server.keepAliveTimeout = 120_000;
  await listen(server, options.port);
  return {
    baseUrl: `http://127.0.0.1:${options.port}`,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

async function answer(options: FrontDoorOptions, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const refusal = refusalOf(request, options.port);
  if (refusal !== undefined) return plain(response, 403, refusal);
  const path = (request.url ?? '/').split('?', 1)[0] ?? '/';
  if (path.startsWith(snapshotsPath)) return giveObject(options, request, response);
  const mailbox = /^\/mailbox(?:\.json|\/([\w-]+))?$/.exec(path);
  if (mailbox === null) return forward(options, request, response);
  const mails = await options.mails();
  if (path === '/mailbox.json') return json(response, mails);
  const [, id] = mailbox;
  if (id === undefined) return page(response, 200, mailboxPage(mails));
  const mail = mails.find((one) => one.id === id);
  return mail === undefined ? plain(response, 404, 'There is no such email.') : page(response, 200, mailPage(mail));
}

/** Why a request is refused, or undefined. */
function refusalOf(request: Pick<IncomingMessage, 'headers'>, port: number): string | undefined {
  const names = [`127.0.0.1:${port}`, `localhost:${port}`];
  const { host = '', origin, 'sec-fetch-site': site } = request.headers;
  if (!names.includes(host)) return `This server only responds under the names ${names.join(' and ')}.`;
  if (origin === undefined || names.some((name) => origin === `http://${name}`)) return undefined;
  // Our own pages send no referrer, so their forms have the origin "null". A foreign page's form also says cross-site.
  if (origin === 'null' && (site === undefined || site === 'same-origin')) return undefined;
  return 'This server only responds to its own pages.';
}

const snapshotsPath = '/snapshots/';

/** Objects of snapshots, only by signed address. Refuses what S3 refuses, because the local AWS would accept it. */
async function giveObject(
  options: FrontDoorOptions,
  request: IncomingMessage,
  response: ServerResponse,
): Promise<void> {
  const refusal = await refusalOfSigned({
    method: request.method ?? 'GET',
    url: request.url ?? '/',
    host: request.headers.host ?? '',
    authorization: request.headers.authorization,
    now: new Date(),
  });
  if (refusal !== undefined) {
    response.writeHead(refusal.status, { 'content-type': 'application/xml' });
    response.end(`<Error><Code>${refusal.code}</Code><Message>${refusal.message}</Message></Error>`);
    return;
  }
  const { pathname, searchParams } = new URL(request.url ?? '/', 'http://127.0.0.1');
  const object = `/${options.bucket()}/${pathname.slice(snapshotsPath.length)}`;
  // The signature belongs to this address, and the local AWS would look for its own. So the file name is added here.
  const disposition = searchParams.get('response-content-disposition');
  return forward(options, request, response, object, disposition === null ? [] : ['Content-Disposition', disposition]);
}

function forward(
  options: FrontDoorOptions,
  request: IncomingMessage,
  response: ServerResponse,
  // By path, not by the API's own host name: there the local AWS answers /health and its administration itself.
  path = `/_aws/execute-api/${options.apiId()}/$default${request.url ?? '/'}`,
  more: readonly string[] = [],
): Promise<void> {
  return new Promise((resolve, reject) => {
    const onward = send({
      host: '127.0.0.1',
      port: options.awsPort,
      method: request.method,
      path,
      headers: request.rawHeaders,
      setHost: false,
    });
    onward.on('response', (answered) => {
      response.writeHead(answered.statusCode ?? 502, [...answered.rawHeaders, ...more]);
      answered.pipe(response);
      answered.on('end', resolve);
      answered.on('error', reject);
    });
    onward.on('error', reject);
    response.on('close', () => onward.destroy());
    request.pipe(onward);
  });
}

function listen(server: Server, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) =>
      reject(error.code === 'EADDRINUSE' ? portInUse(port) : error),
    );
    server.listen(port, '127.0.0.1', resolve);
  });
}

function plain(response: ServerResponse, status: number, text: string): void {
  response.writeHead(status, { 'content-type': 'text/plain; charset=utf-8', 'cache-control': 'no-store' });
  response.end(`${text}\n`);
}

function json(response: ServerResponse, value: unknown): void {
  response.writeHead(200, { 'content-type': 'application/json', 'cache-control': 'no-store' });
  response.end(JSON.stringify(value));
}

function page(response: ServerResponse, status: number, html: string): void {
  response.writeHead(status, {
    'content-type': 'text/html; charset=utf-8',
    'cache-control': 'no-store',
    'content-security-policy': "default-src 'none'; style-src 'unsafe-inline'; frame-src 'self'; base-uri 'none'",
    'referrer-policy': 'no-referrer',
    'x-content-type-options': 'nosniff',
  });
  response.end(html);
}

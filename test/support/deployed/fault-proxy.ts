import { Agent, createServer, type IncomingMessage, type ServerResponse, request as send } from 'node:http';
import type { AddressInfo } from 'node:net';
import { buffer } from 'node:stream/consumers';
import type { Randomness } from '../../../functions/application/ports/system.ts';
import { FakeRandomness } from '../fakes/system.ts';

/** What the proxy does to a call. `lost-before`, `lost-after`: it cuts the connection before forwarding the call, or after the response. */
export type ProxyFault = 'conflict' | 'throttle' | 'lost-before' | 'lost-after' | 'task-timed-out';

export interface FaultProxy {
  readonly endpoint: string;
  /** How often each fault was done. */
  readonly counts: Readonly<Record<ProxyFault, number>>;
  close(): Promise<void>;
}

type Card = ProxyFault | 'none';

/** The faults for calls of a kind: in each run of this many calls, each fault occurs as often as listed. The seed draws their positions. */
const decks = {
  transaction: { of: 30, faults: ['conflict', 'conflict', 'conflict', 'throttle', 'lost-before', 'lost-after'] },
  table: { of: 100, faults: ['throttle', 'lost-before', 'lost-after'] },
  resume: { of: 6, faults: ['task-timed-out', 'throttle', 'lost-before', 'lost-after'] },
  workflow: { of: 20, faults: ['throttle', 'lost-before', 'lost-after'] },
} as const satisfies Record<string, { readonly of: number; readonly faults: readonly ProxyFault[] }>;
type Deck = keyof typeof decks;

/** Where calls are forwarded, by service: the table may be in another engine. */
export interface ProxyTargets {
  readonly table: string;
  readonly others: string;
}

/** A proxy for DynamoDB and Step Functions with faults that no local engine makes by itself. Other services pass. */
export async function openFaultProxy(targets: ProxyTargets, seed: number): Promise<FaultProxy> {
  const agent = new Agent({ keepAlive: true });
  const counts: Record<ProxyFault, number> = {
    conflict: 0,
    throttle: 0,
    'lost-before': 0,
    'lost-after': 0,
    'task-timed-out': 0,
  };
  const randomness = new FakeRandomness(seed);
  const deal = dealer(randomness);
  const server = createServer((request, response) => {
    serve(request, response).catch(() => request.socket.destroy());
  });
  const serve = async (request: IncomingMessage, response: ServerResponse): Promise<void> => {
    const body = await buffer(request);
    const deck = deckOf(request);
    const card = deck === null ? 'none' : deal(deck);
    if (card !== 'none') counts[card] += 1;
    if (card === 'lost-before') return void request.socket.destroy();
    if (card === 'none' || card === 'lost-after') {
      const target = deck === 'transaction' || deck === 'table' ? targets.table : targets.others;
      const answer = await forward(new URL(target), agent, request, body);
      if (card === 'lost-after') return void request.socket.destroy();
      return void response.writeHead(answer.status, answer.headers).end(answer.body);
    }
    refuse(response, card, body, randomness);
  };
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    endpoint: `http://127.0.0.1:${port}`,
    counts,
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
        agent.destroy();
      }),
  };
}

function dealer(randomness: Randomness): (deck: Deck) => Card {
  const left: Record<Deck, Card[]> = { transaction: [], table: [], resume: [], workflow: [] };
  return (deck) => {
    if (left[deck].length === 0) left[deck] = full(decks[deck]);
    const [card = 'none'] = left[deck].splice(Math.floor(randomness.fraction() * left[deck].length), 1);
    return card;
  };
}

function full({ of, faults }: (typeof decks)[Deck]): Card[] {
  return Array.from({ length: of }, (_, index) => faults[index] ?? 'none');
}

function deckOf({ headers }: IncomingMessage): Deck | null {
  const [service = '', operation] = String(headers['x-amz-target']).split('.');
  if (service.startsWith('DynamoDB')) return operation === 'TransactWriteItems' ? 'transaction' : 'table';
  if (service !== 'AWSStepFunctions') return null;
  if (operation === 'SendTaskSuccess') return 'resume';
  return operation === 'StartExecution' || operation === 'DescribeExecution' ? 'workflow' : null;
}

/** Answers as AWS does when it refuses for this reason. */
function refuse(
  response: ServerResponse,
  fault: 'conflict' | 'throttle' | 'task-timed-out',
  body: Buffer,
  randomness: Randomness,
): void {
  const throttles = ['ThrottlingException', 'ProvisionedThroughputExceededException'] as const;
  const name = {
    conflict: 'TransactionCanceledException',
    throttle: throttles[Math.floor(randomness.fraction() * throttles.length)],
    'task-timed-out': 'TaskTimedOut',
  }[fault];
  const reasons = fault === 'conflict' ? { CancellationReasons: oneConflict(body, randomness) } : {};
  response.writeHead(400, { 'content-type': 'application/x-amz-json-1.0' });
  response.end(JSON.stringify({ __type: name, message: `The fault proxy says ${name}`, ...reasons }));
}

/** A reason for each action, as in every cancellation. One of them is a conflict with another transaction. */
function oneConflict(body: Buffer, randomness: Randomness): readonly { readonly Code: string }[] {
  const { TransactItems }: { readonly TransactItems: readonly unknown[] } = JSON.parse(body.toString());
  const met = Math.floor(randomness.fraction() * TransactItems.length);
  return TransactItems.map((_, index) => ({ Code: index === met ? 'TransactionConflict' : 'None' }));
}

function forward(
  { hostname, port }: URL,
  agent: Agent,
  { method, url, rawHeaders }: IncomingMessage,
  body: Buffer,
): Promise<{ readonly status: number; readonly headers: string[]; readonly body: Buffer }> {
  return new Promise((resolve, reject) => {
    const onward = send({ hostname, port, method, path: url, headers: rawHeaders, setHost: false, agent });
    onward.on('response', async (answer) => {
      resolve({ status: answer.statusCode ?? 502, headers: answer.rawHeaders, body: await buffer(answer) });
    });
    onward.on('error', reject);
    onward.end(body);
  });
}

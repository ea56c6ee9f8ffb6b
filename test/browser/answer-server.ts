import { createServer, type IncomingMessage } from 'node:http';
import type { AddressInfo } from 'node:net';
import { answerRequest } from '../../functions/application/links/answer-request.ts';
import { readChanges, readLink } from '../../functions/application/links/read-link.ts';
import type { PageRequest } from '../../functions/web/respond.ts';
import { serveAnswer, serveRead } from '../../functions/web/serve-link.ts';
import { gss, who } from '../support/builders/ids.ts';
import { sample } from '../support/builders/samples.ts';
import { memoryCoalition } from '../support/worlds/memory-coalition.ts';

/** A proposal in memory whose lead has a link, served on a local port. */
export async function serveAnswering() {
  const coalition = await memoryCoalition();
  const { world } = coalition;
  const id = await coalition.submit(sample('digital-apprenticeships'));
  const lead = () => coalition.state(id).then(({ requests }) => requests.find((request) => request.lead));
  const person = (await lead())?.asks[0]?.person ?? who('');
  const token = 'browser_'.repeat(6).slice(0, 43);
  const about = { proposal: id, revision: 1, borough: gss('E09000012'), person, mintedAt: world.clock.now() };
  await world.links.put({ hash: world.digests.sha256(token), purpose: 'sign-off', ...about });

  const server = createServer(async (request, reply) => {
    const asked = await asEvent(request);
    const read = (address: 'answer' | 'tracking', by: string) => readLink(world, address, by);
    const response =
      request.method === 'POST'
        ? await serveAnswer(asked, {
            read,
            readChanges: (by, what) => readChanges(world, by, what),
            answer: (by, form) => answerRequest(world, by, form, world.clock.now()),
          })
        : await serveRead(asked, read);
    reply.writeHead(response.statusCode, response.headers).end(response.body);
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  return {
    port,
    link: `http://127.0.0.1:${port}/d/${token}`,
    recorded: async () => (await lead())?.answer ?? null,
    close: () => new Promise<unknown>((resolve) => server.close(resolve)),
  };
}

async function asEvent(request: IncomingMessage): Promise<PageRequest> {
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const headers = Object.fromEntries(Object.entries(request.headers).map(([name, value]) => [name, String(value)]));
  return {
    rawPath: request.url ?? '',
    headers,
    body: Buffer.concat(chunks).toString('base64'),
    isBase64Encoded: true,
    requestContext: { http: { method: request.method ?? 'GET' } },
  };
}

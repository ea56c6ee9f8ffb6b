import { existsSync, mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import type { ProposalView } from '../../functions/domain/record/proposal-view.ts';
import { type LocalStack, startLocalStack } from '../../infra/local/local-stack.ts';
import { assertFree, twoFreePorts } from '../../infra/local/ports.ts';
import { silentProgress } from '../../infra/local/progress.ts';
import { eventually } from '../support/eventually.ts';

/** Addresses of this machine that other machines can reach. */
function reachable(): string[] {
  return Object.values(networkInterfaces())
    .flatMap((addresses) => addresses ?? [])
    .filter(({ internal, family }) => !internal && family === 'IPv4')
    .map(({ address }) => address);
}

function listens(host: string, port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect({ host, port, timeout: 2_000 });
    const end = (answer: boolean) => () => {
      socket.destroy();
      resolve(answer);
    };
    socket.once('connect', end(true)).once('error', end(false)).once('timeout', end(false));
  });
}

describe('npm start', () => {
  test('listens only on this machine, leaves only its state behind, and uses that state the next time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'joint-funding-twice-'));
    const port = await twoFreePorts();
    const options = { folder, port, reset: false, proposals: true, progress: silentProgress };
    const announced = join(folder, 'endpoints.json');

    const first = await startLocalStack(options);
    for (const file of [announced, join(folder, 'proposals.json')]) expect(statSync(file).mode & 0o777).toBe(0o600);
    expect(await listens('127.0.0.1', port)).toBe(true);
    expect(await listens('127.0.0.1', port + 1)).toBe(true);
    const open = reachable().flatMap((host) => [listens(host, port), listens(host, port + 1)]);
    expect(await Promise.all(open)).not.toContain(true);
    await expect(startLocalStack(options)).rejects.toThrow(/already running|is in use/);
    const { baseUrl, keys } = first.endpoints;
    const schemes = await read(`${baseUrl}/v1/schemes`, keys.admin);
    const left = first.proposals.map(({ status }) => status);
    expect(left).toEqual(['sign-off', 'roi-review', 'funded', 'not-funded']);
    for (const { trackingLink } of first.proposals) expect((await fetch(trackingLink)).status).toBe(200);
    const proposals = await everyProposal(baseUrl, keys.proposer);
    const budgets = await read(`${baseUrl}/v1/boroughs/E09000007/budgets/2026-27`, keys.admin);
    const requests = await asked(first);
    await first.stop();
    expect(existsSync(announced)).toBe(false);
    await assertFree([port, port + 1]);

    // As if it stopped just before one sample was noted as complete, and just after another was submitted.
    const noted = join(folder, 'proposals.json');
    const { 'damp-and-mould-sensors': _, ...ledger } = JSON.parse(readFileSync(noted, 'utf8'));
    ledger['digital-apprenticeships'].trackingLink = null;
    writeFileSync(noted, JSON.stringify(ledger));
    const second = await startLocalStack(options);
    expect(second.endpoints.keys).toEqual(keys);
    expect(await read(`${baseUrl}/v1/schemes`, keys.admin)).toEqual(schemes);
    expect(second.proposals).toEqual(first.proposals);
    expect(await everyProposal(baseUrl, keys.proposer)).toEqual(proposals);
    expect(await read(`${baseUrl}/v1/boroughs/E09000007/budgets/2026-27`, keys.admin)).toEqual(budgets);
    expect(await asked(second)).toEqual(requests);
    await second.stop();
    await assertFree([port, port + 1]);
    rmSync(folder, { recursive: true, force: true });
    // Runs two complete set-ups.
  }, 600_000);
});

/** The four samples by title, once no answer is under way. */
async function everyProposal(baseUrl: string, key: string): Promise<unknown> {
  const { items } = await eventually('Rows of four proposals', async () => {
    const seen = (await read(`${baseUrl}/v1/proposals`, key)) as { readonly items: readonly { readonly id: string }[] };
    return seen.items.length === 4 ? { found: seen } : { seen };
  });
  const views = items.map(({ id }) => read(`${baseUrl}/v1/proposals/${id}`, key) as Promise<ProposalView>);
  const all = (await Promise.all(views)).toSorted((a, b) => a.title.localeCompare(b.title));
  expect(
    all.map(({ title, status, signOff }) => [title.slice(0, 12), status, signOff.boroughs.map(({ answer }) => answer)]),
  ).toEqual([
    ['100 digital ', 'funded', expect.arrayContaining(['approve', 'decline'])],
    ['Joint procur', 'not-funded', ['approve', 'approve', 'approve']],
    ['One data-sha', 'sign-off', expect.arrayContaining(['approve', null])],
    ['Shared damp ', 'roi-review', ['approve', 'approve', 'approve', 'approve']],
  ]);
  // One declined, and the others pay everything: 3 : 2 : 1 : 1 : 2 of £150,000.
  expect(all[0]?.contributions?.map(({ amount }) => amount).toSorted((a, b) => a - b)).toEqual([
    1_666_667, 1_666_667, 3_333_333, 3_333_333, 5_000_000,
  ]);
  return all;
}

/** The number of officers who were asked to decide and to review: one email each, and no more after a restart. */
async function asked({ endpoints }: LocalStack): Promise<unknown> {
  return eventually('Every request by mail', async () => {
    const answer = await fetch(`${endpoints.mailboxUrl}.json`);
    const mails = (await answer.json()) as readonly { readonly subject: string }[];
    const seen = ['Decide by ', 'Review by '].map(
      (verb) => mails.filter(({ subject }) => subject.startsWith(verb)).length,
    );
    return seen[0] === 22 && seen[1] === 3 ? { found: seen } : { seen };
  });
}

async function read(url: string, key: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { 'x-api-key': key } });
  expect(answer.status).toBe(200);
  return answer.json();
}

import { existsSync, mkdtempSync, rmSync, statSync } from 'node:fs';
import { connect } from 'node:net';
import { networkInterfaces, tmpdir } from 'node:os';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { startLocalStack } from '../../infra/local/local-stack.ts';
import { assertFree, twoFreePorts } from '../../infra/local/ports.ts';
import { silentProgress } from '../../infra/local/progress.ts';

/** Addresses of this machine that others can reach. */
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
  test('listens on this machine alone, ends without a trace but its state, and has that state the next time', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'joint-funding-twice-'));
    const port = await twoFreePorts();
    const options = { folder, port, reset: false, progress: silentProgress };
    const announced = join(folder, 'endpoints.json');

    const first = await startLocalStack(options);
    expect(statSync(announced).mode & 0o777).toBe(0o600);
    expect(await listens('127.0.0.1', port)).toBe(true);
    expect(await listens('127.0.0.1', port + 1)).toBe(true);
    const open = reachable().flatMap((host) => [listens(host, port), listens(host, port + 1)]);
    expect(await Promise.all(open)).not.toContain(true);
    await expect(startLocalStack(options)).rejects.toThrow(/already runs|is in use/);
    const { baseUrl, keys } = first.endpoints;
    const schemes = await read(`${baseUrl}/v1/schemes`, keys.admin);
    await first.stop();
    expect(existsSync(announced)).toBe(false);
    await assertFree([port, port + 1]);

    const second = await startLocalStack(options);
    expect(second.endpoints.keys).toEqual(keys);
    expect(await read(`${baseUrl}/v1/schemes`, keys.admin)).toEqual(schemes);
    await second.stop();
    await assertFree([port, port + 1]);
    rmSync(folder, { recursive: true, force: true });
  });
});

async function read(url: string, key: string): Promise<unknown> {
  const answer = await fetch(url, { headers: { 'x-api-key': key } });
  expect(answer.status).toBe(200);
  return answer.json();
}

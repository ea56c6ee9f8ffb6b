import { createServer } from 'node:net';
import { SetUpError } from './set-up-error.ts';

/** @throws SetUpError if another program listens on one of them */
export async function assertFree(ports: readonly number[]): Promise<void> {
  for (const port of ports) {
    if (!(await isFree(port))) throw portInUse(port);
  }
}

/** The error for a port that another program uses. */
export function portInUse(port: number): SetUpError {
  return new SetUpError(
    `Port ${port} is in use. Stop the program that uses it, or choose two free ports in a row: npm start -- --port N.`,
  );
}

/** Two consecutive free ports. Another program may still take them first. */
export async function twoFreePorts(): Promise<number> {
  for (let port = 20_000 + Math.floor(Math.random() * 20_000); port < 60_000; port += 2) {
    if ((await isFree(port)) && (await isFree(port + 1))) return port;
  }
  throw new SetUpError('There are no two free ports in a row.');
}

function isFree(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const server = createServer();
    server.once('error', () => resolve(false));
    server.listen(port, '127.0.0.1', () => server.close(() => resolve(true)));
  });
}

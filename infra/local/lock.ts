import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import * as z from 'zod/mini';
import { runCommand } from './run-command.ts';
import { SetUpError } from './set-up-error.ts';

const Owner = z.object({ owner: z.int(), emulator: z.nullable(z.int()) });
const patience = 20_000;
/** Taken by this process. */
const held = new Set<string>();

export interface Lock {
  /** Notes the local AWS, so that the next start can end it if this process is killed. */
  holds(emulator: number): void;
  release(): void;
}

/**
 * Allows one set-up per folder at a time. If an earlier one was killed and its local AWS is still running, ends that first, so that it
 * saves its state.
 *
 * @throws SetUpError while another set-up runs in the folder
 */
export async function takeLock(folder: string): Promise<Lock> {
  mkdirSync(folder, { recursive: true });
  const file = join(folder, 'running.json');
  const earlier = Owner.safeParse(readOrNull(file));
  if (earlier.success) {
    const { owner, emulator } = earlier.data;
    if (held.has(file) || (owner !== process.pid && (await isRunning(owner, 'infra/local')))) {
      throw new SetUpError(
        `npm start is already running here (process ${owner}). Stop it with Ctrl-C, then try again.`,
      );
    }
    if (emulator !== null && (await isRunning(emulator, 'run_ministack'))) await end(emulator);
  }
  const write = (emulator: number | null): void =>
    writeFileSync(file, JSON.stringify({ owner: process.pid, emulator }), { mode: 0o600 });
  write(null);
  held.add(file);
  const release = (): void => {
    held.delete(file);
    rmSync(file, { force: true });
  };
  return { holds: write, release };
}

/** Whether this process exists and is still the same program: process numbers are used again. */
async function isRunning(pid: number, program: string): Promise<boolean> {
  const { ok, output } = await runCommand('ps', ['-o', 'args=', '-p', String(pid)]);
  return ok && output.includes(program);
}

async function end(emulator: number): Promise<void> {
  process.kill(emulator, 'SIGTERM');
  const until = Date.now() + patience;
  while (await isRunning(emulator, 'run_ministack')) {
    if (Date.now() > until)
      throw new SetUpError(`An earlier local AWS does not stop. Kill process ${emulator} and try again.`);
    await pause(100);
  }
}

function readOrNull(file: string): unknown {
  try {
    return JSON.parse(readFileSync(file, 'utf8'));
  } catch {
    return null;
  }
}

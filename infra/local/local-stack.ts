import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { issueKey } from '../commands/issue-key.ts';
import { demoKeys } from './demo/demo-coalition.ts';
import { seed, seedState } from './demo/seed.ts';
import { type SeededProposal, seedProposals } from './demo/seed-proposals.ts';
import { localAws } from './emulator/emulator.ts';
import { preparePython } from './emulator/python.ts';
import { announce, type DemoKeys, type Endpoints, keepKeys, localFolder, readKeys, withdraw } from './endpoints.ts';
import { openFrontDoor } from './front-door.ts';
import { LocalMachine } from './local-machine.ts';
import { takeLock } from './lock.ts';
import { assertFree } from './ports.ts';
import type { Progress } from './progress.ts';
import { endCommands } from './run-command.ts';
import { SetUpError } from './set-up-error.ts';

/** Shared by all set-ups of this checkout. */
export const pythonFolder = join(localFolder, 'python');
const keyLifeDays = 365;

export interface LocalStackOptions {
  /** Holds all files of this set-up. For `npm start` this is `.local`. */
  readonly folder: string;
  /** Port of the front door. The local AWS uses the next one. */
  readonly port: number;
  /** Deletes the state first. */
  readonly reset: boolean;
  /** Whether the four samples are submitted and taken to their final status. */
  readonly proposals: boolean;
  readonly progress: Progress;
  /** Issuers to trust instead of those of infra/environments/local.json, in the same format. */
  readonly oidc?: unknown;
  /** Whether proposals may have several stages, for tests. Default: as in the local settings. */
  readonly stages?: boolean | undefined;
  /** Stops when aborted, and leaves nothing running. */
  readonly signal?: AbortSignal;
}

export interface LocalStack {
  readonly endpoints: Endpoints;
  /** The samples. Empty unless they were asked for. */
  readonly proposals: readonly SeededProposal[];
  /** Restarts the local AWS with its state. Executions are lost, and the sweep rebuilds them. */
  restart(): Promise<void>;
  /** Calls that functions made although their roles do not allow them, one sentence each. */
  readonly refused: readonly string[];
  /** Ends everything that was started. Safe to repeat. */
  stop(): Promise<void>;
  /** Resolves when the local AWS ends, except by `restart`. */
  readonly exited: Promise<void>;
}

/** The whole system on this machine: the local AWS, the deployed app, front door and mailbox, and the demo coalition. */
export async function startLocalStack(options: LocalStackOptions): Promise<LocalStack> {
  const { folder, port } = options;
  const lock = await takeLock(folder);
  const undo: (() => void | Promise<void>)[] = [() => lock.release()];
  const stop = async (): Promise<void> => {
    withdraw(folder);
    for (let last = undo.pop(); last !== undefined; last = undo.pop()) await last();
  };
  try {
    withdraw(folder);
    await assertFree([port, port + 1]);
    if (options.reset) forget(folder);
    return await Promise.race([aborted(options.signal), build(options, lock.holds, undo, stop)]);
  } catch (error) {
    await stop();
    throw error;
  }
}

async function build(
  options: LocalStackOptions,
  started: (emulator: number) => void,
  undo: (() => void | Promise<void>)[],
  stop: () => Promise<void>,
): Promise<LocalStack> {
  const { folder, port, progress, oidc, stages } = options;
  const python = progress.step('Python packages of the local AWS', () => preparePython(pythonFolder));
  const machine = new LocalMachine({ python, folder: join(folder, 'aws'), port, progress, started, oidc, stages });
  undo.push(
    () => machine.stop(),
    () => endCommands(),
  );
  await machine.start();
  const frontDoor = await openFrontDoor({
    port,
    awsPort: port + 1,
    apiId: () => machine.outputs.ApiId,
    bucket: () => machine.outputs.SnapshotBucket,
    mails: () => machine.mailbox.mails(),
  });
  undo.push(() => frontDoor.close());
  const keys = await progress.step('The demo coalition: 33 boroughs, their budgets, schemes and keys', () =>
    demoCoalition(folder, frontDoor.baseUrl, machine),
  );
  const proposals = options.proposals
    ? await progress.step('Four sample proposals, taken to different stages by emails and links', () =>
        seedProposals({
          baseUrl: frontDoor.baseUrl,
          key: keys.proposer,
          mails: () => machine.mailbox.mails(),
          file: join(folder, 'proposals.json'),
        }),
      )
    : [];
  const endpoints: Endpoints = {
    baseUrl: frontDoor.baseUrl,
    mailboxUrl: `${frontDoor.baseUrl}/mailbox`,
    awsEndpoint: machine.endpoint,
    keys,
    functions: { sweep: machine.outputs.SweepFunction, snapshot: machine.outputs.SnapshotFunction },
  };
  announce(folder, endpoints);
  return {
    endpoints,
    proposals,
    stop,
    restart: () => machine.restart(),
    refused: machine.refused,
    exited: machine.exited,
  };
}

function aborted(signal: AbortSignal | undefined): Promise<never> {
  return new Promise((_, reject) => {
    const stop = (): void => reject(new SetUpError('Stopped before everything was ready.'));
    if (signal?.aborted) stop();
    signal?.addEventListener('abort', stop);
  });
}

/** Deletes everything except the Python packages, which hold no data. */
function forget(folder: string): void {
  rmSync(join(folder, 'aws'), { recursive: true, force: true });
  rmSync(join(folder, 'keys.json'), { force: true });
  rmSync(join(folder, 'proposals.json'), { force: true });
}

/** The demo's keys. If the local AWS does not know the old keys, makes new ones and starts again from nothing. */
async function demoCoalition(folder: string, baseUrl: string, machine: LocalMachine): Promise<DemoKeys> {
  const known = readKeys(folder);
  const state = known === undefined ? 'key unknown' : await seedState({ baseUrl, key: known.admin });
  const keys = known === undefined || state === 'key unknown' ? await freshKeys(machine) : known;
  keepKeys(folder, keys);
  if (state !== 'seeded') await seed({ baseUrl, key: keys.admin });
  return keys;
}

async function freshKeys(machine: LocalMachine): Promise<DemoKeys> {
  const target = {
    tableName: machine.outputs.TableName,
    region: localAws.region,
    endpoint: machine.endpoint,
    credentials: localAws.credentials,
  };
  const issue = (name: keyof typeof demoKeys): Promise<string> =>
    issueKey(target, { name, ...demoKeys[name], borough: null, days: keyLifeDays });
  return { proposer: await issue('proposer'), finance: await issue('finance'), admin: await issue('admin') };
}

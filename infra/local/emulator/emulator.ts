import { type ChildProcess, spawn } from 'node:child_process';
import { closeSync, existsSync, mkdirSync, openSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { hostEnvironment } from '../host-environment.ts';
import { SetUpError } from '../set-up-error.ts';

/** Account and region of everything local, and credentials that open nothing. */
export const localAws = {
  account: '000000000000',
  region: 'eu-west-2',
  credentials: { accessKeyId: 'test', secretAccessKey: 'test' },
} as const;

const program = join(import.meta.dirname, 'run_ministack.py');
const patience = { start: 60_000, stop: 20_000 };

export interface Emulator {
  /** Such as `http://127.0.0.1:8081`. */
  readonly endpoint: string;
  readonly pid: number;
  /** Resolves when the emulator ends, for any reason. */
  readonly exited: Promise<void>;
  /** Lets it save its state, and ends everything that it started. Safe to repeat. */
  stop(): Promise<void>;
}

export interface EmulatorOptions {
  readonly python: string;
  readonly port: number;
  /** Holds `state`, files of functions and buckets, and the log. */
  readonly folder: string;
  /** Where its functions find AWS. Default: the emulator itself. */
  readonly functionsEndpoint?: string;
}

/** Starts MiniStack on 127.0.0.1 and waits until it answers. It loads its state from `folder` and saves it there when it ends. */
export async function startEmulator(options: EmulatorOptions): Promise<Emulator> {
  const temporary = join(options.folder, 'tmp');
  // Functions that the last run unpacked, if it was killed.
  rmSync(temporary, { recursive: true, force: true });
  mkdirSync(temporary, { recursive: true });
  // MiniStack writes CommonJS scripts below this folder. Without this file they would get this project's `"type": "module"`.
  writeFileSync(join(temporary, 'package.json'), '{ "type": "commonjs" }');
  forgetStreamPositions(options.folder);
  const log = join(options.folder, 'emulator.log');
  const output = openSync(log, 'w', 0o600);
  // Its own process group: Ctrl-C reaches only us, and we end MiniStack properly.
  const child = spawn(options.python, [program], {
    detached: true,
    // We hold this pipe open and never write to it. MiniStack ends when we do, even if we are killed.
    stdio: ['pipe', output, output],
    env: emulatorEnvironment(options, temporary),
  });
  closeSync(output);
  const exited = new Promise<void>((resolve) => {
    child.once('exit', () => resolve());
    child.once('error', () => resolve());
  });
  const endpoint = `http://127.0.0.1:${options.port}`;
  const stop = (): Promise<void> => stopGroup(child, exited);
  try {
    await answering(endpoint, exited);
  } catch (error) {
    await stop();
    throw new SetUpError(
      `The local AWS did not start (${message(error)}). The last line of ${log} is: ${lastLine(log)}`,
    );
  }
  return { endpoint, pid: child.pid ?? 0, exited, stop };
}

/**
 * MiniStack keeps the readers' positions in a table's stream, but not the stream, so it would skip the first records after a
 * restart. Without the positions its readers start at the beginning of the new stream.
 */
function forgetStreamPositions(folder: string): void {
  const file = join(folder, 'state', 'lambda.json');
  if (!existsSync(file)) return;
  const state: { payload: Record<string, unknown> } = JSON.parse(readFileSync(file, 'utf8'));
  const { dynamodb_stream_positions: _, ...payload } = state.payload;
  writeFileSync(file, JSON.stringify({ ...state, payload }));
}

/** Only the needed variables: its functions inherit this environment. MiniStack runs functions with the first `node` on the PATH. */
function emulatorEnvironment(options: EmulatorOptions, temporary: string): NodeJS.ProcessEnv {
  return {
    ...hostEnvironment(),
    TMPDIR: temporary,
    // The default is every interface.
    BIND_HOST: '127.0.0.1',
    GATEWAY_PORT: String(options.port),
    MINISTACK_REGION: localAws.region,
    MINISTACK_ACCOUNT_ID: localAws.account,
    AWS_ACCESS_KEY_ID: localAws.credentials.accessKeyId,
    AWS_SECRET_ACCESS_KEY: localAws.credentials.secretAccessKey,
    ...(options.functionsEndpoint === undefined ? {} : { AWS_ENDPOINT_URL: options.functionsEndpoint }),
    PERSIST_STATE: '1',
    STATE_DIR: join(options.folder, 'state'),
    LOCALSTACK_PERSISTENCE: '1',
    S3_DATA_DIR: join(options.folder, 'buckets'),
    // Switches off listeners of unused services.
    IOT_MTLS_ENABLED: '0',
    SFTP_ENABLED: '0',
  };
}

async function answering(endpoint: string, exited: Promise<void>): Promise<void> {
  const gone = exited.then(() => 'gone' as const);
  const until = Date.now() + patience.start;
  while (Date.now() < until) {
    const state = await Promise.race([gone, readiness(endpoint)]);
    if (state === 'ready') return;
    if (state === 'gone') throw new Error('it ended at once');
    await Promise.race([gone, pause(100)]);
  }
  throw new Error('no response within a minute');
}

async function readiness(endpoint: string): Promise<'ready' | 'not yet'> {
  try {
    return (await fetch(`${endpoint}/_ministack/ready`)).ok ? 'ready' : 'not yet';
  } catch {
    return 'not yet';
  }
}

async function stopGroup(child: ChildProcess, exited: Promise<void>): Promise<void> {
  if (child.pid === undefined) return;
  signal(child.pid, 'SIGTERM');
  await Promise.race([exited, pause(patience.stop, undefined, { ref: false })]);
  // Functions that were still running when MiniStack ended.
  signal(-child.pid, 'SIGKILL');
  await exited;
}

/** Signals a process or, with a negative number, its group. Does nothing if it has ended. */
function signal(pid: number, name: NodeJS.Signals): void {
  try {
    process.kill(pid, name);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== 'ESRCH') throw error;
  }
}

function lastLine(file: string): string {
  return readFileSync(file, 'utf8').trim().split('\n').at(-1) ?? '';
}

function message(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}

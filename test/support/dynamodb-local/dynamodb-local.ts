import { spawn } from 'node:child_process';
import { delimiter, dirname, join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { localAws } from '../../../infra/local/emulator/emulator.ts';
import { localFolder } from '../../../infra/local/endpoints.ts';
import { hostEnvironment } from '../../../infra/local/host-environment.ts';
import { twoFreePorts } from '../../../infra/local/ports.ts';
import { runCommand } from '../../../infra/local/run-command.ts';
import type { EmptyAws, Running } from '../deployed/local-aws.ts';
import { prepareJars } from './jars.ts';

/** DynamoDB Local for tests: its address, or why this machine cannot run it. */
export type DynamoDbLocal =
  | ({ readonly kind: 'running' } & EmptyAws)
  | { readonly kind: 'missing'; readonly why: string };

const server = join(import.meta.dirname, 'LoopbackServer.java');
const patience = { start: 60_000, stop: 10_000 };
/** Systems for which its native library exists. */
const systems = ['linux-x64', 'darwin-x64', 'win32-x64'];
const oldestJava = 17;

/** Starts an empty DynamoDB Local in memory, on 127.0.0.1 and its own port. */
export async function startDynamoDbLocal(): Promise<Running<DynamoDbLocal>> {
  const why = await whyNot();
  if (why !== null) return { value: { kind: 'missing', why }, stop: () => Promise.resolve() };
  const files = await prepareJars(join(localFolder, 'dynamodb-local'));
  const port = await twoFreePorts();
  const child = spawn('java', javaArguments(files, port), {
    // We hold this pipe open and never write to it. DynamoDB Local ends when we do, even if we are killed.
    stdio: ['pipe', 'pipe', 'pipe'],
    env: { ...hostEnvironment(), DDB_LOCAL_TELEMETRY: '0' },
  });
  let words = '';
  child.stdout.on('data', (text: Buffer) => (words += text));
  child.stderr.on('data', (text: Buffer) => (words += text));
  const exited = new Promise<'gone'>((resolve) => child.once('exit', () => resolve('gone')));
  const stop = async (): Promise<void> => {
    child.stdin.destroy();
    const ended = await Promise.race([exited, pause(patience.stop, 'slow' as const, { ref: false })]);
    if (ended === 'slow') child.kill('SIGKILL');
    await exited;
  };
  const endpoint = `http://127.0.0.1:${port}`;
  if (!(await answers(endpoint, exited))) {
    await stop();
    throw new Error(`DynamoDB Local did not start. Its last output: ${words.slice(-2_000)}`);
  }
  return { value: { kind: 'running', endpoint, region: localAws.region }, stop };
}

/** What this machine lacks, or null. */
async function whyNot(): Promise<string | null> {
  const system = `${process.platform}-${process.arch}`;
  if (!systems.includes(system)) return `its native library is not made for ${system}`;
  const environment = hostEnvironment();
  const [java, maven] = await Promise.all([
    runCommand('java', ['--list-modules'], { environment }),
    runCommand('mvn', ['--version'], { environment }),
  ]);
  const compiler = /^jdk\.compiler@(\d+)/m.exec(java.output)?.[1];
  if (compiler === undefined || Number(compiler) < oldestJava) return `it needs a JDK of Java ${oldestJava} or newer`;
  return maven.ok ? null : 'it needs Maven, which fetches it';
}

function javaArguments(files: readonly string[], port: number): readonly string[] {
  const jars = files.filter((file) => file.endsWith('.jar'));
  const native = new Set(files.filter((file) => !file.endsWith('.jar')).map((file) => dirname(file)));
  return [
    // Makes a start take two seconds on a small machine.
    '-XX:TieredStopAtLevel=1',
    '-XX:+UseSerialGC',
    `-Djava.library.path=${[...native].join(delimiter)}`,
    '--class-path',
    jars.join(delimiter),
    server,
    '-inMemory',
    '-disableTelemetry',
    // The default is any origin.
    '-cors',
    'http://127.0.0.1',
    '-port',
    String(port),
  ];
}

async function answers(endpoint: string, exited: Promise<'gone'>): Promise<boolean> {
  const until = Date.now() + patience.start;
  while (Date.now() < until) {
    // Any response to a request without a target means that it runs.
    const answered = await Promise.race([exited, fetch(endpoint).catch(() => null)]);
    if (answered === 'gone') return false;
    if (answered !== null) return true;
    await Promise.race([exited, pause(100)]);
  }
  return false;
}

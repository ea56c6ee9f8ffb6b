import { spawn } from 'node:child_process';
import { chmodSync, existsSync, mkdirSync, mkdtempSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { seed } from '../../../infra/local/demo/seed.ts';
import { announce, type Endpoints, keepKeys, readKeys, withdraw } from '../../../infra/local/endpoints.ts';
import { hostEnvironment } from '../../../infra/local/host-environment.ts';
import { startLocalStack } from '../../../infra/local/local-stack.ts';
import { takeLock } from '../../../infra/local/lock.ts';
import { twoFreePorts } from '../../../infra/local/ports.ts';
import { silentProgress } from '../../../infra/local/progress.ts';
import { runCommand } from '../../../infra/local/run-command.ts';

const project = join(import.meta.dirname, '..', '..', '..');
const node = join(project, 'node_modules', '.bin', 'node');
const python = join(project, 'infra', 'local', 'emulator', 'python.ts');

function folder(): string {
  return mkdtempSync(join(tmpdir(), 'joint-funding-set-up-'));
}

/** Prepares a Python environment in a process whose PATH holds only these programs (shell scripts). */
async function prepare(programs: Readonly<Record<string, string>>, into = join(folder(), 'python')) {
  const path = folder();
  for (const [name, script] of Object.entries(programs)) {
    writeFileSync(join(path, name), `#!/bin/sh\n${script}\n`);
    chmodSync(join(path, name), 0o755);
  }
  const code = `import { preparePython } from ${JSON.stringify(python)};
    preparePython(${JSON.stringify(into)}).then(console.log, (error) => { console.log(error.name + ': ' + error.message); });`;
  const environment = { ...hostEnvironment(), PATH: path };
  const { output } = await runCommand(node, ['--input-type=module', '--eval', code], { environment });
  return { said: output.trim(), into };
}

/** A python3 that is new enough, has venv, makes an environment by copying itself, and installs any package. */
const willing = [
  'case "$*" in',
  '*version_info*) echo "$0" ;;',
  '"-m venv "*) /bin/mkdir -p "$3/bin" && /bin/cp "$0" "$3/bin/python" ;;',
  'esac',
].join('\n');

describe('Python for the local AWS', () => {
  test('if it is missing or too old, one line says what to install', async () => {
    const line =
      'SetUpError: Python 3.11 or newer is needed for the local AWS and was not found. Install python3 and try again.';
    expect((await prepare({})).said).toBe(line);
    expect((await prepare({ python3: 'echo ""' })).said).toBe(line);
  });

  test('if it lacks the venv module, one line names the package', async () => {
    const without = `case "$*" in *venv*) exit 1 ;; esac\n${willing}`;
    const { said } = await prepare({ python3: without });
    expect(said).toMatch(/^SetUpError: .*python3 has no venv module\. Install it .*python3-venv.* and try again\.$/);
  });

  test('if packages cannot be installed, one line asks about the network and quotes the reason', async () => {
    const offline = `case "$*" in *"-m pip"*) echo "first"; echo "ERROR: no matching distribution"; exit 1 ;; esac\n${willing}`;
    const { said, into } = await prepare({ python3: offline });
    expect(said).toBe(
      'SetUpError: pip could not install the packages for the local AWS. Check the network connection. pip said: ERROR: no matching distribution',
    );
    expect(existsSync(into)).toBe(false);
  });

  test('an unfinished environment is made again, and a finished one is used', async () => {
    const into = join(folder(), 'python');
    mkdirSync(join(into, 'bin'), { recursive: true });
    expect((await prepare({ python3: willing }, into)).said).toBe(join(into, 'bin', 'python'));
    expect(existsSync(join(into, 'requirements.sha256'))).toBe(true);
    expect((await prepare({}, into)).said).toBe(join(into, 'bin', 'python'));
  });

  test('every package is pinned with its hashes, including cryptography', () => {
    const lines = readFileSync(join(project, 'infra', 'local', 'emulator', 'requirements.txt'), 'utf8').split('\n');
    const packages = lines.filter((line) => /^[a-z0-9]/.test(line));
    expect(packages.filter((line) => !/^[a-z0-9-]+==[\w.]+ \\$/.test(line))).toEqual([]);
    expect(packages.map((line) => line.split('==')[0])).toEqual(expect.arrayContaining(['ministack', 'cryptography']));
    expect(lines.filter((line) => /^\s+--hash=sha256:[0-9a-f]{64}/.test(line)).length).toBeGreaterThan(packages.length);
  });
});

describe('npm start', () => {
  function start(...args: string[]) {
    return runCommand(node, ['infra/local/start.ts', ...args], { cwd: project, environment: hostEnvironment() });
  }

  test.each([['--port', '80'], ['--port', '65535'], ['--port', 'x'], ['--prot', '9000'], ['more']])(
    'with %s %s says in one line what it takes',
    async (...args) => {
      const { ok, output } = await start(...args.filter((one) => one !== undefined));
      expect(ok).toBe(false);
      expect(output.trim().split('\n')).toHaveLength(1);
      expect(output).toContain('Usage: npm start -- [--port N] [--reset]');
    },
  );

  test.each([0, 1])('names a port in use: of the front door or the next one', async (above) => {
    const port = await twoFreePorts();
    const other = createServer();
    await new Promise<void>((resolve) => other.listen(port + above, '127.0.0.1', resolve));
    const into = folder();
    const starting = startLocalStack({ folder: into, port, reset: false, proposals: false, progress: silentProgress });
    await expect(starting).rejects.toThrow(`Port ${port + above} is in use`);
    other.close();
    expect(existsSync(join(into, 'running.json'))).toBe(false);
  });
});

describe('one set-up per folder', () => {
  const children: { kill(): void }[] = [];
  afterEach(() => {
    for (const child of children.splice(0)) child.kill();
  });

  test('another running set-up is named', async () => {
    const other = spawn(node, ['--eval', 'setInterval(() => {}, 1000)', 'infra/local/start.ts']);
    children.push(other);
    const into = folder();
    writeFileSync(join(into, 'running.json'), JSON.stringify({ owner: other.pid, emulator: null }));
    await expect(takeLock(into)).rejects.toThrow(`npm start is already running here (process ${other.pid})`);
  });

  test('the local AWS of a killed set-up is ended, and the next start succeeds', async () => {
    const left = spawn(node, ['--eval', 'setInterval(() => {}, 1000)', 'run_ministack']);
    children.push(left);
    const gone = new Promise((resolve) => left.once('exit', resolve));
    const into = folder();
    writeFileSync(join(into, 'running.json'), JSON.stringify({ owner: 2 ** 22 - 1, emulator: left.pid }));
    const lock = await takeLock(into);
    await gone;
    lock.release();
    expect(existsSync(join(into, 'running.json'))).toBe(false);
  });
});

describe('the files of a set-up', () => {
  const endpoints: Endpoints = {
    baseUrl: 'http://127.0.0.1:8080',
    mailboxUrl: 'http://127.0.0.1:8080/mailbox',
    awsEndpoint: 'http://127.0.0.1:8081',
    keys: { proposer: 'jf_1', finance: 'jf_2', admin: 'jf_3' },
    functions: { sweep: 'sweep', snapshot: 'snapshot' },
  };

  test('endpoints.json is readable only by this user, and is removed with the set-up', () => {
    const into = folder();
    announce(into, endpoints);
    const file = join(into, 'endpoints.json');
    expect(JSON.parse(readFileSync(file, 'utf8'))).toEqual(endpoints);
    expect(statSync(file).mode & 0o777).toBe(0o600);
    withdraw(into);
    expect(existsSync(file)).toBe(false);
  });

  test('keys are readable only by this user, and an incomplete file counts as none', () => {
    const into = folder();
    expect(readKeys(into)).toBeUndefined();
    keepKeys(into, endpoints.keys);
    expect(readKeys(into)).toEqual(endpoints.keys);
    expect(statSync(join(into, 'keys.json')).mode & 0o777).toBe(0o600);
    writeFileSync(join(into, 'keys.json'), '{"proposer":"jf_1"}');
    expect(readKeys(into)).toBeUndefined();
  });

  test('demo data goes only to this machine', async () => {
    await expect(seed({ baseUrl: 'https://joint-funding.example', key: 'k' })).rejects.toThrow(
      'not to joint-funding.example',
    );
  });
});

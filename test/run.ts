import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join, relative } from 'node:path';
import { type Suite, suites } from './suites.ts';

const project = join(import.meta.dirname, '..');
const binaries = join(project, 'node_modules', '.bin');

interface Count {
  readonly passed: number;
  readonly failed: number;
  /** What did not pass, each in words. */
  readonly faults: readonly string[];
}

interface Report {
  readonly numPassedTests: number;
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly {
      readonly status: string;
      readonly fullName: string;
      readonly failureMessages: readonly string[];
    }[];
  }[];
}

/**
 * Runs every suite, or those that are named, one after the other. It ends with one line: how many tests passed, how many failed. The
 * failures are listed once more before that line, for logs of which only the end is kept.
 */
async function main(only: readonly string[]): Promise<void> {
  const unknown = only.filter((name) => !suites.some((suite) => suite.name === name));
  if (unknown.length > 0) {
    process.stderr.write(
      `No suite is called ${unknown.join(', ')}. There are: ${suites.map(({ name }) => name).join(', ')}.\n`,
    );
    process.exitCode = 1;
    return;
  }
  const folder = mkdtempSync(join(tmpdir(), 'joint-funding-tests-'));
  const counts: Count[] = [strayFiles()];
  for (const suite of suites.filter(({ name }) => only.length === 0 || only.includes(name))) {
    counts.push(await run(suite, folder));
  }
  rmSync(folder, { recursive: true, force: true });
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  for (const fault of counts.flatMap(({ faults }) => faults)) process.stdout.write(`\nfailed: ${fault}\n`);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** A test file that no suite runs would be green for ever. */
function strayFiles(): Count {
  const known = suites.flatMap(({ folders }) => folders.map((folder) => `test/${folder}/`));
  const stray = globSync('test/**/*.test.ts', { cwd: project }).filter(
    (file) => !known.some((folder) => file.startsWith(folder)),
  );
  return failing(
    0,
    stray.map((file) => `${file} belongs to no suite of test/suites.ts`),
  );
}

async function run({ name }: Suite, folder: string): Promise<Count> {
  const reportFile = join(folder, `${name}.json`);
  process.stdout.write(`\n== ${name}\n`);
  const started = performance.now();
  const code = await vitest(folder, [
    'run',
    '--project',
    name,
    '--reporter=default',
    '--reporter=json',
    `--outputFile=${reportFile}`,
  ]);
  const count = read(name, reportFile, code);
  const seconds = Math.round((performance.now() - started) / 1000);
  process.stdout.write(`== ${name}: ${count.passed} passed, ${count.failed} failed, ${seconds} s\n`);
  return count;
}

/** Whatever the tests leave in their temporary folder goes with ours. */
function vitest(folder: string, args: readonly string[]): Promise<number | null> {
  const path = [binaries, process.env.PATH ?? ''].join(delimiter);
  return new Promise((resolve) => {
    const child = spawn(join(binaries, 'vitest'), args, {
      cwd: project,
      stdio: 'inherit',
      env: { ...process.env, PATH: path, TMPDIR: folder },
    });
    child.on('error', () => resolve(null));
    child.on('close', resolve);
  });
}

/** A suite that crashed, ran nothing, or could not even load a file has failed, whatever it counted. What is skipped proves nothing. */
function read(suite: string, reportFile: string, code: number | null): Count {
  const report = readReport(reportFile);
  if (report === undefined) return failing(0, [`${suite} left no report`]);
  const faults = report.testResults.flatMap(({ name, status, message, assertionResults }) => {
    const file = relative(project, name);
    if (status === 'failed' && assertionResults.length === 0)
      return [`${file} cannot be loaded: ${beginning(message)}`];
    return assertionResults
      .filter((test) => test.status !== 'passed')
      .map((test) => `${file}: ${test.fullName} (${test.status}): ${beginning(test.failureMessages.join('\n'))}`);
  });
  const unexplained = faults.length === 0 && (code !== 0 || report.numPassedTests === 0);
  return failing(report.numPassedTests, unexplained ? [`${suite} ended with ${code}, and no test failed`] : faults);
}

function failing(passed: number, faults: readonly string[]): Count {
  return { passed, failed: faults.length, faults };
}

function beginning(message: string): string {
  return message.length > 1500 ? `${message.slice(0, 1500)}…` : message;
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}

await main(process.argv.slice(2));

import { spawn } from 'node:child_process';
import { globSync, mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { delimiter, join } from 'node:path';
import { type Rung, rungs } from './rungs.ts';

const project = join(import.meta.dirname, '..');
const binaries = join(project, 'node_modules', '.bin');

interface Count {
  readonly passed: number;
  readonly failed: number;
}

interface Report {
  readonly numPassedTests: number;
  readonly numFailedTests: number;
  readonly numPendingTests: number;
  readonly numTodoTests: number;
  readonly testResults: readonly { readonly status: string; readonly assertionResults: readonly unknown[] }[];
}

/** Runs every rung, one after the other, and ends with one line: how many tests passed, how many failed. */
async function main(only: readonly string[]): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'joint-funding-tests-'));
  const counts: Count[] = [strayFiles()];
  for (const rung of rungs.filter(({ name }) => only.length === 0 || only.includes(name))) {
    counts.push(await run(rung, folder));
  }
  rmSync(folder, { recursive: true, force: true });
  const passed = counts.reduce((sum, count) => sum + count.passed, 0);
  const failed = counts.reduce((sum, count) => sum + count.failed, 0);
  process.stdout.write(`${passed} passed, ${failed} failed\n`);
  process.exitCode = failed === 0 ? 0 : 1;
}

/** A test file that no rung runs would be green for ever. */
function strayFiles(): Count {
  const known = rungs.flatMap(({ folders }) => folders.map((folder) => `test/${folder}/`));
  const stray = globSync('test/**/*.test.ts', { cwd: project }).filter(
    (file) => !known.some((folder) => file.startsWith(folder)),
  );
  for (const file of stray) process.stdout.write(`${file} belongs to no rung of test/rungs.ts\n`);
  return { passed: 0, failed: stray.length };
}

async function run({ name }: Rung, folder: string): Promise<Count> {
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
  const count = read(reportFile, code);
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

/** A rung that crashed, ran nothing, or could not even load a file has failed, whatever it counted. */
function read(reportFile: string, code: number | null): Count {
  const report = readReport(reportFile);
  if (report === undefined) return { passed: 0, failed: 1 };
  const unloaded = report.testResults.filter((file) => file.status === 'failed' && file.assertionResults.length === 0);
  // What is skipped proves nothing.
  const failed = report.numFailedTests + report.numPendingTests + report.numTodoTests + unloaded.length;
  const unexplained = failed === 0 && (code !== 0 || report.numPassedTests === 0) ? 1 : 0;
  return { passed: report.numPassedTests, failed: failed + unexplained };
}

function readReport(file: string): Report | undefined {
  try {
    return JSON.parse(readFileSync(file, 'utf8')) as Report;
  } catch {
    return undefined;
  }
}

await main(process.argv.slice(2));

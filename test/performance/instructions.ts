import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { runCommand } from '../../infra/local/run-command.ts';
import { inputs } from './largest-appraisal.ts';

const root = join(import.meta.dirname, '..', '..');
const folder = join(root, '.local', 'bench');
const program = join(folder, 'appraise-often.mjs');
const file = join(folder, 'appraised.json');
/** The first calls include compiling, so only the calls after them are reported. */
const first = 1;
const more = 5;

export interface Instructions {
  readonly name: string;
  /** Instructions of one call, in millions. */
  readonly millions: number;
}

/**
 * Instructions of one whole appraisal, counted by valgrind's cachegrind whatever else the machine does. It is a fifth of the
 * difference between a process with 6 appraisals and one with 1. null means that valgrind is not installed.
 */
export async function countedInstructions(): Promise<readonly Instructions[] | null> {
  if (!(await runCommand('valgrind', ['--version'])).ok) return null;
  mkdirSync(folder, { recursive: true });
  await bundled();
  const counted: Instructions[] = [];
  for (const [name, input] of Object.entries(inputs)) {
    writeFileSync(file, JSON.stringify(input));
    const of = (await instructionsOf(first + more)) - (await instructionsOf(first));
    counted.push({ name, millions: of / more / 1_000_000 });
  }
  return counted;
}

async function instructionsOf(times: number): Promise<number> {
  const { ok, output } = await runCommand('valgrind', [
    ...['--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null'],
    // Compiling and collecting on other threads would be counted at random.
    ...[process.execPath, '--single-threaded', program, file, String(times)],
  ]);
  const counted = /I\s+refs:\s+([\d,]+)/.exec(output)?.[1];
  if (!ok || counted === undefined) throw new Error(`Valgrind failed: ${output}`);
  return Number(counted.replaceAll(',', ''));
}

/** One file of JavaScript, so that compiling TypeScript is not counted. */
async function bundled(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [join(import.meta.dirname, 'appraise-often.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    logLevel: 'warning',
  });
}

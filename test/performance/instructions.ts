import { join } from 'node:path';
import { build } from 'esbuild';
import { runCommand } from '../../infra/local/run-command.ts';
import { appraisalYardstick, wholeAppraisals } from './largest-appraisal.ts';

const root = join(import.meta.dirname, '..', '..');
const program = join(root, '.local', 'bench', 'instructions.mjs');
/** What is compiled while the first calls run is counted with them; the calls after them are what is told. */
const first = 5;
const more = 10;

export interface Instructions {
  readonly name: string;
  /** Of one call, in millions. */
  readonly millions: number;
}

/**
 * Instructions of one whole appraisal, counted by valgrind's cachegrind, which does not mind what else the machine does: those of a process
 * that makes 15 of them less those of one that makes 5, a tenth of it. null: valgrind is not installed.
 */
export async function countedInstructions(): Promise<readonly Instructions[] | null> {
  if (!(await runCommand('valgrind', ['--version'])).ok) return null;
  await bundled();
  const counted: Instructions[] = [];
  for (const { name } of [appraisalYardstick, ...wholeAppraisals]) {
    const of = (await instructionsOf(name, first + more)) - (await instructionsOf(name, first));
    counted.push({ name, millions: of / more / 1_000_000 });
  }
  return counted;
}

async function instructionsOf(name: string, times: number): Promise<number> {
  const { ok, output } = await runCommand('valgrind', [
    ...['--tool=cachegrind', '--cache-sim=no', '--cachegrind-out-file=/dev/null'],
    // Compiling and collecting on other threads would be counted by chance.
    ...[process.execPath, '--single-threaded', program, name, String(times)],
  ]);
  const counted = /I\s+refs:\s+([\d,]+)/.exec(output)?.[1];
  if (!ok || counted === undefined) throw new Error(`Valgrind did not count ${name}: ${output}`);
  return Number(counted.replaceAll(',', ''));
}

/** One file of JavaScript, so that nothing is compiled from TypeScript while it is counted. */
async function bundled(): Promise<void> {
  await build({
    absWorkingDir: root,
    entryPoints: [join(import.meta.dirname, 'instructions.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: ['esbuild'],
    logLevel: 'warning',
  });
}

if (import.meta.main) {
  const [name, times] = process.argv.slice(2);
  const call = [appraisalYardstick, ...wholeAppraisals].find((each) => each.name === name)?.call;
  if (call === undefined) throw new Error(`There is no case ${name}`);
  for (let count = 0; count < Number(times); count += 1) call();
}

import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { build } from 'esbuild';
import { runCommand } from '../../../infra/local/run-command.ts';
import type { Writer, Written } from './report-writer.ts';

const root = join(import.meta.dirname, '..', '..', '..');
const program = join(root, '.local', 'bench', 'report-writer.mjs');
const rounds = 3;

/**
 * Without a limit, V8 lets the part of the heap for new objects grow to 96 MB, even if none of them is kept. The bench would then
 * measure that. The limit is the same for every writer.
 */
const flags = ['--max-semi-space-size=8'];

/** A writer compared with the well-known library for its format. */
export interface Speed {
  readonly writer: Writer;
  readonly rows: number;
  readonly perSecond: number;
  /** How many times as fast as the library in the same run. */
  readonly times: number;
  readonly goal: number;
}

/** The most memory of the whole process for a report of this many rows. */
export interface Peak {
  readonly writer: Writer;
  readonly rows: number;
  readonly bytes: number;
  readonly megabytes: number;
}

/** Rows per second of each format and of a well-known library, in turns. The fastest of three counts. */
export async function reportSpeeds(): Promise<readonly Speed[]> {
  await bundled();
  return [
    ...(await raced({ writer: 'csv', yardstick: 'fast-csv', rows: 100_000, goal: 1.5 })),
    ...(await raced({ writer: 'xlsx', yardstick: 'exceljs', rows: 20_000, goal: 2 })),
  ];
}

/** The most memory of a process that writes a report, from 10,000 rows to a million, or to the limit of a sheet. */
export async function reportPeaks(): Promise<readonly Peak[]> {
  await bundled();
  const peaks: Peak[] = [];
  for (const writer of ['csv', 'xlsx'] as const) {
    for (const rows of [10_000, 100_000, writer === 'csv' ? 1_000_000 : 1_048_574]) {
      const { bytes, peak } = await run(writer, rows, 'fresh');
      peaks.push({ writer, rows, bytes, megabytes: peak / 1024 / 1024 });
    }
  }
  return peaks;
}

async function raced(race: {
  readonly writer: Writer;
  readonly yardstick: Writer;
  readonly rows: number;
  readonly goal: number;
}): Promise<readonly Speed[]> {
  const { writer, yardstick, rows, goal } = race;
  const fastest = { ours: 0, theirs: 0 };
  for (let round = 0; round < rounds; round += 1) {
    fastest.ours = Math.max(fastest.ours, rows / (await run(writer, rows, 'same')).seconds);
    fastest.theirs = Math.max(fastest.theirs, rows / (await run(yardstick, rows, 'same')).seconds);
  }
  return [
    { writer: yardstick, rows, perSecond: fastest.theirs, times: 1, goal: 1 },
    { writer, rows, perSecond: fastest.ours, times: fastest.ours / fastest.theirs, goal },
  ];
}

/** One file of JavaScript, as a function is deployed, so that memory holds no compiler. */
async function bundled(): Promise<void> {
  mkdirSync(join(root, '.local', 'bench'), { recursive: true });
  await build({
    absWorkingDir: root,
    entryPoints: [join(import.meta.dirname, 'report-writer.ts')],
    outfile: program,
    bundle: true,
    platform: 'node',
    format: 'esm',
    target: 'node24',
    external: ['exceljs', 'fast-csv'],
    logLevel: 'warning',
  });
}

async function run(writer: Writer, rows: number, kind: 'fresh' | 'same'): Promise<Written> {
  const { ok, output } = await runCommand(process.execPath, [...flags, program, writer, String(rows), kind]);
  if (!ok) throw new Error(`${writer} failed at ${rows} rows: ${output}`);
  return JSON.parse(output) as Written;
}

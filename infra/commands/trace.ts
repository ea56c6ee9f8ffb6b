import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import { parseArgs } from 'node:util';
import { bundleHandlers } from '../bundle.ts';
import { readSourceMap, sourceMapsFolder } from '../source-maps.ts';
import { CommandError, runAsCommand } from './command-error.ts';
import { type Translated, translateStack } from './translate-stack.ts';

const usage = `Usage: npm run trace -- [--build] [--bundle FINGERPRINT] [FILE]
Without FILE it reads what is piped into it.
--build bundles this checkout first.
--bundle says which bundle a position in /var/task/index.mjs is in, by the first 8 to 64 digits of its SHA-256.`;

interface Arguments {
  readonly help: boolean;
  readonly build: boolean;
  readonly bundle: string | undefined;
  readonly file: string | undefined;
}

/** Prints a log with files and lines of this project instead of minified positions. */
async function main(args: readonly string[]): Promise<void> {
  const { help, build, bundle, file } = readArguments(args);
  if (help) {
    process.stdout.write(`${usage}\n`);
    return;
  }
  if (build) await buildMaps();
  const log = file === undefined ? await text(process.stdin) : readLog(file);
  const result = translateStack(log, (fingerprint) => readSourceMap(sourceMapsFolder, fingerprint), bundle);
  process.stdout.write(result.text.endsWith('\n') ? result.text : `${result.text}\n`);
  const faults = faultsOf(result);
  if (faults.length > 0) throw new CommandError(`\n${faults.join('\n')}`);
}

function readArguments(args: readonly string[]): Arguments {
  try {
    const { values, positionals } = parseArgs({
      args: [...args],
      options: {
        help: { type: 'boolean', default: false },
        build: { type: 'boolean', default: false },
        bundle: { type: 'string' },
      },
      allowPositionals: true,
    });
    if (positionals.length > 1) throw new Error('Give at most one file.');
    if (values.bundle !== undefined && !/^[0-9a-f]{8,64}$/.test(values.bundle)) {
      throw new Error('--bundle must have 8 to 64 hexadecimal digits.');
    }
    return { help: values.help, build: values.build, bundle: values.bundle, file: positionals[0] };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

function readLog(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch {
    throw new CommandError(`${file} cannot be read.\n${usage}`);
  }
}

async function buildMaps(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'joint-funding-trace-'));
  try {
    await bundleHandlers(folder, sourceMapsFolder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** What could not be translated and what to do about it. */
function faultsOf({ translated, unknown, unnamed }: Translated): readonly string[] {
  const faults = unknown.map(
    (bundle) =>
      `The source map of bundle ${bundle} is not here. Check out the commit that was deployed, then run: npm ci && npm run trace -- --build FILE`,
  );
  if (unnamed > 0) {
    faults.push(
      'A position in /var/task/index.mjs does not say which bundle it is in. Name it with --bundle FINGERPRINT.',
    );
  }
  if (faults.length > 0 || translated > 0) return faults;
  return ['This log has no position in a bundle, such as api/proposals.3f2a91c07be4d815.mjs:1:23456.'];
}

await runAsCommand(main);

import { parseArgs } from 'node:util';
import { environmentNames } from '../settings.ts';
import { CommandError, runAsCommand } from './command-error.ts';
import { findTable } from './find-table.ts';
import { inWords, rebuildRowsOf } from './rebuild-rows-of.ts';

const usage = 'Usage: npm run rebuild-reports -- --environment NAME';

/** Makes all rows of lists and reports again from the record, with the operator's own AWS rights. Safe to repeat. */
async function main(args: readonly string[]): Promise<void> {
  const target = await findTable(readEnvironment(args));
  const say = (line: string) => void process.stdout.write(`${line}\n`);
  const done = await rebuildRowsOf(target, say);
  say(`Done: ${inWords(done)}.`);
  if (done.failed > 0)
    throw new CommandError(
      'Some proposals failed. The lines above say why. Solve the problems and run this command again.',
    );
}

function readEnvironment(args: readonly string[]): string {
  try {
    const { environment } = parseArgs({ args: [...args], options: { environment: { type: 'string' } } }).values;
    if (environment === undefined) throw new Error(`Name an environment. There are: ${environmentNames().join(', ')}.`);
    return environment;
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

await runAsCommand(main);

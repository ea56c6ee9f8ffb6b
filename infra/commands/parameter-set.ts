import { readFile } from 'node:fs/promises';
import { parseArgs } from 'node:util';
import { CommandError, runAsCommand } from './command-error.ts';
import { findTable } from './find-table.ts';
import { putParameterSet } from './put-parameter-set.ts';

const usage = 'Usage: npm run parameter-set -- --environment NAME FILE';

/** Adds the figures of a JSON file to the parameter sets for appraisals (R14). */
async function main(args: readonly string[]): Promise<void> {
  const { environment, file } = readArguments(args);
  const text = await textOf(file);
  process.stdout.write(`${await putParameterSet(await findTable(environment), text)}\n`);
}

function readArguments(args: readonly string[]): { readonly environment: string; readonly file: string } {
  try {
    const options = { environment: { type: 'string' } } as const;
    const { values, positionals } = parseArgs({ args: [...args], options, allowPositionals: true });
    const [file, ...others] = positionals;
    if (values.environment === undefined || file === undefined || others.length > 0)
      throw new Error('Give --environment and one file.');
    return { environment: values.environment, file };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

async function textOf(file: string): Promise<string> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    throw new CommandError(`${file} cannot be read: ${(error as Error).message}`);
  }
}

await runAsCommand(main);

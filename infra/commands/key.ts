import { parseArgs } from 'node:util';
import { CommandError, runAsCommand } from './command-error.ts';
import { findTable } from './find-table.ts';
import { issueKey } from './issue-key.ts';

const usage =
  'Usage: npm run key -- --environment NAME --scopes admin,proposals:read [--holder ADDRESS] [--borough GSS] [--name NAME] [--days 365]';

interface Arguments {
  readonly environment: string;
  readonly scopes: string;
  readonly holder?: string;
  readonly borough?: string;
  readonly name: string;
  readonly days: string;
}

/** Makes a key with the operator's own AWS rights, such as the first one of an environment. It is printed once and stored as a hash. */
async function main(args: readonly string[]): Promise<void> {
  const { environment, scopes, holder = null, borough = null, name, days } = readArguments(args);
  const request = { name, scopes: scopes.split(','), holder, borough, days: wholeDays(days) };
  const key = await issueKey(await findTable(environment), request);
  process.stdout.write(`${key}\n`);
}

function readArguments(args: readonly string[]): Arguments {
  const text = { type: 'string' } as const;
  try {
    const { values } = parseArgs({
      args: [...args],
      options: {
        environment: text,
        scopes: text,
        holder: text,
        borough: text,
        name: { ...text, default: 'made by an operator' },
        days: { ...text, default: '365' },
      },
    });
    const { environment, scopes } = values;
    if (environment === undefined || scopes === undefined) throw new Error('Give --environment and --scopes.');
    return { ...values, environment, scopes };
  } catch (error) {
    throw new CommandError(`${(error as Error).message}\n${usage}`);
  }
}

function wholeDays(days: string): number {
  if (!/^[1-9]\d{0,2}$/.test(days))
    throw new CommandError(`--days must be a whole number up to 400, not ${days}\n${usage}`);
  return Number(days);
}

await runAsCommand(main);

import { parseArgs } from 'node:util';
import { replay, say, simulate } from './tell-run.ts';

const usage = `npm run simulate -- [--histories N] [--from SEED] [--workers N]
npm run simulate -- --seed SEED

  --histories N  histories of the whole system (100)
  --from SEED    seed of the first history; the others follow it (1)
  --workers N    threads (2)
  --seed SEED    runs one history again, and tells the smallest that still fails`;

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      histories: { type: 'string', default: '100' },
      from: { type: 'string', default: '1' },
      workers: { type: 'string', default: '2' },
      seed: { type: 'string' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(usage);
    return true;
  }
  if (values.seed !== undefined) return replay('system', whole('seed', values.seed, 0));
  return simulate({
    simulation: 'system',
    histories: whole('histories', values.histories, 1),
    from: whole('from', values.from, 0),
    workers: whole('workers', values.workers, 1),
  });
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new TypeError(`--${name} is a whole number from ${least} on, not ${text}.\n\n${usage}`);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

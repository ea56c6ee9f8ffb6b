import { parseArgs } from 'node:util';
import { replay, say, simulate } from '../tell-run.ts';

const usage = `npm run appraisals -- [--count N] [--from SEED] [--workers N]
npm run appraisals -- --seed SEED

  --count N      random appraisals, each figure against the slow second appraisal (1000)
  --from SEED    seed of the first; the others follow it (1)
  --workers N    threads (2)
  --seed SEED    one of them again, with its input and every difference`;

async function main(): Promise<boolean> {
  const text = (standard: string) => ({ type: 'string', default: standard }) as const;
  const { values } = parseArgs({
    options: { count: text('1000'), from: text('1'), workers: text('2'), seed: { type: 'string' } },
  });
  if (values.seed !== undefined) return replay('appraisals', whole('seed', values.seed, 0));
  return simulate({
    simulation: 'appraisals',
    histories: whole('count', values.count, 1),
    from: whole('from', values.from, 0),
    workers: whole('workers', values.workers, 1),
  });
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (text.trim() !== '' && Number.isSafeInteger(value) && value >= least) return value;
  throw new TypeError(`--${name} is a whole number from ${least} on, not "${text}".\n\n${usage}`);
}

try {
  process.exitCode = (await main()) ? 0 : 1;
} catch (error) {
  say(error instanceof Error ? error.message : String(error));
  process.exitCode = 2;
}

import { parseArgs } from 'node:util';
import { type Ran, type Run, runHistories } from './run-histories.ts';
import type { Rung } from './rung.ts';
import { simulations } from './rungs.ts';
import { Tally } from './tally.ts';

const usage = `npm run simulate -- [--domain N] [--histories N] [--from SEED] [--workers N]
npm run simulate -- --seed SEED [--rung system|domain]

  --domain N     histories of the domain alone; --histories N: of the whole system (100 where neither is given)
  --from SEED    seed of the first history; the others follow it (1)
  --workers N    threads (2)
  --seed SEED    runs one history again, and tells the smallest that still fails`;

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });
const say = (line: string) => process.stdout.write(`${line}\n`);

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      domain: { type: 'string' },
      histories: { type: 'string' },
      from: { type: 'string', default: '1' },
      workers: { type: 'string', default: '2' },
      seed: { type: 'string' },
      rung: { type: 'string', default: 'system' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(usage);
    return true;
  }
  if (values.seed !== undefined) return replay(rungNamed(values.rung), whole('seed', values.seed, 0));
  const from = whole('from', values.from, 0);
  const workers = whole('workers', values.workers, 1);
  const asked = { domain: values.domain, system: values.histories };
  const neither = values.domain === undefined && values.histories === undefined;
  for (const rung of ['domain', 'system'] as const) {
    const histories = asked[rung] ?? (neither && rung === 'system' ? '100' : undefined);
    if (histories === undefined) continue;
    if (!(await simulate({ rung, from, workers, histories: whole('histories', histories, 1) }))) return false;
  }
  return true;
}

/** One history again; where it fails, the smallest that still does. */
async function replay(rung: Rung['name'], seed: number): Promise<boolean> {
  try {
    await simulations[rung].run(seed, new Tally());
    say(`The history ${seed} of the ${rung} holds.`);
    return true;
  } catch {
    say(await simulations[rung].explain(seed));
    return false;
  }
}

async function simulate(run: Run): Promise<boolean> {
  let done = 0;
  const progress = (histories: number) => {
    done += histories;
    if (process.stdout.isTTY) process.stdout.write(`\r${run.rung}: ${number.format(done)} histories`);
  };
  const ran = await runHistories(run, progress);
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
  report(run, ran);
  if (ran.failed !== null) {
    const { seed } = ran.failed;
    say(`\nFAILED: seed ${seed}: ${ran.failed.why}\n\nThe smallest history that fails:\n`);
    say(await simulations[run.rung].explain(seed));
    say(`\nAgain: npm run simulate -- --rung ${run.rung} --seed ${seed}`);
  }
  for (const name of ran.missing) say(`NEVER REACHED: ${name}`);
  return ran.failed === null && ran.missing.length === 0;
}

/** Histories and steps a second, and how often each thing was reached. */
function report({ rung, histories }: Run, { tally, seconds, failed }: Ran): void {
  if (failed !== null) return;
  const steps = tally.of('steps').get('taken') ?? 0;
  const rate = (count: number) => `${number.format(count)} (${number.format(count / seconds)} a second)`;
  say(`\n== ${rung}: ${rate(histories)} histories, ${rate(steps)} steps, ${number.format(seconds)} s`);
  for (const [group, counts] of tally.entries()) {
    if (group === 'steps') continue;
    say(`  ${group}: ${counts.map(([name, times]) => `${name} ${number.format(times)}`).join(', ')}`);
  }
}

function rungNamed(name: string): Rung['name'] {
  if (name === 'domain' || name === 'system') return name;
  throw new TypeError(`--rung is domain or system, not ${name}.\n\n${usage}`);
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

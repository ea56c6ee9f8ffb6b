import { type Ran, type Run, runHistories } from './run-histories.ts';
import type { Simulation } from './simulation.ts';
import { simulations } from './simulations.ts';
import { Tally } from './tally.ts';

const number = new Intl.NumberFormat('en-GB', { maximumFractionDigits: 1 });

/** The command that replays a failure. */
const again = {
  system: 'npm run simulate --',
  appraisals: 'npm run appraisals --',
} as const satisfies Record<Simulation['name'], string>;

export function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

/** Replays one history. If it fails, shows the smallest that still fails. */
export async function replay(simulation: Simulation['name'], seed: number): Promise<boolean> {
  try {
    await simulations[simulation].run(seed, new Tally());
    say(`${simulation === 'appraisals' ? `Appraisal ${seed}` : `History ${seed} of the ${simulation}`} holds.`);
    return true;
  } catch {
    say(await simulations[simulation].explain(seed));
    return false;
  }
}

/** Runs histories and prints their number, what was reached and what failed. False: something failed or was never reached. */
export async function simulate(run: Run): Promise<boolean> {
  let done = 0;
  const progress = (histories: number) => {
    done += histories;
    if (process.stdout.isTTY) process.stdout.write(`\r${run.simulation}: ${number.format(done)}`);
  };
  const ran = await runHistories(run, progress);
  if (process.stdout.isTTY) process.stdout.write('\r\u001b[K');
  report(run, ran);
  if (ran.failed !== null) {
    const { seed } = ran.failed;
    say(`\nFAILED: seed ${seed}: ${ran.failed.why}\n\nThe smallest that fails:\n`);
    say(await simulations[run.simulation].explain(seed));
    say(`\nAgain: ${again[run.simulation]} --seed ${seed}`);
  }
  for (const name of ran.missing) say(`NEVER REACHED: ${name}`);
  return ran.failed === null && ran.missing.length === 0;
}

/** Histories and steps per second, and how often each thing was reached. */
function report({ simulation, histories }: Run, { tally, seconds, failed }: Ran): void {
  if (failed !== null) return;
  const steps = tally.of('steps').get('taken') ?? 0;
  const rate = (count: number) => `${number.format(count)} (${number.format(count / seconds)} a second)`;
  const taken = steps > 0 ? `, ${rate(steps)} steps` : '';
  say(`\n== ${simulation}: ${rate(histories)}${taken}, ${number.format(seconds)} s`);
  for (const [group, counts] of tally.entries()) {
    if (group === 'steps') continue;
    say(`  ${group}: ${counts.map(([name, times]) => `${name} ${number.format(times)}`).join(', ')}`);
  }
}

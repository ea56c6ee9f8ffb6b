import { parseArgs } from 'node:util';
import type { Simulation } from './simulation.ts';
import { replay, say, simulate } from './tell-run.ts';

const usage = `npm run simulate -- [--domain N] [--histories N] [--from SEED] [--workers N]
npm run simulate -- --seed SEED [--simulation system|domain]

  --domain N     histories of the domain alone; --histories N: of the whole system (100 where neither is given)
  --from SEED    seed of the first history; the others follow it (1)
  --workers N    threads (2)
  --seed SEED    runs one history again, and tells the smallest that still fails`;

async function main(): Promise<boolean> {
  const { values } = parseArgs({
    options: {
      domain: { type: 'string' },
      histories: { type: 'string' },
      from: { type: 'string', default: '1' },
      workers: { type: 'string', default: '2' },
      seed: { type: 'string' },
      simulation: { type: 'string', default: 'system' },
      help: { type: 'boolean', default: false },
    },
  });
  if (values.help) {
    say(usage);
    return true;
  }
  if (values.seed !== undefined) return replay(simulationNamed(values.simulation), whole('seed', values.seed, 0));
  const from = whole('from', values.from, 0);
  const workers = whole('workers', values.workers, 1);
  const asked = { domain: values.domain, system: values.histories };
  const neither = values.domain === undefined && values.histories === undefined;
  for (const simulation of ['domain', 'system'] as const) {
    const histories = asked[simulation] ?? (neither && simulation === 'system' ? '100' : undefined);
    if (histories === undefined) continue;
    if (!(await simulate({ simulation, from, workers, histories: whole('histories', histories, 1) }))) return false;
  }
  return true;
}

function simulationNamed(name: string): Simulation['name'] {
  if (name === 'domain' || name === 'system') return name;
  throw new TypeError(`--simulation is domain or system, not ${name}.\n\n${usage}`);
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

import { parseArgs } from 'node:util';
import { type EmptyAws, type Running, startEmptyAws } from '../deployed/local-aws.ts';
import { startDynamoDbLocal } from '../dynamodb-local/dynamodb-local.ts';
import { runRacesWithFaults } from './faulty-races.ts';
import { type RaceFigures, runRaces } from './races.ts';

const usage = 'npm run races -- [--count 10000] [--engine ministack|dynamodb-local] [--seed N] [--faults]';
const engines = { ministack: startEmptyAws, 'dynamodb-local': startLocal } as const;
type Engine = keyof typeof engines;

async function startLocal(): Promise<Running<EmptyAws>> {
  const { value, stop } = await startDynamoDbLocal();
  if (value.kind === 'missing') throw new Error(`DynamoDB Local cannot run here: ${value.why}.`);
  return { value, stop };
}

/** Runs races on one engine or both, and prints the figures, even if it is stopped (SIGINT, SIGTERM). */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      count: { type: 'string', default: '10000' },
      engine: { type: 'string' },
      seed: { type: 'string', default: '1' },
      faults: { type: 'boolean', default: false },
    },
  });
  const [count, seed] = [Number(values.count), Number(values.seed)];
  const wanted = (Object.keys(engines) as Engine[]).filter((name) => (values.engine ?? name) === name);
  if (!Number.isSafeInteger(count) || !Number.isSafeInteger(seed) || wanted.length === 0) throw new Error(usage);
  for (const name of wanted) await runOn(name, { count, seed, faults: values.faults });
}

const stopped = new AbortController();
for (const signal of ['SIGINT', 'SIGTERM'] as const) process.once(signal, () => stopped.abort());

interface Wanted {
  readonly count: number;
  readonly seed: number;
  readonly faults: boolean;
}

async function runOn(name: Engine, { count, seed, faults }: Wanted): Promise<void> {
  const engine = await engines[name]();
  const aws = faults && name !== 'ministack' ? await startEmptyAws() : engine;
  const started = performance.now();
  const options = {
    at: engine.value,
    count,
    seed,
    progress: (figures: RaceFigures) => process.stderr.write(`${name}: ${wordsOf(figures, started)}\n`),
    signal: stopped.signal,
  };
  try {
    const faulty = faults ? await runRacesWithFaults({ ...options, aws: aws.value }) : undefined;
    const report = faulty?.report ?? (await runRaces(options));
    process.stdout.write(`\n${name}, seed ${seed}, ${secondsSince(started)} s\n${linesOf(report)}`);
    if (faulty !== undefined) {
      process.stdout.write(`  executions resumed     ${faulty.resumed}\n  faults ${JSON.stringify(faulty.faults)}\n`);
    }
    if (report.violations.length > 0) process.exitCode = 1;
  } finally {
    await engine.stop();
    if (aws !== engine) await aws.stop();
  }
}

function wordsOf({ races, recorded, refused, violations }: RaceFigures, started: number): string {
  const counts = `${races} races, ${recorded} recorded, ${refused} refused, ${violations.length} violations`;
  return `${counts}, ${secondsSince(started)} s`;
}

function secondsSince(started: number): number {
  return Math.round((performance.now() - started) / 1000);
}

function linesOf(report: RaceFigures): string {
  const { tally, violations } = report;
  const rows: readonly (readonly [string, number])[] = [
    ['races', report.races],
    ['proposals', report.proposals],
    ['approvals recorded', report.recorded],
    ['refused for money', report.refused],
    ['stale heads met', tally.again.stale],
    ['conflicts met', tally.again.conflict],
    ['throttles met', tally.again.throttled],
    ['retries', tally.retries],
    ['sent again', report.sentAgain],
    ['violations', violations.length],
  ];
  const lines = rows.map(([what, number]) => `  ${what.padEnd(22)} ${number}\n`);
  return [...lines, ...violations.map((violation) => `  ! ${violation}\n`)].join('');
}

await main();

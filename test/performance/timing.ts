import { Bench } from 'tinybench';
import type { Case } from './domain-cases.ts';

export interface Measured {
  readonly name: string;
  /** Time of the fastest call: other work on the machine only makes calls slower. */
  readonly microseconds: number;
  /** Bytes allocated in one call. */
  readonly bytes: number;
}

const callsAtOnce = 5;
const rounds = 25;

/** Time and memory of each case, one after the other in one process. */
export async function measured(cases: readonly Case[]): Promise<readonly Measured[]> {
  const bench = new Bench({ time: 1_000, warmupTime: 1_000 });
  for (const { name, call } of cases) bench.add(name, call);
  await bench.run();
  return cases.map(({ name, call }) => {
    const result = bench.getTask(name)?.result;
    if (result?.state !== 'completed') throw new Error(`${name} was not measured: ${result?.state}`);
    return { name, microseconds: result.latency.min * 1_000, bytes: allocated(call) };
  });
}

/**
 * Bytes by which the heap grows in a call: the median of 25 times five calls, each after a collection. The command gives new
 * objects enough room, so that none is collected meanwhile.
 */
function allocated(call: () => unknown): number {
  const { gc } = globalThis;
  if (gc === undefined) throw new Error('Start this with --expose-gc, as npm run bench does');
  const growths = Array.from({ length: rounds }, () => {
    gc();
    const before = process.memoryUsage().heapUsed;
    for (let count = 0; count < callsAtOnce; count += 1) call();
    return (process.memoryUsage().heapUsed - before) / callsAtOnce;
  });
  return growths.toSorted((a, b) => a - b)[Math.floor(rounds / 2)] ?? 0;
}

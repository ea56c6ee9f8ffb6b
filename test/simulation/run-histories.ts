import { Worker } from 'node:worker_threads';
import type { Simulation } from './simulation.ts';
import { simulations } from './simulations.ts';
import { Tally } from './tally.ts';
import type { Share, Told } from './worker.ts';

export interface Run {
  readonly simulation: Simulation['name'];
  readonly histories: number;
  /** Seed of the first history. The others follow it. */
  readonly from: number;
  readonly workers: number;
}

/** The result of a run. `missing`: what enough histories must reach and did not reach. */
export interface Ran {
  readonly tally: Tally;
  readonly seconds: number;
  readonly failed: { readonly seed: number; readonly why: string } | null;
  readonly missing: readonly string[];
}

/** Runs histories on threads, and stops all at the first failure. `progress` gets the number of finished histories. */
export async function runHistories(run: Run, progress: (histories: number) => void): Promise<Ran> {
  const { simulation, histories, from, workers: count } = run;
  const tally = new Tally();
  simulations[simulation].expect(tally);
  const started = performance.now();
  const shares = Array.from({ length: count }, (_, at): Share => {
    const theirs = Math.floor(histories / count) + (at < histories % count ? 1 : 0);
    return { simulation, from: from + at, stride: count, count: theirs };
  });
  const failures: { seed: number; why: string }[] = [];
  const workers: Worker[] = [];
  const one = (share: Share) =>
    new Promise<void>((done, fail) => {
      const worker = new Worker(new URL('./worker.ts', import.meta.url), { workerData: share });
      workers.push(worker);
      worker.on('message', (told: Told) => {
        if (told.kind === 'progress') progress(told.histories);
        else if (told.kind === 'done') tally.add(told.tally);
        else {
          failures.push({ seed: told.seed, why: told.why });
          for (const each of workers) void each.terminate();
        }
      });
      worker.on('error', fail);
      worker.on('exit', () => done());
    });
  await Promise.all(shares.filter((share) => share.count > 0).map(one));
  const seconds = (performance.now() - started) / 1000;
  const failed = failures.toSorted((a, b) => a.seed - b.seed)[0] ?? null;
  const enough = failed === null && histories >= simulations[simulation].enough;
  return { tally, seconds, failed, missing: enough ? tally.missing() : [] };
}

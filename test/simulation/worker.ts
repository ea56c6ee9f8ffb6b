import { parentPort, workerData } from 'node:worker_threads';
import type { Simulation } from './simulation.ts';
import { simulations } from './simulations.ts';
import { Tally } from './tally.ts';

/** The seeds of a worker: every `stride`th from `from` on, `count` in total. */
export interface Share {
  readonly simulation: Simulation['name'];
  readonly from: number;
  readonly stride: number;
  readonly count: number;
}

/** A worker's messages: its progress, and its end or first failure. */
export type Told =
  | { readonly kind: 'progress'; readonly histories: number }
  | { readonly kind: 'failed'; readonly seed: number; readonly why: string }
  | { readonly kind: 'done'; readonly tally: ReturnType<Tally['entries']> };

const tellEvery = 100;

async function work({ simulation, from, stride, count }: Share, tell: (told: Told) => void): Promise<void> {
  const tally = new Tally();
  for (let done = 0; done < count; done += 1) {
    const seed = from + done * stride;
    try {
      await simulations[simulation].run(seed, tally);
    } catch (error) {
      return tell({ kind: 'failed', seed, why: error instanceof Error ? error.message : String(error) });
    }
    if ((done + 1) % tellEvery === 0) tell({ kind: 'progress', histories: tellEvery });
  }
  tell({ kind: 'progress', histories: count % tellEvery });
  tell({ kind: 'done', tally: tally.entries() });
}

await work(workerData as Share, (told) => parentPort?.postMessage(told));

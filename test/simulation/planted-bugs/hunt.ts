import type { Simulation } from '../simulation.ts';
import { simulations } from '../simulations.ts';
import { Tally } from '../tally.ts';

/**
 * Runs histories until one fails, in the tree that contains this file. Prints the seed of that history and
 * what broke, or nothing.
 */
async function hunt({ name, run }: Simulation, histories: number): Promise<void> {
  const tally = new Tally();
  for (let seed = 1; seed <= histories; seed += 1) {
    try {
      await run(seed, tally);
    } catch (error) {
      process.stdout.write(`seed ${seed} of the ${name}: ${error instanceof Error ? error.message : String(error)}\n`);
      return;
    }
  }
}

const [, , histories] = process.argv;
await hunt(simulations.system, Number(histories));

import { domainRung } from '../domain/domain-rung.ts';
import { Tally } from '../tally.ts';

/** Runs histories until one fails, in the tree that this file is in; prints that one's seed and what broke, or nothing. */
async function hunt(histories: number): Promise<void> {
  const tally = new Tally();
  for (let seed = 1; seed <= histories; seed += 1) {
    try {
      await domainRung.run(seed, tally);
    } catch (error) {
      process.stdout.write(`seed ${seed} of the domain: ${error instanceof Error ? error.message : String(error)}\n`);
      return;
    }
  }
}

await hunt(Number(process.argv[2]));

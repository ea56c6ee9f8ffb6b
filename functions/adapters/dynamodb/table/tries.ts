import { Overloaded } from '../../../application/commit/change-proposal.ts';
import { systemRandomness } from '../../system/ids.ts';
import { systemPause } from '../../system/pause.ts';
import type { DynamoTable } from './table.ts';

const maxTries = 8;
const firstWindow = 40;

/**
 * Tries until `attempt` gives something, at most 8 times, with full jitter between the tries. For writes that the
 * adapter decides by itself. Throws `Overloaded` after the last try.
 */
export async function untilDone<T>(
  { pause = systemPause, randomness = systemRandomness }: DynamoTable,
  what: string,
  attempt: () => Promise<T | undefined>,
): Promise<T> {
  for (let tries = 1; ; tries += 1) {
    const result = await attempt();
    if (result !== undefined) return result;
    if (tries === maxTries) throw new Overloaded(`Too many write at once: ${what}.`);
    await pause.wait(randomness.fraction() * firstWindow * 2 ** (tries - 1));
  }
}

import { randomBytes } from 'node:crypto';
import type { Randomness } from '../../application/ports/system.ts';

/** The operating system's randomness: ids, salts and tokens; and jitter, which needs none of that quality. */
export const systemRandomness: Randomness = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
  fraction: () => Math.random(),
};

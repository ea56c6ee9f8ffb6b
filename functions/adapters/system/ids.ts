import { randomBytes } from 'node:crypto';
import type { Randomness } from '../../application/ports/system.ts';

/** The operating system's randomness for ids, salts and tokens. Jitter uses plain `Math.random`. */
export const systemRandomness: Randomness = {
  bytes: (count) => new Uint8Array(randomBytes(count)),
  fraction: () => Math.random(),
};

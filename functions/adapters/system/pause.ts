import { setTimeout } from 'node:timers/promises';
import type { Pause } from '../../application/ports/ports.ts';

/** Waits for real. */
export const systemPause: Pause = {
  wait: async (milliseconds) => {
    await setTimeout(milliseconds);
  },
};

import { setTimeout } from 'node:timers/promises';
import type { Pause } from '../../application/ports/system.ts';

export const systemPause: Pause = {
  wait: async (milliseconds) => {
    await setTimeout(milliseconds);
  },
};

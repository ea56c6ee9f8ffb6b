import type { Log } from '../../adapters/system/log.ts';
import { type SweepDependencies, sweep } from '../../application/workflow/sweep.ts';
import { sweepDependencies } from './dependencies.ts';

/** Does everything that is due. Returns the result for anyone who invokes it by hand. */
export const create = (deps: SweepDependencies & { readonly log: Log }) => async () => {
  const swept = await sweep(deps);
  deps.log('sweep-drove', { count: swept.attended });
  return swept;
};

export const handler = create(sweepDependencies());

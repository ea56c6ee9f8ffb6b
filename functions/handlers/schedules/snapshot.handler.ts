import type { Log } from '../../adapters/system/log.ts';
import { type MakeDependencies, makeSnapshots } from '../../application/reports/make-snapshots.ts';
import { snapshotDependencies } from './snapshot-dependencies.ts';

/** Makes snapshots of reports that are too large to send at once. Returns the result, for calls by hand. */
export const create = (deps: MakeDependencies & { readonly log: Log }) => async () => {
  const done = await makeSnapshots(deps);
  deps.log('snapshots-made', { count: done.made });
  return done;
};

export const handler = create(snapshotDependencies());

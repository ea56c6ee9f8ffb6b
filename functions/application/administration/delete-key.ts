import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Caller, Keys } from '../ports/registers.ts';
import { isOf } from './read-administration.ts';

/**
 * Deletes a key: within a minute it opens nothing any more. False: there is none of this id that the caller may see, or it was
 * deleted already.
 */
export async function deleteKey(
  { keys }: { readonly keys: Pick<Keys, 'get' | 'put'> },
  caller: Pick<Caller, 'borough'>,
  id: string,
  at: Instant,
): Promise<boolean> {
  const key = await keys.get(id);
  if (key === undefined || key.deletedAt !== null || !isOf(caller, key.borough)) return false;
  await keys.put({ ...key, deletedAt: at });
  return true;
}

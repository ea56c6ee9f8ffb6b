import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Caller, Keys } from '../ports/registers.ts';
import { isOf } from './read-administration.ts';

/**
 * Deletes a key, which stops working within a minute. False: the caller may not see such a key, or it was already
 * deleted.
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

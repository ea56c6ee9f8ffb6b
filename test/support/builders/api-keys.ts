import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import type { Keys } from '../../../functions/application/ports/registers.ts';
import type { Key, Scope } from '../../../functions/domain/record/access.ts';

export const allScopes: readonly Scope[] = ['proposals:write', 'proposals:read', 'reports:read', 'admin'];

let made = 0;

/** Puts a key in the register and gives its secret. */
export async function keyFor(keys: Pick<Keys, 'put'>, more: Partial<Key> = {}): Promise<string> {
  made += 1;
  const secret = `jf_${String(made).padStart(42, 'k')}A`;
  await keys.put({
    id: systemDigests.sha256(secret),
    name: `Key ${made}`,
    scopes: allScopes,
    borough: null,
    holder: 'holder@hackney.example',
    createdAt: '2026-11-01T00:00:00.000Z',
    expiresAt: '2027-11-01T00:00:00.000Z',
    deletedAt: null,
    ...more,
  });
  return secret;
}

import { mapConcurrently } from '../../../functions/application/lists/map-concurrently.ts';
import { demoBoroughs, demoBudgets, demoSchemes, type Put } from './demo-coalition.ts';

/** Concurrent requests. More would only start more processes in the local AWS. */
const atOnce = 6;

export interface SeedTarget {
  readonly baseUrl: string;
  /** A key with the scope `admin`. */
  readonly key: string;
}

/** Whether the demo coalition already exists, and whether the key is accepted at all. */
export async function seedState(target: SeedTarget): Promise<'seeded' | 'empty' | 'key unknown'> {
  const last = demoSchemes().at(-1)?.path ?? '';
  const response = await fetch(target.baseUrl + last, { headers: headers(target) });
  await response.arrayBuffer();
  if (response.status === 401) return 'key unknown';
  return response.ok ? 'seeded' : 'empty';
}

/**
 * Adds the demo coalition through the API. Repeating it changes nothing. Refuses an address outside this machine, because the
 * data is invented.
 */
export async function seed(target: SeedTarget): Promise<void> {
  assertLoopback(target.baseUrl);
  await putAll(target, demoBoroughs());
  await putAll(target, demoBudgets());
  for (const scheme of demoSchemes()) await putAll(target, [scheme]);
}

/** Demo data and resets are only for this machine. */
export function assertLoopback(url: string): void {
  const { hostname } = new URL(url);
  if (!['127.0.0.1', 'localhost', '[::1]'].includes(hostname)) {
    throw new Error(`Demo data only goes to this machine, not to ${hostname}.`);
  }
}

async function putAll(target: SeedTarget, puts: readonly Put[]): Promise<void> {
  await mapConcurrently(puts, atOnce, (each) => put(target, each));
}

async function put(target: SeedTarget, { path, body }: Put): Promise<void> {
  const response = await fetch(target.baseUrl + path, {
    method: 'PUT',
    headers: { ...headers(target), 'content-type': 'application/json' },
    body: JSON.stringify(body),
  });
  const answer = await response.text();
  if (!response.ok) throw new Error(`PUT ${path} answered ${response.status}: ${answer}`);
}

function headers({ key }: SeedTarget): Record<string, string> {
  return { authorization: `Bearer ${key}` };
}

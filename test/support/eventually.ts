import { setTimeout as pause } from 'node:timers/promises';

/** What a look came to: what was waited for, or what is there instead. */
export type Look<T> = { readonly found: T } | { readonly seen: unknown };

const betweenLooks = 120;
const maxShown = 2_000;

/**
 * Looks again and again until it finds what it waits for.
 *
 * @throws Error after `seconds`, with what was seen last; at once where the look itself throws
 */
export async function eventually<T>(what: string, look: () => Promise<Look<T>>, seconds = 200): Promise<T> {
  const until = Date.now() + seconds * 1000;
  for (;;) {
    const seen = await look();
    if ('found' in seen) return seen.found;
    if (Date.now() > until) throw new Error(`${what}: not within ${seconds} s. Last seen: ${shown(seen.seen)}`);
    await pause(betweenLooks);
  }
}

/** A value as a message shows it. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}

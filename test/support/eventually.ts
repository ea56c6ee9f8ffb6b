import { setTimeout as pause } from 'node:timers/promises';

/** The result of a look: what was waited for, or what was seen instead. */
export type Look<T> = { readonly found: T } | { readonly seen: unknown };

const betweenLooks = 120;
const maxShown = 2_000;

/**
 * Looks repeatedly until it finds what it waits for.
 *
 * @throws Error after `seconds`, with what was seen last, or at once if the look itself throws
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

/** A value in the form of a message. */
export function shown(value: unknown): string {
  const text = typeof value === 'string' ? value : (JSON.stringify(value) ?? String(value));
  return text.length > maxShown ? `${text.slice(0, maxShown)}…` : text;
}

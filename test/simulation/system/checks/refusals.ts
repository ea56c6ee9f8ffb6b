import { Violation } from '../../simulation.ts';
import type { Universe } from '../universe.ts';

/** How much was written of everything, and how many events of one proposal, before somebody was refused. */
export interface Before {
  readonly written: number;
  readonly events: number;
}

export function before({ watch }: Universe, id?: string): Before {
  return { written: watch.written, events: watch.chains.get(id ?? '')?.events.length ?? 0 };
}

/** Promise 1: what is refused leaves no trace. Only while nobody else writes. */
export function checkNoTrace({ alone, watch }: Universe, { written }: Before, what: string): void {
  if (alone && watch.written > written) throw new Violation(`Promise 1: ${what} was refused and left a trace`);
}

/**
 * The same of an answer, which may leave a first late answer, a code that was mailed or tried in vain, or a request that its officer may
 * no longer answer with another.
 */
export function checkAnswerRefused(
  universe: Universe,
  { written, events }: Before,
  { id, what, wrote }: { readonly id: string; readonly what: string; readonly wrote: readonly string[] },
): void {
  const happened = universe.watch.chains.get(id)?.events.slice(events) ?? [];
  const passedOn = happened.length > 0 && happened.every(({ type }) => type === 'passed-on');
  if (passedOn || wrote.every((operation) => operation === 'keepLate' || operation === 'put codes')) return;
  checkNoTrace(universe, { written, events }, what);
}

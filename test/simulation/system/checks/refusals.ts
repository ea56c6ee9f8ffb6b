import { Violation } from '../../simulation.ts';
import type { Universe } from '../universe.ts';

/** How much was written in total, and how many events of one proposal, before a refusal. */
export interface Before {
  readonly written: number;
  readonly events: number;
}

export function before({ watch }: Universe, id?: string): Before {
  return { written: watch.written, events: watch.chains.get(id ?? '')?.events.length ?? 0 };
}

/** Promise 1: a refusal writes nothing. Checked only while nobody else writes. */
export function checkNoTrace({ alone, watch }: Universe, { written }: Before, what: string): void {
  if (alone && watch.written > written) throw new Violation(`Promise 1: ${what} was refused and left a trace`);
}

/**
 * The same for an answer. A refused answer may leave a first late answer, an emailed or wrong code, or a request that has passed
 * to another officer.
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

import type { Scheme } from '../../../functions/domain/vocabulary/scheme.ts';

/** The standard scheme of the demonstration, with some of it replaced. */
export function aScheme(changes: Partial<Scheme> = {}): Scheme {
  return {
    name: 'standard',
    decisionRule: { kind: 'coalition', minimumBoroughs: 2 },
    silence: 'opt-out',
    headroom: 25,
    responseWorkingDays: 10,
    shortestResponse: 'PT24H',
    reminderWorkingDays: [5, 2, 1],
    maxRevisions: 5,
    revisionWorkingDays: 20,
    review: { required: 'always', minimum: 1, responseWorkingDays: 5 },
    ...changes,
  };
}

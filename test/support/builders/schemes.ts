import type { Scheme } from '../../../functions/domain/vocabulary/scheme.ts';

/**
 * A scheme with some of it replaced. Each approval counts, however small, and a round closes at once and without a
 * top-up, so that a test states the rule that it is about.
 */
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
    countsFrom: 0,
    graceWorkingDays: 0,
    topUp: null,
    confirmWorkingDays: 5,
    ...changes,
  };
}

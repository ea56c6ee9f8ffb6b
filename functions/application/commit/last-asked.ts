import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';

/**
 * Who hears what becomes of a borough's request: the officer who answered or, where nobody did, the last one who holds it; where all of
 * them passed it on, the last one asked.
 */
export function lastAsked({ answer, asks }: SignOffRequest): PersonId | undefined {
  const holder = asks.findLast((ask) => ask.passedOn === null) ?? asks.at(-1);
  return answer?.by ?? holder?.person;
}

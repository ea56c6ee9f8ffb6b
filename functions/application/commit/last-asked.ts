import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';

/**
 * The person who hears what happened to a borough's request: the officer who answered, else the last one who holds it,
 * else the last one asked.
 */
export function lastAsked({ answer, asks }: SignOffRequest): PersonId | undefined {
  const holder = asks.findLast((ask) => ask.passedOn === null) ?? asks.at(-1);
  return answer?.by ?? holder?.person;
}

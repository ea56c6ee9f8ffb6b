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

/**
 * R4, R20. Everyone who hears about a borough's request: the officer who answered and those who hold the request and
 * stayed silent, approver and deputy both; else the last one asked.
 */
export function heardFrom(request: SignOffRequest): readonly PersonId[] {
  const { answer, asks } = request;
  const holders = asks.filter(({ passedOn }) => passedOn === null).map(({ person }) => person);
  const told = [...(answer?.by ? [answer.by] : []), ...holders];
  return [...new Set(told.length > 0 ? told : asks.slice(-1).map(({ person }) => person))];
}

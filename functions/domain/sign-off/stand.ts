import type { SignOffAnswer, SignOffRequest } from './sign-off-request.ts';

/** The current state of a borough's answer (R29). */
export function standOf({ answer, revoked, takenBack }: SignOffRequest): Stand {
  if (revoked !== undefined) return 'revoked';
  return takenBack === undefined ? (answer?.kind ?? null) : 'taken-back';
}

/** The current state of a borough's answer. An approval that was revoked or taken back counts as opting out (R29). */
export type Stand = SignOffAnswer['kind'] | 'revoked' | 'taken-back' | null;

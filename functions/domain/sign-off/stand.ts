import type { SignOffAnswer, SignOffRequest } from './sign-off-request.ts';

/** The current state of a borough's answer (R29). */
export function standOf({ answer, revoked }: SignOffRequest): Stand {
  return revoked === undefined ? (answer?.kind ?? null) : 'revoked';
}

/** The current state of a borough's answer. A revoked approval counts as opting out (R29). */
export type Stand = SignOffAnswer['kind'] | 'revoked' | null;

import type { SignOffAnswer, SignOffRequest } from './sign-off-request.ts';

/** What stands of a borough's answer (R29). */
export function standOf({ answer, revoked }: SignOffRequest): Stand {
  return revoked === undefined ? (answer?.kind ?? null) : 'revoked';
}

/** What stands of a borough's answer: an approval that was revoked counts as opting out (R29). */
export type Stand = SignOffAnswer['kind'] | 'revoked' | null;

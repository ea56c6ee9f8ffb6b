import type { PersonId } from '../vocabulary/borough.ts';
import { formatPounds } from '../vocabulary/money.ts';
import type { AnswerFault, GivenAnswer } from './answer-form.ts';
import { answersOf, highestLimitOf, type SignOffAnswer, type SignOffRequest } from './sign-off-request.ts';

/** R1. The most answers of one borough to one revision. Only a declared interest can make room for another one. */
export const maxAnswers = 20;

/** R1. When a decision may only become firmer: on the round's last working day, and while a top-up runs. */
export type FirmOnly = 'last-working-day' | 'top-up';

/** R1. Whether the recorded answer may be replaced, and if not, why. It depends on the request alone. */
export function mayReplace(
  request: Pick<SignOffRequest, 'answers' | 'answer' | 'revoked'>,
): 'yes' | 'revoked' | 'too-often' {
  if (request.revoked !== undefined) return 'revoked';
  return request.answer !== null && answersOf(request) >= maxAnswers ? 'too-often' : 'yes';
}

/**
 * R1. Whether a form names the newest answer. `replaces` is the record number that it replaces, '' if it replaces none.
 * Two open pages can therefore not overwrite each other.
 */
export function namesNewest({ answer }: Pick<SignOffRequest, 'answer'>, replaces: string): boolean {
  return (answer?.record ?? '') === replaces;
}

/**
 * R1. What is wrong with an answer that comes when decisions may only become firmer; empty at any other time (`firm` is
 * null). A borough may raise its limit, decline, or join, but it may not go below the highest limit that it gave. On the
 * last working day a borough that has not answered may still ask for changes, and during a top-up nobody may.
 */
export function firmnessFaults(
  { kind, upTo }: Pick<GivenAnswer, 'kind' | 'upTo'>,
  request: Pick<SignOffRequest, 'name' | 'answer' | 'highest'>,
  firm: FirmOnly | null,
): readonly AnswerFault[] {
  if (firm === null) return [];
  const highest = highestLimitOf(request);
  if (kind === 'approve' && upTo !== null && upTo < highest) {
    return [
      {
        field: 'upTo',
        message: `Enter at least ${formatPounds(highest)}: ${request.name} agreed to that already, and ${whenFirm[firm]} a limit can only be raised. To take no part, select decline`,
      },
    ];
  }
  const asksTooLate = kind === 'request-changes' && (firm === 'top-up' || request.answer !== null);
  return asksTooLate
    ? [
        {
          field: 'answer',
          message: `Select approve or decline: ${whenFirm[firm]} ${request.name} can no longer ask for changes`,
        },
      ]
    : [];
}

const whenFirm = {
  'last-working-day': 'on the last working day',
  'top-up': 'while the proposal is short of money',
} as const satisfies Record<FirmOnly, string>;

/** R1. The request with one more answer. It replaces the newest one, if there is one; the highest limit is kept. */
export function withAnswer(request: SignOffRequest, answer: SignOffAnswer): SignOffRequest {
  if (request.answer === null && request.answers === undefined) return { ...request, answer };
  const highest = Math.max(highestLimitOf(request), answer.upTo ?? 0);
  return { ...request, answer, answers: answersOf(request) + 1, highest, answeredBefore: everyoneBefore(request) };
}

/** R1. The request after its officer declared an interest: its answer, with its limit, counts for nothing. */
export function withAnswerSetAside(request: SignOffRequest): SignOffRequest {
  const { highest: _, ...kept } = request;
  return { ...kept, answer: null, answers: answersOf(request), answeredBefore: everyoneBefore(request) };
}

/** R8. Everybody whose answer to this revision no longer counts once the newest one does not. */
function everyoneBefore({ answer, answeredBefore = [] }: SignOffRequest): readonly PersonId[] {
  const by = answer?.by ?? null;
  return by === null || answeredBefore.includes(by) ? answeredBefore : [...answeredBefore, by];
}

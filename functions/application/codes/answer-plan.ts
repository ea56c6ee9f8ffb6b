import type { Aside, Plan } from '../commit/change-proposal.ts';
import type { AnswerResult } from '../views/answer-result.ts';

/** What an answer by a link wants written: the answer itself, or only a late answer or a code beside it. */
export type AnswerPlan = Plan<AnswerResult, Aside>;

/** Refuses an answer. `aside` is written all the same. */
export function refusing(result: AnswerResult, aside?: Aside): AnswerPlan {
  return { kind: 'skip', result, aside };
}

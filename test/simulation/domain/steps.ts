import type { ReviewAnswerKind } from '../../../functions/domain/review/review.ts';
import type { FinancialYear } from '../../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import type { Edit } from './content.ts';

/** A moment in a step of a proposal: a part of the time until its deadline, or milliseconds after it. */
export type When = { readonly part: number } | { readonly afterDeadline: number };

/** The most that an approval agrees to, told so that it makes sense in whatever state it comes. */
export type Cap =
  | 'least'
  | 'below-own-lines'
  | 'nothing'
  | 'asked'
  | 'penny-below-asked'
  | 'prefilled'
  | 'total'
  | 'above-total'
  | { readonly percentOfTotal: number };

export type SignOffStep = {
  readonly do: 'answer';
  readonly proposal: number;
  readonly borough: BoroughCode;
  readonly kind: 'approve' | 'decline' | 'request-changes' | 'recuse';
  readonly cap: Cap;
  readonly when: When;
};

/** What happens; each makes sense, if only as a refusal, after whatever others, so that a history stays one when some are left out. */
export type Step =
  | SignOffStep
  | { readonly do: 'open'; readonly proposal: number }
  | { readonly do: 'sweep'; readonly proposal: number; readonly when: When }
  | {
      readonly do: 'review';
      readonly proposal: number;
      readonly reviewer: number;
      readonly kind: ReviewAnswerKind;
      readonly when: When;
    }
  | { readonly do: 'revise'; readonly proposal: number; readonly edit: Edit; readonly when: When }
  | { readonly do: 'revoke'; readonly proposal: number; readonly borough: BoroughCode }
  | { readonly do: 'withdraw'; readonly proposal: number }
  /** `by`: milliseconds. */
  | { readonly do: 'extend'; readonly proposal: number; readonly by: number }
  | { readonly do: 'settle'; readonly proposal: number; readonly borough: BoroughCode }
  | { readonly do: 'decide'; readonly proposal: number }
  | { readonly do: 'gate'; readonly proposal: number; readonly goesOn: boolean }
  | {
      readonly do: 'allocate';
      readonly borough: BoroughCode;
      readonly year: FinancialYear;
      readonly kind: 'capital' | 'revenue';
      readonly change: number | 'to-the-penny';
    }
  | { readonly do: 'officers'; readonly borough: BoroughCode; readonly change: 'leave' | 'come' };

/** A step in words, for whoever reads a history. */
export function inWords(step: Step): string {
  const { do: verb, ...rest } = step;
  const facts = Object.entries(rest).map(
    ([name, value]) => `${name} ${typeof value === 'object' ? JSON.stringify(value) : value}`,
  );
  return `${verb}: ${facts.join(', ')}`;
}

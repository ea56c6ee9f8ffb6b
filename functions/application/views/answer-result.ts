import type { ShownBack } from '../../domain/sign-off/shown-back.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import type { Kind } from '../../domain/vocabulary/proposal.ts';

/** A fault of the form: `field` is the name of the form field it belongs to. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** The form as typed. Empty means absent. */
export type FormValues = Readonly<Record<string, string>>;

/**
 * The result of an answer by a link: recorded, or why it was refused. It never holds a page: the edge reads the page of
 * the link and shows it with the typed values. Only the edge knows the statuses (303, 422, 409, 410, 404).
 */
export type AnswerResult =
  | { readonly kind: 'recorded' }
  | { readonly kind: 'same-again' }
  /** This link already recorded a different answer (R1). */
  | { readonly kind: 'different' }
  | { readonly kind: 'faults'; readonly faults: readonly FieldFault[] }
  /** Nothing is recorded yet: the amount is unusual, and is recorded once it comes back confirmed (R1). */
  | { readonly kind: 'amount-shown'; readonly shown: ShownBack }
  /**
   * Nothing is recorded yet: the answer needs the code that was emailed, in the same form (R26). `because`: why a code
   * was emailed, or that the one emailed a moment ago still counts.
   */
  | {
      readonly kind: 'code-asked';
      readonly because: 'needed' | 'expired' | 'another-answer' | 'mailed-already';
      readonly mailedAt: Instant;
      /** Never later than the close, after which no answer is taken. */
      readonly goodUntil: Instant;
    }
  /** Too many wrong codes (R26). `justNow`: the wrong code in this form locked the request. */
  | { readonly kind: 'locked'; readonly justNow: boolean }
  /** The budget lacks money: nothing is recorded, and this is what is left, per year and kind (R12). */
  | { readonly kind: 'no-money'; readonly lacking: readonly LackingMoney[] }
  /** The form was for another revision, the revision was replaced (R24), or the cost was shared again (R29). */
  | { readonly kind: 'changed'; readonly what: 'revision' | 'shares' }
  /** This link no longer takes an answer; its own page says why. `notEligible`: why this person may not answer (R6, R9). */
  | { readonly kind: 'dead'; readonly notEligible?: string }
  | { readonly kind: 'unknown' };

/** A budget that is too small for a hold; amounts in pence. */
export interface LackingMoney {
  readonly financialYear: string;
  readonly kind: Kind;
  readonly needed: Pence;
  /** null: no budget is set for that year. */
  readonly available: Pence | null;
}

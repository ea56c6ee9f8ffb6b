import type { FieldChange } from '../../domain/revision/field-changes.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import type { Kind } from '../../domain/vocabulary/proposal.ts';
import type {
  DeadLink,
  LockedLink,
  ProposalHeading,
  RecusalConfirmation,
  ReviewConfirmation,
  ReviewPage,
  SignOffConfirmation,
  SignOffPage,
} from './pages.ts';

/** A fault of the form: `field` is the name of the form field it belongs to. */
export interface FieldFault {
  readonly field: string;
  readonly message: string;
}

/** The form as typed; kept so that the page can be shown again with its values. Empty means absent. */
export type FormValues = Readonly<Record<string, string>>;

/** What became of an answer by a link. Only the page layer knows the statuses: 303, 422, 409, 410, 404. */
export type AnswerResult =
  | { readonly kind: 'recorded' }
  | { readonly kind: 'same-again' }
  /** A different answer stands already by this link: what was recorded, when, by whom. */
  | {
      readonly kind: 'different';
      readonly confirmation: SignOffConfirmation | RecusalConfirmation | ReviewConfirmation;
    }
  | {
      readonly kind: 'faults';
      readonly faults: readonly FieldFault[];
      readonly page: SignOffPage | ReviewPage;
      readonly values: FormValues;
    }
  /**
   * Nothing is recorded yet: the answer needs the code that was mailed, typed into the same form (R26). `because`: why one was mailed, or
   * that the one of a moment ago still counts.
   */
  | {
      readonly kind: 'code-asked';
      readonly because: 'needed' | 'expired' | 'another-answer' | 'mailed-already';
      readonly mailedAt: Instant;
      /** At the latest the close, from when on no answer is taken. */
      readonly goodUntil: Instant;
      readonly page: SignOffPage | ReviewPage;
      readonly values: FormValues;
    }
  /** `justNow`: by the wrong code that was sent. */
  | (LockedLink & { readonly justNow: boolean })
  /** The budget lacks money: nothing is recorded, and the page says what is left, per year and kind (R12). */
  | {
      readonly kind: 'no-money';
      readonly lacking: readonly {
        readonly financialYear: string;
        readonly kind: Kind;
        readonly needed: Pence;
        readonly available: Pence;
      }[];
      readonly page: SignOffPage;
      readonly values: FormValues;
    }
  /** The form was of another revision, or the revision was replaced meanwhile (R24), or the cost was shared again (R29): what changed. */
  | {
      readonly kind: 'changed';
      readonly what: 'revision' | 'shares';
      readonly heading: ProposalHeading;
      readonly changes: readonly FieldChange[];
    }
  | DeadLink
  | { readonly kind: 'unknown' };

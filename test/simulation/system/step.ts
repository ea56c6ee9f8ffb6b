import type { ConfirmAnswerKind } from '../../../functions/domain/confirming/confirm-answer.ts';
import type { ReviewAnswerKind } from '../../../functions/domain/review/review.ts';
import type { Given } from '../../support/worlds/answer-page.ts';
import type { Conditions } from './process.ts';

/** Which emailed link of a request is used. */
export type WhichLink = 'newest' | 'oldest';

/** An act of a person or of the schedule, in its own process. `of` is the index of a proposal, `who` of a borough. */
export type Act =
  | { readonly kind: 'submit'; readonly of: number }
  | {
      readonly kind: 'answer';
      readonly of: number;
      readonly who: number;
      readonly how: Given['answer'];
      /** Percent of the asked share. */
      readonly percent: number;
      readonly link: WhichLink;
      /** The form was opened before the current revision. */
      readonly staleForm: boolean;
      /** Which record the form replaces, as it was when the page was opened (R1). Histories of old say nothing. */
      readonly replaces?: 'none' | 'newest' | 'older' | undefined;
      /** Answers only a waiting request, if there is one: `of` and `who` are indexes among those. */
      readonly awaited: boolean;
    }
  | {
      readonly kind: 'review';
      readonly of: number;
      readonly how: ReviewAnswerKind;
      readonly link: WhichLink;
      readonly staleForm: boolean;
      readonly awaited: boolean;
    }
  | {
      readonly kind: 'confirm';
      readonly of: number;
      readonly who: number;
      readonly how: ConfirmAnswerKind;
      readonly link: WhichLink;
      readonly staleForm: boolean;
      readonly awaited: boolean;
    }
  | { readonly kind: 'revise'; readonly of: number; readonly to: number; readonly staleTag: boolean }
  | { readonly kind: 'withdraw'; readonly of: number }
  | { readonly kind: 'extend'; readonly of: number; readonly hours: number }
  | {
      readonly kind: 'revoke';
      readonly of: number;
      readonly who: number;
      /** Revokes only an existing approval, if there is one: `who` is an index among those. */
      readonly standing: boolean;
    }
  | { readonly kind: 'resume'; readonly of: number }
  /** By the secretariat, for a borough (R29). */
  | { readonly kind: 'call-in'; readonly of: number; readonly who: number; readonly how: 'call-in' | 'release' }
  /** R8: of the officer whom a revision names as its proposer. */
  | { readonly kind: 'lift-bar'; readonly of: number }
  /** R25: the response to a submission has a tracking address. */
  | { readonly kind: 'track'; readonly of: number }
  | {
      readonly kind: 'officers';
      readonly who: number;
      readonly how: 'rotate' | 'remove' | 'clear' | 'demote' | 'absent' | 'away-today' | 'lower' | 'restore';
    }
  | { readonly kind: 'budget'; readonly who: number; readonly year: number; readonly to: number }
  | { readonly kind: 'scheme' }
  | { readonly kind: 'key' }
  | { readonly kind: 'scan'; readonly of: number }
  /** Step Functions' own time-out ends the waiting task. */
  | { readonly kind: 'time-out'; readonly of: number }
  | { readonly kind: 'sweep' };

/** An act of this kind. */
export type Of<K extends Act['kind']> = Extract<Act, { readonly kind: K }>;

export interface Acting {
  readonly act: Act;
  readonly conditions: Conditions;
}

/** How messages of the stream and of the email queue are delivered. */
export interface Delivering {
  /** The most messages. */
  readonly count: number;
  readonly shuffled: boolean;
  /** Deliveries per message. */
  readonly copies: number;
  /** Every nth message is lost. 0: none. */
  readonly drop: number;
  /** Whether all are delivered at once, or one after the other. */
  readonly atOnce: boolean;
  /** Conditions of the processes that they start. */
  readonly conditions: Conditions;
}

/** One step of a history, as plain data, so that it can be shown, shortened and replayed. `chance` seeds its random choices. */
export type Step = { readonly chance: number } & (
  | { readonly kind: 'act'; readonly acting: Acting }
  /** All at once, together with messages that arrive meanwhile. */
  | { readonly kind: 'together'; readonly actings: readonly Acting[]; readonly delivering: Delivering | null }
  /** Delivers all messages and the ones that follow, at first under these conditions. */
  | { readonly kind: 'rest'; readonly conditions: Conditions }
  | { readonly kind: 'deliver'; readonly delivering: Delivering }
  | { readonly kind: 'hours'; readonly count: number }
  /** To a proposal's deadline, or some milliseconds before or after it. */
  | { readonly kind: 'deadline'; readonly of: number; readonly offset: number }
  /** Sweeps, a quarter of an hour apart. The first runs under these conditions. */
  | { readonly kind: 'sweeps'; readonly count: number; readonly conditions: Conditions }
  | { readonly kind: 'lose'; readonly of: number }
  | { readonly kind: 'outage' | 'broken-opening' | 'broken-settlement'; readonly lasts: boolean }
  | { readonly kind: 'bounce'; readonly who: number; readonly lasts: boolean }
);

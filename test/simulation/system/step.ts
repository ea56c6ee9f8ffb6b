import type { ReviewAnswerKind } from '../../../functions/domain/review/review.ts';
import type { Given } from '../../support/worlds/answer-page.ts';
import type { Conditions } from './process.ts';

/** Which of the links that were mailed for a request is used. */
export type WhichLink = 'newest' | 'oldest';

/** What somebody does, or what the schedule does: a process of its own. `of` is a proposal's place, `who` a borough's. */
export type Act =
  | { readonly kind: 'submit'; readonly of: number }
  | {
      readonly kind: 'answer';
      readonly of: number;
      readonly who: number;
      readonly how: Given['answer'];
      /** Of the asked share. */
      readonly percent: number;
      readonly link: WhichLink;
      /** The form was opened before the present revision. */
      readonly staleForm: boolean;
      /** Only a request that still waits is answered, where there is one: `of` and `who` are places among those. */
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
  | { readonly kind: 'revise'; readonly of: number; readonly to: number; readonly staleTag: boolean }
  | { readonly kind: 'withdraw'; readonly of: number }
  | { readonly kind: 'extend'; readonly of: number; readonly hours: number }
  | {
      readonly kind: 'revoke';
      readonly of: number;
      readonly who: number;
      /** Only an approval that stands is taken back, where there is one: `who` is a place among those. */
      readonly standing: boolean;
    }
  | { readonly kind: 'resume'; readonly of: number }
  | {
      readonly kind: 'officers';
      readonly who: number;
      readonly how: 'rotate' | 'remove' | 'clear' | 'demote' | 'absent' | 'restore';
    }
  | { readonly kind: 'budget'; readonly who: number; readonly year: number; readonly to: number }
  | { readonly kind: 'scheme' }
  | { readonly kind: 'key' }
  | { readonly kind: 'scan'; readonly of: number }
  /** The task that waits is told that its time is over: Step Functions' own backstop. */
  | { readonly kind: 'time-out'; readonly of: number }
  | { readonly kind: 'sweep' };

/** An act of this kind. */
export type Of<K extends Act['kind']> = Extract<Act, { readonly kind: K }>;

export interface Acting {
  readonly act: Act;
  readonly conditions: Conditions;
}

/** How messages in flight are brought: those of the stream, and mails. */
export interface Delivering {
  /** At most so many. */
  readonly count: number;
  readonly shuffled: boolean;
  /** How often each comes. */
  readonly copies: number;
  /** Every so-manieth is lost on the way; 0: none. */
  readonly drop: number;
  /** All at once, or one after the other. */
  readonly atOnce: boolean;
  /** Of each of the processes that they start. */
  readonly conditions: Conditions;
}

/** One step of a history: plain data, so that a history is told, shortened and run again. `chance` seeds what it leaves to chance. */
export type Step = { readonly chance: number } & (
  | { readonly kind: 'act'; readonly acting: Acting }
  /** All at once, and with them the messages that come meanwhile. */
  | { readonly kind: 'together'; readonly actings: readonly Acting[]; readonly delivering: Delivering | null }
  /** Everything that is on its way comes, and what follows from it; at first under these conditions. */
  | { readonly kind: 'rest'; readonly conditions: Conditions }
  | { readonly kind: 'deliver'; readonly delivering: Delivering }
  | { readonly kind: 'hours'; readonly count: number }
  /** To a proposal's deadline, or so many milliseconds before or after it. */
  | { readonly kind: 'deadline'; readonly of: number; readonly offset: number }
  /** A quarter of an hour apart, the first of them under these conditions. */
  | { readonly kind: 'sweeps'; readonly count: number; readonly conditions: Conditions }
  | { readonly kind: 'lose'; readonly of: number }
  | { readonly kind: 'outage' | 'broken-opening' | 'broken-settlement'; readonly lasts: boolean }
  | { readonly kind: 'bounce'; readonly who: number; readonly lasts: boolean }
);

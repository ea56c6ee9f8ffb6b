import type { PersonId } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';
import type { Step, StepOutcome } from './step.ts';

/** A mail to be sent: ids only, never a token or a rendered text (docs/architecture.md, The table). */
export type MailMessage =
  | { readonly mail: 'submitted'; readonly to: PersonId }
  | {
      readonly mail: 'sign-off-request';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
    }
  | {
      readonly mail: 'sign-off-reminder';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
    }
  | {
      readonly mail: 'revision-notice';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
    }
  | {
      readonly mail: 'sign-off-receipt';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
    }
  | { readonly mail: 'approval-copy'; readonly to: PersonId; readonly borough: BoroughCode; readonly revision: number }
  | { readonly mail: 'review-request'; readonly to: PersonId; readonly borough: BoroughCode; readonly revision: number }
  | {
      readonly mail: 'review-reminder';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
    }
  | { readonly mail: 'review-receipt'; readonly to: PersonId; readonly borough: BoroughCode; readonly revision: number }
  /** R26. To whoever is answering; `code`: its number among those of the request, never the code itself. */
  | {
      readonly mail: 'one-time-code';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
      readonly step: Step;
      readonly code: number;
    }
  /** R26. To whoever's link was used for the wrong codes that locked the request at that moment. */
  | {
      readonly mail: 'request-locked';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
      readonly step: Step;
      readonly at: Instant;
    }
  | { readonly mail: 'changes-requested'; readonly to: PersonId; readonly revision: number }
  | {
      readonly mail: 'extended';
      readonly to: PersonId;
      /** null: the proposer. */
      readonly borough: BoroughCode | null;
      readonly revision: number;
    }
  | {
      readonly mail: 'approval-revoked' | 'shared-again';
      readonly to: PersonId;
      readonly borough: BoroughCode;
      readonly revision: number;
    }
  | {
      readonly mail: 'outcome';
      readonly to: PersonId;
      readonly borough: BoroughCode | null;
      readonly revision: number;
    };

/** Of this mail. */
export type MailAbout<M extends MailMessage['mail']> = Extract<MailMessage, { mail: M }>;

/** What must follow a change, written in the change's own transaction and done by the relay. */
export type OutboxTask =
  | { readonly kind: 'start'; readonly cycle: number; readonly revision: number }
  | { readonly kind: 'resume'; readonly cycle: number; readonly step: Step; readonly outcome: StepOutcome }
  | { readonly kind: 'mail'; readonly messages: readonly MailMessage[] };

export interface OutboxEntry {
  /** Deterministic: `start.{proposal}.{cycle}`, `resume.{proposal}.{cycle}.{step}`, `mail.{proposal}.{event sequence}`, `code.{request}.{version of its codes}`, `locked.{request}.{version}`. */
  readonly id: string;
  readonly proposal: string;
  readonly task: OutboxTask;
  readonly status: 'pending' | 'done';
  /** Raised by the sweep to drive it again. */
  readonly attempt: number;
  /** When the sweep looks at it, while pending; null when done. */
  readonly due: Instant | null;
}

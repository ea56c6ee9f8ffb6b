import type { PersonId } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';
import type { Step, StepOutcome } from './step.ts';

/** Emails that need no more than the officer, the borough and the revision. */
export const boroughMails = [
  'sign-off-request',
  'sign-off-reminder',
  'revision-notice',
  'sign-off-receipt',
  'approval-copy',
  'review-request',
  'review-reminder',
  'review-receipt',
  'approval-revoked',
  'shared-again',
] as const;
type BoroughMail = (typeof boroughMails)[number];

interface ToOfficer {
  readonly to: PersonId;
  readonly borough: BoroughCode;
  readonly revision: number;
}

/** As {@link ToOfficer}, or to the proposer, where `borough` is null. */
interface ToOfficerOrProposer extends Omit<ToOfficer, 'borough'> {
  readonly borough: BoroughCode | null;
}

/** An email to be sent: ids only, never a token or a rendered text (docs/architecture.md, The table). */
export type MailMessage =
  | { readonly mail: 'submitted'; readonly to: PersonId }
  | { [Mail in BoroughMail]: ToOfficer & { readonly mail: Mail } }[BoroughMail]
  /** R26. To the officer who is answering; `code`: its number among those of the request, never the code itself. */
  | (ToOfficer & { readonly mail: 'one-time-code'; readonly step: Step; readonly code: number })
  /** R26. To the officer whose link was used for the wrong codes that locked the request at that moment. */
  | (ToOfficer & { readonly mail: 'request-locked'; readonly step: Step; readonly at: Instant })
  | { readonly mail: 'changes-requested'; readonly to: PersonId; readonly revision: number }
  | (ToOfficerOrProposer & { readonly mail: 'extended' })
  | (ToOfficerOrProposer & { readonly mail: 'outcome' });

/** Of this mail. */
export type MailAbout<M extends MailMessage['mail']> = Extract<MailMessage, { mail: M }>;

/** What must follow a change, written in the change's own transaction and done by the relay. */
export type OutboxTask =
  | { readonly kind: 'start'; readonly cycle: number; readonly revision: number }
  | { readonly kind: 'resume'; readonly cycle: number; readonly step: Step; readonly outcome: StepOutcome }
  | { readonly kind: 'mail'; readonly messages: readonly MailMessage[] };

/** Whether what must follow was done. */
export const outboxStatuses = ['pending', 'done'] as const;

export interface OutboxEntry {
  /** Deterministic: `start.{proposal}.{cycle}`, `resume.{proposal}.{cycle}.{step}`, `mail.{proposal}.{event sequence}`, `code.{request}.{version of its codes}`, `locked.{request}.{version}`. */
  readonly id: string;
  readonly proposal: string;
  readonly task: OutboxTask;
  readonly status: (typeof outboxStatuses)[number];
  /** Raised by the sweep to drive it again. */
  readonly attempt: number;
  /** When the sweep looks at it, while pending; null when done. */
  readonly due: Instant | null;
}

import type { Instant } from '../vocabulary/calendar.ts';
import type { EmailMessage } from './email-message.ts';
import type { Step, StepOutcome } from './step.ts';

/** What must follow a change, written in the change's own transaction and done by the relay. */
export type OutboxTask =
  | { readonly kind: 'start'; readonly cycle: number; readonly revision: number }
  | { readonly kind: 'resume'; readonly cycle: number; readonly step: Step; readonly outcome: StepOutcome }
  | { readonly kind: 'mail'; readonly messages: readonly EmailMessage[] };

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

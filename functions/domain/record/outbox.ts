import type { Instant } from '../vocabulary/calendar.ts';
import type { ProposalId } from '../vocabulary/proposal.ts';
import type { EmailMessage } from './email-message.ts';
import type { Step, StepOutcome } from './step.ts';

/** Work that must follow a change. The change's own transaction writes it, and the relay does it. */
export type OutboxTask =
  | { readonly kind: 'start'; readonly cycle: number; readonly revision: number }
  | { readonly kind: 'resume'; readonly cycle: number; readonly step: Step; readonly outcome: StepOutcome }
  | { readonly kind: 'mail'; readonly messages: readonly EmailMessage[] };

/** Whether the work is done. */
export const outboxStatuses = ['pending', 'done'] as const;

export interface OutboxEntry {
  /**
   * Deterministic: `start.{proposal}.{cycle}`, `resume.{proposal}.{cycle}.{step}`, `mail.{proposal}.{event sequence}`,
   * `code.{request}.{version of its codes}`, `locked.{request}.{version}`.
   */
  readonly id: string;
  readonly proposal: ProposalId;
  readonly task: OutboxTask;
  readonly status: (typeof outboxStatuses)[number];
  /** The sweep raises it to drive the task again. */
  readonly attempt: number;
  /** When the sweep looks at the task while it is pending; null once done. */
  readonly due: Instant | null;
}

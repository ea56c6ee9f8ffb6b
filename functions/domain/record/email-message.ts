import type { PersonId } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';
import type { Step } from './step.ts';

/** Emails about the request, the answer or the money of one borough. */
export const boroughEmails = [
  'sign-off-request',
  'sign-off-reminder',
  'sign-off-receipt',
  'approval-copy',
  'answer-replaced',
  'review-request',
  'review-reminder',
  'review-receipt',
  'revision-notice',
  'barred',
  'approval-revoked',
  'shared-again',
  'confirm-request',
  'confirm-reminder',
  'confirm-receipt',
  'confirm-news',
] as const;

/** Emails that go to the boroughs and to the proposer. */
export const sharedEmails = ['extended', 'top-up', 'outcome'] as const;

/**
 * Emails to the proposer about one revision: changes are asked for; the boroughs confirm, why, and until when; it was
 * revised, which every earlier proposer hears as well.
 */
export const proposerEmails = ['changes-requested', 'confirming', 'revised'] as const;

interface AboutBorough {
  readonly borough: BoroughCode;
  readonly revision: number;
}

interface AboutBoroughOrProposal {
  /** null means the proposer. */
  readonly borough: BoroughCode | null;
  readonly revision: number;
}

/**
 * What an email carries beside its kind and its recipient: only ids, never a token or a rendered text
 * (docs/architecture.md, The table).
 */
type Details = Readonly<Record<(typeof boroughEmails)[number], AboutBorough>> &
  Readonly<Record<(typeof sharedEmails)[number], AboutBoroughOrProposal>> &
  Readonly<Record<(typeof proposerEmails)[number], { readonly revision: number }>> & {
    readonly submitted: unknown;
    /** R26. To the officer who is answering. `code` is the number of the code within the request, never its digits. */
    readonly 'one-time-code': AboutBorough & { readonly step: Step; readonly code: number };
    /** R26. To the officer whose link was used for the wrong codes that locked the request at that moment. */
    readonly 'request-locked': AboutBorough & { readonly step: Step; readonly at: Instant };
  };

export type EmailKind = keyof Details;

/** An email to send, of any kind or of the given kinds. */
export type EmailMessage<K extends EmailKind = EmailKind> = {
  readonly [Kind in K]: { readonly mail: Kind; readonly to: PersonId } & Details[Kind];
}[K];

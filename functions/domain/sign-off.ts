import type { PersonId } from './borough.ts';
import type { Hold } from './budget.ts';
import type { Instant } from './calendar.ts';
import type { Pence } from './money.ts';
import type { BoroughCode } from './proposal.ts';

/** An officer who was asked in a sign-off round. The record keeps everyone asked, in order (R1, R9). */
export interface AskedOfficer {
  readonly person: PersonId;
  /** The borough's name for the post. */
  readonly officer: string;
  readonly role: 'approver' | 'deputy';
  /** For a deputy: the approver in whose absence they act. */
  readonly onBehalfOf: PersonId | null;
  readonly askedAt: Instant;
  /** Set when the request passed on: declared an interest, or no longer eligible. */
  readonly passedOn: { readonly at: Instant; readonly why: 'recused' | 'not-eligible'; readonly interest?: string | undefined } | null;
}

/** What a borough answered (R1), with its officer decision record (R19). */
export interface SignOffAnswer {
  readonly kind: 'approve' | 'decline' | 'request-changes';
  readonly at: Instant;
  /** null where silence was deemed approval (R4). */
  readonly by: PersonId | null;
  readonly onBehalfOf: PersonId | null;
  /** The delegation under which the officer, or silence, acted. */
  readonly authority: string;
  /** The cap in pence; null unless it is an approval. */
  readonly upTo: Pence | null;
  /** Reasons of an approval or a decline, or the wish of a request for changes. */
  readonly comment: string;
  /** One number a pledge of the proposal, in its order; empty where none was asked (R18). */
  readonly pledged: readonly number[];
  /** True where no officer decided: silence under a standing authority (R4). */
  readonly silence: boolean;
  /** SHA-256 of the link that was used; null for silence. */
  readonly link: string | null;
  /** Number of this officer decision record, printed on receipts (R20). */
  readonly record: string;
}

/** One borough's place in the sign-off round of one revision. */
export interface SignOffRequest {
  readonly borough: BoroughCode;
  readonly name: string;
  readonly lead: boolean;
  /** Resolved from the apportionment key: 1, population, weight, or benefits in pence (R10). */
  readonly weight: number;
  /** Share if all join, own lines included. */
  readonly asked: Pence;
  readonly ownLines: Pence;
  readonly asks: readonly AskedOfficer[];
  readonly answer: SignOffAnswer | null;
  /** The first answer that came too late, kept for the record; it counts for nothing (R5). */
  readonly late: { readonly kind: string; readonly at: Instant; readonly by: PersonId } | null;
  readonly delivery: 'pending' | 'delivered' | 'unreachable';
  readonly remindedAt: readonly Instant[];
  readonly hold: Hold;
  /** At the close: why silence did not count, in words; null before or where someone answered (R4). */
  readonly silenceNote: string | null;
}

import type { Hold } from '../money/budget.ts';
import type { PersonId, Role } from '../vocabulary/borough.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';

/** In what capacity an officer signs off: a deputy where an approver is absent (R9). */
export const signOffRoles = ['approver', 'deputy'] as const satisfies readonly Role[];

/** Why a request passed on from an officer who may not answer. */
export const passingOnReasons = ['recused', 'not-eligible'] as const;

/** What a borough can answer (R1). */
export const signOffAnswerKinds = ['approve', 'decline', 'request-changes'] as const;

/** An officer who was asked in a sign-off round. The record keeps everyone asked, in order (R1, R9). */
export interface AskedOfficer {
  readonly person: PersonId;
  /** The borough's name for the post. */
  readonly officer: string;
  readonly role: (typeof signOffRoles)[number];
  /** For a deputy: the approver in whose absence they act. */
  readonly onBehalfOf: PersonId | null;
  readonly askedAt: Instant;
  /** Set when the request passed on: declared an interest, or no longer eligible. */
  readonly passedOn: {
    readonly at: Instant;
    readonly why: (typeof passingOnReasons)[number];
    readonly interest?: string | undefined;
    /** SHA-256 of the link that was used to declare it. */
    readonly link?: string | undefined;
  } | null;
}

/** What a borough answered (R1), with its officer decision record (R19). */
export interface SignOffAnswer {
  readonly kind: (typeof signOffAnswerKinds)[number];
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

/** What became of a request's mail. */
export const deliveries = ['pending', 'delivered', 'unreachable'] as const;
export type Delivery = (typeof deliveries)[number];

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
  /** What became of the mail to those who hold the request (see `deliveryTo`). */
  readonly delivery: Delivery;
  readonly remindedAt: readonly Instant[];
  readonly hold: Hold;
  /** At the close: why silence did not count, in words; null before or where someone answered (R4). */
  readonly silenceNote: string | null;
  /** Set where the deadline was extended while it waited: the newest extension. Reminders are those that come after it. */
  readonly extended?: { readonly at: Instant; readonly by: PersonId; readonly reason: string } | undefined;
  /** Set where the secretariat revoked the recorded approval: it counts as opting out (R29). */
  readonly revoked?: { readonly at: Instant; readonly by: PersonId; readonly reason: string } | undefined;
}

/**
 * R4. What became of a request's mail: it is delivered once any of those who hold it got it. What became of the mail to an officer
 * whom it passed on from says nothing of it any more. `noted`: by person, as far as it is known.
 */
export function deliveryTo(asks: readonly AskedOfficer[], noted: ReadonlyMap<PersonId, Delivery>): Delivery {
  const known = asks.filter(({ passedOn }) => passedOn === null).map(({ person }) => noted.get(person));
  if (known.includes('delivered')) return 'delivered';
  return known.includes('unreachable') ? 'unreachable' : 'pending';
}

export function boroughName(requests: readonly SignOffRequest[], code: string): string {
  return requests.find(({ borough }) => borough === code)?.name ?? code;
}

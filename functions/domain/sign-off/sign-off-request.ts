import type { Hold } from '../money/budget.ts';
import type { PersonId, Role } from '../vocabulary/borough.ts';
import type { Instant, LocalDate } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode } from '../vocabulary/proposal.ts';
import type { DecidedBy } from './decided-by.ts';

/** The capacity in which an officer signs off: a deputy if an approver is absent (R9). */
export const signOffRoles = ['approver', 'deputy'] as const satisfies readonly Role[];

/** Why a request passed on from an officer who may not answer. */
export const passingOnReasons = ['recused', 'not-eligible'] as const;

/** What a borough can answer (R1). */
export const signOffAnswerKinds = ['approve', 'decline', 'request-changes'] as const;

/** An officer who was asked in a sign-off round. The record keeps everyone who was asked, in order (R1, R9). */
export interface AskedOfficer {
  readonly person: PersonId;
  /** The borough's name for the post. */
  readonly officer: string;
  readonly role: (typeof signOffRoles)[number];
  /** For a deputy: the absent approver they act for. */
  readonly onBehalfOf: PersonId | null;
  readonly askedAt: Instant;
  /** Set when the request passed on: the officer declared an interest, or is no longer eligible. */
  readonly passedOn: {
    readonly at: Instant;
    readonly why: (typeof passingOnReasons)[number];
    readonly interest?: string | undefined;
    /** SHA-256 of the link that was used to declare the interest. */
    readonly link?: string | undefined;
    /** Who declared the interest, as recorded at that moment (R19). */
    readonly decidedBy?: DecidedBy | undefined;
  } | null;
}

/**
 * On what a key decision relies: a notice that was published 28 clear days before, the general exception, or special
 * urgency (regulations 9 to 11 of SI 2012/2089).
 */
export const keyDecisionBases = ['notice', 'general-exception', 'special-urgency'] as const;
export type KeyDecisionBasis = (typeof keyDecisionBases)[number];

/** R29. What an approval at or above the borough's `keyDecisionAbove` says about its key decision. */
export interface KeyDecision {
  readonly basis: KeyDecisionBasis;
  /** The reference of the notice that was published. */
  readonly reference: string;
  /** The day on which that notice was published. */
  readonly on: LocalDate;
  /** As the borough had recorded when it answered: how long its councillors may call the decision in. */
  readonly callInWorkingDays: number;
}

/** What a borough answered (R1), with its officer decision record (R19). */
export interface SignOffAnswer {
  readonly kind: (typeof signOffAnswerKinds)[number];
  readonly at: Instant;
  /** null if silence was deemed approval (R4). */
  readonly by: PersonId | null;
  readonly onBehalfOf: PersonId | null;
  /** The delegation under which the officer, or silence, acted. */
  readonly authority: string;
  /** The cap in pence; null if it is not an approval. */
  readonly upTo: Pence | null;
  /** Reasons of an approval or a decline, or the changes asked for. */
  readonly comment: string;
  /** Which alternatives the officer rejected, as typed (R19). Absent: nothing was typed. */
  readonly rejected?: string | undefined;
  /** One per pledge of the proposal, in its order; null if the field was left empty; empty if none was asked (R18). */
  readonly pledged: readonly (number | null)[];
  /** True if no officer decided: silence under a standing authority (R4). */
  readonly silence: boolean;
  /** SHA-256 of the link that was used; null for silence. */
  readonly link: string | null;
  /** Number of this officer decision record, printed on receipts (R20). */
  readonly record: string;
  /** The revision that was answered, where the approval stayed in force for a later one (R7). Absent: the current one. */
  readonly answeredRevision?: number | undefined;
  /** Only with an approval that is a key decision (R29). */
  readonly keyDecision?: KeyDecision | undefined;
  /** Number of the record that this answer replaced; absent if it replaced none (R1). */
  readonly replaces?: string | undefined;
  /** Who decided, as recorded at that moment (R19). Absent for silence, and on answers of earlier releases. */
  readonly decidedBy?: DecidedBy | undefined;
}

/** An answer that a new revision set aside (R7). It is shown when the borough is asked again, and counts for nothing. */
export interface SetAsideAnswer {
  /** With the revision that it was given for. */
  readonly answer: SignOffAnswer;
  /** The borough's share if all joined, in that revision. */
  readonly asked: Pence;
  /** Why the borough is asked again, in sentences. */
  readonly why: readonly string[];
}

/** How an approval was taken back: through the borough's link, or because a call-in was not released (R29). */
export const takeBackWays = ['link', 'call-in'] as const;

/** R29. A borough's approval that no longer counts, although the round was carried with it. */
export interface TakenBack {
  readonly at: Instant;
  readonly by: PersonId;
  readonly why: (typeof takeBackWays)[number];
  readonly reason: string;
  /** Who said it, as recorded at that moment (R19). Absent for the secretariat, and on words of earlier releases. */
  readonly decidedBy?: DecidedBy | undefined;
}

/** How a call-in ends before its time: the borough releases it, or the lead's approver goes on without the borough. */
export const callInEndings = ['released', 'set-aside'] as const;

/** R29. Councillors of a borough called its key decision in. It holds until `until`, or until it ended earlier. */
export interface CallIn {
  readonly at: Instant;
  readonly by: PersonId;
  readonly reason: string;
  readonly until: Instant;
  /** Who entered it (R19), as for a take-back. */
  readonly decidedBy?: DecidedBy | undefined;
  readonly ended?:
    | {
        readonly at: Instant;
        readonly by: PersonId;
        readonly how: (typeof callInEndings)[number];
        readonly reason: string;
        readonly decidedBy?: DecidedBy | undefined;
      }
    | undefined;
}

/** Who was asked to confirm for a borough, and when they were reminded (R17). */
export interface ConfirmRequest {
  readonly asks: readonly AskedOfficer[];
  readonly remindedAt: readonly Instant[];
}

/** Why an earlier answer no longer counts: another one replaced it, or its officer declared an interest (R1). */
export const replacedBecause = ['replaced', 'recused'] as const;

/** R1. An answer that no longer counts. It stays on the record for ever, and no decision reads it. */
export interface ReplacedAnswer {
  readonly borough: BoroughCode;
  /** Which answer of its revision it was, from 1; 0 if an earlier revision was answered with it (R7). */
  readonly order: number;
  readonly answer: SignOffAnswer;
  readonly why: (typeof replacedBecause)[number];
  readonly at: Instant;
  /** Who replaced the answer, or declared the interest. */
  readonly by: PersonId;
}

/** What happened to the email of a request. */
export const deliveries = ['pending', 'delivered', 'unreachable'] as const;
export type Delivery = (typeof deliveries)[number];

/** One borough's place in the sign-off round of one revision. */
export interface SignOffRequest {
  readonly borough: BoroughCode;
  /** Absent: a borough. */
  readonly kind?: 'body' | undefined;
  readonly name: string;
  readonly lead: boolean;
  /** Resolved from the apportionment key: 1, population, weight, or benefits in pence (R10). */
  readonly weight: number;
  /** Share if all join, own lines included. */
  readonly asked: Pence;
  readonly ownLines: Pence;
  readonly asks: readonly AskedOfficer[];
  readonly answer: SignOffAnswer | null;
  /** The first answer that came too late. It is recorded but does not count (R5). */
  readonly late: { readonly kind: string; readonly at: Instant; readonly by: PersonId } | null;
  /** What happened to the emails to those who hold the request (see `deliveryTo`). */
  readonly delivery: Delivery;
  readonly remindedAt: readonly Instant[];
  readonly hold: Hold;
  /** At the close: why silence did not count, in words. null before the close, or if someone answered (R4). */
  readonly silenceNote: string | null;
  /** The newest extension of the deadline while the request waited. Only reminders after it count. */
  readonly extended?: { readonly at: Instant; readonly by: PersonId; readonly reason: string } | undefined;
  /** Set if the secretariat revoked the recorded approval, which then counts as opting out (R29). */
  readonly revoked?: { readonly at: Instant; readonly by: PersonId; readonly reason: string } | undefined;
  /** Why officers were passed over when the round opened, in sentences without names (R8). */
  readonly passedOver?: readonly string[] | undefined;
  /** What the borough had decided before it was asked again; its hold is kept until it answers (R7). */
  readonly setAside?: SetAsideAnswer | undefined;
  /** Set while the boroughs confirm, if somebody of this borough was asked. */
  readonly confirm?: ConfirmRequest | undefined;
  /** Set if the approval was taken back after the round was carried. The borough still counts as responding (R29). */
  readonly takenBack?: TakenBack | undefined;
  /** The newest call-in of this borough's key decision. */
  readonly calledIn?: CallIn | undefined;
  /** How many answers this revision got, replaced ones included (R1). Read it with `answersOf`. */
  readonly answers?: number | undefined;
  /** The highest limit in pence that the borough gave for this revision (R1). Read it with `highestLimitOf`. */
  readonly highest?: Pence | undefined;
  /** Who gave the answers of this revision that no longer count, each once: they may not review (R8). */
  readonly answeredBefore?: readonly PersonId[] | undefined;
}

/**
 * R1. How many answers this revision got. Items of earlier releases do not say it: they had one at most. An approval that
 * stayed in force from an earlier revision is not an answer to this one (R7).
 */
export function answersOf({ answers, answer }: Pick<SignOffRequest, 'answers' | 'answer'>): number {
  return answers ?? (answer === null || answer.answeredRevision !== undefined ? 0 : 1);
}

/** R1. The highest limit in pence that the borough gave for this revision; 0 if it approved nothing. */
export function highestLimitOf({ highest, answer }: Pick<SignOffRequest, 'highest' | 'answer'>): Pence {
  return Math.max(highest ?? 0, answer?.upTo ?? 0);
}

/**
 * R19. The number of an officer decision record, such as `JF-7K3M2Q-1-E09000012`. Later answers of the same borough and
 * revision end in `-2` and so on. `order` counts the answers of the revision from 1.
 */
export function recordNumber(
  { reference, revision }: { readonly reference: string; readonly revision: number },
  borough: BoroughCode,
  order: number,
): string {
  return `${reference}-${revision}-${borough}${order > 1 ? `-${order}` : ''}`;
}

/**
 * R4. What happened to the email of a request: it is delivered once any of those who hold the request got it. Emails to
 * an officer whom it passed on from no longer count. `noted`: the known deliveries by person.
 */
export function deliveryTo(asks: readonly AskedOfficer[], noted: ReadonlyMap<PersonId, Delivery>): Delivery {
  const known = asks.filter(({ passedOn }) => passedOn === null).map(({ person }) => noted.get(person));
  if (known.includes('delivered')) return 'delivered';
  return known.includes('unreachable') ? 'unreachable' : 'pending';
}

export function boroughName(requests: readonly SignOffRequest[], code: string): string {
  return requests.find(({ borough }) => borough === code)?.name ?? code;
}

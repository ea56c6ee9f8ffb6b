import type { confirmingOutcomes } from '../confirming/confirming.ts';
import type { ReviewAnswerKind, reviewCloseOutcomes } from '../review/review.ts';
import type { DecidedByValue, NextOfficerValue } from '../sign-off/decided-by.ts';
import type { roundOutcomes } from '../sign-off/round.ts';
import type { callInEndings, KeyDecision, SignOffAnswer } from '../sign-off/sign-off-request.ts';
import type { PersonId } from '../vocabulary/borough.ts';
import type { FinancialYear, Instant } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, Ending, Kind, Status } from '../vocabulary/proposal.ts';

/**
 * An HMAC-SHA-256 in hex, under a random salt of its own that is kept outside the chain. Destroying the salt erases the
 * value (R19).
 */
export interface Sealed {
  readonly hmac: string;
}

/** The actors that are not people. */
export const impersonalActors = ['silence', 'system'] as const;

/** Who did it: a person by random id, silence under a standing authority (R4), or the system at a due moment. */
type Actor =
  | { readonly kind: 'person'; readonly person: PersonId }
  | { readonly kind: (typeof impersonalActors)[number] };

/** Why a borough's request moved to another officer, or to its first. */
export const passedOnReasons = [
  'recused',
  'not-eligible',
  'officer-found',
  'deputy-asked',
  'deadline',
  'takes-no-part',
] as const;

/** Why a proposal begins another cycle. */
export const cycleReasons = ['execution-lost', 'ending', 'resumed'] as const;

/** What changed about an officer. */
export const officerChanges = ['added', 'removed', 'address', 'code-above'] as const;

/** What a borough pays, in pence. */
export interface Payment {
  readonly borough: BoroughCode;
  readonly amount: Pence;
}

/** The sealed values of a submission and of each revision: who sent it, and for which proposer (R19). */
export const writerValues = ['name', 'email', 'proposerName', 'proposerEmail'] as const;
type WriterValue = (typeof writerValues)[number];

/** One of a borough's budgets. */
interface BudgetName {
  readonly financialYear: FinancialYear;
  readonly kind: Kind;
}

/** An event's open data, and the names of its personal, confidential or free text values (R19). */
interface Entry<Data, Private extends string = never> {
  readonly data: Readonly<Data>;
  readonly private: Private;
}

/**
 * Everything that happens to a proposal. Events of a request alone, late answers (R5) and deliveries are not in the
 * chain. `content` is the SHA-256 of a revision's content.
 */
export interface Catalogue {
  readonly submitted: Entry<RevisionFacts, 'content' | WriterValue>;
  /** The step's requests go out. */
  readonly 'sign-off-opened': Entry<StepFacts>;
  readonly answered: Entry<
    {
      borough: BoroughCode;
      revision: number;
      kind: SignOffAnswer['kind'];
      upTo: Pence | null;
      onBehalfOf: PersonId | null;
      silence: boolean;
      /** null where the field was left empty (R18). */
      pledged: readonly (number | null)[];
      record: string;
      /** Only with an approval that is a key decision (R29). */
      keyDecision?: Omit<KeyDecision, 'callInWorkingDays'> | undefined;
      /** The record number of the answer that this one replaces (R1); null or absent if it is the borough's first. */
      replaces?: string | null;
    },
    'comment' | 'rejected' | DecidedByValue
  >;
  /**
   * The request moves to another officer. `from` is null if nobody held it, `to` if nobody is eligible (R1, R8, R9). The
   * sealed values say who held it, and who is asked next. `setAside`: the record number of the officer's answer, which a
   * declared interest sets aside (R1).
   */
  readonly 'passed-on': Entry<
    {
      borough: BoroughCode;
      revision: number;
      from: PersonId | null;
      to: PersonId | null;
      why: (typeof passedOnReasons)[number];
      setAside?: string;
    },
    'interest' | DecidedByValue | NextOfficerValue
  >;
  /** The boroughs that have not answered are reminded (R9). */
  readonly reminded: Entry<{ revision: number; boroughs: readonly BoroughCode[] }>;
  /** Only money lacks, so the boroughs have until then to add some (R5). Once per revision. */
  readonly 'top-up-begun': Entry<{ revision: number; shortfall: Pence; until: Instant }>;
  /** `contributions` is empty unless carried; `review` says whether the reviewers are asked next. */
  readonly 'round-closed': Entry<{
    revision: number;
    outcome: (typeof roundOutcomes)[number];
    reasons: readonly string[];
    contributions: readonly Payment[];
    review: boolean;
  }>;
  readonly 'review-opened': Entry<StepFacts>;
  readonly 'review-answered': Entry<
    {
      borough: BoroughCode;
      revision: number;
      kind: ReviewAnswerKind;
    },
    'comment' | 'conditions' | DecidedByValue
  >;
  readonly 'review-closed': Entry<
    {
      revision: number;
      outcome: (typeof reviewCloseOutcomes)[number];
      /** True if the boroughs confirm next. Older chains leave it out, and changes asked for then ended the review. */
      confirming?: boolean | undefined;
    },
    'conditions'
  >;
  /**
   * The proposal was carried, and the boroughs confirm it before money is committed (R17, R29). `advice` is the deadline
   * after a review that advised against it, else null.
   */
  readonly 'confirming-begun': Entry<{
    revision: number;
    advice: Instant | null;
    callIns: readonly { readonly borough: BoroughCode; readonly until: Instant }[];
  }>;
  readonly 'confirming-opened': Entry<StepFacts>;
  /** The lead's approver goes on. `without`: boroughs whose call-in is not waited for any longer. */
  readonly confirmed: Entry<ConfirmFacts & { without: readonly BoroughCode[] }, 'reasons' | DecidedByValue>;
  readonly 'taken-back': Entry<ConfirmFacts, 'reason' | DecidedByValue>;
  readonly 'called-in': Entry<ConfirmFacts & { until: Instant }, 'reason' | DecidedByValue>;
  readonly 'call-in-ended': Entry<ConfirmFacts & { how: (typeof callInEndings)[number] }, 'reason' | DecidedByValue>;
  /** Only money is short, and the boroughs that are left may raise their limits until then. */
  readonly 'confirming-topped-up': Entry<{ revision: number; shortfall: Pence; until: Instant }>;
  /** A borough raised its limit in that time. Its answer has a new record number. */
  readonly raised: Entry<ConfirmFacts & { upTo: Pence; record: string; replaces: string }, 'reason' | DecidedByValue>;
  /** `contributions`: what each borough pays; empty unless confirmed. */
  readonly 'confirming-closed': Entry<{
    revision: number;
    outcome: (typeof confirmingOutcomes)[number];
    reasons: readonly string[];
    contributions: readonly Payment[];
  }>;
  /** `askedAgain`: boroughs whose answers this revision sets aside (R7). All other approvals stay in force. */
  readonly revised: Entry<RevisionFacts & { askedAgain: readonly BoroughCode[] }, 'content' | WriterValue>;
  /** The hold of an approval that stays in force was moved to the columns of this revision, within its cap (R7). */
  readonly 'hold-moved': Entry<{ borough: BoroughCode; revision: number }>;
  /** An approval that could have stayed is set aside: these budgets have no room for its moved hold (R7). */
  readonly 'set-aside': Entry<{ borough: BoroughCode; revision: number; lacking: readonly BudgetName[] }>;
  readonly withdrawn: Entry<Nothing, 'reason'>;
  /**
   * `contributions`: the cost shared again among the others after a carried round. Empty while the round is open, or if
   * rule or caps are no longer met and the round closes again (R29).
   */
  readonly revoked: Entry<{ borough: BoroughCode; contributions: readonly Payment[] }, 'reason'>;
  /** The secretariat lets an officer decide whom a submission wrongly named as proposer or holder of its key (R8). */
  readonly 'bar-lifted': Entry<{ borough: BoroughCode; person: PersonId }, 'reason'>;
  readonly extended: Entry<{ closesAt: Instant }, 'reason'>;
  readonly 'cycle-raised': Entry<{ cycle: number; why: (typeof cycleReasons)[number] }>;
  /** The single event that fixes the ending; the money is settled after it (docs/architecture.md, Seven ideas). */
  readonly ended: Entry<{ ending: Ending; reasons: readonly string[] }>;
  readonly settled: Entry<{ status: Ending }>;
  readonly 'needs-attention': Entry<{ stopped: Status }, 'why'>;
  readonly resumed: Entry<{ status: Status }, 'reason'>;
  readonly 'officer-changed': Entry<{
    borough: BoroughCode;
    person: PersonId;
    change: (typeof officerChanges)[number];
  }>;
  readonly closed: Entry<Nothing>;
}

type Nothing = Record<never, never>;
interface ConfirmFacts {
  readonly borough: BoroughCode;
  readonly revision: number;
}
interface StepFacts {
  readonly revision: number;
  readonly cycle: number;
}
interface RevisionFacts extends StepFacts {
  readonly lead: BoroughCode;
  readonly partners: readonly BoroughCode[];
  readonly scheme: string;
  readonly total: Pence;
  readonly closesAt: Instant;
}

export type EventType = keyof Catalogue;

/** What happened, in clear; `sealEvent` turns it into what the chain may contain. */
export type UnsealedEvent = {
  readonly [T in EventType]: {
    readonly type: T;
    readonly at: Instant;
    readonly actor: Actor;
    readonly data: Catalogue[T]['data'];
    readonly private: Readonly<Partial<Record<Catalogue[T]['private'], string>>>;
  };
}[EventType];

/** What happened, in the form that the chain may contain: no name, address or free text. */
export type SealedEvent = {
  readonly [T in EventType]: {
    readonly type: T;
    readonly at: Instant;
    readonly actor: Actor;
    readonly data: Catalogue[T]['data'] & {
      readonly sealed: Readonly<Partial<Record<Catalogue[T]['private'], Sealed>>>;
    };
  };
}[EventType];

/** HMAC-SHA-256 of a text: key and result in hex. */
export type Hmac = (key: string, text: string) => string;

/** R19. One private value as the chain contains it; `salt` is its own, random, in hex. */
export function seal(value: string, salt: string, hmac: Hmac): Sealed {
  return { hmac: hmac(salt, value) };
}

/**
 * R19. Replaces each private value of an event by its HMAC under a new salt. Returns the salts by the value's name, to
 * store beside the chain. Each call of `newSalt` gives 32 random bytes in hex.
 */
export function sealEvent(
  unsealed: UnsealedEvent,
  newSalt: () => string,
  hmac: Hmac,
): { readonly event: SealedEvent; readonly salts: Readonly<Record<string, string>> } {
  const sealed: Record<string, Sealed> = {};
  const salts: Record<string, string> = {};
  for (const [name, value] of Object.entries(unsealed.private)) {
    const salt = newSalt();
    salts[name] = salt;
    sealed[name] = seal(value, salt, hmac);
  }
  const { type, at, actor } = unsealed;
  // The compiler cannot follow that type, data and sealed names belong together in each member of the union.
  return { event: { type, at, actor, data: { ...unsealed.data, sealed } } as SealedEvent, salts };
}

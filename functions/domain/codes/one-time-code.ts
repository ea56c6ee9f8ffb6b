import { confirmAnswerKinds } from '../confirming/confirm-answer.ts';
import { reviewAnswerKinds } from '../review/review.ts';
import { answerKinds } from '../sign-off/answer-form.ts';
import type { Borough, PersonId } from '../vocabulary/borough.ts';
import {
  addDays,
  addSeconds,
  type Instant,
  type LocalDate,
  londonDate,
  londonInstant,
} from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';

/** Minutes for which a code is good (R26). */
export const codeMinutes = 10;
/** How many wrong codes in one day, in Europe/London, lock a request until the next day (R26). */
export const maxWrongTries = 5;
/**
 * How many codes one officer may be emailed for one request in a day, so that nobody with a link can fill a mailbox.
 */
export const maxCodesADay = 10;
/** Seconds before another code is emailed for the same answer: the last one may still be on its way. */
const secondsBetweenCodes = 60;

/** Every answer that a link can give: to a sign-off, to a review, or while the boroughs confirm. */
export const codedAnswers = [...answerKinds, ...reviewAnswerKinds, ...confirmAnswerKinds] as const;
export type CodedAnswer = (typeof codedAnswers)[number];

/** What a code is bound to, beside its request of one revision: one officer's answer and its amount (R26). */
export interface CodePurpose {
  readonly person: PersonId;
  readonly answer: CodedAnswer;
  /** In pence; null if the answer names no amount. */
  readonly upTo: Pence | null;
  /** What the borough is to pay, in pence. */
  readonly share: Pence;
  /** Number of the record that the answer replaces; absent if it replaces none (R1). */
  readonly replaces?: string | undefined;
}

/** A code that was emailed. The code itself is never stored: it is computed from this and the secret. */
export interface IssuedCode extends CodePurpose {
  /** Unique within the request. */
  readonly number: number;
  readonly at: Instant;
}

/** The codes of one request; `wrong` and `mailed` are counts for `day`. */
export interface CodesOfRequest {
  /** Every change raises it. */
  readonly version: number;
  /** In Europe/London. */
  readonly day: LocalDate;
  /** Wrong tries of everyone who may answer the request. */
  readonly wrong: number;
  /** The officers who were emailed codes, each once. */
  readonly officers: readonly CodesOfOfficer[];
}

/** The codes of one officer. */
export interface CodesOfOfficer {
  readonly person: PersonId;
  readonly mailed: number;
  /** The code that counts: the newest, unless it was used or the request was locked after it. */
  readonly standing: IssuedCode | null;
}

/**
 * The next step for an answer and the code typed with it.
 * `compare`: the code in force is for this answer and still valid, so compare it.
 * `no-code`: the typed text cannot be a code, and does not count as a try.
 * `mail`: email a code; `instead` says why the typed code is not even compared.
 * `mailed-already`: a code for this answer was emailed a moment ago and may still be on its way.
 */
export type CodeStep =
  | { readonly kind: 'compare'; readonly code: IssuedCode; readonly codes: CodesOfRequest }
  | { readonly kind: 'no-code' }
  | { readonly kind: 'mail'; readonly instead: 'none-typed' | 'none-stands' | 'expired' | 'another-answer' }
  | { readonly kind: 'mailed-already'; readonly code: IssuedCode }
  | { readonly kind: 'locked' }
  | { readonly kind: 'no-more-today' };

/**
 * R26. Whether an answer needs a code: if the borough's share, or the amount it is approved up to, is above the
 * borough's own limit. Every kind of answer needs one, because declining a large sum matters as much as approving it.
 */
export function needsCode(
  { codeAbove }: Pick<Borough, 'codeAbove'>,
  { share, upTo }: Pick<CodePurpose, 'share' | 'upTo'>,
): boolean {
  return codeAbove !== null && Math.max(share, upTo ?? 0) > codeAbove;
}

/** R26. Whether five wrong codes locked the request for the day of `at`, in Europe/London. */
export function isLocked(codes: CodesOfRequest | undefined, at: Instant): boolean {
  return today(codes, at).wrong >= maxWrongTries;
}

/**
 * R4, R26. Whether an officer may have been prevented from answering at the end: the request was locked on the day of
 * the last moment before the close, or an officer had been emailed all the codes of that day.
 */
export function isBarredAtClose(codes: CodesOfRequest | undefined, closesAt: Instant): boolean {
  const last = addSeconds(closesAt, -0.001);
  return isLocked(codes, last) || today(codes, last).officers.some(({ mailed }) => mailed >= maxCodesADay);
}

/** When a locked request takes answers again: the next midnight in Europe/London. */
export function lockedUntil(at: Instant): Instant {
  return londonInstant(addDays(londonDate(at), 1), '00:00');
}

/** R26. The next step for an answer that needs a code; `typed` is '' if no code was typed. */
export function codeStep(
  codes: CodesOfRequest | undefined,
  purpose: CodePurpose,
  typed: string,
  at: Instant,
): CodeStep {
  if (codes === undefined) return { kind: 'mail', instead: whyNotCompared(null, purpose, typed) };
  if (isLocked(codes, at)) return { kind: 'locked' };
  const own = ownOf(today(codes, at), purpose.person);
  const { standing } = own;
  const isGood = standing !== null && isFor(standing, purpose) && at < goodUntil(standing);
  if (isGood && typed !== '') return isCode(typed) ? { kind: 'compare', code: standing, codes } : { kind: 'no-code' };
  if (isGood && at < addSeconds(standing.at, secondsBetweenCodes)) return { kind: 'mailed-already', code: standing };
  if (own.mailed >= maxCodesADay) return { kind: 'no-more-today' };
  return { kind: 'mail', instead: whyNotCompared(standing, purpose, typed) };
}

/** The moment from which a code is no longer valid. */
export function goodUntil({ at }: Pick<IssuedCode, 'at'>): Instant {
  return addSeconds(at, codeMinutes * 60);
}

/** The next code of a request. */
export function issueCode(codes: CodesOfRequest | undefined, purpose: CodePurpose, at: Instant): IssuedCode {
  const { person, answer, upTo, share, replaces } = purpose;
  const code = { person, answer, upTo, share, number: nextVersion(codes), at };
  return replaces === undefined ? code : { ...code, replaces };
}

/** Adds an emailed code. From now on it is the only code of its officer that counts. */
export function withCode(codes: CodesOfRequest | undefined, code: IssuedCode): CodesOfRequest {
  const now = today(codes, code.at);
  const { mailed } = ownOf(now, code.person);
  return withOfficer(now, nextVersion(codes), { person: code.person, mailed: mailed + 1, standing: code });
}

/** Adds a wrong try. The last try of a day cancels all codes, so that the next day begins with new ones. */
export function withWrongTry(codes: CodesOfRequest, at: Instant): CodesOfRequest {
  const now = today(codes, at);
  const wrong = now.wrong + 1;
  const officers = wrong < maxWrongTries ? now.officers : now.officers.map((each) => ({ ...each, standing: null }));
  return { ...now, version: nextVersion(codes), wrong, officers };
}

/** Marks the code of an officer as used: a code is valid once (R26). */
export function withCodeUsed(codes: CodesOfRequest, { person }: Pick<IssuedCode, 'person'>): CodesOfRequest {
  return withOfficer(codes, nextVersion(codes), { ...ownOf(codes, person), standing: null });
}

/** The code of an officer that counts, even if it is no longer valid; null if there is none. */
export function standingCode(codes: CodesOfRequest | undefined, person: PersonId): IssuedCode | null {
  return codes?.officers.find((each) => each.person === person)?.standing ?? null;
}

/** How many wrong tries are left on the day of `at`. */
export function triesLeft(codes: CodesOfRequest, at: Instant): number {
  return Math.max(0, maxWrongTries - today(codes, at).wrong);
}

/**
 * The six digits of a code, from an HMAC of what the code is bound to: RFC 4226, section 5.3, whose truncation works on
 * the HMAC of any hash of 20 bytes or more.
 *
 * @param mac in hex, at least 20 bytes
 * @throws RangeError if it is shorter, or not hex
 */
export function codeDigits(mac: string): string {
  if (!/^(?:[0-9a-f]{2}){20,}$/.test(mac)) throw new RangeError('A code needs an HMAC of at least 20 bytes, in hex.');
  const offset = Number.parseInt(mac.slice(-1), 16);
  const word = Number.parseInt(mac.slice(2 * offset, 2 * offset + 8), 16) & 0x7f_ff_ff_ff;
  return String(word % 1_000_000).padStart(6, '0');
}

/** Whether a person typed that code. With five tries a day a timing attack cannot succeed. */
export function isSameCode(typed: string, code: string): boolean {
  return digitsIn(typed) === code;
}

/** Six digits; blanks and hyphens between them do not matter. */
function isCode(typed: string): boolean {
  return /^\d{6}$/.test(digitsIn(typed));
}

function digitsIn(typed: string): string {
  return typed.replaceAll(/[\s-]/g, '');
}

/** Whether a code of this officer is for that purpose. */
function isFor(code: IssuedCode, { answer, upTo, share, replaces }: CodePurpose): boolean {
  return code.answer === answer && code.upTo === upTo && code.share === share && code.replaces === replaces;
}

function whyNotCompared(
  standing: IssuedCode | null,
  purpose: CodePurpose,
  typed: string,
): Extract<CodeStep, { kind: 'mail' }>['instead'] {
  if (typed === '') return 'none-typed';
  if (standing === null) return 'none-stands';
  return isFor(standing, purpose) ? 'expired' : 'another-answer';
}

/** The counts on the day of `at`. Clocks may differ around midnight; the counts never go back to an earlier day. */
function today(codes: CodesOfRequest | undefined, at: Instant): Omit<CodesOfRequest, 'version'> {
  const day = londonDate(at);
  if (codes === undefined) return { day, wrong: 0, officers: [] };
  if (codes.day >= day) return codes;
  return { day, wrong: 0, officers: codes.officers.map((each) => ({ ...each, mailed: 0 })) };
}

function ownOf({ officers }: Pick<CodesOfRequest, 'officers'>, person: PersonId): CodesOfOfficer {
  return officers.find((each) => each.person === person) ?? { person, mailed: 0, standing: null };
}

function withOfficer(
  { day, wrong, officers }: Omit<CodesOfRequest, 'version'>,
  version: number,
  own: CodesOfOfficer,
): CodesOfRequest {
  const others = officers.filter(({ person }) => person !== own.person);
  return { version, day, wrong, officers: [...others, own] };
}

function nextVersion(codes: CodesOfRequest | undefined): number {
  return (codes?.version ?? 0) + 1;
}

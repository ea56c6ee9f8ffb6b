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
/** Wrong codes of one day, in Europe/London, that lock a request until the next (R26). */
export const maxWrongTries = 5;
/** Codes that are mailed to one officer for one request in a day, so that whoever has a link cannot fill a mailbox with it. */
export const maxCodesADay = 10;
/** Seconds before another code for the same answer is mailed: until then the last one may still be on its way. */
const secondsBetweenCodes = 60;

/** Whatever can be answered by a link, to a sign-off or a review. */
export const codedAnswers = [...answerKinds, ...reviewAnswerKinds] as const;
export type CodedAnswer = (typeof codedAnswers)[number];

/** What a code is bound to, beside its request of one revision: one officer's answer, and its amount (R26). */
export interface CodePurpose {
  readonly person: PersonId;
  readonly answer: CodedAnswer;
  /** In pence; null where the answer names no amount. */
  readonly upTo: Pence | null;
  /** What the borough is to pay, in pence. */
  readonly share: Pence;
}

/** A code that was mailed. The code itself stands nowhere: it is made from this and the secret. */
export interface IssuedCode extends CodePurpose {
  /** Of its request: no two have the same. */
  readonly number: number;
  readonly at: Instant;
}

/** What has become of the codes of one request: `wrong` and `mailed` count those of `day`. */
export interface CodesOfRequest {
  /** Raised by every change. */
  readonly version: number;
  /** In Europe/London. */
  readonly day: LocalDate;
  /** Wrong tries of whoever may answer it. */
  readonly wrong: number;
  /** Those who were mailed codes, each once. */
  readonly officers: readonly CodesOfOfficer[];
}

/** What has become of the codes of one officer. */
export interface CodesOfOfficer {
  readonly person: PersonId;
  readonly mailed: number;
  /** The one that counts: the newest, unless it was used, or the request was locked since. */
  readonly standing: IssuedCode | null;
}

/**
 * What an answer and the code typed with it come to.
 * `compare`: the standing code is for this answer and still good, and is to be compared.
 * `no-code`: what was typed cannot be a code, and is no try.
 * `mail`: a code is to be mailed; `instead`: why the one that was typed is not even compared.
 * `mailed-already`: the code of a moment ago is for this answer, and may still be on its way.
 */
export type CodeStep =
  | { readonly kind: 'compare'; readonly code: IssuedCode; readonly codes: CodesOfRequest }
  | { readonly kind: 'no-code' }
  | { readonly kind: 'mail'; readonly instead: 'none-typed' | 'none-stands' | 'expired' | 'another-answer' }
  | { readonly kind: 'mailed-already'; readonly code: IssuedCode }
  | { readonly kind: 'locked' }
  | { readonly kind: 'no-more-today' };

/**
 * R26. Whether an answer needs a code: where the borough's share, or what it is approved up to, is above what the borough set. It is
 * the same for whatever answer, because a decline of a large sum is no smaller a matter.
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
 * R4, R26. Whether somebody may have been kept from answering at the end: wrong codes had locked the request on the day of the last moment
 * before the close, or an officer was mailed all the codes of that day.
 */
export function isBarredAtClose(codes: CodesOfRequest | undefined, closesAt: Instant): boolean {
  const last = addSeconds(closesAt, -0.001);
  return isLocked(codes, last) || today(codes, last).officers.some(({ mailed }) => mailed >= maxCodesADay);
}

/** When a locked request takes answers again: at the next midnight in Europe/London. */
export function lockedUntil(at: Instant): Instant {
  return londonInstant(addDays(londonDate(at), 1), '00:00');
}

/** R26. The next step for an answer that needs a code; `typed` is '' where none was typed. */
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

/** The moment from which a code is no longer good. */
export function goodUntil({ at }: Pick<IssuedCode, 'at'>): Instant {
  return addSeconds(at, codeMinutes * 60);
}

/** The next code of a request. */
export function issueCode(codes: CodesOfRequest | undefined, purpose: CodePurpose, at: Instant): IssuedCode {
  const { person, answer, upTo, share } = purpose;
  return { person, answer, upTo, share, number: nextVersion(codes), at };
}

/** With one more code mailed, which is the only one of its officer that counts from now on. */
export function withCode(codes: CodesOfRequest | undefined, code: IssuedCode): CodesOfRequest {
  const now = today(codes, code.at);
  const { mailed } = ownOf(now, code.person);
  return withOfficer(now, nextVersion(codes), { person: code.person, mailed: mailed + 1, standing: code });
}

/** With one more wrong try. With the last of a day no code stands any more, so that the next day begins with new ones. */
export function withWrongTry(codes: CodesOfRequest, at: Instant): CodesOfRequest {
  const now = today(codes, at);
  const wrong = now.wrong + 1;
  const officers = wrong < maxWrongTries ? now.officers : now.officers.map((each) => ({ ...each, standing: null }));
  return { ...now, version: nextVersion(codes), wrong, officers };
}

/** With the code of an officer used: it is good once (R26). */
export function withCodeUsed(codes: CodesOfRequest, { person }: Pick<IssuedCode, 'person'>): CodesOfRequest {
  return withOfficer(codes, nextVersion(codes), { ...ownOf(codes, person), standing: null });
}

/** The code of an officer that counts, whether still good or not; null where there is none. */
export function standingCode(codes: CodesOfRequest | undefined, person: PersonId): IssuedCode | null {
  return codes?.officers.find((each) => each.person === person)?.standing ?? null;
}

/** How many wrong tries are left on the day of `at`. */
export function triesLeft(codes: CodesOfRequest, at: Instant): number {
  return Math.max(0, maxWrongTries - today(codes, at).wrong);
}

/**
 * The six digits of a code, out of an HMAC of what it is bound to: RFC 4226, section 5.3, whose truncation works on the HMAC of any
 * hash of 20 bytes or more.
 *
 * @param mac in hex, 20 bytes at least
 * @throws RangeError where it is shorter, or no hex
 */
export function codeDigits(mac: string): string {
  if (!/^(?:[0-9a-f]{2}){20,}$/.test(mac))
    throw new RangeError('A code is made of an HMAC of 20 bytes at least, in hex.');
  const offset = Number.parseInt(mac.slice(-1), 16);
  const word = Number.parseInt(mac.slice(2 * offset, 2 * offset + 8), 16) & 0x7f_ff_ff_ff;
  return String(word % 1_000_000).padStart(6, '0');
}

/** Whether what a person typed is that code. Five tries a day make timing it worthless. */
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

/** Of codes of one officer. */
function isFor(code: IssuedCode, { answer, upTo, share }: CodePurpose): boolean {
  return code.answer === answer && code.upTo === upTo && code.share === share;
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

/** As they count on the day of `at`. Never back to an earlier day: of two clocks about midnight, the later one's counts stand. */
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

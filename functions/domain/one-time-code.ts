import type { GivenAnswer } from './answer-form.ts';
import type { Borough, PersonId } from './borough.ts';
import { addSeconds, type Instant, type LocalDate, londonDate } from './calendar.ts';
import type { Pence } from './money.ts';
import type { ReviewAnswerKind } from './review.ts';

/** Minutes for which a code is good (R26). */
export const codeMinutes = 10;
/** Wrong codes of one day, in Europe/London, that lock a request until the next (R26). */
export const mostWrongTries = 5;
/** Codes that are mailed for one request in a day, so that whoever has a link cannot fill an officer's mailbox with it. */
export const mostCodesADay = 10;
/** Seconds before another code for the same answer is mailed: until then the last one may still be on its way. */
const secondsBetweenCodes = 60;

/** Whatever can be answered by a link, to a sign-off or a review. */
export type CodedAnswer = NonNullable<GivenAnswer['kind']> | ReviewAnswerKind;

/** What a code is bound to, beside its request of one revision: one officer's answer, and its amount (R26). */
export interface CodePurpose {
  readonly person: PersonId;
  readonly answer: CodedAnswer;
  /** In pence; null where the answer has no amount. */
  readonly upTo: Pence | null;
}

/** A code that was mailed. The code itself stands nowhere: it is made from this and the secret. */
export interface IssuedCode extends CodePurpose {
  /** Of its request: no two have the same. */
  readonly number: number;
  readonly at: Instant;
}

/** What has become of the codes of one request: `mailed` and `wrong` count those of `day`. */
export interface CodesOfRequest {
  /** Raised by every change. */
  readonly version: number;
  /** In Europe/London. */
  readonly day: LocalDate;
  readonly mailed: number;
  readonly wrong: number;
  /** The one that counts: the newest, unless it was used. */
  readonly standing: IssuedCode | null;
}

/**
 * What an answer and the code typed with it come to.
 * `compare`: the standing code is for this answer and still good, and is to be compared.
 * `mail`: a code is to be mailed; `instead`: why the one that was typed is not even compared.
 * `mailed-already`: the code of a moment ago is for this answer, and may still be on its way.
 */
export type CodeStep =
  | { readonly kind: 'compare'; readonly code: IssuedCode }
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
  { share, upTo }: { readonly share: Pence; readonly upTo: Pence | null },
): boolean {
  return codeAbove !== null && Math.max(share, upTo ?? 0) > codeAbove;
}

/** R26. Whether five wrong codes locked the request for the day of `at`, in Europe/London. */
export function isLocked(codes: CodesOfRequest | undefined, at: Instant): boolean {
  return countsOn(codes, at).wrong >= mostWrongTries;
}

/** R26. The next step for an answer that needs a code; `typed` is '' where none was typed. */
export function codeStep(
  codes: CodesOfRequest | undefined,
  purpose: CodePurpose,
  typed: string,
  at: Instant,
): CodeStep {
  if (isLocked(codes, at)) return { kind: 'locked' };
  const standing = codes?.standing ?? null;
  const isGood = standing !== null && isFor(standing, purpose) && at < goodUntil(standing);
  if (isGood && typed !== '') return { kind: 'compare', code: standing };
  if (isGood && at < addSeconds(standing.at, secondsBetweenCodes)) return { kind: 'mailed-already', code: standing };
  if (countsOn(codes, at).mailed >= mostCodesADay) return { kind: 'no-more-today' };
  return { kind: 'mail', instead: whyNotCompared(standing, purpose, typed) };
}

/** The moment from which a code is no longer good. */
export function goodUntil({ at }: Pick<IssuedCode, 'at'>): Instant {
  return addSeconds(at, codeMinutes * 60);
}

/** The next code of a request. */
export function issueCode(codes: CodesOfRequest | undefined, purpose: CodePurpose, at: Instant): IssuedCode {
  const { person, answer, upTo } = purpose;
  return { person, answer, upTo, number: nextVersion(codes), at };
}

/** With one more code mailed, which is the only one that counts from now on. */
export function withCode(codes: CodesOfRequest | undefined, code: IssuedCode): CodesOfRequest {
  const { day, mailed, wrong } = countsOn(codes, code.at);
  return { version: nextVersion(codes), day, mailed: mailed + 1, wrong, standing: code };
}

/** With one more wrong try. */
export function withWrongTry(codes: CodesOfRequest, at: Instant): CodesOfRequest {
  const counts = countsOn(codes, at);
  return { ...codes, ...counts, version: nextVersion(codes), wrong: counts.wrong + 1 };
}

/** With its code used: it is good once (R26). */
export function withCodeUsed(codes: CodesOfRequest): CodesOfRequest {
  return { ...codes, version: nextVersion(codes), standing: null };
}

/** How many wrong tries are left on the day of `at`. */
export function triesLeft(codes: CodesOfRequest, at: Instant): number {
  return Math.max(0, mostWrongTries - countsOn(codes, at).wrong);
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

/** Whether what a person typed is that code; blanks between the digits do not matter. Five tries a day make timing it worthless. */
export function isSameCode(typed: string, code: string): boolean {
  return typed.replaceAll(/\s/g, '') === code;
}

function isFor(code: IssuedCode, { person, answer, upTo }: CodePurpose): boolean {
  return code.person === person && code.answer === answer && code.upTo === upTo;
}

function whyNotCompared(
  standing: IssuedCode | null,
  purpose: CodePurpose,
  typed: string,
): Extract<CodeStep, { kind: 'mail' }>['instead'] {
  if (typed === '') return 'none-typed';
  // Somebody else’s, who may answer for the borough too, is none of this person’s.
  if (standing?.person !== purpose.person) return 'none-stands';
  return isFor(standing, purpose) ? 'expired' : 'another-answer';
}

/** Never back to an earlier day: of two clocks about midnight, the later one's counts stand. */
function countsOn(codes: CodesOfRequest | undefined, at: Instant): Pick<CodesOfRequest, 'day' | 'mailed' | 'wrong'> {
  const day = londonDate(at);
  if (codes === undefined || codes.day < day) return { day, mailed: 0, wrong: 0 };
  return { day: codes.day, mailed: codes.mailed, wrong: codes.wrong };
}

function nextVersion(codes: CodesOfRequest | undefined): number {
  return (codes?.version ?? 0) + 1;
}

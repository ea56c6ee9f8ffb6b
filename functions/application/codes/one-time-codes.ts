import {
  type CodePurpose,
  type CodeStep,
  type CodesOfRequest,
  codeDigits,
  codeStep,
  goodUntil,
  type IssuedCode,
  isSameCode,
  issueCode,
  maxCodesADay,
  needsCode,
  triesLeft,
  withCode,
  withCodeUsed,
  withWrongTry,
} from '../../domain/codes/one-time-code.ts';
import type { Step } from '../../domain/record/step.ts';
import type { Borough, PersonId } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode, ProposalId } from '../../domain/vocabulary/proposal.ts';
import type { Aside, ChangeDependencies } from '../commit/change-proposal.ts';
import { codeEntry } from '../commit/outbox-entries.ts';
import type { Change, Codes } from '../ports/record.ts';
import type { CodeMacs, Digests } from '../ports/system.ts';
import type { AnswerResult } from '../views/answer-result.ts';

/** What judging a code reads. */
export interface CodeReads extends Pick<ChangeDependencies, 'digests' | 'redrive'> {
  readonly codes: Pick<Codes, 'get'>;
  readonly macs: CodeMacs;
}

/** The request that codes belong to: a borough's, to sign off or to confirm, or one reviewer's. */
export interface CodesPlace {
  readonly proposal: ProposalId;
  readonly revision: number;
  readonly borough: BoroughCode;
  /** null means the request of the whole borough. */
  readonly reviewer: PersonId | null;
  /** Whether the borough is asked to confirm (R17, R29). Absent: it is asked to sign off. */
  readonly confirming?: boolean;
}

/** The request, and the person who answers it. */
export interface CodedRequest extends CodesPlace {
  readonly person: PersonId;
  /** The request takes no answer from this moment on. */
  readonly closesAt: Instant;
}

/** An answer without faults, with all that its code depends on. `typed` is the code, '' if none was typed. */
export interface CodedAnswerGiven extends Omit<CodePurpose, 'person'> {
  readonly typed: string;
}

/** Why an answer is not recorded yet. */
export type CodeRefusal = Extract<AnswerResult, { kind: 'faults' | 'code-asked' | 'locked' }>;

export type CodeVerdict =
  /** `used`: what the answer's own change writes, so that a code works only once. Empty if no code was needed. */
  | { readonly kind: 'ok'; readonly used: Pick<Change, 'codes'> }
  /** `aside`: what is written although the answer is refused: an emailed code or a wrong try. */
  | { readonly kind: 'refused'; readonly refusal: CodeRefusal; readonly aside?: Aside | undefined };

type Refused = Extract<CodeVerdict, { kind: 'refused' }>;

/**
 * R26. Whether an answer has the code that it needs. If a valid code is missing, one is emailed.
 * A wrong try is written before the officer hears of it, and only over the version that was read, so that simultaneous
 * tries cannot exceed five. This function writes nothing: its verdict holds what to write.
 */
export async function judgeCode(
  deps: CodeReads,
  borough: Pick<Borough, 'codeAbove'>,
  request: CodedRequest,
  given: CodedAnswerGiven,
  codes: CodesOfRequest | undefined,
  at: Instant,
): Promise<CodeVerdict> {
  if (!needsCode(borough, given)) return { kind: 'ok', used: {} };
  const { typed, ...bound } = given;
  const purpose: CodePurpose = { person: request.person, ...bound };
  const post: Post = { request, id: codesId(request), purpose, typed, at };
  const step = codeStep(codes, purpose, typed, at);
  switch (step.kind) {
    case 'locked':
      return { kind: 'refused', refusal: { kind: 'locked', justNow: false } };
    case 'no-code':
      return faulty(codeFaults.noCode);
    case 'no-more-today':
      return faulty(codeFaults.noMoreToday);
    case 'mailed-already':
      return asked(post, step.code, 'mailed-already');
    case 'mail':
      return sendCode(deps, post, codes, step.instead);
    case 'compare':
      return compareCode(deps, post, step);
  }
}

/** R26. The codes of a request. Where the borough does not use codes, nothing is read. */
export async function codesOf(
  { codes }: { readonly codes: Pick<Codes, 'get'> },
  { codeAbove }: Pick<Borough, 'codeAbove'>,
  request: CodesPlace,
): Promise<CodesOfRequest | undefined> {
  return codeAbove === null ? undefined : codes.get(codesId(request));
}

/** The digits emailed to an officer. They are derived, so an email that is sent twice has the same digits. */
export async function digitsOf(
  { macs, digests }: { readonly macs: CodeMacs; readonly digests: Pick<Digests, 'canonical'> },
  request: string,
  { number, at, person, answer, upTo, share, replaces }: IssuedCode,
): Promise<string> {
  const bound = { request, number, at, person, answer, upTo, share };
  // A code for a first answer has the digits that it had before answers could be replaced.
  return codeDigits(await macs.of(digests.canonical(replaces === undefined ? bound : { ...bound, replaces })));
}

/** The key under which the codes of a request are stored. */
export function codesId(place: CodesPlace): string {
  const { proposal, revision, borough, reviewer } = place;
  return [proposal, revision, stepOf(place), borough, ...(reviewer === null ? [] : [reviewer])].join('.');
}

/** The step that a request belongs to. */
function stepOf({ reviewer, confirming = false }: CodesPlace): Step {
  if (reviewer !== null) return 'review';
  return confirming ? 'confirming' : 'sign-off';
}

/** The last moment at which a code works: the round or review may close before the code expires. */
export function usableUntil(code: Pick<IssuedCode, 'at'>, closesAt: Instant): Instant {
  const until = goodUntil(code);
  return until < closesAt ? until : closesAt;
}

interface Post {
  readonly request: CodedRequest;
  /** Key of the request's codes. */
  readonly id: string;
  readonly purpose: CodePurpose;
  readonly typed: string;
  readonly at: Instant;
}

function sendCode(
  deps: CodeReads,
  post: Post,
  codes: CodesOfRequest | undefined,
  instead: Extract<CodeStep, { kind: 'mail' }>['instead'],
): CodeVerdict {
  const { id, purpose, at } = post;
  const { proposal, person } = post.request;
  const code = issueCode(codes, purpose, at);
  const message = { mail: 'one-time-code', to: person, ...about(post.request), code: code.number } as const;
  const next = withCode(codes, code);
  const mail = codeEntry(deps.redrive, { request: id, version: next.version }, proposal, message, at);
  const because = instead === 'expired' || instead === 'another-answer' ? instead : 'needed';
  return asked(post, code, because, { kind: 'codes', request: id, codes: next, mail });
}

/** The last wrong try of a day locks the request. The owner of the link that was used is emailed. */
async function compareCode(
  deps: CodeReads,
  { request, id, typed, at }: Post,
  { code, codes }: Extract<CodeStep, { kind: 'compare' }>,
): Promise<CodeVerdict> {
  if (isSameCode(typed, await digitsOf(deps, id, code))) {
    return { kind: 'ok', used: { codes: { request: id, codes: withCodeUsed(codes, code) } } };
  }
  const next = withWrongTry(codes, at);
  const left = triesLeft(next, at);
  const { proposal, person } = request;
  const message = { mail: 'request-locked', to: person, ...about(request), at } as const;
  const place = { request: id, version: next.version };
  const mail = left > 0 ? undefined : codeEntry(deps.redrive, place, proposal, message, at);
  const aside: Aside = { kind: 'codes', request: id, codes: next, mail };
  if (left > 0) return { ...faulty(codeFaults.wrong(left)), aside };
  return { kind: 'refused', refusal: { kind: 'locked', justNow: true }, aside };
}

function about(place: CodesPlace) {
  return { borough: place.borough, revision: place.revision, step: stepOf(place) };
}

function asked(
  { request }: Post,
  code: IssuedCode,
  because: Extract<AnswerResult, { kind: 'code-asked' }>['because'],
  aside?: Aside,
): Refused {
  const until = usableUntil(code, request.closesAt);
  return { kind: 'refused', refusal: { kind: 'code-asked', because, mailedAt: code.at, goodUntil: until }, aside };
}

/** The messages at the code field. */
export const codeFaults = {
  noCode: 'Enter the 6-digit code that we emailed you',
  wrong: (left: number): string =>
    `This code is wrong. Enter the code from our newest email: you have ${left} more ${left === 1 ? 'try' : 'tries'} today`,
  noMoreToday: [
    `We have sent you ${maxCodesADay} codes today, which is the most for one request.`,
    'Enter the newest code with the same answer and amount if it still works.',
    'You can get another code after midnight. If the request closes before then, tell your secretariat',
  ].join(' '),
} as const;

function faulty(message: string): Refused {
  return { kind: 'refused', refusal: { kind: 'faults', faults: [{ field: 'code', message }] } };
}

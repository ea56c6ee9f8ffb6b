import type { Borough, PersonId } from '../domain/borough.ts';
import type { Instant } from '../domain/calendar.ts';
import type { Pence } from '../domain/money.ts';
import {
  type CodePurpose,
  type CodeStep,
  type CodesOfRequest,
  codeDigits,
  codeStep,
  goodUntil,
  type IssuedCode,
  isLocked,
  isSameCode,
  issueCode,
  mostCodesADay,
  mostWrongTries,
  needsCode,
  triesLeft,
  withCode,
  withCodeUsed,
  withWrongTry,
} from '../domain/one-time-code.ts';
import type { BoroughCode } from '../domain/proposal.ts';
import { type ChangeDependencies, Overloaded } from './change-proposal.ts';
import type { AnswerResult } from './link-view.ts';
import { codeEntry } from './outbox-entries.ts';
import type { Change, CodeMacs, Codes, Digests } from './ports.ts';
import type { Step } from './state.ts';

export interface CodeDependencies extends Pick<ChangeDependencies, 'digests' | 'patience'> {
  readonly codes: Codes;
  readonly macs: CodeMacs;
}

/** A borough's request of the sign-off, or one reviewer's, and whoever answers it. */
export interface CodedRequest {
  readonly proposal: string;
  readonly revision: number;
  readonly step: Step;
  readonly borough: BoroughCode;
  readonly person: PersonId;
}

/** An answer without faults, by what its code depends on; `typed` is the code, '' where none was typed. */
export interface CodedAnswerGiven extends Omit<CodePurpose, 'person'> {
  /** What the borough is to pay, in pence. */
  readonly share: Pence;
  readonly typed: string;
}

/** Why an answer is not recorded yet, without the page that is shown again. */
export type CodeRefusal =
  | Omit<Extract<AnswerResult, { kind: 'faults' }>, 'page' | 'values'>
  | Omit<Extract<AnswerResult, { kind: 'code-asked' }>, 'page' | 'values'>;

export type CodeVerdict =
  /** `used`: what the answer's own change writes of the codes, so that one is good once; nothing where none was needed. */
  | { readonly kind: 'ok'; readonly used: Pick<Change, 'codes'> }
  | { readonly kind: 'refused'; readonly refusal: CodeRefusal };

/**
 * Every round that finds other codes than it wrote over has seen a try or a mail of somebody else counted, and of those a day has
 * `mostWrongTries` and `mostCodesADay`: more rounds than this never come together.
 */
const mostRounds = mostWrongTries + mostCodesADay + 2;

/**
 * R26. Whether an answer may be recorded as far as its code goes. Where it needs one and has none that holds, one is mailed; a wrong
 * one is counted before anybody hears of it, so that many tries at once are no more than five. Throws `Overloaded` where others came
 * between all the time.
 */
export async function checkCode(
  deps: CodeDependencies,
  borough: Pick<Borough, 'codeAbove'>,
  request: CodedRequest,
  given: CodedAnswerGiven,
  at: Instant,
): Promise<CodeVerdict> {
  if (borough.codeAbove === null) return notNeeded;
  const asker: Asker = { deps, request, id: codesId(request), given, at };
  for (let round = 0; round < mostRounds; round += 1) {
    const codes = await deps.codes.get(asker.id);
    if (!needsCode(borough, given)) return isLocked(codes, at) ? locked : notNeeded;
    const step = codeStep(codes, purposeOf(asker), given.typed, at);
    const verdict = await take(asker, codes, step);
    if (verdict !== null) return verdict;
  }
  throw new Overloaded('Many codes for one request were asked for or tried at once.');
}

/** The digits that an officer is mailed. The same for the same code whenever it is asked, so that a mail sent twice says the same. */
export async function digitsOf(
  { macs, digests }: { readonly macs: CodeMacs; readonly digests: Pick<Digests, 'canonical'> },
  request: string,
  { number, at, person, answer, upTo }: IssuedCode,
): Promise<string> {
  return codeDigits(await macs.of(digests.canonical({ request, number, at, person, answer, upTo })));
}

/** Under what the codes of a request are kept: those of a sign-off are the borough's, whoever is asked; those of a review a reviewer's. */
export function codesId({ proposal, revision, step, borough, person }: CodedRequest): string {
  return [proposal, revision, step, borough, ...(step === 'review' ? [person] : [])].join('.');
}

interface Asker {
  readonly deps: CodeDependencies;
  readonly request: CodedRequest;
  readonly id: string;
  readonly given: CodedAnswerGiven;
  readonly at: Instant;
}

const notNeeded: CodeVerdict = { kind: 'ok', used: {} };
const locked = fault(
  `This request takes no answer until tomorrow, because ${mostWrongTries} wrong codes were entered for it today. If it was not you who entered them, somebody else has your link: tell your secretariat`,
);

/** null: others changed the codes meanwhile, and they are to be looked at anew. */
async function take(asker: Asker, codes: CodesOfRequest | undefined, step: CodeStep): Promise<CodeVerdict | null> {
  switch (step.kind) {
    case 'locked':
      return locked;
    case 'no-more-today':
      return fault(
        `We mail at most ${mostCodesADay} codes a day for one request, and that many were mailed today. Enter the last one while it is good, or answer tomorrow`,
      );
    case 'mailed-already':
      return asked(step.code, 'mailed-already');
    case 'mail':
      return mail(asker, codes, step.instead);
    case 'compare':
      return compare(asker, codes, step.code);
  }
}

async function mail(
  { deps, request, id, given, at }: Asker,
  codes: CodesOfRequest | undefined,
  instead: Extract<CodeStep, { kind: 'mail' }>['instead'],
): Promise<CodeVerdict | null> {
  const { proposal, revision, step, borough, person } = request;
  const { answer, upTo } = given;
  const code = issueCode(codes, { person, answer, upTo }, at);
  const message = { mail: 'one-time-code', to: person, borough, revision, step, code: code.number } as const;
  const entry = codeEntry(deps.patience, id, proposal, message, at);
  if (!(await deps.codes.put(id, withCode(codes, code), entry))) return null;
  return asked(code, instead === 'expired' || instead === 'another-answer' ? instead : 'needed');
}

/** The try is written before its answer is given: on condition that nobody tried meanwhile. */
async function compare(
  { deps, id, given, at }: Asker,
  codes: CodesOfRequest | undefined,
  standing: IssuedCode,
): Promise<CodeVerdict | null> {
  if (codes === undefined) throw new Error('A code that stands is of codes that are there.');
  if (isSameCode(given.typed, await digitsOf(deps, id, standing))) {
    return { kind: 'ok', used: { codes: { request: id, codes: withCodeUsed(codes) } } };
  }
  const tried = withWrongTry(codes, at);
  if (!(await deps.codes.put(id, tried))) return null;
  const left = triesLeft(tried, at);
  if (left === 0) return locked;
  return fault(
    `This is not the code that we mailed last for this request. You have ${left} more ${left === 1 ? 'try' : 'tries'} today. Leave the field empty and send the form to get another code`,
  );
}

function asked(code: IssuedCode, because: Extract<AnswerResult, { kind: 'code-asked' }>['because']): CodeVerdict {
  return {
    kind: 'refused',
    refusal: { kind: 'code-asked', because, mailedAt: code.at, goodUntil: goodUntil(code) },
  };
}

function fault(message: string): CodeVerdict {
  return { kind: 'refused', refusal: { kind: 'faults', faults: [{ field: 'code', message }] } };
}

function purposeOf({ request: { person }, given: { answer, upTo } }: Asker): CodePurpose {
  return { person, answer, upTo };
}

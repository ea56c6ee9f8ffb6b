import { formatPounds, type Pence } from '../vocabulary/money.ts';
import type { Pledge } from '../vocabulary/proposal.ts';
import { type GivenKeyDecision, isSameKeyDecision } from './key-decision.ts';
import { type AskedOfficer, type SignOffAnswer, type SignOffRequest, signOffAnswerKinds } from './sign-off-request.ts';

/** What a sign-off request may be answered with (R1). */
export const answerKinds = [...signOffAnswerKinds, 'recuse'] as const;

/** An officer's input on the answer form, as domain values; texts are trimmed, '' if nothing was typed. */
export interface GivenAnswer {
  /** null means none was selected. */
  readonly kind: (typeof answerKinds)[number] | null;
  /** In pence; null if nothing was typed, or no valid amount. */
  readonly upTo: Pence | null;
  /** The unusual amount that the officer was shown and confirms, in pence; null if none (see `shownBack`). */
  readonly confirmed?: Pence | null;
  readonly comment: string;
  /** Which alternatives the officer rejected (R19). */
  readonly rejected?: string;
  /** The notice of a key decision (R29); absent if nothing was typed. It is read only where the approval is one. */
  readonly notice?: GivenKeyDecision;
  readonly interest: string;
  /** Whether the declaration is ticked. */
  readonly declaration: boolean;
  /** One per pledge of the proposal, in its order; null if nothing was typed, NaN if it was not a number. */
  readonly pledged: readonly (number | null)[];
}

/** The limits that an answer is checked against. */
export interface AnswerLimits {
  readonly request: Pick<SignOffRequest, 'name' | 'ownLines'>;
  /** Total cost of the proposal, with all own lines. */
  readonly total: Pence;
  /** The most that this officer may approve; null means no limit (R9). */
  readonly limit: Pence | null;
  readonly pledges: readonly Pledge[];
}

/** A field of the form on `/d/{token}`, named as in docs/rules.md, HTTP interface. */
type AnswerField = 'answer' | 'upTo' | 'comment' | 'interest' | 'declaration' | `pledge-${number}`;

export interface AnswerFault {
  readonly field: AnswerField;
  /** What to do, for the page's error summary. */
  readonly message: string;
}

/**
 * R1, R9. All faults of an answer, in form order; empty if it may be recorded. Ignores fields that do not belong to the
 * answer. `mayAnswer` decides whether the person may answer at all.
 */
export function answerFaults(given: GivenAnswer, limits: AnswerLimits): readonly AnswerFault[] {
  const declaration: AnswerFault[] = given.declaration
    ? []
    : [{ field: 'declaration', message: 'Tick the box to confirm that you can give this answer' }];
  return [...faultsOfKind(given, limits), ...declaration];
}

/**
 * R1. Whether a second answer by the same link equals the recorded one: then it is confirmed again, otherwise it is a
 * conflict.
 */
export function isSameAnswer(recorded: SignOffAnswer, given: GivenAnswer, prefilledReasons: string): boolean {
  if (recorded.kind !== given.kind || recorded.comment !== recordedComment(given, prefilledReasons)) return false;
  if ((recorded.rejected ?? '') !== (given.rejected ?? '')) return false;
  if (given.kind !== 'approve') return true;
  const pledged = recordedPledges(given);
  const samePledges =
    pledged.length === recorded.pledged.length &&
    pledged.every((number, i) => isSamePledge(number, recorded.pledged[i] ?? null));
  const sameNotice = isSameKeyDecision(recorded.keyDecision, given.notice);
  return recorded.upTo === given.upTo && samePledges && sameNotice;
}

/** R1. Whether a second answer by a link that declared an interest declares the same one. */
export function isSameRecusal(asked: AskedOfficer, given: GivenAnswer): boolean {
  return given.kind === 'recuse' && asked.passedOn?.why === 'recused' && asked.passedOn.interest === given.interest;
}

/** R19. The comment to record. An approval without a comment is recorded with the prefilled reasons. */
export function recordedComment(given: GivenAnswer, prefilledReasons: string): string {
  return given.kind === 'approve' && given.comment === '' ? prefilledReasons : given.comment;
}

/** R18. The pledges to record: only with an approval, and null where nothing was typed. */
export function recordedPledges(given: GivenAnswer): GivenAnswer['pledged'] {
  return given.kind === 'approve' ? given.pledged : [];
}

/** Older records keep an empty field as 0, so an empty field equals it. */
function isSamePledge(typed: number | null, recorded: number | null): boolean {
  return typed === recorded || (typed === null && recorded === 0);
}

function faultsOfKind(given: GivenAnswer, limits: AnswerLimits): readonly AnswerFault[] {
  switch (given.kind) {
    case null:
      return [{ field: 'answer', message: 'Select your answer' }];
    case 'approve':
      return [...capFaults(given.upTo, limits), ...pledgeFaults(given.pledged, limits.pledges)];
    case 'decline':
      return required('comment', given.comment, 'Enter your reason for declining');
    case 'request-changes':
      return required('comment', given.comment, 'Enter the changes you ask for');
    case 'recuse':
      return required('interest', given.interest, 'Enter the interest you are declaring');
  }
}

function required(field: AnswerField, text: string, message: string): readonly AnswerFault[] {
  return text.trim() === '' ? [{ field, message }] : [];
}

function capFaults(upTo: Pence | null, { request, total, limit }: AnswerLimits): readonly AnswerFault[] {
  const field = 'upTo';
  if (upTo === null || !Number.isSafeInteger(upTo)) {
    return [{ field, message: `Enter the most that ${request.name} will pay` }];
  }
  const most = `The most that ${request.name} will pay must be`;
  const faults: AnswerFault[] = [];
  if (upTo < 1) faults.push({ field, message: `${most} at least 1p` });
  if (upTo < request.ownLines) {
    faults.push({ field, message: `${most} at least ${formatPounds(request.ownLines)}, the cost of its own lines` });
  }
  if (upTo > total) faults.push({ field, message: `${most} at most ${formatPounds(total)}, the total cost` });
  if (limit !== null && upTo > limit) {
    faults.push({ field, message: `${most} at most ${formatPounds(limit)}, the limit of your authority` });
  }
  return faults;
}

function pledgeFaults(pledged: GivenAnswer['pledged'], pledges: readonly Pledge[]): readonly AnswerFault[] {
  return pledges.flatMap(({ unit }, index): readonly AnswerFault[] => {
    const number = pledged[index] ?? 0;
    if (Number.isSafeInteger(number) && number >= 0) return [];
    return [{ field: `pledge-${index + 1}`, message: `Enter your pledge of ${unit} as a whole number, such as 10` }];
  });
}

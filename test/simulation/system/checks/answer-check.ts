import type { Head } from '../../../../functions/domain/record/proposal-state.ts';
import type { ReviewRequest } from '../../../../functions/domain/review/review.ts';
import type { SignOffRequest } from '../../../../functions/domain/sign-off/sign-off-request.ts';
import { londonDate } from '../../../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../../../functions/domain/vocabulary/proposal.ts';
import { Violation } from '../../simulation.ts';
import { hasAnswered, hasReviewer, mayAnswerBy, type Register } from './eligible.ts';

/** R4, R5, R8, R9: an answer that is recorded came in time, from a person who may give it; silence counts only as announced. */
export function checkAnswer(head: Head, request: SignOffRequest, register: Register): void {
  const { answer, borough, asked, delivery } = request;
  if (answer === null) return;
  const inTime = head.closesAt === null || answer.at < head.closesAt;
  if (answer.by === null) {
    if (inTime) throw new Violation(`R4: the silence of ${borough} counts before the deadline`);
    if (answer.upTo !== asked)
      throw new Violation(`R4: the silence of ${borough} approves ${answer.upTo}, not ${asked}`);
    if (delivery !== 'delivered')
      throw new Violation(`R4: the silence of ${borough} counts, whose request is ${delivery}`);
    return;
  }
  if (!inTime) throw new Violation(`R5: the late answer of ${borough} counts`);
  const post = { borough, person: answer.by, roles: ['approver', 'deputy'], limit: answer.upTo ?? 0 } as const;
  if (!mayAnswerBy(register, head, post, londonDate(answer.at))) {
    throw new Violation(`R8, R9: ${answer.by} answered for ${borough} and may not`);
  }
}

/** A reviewer who is asked, and who else could be. */
interface AskedReviewer {
  readonly head: Head;
  readonly request: ReviewRequest;
  readonly contributors: readonly BoroughCode[];
  /** Boroughs whose reviewer has been asked. */
  readonly asked: readonly BoroughCode[];
  /** People who answered a sign-off of this proposal. */
  readonly answered: readonly string[];
}

/** R8, R17: nobody reviews what they answered, and the lead's reviewer is asked only after all others. */
export function checkReviewer(asking: AskedReviewer, registers: readonly Register[]): void {
  const { head, request, contributors, asked, answered } = asking;
  const { borough, person, askedAt } = request;
  if (registers.every((register) => hasAnswered(register, answered, person))) {
    throw new Violation(`R8: ${person} is asked to review what they answered`);
  }
  if (borough !== head.lead) return;
  const free = contributors.filter((code) => code !== head.lead && !asked.includes(code));
  const passedOver = free.find((code) =>
    registers.every((register) => hasReviewer(register, head, code, answered, londonDate(askedAt))),
  );
  if (passedOver !== undefined) throw new Violation(`R17: the lead's reviewer is asked before that of ${passedOver}`);
}

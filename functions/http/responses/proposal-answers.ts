import type { Expectation, Precondition } from '../../application/commit/precondition.ts';
import type { People } from '../../application/ports/record.ts';
import { addressOf, describeProposal, peopleIn } from '../../application/proposals/describe-proposal.ts';
import type { RevisionResult } from '../../application/proposals/revise-proposal.ts';
import type { InvalidSubmission, Submitted } from '../../application/proposals/submit-proposal.ts';
import type { WithdrawalResult } from '../../application/proposals/withdraw-proposal.ts';
import { peopleOf } from '../../application/views/view-parts.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { type Instant, inWords } from '../../domain/vocabulary/calendar.ts';
import type { Status } from '../../domain/vocabulary/proposal.ts';
import { type Answer, created, ok } from '../edge/answer.ts';

import { invalidInput, problem } from '../edge/problem.ts';

/** 201 with the location of the new proposal, its shares and where to follow it, or 422 with every fault. */
export function submissionAnswer(result: Submitted | InvalidSubmission): Answer {
  if (result.kind === 'invalid') return invalidInput(result.faults);
  const { kind: _, tracking, ...submitted } = result;
  const self = addressOf(result.id);
  return created({ ...submitted, links: { self, ...(tracking === null ? {} : { tracking }) } }, self, 1);
}

/** 200 with the whole state of a proposal after a change at this moment. */
export async function stateAnswer(
  deps: { readonly people: People },
  state: ProposalState,
  updatedAt: Instant,
): Promise<Answer> {
  const people = await peopleOf(deps, peopleIn(state));
  return ok(describeProposal(state, people, updatedAt), state.head.version);
}

/** The response to a revision; undefined if the proposal does not exist. */
export async function revisionAnswer(
  deps: { readonly people: People },
  result: RevisionResult | undefined,
  at: Instant,
): Promise<Answer> {
  switch (result?.kind) {
    case undefined:
      return unknownProposal;
    case 'revised':
      return stateAnswer(deps, result.state, at);
    case 'invalid':
      return invalidInput(result.faults);
    case 'precondition-failed':
      return changedMeanwhile;
    case 'not-revisable':
      return problem(
        'state-forbids',
        `${statusSentence(result.status)}. You can revise it in sign-off and changes-requested, and in confirming if the review advised against it.`,
      );
    case 'no-revision-left':
      return problem('state-forbids', `The scheme allows ${result.most} revisions, and all have been used.`);
    case 'too-late':
      return problem('state-forbids', `It is too late to revise: the time ended at ${inWords(result.closedAt)}.`);
  }
}

/** The response to a withdrawal; undefined if the proposal does not exist. */
export async function withdrawalAnswer(
  deps: { readonly people: People },
  result: WithdrawalResult | undefined,
  at: Instant,
): Promise<Answer> {
  switch (result?.kind) {
    case undefined:
      return unknownProposal;
    case 'withdrawn':
      return stateAnswer(deps, result.state, at);
    case 'precondition-failed':
      return changedMeanwhile;
    case 'outcome-fixed':
      return problem(
        'state-forbids',
        result.status === 'needs-attention'
          ? `${statusSentence(result.status)}. Resume it first. You can then withdraw it, if the outcome is not decided.`
          : `${statusSentence(result.status)}. You can withdraw it only until the outcome is decided.`,
      );
  }
}

/** The version that a change requires. The edge has already refused a change without one (428). */
export function preconditionOf(expectation: Expectation): Precondition {
  return expectation === undefined || expectation === 'absent' ? { versions: [] } : expectation;
}

export const unknownProposal = problem('not-found', 'There is no proposal with this id.');
const changedMeanwhile = problem(
  'changed-meanwhile',
  'The proposal has changed since you read it. Read it again and send your change with the new ETag.',
);

/** The status that forbids something, as the beginning of a sentence. */
export function statusSentence(status: Status): string {
  return `The proposal has the status ${status}`;
}

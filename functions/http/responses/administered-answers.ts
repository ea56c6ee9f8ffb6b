import type { CallInRefusal, CallInResult } from '../../application/confirming/enter-call-in.ts';
import type { People } from '../../application/ports/record.ts';
import type { LiftBarResult } from '../../application/proposals/lift-bar.ts';
import type { RevocationResult } from '../../application/revocation/revoke-approval.ts';
import type { ExtensionResult } from '../../application/sign-off/extend-sign-off.ts';
import type { ResumptionResult } from '../../application/workflow/resume-proposal.ts';
import { type Instant, inWords } from '../../domain/vocabulary/calendar.ts';
import { faultAt } from '../../domain/vocabulary/fault.ts';
import type { Answer } from '../edge/answer.ts';
import { invalidInput, problem } from '../edge/problem.ts';
import { stateAnswer, statusSentence, unknownProposal } from './proposal-answers.ts';

/** The response to an extension; undefined if the proposal does not exist. */
export async function extensionAnswer(
  deps: { readonly people: People },
  result: ExtensionResult | undefined,
  at: Instant,
): Promise<Answer> {
  switch (result?.kind) {
    case undefined:
      return unknownProposal;
    case 'extended':
      return stateAnswer(deps, result.state, at);
    case 'invalid':
      return invalidInput(result.faults);
    case 'not-in-sign-off':
      return problem(
        'state-forbids',
        `${statusSentence(result.status)}. You can extend the deadline only until the sign-off round closes.`,
      );
    case 'too-late':
      return problem(
        'state-forbids',
        `It is too late to extend the deadline: the round closed at ${inWords(result.closedAt)}.`,
      );
  }
}

/** The response to a revocation; undefined if the proposal does not exist. */
export async function revocationAnswer(
  deps: { readonly people: People },
  result: RevocationResult | undefined,
  at: Instant,
): Promise<Answer> {
  switch (result?.kind) {
    case undefined:
      return unknownProposal;
    case 'revoked':
      return stateAnswer(deps, result.state, at);
    case 'not-invited':
      return invalidInput([faultAt(['borough'], 'Expected a borough that is invited to this proposal.')]);
    case 'no-approval':
      return problem('state-forbids', whyNone(result));
    case 'outcome-fixed':
      return problem('state-forbids', `${statusSentence(result.status)}. ${untilFixed(result.status)}`);
  }
}

/** The response to a lifted bar; undefined if the proposal does not exist. */
export async function liftedBarAnswer(
  deps: { readonly people: People },
  result: LiftBarResult | undefined,
  at: Instant,
): Promise<Answer> {
  switch (result?.kind) {
    case undefined:
      return unknownProposal;
    case 'lifted':
      return stateAnswer(deps, result.state, at);
    case 'not-barred':
      return problem('state-forbids', 'No submission bars this officer. Check the borough and the id of the officer.');
    case 'outcome-fixed':
      return problem('state-forbids', `${statusSentence(result.status)}. ${untilFixed(result.status)}`);
  }
}

/** The response to a call-in or its release; undefined if the proposal does not exist. */
export async function callInAnswer(
  deps: { readonly people: People },
  result: CallInResult | undefined,
  at: Instant,
): Promise<Answer> {
  switch (result?.kind) {
    case undefined:
      return unknownProposal;
    case 'entered':
      return stateAnswer(deps, result.state, at);
    case 'not-invited':
      return invalidInput([faultAt(['borough'], 'Expected a borough that is invited to this proposal.')]);
    case 'not-open':
      return problem(
        'state-forbids',
        `${statusSentence(result.status)}. A decision can be called in only after the round is carried and before the outcome is fixed.`,
      );
    case 'refused':
      return problem('state-forbids', callInRefusals[result.why](result.name));
  }
}

const callInRefusals = {
  'no-key-decision': (name) => `${name} has no approval in force that is a key decision.`,
  'called-in-before': (name) => `The decision of ${name} has already been called in. A decision can be called in once.`,
  'period-over': (name) => `It is too late: the time to call in the decision of ${name} is over.`,
  'not-called-in': (name) => `The decision of ${name} is not called in, so there is nothing to release.`,
} as const satisfies Record<CallInRefusal, (name: string) => string>;

/** The response to a resumption; undefined if the proposal does not exist. */
export async function resumptionAnswer(
  deps: { readonly people: People },
  result: ResumptionResult | undefined,
  at: Instant,
): Promise<Answer> {
  switch (result?.kind) {
    case undefined:
      return unknownProposal;
    case 'resumed':
      return stateAnswer(deps, result.state, at);
    case 'not-stopped':
      return problem(
        'state-forbids',
        `${statusSentence(result.status)}. You can resume only a proposal with the status needs-attention.`,
      );
  }
}

function untilFixed(status: Extract<RevocationResult, { kind: 'outcome-fixed' }>['status']): string {
  return status === 'needs-attention'
    ? 'Resume it first. You can then revoke an approval, if the outcome is not decided.'
    : 'You can revoke an approval only until the outcome is decided.';
}

function whyNone({ name, answer }: Extract<RevocationResult, { kind: 'no-approval' }>): string {
  switch (answer) {
    case null:
      return `${name} has not answered, so there is no approval to revoke.`;
    case 'revoked':
      return `The approval of ${name} has already been revoked.`;
    case 'taken-back':
      return `${name} has already taken its approval back.`;
    case 'decline':
      return `${name} declined, so there is no approval to revoke.`;
    case 'request-changes':
      return `${name} asked for changes, so there is no approval to revoke.`;
  }
}

import { callInPeriods, isCalledIn, isIn } from '../../domain/confirming/confirming.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { type BoroughCode, mayMake, type ProposalId, type Status } from '../../domain/vocabulary/proposal.ts';
import { type ChangeDependencies, changeProposal, type Plan, type ReplyOf } from '../commit/change-proposal.ts';
import { type EditorDependencies, type Secretary, secretaryOf } from '../commit/editor-of.ts';
import type { Boroughs } from '../ports/registers.ts';
import { recordSaid } from '../steps/record-confirming.ts';

export interface CallInDependencies extends ChangeDependencies, EditorDependencies {
  readonly boroughs: Pick<Boroughs, 'get'>;
}

/** A call-in that the secretariat enters for a borough, or its release. */
export interface EnteredCallIn {
  readonly id: ProposalId;
  readonly kind: 'call-in' | 'release';
  readonly borough: BoroughCode;
  readonly reason: string;
  readonly by: Secretary;
  readonly at: Instant;
  readonly reply: ReplyOf;
}

export type CallInResult =
  | { readonly kind: 'entered'; readonly state: ProposalState }
  | { readonly kind: 'not-invited' }
  /** Only a carried proposal whose outcome is open has decisions that can be called in. */
  | { readonly kind: 'not-open'; readonly status: Status }
  /** Why this borough's decision cannot be called in or released now. */
  | { readonly kind: 'refused'; readonly name: string; readonly why: CallInRefusal };

export type CallInRefusal = 'no-key-decision' | 'called-in-before' | 'period-over' | 'not-called-in';

/**
 * R29. Enters a call-in of a borough's key decision, within its period and once, or releases it. While reviewers read,
 * the proposal goes on to them; it is not funded before the call-in ended. Undefined: the proposal does not exist.
 */
export async function enterCallIn(deps: CallInDependencies, entered: EnteredCallIn): Promise<CallInResult | undefined> {
  return changeProposal<CallInResult>(deps, entered.id, (state) => decide(deps, state, entered));
}

async function decide(
  deps: CallInDependencies,
  state: ProposalState,
  { kind, borough: code, reason, by, at, reply }: EnteredCallIn,
): Promise<Plan<CallInResult>> {
  const { head } = state;
  const skip = (result: CallInResult) => ({ kind: 'skip', result }) as const;
  const request = state.requests.find(({ borough }) => borough === code);
  if (request === undefined) return skip({ kind: 'not-invited' });
  if (head.status !== 'roi-review' && !mayMake('answer-confirming', head.status)) {
    return skip({ kind: 'not-open', status: head.status });
  }
  const why = kind === 'call-in' ? refusal(state, request, at) : isCalledIn(request) ? null : 'not-called-in';
  if (why !== null) return skip({ kind: 'refused', name: request.name, why });
  const [borough, { person, people }] = await Promise.all([deps.boroughs.get(code), secretaryOf(deps, head, by)]);
  const change = recordSaid(deps, state, { request, kind, reasons: reason, by: person, at }, borough);
  return {
    kind: 'commit',
    result: (after) => ({ kind: 'entered', state: after }),
    reply,
    change: { ...change, people },
  };
}

function refusal({ requests, round }: ProposalState, request: SignOffRequest, at: Instant): CallInRefusal | null {
  if (!isIn(request) || request.answer?.keyDecision === undefined) return 'no-key-decision';
  if (request.calledIn !== undefined) return 'called-in-before';
  const period = callInPeriods(requests, round?.at ?? at).find(({ borough }) => borough === request.borough);
  return period === undefined || at >= period.until ? 'period-over' : null;
}

import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { leastThatCounts } from '../../domain/sign-off/ballots.ts';
import { type EnoughAlone, enoughAlone } from '../../domain/sign-off/enough-alone.ts';
import { declineEnds, failsAt } from '../../domain/sign-off/round-moments.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { silenceAnnounced } from '../../domain/sign-off/silence.ts';
import type { Borough } from '../../domain/vocabulary/borough.ts';
import { type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import { openUntil, roundOf } from '../steps/round-of.ts';
import { type RunningTopUp, runningTopUp } from '../steps/running-top-up.ts';

/** What an officer is told about the round before deciding. */
export interface RoundTerms {
  /** What it means if the borough does not answer by the deadline (R4); null if it has answered. */
  readonly silence:
    | { readonly kind: 'deemed'; readonly upTo: Pence; readonly authority: string }
    | { readonly kind: 'opt-out' | 'lead' }
    | null;
  /** From which amount an approval counts toward the rule (R3); null if any amount does. */
  readonly counts: { readonly percent: number; readonly from: Pence } | null;
  /** Whether declining ends the proposal for all, and after how many working days; 0: at once (R5). Else null. */
  readonly declineEndsAfter: number | null;
  /** When the round ends because of a decline, unless that is replaced (R5); null if nothing ends it early. */
  readonly endsEarly: Instant | null;
  /** What is missing while a top-up runs, and what this borough's own limit would do (R5). */
  readonly topUp: (RunningTopUp & { readonly enough: EnoughAlone | null }) | null;
}

/** R3 to R5. What the officer of a borough is told about the round, as it is at that moment. */
export function roundTerms(
  state: Pick<ProposalState, 'head' | 'revision' | 'requests'>,
  request: SignOffRequest,
  borough: Pick<Borough, 'name' | 'deemedApproval' | 'keyDecisionAbove'>,
  at: Instant,
): RoundTerms {
  const { scheme } = state.revision;
  const closesAt = openUntil(state);
  const fails = failsAt({ scheme, requests: state.requests });
  const running = runningTopUp(state);
  return {
    silence: silenceOf(state, request, borough, closesAt),
    counts: scheme.countsFrom === 0 ? null : { percent: scheme.countsFrom, from: leastThatCounts(request, scheme) },
    declineEndsAfter: declineEnds(scheme, request) ? scheme.graceWorkingDays : null,
    endsEarly: fails !== null && fails < closesAt ? fails : null,
    topUp: running && { ...running, enough: enoughAlone(roundOf(state, at), request.borough) },
  };
}

function silenceOf(
  { revision }: Pick<ProposalState, 'revision'>,
  request: SignOffRequest,
  borough: Pick<Borough, 'name' | 'deemedApproval' | 'keyDecisionAbove'>,
  closesAt: Instant,
): RoundTerms['silence'] {
  if (request.answer !== null) return null;
  if (request.lead) return { kind: 'lead' };
  const silence = silenceAnnounced(revision.scheme, request, borough, londonDate(closesAt));
  return silence.kind === 'deemed'
    ? { kind: 'deemed', upTo: silence.upTo, authority: silence.authority }
    : { kind: 'opt-out' };
}

import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { type DropOuts, dropOuts, type ReadRound } from '../../domain/sign-off/drop-outs.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { type LiveShare, liveShare, neededOfLast, suggestedFor } from '../../domain/sign-off/suggested-limit.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import { type PartnerWord, partnerWord } from '../../domain/vocabulary/partner.ts';
import { openUntil, roundOf } from '../steps/round-of.ts';

/** R1. What an officer is told about the amount before deciding. Amounts are in pence. */
export interface LimitAdvice {
  /** What the form is prefilled with. */
  readonly suggestedLimit: Pence;
  /** null while it is the share if every borough joins. */
  readonly live: LiveShare | null;
  readonly dropOuts: DropOuts;
  /** Whether every borough, no borough, or some boroughs other than this one have answered. */
  readonly othersAnswered: 'all' | 'none' | 'some';
  readonly partner: PartnerWord;
  /** What the last borough to answer has to approve; null while another one can still answer. */
  readonly neededOfLast: Pence | null;
}

type RoundState = Pick<ProposalState, 'head' | 'revision' | 'requests'>;

/** R1. What an officer with this limit is told about the amount that the borough may approve. */
export function limitAdvice(state: RoundState, request: SignOffRequest, officerLimit: Pence | null): LimitAdvice {
  const round = readRoundOf(state);
  const suggested = suggestedFor(round, request, officerLimit);
  const live = liveShare(round, request);
  const others = state.requests.filter((each) => each !== request);
  const answered = others.filter(({ answer }) => answer !== null).length;
  const some = answered === others.length ? 'all' : 'some';
  return {
    suggestedLimit: suggested,
    live: live.out.length + live.atLimit.length === 0 ? null : live,
    dropOuts: dropOuts(round, request, suggested),
    othersAnswered: answered === 0 ? 'none' : some,
    partner: partnerWord(state.requests),
    neededOfLast: neededOfLast(round, request),
  };
}

/** The open round as its officers read it. */
export function readRoundOf(state: RoundState): ReadRound {
  return {
    ...roundOf(state, openUntil(state)),
    scheme: state.revision.scheme,
    silentAreOut: Boolean(state.head.topUp),
  };
}

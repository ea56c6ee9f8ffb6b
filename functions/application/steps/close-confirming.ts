import { confirmingUntil, isIn } from '../../domain/confirming/confirming.ts';
import { confirmingVerdict } from '../../domain/confirming/confirming-verdict.ts';
import { withCells } from '../../domain/record/contributions.ts';
import type { Payment, UnsealedEvent } from '../../domain/record/event.ts';
import type { Contribution, ProposalState } from '../../domain/record/proposal-state.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { englandAndWales } from '../../domain/vocabulary/bank-holidays.ts';
import { addSeconds, type Instant } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import { deadlineAfter } from '../../domain/vocabulary/working-days.ts';
import type { RedriveSettings } from '../commit/change-proposal.ts';
import { resumeEntry } from '../commit/outbox-entries.ts';
import { appraisalOf, type Closing, endWith } from './close-step.ts';
import { confirmEmails } from './confirm-requests.ts';
import { carriedRoundOf } from './round-of.ts';

/** When the boroughs' time to confirm ends, from what was said so far. Throws if they are not confirming. */
export function confirmingEnd({ revision, requests, confirming }: ProposalState): Instant {
  if (confirming === null) throw new Error('The boroughs do not confirm this revision.');
  return confirmingUntil(confirming, requests, revision.scheme.confirmWorkingDays);
}

/**
 * R17, R29. Ends the boroughs' time to confirm: all take-backs are judged once. It is funded, if need be with the cost
 * shared again among the others, or not funded. Settlement releases the holds of boroughs that took their approvals back.
 */
export function closeConfirming(redrive: RedriveSettings, state: ProposalState, at: Instant): Closing {
  const { head, revision, confirming } = state;
  if (confirming === null) throw new Error(`The boroughs do not confirm ${head.id}.`);
  const verdict = confirmingVerdict({ confirming, round: carriedRoundOf(state, at), at });
  const { outcome, reasons, leaving } = verdict;
  const requests = state.requests.map((each) => leaving.find(({ borough }) => borough === each.borough) ?? each);
  const next = { ...state, requests };
  if (verdict.shortfall > 0 && revision.scheme.topUp !== null) {
    return beginTopUp(redrive, next, verdict.shortfall, revision.scheme.topUp.workingDays, leaving, at);
  }
  const again = verdict.contributions === null ? null : withCells(revision.content.costs, verdict.contributions);
  const contributions = outcome === 'confirmed' ? (again ?? state.contributions) : [];
  const closed: UnsealedEvent = {
    type: 'confirming-closed',
    at,
    actor: { kind: 'system' },
    data: { revision: revision.number, outcome, reasons, contributions: contributions.map(payment) },
    private: {},
  };
  const end = endWith(redrive, outcome === 'confirmed' ? 'funded' : 'not-funded', reasons, at);
  return {
    head: end.head,
    events: [closed, ...end.events],
    requests: leaving,
    confirming: { ...confirming, close: { outcome, at, reasons } },
    ...(again === null ? {} : sharedAgain(next, again)),
    outbox: [resumeEntry(redrive, head, 'confirming', outcome, at)],
    mails: [],
  };
}

/**
 * R5, R29. Only money is short: the boroughs that are left may raise their limits for the scheme's working days. The
 * next sweep asks those that were not asked before.
 */
function beginTopUp(
  redrive: RedriveSettings,
  state: ProposalState,
  shortfall: Pence,
  workingDays: number,
  leaving: readonly SignOffRequest[],
  at: Instant,
): Closing {
  const { head, requests, confirming } = state;
  if (confirming === null) throw new Error(`The boroughs do not confirm ${head.id}.`);
  const until = deadlineAfter(at, workingDays, englandAndWales);
  const data = { revision: head.revision, shortfall, until };
  const asked = requests.filter((request) => isIn(request) && request.confirm !== undefined);
  return {
    head: { closesAt: until, due: addSeconds(at, redrive.redriveSeconds) },
    events: [{ type: 'confirming-topped-up', at, actor: { kind: 'system' }, data, private: {} }],
    requests: leaving,
    confirming: { ...confirming, topUp: { since: at, until, shortfall } },
    outbox: [],
    mails: asked.flatMap((request) => confirmEmails('confirm-request', request, head.revision)),
  };
}

/** R29. Whether rule and money are met again after a raise, so that the top-up can end. */
export function isToppedUp(state: ProposalState, at: Instant): boolean {
  const { confirming } = state;
  if (confirming === null || confirming.topUp === null) return false;
  return confirmingVerdict({ confirming, round: carriedRoundOf(state, at), at }).outcome === 'confirmed';
}

function sharedAgain(state: ProposalState, contributions: readonly Contribution[]) {
  const { round } = state;
  const appraisal = appraisalOf(state, contributions);
  if (round === null) return { contributions, appraisal };
  const firstShared = round.firstShared ?? state.contributions.map(payment);
  return { contributions, appraisal, round: { ...round, firstShared } };
}

function payment({ borough, amount }: Payment): Payment {
  return { borough, amount };
}

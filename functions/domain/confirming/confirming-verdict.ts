import type { Contribution } from '../money/apportionment.ts';
import type { Round } from '../sign-off/round.ts';
import { judgeRound, topUpShortfall } from '../sign-off/round-outcome.ts';
import type { SignOffRequest } from '../sign-off/sign-off-request.ts';
import type { Instant } from '../vocabulary/calendar.ts';
import { type PartnerWord, partnerWord } from '../vocabulary/partner.ts';
import { type Confirming, isIn } from './confirming.ts';

/** Everything that the end of confirming depends on. */
export interface ToJudge {
  readonly confirming: Confirming;
  /** The carried round, with the deadline and the eligible boroughs of its close. */
  readonly round: Round;
  readonly at: Instant;
}

/**
 * How confirming ends. `contributions` is null if nobody left, so that the shares of the close stay in force. `leaving`:
 * the requests of boroughs whose call-in counts as a take-back now.
 */
export interface ConfirmingVerdict {
  readonly outcome: 'confirmed' | 'not-confirmed';
  /** Sentences that name boroughs, but no people, and quote nobody. */
  readonly reasons: readonly string[];
  readonly contributions: readonly Contribution[] | null;
  readonly leaving: readonly SignOffRequest[];
  /** By how many pence the caps of those who are left fall short, if a top-up may begin for that (R5); else 0. */
  readonly shortfall: number;
}

/**
 * R17, R29. Judges all take-backs once, by the decision rule (R3) and the money (R10). A call-in that nobody released
 * counts as a take-back. After advice against the proposal the lead's approver must have said that the lead goes on.
 */
export function confirmingVerdict({ confirming, round, at }: ToJudge): ConfirmingVerdict {
  const requests = round.requests.map((request) => calledInToTheEnd(request, at));
  const leaving = requests.filter((request, index) => request !== round.requests[index]);
  const lead = requests.find((request) => request.lead);
  const partner = partnerWord(requests);
  const against = lead === undefined ? null : leadsReason(confirming, lead, partner);
  if (against !== null) {
    return { outcome: 'not-confirmed', reasons: [against], contributions: null, leaving, shortfall: 0 };
  }
  if (requests.every((request) => request.answer?.kind !== 'approve' || isIn(request))) {
    return {
      outcome: 'confirmed',
      reasons: [`No ${partner} took its approval back.`],
      contributions: null,
      leaving,
      shortfall: 0,
    };
  }
  const outcome = judgeRound({ ...round, requests });
  const { reasons } = outcome;
  if (outcome.outcome === 'carried') {
    return { outcome: 'confirmed', reasons, contributions: outcome.contributions, leaving, shortfall: 0 };
  }
  const shortfall = confirming.topUp === null ? topUpShortfall({ ...round, requests }) : 0;
  return { outcome: 'not-confirmed', reasons, contributions: null, leaving, shortfall };
}

function calledInToTheEnd(request: SignOffRequest, at: Instant): SignOffRequest {
  const { calledIn, answer, revoked, takenBack } = request;
  if (calledIn === undefined || calledIn.ended?.how === 'released') return request;
  if (answer?.kind !== 'approve' || (revoked ?? takenBack) !== undefined) return request;
  const { by, reason, decidedBy } = calledIn;
  const who = decidedBy === undefined ? {} : { decidedBy };
  return { ...request, takenBack: { at, by, why: 'call-in', reason, ...who } };
}

/** Why the lead alone ends it; null if it goes on, or need not say so. */
function leadsReason({ advice, goneOn }: Confirming, lead: SignOffRequest, partner: PartnerWord): string | null {
  const who = `The lead ${partner}, ${lead.name},`;
  if (lead.takenBack?.why === 'call-in') return `${who} called its decision in, and did not release it.`;
  if (lead.takenBack !== undefined) return `${who} took its approval back.`;
  if (lead.revoked !== undefined) return `The secretariat withdrew the approval of the lead ${partner}, ${lead.name}.`;
  return advice !== null && goneOn === null ? `${who} did not say in time that it goes on.` : null;
}

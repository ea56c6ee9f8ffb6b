import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { WaitingOn } from '../../domain/record/proposal-view.ts';
import { noOfficer } from '../../domain/sign-off/officers.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { hasToConfirm } from '../steps/confirm-requests.ts';

/**
 * Who must act before the proposal continues: the holder of an open request, boroughs that confirm, the proposer if changes were requested, or
 * the secretariat if it needs attention. Empty while the system is working, and at the end.
 */
export function waitingOn(state: ProposalState, updatedAt: Instant): readonly WaitingOn[] {
  const { head, round, review } = state;
  switch (head.status) {
    case 'sign-off':
      return state.requests.flatMap((request) => (request.answer === null ? [approver(request, state)] : []));
    case 'roi-review':
      return reviewers(state);
    case 'confirming':
      return state.requests
        .filter((request) => hasToConfirm(state, request, updatedAt))
        .map((request) => confirmer(request, state));
    case 'changes-requested': {
      const since = (review ?? round)?.at ?? updatedAt;
      return [{ borough: head.lead, who: 'proposer', since, remindedAt: [], note: null }];
    }
    case 'needs-attention': {
      const note = `stopped in ${head.stopped}`;
      return [{ borough: head.lead, who: 'secretariat', since: updatedAt, remindedAt: [], note }];
    }
    default:
      return [];
  }
}

/** R17, R29. Who was asked last to confirm for a borough, or to say that its decision was called in. */
function confirmer({ borough, name, confirm, asks }: SignOffRequest, { head, confirming }: ProposalState): WaitingOn {
  const asked = confirm?.asks.at(-1);
  const remindedAt = confirm?.remindedAt ?? [];
  if (asked !== undefined) return { borough, who: asked.role, since: asked.askedAt, remindedAt, note: null };
  const since = confirming?.since ?? asks.at(-1)?.askedAt ?? head.submittedAt;
  return { borough, who: 'approver', since, remindedAt, note: head.opened ? noOfficer({ name }, 'approver') : null };
}

function approver(request: SignOffRequest, { head, revision }: ProposalState): WaitingOn {
  const { borough, asks, remindedAt } = request;
  const asked = asks.findLast(({ passedOn }) => passedOn === null);
  if (asked !== undefined) return { borough, who: asked.role, since: asked.askedAt, remindedAt, note: null };
  const since = asks.at(-1)?.passedOn?.at ?? revision.submittedAt;
  // Before the round opens nobody was looked for yet.
  return { borough, who: 'approver', since, remindedAt, note: head.opened ? noOfficer(request, 'approver') : null };
}

function reviewers({ head, requests, reviews, round, revision }: ProposalState): readonly WaitingOn[] {
  const asked = reviews.filter(({ answer, passedOn }) => answer === null && passedOn === null);
  if (asked.length > 0) {
    return asked.map(({ borough, askedAt, remindedAt }) => ({
      borough,
      who: 'reviewer',
      since: askedAt,
      remindedAt,
      note: null,
    }));
  }
  const name = requests.find(({ borough }) => borough === head.lead)?.name ?? head.lead;
  const note = head.opened ? `${noOfficer({ name }, 'reviewer')} or any other contributing borough` : null;
  return [{ borough: head.lead, who: 'reviewer', since: round?.at ?? revision.submittedAt, remindedAt: [], note }];
}

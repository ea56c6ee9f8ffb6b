import { addressOf, summaryOf } from '../../application/proposals/describe-proposal.ts';
import type { ListedEvents } from '../../application/proposals/list-events.ts';
import type { ListedProposals, ProposalQuery } from '../../application/proposals/list-proposals.ts';
import type { DescribedProposal } from '../../application/proposals/read-proposal.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import { type Answer, ok } from '../edge/answer.ts';
import { pageAnswer } from '../edge/page-answer.ts';
import { badCursor, problem } from '../edge/problem.ts';

/** 200 with the whole state of a proposal, or 404 if it does not exist or the caller may not see it. */
export function proposalAnswer(described: DescribedProposal | undefined): Answer {
  return described === undefined ? nothingHere : ok(described.view, described.version);
}

/** 200 with a page of the list, or 422 for a cursor of another list. */
export function proposalsAnswer({ cursor: _, ...query }: ProposalQuery, listed: ListedProposals): Answer {
  if (listed.kind === 'bad-cursor') return badCursor;
  return pageAnswer('/v1/proposals', { ...query }, { ...listed, items: listed.items.map(summaryOf) });
}

/** 200 with a page of the chain, 404 if the caller may not see the proposal, or 422 for another list's cursor. */
export function eventsAnswer(id: ProposalId, limit: number, listed: ListedEvents): Answer {
  if (listed.kind !== 'page') return listed.kind === 'unknown' ? nothingHere : badCursor;
  return pageAnswer(`${addressOf(id)}/events`, { limit }, listed);
}

const nothingHere = problem('not-found', 'Not found, or not visible to this credential.');

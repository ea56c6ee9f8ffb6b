import type { Instant, LocalDate } from '../domain/calendar.ts';
import type { EligibleOfficer, Routing } from '../domain/officers.ts';
import type { AskedOfficer, SignOffRequest } from '../domain/sign-off.ts';
import type { People, Proposals } from './ports.ts';
import type { ProposalState } from './state.ts';

/** What decides who may be asked, or may answer, for this request on that day (R8, R9). */
export async function routingOf(
  deps: { readonly people: People },
  { head }: Pick<ProposalState, 'head'>,
  request: Pick<SignOffRequest, 'asked'>,
  on: LocalDate,
): Promise<Routing> {
  const authors = await deps.people.get(head.authors);
  return {
    role: 'approver',
    askedShare: request.asked,
    on,
    authors: authors.map(({ email }) => email),
    recused: head.recused,
    answered: [],
  };
}

/** The same for a review: whoever answered the sign-off of any revision may not review (R8). */
export async function reviewRoutingOf(
  deps: { readonly people: People; readonly proposals: Pick<Proposals, 'requests'> },
  state: Pick<ProposalState, 'head' | 'requests'>,
  on: LocalDate,
): Promise<Routing> {
  const { head } = state;
  const routing = await routingOf(deps, state, { asked: 0 }, on);
  const earlier = Array.from({ length: head.revision - 1 }, (_, index) => deps.proposals.requests(head.id, index + 1));
  const rounds = [state.requests, ...(await Promise.all(earlier))];
  return { ...routing, role: 'reviewer', answered: rounds.flat().flatMap(({ answer }) => answer?.by ?? []) };
}

/** An officer's place among those asked. */
export function askedNow({ officer, role, onBehalfOf }: EligibleOfficer, at: Instant): AskedOfficer {
  return {
    person: officer.person,
    officer: officer.id,
    role: role === 'deputy' ? 'deputy' : 'approver',
    onBehalfOf,
    askedAt: at,
    passedOn: null,
  };
}

import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { EligibleOfficer, Routing } from '../../domain/sign-off/officers.ts';
import type { AskedOfficer, SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import type { Instant, LocalDate } from '../../domain/vocabulary/calendar.ts';
import type { People, Proposals } from '../ports/record.ts';

/** The facts that decide who may be asked, or may answer, for this request on that day (R8, R9). */
export async function routingOf(
  deps: { readonly people: People },
  { head }: Pick<ProposalState, 'head'>,
  request: Pick<SignOffRequest, 'asked'>,
  on: LocalDate,
): Promise<Routing> {
  const addresses = await addressesOf(deps, [...head.authors, ...head.recused]);
  return {
    role: 'approver',
    askedShare: request.asked,
    on,
    authors: head.authors.flatMap((author) => addresses.get(author) ?? []),
    recused: head.recused,
    answered: [],
    addresses,
  };
}

/** The same for a review. Nobody who answered a sign-off may review (R8), and nobody is asked for two boroughs. */
export async function reviewRoutingOf(
  deps: { readonly people: People; readonly proposals: Pick<Proposals, 'requests'> },
  state: Pick<ProposalState, 'head' | 'requests' | 'reviews'>,
  on: LocalDate,
): Promise<Routing> {
  const { head } = state;
  const routing = await routingOf(deps, state, { asked: 0 }, on);
  const earlier = Array.from({ length: head.revision - 1 }, (_, index) => deps.proposals.requests(head.id, index + 1));
  const rounds = [state.requests, ...(await Promise.all(earlier))];
  const answered = rounds.flat().flatMap(({ answer, answeredBefore = [] }) => [...answeredBefore, ...by(answer)]);
  const known = await addressesOf(deps, [...answered, ...state.reviews.map(({ person }) => person)]);
  return { ...routing, role: 'reviewer', answered, addresses: new Map([...routing.addresses, ...known]) };
}

function by(answer: SignOffRequest['answer']): readonly PersonId[] {
  return answer === null || answer.by === null ? [] : [answer.by];
}

/** Addresses by person. An erased person has none. */
async function addressesOf(
  { people }: { readonly people: People },
  ids: readonly PersonId[],
): Promise<ReadonlyMap<PersonId, string>> {
  return new Map((await people.get(ids)).map(({ id, email }) => [id, email]));
}

/** An officer's entry among those asked. */
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

import type { Person } from '../../domain/record/proposal-state.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import type { People, Proposals } from '../ports/record.ts';

/** What the emails of one batch read and write of proposals. */
type EmailProposals = Pick<
  Proposals,
  'load' | 'revision' | 'requests' | 'replacedAnswers' | 'reviews' | 'events' | 'noteDelivery' | 'reschedule'
>;

/**
 * The same dependencies, but each proposal and each person is read once. The emails of one batch are mostly about one
 * proposal, and loading it is most of what an email reads.
 */
export function cachedReads<D extends { readonly proposals: EmailProposals; readonly people: People }>(
  deps: D,
): Omit<D, 'proposals' | 'people'> & { readonly proposals: EmailProposals; readonly people: People } {
  return { ...deps, proposals: loadedOnce(deps.proposals), people: namedOnce(deps.people) };
}

function loadedOnce(proposals: EmailProposals): EmailProposals {
  const loading = new Map<string, ReturnType<EmailProposals['load']>>();
  return {
    load: (id) => {
      const state = loading.get(id) ?? proposals.load(id);
      loading.set(id, state);
      return state;
    },
    revision: (...which) => proposals.revision(...which),
    requests: (...which) => proposals.requests(...which),
    replacedAnswers: (...which) => proposals.replacedAnswers(...which),
    reviews: (...which) => proposals.reviews(...which),
    events: (...which) => proposals.events(...which),
    noteDelivery: (...noted) => proposals.noteDelivery(...noted),
    reschedule: (...next) => proposals.reschedule(...next),
  };
}

/** The same people, each read once for all tries of one decision. */
export function namedOnce(people: People): People {
  const known = new Map<PersonId, Promise<readonly Person[]>>();
  return {
    get: async (ids) => {
      const distinct = [...new Set(ids)];
      const unknown = distinct.filter((id) => !known.has(id));
      const found = unknown.length === 0 ? null : people.get(unknown);
      for (const id of unknown)
        known.set(
          id,
          Promise.resolve(found).then((all) => (all ?? []).filter((each) => each.id === id)),
        );
      return (await Promise.all(distinct.map((id) => known.get(id) ?? []))).flat();
    },
  };
}

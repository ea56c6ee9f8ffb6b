import type { PersonId } from '../vocabulary/borough.ts';
import type { ComparedContent } from './field-changes.ts';

/** A revision's content as it is compared with the one that a borough answered (R7). */
export type AnsweredContent = ComparedContent & { readonly proposer: PersonId };

/** Boroughs of one revision that the other does not invite. What is theirs alone is told, and asks nobody again. */
export type ComersAndGoers = ReadonlySet<string>;

interface Term {
  readonly changed: string;
  readonly of: (content: AnsweredContent, others: ComersAndGoers) => unknown;
}

/**
 * How each field of a proposal is compared as a whole. `lines`: line by line. `told`: a difference asks nobody again.
 * A new field does not compile until somebody decides what it is.
 */
const terms = {
  title: { changed: 'The title changed.', of: ({ title }) => title },
  summary: { changed: 'The summary changed.', of: ({ summary }) => summary },
  alternatives: { changed: 'The alternatives considered changed.', of: ({ alternatives }) => alternatives ?? '' },
  confidential: { changed: 'The confidential parts changed.', of: concealed },
  proposer: { changed: 'The proposer changed.', of: ({ proposer }) => proposer },
  leadBorough: { changed: 'The lead changed.', of: ({ leadBorough }) => leadBorough },
  scheme: { changed: 'The scheme changed.', of: ({ scheme }) => scheme },
  apportionment: { changed: 'The way the cost is shared changed.', of: ({ apportionment }) => apportionment },
  prices: { changed: 'The prices changed.', of: ({ prices }) => prices },
  optimismBias: { changed: 'The optimism bias changed.', of: ({ optimismBias }) => biasOf(optimismBias) },
  stages: {
    changed: 'The stages or the date of a gate changed.',
    of: ({ stages }) => stages.map(({ name, gateBy }) => [name, gateBy ?? '']),
  },
  pledges: {
    changed: 'The pledges changed.',
    of: ({ pledges }) => pledges.map(({ unit, target, by }) => [unit, target, by]),
  },
  partners: { changed: 'The weights changed.', of: declaredWeights },
  costs: 'lines',
  benefits: 'lines',
  respondBy: 'told',
} as const satisfies Record<keyof AnsweredContent, Term | 'lines' | 'told'>;

/** R7. The words and terms that differ between two revisions, in sentences. Each of them asks every borough again. */
export function changedTerms(
  before: AnsweredContent,
  after: AnsweredContent,
  others: ComersAndGoers,
): readonly string[] {
  return Object.values<Term | 'lines' | 'told'>(terms).flatMap((term) => {
    if (typeof term === 'string') return [];
    const [old, now] = [term.of(before, others), term.of(after, others)].map((value) => JSON.stringify(value));
    return old === now ? [] : [term.changed];
  });
}

function biasOf(bias: AnsweredContent['optimismBias']): unknown {
  if (bias === undefined) return null;
  return ['rate' in bias ? bias.rate : bias.projectType, bias.mitigation];
}

/** Of the boroughs in both revisions; in any order. */
function declaredWeights({ partners }: AnsweredContent, others: ComersAndGoers): unknown {
  return partners
    .filter(({ borough }) => !others.has(borough))
    .map(({ borough, weight }) => `${borough} ${weight ?? ''}`)
    .toSorted();
}

/** Each text that is marked, with its reason. A pointer counts lines, so the text itself is compared. */
function concealed(content: AnsweredContent, others: ComersAndGoers): unknown {
  return content.confidential
    .flatMap(({ pointer, reason }) => {
      const [list = '', place = ''] = pointer.slice(1).split('/');
      const benefit = list === 'benefits' ? content.benefits[Number(place)] : undefined;
      if (benefit !== undefined && others.has(benefit.borough)) return [];
      return [JSON.stringify([benefit === undefined ? pointer : benefit.description, reason])];
    })
    .toSorted();
}

import type { Person, ProposalState, Revision } from '../../domain/record/proposal-state.ts';
import { isLargeEnough } from '../../domain/sign-off/ballots.ts';
import { boroughName, type SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { standOf } from '../../domain/sign-off/stand.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import { formatPounds, type Pence } from '../../domain/vocabulary/money.ts';
import { type PartnerWord, partnerWord } from '../../domain/vocabulary/partner.ts';
import type { DecisionRule } from '../../domain/vocabulary/scheme.ts';
import type { People } from '../ports/record.ts';
import type { BenefitView, BoroughStanding, CostView, ProposalHeading, YearLine } from './pages.ts';

/** Replaces the name of an erased person (R19). */
export const erased = 'a person whose name was erased';

/** People by id, for views that name them. */
export async function peopleOf(
  deps: { readonly people: People },
  ids: readonly (PersonId | null | undefined)[],
): Promise<ReadonlyMap<PersonId, Person>> {
  const wanted = [...new Set(ids.filter((id): id is PersonId => typeof id === 'string'))];
  const people = wanted.length === 0 ? [] : await deps.people.get(wanted);
  return new Map(people.map((person) => [person.id, person]));
}

export function nameOf(people: ReadonlyMap<PersonId, Person>, id: PersonId | null): string {
  return (id === null ? undefined : people.get(id)?.name) ?? erased;
}

/**
 * R19. The name of who decided, as it was recorded then. An answer of an earlier release recorded none and has the
 * person's present name. `people` has everybody who was not erased.
 */
export function recordedName(
  people: ReadonlyMap<PersonId, Person>,
  id: PersonId | null,
  recorded: string | null | undefined,
): string {
  const present = id === null ? undefined : people.get(id);
  return present === undefined ? erased : (recorded ?? present.name);
}

/** What every page about a proposal says first. */
export function headingOf(
  { head, revision, requests }: Pick<ProposalState, 'head' | 'revision' | 'requests'>,
  people: ReadonlyMap<string, Person>,
): ProposalHeading {
  const { title, summary, alternatives, proposer } = revision.content;
  const person = people.get(proposer);
  return {
    reference: head.reference,
    title,
    summary,
    leadBorough: requests.find(({ lead }) => lead)?.name ?? head.lead,
    ...calledPartners(requests),
    proposer: { name: person?.name ?? erased, email: person?.email ?? '' },
    revision: revision.number,
    total: revision.total,
    alternatives: alternatives ?? null,
  };
}

/** What texts call the partners, as a part of a heading; nothing where all are boroughs. */
export function calledPartners(requests: readonly SignOffRequest[]): Pick<ProposalHeading, 'partner'> {
  return partnerWord(requests) === 'borough' ? {} : { partner: 'partner' };
}

export function standingsOf({
  requests,
  revision,
}: Pick<ProposalState, 'requests' | 'revision'>): readonly BoroughStanding[] {
  return requests.map((request) => {
    const { borough, kind, name, lead, asked, answer, revoked } = request;
    const upTo = revoked === undefined ? (answer?.upTo ?? null) : null;
    const tooSmall = upTo !== null && !isLargeEnough(request, upTo, revision.scheme);
    const body = kind === undefined ? {} : { kind };
    return { borough, ...body, name, lead, asked, answer: standOf(request), upTo, tooSmall };
  });
}

/** Costs and benefits of each financial year. Benefits are before confidence, and disbenefits count negative. */
export function yearsOf({ content }: Revision): readonly YearLine[] {
  const years = [
    ...new Set([...content.costs, ...content.benefits].map(({ financialYear }) => financialYear)),
  ].toSorted();
  const sum = (amounts: readonly number[]): number => amounts.reduce((total, amount) => total + amount, 0);
  return years.map((financialYear) => {
    const costs = content.costs.filter((line) => line.financialYear === financialYear);
    const benefits = content.benefits.filter((line) => line.financialYear === financialYear);
    return {
      financialYear,
      capital: sum(costs.filter(({ kind }) => kind === 'capital').map(({ amount }) => amount)),
      revenue: sum(costs.filter(({ kind }) => kind === 'revenue').map(({ amount }) => amount)),
      benefits: sum(benefits.map((line) => (line.class === 'disbenefit' ? -line.amount : line.amount))),
    };
  });
}

export function costsOf({ content }: Revision, requests: readonly SignOffRequest[]): readonly CostView[] {
  return content.costs.map(({ financialYear, kind, amount, description, borough, stage }) => ({
    financialYear,
    kind,
    amount,
    description,
    borough: borough === undefined ? null : boroughName(requests, borough),
    stage: content.stages.length > 1 ? (content.stages[stage - 1]?.name ?? null) : null,
  }));
}

export function benefitsOf({ content }: Revision, requests: readonly SignOffRequest[]): readonly BenefitView[] {
  return content.benefits.map((line) => ({
    financialYear: line.financialYear,
    class: line.class,
    amount: line.amount,
    confidence: line.confidence,
    description: line.description,
    borough: line.borough === 'all' ? null : boroughName(requests, line.borough),
  }));
}

/** The rule that the round must meet to carry (R3), in words. */
export function ruleInWords(rule: DecisionRule, partner: PartnerWord): string {
  const money = `including the lead ${partner}, and the amounts they approve must cover the cost`;
  switch (rule.kind) {
    case 'coalition':
      return `At least ${rule.minimumBoroughs} ${partner}s must approve, ${money}.`;
    case 'unanimous':
      return `Every ${partner} that can answer must approve, ${money}.`;
    case 'share': {
      const [n, d] = rule.atLeast;
      const whom = rule.of === 'eligible' ? `the ${partner}s that can answer` : `the ${partner}s that answer`;
      return `At least ${n}/${d} of ${whom} must approve, ${money}.`;
    }
  }
}

/**
 * The reasons recorded with an approval up to this amount, in pence, unless the officer writes others (R1, R19): what the
 * officer had in front of them, and nothing that only the officer could judge. They depend on nothing that others answer,
 * so the same form always has the same reasons.
 */
export function prefilledReasons(
  { head, revision, requests }: Pick<ProposalState, 'head' | 'revision' | 'requests'>,
  request: SignOffRequest,
  upTo: Pence | null,
): string {
  const { name, asked } = request;
  const amount = upTo === null ? '' : ` up to ${formatPounds(upTo)}`;
  const less = upTo !== null && upTo < asked ? ', which is less than its share,' : '';
  const small =
    upTo === null || isLargeEnough(request, upTo, revision.scheme)
      ? ''
      : ` It is below ${revision.scheme.countsFrom}% of the share, so it does not count towards the approvals needed.`;
  return (
    `${name} approved${amount}${less} without further reasons, on the figures in revision ${head.revision} ` +
    `(share ${formatPounds(asked)} of ${formatPounds(revision.total)} if every ${partnerWord(requests)} joins).${small}`
  );
}

import type { FieldChange } from '../../domain/revision/field-changes.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { mintLink } from '../links/mint-link.ts';
import { roundDeadline } from '../steps/round-of.ts';
import { changesSince } from '../views/answer-pages.ts';
import type { BoroughStanding, ProposalHeading } from '../views/pages.ts';
import { headingOf, nameOf, peopleOf, standingsOf } from '../views/view-parts.ts';
import { type Draft, type EmailDependencies, type EmailTask, withoutLink } from './drafting.ts';

export interface SubmittedEmail {
  readonly mail: 'submitted';
  readonly heading: ProposalHeading;
  readonly to: string;
  /** The full address with the token. */
  readonly link: string;
  readonly closesAt: Instant;
  readonly boroughs: readonly BoroughStanding[];
}

export interface ChangesRequestedEmail {
  readonly mail: 'changes-requested';
  readonly to: string;
  readonly heading: ProposalHeading;
  readonly wishes: readonly { readonly borough: string; readonly comment: string }[];
  readonly reviseBy: Instant | null;
}

/** R7. To the proposer of record and to each proposer whom a revision replaced. */
export interface RevisedEmail {
  readonly mail: 'revised';
  readonly to: string;
  readonly heading: ProposalHeading;
  /** The full address of the page that shows the progress; null for a proposer who was replaced. */
  readonly progress: string | null;
  /** Who sent the revision. */
  readonly by: string;
  readonly changes: readonly FieldChange[];
  /** Names of the boroughs that are asked, or asked again, and of those whose approval stays. */
  readonly asked: readonly string[];
  readonly told: readonly string[];
  readonly closesAt: Instant;
  readonly replyTo: string;
}

/** Emails to the proposer alone. */
export const proposerEmails = { submitted, 'changes-requested': changesRequested, revised } as const;

/** R25. Who is asked, and a link to the page that shows the progress. */
function submitted(deps: EmailDependencies, { state, message, person }: EmailTask<'submitted'>): Draft<SubmittedEmail> {
  const { link, address } = mintLink(deps, state, message.to, null, 'tracking');
  const heading = headingOf(state, new Map([[person.id, person]]));
  const closesAt = roundDeadline(state);
  const boroughs = standingsOf(state);
  return { link, view: { mail: 'submitted', heading, to: person.name, link: address, closesAt, boroughs } };
}

/** R6, R7. What the boroughs and the reviewers asked for, and by when a revision must be submitted. */
function changesRequested(
  _: EmailDependencies,
  { state, message, person }: EmailTask<'changes-requested'>,
): Draft<ChangesRequestedEmail> {
  const { head, requests, reviews } = state;
  if (head.status !== 'changes-requested' || message.revision !== head.revision) return null;
  const wishes = [
    ...requests.flatMap(({ name, answer }) =>
      answer?.kind === 'request-changes' ? [{ borough: name, comment: answer.comment }] : [],
    ),
    ...reviews.flatMap(({ name, answer, passedOn }) =>
      passedOn === null && answer?.kind === 'request-changes' ? [{ borough: name, comment: answer.reasons }] : [],
    ),
  ];
  const heading = headingOf(state, new Map([[person.id, person]]));
  return withoutLink({ mail: 'changes-requested', to: person.name, heading, wishes, reviseBy: head.closesAt });
}

/** R7. What a revision changed, who sent it, and whom it asks. null if another revision came meanwhile. */
async function revised(
  deps: EmailDependencies,
  { state, message, person }: EmailTask<'revised'>,
): Promise<Draft<RevisedEmail>> {
  const { head, revision, requests } = state;
  if (message.revision !== head.revision) return null;
  const people = await peopleOf(deps, [revision.content.proposer, revision.submittedBy]);
  const minted = message.to === head.proposer ? mintLink(deps, state, message.to, null, 'tracking') : null;
  const stays = ({ answer }: (typeof requests)[number]) => answer?.answeredRevision !== undefined;
  return {
    link: minted?.link ?? null,
    view: {
      mail: 'revised',
      to: person.name,
      heading: headingOf(state, people),
      progress: minted?.address ?? null,
      by: nameOf(people, revision.submittedBy),
      changes: await changesSince(deps, state, head.revision - 1),
      asked: requests.filter((request) => !stays(request)).map(({ name }) => name),
      told: requests.filter(stays).map(({ name }) => name),
      closesAt: roundDeadline(state),
      replyTo: deps.replyTo,
    },
  };
}

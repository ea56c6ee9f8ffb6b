import type { Payment } from '../../domain/record/event.ts';
import type { MailAbout } from '../../domain/record/outbox.ts';
import type { Person, ProposalState } from '../../domain/record/proposal-state.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { boroughName } from '../../domain/sign-off/sign-off-request.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import type { People, Proposals } from '../ports/record.ts';
import { roundDeadline } from '../steps/round-of.ts';
import type { MailView } from '../views/emails.ts';
import { headingOf, peopleOf } from '../views/view-parts.ts';

/** Mails about what the secretariat did to a proposal: those that carry no link. */

export interface DraftDependencies {
  readonly proposals: Pick<Proposals, 'requests'>;
  readonly people: People;
}

interface OfBorough {
  readonly borough: BoroughCode;
  readonly revision: number;
}

/** R5. To whoever has answered, and to the proposer: the deadline is later. A revoked answer (R29) stands no more, and is not said to. Null where the round is over. */
export async function extendedNotice(
  deps: DraftDependencies,
  state: ProposalState,
  { borough, revision }: MailAbout<'extended'>,
  person: Person,
): Promise<MailView | null> {
  const { head, requests } = state;
  if (revision !== head.revision || head.status !== 'sign-off') return null;
  const answered = requests.find((request) => request.borough === borough && request.revoked === undefined);
  return {
    mail: 'extended-notice',
    to: person.name,
    heading: headingOf(state, await peopleOf(deps, [state.revision.content.proposer])),
    closesAt: roundDeadline(state),
    reason: extensionReason(requests),
    answered: answered?.answer ? { borough: answered.name, ...answered.answer } : null,
  };
}

/** Why the deadline is later: what the newest extension says. Whoever waits has it on their request. */
export function extensionReason(requests: readonly SignOffRequest[]): string {
  const all = requests.flatMap(({ extended }) => extended ?? []);
  return all.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1)?.reason ?? '';
}

/** R29. To the borough and the proposer: the approval was revoked, why, and what follows. */
export async function revokedNotice(
  deps: DraftDependencies,
  state: ProposalState,
  { borough, revision }: OfBorough,
  person: Person,
): Promise<MailView | null> {
  const { head } = state;
  const asked = revision === head.revision ? state.requests : await deps.proposals.requests(head.id, revision);
  const request = asked.find((each) => each.borough === borough);
  if (!request?.revoked) return null;
  return {
    mail: 'approval-revoked',
    to: person.name,
    heading: headingOf(state, await peopleOf(deps, [state.revision.content.proposer])),
    borough: request.name,
    upTo: request.answer?.upTo ?? null,
    at: request.revoked.at,
    reason: request.revoked.reason,
    // What it settles as, once that is fixed: a settlement says nothing yet of whether the others carried it.
    status: revision === head.revision ? (head.ending ?? head.status) : 'changes-requested',
  };
}

/** R10, R29. To a contributor: what it pays now that the cost was shared again. Null where nothing is to be paid any more. */
export async function sharedAgainNotice(
  deps: DraftDependencies,
  state: ProposalState,
  { borough, revision }: OfBorough,
  person: Person,
): Promise<MailView | null> {
  const { head, requests, contributions, round } = state;
  const ended = head.ending !== null && head.ending !== 'funded';
  const paysIn = (all: readonly Payment[] | undefined, who = borough) =>
    all?.find((each) => each.borough === who)?.amount;
  const amount = paysIn(contributions);
  const request = requests.find((each) => each.borough === borough);
  if (revision !== head.revision || ended || amount === undefined || request === undefined) return null;
  return {
    mail: 'shared-again',
    to: person.name,
    heading: headingOf(state, await peopleOf(deps, [state.revision.content.proposer])),
    borough: request.name,
    amount,
    before: paysIn(round?.firstShared) ?? amount,
    upTo: request.answer?.upTo ?? amount,
    // Who was to pay: an approval that was revoked while the round was open shared nothing again.
    revoked: requests
      .filter((each) => each.revoked && paysIn(round?.firstShared, each.borough) !== undefined)
      .map(({ name }) => name),
    contributions: contributions.map((each) => ({ borough: boroughName(requests, each.borough), amount: each.amount })),
  };
}

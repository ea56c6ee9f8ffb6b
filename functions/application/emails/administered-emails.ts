import type { Payment } from '../../domain/record/event.ts';
import { sameAddress } from '../../domain/sign-off/officers.ts';
import { boroughName, type SignOffAnswer, type SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import type { Status } from '../../domain/vocabulary/proposal.ts';
import { roundDeadline } from '../steps/round-of.ts';
import type { ProposalHeading, SignOffPage } from '../views/pages.ts';
import { headingOf, peopleOf } from '../views/view-parts.ts';
import { type Draft, type EmailDependencies, type EmailTask, withoutLink } from './drafting.ts';
import { requestOfRevision } from './request-of-revision.ts';
import { signOffRequest } from './sign-off-emails.ts';

/** To an officer who holds a request. */
export interface ExtendedEmail {
  readonly mail: 'extended';
  readonly to: string;
  /** The full address with the token. */
  readonly link: string;
  readonly page: SignOffPage;
  readonly reason: string;
}

/** To an officer who has answered, or to the proposer, where `answered` is null. */
export interface ExtendedNoticeEmail {
  readonly mail: 'extended-notice';
  readonly to: string;
  readonly heading: ProposalHeading;
  readonly closesAt: Instant;
  readonly reason: string;
  readonly answered: (Pick<SignOffAnswer, 'kind' | 'upTo'> & { readonly borough: string }) | null;
}

export interface ApprovalRevokedEmail {
  readonly mail: 'approval-revoked';
  readonly to: string;
  readonly heading: ProposalHeading;
  readonly borough: string;
  readonly upTo: Pence | null;
  readonly at: Instant;
  readonly reason: string;
  /** Status of the proposal since the revocation. */
  readonly status: Status;
}

export interface SharedAgainEmail {
  readonly mail: 'shared-again';
  readonly to: string;
  readonly heading: ProposalHeading;
  readonly borough: string;
  /** What the borough pays now, what it was to pay before, and the most that it agreed to. */
  readonly amount: Pence;
  readonly before: Pence;
  readonly upTo: Pence;
  /** Names of the boroughs whose approvals were revoked. */
  readonly revoked: readonly string[];
  readonly contributions: readonly { readonly borough: string; readonly amount: Pence }[];
}

/** R8. To an officer whom a submission bars from deciding. */
export interface BarredEmail {
  readonly mail: 'barred';
  readonly to: string;
  readonly heading: ProposalHeading;
  readonly borough: string;
  /** Whether the proposal names this person as its proposer; else it was sent with the person's key. */
  readonly proposer: boolean;
  readonly replyTo: string;
}

/** Emails about what the secretariat did to a proposal, or can put right. */
export const administeredEmails = {
  barred,
  extended,
  'approval-revoked': approvalRevoked,
  'shared-again': sharedAgain,
} as const;

/** R5. A later deadline: an officer who still holds the request gets a new link to it, others get a notice. */
async function extended(
  deps: EmailDependencies,
  task: EmailTask<'extended'>,
): Promise<Draft<ExtendedEmail | ExtendedNoticeEmail>> {
  const { state, person } = task;
  const { borough, to, revision } = task.message;
  const asked = state.requests.find((each) => each.borough === borough);
  const waits = asked?.answer === null && asked.asks.some((ask) => ask.person === to);
  if (borough === null || !waits) return extendedNotice(deps, task);
  const message = { mail: 'sign-off-reminder', to, borough, revision } as const;
  const drafted = await signOffRequest(deps, { state, message, person });
  if (drafted === null || drafted === 'may-not-answer') return drafted;
  const { page, link } = drafted.view;
  const reason = extensionReason(state.requests);
  return { link: drafted.link, view: { mail: 'extended', to: person.name, link, page, reason } };
}

/** R5. A revoked answer (R29) is no longer in force and is not mentioned. null if the round is over. */
async function extendedNotice(
  deps: Pick<EmailDependencies, 'people'>,
  { state, message: { borough, revision }, person }: EmailTask<'extended'>,
): Promise<Draft<ExtendedNoticeEmail>> {
  const { head, requests } = state;
  if (revision !== head.revision || head.status !== 'sign-off') return null;
  const answered = requests.find((request) => request.borough === borough && request.revoked === undefined);
  return withoutLink({
    mail: 'extended-notice',
    to: person.name,
    heading: headingOf(state, await peopleOf(deps, [state.revision.content.proposer])),
    closesAt: roundDeadline(state),
    reason: extensionReason(requests),
    answered: answered?.answer ? { borough: answered.name, ...answered.answer } : null,
  });
}

/** Why the deadline is later: the reason of the newest extension, which is recorded on the requests that wait. */
function extensionReason(requests: readonly SignOffRequest[]): string {
  const all = requests.flatMap(({ extended: extensions }) => extensions ?? []);
  return all.toSorted((a, b) => (a.at < b.at ? -1 : 1)).at(-1)?.reason ?? '';
}

/** R29. To the borough and the proposer: the approval was revoked, why, and what follows. */
export async function approvalRevoked(
  deps: Pick<EmailDependencies, 'people'> & { readonly proposals: Pick<EmailDependencies['proposals'], 'requests'> },
  { state, message: { borough, revision }, person }: Omit<EmailTask<'approval-revoked'>, 'outbox'>,
): Promise<Draft<ApprovalRevokedEmail>> {
  const { head } = state;
  const request = await requestOfRevision(deps, state, borough, revision);
  if (!request?.revoked) return null;
  return withoutLink({
    mail: 'approval-revoked',
    to: person.name,
    heading: headingOf(state, await peopleOf(deps, [state.revision.content.proposer])),
    borough: request.name,
    upTo: request.answer?.upTo ?? null,
    at: request.revoked.at,
    reason: request.revoked.reason,
    // The ending once it is fixed: the status "settling" does not say yet whether the others carried the proposal.
    status: revision === head.revision ? (head.ending ?? head.status) : 'changes-requested',
  });
}

/** R10, R29. To a contributor: what it pays now that the cost was shared again. null where it no longer pays anything. */
async function sharedAgain(
  deps: EmailDependencies,
  { state, message: { borough, revision }, person }: EmailTask<'shared-again'>,
): Promise<Draft<SharedAgainEmail>> {
  const { head, requests, contributions, round } = state;
  const ended = head.ending !== null && head.ending !== 'funded';
  const paysIn = (all: readonly Payment[] | undefined, who = borough) =>
    all?.find((each) => each.borough === who)?.amount;
  const amount = paysIn(contributions);
  const request = requests.find((each) => each.borough === borough);
  if (revision !== head.revision || ended || amount === undefined || request === undefined) return null;
  return withoutLink({
    mail: 'shared-again',
    to: person.name,
    heading: headingOf(state, await peopleOf(deps, [state.revision.content.proposer])),
    borough: request.name,
    amount,
    before: paysIn(round?.firstShared) ?? amount,
    upTo: request.answer?.upTo ?? amount,
    // Only boroughs that were to pay: an approval that was revoked while the round was open did not change any share.
    revoked: requests
      .filter((each) => each.revoked && paysIn(round?.firstShared, each.borough) !== undefined)
      .map(({ name }) => name),
    contributions: contributions.map((each) => ({ borough: boroughName(requests, each.borough), amount: each.amount })),
  });
}

/** R8. Says that this officer cannot decide, why, and how to say that it is wrong. null once another revision came. */
async function barred(
  deps: EmailDependencies,
  { state, message: { borough, revision }, person }: EmailTask<'barred'>,
): Promise<Draft<BarredEmail>> {
  if (revision !== state.head.revision) return null;
  const people = await peopleOf(deps, [state.revision.content.proposer]);
  const heading = headingOf(state, people);
  return withoutLink({
    mail: 'barred',
    to: person.name,
    heading,
    borough: boroughName(state.requests, borough),
    proposer: sameAddress(heading.proposer.email, person.email),
    replyTo: deps.replyTo,
  });
}

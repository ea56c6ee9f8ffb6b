import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { FieldChange } from '../../domain/revision/field-changes.ts';
import { mayAnswer } from '../../domain/sign-off/officers.ts';
import { mayReplace } from '../../domain/sign-off/replacement.ts';
import { isLate } from '../../domain/sign-off/round.ts';
import type { SignOffAnswer, SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import { londonDate } from '../../domain/vocabulary/calendar.ts';
import { mintLink } from '../links/mint-link.ts';
import { routingOf } from '../steps/officer-routing.ts';
import { openForAnswersUntil } from '../steps/round-of.ts';
import { changesSince, signOffPageView } from '../views/answer-pages.ts';
import type { ProposalHeading, SignOffPage } from '../views/pages.ts';
import { headingOf, peopleOf } from '../views/view-parts.ts';
import { type Draft, type EmailDependencies, type EmailTask, withoutLink } from './drafting.ts';
import { requestOfRevision } from './request-of-revision.ts';

export interface SignOffRequestEmail {
  readonly mail: 'sign-off-request' | 'sign-off-reminder';
  readonly to: string;
  /** The full address with the token. */
  readonly link: string;
  readonly page: SignOffPage;
}

export interface RevisionNoticeEmail {
  readonly mail: 'revision-notice';
  readonly to: string;
  readonly heading: ProposalHeading;
  readonly borough: string;
  readonly changes: readonly FieldChange[];
  /** The approval that remains in force; null: the revision no longer invites the borough (R7). */
  readonly answer: SignOffAnswer | null;
}

/** R1, R7. The same to an officer who may still replace the approval that remains in force. */
export interface ApprovalKeptEmail extends Omit<RevisionNoticeEmail, 'mail' | 'answer'> {
  readonly mail: 'approval-kept';
  readonly answer: SignOffAnswer;
  /** The full address with the token. */
  readonly link: string;
}

/** Emails about sign-off requests. */
export const signOffEmails = {
  'sign-off-request': signOffRequest,
  'sign-off-reminder': signOffRequest,
  'revision-notice': revisionNotice,
} as const;

/** R1, R9. The request with its own link, or a reminder of it. null if the borough answered or another was asked. */
export async function signOffRequest(
  deps: EmailDependencies,
  { state, message, person }: Omit<EmailTask<'sign-off-request' | 'sign-off-reminder'>, 'outbox'>,
): Promise<Draft<SignOffRequestEmail>> {
  const asked = state.requests.find(({ borough }) => borough === message.borough);
  const holds = asked?.asks.some((ask) => ask.person === message.to && ask.passedOn === null);
  if (message.revision !== state.head.revision || asked?.answer !== null || !holds) return null;
  if (state.head.status !== 'sign-off') return null;
  const borough = await deps.boroughs.get(message.borough);
  if (borough === undefined) return null;
  const routing = await routingOf(deps, state, asked, londonDate(deps.clock.now()));
  const verdict = mayAnswer(borough, message.to, routing);
  if (verdict.kind !== 'ok') return 'may-not-answer';
  const page = await signOffPageView(deps, state, asked, borough, verdict.eligible, deps.clock.now());
  const { link, address } = mintLink(deps, state, message.to, message.borough, 'sign-off');
  return { link, view: { mail: message.mail, to: person.name, link: address, page } };
}

/**
 * R7. What a revision changed, to a borough that is not asked again. A link goes with it if the officer may still replace
 * the approval (R1).
 */
async function revisionNotice(
  deps: EmailDependencies,
  { state, message, person }: EmailTask<'revision-notice'>,
): Promise<Draft<RevisionNoticeEmail | ApprovalKeptEmail>> {
  if (message.revision !== state.head.revision) return null;
  const invited = state.requests.find(({ borough }) => borough === message.borough);
  const asked = invited ?? (await requestOfRevision(deps, state, message.borough, message.revision - 1));
  if (asked === undefined) return null;
  const answer = invited?.answer ?? null;
  const about = {
    to: person.name,
    heading: headingOf(state, await peopleOf(deps, [state.revision.content.proposer])),
    borough: asked.name,
    changes: await changesSince(deps, state, answer?.answeredRevision ?? message.revision - 1),
  };
  if (answer === null || !(await mayStillReplace(deps, state, asked, message.to))) {
    return withoutLink({ mail: 'revision-notice', ...about, answer });
  }
  const { link, address } = mintLink(deps, state, message.to, message.borough, 'sign-off');
  return { link, view: { mail: 'approval-kept', ...about, answer, link: address } };
}

/** R1. Whether this officer may replace the recorded answer now. */
async function mayStillReplace(
  deps: EmailDependencies,
  state: ProposalState,
  request: SignOffRequest,
  person: PersonId,
): Promise<boolean> {
  const now = deps.clock.now();
  if (state.head.status !== 'sign-off' || isLate(now, openForAnswersUntil(state))) return false;
  const borough = await deps.boroughs.get(request.borough);
  if (borough === undefined || mayReplace(request) !== 'yes') return false;
  return mayAnswer(borough, person, await routingOf(deps, state, request, londonDate(now))).kind === 'ok';
}

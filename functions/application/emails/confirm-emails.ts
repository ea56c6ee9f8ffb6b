import { mayAnswer } from '../../domain/sign-off/officers.ts';
import { type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import { mintLink } from '../links/mint-link.ts';
import { routingOf } from '../steps/officer-routing.ts';
import { revisionsLeft } from '../steps/round-of.ts';
import { confirmPageView, saidSoFar, shownAdvice } from '../views/confirm-page.ts';
import type { ConfirmPage, ProposalHeading, ShownAdvice, ShownWord } from '../views/pages.ts';
import { headingOf, peopleOf } from '../views/view-parts.ts';
import { type Draft, type EmailDependencies, type EmailTask, withoutLink } from './drafting.ts';

export interface ConfirmRequestEmail {
  readonly mail: 'confirm-request' | 'confirm-reminder';
  readonly to: string;
  /** The full address with the token. */
  readonly link: string;
  readonly page: ConfirmPage;
}

export interface ConfirmingEmail {
  readonly mail: 'confirming';
  readonly to: string;
  readonly heading: ProposalHeading;
  readonly advice: ShownAdvice | null;
  /** Names of boroughs whose decisions may be called in, and until when. */
  readonly callIns: readonly { readonly borough: string; readonly until: Instant }[];
  readonly until: Instant;
  /** How many revisions may still be submitted after advice against the proposal; 0 otherwise. */
  readonly revisionsLeft: number;
}

export interface ConfirmNewsEmail {
  readonly mail: 'confirm-receipt' | 'confirm-news';
  readonly to: string;
  readonly heading: ProposalHeading;
  readonly word: ShownWord;
  /** When the time to confirm ends; null if it is over. */
  readonly until: Instant | null;
  readonly replyTo: string;
}

/** Emails while a carried proposal waits (R17, R29). */
export const confirmEmails = {
  confirming,
  'confirm-request': confirmRequest,
  'confirm-reminder': confirmRequest,
  'confirm-receipt': confirmNews,
  'confirm-news': confirmNews,
} as const;

/** R17, R29. The request with its own link, or a reminder of it. null if the borough has nothing left to say. */
async function confirmRequest(
  deps: EmailDependencies,
  { state, message, person }: Omit<EmailTask<'confirm-request' | 'confirm-reminder'>, 'outbox'>,
): Promise<Draft<ConfirmRequestEmail>> {
  const { head, requests } = state;
  const at = deps.clock.now();
  const request = requests.find(({ borough }) => borough === message.borough);
  if (head.status !== 'confirming' || message.revision !== head.revision || request === undefined) return null;
  const borough = await deps.boroughs.get(message.borough);
  if (borough === undefined) return null;
  const may = mayAnswer(borough, message.to, await routingOf(deps, state, request, londonDate(at)));
  if (may.kind !== 'ok') return 'may-not-answer';
  const page = await confirmPageView(deps, state, request, borough, may.eligible.officer, at);
  if (page.answers.length === 0) return null;
  const { link, address } = mintLink(deps, state, message.to, message.borough, 'confirm');
  return { link, view: { mail: message.mail, to: person.name, link: address, page } };
}

/** R17, R29. To the proposer: why it is not funded yet, and what can be done. */
async function confirming(
  deps: EmailDependencies,
  { state, message, person }: Omit<EmailTask<'confirming'>, 'outbox'>,
): Promise<Draft<ConfirmingEmail>> {
  const { head, requests, confirming: waits } = state;
  if (head.status !== 'confirming' || waits === null || message.revision !== head.revision) return null;
  return withoutLink({
    mail: 'confirming',
    to: person.name,
    heading: headingOf(state, await peopleOf(deps, [state.revision.content.proposer])),
    advice: shownAdvice(state),
    callIns: waits.callIns.map(({ borough, until }) => ({
      borough: requests.find((each) => each.borough === borough)?.name ?? borough,
      until,
    })),
    until: head.closesAt ?? waits.since,
    revisionsLeft: waits.advice === null ? 0 : revisionsLeft(state),
  });
}

/** R20, R29. What was said for a borough: a receipt to who said it, and news to the others whom it concerns. */
async function confirmNews(
  deps: EmailDependencies,
  { state, message, person }: Omit<EmailTask<'confirm-receipt' | 'confirm-news'>, 'outbox'>,
): Promise<Draft<ConfirmNewsEmail>> {
  const { head, requests } = state;
  if (message.revision !== head.revision) return null;
  const name = requests.find(({ borough }) => borough === message.borough)?.name;
  const word = (await saidSoFar(deps, state)).findLast(({ borough }) => borough === name);
  if (word === undefined) return null;
  return withoutLink({
    mail: message.mail,
    to: person.name,
    heading: headingOf(state, await peopleOf(deps, [state.revision.content.proposer])),
    word,
    until: head.status === 'confirming' ? head.closesAt : null,
    replyTo: deps.replyTo,
  });
}

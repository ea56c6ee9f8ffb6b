import type { Link, LinkRequest } from '../../domain/record/access.ts';
import type { MailAbout, MailMessage } from '../../domain/record/outbox.ts';
import type { Person, ProposalState } from '../../domain/record/proposal-state.ts';
import { mayAnswer } from '../../domain/sign-off/officers.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { boroughName } from '../../domain/sign-off/sign-off-request.ts';
import { standOf } from '../../domain/sign-off/stand.ts';
import { londonDate } from '../../domain/vocabulary/calendar.ts';
import { type DraftCodeDependencies, oneTimeCode, requestLocked } from '../codes/code-email.ts';
import { Overloaded } from '../commit/change-proposal.ts';
import { lastAsked } from '../commit/last-asked.ts';
import { type MintDependencies, mintLink } from '../links/mint-link.ts';
import type { Links, People, Proposals } from '../ports/record.ts';
import type { Boroughs } from '../ports/registers.ts';
import type { Digests } from '../ports/system.ts';
import type { MailSender, QueuedMail, RenderedMail } from '../ports/workflow.ts';
import { reviewRoutingOf, routingOf } from '../steps/officer-routing.ts';
import { roundDeadline } from '../steps/round-of.ts';
import { changesSince, reviewPageView, signOffPageView, usedReviewView, usedView } from '../views/answer-pages.ts';
import type { MailView } from '../views/emails.ts';
import { headingOf, peopleOf, standingsOf } from '../views/view-parts.ts';
import { extendedNotice, extensionReason, revokedNotice, sharedAgainNotice } from './administered-emails.ts';

export interface SendMailDependencies extends MintDependencies, DraftCodeDependencies {
  readonly digests: Pick<Digests, 'sha256' | 'canonical'>;
  readonly proposals: Pick<
    Proposals,
    'load' | 'revision' | 'requests' | 'reviews' | 'events' | 'noteDelivery' | 'reschedule'
  >;
  readonly boroughs: Pick<Boroughs, 'get'>;
  readonly people: People;
  readonly links: Pick<Links, 'put'>;
  readonly sender: MailSender;
  /** Makes subject, HTML and text of a mail from one source. */
  readonly render: (view: MailView) => Pick<RenderedMail, 'subject' | 'html' | 'text'>;
  /** Whom to answer: a person. */
  readonly replyTo: string;
}

/** `skipped`: there is nothing to say any more: the request was answered, replaced or passed on, or the person was erased. */
export type SentMail = 'sent' | 'rejected' | 'skipped';

/**
 * Renders and sends one mail. A link is minted here: its token stands in the mail alone, and the table keeps its SHA-256 (R25).
 * Sent at least once: a duplicate carries another link to the same request, and using one uses the request. An address that
 * rejects for good makes the request unreachable (docs/architecture.md, The workflow); whatever fails else is thrown, and the queue redelivers.
 */
export async function sendMail(
  deps: SendMailDependencies,
  { proposal, outbox, message }: QueuedMail,
): Promise<SentMail> {
  const state = await deps.proposals.load(proposal);
  if (state === undefined) throw new Error(`There is no proposal ${proposal} to write about.`);
  const person = (await deps.people.get([message.to]))[0];
  const drafted = person === undefined ? null : await draft(deps, state, message, person, outbox);
  if (drafted === 'may-not-answer') await passOnSoon(deps, state);
  if (person === undefined || drafted === null || drafted === 'may-not-answer') return 'skipped';
  if (drafted.link !== null) await deps.links.put(drafted.link);
  const sent = await deps.sender.send({
    to: { name: person.name, email: person.email },
    thread: threadOf(state, message),
    ...deps.render(drafted.view),
  });
  await noteDelivery(deps, state, message, sent);
  return sent;
}

/**
 * R9. Whoever may no longer answer when the request goes out is not written to; the next sweep asks the next officer. Throws
 * `Overloaded` where the proposal changed meanwhile: the queue delivers again, and it is looked at anew.
 */
async function passOnSoon({ proposals, clock }: SendMailDependencies, { head }: ProposalState): Promise<void> {
  const now = clock.now();
  if (head.due !== null && head.due <= now) return;
  if (await proposals.reschedule(head.id, head.version, { due: now, attempts: head.attempts })) return;
  throw new Overloaded(`${head.id} was changed while its request was to be passed on.`);
}

/** Mails about one request are one thread: a borough's in the sign-off or the review of one revision, or the proposer's. */
function threadOf({ head, requests }: ProposalState, message: MailMessage): string {
  if (!('borough' in message) || message.borough === null || message.to === head.proposer) return `${head.id}.proposer`;
  // Whoever hears the outcome and did not answer for the borough reviewed it.
  const asked = requests.find(({ borough }) => borough === message.borough);
  const reviewed = message.mail === 'outcome' && (asked === undefined || lastAsked(asked) !== message.to);
  const ofReview = 'step' in message ? message.step === 'review' : message.mail.startsWith('review-');
  const step = reviewed || ofReview ? 'review' : 'sign-off';
  return `${head.id}.${message.revision}.${step}.${message.borough}`;
}

/**
 * Whose request a mail brought, or failed to bring; null where it says nothing of that. A code that cannot be mailed keeps its officer from
 * answering, too (R26).
 */
function reachedBy(message: MailMessage, sent: 'sent' | 'rejected') {
  if (message.mail === 'sign-off-request') return { ...message, step: 'sign-off' as const };
  if (message.mail === 'review-request') return { ...message, step: 'review' as const };
  return message.mail === 'one-time-code' && sent === 'rejected' ? message : null;
}

/** What became of a request's mail stands beside the request: whether it was delivered decides what silence means (R4). */
async function noteDelivery(
  deps: SendMailDependencies,
  { head }: ProposalState,
  message: MailMessage,
  sent: 'sent' | 'rejected',
): Promise<void> {
  const reached = reachedBy(message, sent);
  if (reached === null) return;
  const { borough, revision, to: person, step } = reached;
  const delivery = sent === 'sent' ? 'delivered' : 'unreachable';
  await deps.proposals.noteDelivery(head.id, revision, { step, borough, person, delivery });
}

/** `may-not-answer`: the request is to be passed on. */
type Draft = Drafted | 'may-not-answer' | null;

interface Drafted {
  readonly view: MailView;
  readonly link: Link | null;
}

type RequestView = Extract<MailView, { mail: 'sign-off-request' | 'sign-off-reminder' }>;

async function draft(
  deps: SendMailDependencies,
  state: ProposalState,
  message: MailMessage,
  person: Person,
  outbox: string,
): Promise<Draft> {
  switch (message.mail) {
    case 'submitted':
      return submitted(deps, state, message, person);
    case 'sign-off-request':
    case 'sign-off-reminder':
      return request(deps, state, message, person);
    case 'review-request':
    case 'review-reminder':
      return reviewRequest(deps, state, message, person);
    case 'sign-off-receipt':
    case 'approval-copy':
      return receipt(deps, state, message, person, outbox);
    case 'one-time-code':
      return unlinked(await oneTimeCode(deps, state, message, person));
    case 'request-locked':
      return unlinked(requestLocked(deps, state, message, person));
    case 'review-receipt':
      return reviewReceipt(deps, state, message, person, outbox);
    case 'revision-notice':
      return notice(deps, state, message, person);
    case 'changes-requested':
      return changesRequested(deps, state, message, person);
    case 'extended':
      return extended(deps, state, message, person);
    case 'approval-revoked':
      return unlinked(await revokedNotice(deps, state, message, person));
    case 'shared-again':
      return unlinked(await sharedAgainNotice(deps, state, message, person));
    case 'outcome':
      return outcome(deps, state, message, person);
  }
}

function unlinked(view: MailView | null): Drafted | null {
  return view && { view, link: null };
}

/** R5. A later deadline: to whoever holds the request with a link of its own, as a reminder has; to others as a notice. */
async function extended(
  deps: SendMailDependencies,
  state: ProposalState,
  message: MailAbout<'extended'>,
  person: Person,
): Promise<Draft> {
  const { borough, to, revision } = message;
  const asked = state.requests.find((each) => each.borough === borough);
  const waits = asked?.answer === null && asked.asks.some((ask) => ask.person === to);
  if (borough === null || !waits) return unlinked(await extendedNotice(deps, state, message, person));
  const drafted = await request(deps, state, { mail: 'sign-off-reminder', to, borough, revision }, person);
  if (drafted === null || drafted === 'may-not-answer') return drafted;
  const { page, link } = drafted.view;
  return {
    ...drafted,
    view: { mail: 'extended', to: person.name, link, page, reason: extensionReason(state.requests) },
  };
}

async function submitted(
  deps: SendMailDependencies,
  state: ProposalState,
  message: MailAbout<'submitted'>,
  person: Person,
): Promise<Drafted> {
  const { link, address } = mintLink(deps, state, message.to, null, 'tracking');
  const heading = headingOf(state, new Map([[person.id, person]]));
  const closesAt = roundDeadline(state);
  const boroughs = standingsOf(state.requests);
  return { link, view: { mail: 'submitted', heading, to: person.name, link: address, closesAt, boroughs } };
}

async function request(
  deps: SendMailDependencies,
  state: ProposalState,
  message: MailAbout<'sign-off-request' | 'sign-off-reminder'>,
  person: Person,
): Promise<(Drafted & { readonly view: RequestView }) | 'may-not-answer' | null> {
  const asked = state.requests.find(({ borough }) => borough === message.borough);
  const holds = asked?.asks.some((ask) => ask.person === message.to && ask.passedOn === null);
  if (message.revision !== state.head.revision || asked?.answer !== null || !holds) return null;
  if (state.head.status !== 'sign-off') return null;
  const borough = await deps.boroughs.get(message.borough);
  if (borough === undefined) return null;
  const routing = await routingOf(deps, state, asked, londonDate(deps.clock.now()));
  const verdict = mayAnswer(borough, message.to, routing);
  if (verdict.kind !== 'ok') return 'may-not-answer';
  const page = await signOffPageView(deps, state, asked, borough, verdict.eligible);
  const { link, address } = mintLink(deps, state, message.to, message.borough, 'sign-off');
  return { link, view: { mail: message.mail, to: person.name, link: address, page } };
}

async function reviewRequest(
  deps: SendMailDependencies,
  state: ProposalState,
  message: MailAbout<'review-request' | 'review-reminder'>,
  person: Person,
): Promise<Draft> {
  const { head, reviews } = state;
  const asked = reviews.find((each) => each.borough === message.borough && each.person === message.to);
  if (head.status !== 'roi-review' || message.revision !== head.revision) return null;
  if (asked === undefined || asked.answer !== null || asked.passedOn !== null) return null;
  const borough = await deps.boroughs.get(message.borough);
  if (borough === undefined) return null;
  const routing = await reviewRoutingOf(deps, state, londonDate(deps.clock.now()));
  if (mayAnswer(borough, message.to, routing).kind !== 'ok') return 'may-not-answer';
  const page = await reviewPageView(deps, state, asked, borough);
  const { link, address } = mintLink(deps, state, message.to, message.borough, 'review');
  return { link, view: { mail: message.mail, to: person.name, link: address, page } };
}

async function receipt(
  deps: SendMailDependencies,
  state: ProposalState,
  message: MailAbout<'sign-off-receipt' | 'approval-copy'>,
  person: Person,
  outbox: string,
): Promise<Drafted | null> {
  const asked = await requestFor(deps, state, message);
  const { answer } = asked ?? {};
  if (!asked || !answer?.link || answer.by === null) return null;
  const used = await usedView(deps, state, linkOf(state, message, answer.by, answer.link), asked);
  if (used?.kind !== 'sign-off-confirmation') return null;
  const chainHash = await eventHash(deps, state, outbox);
  const { replyTo } = deps;
  return { link: null, view: { mail: message.mail, to: person.name, confirmation: used, chainHash, replyTo } };
}

async function reviewReceipt(
  deps: SendMailDependencies,
  state: ProposalState,
  message: MailAbout<'review-receipt'>,
  person: Person,
  outbox: string,
): Promise<Drafted | null> {
  const { head, reviews } = state;
  const asked = (
    message.revision === head.revision ? reviews : await deps.proposals.reviews(head.id, message.revision)
  ).find((each) => each.borough === message.borough && each.answer?.by === message.to);
  if (!asked?.answer) return null;
  const used = await usedReviewView(deps, state, linkOf(state, message, message.to, asked.answer.link), asked);
  if (used === null) return null;
  const chainHash = await eventHash(deps, state, outbox);
  const { replyTo } = deps;
  return { link: null, view: { mail: 'review-receipt', to: person.name, confirmation: used, chainHash, replyTo } };
}

async function notice(
  deps: SendMailDependencies,
  state: ProposalState,
  message: MailAbout<'revision-notice'>,
  person: Person,
): Promise<Drafted | null> {
  if (message.revision !== state.head.revision) return null;
  const invited = state.requests.find(({ borough }) => borough === message.borough);
  const asked = invited ?? (await requestFor(deps, state, { ...message, revision: message.revision - 1 }));
  if (asked === undefined) return null;
  return {
    link: null,
    view: {
      mail: 'revision-notice',
      to: person.name,
      heading: headingOf(state, await peopleOf(deps, [state.revision.content.proposer])),
      borough: asked.name,
      changes: await changesSince(deps, state, message.revision - 1),
      answer: invited?.answer ?? null,
    },
  };
}

async function changesRequested(
  _deps: SendMailDependencies,
  state: ProposalState,
  message: MailAbout<'changes-requested'>,
  person: Person,
): Promise<Drafted | null> {
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
  return { link: null, view: { mail: 'changes-requested', to: person.name, heading, wishes, reviseBy: head.closesAt } };
}

async function outcome(
  deps: SendMailDependencies,
  state: ProposalState,
  message: MailAbout<'outcome'>,
  person: Person,
): Promise<Drafted | null> {
  const { head, requests, contributions, decision } = state;
  if (head.ending === null || decision === null) return null;
  const asked = requests.find(({ borough }) => borough === message.borough);
  const share = contributions.find(({ borough }) => borough === message.borough);
  const borough = asked && {
    name: asked.name,
    contribution: head.ending === 'funded' ? (share?.amount ?? null) : null,
    answer: standOf(asked),
  };
  return {
    link: null,
    view: {
      mail: 'outcome',
      to: person.name,
      heading: headingOf(state, await peopleOf(deps, [state.revision.content.proposer])),
      ending: head.ending,
      borough: borough ?? null,
      contributions:
        head.ending === 'funded'
          ? contributions.map(({ borough: code, amount }) => ({ borough: boroughName(requests, code), amount }))
          : [],
      reasons: decision.reasons,
      conditions: decision.conditions,
      chainHead: decision.chainHead,
      decidedAt: decision.decidedAt,
    },
  };
}

async function requestFor(
  deps: SendMailDependencies,
  { head, requests }: ProposalState,
  { borough, revision }: Pick<MailAbout<'sign-off-receipt'>, 'borough' | 'revision'>,
): Promise<SignOffRequest | undefined> {
  const round = revision === head.revision ? requests : await deps.proposals.requests(head.id, revision);
  return round.find((each) => each.borough === borough);
}

function linkOf(
  { head }: ProposalState,
  { borough, revision }: { readonly borough: string; readonly revision: number },
  person: string,
  hash: string,
): LinkRequest {
  return { hash, purpose: 'sign-off', proposal: head.id, revision, borough, person, mintedAt: head.submittedAt };
}

/** Hash of the event that recorded the answer, printed on its receipt (R20): a mail's entry is named after its change's first event. */
async function eventHash(deps: SendMailDependencies, { head }: ProposalState, outbox: string): Promise<string> {
  const sequence = Number(outbox.split('.').at(-1));
  const event = (await deps.proposals.events(head.id, sequence - 1, 1))[0];
  if (event === undefined) throw new Error(`${outbox} is named after no event.`);
  return event.hash;
}

import { type CodedAnswer, goodUntil, standingCode } from '../../domain/codes/one-time-code.ts';
import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { Step } from '../../domain/record/step.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import type { Status } from '../../domain/vocabulary/proposal.ts';
import { codesId, digitsOf, usableUntil } from '../codes/one-time-codes.ts';
import { openUntil } from '../steps/round-of.ts';
import { lockedLink } from '../views/answer-pages.ts';
import type { ProposalHeading } from '../views/pages.ts';
import { type Draft, type EmailDependencies, type EmailTask, withoutLink } from './drafting.ts';

/** R26. `code` is in this email and nowhere else. */
export interface OneTimeCodeEmail {
  readonly mail: 'one-time-code';
  readonly to: string;
  readonly heading: Pick<ProposalHeading, 'reference' | 'title' | 'revision'>;
  readonly borough: string;
  readonly answer: CodedAnswer;
  /** In pence; null where the answer has no amount. */
  readonly upTo: Pence | null;
  readonly code: string;
  /** Never later than the close, after which no answer is taken. */
  readonly goodUntil: Instant;
  readonly replyTo: string;
}

/** R26. To the officer whose link was used for the last of the wrong codes that locked the request. */
export interface RequestLockedEmail {
  readonly mail: 'request-locked';
  readonly to: string;
  readonly heading: Pick<ProposalHeading, 'reference' | 'title' | 'revision'>;
  readonly borough: string;
  /** When the request takes answers again; null where it closes before that. */
  readonly until: Instant | null;
  readonly closesAt: Instant;
  readonly replyTo: string;
}

/** Emails about one-time codes. */
export const codeEmails = { 'one-time-code': oneTimeCode, 'request-locked': requestLocked } as const;

/**
 * R26. The digits of a code, which exist nowhere else (R27). null where the code no longer counts, because it was used, is too old or
 * was replaced by a newer one, and where the request no longer waits for this person's answer.
 */
async function oneTimeCode(
  deps: EmailDependencies,
  { state, message, person }: EmailTask<'one-time-code'>,
): Promise<Draft<OneTimeCodeEmail>> {
  const borough = waiting(deps, state, message);
  if (borough === undefined) return null;
  const id = idOf(state, message);
  const code = standingCode(await deps.codes.get(id), message.to);
  if (code?.number !== message.code || deps.clock.now() >= goodUntil(code)) return null;
  if (message.step === 'sign-off' && code.replaces !== newestRecord(state, message)) return null;
  return withoutLink({
    mail: 'one-time-code',
    to: person.name,
    heading: headingOf(state),
    borough,
    answer: code.answer,
    upTo: code.upTo,
    code: await digitsOf(deps, id, code),
    goodUntil: usableUntil(code, openUntil(state)),
    replyTo: deps.replyTo,
  });
}

/**
 * R26. What the lock means, and whom to tell. Operators hear of the lock here, at least once. The email was queued in
 * the transaction of the lock, so it is right however late it is sent. null if nothing waits for an answer.
 */
function requestLocked(
  deps: EmailDependencies,
  { state, message, person }: EmailTask<'request-locked'>,
): Draft<RequestLockedEmail> {
  deps.locked(state.head.id);
  const borough = waiting(deps, state, message);
  if (borough === undefined) return null;
  const heading = headingOf(state);
  const { until, closesAt } = lockedLink({ ...heading, borough }, openUntil(state), message.at);
  return withoutLink({
    mail: 'request-locked',
    to: person.name,
    heading,
    borough,
    until,
    closesAt,
    replyTo: deps.replyTo,
  });
}

type CodeMessage = EmailMessage<'one-time-code' | 'request-locked'>;

function idOf({ head }: ProposalState, { borough, step, to }: CodeMessage): string {
  const reviewer = step === 'review' ? to : null;
  const confirming = step === 'confirming';
  return codesId({ proposal: head.id, revision: head.revision, borough, reviewer, confirming });
}

function headingOf({ head, revision }: ProposalState) {
  return { reference: head.reference, title: revision.content.title, revision: head.revision };
}

/** Name of the borough whose request an email is about, while the request waits for this person's answer. */
function waiting(
  { clock }: Pick<EmailDependencies, 'clock'>,
  state: ProposalState,
  { step, borough, to, revision }: CodeMessage,
): string | undefined {
  const { head, requests, reviews } = state;
  if (revision !== head.revision || head.status !== openIn[step]) return undefined;
  if (clock.now() >= openUntil(state)) return undefined;
  const asked =
    step === 'review'
      ? reviews.find((each) => each.borough === borough && each.person === to && each.passedOn === null)
      : requests.find((each) => each.borough === borough);
  // A recorded answer of a borough may be replaced, with a code of its own (R1). A review may not.
  return asked !== undefined && (step !== 'review' || asked.answer === null) ? asked.name : undefined;
}

/** Number of the record that an answer to the request would replace now. */
function newestRecord({ requests }: ProposalState, { borough }: CodeMessage): string | undefined {
  return requests.find((each) => each.borough === borough)?.answer?.record;
}

/** The status in which the requests of a step are answered. */
const openIn = { 'sign-off': 'sign-off', review: 'roi-review', confirming: 'confirming' } as const satisfies Record<
  Step,
  Status
>;

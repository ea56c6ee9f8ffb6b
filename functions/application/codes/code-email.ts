import { goodUntil, standingCode } from '../../domain/codes/one-time-code.ts';
import type { MailAbout } from '../../domain/record/outbox.ts';
import type { Person, ProposalState } from '../../domain/record/proposal-state.ts';
import type { Codes } from '../ports/record.ts';
import type { Clock, CodeMacs, Digests } from '../ports/system.ts';
import { openUntil } from '../steps/round-of.ts';
import { lockedLink } from '../views/answer-pages.ts';
import type { MailView } from '../views/emails.ts';
import { codesId, digitsOf, usableUntil } from './one-time-codes.ts';

export interface DraftCodeDependencies {
  readonly codes: Pick<Codes, 'get'>;
  readonly macs: CodeMacs;
  readonly digests: Pick<Digests, 'canonical'>;
  readonly clock: Clock;
  /** Whom to tell that it was not oneself: a person. */
  readonly replyTo: string;
  /** Told of each request that wrong codes locked. */
  readonly locked: (proposal: string) => void;
}

/**
 * R26. The mail with the digits of a code, which stand nowhere else (R27). null where the code no longer counts: it was used, is too
 * old, or a newer one was asked for; and where the request waits for this person's answer no more.
 */
export async function oneTimeCode(
  deps: DraftCodeDependencies,
  state: ProposalState,
  message: MailAbout<'one-time-code'>,
  person: Person,
): Promise<MailView | null> {
  const borough = waiting(deps, state, message);
  if (borough === undefined) return null;
  const id = idOf(state, message);
  const code = standingCode(await deps.codes.get(id), message.to);
  if (code?.number !== message.code || deps.clock.now() >= goodUntil(code)) return null;
  return {
    mail: 'one-time-code',
    to: person.name,
    heading: headingOf(state),
    borough,
    answer: code.answer,
    upTo: code.upTo,
    code: await digitsOf(deps, id, code),
    goodUntil: usableUntil(code, openUntil(state)),
    replyTo: deps.replyTo,
  };
}

/**
 * R26. To whoever's link was used for the wrong codes: what it means, and whom to tell. It was queued in the transaction of the lock, which
 * is proof enough however late it goes out; operators hear of it here, at least once. null where nothing waits for an answer any more.
 */
export function requestLocked(
  deps: DraftCodeDependencies,
  state: ProposalState,
  message: MailAbout<'request-locked'>,
  person: Person,
): MailView | null {
  deps.locked(state.head.id);
  const borough = waiting(deps, state, message);
  if (borough === undefined) return null;
  const heading = headingOf(state);
  const { until, closesAt } = lockedLink({ ...heading, borough }, openUntil(state), message.at);
  return { mail: 'request-locked', to: person.name, heading, borough, until, closesAt, replyTo: deps.replyTo };
}

type CodeMessage = MailAbout<'one-time-code'> | MailAbout<'request-locked'>;

function idOf({ head }: ProposalState, { borough, step, to }: CodeMessage): string {
  const reviewer = step === 'review' ? to : null;
  return codesId({ proposal: head.id, revision: head.revision, borough, reviewer });
}

function headingOf({ head, revision }: ProposalState) {
  return { reference: head.reference, title: revision.content.title, revision: head.revision };
}

/** Name of the borough whose request a mail is about, while it waits for this person's answer. */
function waiting(
  { clock }: Pick<DraftCodeDependencies, 'clock'>,
  state: ProposalState,
  { step, borough, to, revision }: CodeMessage,
): string | undefined {
  const { head, requests, reviews } = state;
  if (revision !== head.revision || head.status !== (step === 'review' ? 'roi-review' : 'sign-off')) return undefined;
  if (clock.now() >= openUntil(state)) return undefined;
  const asked =
    step === 'review'
      ? reviews.find((each) => each.borough === borough && each.person === to && each.passedOn === null)
      : requests.find((each) => each.borough === borough);
  return asked?.answer === null ? asked.name : undefined;
}

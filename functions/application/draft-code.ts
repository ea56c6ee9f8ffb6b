import { goodUntil } from '../domain/one-time-code.ts';
import type { MailView } from './link-view.ts';
import { codesId, digitsOf } from './one-time-codes.ts';
import type { Clock, CodeMacs, Codes, Digests } from './ports.ts';
import type { MailMessage, Person, ProposalState } from './state.ts';

export interface DraftCodeDependencies {
  readonly codes: Pick<Codes, 'get'>;
  readonly macs: CodeMacs;
  readonly digests: Pick<Digests, 'canonical'>;
  readonly clock: Clock;
  /** Whom to tell that it was not oneself: a person. */
  readonly replyTo: string;
}

type CodeMessage = Extract<MailMessage, { mail: 'one-time-code' }>;

/**
 * R26. The mail with the digits of a code, which stand nowhere else (R27). null where the code no longer counts: it was used, is too
 * old, or a newer one was asked for; and where the request waits for this person's answer no more.
 */
export async function oneTimeCode(
  deps: DraftCodeDependencies,
  state: ProposalState,
  message: CodeMessage,
  person: Person,
): Promise<MailView | null> {
  const { head, revision } = state;
  const { borough, step, to } = message;
  const asked = waiting(state, message);
  if (asked === undefined || message.revision !== head.revision) return null;
  const id = codesId({ proposal: head.id, revision: head.revision, step, borough, person: to });
  const code = (await deps.codes.get(id))?.standing;
  if (!code || code.number !== message.code || code.person !== to || deps.clock.now() >= goodUntil(code)) return null;
  return {
    mail: 'one-time-code',
    to: person.name,
    heading: { reference: head.reference, title: revision.content.title, revision: head.revision },
    borough: asked.name,
    answer: code.answer,
    upTo: code.upTo,
    code: await digitsOf(deps, id, code),
    goodUntil: goodUntil(code),
    replyTo: deps.replyTo,
  };
}

/** The request that the code is for, while nobody has answered it. */
function waiting(
  { head, requests, reviews }: ProposalState,
  { step, borough, to }: CodeMessage,
): { readonly name: string } | undefined {
  if (step === 'review') {
    if (head.status !== 'roi-review') return undefined;
    return reviews.find((each) => each.borough === borough && each.person === to && each.answer === null);
  }
  if (head.status !== 'sign-off') return undefined;
  return requests.find((each) => each.borough === borough && each.answer === null);
}

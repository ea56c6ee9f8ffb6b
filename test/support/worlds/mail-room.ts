import type { EmailView } from '../../../functions/application/emails/email-drafts.ts';
import {
  type SendEmailDependencies,
  type SentEmail,
  sendEmail,
} from '../../../functions/application/emails/send-email.ts';
import type { EmailSender, QueuedEmail, RenderedEmail } from '../../../functions/application/ports/workflow.ts';
import type { LinkPurpose } from '../../../functions/domain/record/access.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { renderEmail } from '../../../functions/web/emails/render-email.ts';

/** An email that was given to the sender, with its data. */
export interface Delivered extends RenderedEmail {
  readonly proposal: string;
  readonly message: QueuedEmail['message'];
  readonly view: EmailView;
}

const addresses = { baseUrl: 'https://joint-funding.example', replyTo: 'secretariat@joint-funding.example' };

/** Sends one email of the queue, and passes it to `keep` if it was sent. */
export function deliver(
  deps: Omit<SendEmailDependencies, 'render' | keyof typeof addresses> & { readonly sender: EmailSender },
  mail: QueuedEmail,
  keep: (delivered: Delivered) => void,
): Promise<SentEmail> {
  let view: EmailView | undefined;
  const render = (given: EmailView) => {
    view = given;
    return renderEmail(given);
  };
  const send = async (rendered: RenderedEmail) => {
    const sent = await deps.sender.send(rendered);
    if (view !== undefined && sent === 'sent') {
      keep({ ...rendered, view, proposal: mail.proposal, message: mail.message });
    }
    return sent;
  };
  return sendEmail({ ...deps, ...addresses, sender: { send }, render }, mail);
}

/** Tokens of the emailed links for a borough's request, or for the proposer, oldest first. */
export function tokensIn(
  mails: readonly Delivered[],
  id: string,
  borough: BoroughCode | null,
  purpose: LinkPurpose,
): readonly string[] {
  return mails.flatMap(({ proposal, message, view }) => {
    const about = 'borough' in message ? message.borough : null;
    const fits = proposal === id && about === borough && carriers[purpose].includes(message.mail);
    return fits && 'link' in view ? [view.link.slice(view.link.lastIndexOf('/') + 1)] : [];
  });
}

/** The emails with links of a purpose. */
const carriers: Readonly<Record<LinkPurpose, readonly QueuedEmail['message']['mail'][]>> = {
  'sign-off': ['sign-off-request', 'sign-off-reminder', 'extended', 'revision-notice'],
  review: ['review-request', 'review-reminder'],
  confirm: ['confirm-request', 'confirm-reminder'],
  tracking: ['submitted'],
};

import type { EmailView } from '../../application/emails/email-drafts.ts';
import { administeredDocuments } from './administered-emails.ts';
import { confirmDocuments } from './confirm-emails.ts';
import type { EmailDocument } from './email-document.ts';
import { emailHtml } from './email-html.ts';
import { emailText } from './email-text.ts';
import { oneTimeCodeEmail } from './one-time-code-email.ts';
import { outcomeEmail } from './outcome-email.ts';
import { proposerDocuments } from './proposer-emails.ts';
import { requestLockedEmail } from './request-locked-email.ts';
import { reviewDocuments } from './review-emails.ts';
import { signOffDocuments } from './sign-off-emails.ts';
import { topUpDocuments } from './top-up-email.ts';
import type { ViewOf } from './view-of.ts';

/** The document of every kind of email, by family. A kind without a document does not compile. */
const documents: { readonly [M in EmailView['mail']]: (view: ViewOf<M>) => EmailDocument } = {
  ...proposerDocuments,
  ...signOffDocuments,
  ...reviewDocuments,
  ...confirmDocuments,
  ...administeredDocuments,
  ...topUpDocuments,
  outcome: outcomeEmail,
  'one-time-code': oneTimeCodeEmail,
  'request-locked': requestLockedEmail,
};

/**
 * An email's subject, and its HTML and plain text from one source: named recipient, at most one action, the whole
 * address of a link in sight, nothing loaded from anywhere.
 */
export function renderEmail(view: EmailView): {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
} {
  const mail = documentOf(view.mail, view);
  return { subject: mail.subject, html: emailHtml(mail), text: emailText(mail) };
}

function documentOf<M extends EmailView['mail']>(kind: M, view: ViewOf<M>): EmailDocument {
  return documents[kind](view);
}

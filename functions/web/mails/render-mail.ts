import type { EmailView } from '../../application/emails/email-drafts.ts';
import { approvalRevokedMail, extendedMail, extendedNoticeMail, sharedAgainMail } from './administered-mails.ts';
import type { MailDocument } from './mail-document.ts';
import { mailHtml } from './mail-html.ts';
import { mailText } from './mail-text.ts';
import { oneTimeCodeMail } from './one-time-code-mail.ts';
import { outcomeMail } from './outcome-mail.ts';
import { changesRequestedMail, submittedMail } from './proposer-mails.ts';
import { requestLockedMail } from './request-locked-mail.ts';
import { reviewReceiptMail, reviewRequestMail } from './review-mails.ts';
import { approvalCopyMail, revisionNoticeMail, signOffReceiptMail, signOffRequestMail } from './sign-off-mails.ts';

/**
 * docs/rules.md, Pages and emails. A mail's subject, and its HTML and plain text from one source: named recipient, one action at most, the whole
 * address of a link to be seen, nothing loaded from anywhere.
 */
export function renderEmail(view: EmailView): {
  readonly subject: string;
  readonly html: string;
  readonly text: string;
} {
  const mail = document(view);
  return { subject: mail.subject, html: mailHtml(mail), text: mailText(mail) };
}

function document(view: EmailView): MailDocument {
  switch (view.mail) {
    case 'submitted':
      return submittedMail(view);
    case 'sign-off-request':
    case 'sign-off-reminder':
      return signOffRequestMail(view);
    case 'revision-notice':
      return revisionNoticeMail(view);
    case 'sign-off-receipt':
      return signOffReceiptMail(view);
    case 'approval-copy':
      return approvalCopyMail(view);
    case 'review-request':
    case 'review-reminder':
      return reviewRequestMail(view);
    case 'one-time-code':
      return oneTimeCodeMail(view);
    case 'request-locked':
      return requestLockedMail(view);
    case 'review-receipt':
      return reviewReceiptMail(view);
    case 'changes-requested':
      return changesRequestedMail(view);
    case 'extended':
      return extendedMail(view);
    case 'extended-notice':
      return extendedNoticeMail(view);
    case 'approval-revoked':
      return approvalRevokedMail(view);
    case 'shared-again':
      return sharedAgainMail(view);
    case 'outcome':
      return outcomeMail(view);
  }
}

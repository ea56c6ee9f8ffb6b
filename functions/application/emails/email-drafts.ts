import type { EmailKind } from '../../domain/record/email-message.ts';
import { administeredEmails } from './administered-emails.ts';
import { codeEmails } from './code-emails.ts';
import { confirmEmails } from './confirm-emails.ts';
import type { Draft, DraftEmail, Drafted, EmailDependencies, EmailTask } from './drafting.ts';
import { outcomeEmails } from './outcome-email.ts';
import { proposerEmails } from './proposer-emails.ts';
import { receiptEmails } from './receipt-emails.ts';
import { reviewEmails } from './review-emails.ts';
import { signOffEmails } from './sign-off-emails.ts';
import { topUpEmails } from './top-up-email.ts';

/** Every kind of email, by family. A kind without a draft does not compile. */
const families = {
  ...proposerEmails,
  ...signOffEmails,
  ...reviewEmails,
  ...confirmEmails,
  ...receiptEmails,
  ...administeredEmails,
  ...topUpEmails,
  ...outcomeEmails,
  ...codeEmails,
} as const satisfies { readonly [K in EmailKind]: DraftEmail<K, { readonly mail: string }> };

/** What emails are rendered from: the views of all families. */
export type EmailView = Extract<Awaited<ReturnType<(typeof families)[EmailKind]>>, Drafted<unknown>>['view'];

const drafts: { readonly [K in EmailKind]: DraftEmail<K, EmailView> } = families;

/** Drafts an email of any kind. */
export function draftEmail<K extends EmailKind>(
  deps: EmailDependencies,
  kind: K,
  task: EmailTask<K>,
): Draft<EmailView> | Promise<Draft<EmailView>> {
  return drafts[kind](deps, task);
}

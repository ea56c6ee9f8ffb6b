import type { EmailView } from '../../application/emails/email-drafts.ts';

/** The view of a kind of email. Some kinds share one. */
export type ViewOf<M extends EmailView['mail']> = Of<EmailView, M>;

type Of<V extends EmailView, M> = V extends unknown ? (M extends V['mail'] ? V : never) : never;

import type { MailView } from '../../application/views/emails.ts';

/** The view that a kind of mail is rendered from; some kinds share one. */
export type ViewOf<M extends MailView['mail']> = Of<MailView, M>;

type Of<V extends MailView, M> = V extends unknown ? (M extends V['mail'] ? V : never) : never;

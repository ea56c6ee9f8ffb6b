import type { LinkPurpose } from '../../../functions/domain/record/access.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';

/** A link as it was mailed. */
export interface MailedLink {
  readonly token: string;
  readonly proposal: string;
  readonly borough: BoroughCode | null;
  readonly purpose: LinkPurpose;
  readonly revision: number;
  readonly person: string;
}

/** What a process came to: `ended` before its time, `busy`: told to come again. */
export type Came<T> =
  | { readonly kind: 'done'; readonly result: T; readonly wrote: readonly string[] }
  | { readonly kind: 'ended' | 'busy' };

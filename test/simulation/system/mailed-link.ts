import type { LinkPurpose } from '../../../functions/domain/record/access.ts';
import type { BoroughCode, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';

/** An emailed link. */
export interface MailedLink {
  readonly token: string;
  readonly proposal: ProposalId;
  readonly borough: BoroughCode | null;
  readonly purpose: LinkPurpose;
  readonly revision: number;
  readonly person: string;
}

/** The result of a process. `ended`: ended early. `busy`: told to try again. */
export type Came<T> =
  | { readonly kind: 'done'; readonly result: T; readonly wrote: readonly string[] }
  | { readonly kind: 'ended' | 'busy' };

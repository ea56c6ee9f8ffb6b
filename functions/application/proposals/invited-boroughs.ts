import type { ProposalState, RecordedContent } from '../../domain/record/proposal-state.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import type { Scheme } from '../../domain/vocabulary/scheme.ts';
import type { Proposals } from '../ports/record.ts';

/** A revision before the current one, with its requests as they are now. */
export interface EarlierRevision {
  readonly number: number;
  readonly content: RecordedContent;
  readonly scheme: Scheme;
  readonly requests: readonly SignOffRequest[];
}

/** A borough that was ever invited, with the newest request that it got. Its hold is on that request (R7). */
export interface InvitedBorough {
  readonly request: SignOffRequest;
  /** Whether the current revision invites it. */
  readonly current: boolean;
}

/** The revisions before the current one, newest first. */
export async function earlierRevisions(
  proposals: Pick<Proposals, 'revision' | 'requests'>,
  { head }: Pick<ProposalState, 'head'>,
): Promise<readonly EarlierRevision[]> {
  const numbers = Array.from({ length: head.revision - 1 }, (_, index) => head.revision - 1 - index);
  return Promise.all(
    numbers.map(async (number) => {
      const [revision, requests] = await Promise.all([
        proposals.revision(head.id, number),
        proposals.requests(head.id, number),
      ]);
      if (revision === undefined) throw new Error(`The record has no revision ${number} of ${head.id}.`);
      return { number, content: revision.content, scheme: revision.scheme, requests };
    }),
  );
}

/** Every borough that was ever invited, by GSS code. A borough that was left out may still hold money (R7). */
export function invitedBoroughs(
  { requests }: Pick<ProposalState, 'requests'>,
  earlier: readonly EarlierRevision[],
): readonly InvitedBorough[] {
  const invited = new Map<BoroughCode, InvitedBorough>();
  for (const request of requests) invited.set(request.borough, { request, current: true });
  for (const revision of earlier) {
    for (const request of revision.requests) {
      if (!invited.has(request.borough)) invited.set(request.borough, { request, current: false });
    }
  }
  return [...invited.values()].toSorted((a, b) => (a.request.borough < b.request.borough ? -1 : 1));
}

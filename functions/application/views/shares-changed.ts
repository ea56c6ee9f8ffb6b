import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { FieldChange } from '../../domain/revision/field-changes.ts';
import { boroughName } from '../../domain/sign-off/sign-off-request.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';

type Shared = Pick<ProposalState, 'round' | 'requests' | 'contributions'>;

/** R29. What each borough was to pay at the close, and what it pays since the cost was shared again; else empty. */
export function sharesChanged({ round, requests, contributions }: Shared): readonly FieldChange[] {
  return (round?.firstShared ?? []).map(({ borough, amount }) => {
    const now = contributions.find((each) => each.borough === borough)?.amount;
    return {
      pointer: `/contributions/${borough}`,
      label: `${boroughName(requests, borough)} pays`,
      before: formatPounds(amount),
      after: now === undefined ? 'nothing: its approval was withdrawn' : formatPounds(now),
    };
  });
}

/**
 * R24, R29. The `revisionHash` of a review's form: the hash of the revision and, if the cost was shared again, how
 * often. A reviewer who read older figures cannot answer on the current ones by mistake.
 */
export function reviewedHash({ revision, ...shared }: Shared & Pick<ProposalState, 'revision'>): string {
  const revoked = (shared.round?.firstShared?.length ?? shared.contributions.length) - shared.contributions.length;
  return revoked === 0 ? revision.hash : `${revision.hash}-${revoked}`;
}

/** Whether a form's `revisionHash` is for this revision, whatever its figures. */
export function isOfRevision(reviewed: string, hash: string): boolean {
  return reviewed === hash || reviewed.startsWith(`${hash}-`);
}

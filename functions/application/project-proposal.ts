import type { Instant } from '../domain/calendar.ts';
import type { ProposalRow, ReportRow } from '../domain/report-row.ts';
import { contributionRows } from './contribution-rows.ts';
import { type EarlierRevision, earlierRevisions, invitedBoroughs } from './invited-boroughs.ts';
import type { Proposals, ReportRows } from './ports.ts';
import { type RowFrame, rowFrame } from './report-row-frame.ts';
import { roiRows } from './roi-rows.ts';
import type { ProposalState } from './state.ts';

export interface ProjectDependencies {
  readonly proposals: Pick<Proposals, 'load' | 'revision' | 'requests' | 'events'>;
  readonly rows: Pick<ReportRows, 'put'>;
}

/**
 * Makes a proposal's rows for lists and reports anew from the record, and puts them: each replaces an older version and is left
 * out where a newer one stands, so that seeing a change twice, late or out of order changes nothing (ARCHITECTURE §3). Does
 * nothing where there is no such proposal.
 */
export async function projectProposal(deps: ProjectDependencies, id: string): Promise<void> {
  const state = await deps.proposals.load(id);
  if (state === undefined) return;
  const [earlier, updatedAt] = await Promise.all([
    earlierRevisions(deps.proposals, state),
    changedAt(deps.proposals, state),
  ]);
  await deps.rows.put(reportRowsOf(state, earlier, updatedAt));
}

/** The moment of the newest event of the head that was read. */
export async function changedAt(
  proposals: Pick<Proposals, 'events'>,
  { head }: Pick<ProposalState, 'head'>,
): Promise<Instant> {
  const [last] = await proposals.events(head.id, head.events - 1, 1);
  return last?.at ?? head.submittedAt;
}

/** Every row of a proposal: one for the list, `roi` by borough, `contribution` by borough, year and kind; pure. */
export function reportRowsOf(
  state: ProposalState,
  earlier: readonly EarlierRevision[],
  updatedAt: Instant,
): readonly ReportRow[] {
  const invited = invitedBoroughs(state, earlier);
  const frame = rowFrame(state, invited, updatedAt);
  return [
    proposalRow(frame, state),
    ...roiRows(frame, state, invited),
    ...contributionRows(frame, state, earlier, invited),
  ];
}

function proposalRow(frame: RowFrame, { head, revision }: ProposalState): ProposalRow {
  const { content } = revision;
  return {
    ...frame,
    row: 'proposal',
    removed: false,
    revision: head.revision,
    scheme: revision.scheme.name,
    leadBorough: head.lead,
    partners: head.partners,
    financialYears: [...new Set(content.costs.map(({ financialYear }) => financialYear))].toSorted(),
    total: revision.total,
    submittedAt: head.submittedAt,
    closesAt: head.closesAt,
  };
}

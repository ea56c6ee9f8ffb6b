import type { ProposalState } from '../../../domain/record/proposal-state.ts';
import type { WaitingOn } from '../../../domain/record/proposal-view.ts';
import type { PipelineRow, WaitingFor } from '../../../domain/record/report-row.ts';
import type { Status } from '../../../domain/vocabulary/proposal.ts';
import type { InvitedBorough } from '../../proposals/invited-boroughs.ts';
import { waitingOn } from '../../views/waiting-on.ts';
import type { RowFrame } from './report-row-frame.ts';

type Wait = Pick<PipelineRow, 'boroughCode' | 'waitingFor' | 'waitingSince' | 'remindersSent'>;

/**
 * Who an open proposal waits for, one row per borough of the current revision (docs/rules.md, Reports). Every other
 * borough that was ever invited has a removed row. After the settlement all rows are removed.
 */
export function pipelineRows(
  frame: RowFrame,
  state: ProposalState,
  invited: readonly InvitedBorough[],
): readonly PipelineRow[] {
  const { head, revision } = state;
  const waits = new Map(waitsOf(state, frame).map((wait) => [wait.boroughCode, wait]));
  return invited.map(({ request: { borough, name } }): PipelineRow => {
    const wait = waits.get(borough);
    return {
      ...frame,
      row: 'pipeline',
      removed: wait === undefined,
      scheme: revision.scheme.name,
      leadBorough: head.lead,
      submittedAt: head.submittedAt,
      borough: name,
      decideBy: head.closesAt,
      ...(wait ?? { boroughCode: borough, waitingFor: 'settlement', waitingSince: frame.updatedAt, remindersSent: 0 }),
    };
  });
}

function waitsOf(state: ProposalState, { updatedAt }: RowFrame): readonly Wait[] {
  const { head } = state;
  if (head.status === 'settling') {
    const waitingSince = head.endedAt ?? updatedAt;
    return [{ boroughCode: head.lead, waitingFor: 'settlement', waitingSince, remindersSent: 0 }];
  }
  return waitingOn(state, updatedAt).map((each) => ({
    boroughCode: each.borough,
    waitingFor: waitingFor(each, head.status),
    waitingSince: each.since,
    remindersSent: each.remindedAt.length,
  }));
}

/** If nobody may answer for the borough, the proposal waits for an officer to be found (R8). */
function waitingFor({ who, note }: WaitingOn, status: Status): WaitingFor {
  switch (who) {
    case 'approver':
    case 'deputy':
      if (note !== null) return 'eligible-approver';
      return status === 'confirming' ? 'confirmation' : 'sign-off';
    case 'reviewer':
      return note === null ? 'review' : 'eligible-reviewer';
    case 'proposer':
      return 'revision';
    case 'secretariat':
      return 'resumption';
  }
}

import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { ConfirmingStepOutcome, ReviewStepOutcome, SignOffStepOutcome } from '../../domain/record/step.ts';

/**
 * What an execution of this cycle is told when it opens the sign-off: null while the round is open, else the outcome
 * that leads to the proposal's current status.
 */
export function signOffOutcome({ head }: ProposalState, cycle: number): SignOffStepOutcome | null {
  if (head.cycle !== cycle) return 'superseded';
  switch (head.status) {
    case 'sign-off':
      return null;
    case 'roi-review':
      return 'carried';
    case 'confirming':
      return 'confirming';
    case 'changes-requested':
      return 'changes-requested';
    case 'needs-attention':
      return 'superseded';
    default:
      return ended(head.ending, 'carried-without-review');
  }
}

/** The same for the review. */
export function reviewOutcome({ head, review }: ProposalState, cycle: number): ReviewStepOutcome | null {
  if (head.cycle !== cycle) return 'superseded';
  switch (head.status) {
    case 'roi-review':
      return null;
    case 'sign-off':
    case 'needs-attention':
      return 'superseded';
    case 'confirming':
      return 'confirming';
    case 'changes-requested':
      return 'changes-requested';
    default:
      if (head.ending === 'funded' && review?.outcome === 'recommend-with-conditions')
        return 'recommend-with-conditions';
      return reviewEnded(head.ending);
  }
}

/** The same for the time in which the boroughs confirm. A new revision, and a proposal that stopped, end it. */
export function confirmingOutcome({ head }: ProposalState, cycle: number): ConfirmingStepOutcome | null {
  if (head.cycle !== cycle) return 'superseded';
  if (head.status === 'confirming') return null;
  if (head.ending === 'withdrawn') return 'withdrawn';
  if (head.ending === 'funded') return 'confirmed';
  return head.ending === null ? 'superseded' : 'not-confirmed';
}

function ended(ending: ProposalState['head']['ending'], funded: 'carried-without-review'): SignOffStepOutcome {
  if (ending === 'funded') return funded;
  return ending === 'not-funded' || ending === null ? 'failed' : ending;
}

function reviewEnded(ending: ProposalState['head']['ending']): ReviewStepOutcome {
  if (ending === 'funded') return 'recommend';
  return ending === 'not-funded' || ending === null ? 'not-recommended' : ending;
}

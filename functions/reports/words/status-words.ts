import type { Ending, Status } from '../../domain/vocabulary/proposal.ts';
import { counted } from '../../web/words.ts';

/** Whether a proposal's money is decided, may still be, or will never be. */
type Standing = 'funded' | 'open' | 'ended';

const standings = {
  'sign-off': 'open',
  'changes-requested': 'open',
  'roi-review': 'open',
  settling: 'open',
  funded: 'funded',
  'not-funded': 'ended',
  lapsed: 'ended',
  withdrawn: 'ended',
  closed: 'funded',
  'needs-attention': 'open',
} as const satisfies Record<Status, Standing>;

/**
 * Where the proposal of a row stands. Every ending passes `settling` (docs/rules.md, Life of a proposal): what is being settled as withdrawn, lapsed or not
 * funded is not open any more, though its status does not say so yet.
 */
export function standingOf({ status, ending }: { readonly status: Status; readonly ending: Ending | null }): Standing {
  const standing = standings[status];
  return standing === 'open' && ending !== null && ending !== 'funded' ? 'ended' : standing;
}

/** A sentence for each kind of proposal that a headline leaves out, by how many they are. */
export function leftOut({ open, ended }: { readonly open: number; readonly ended: number }): readonly string[] {
  return [
    ...(open === 0 ? [] : [`${counted(open, 'proposal is', 'proposals are')} still open.`]),
    ...(ended === 0 ? [] : [`${counted(ended, 'proposal', 'proposals')} ended without being funded.`]),
  ];
}

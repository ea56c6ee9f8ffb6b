import type { Ending, Status } from '../../domain/vocabulary/proposal.ts';
import { counted } from '../../web/words.ts';

/** Whether a proposal is funded, may still be, or never will be. */
type Standing = 'funded' | 'open' | 'ended';

const standings = {
  'sign-off': 'open',
  'changes-requested': 'open',
  'roi-review': 'open',
  confirming: 'open',
  settling: 'open',
  funded: 'funded',
  'not-funded': 'ended',
  lapsed: 'ended',
  withdrawn: 'ended',
  closed: 'funded',
  'needs-attention': 'open',
} as const satisfies Record<Status, Standing>;

/**
 * The phase of a row's proposal. Every ending passes through `settling`. A proposal that is being settled as withdrawn,
 * lapsed or not funded has ended, although its status still says `settling`.
 */
export function standingOf({ status, ending }: { readonly status: Status; readonly ending: Ending | null }): Standing {
  const standing = standings[status];
  return standing === 'open' && ending !== null && ending !== 'funded' ? 'ended' : standing;
}

/** One sentence for the open and one for the ended proposals that a headline leaves out. */
export function leftOut({ open, ended }: { readonly open: number; readonly ended: number }): readonly string[] {
  return [
    ...(open === 0 ? [] : [`${counted(open, 'proposal is', 'proposals are')} still open.`]),
    ...(ended === 0 ? [] : [`${counted(ended, 'proposal', 'proposals')} ended without being funded.`]),
  ];
}

import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import { mapConcurrently } from '../lists/map-concurrently.ts';
import type { ProposalIds } from '../ports/record.ts';
import { type ProjectDependencies, projectProposal } from './project-proposal.ts';

export interface RebuildDependencies extends ProjectDependencies {
  readonly proposalIds: ProposalIds;
  /** Called for a proposal whose rows could not be made. The others continue. */
  readonly failed: (proposal: ProposalId, error: unknown) => void;
}

/** The result of a rebuild so far. */
export interface Rebuilt {
  readonly proposals: number;
  /** Rows that were wrong or missing; 0 if all rows matched the record. */
  readonly rowsPut: number;
  readonly failed: number;
}

/** Proposals that are rebuilt at once, which bounds the memory. */
const maxAtOnce = 8;

/**
 * Makes all rows of lists and reports from the record and writes those that differ, with the same projection as the
 * stream. Safe to repeat, and to run while proposals change.
 * @param progress called after each page of proposals
 */
export async function rebuildRows(
  deps: RebuildDependencies,
  progress: (soFar: Rebuilt) => void = () => undefined,
): Promise<Rebuilt> {
  let soFar: Rebuilt = { proposals: 0, rowsPut: 0, failed: 0 };
  let cursor: string | undefined;
  do {
    const { items, next } = await deps.proposalIds.page(cursor);
    const done = await mapConcurrently(items, maxAtOnce, (id) => rebuilt(deps, id));
    soFar = done.reduce(added, soFar);
    if (items.length > 0) progress(soFar);
    cursor = next;
  } while (cursor !== undefined);
  return soFar;
}

async function rebuilt(deps: RebuildDependencies, id: ProposalId): Promise<Rebuilt> {
  try {
    return { proposals: 1, rowsPut: await projectProposal(deps, id), failed: 0 };
  } catch (error) {
    deps.failed(id, error);
    return { proposals: 1, rowsPut: 0, failed: 1 };
  }
}

function added(a: Rebuilt, b: Rebuilt): Rebuilt {
  return { proposals: a.proposals + b.proposals, rowsPut: a.rowsPut + b.rowsPut, failed: a.failed + b.failed };
}

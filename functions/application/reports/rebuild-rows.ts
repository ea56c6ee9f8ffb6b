import { mapConcurrently } from '../lists/map-concurrently.ts';
import type { ProposalIds } from '../ports/record.ts';
import { type ProjectDependencies, projectProposal } from './project-proposal.ts';

export interface RebuildDependencies extends ProjectDependencies {
  readonly proposalIds: ProposalIds;
  /** Told of a proposal whose rows could not be made; the others go on. */
  readonly failed: (proposal: string, error: unknown) => void;
}

/** What a rebuilding came to so far. */
export interface Rebuilt {
  readonly proposals: number;
  /** Those that were wrong or missing; 0 where all stood as the record says. */
  readonly rowsPut: number;
  readonly failed: number;
}

/** Proposals at once: what of the record stands in memory. */
const maxAtOnce = 8;

/**
 * Makes all rows of lists and reports anew from the record, and puts those that say something else: what the stream keeps, made once
 * more. Safe to repeat, and to run while proposals change: it is the same projection, one proposal after the other.
 *
 * @param progress told after each page of proposals
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

async function rebuilt(deps: RebuildDependencies, id: string): Promise<Rebuilt> {
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

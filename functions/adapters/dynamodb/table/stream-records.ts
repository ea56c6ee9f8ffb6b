import * as z from 'zod/mini';
import { settledHolds } from '../../../domain/money/budget.ts';
import { type ProposalId, proposalId } from '../../../domain/vocabulary/proposal.ts';
import { proposalPrefix } from './keys.ts';

const text = z.object({ S: z.string() });
const keys = z.object({ pk: text, sk: text });
const versioned = z.object({ version: z.object({ N: z.string() }) });
const settled = z.object({ holdStatus: z.object({ S: z.enum(settledHolds) }) });

/** A proposal whose rows a stream record may change. */
export interface ChangedProposal {
  readonly proposal: ProposalId;
  /** The version of the head as written; null for settlement, which does not touch the head. */
  readonly version: number | null;
}

/**
 * The proposal whose rows a stream record may change: each change writes the head, and settlement, which does not touch
 * the head, writes a request's hold. Only a hint. Undefined for every other item.
 */
export function changedProposal(recordKeys: unknown, image?: unknown): ChangedProposal | undefined {
  const { pk, sk } = keys.parse(recordKeys);
  if (!pk.S.startsWith(proposalPrefix)) return undefined;
  const proposal = proposalId(pk.S.slice(proposalPrefix.length));
  if (sk.S === 'HEAD') {
    const head = versioned.safeParse(image);
    return { proposal, version: head.success ? Number(head.data.version.N) : null };
  }
  return sk.S.startsWith('SIGNOFF#') && settled.safeParse(image).success ? { proposal, version: null } : undefined;
}

/**
 * The proposals of a batch, each with its newest version; null where any of its records is about more than the head.
 */
export function changedProposals(changes: readonly ChangedProposal[]): ReadonlyMap<ProposalId, number | null> {
  const newest = new Map<ProposalId, number | null>();
  for (const { proposal, version } of changes) {
    const before = newest.get(proposal);
    newest.set(proposal, version === null || before === null ? null : Math.max(version, before ?? version));
  }
  return newest;
}

import * as z from 'zod/mini';
import { settledHolds } from '../../../domain/money/budget.ts';
import { type ProposalId, proposalId } from '../../../domain/vocabulary/proposal.ts';
import { proposalPrefix } from './keys.ts';

const text = z.object({ S: z.string() });
const keys = z.object({ pk: text, sk: text });
const settled = z.object({ holdStatus: z.object({ S: z.enum(settledHolds) }) });

/**
 * The proposal whose rows a stream record may change: each change writes the head, and settlement, which does not touch
 * the head, writes a request's hold. Only a hint. Undefined for every other item.
 */
export function proposalOf(recordKeys: unknown, image?: unknown): ProposalId | undefined {
  const { pk, sk } = keys.parse(recordKeys);
  const changes = sk.S === 'HEAD' || (sk.S.startsWith('SIGNOFF#') && settled.safeParse(image).success);
  return pk.S.startsWith(proposalPrefix) && changes ? proposalId(pk.S.slice(proposalPrefix.length)) : undefined;
}

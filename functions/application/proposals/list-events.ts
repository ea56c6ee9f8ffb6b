import type { ChainedEvent } from '../../domain/record/event-chain.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import { maySee, type Reader } from '../access/reader.ts';
import { cursorAt, positionOf } from '../lists/page-cursor.ts';
import type { Page, Proposals } from '../ports/record.ts';
import type { Digests } from '../ports/system.ts';

export interface ListEventsDependencies {
  readonly proposals: Pick<Proposals, 'head' | 'events'>;
  readonly digests: Pick<Digests, 'sha256' | 'canonical'>;
}

export type ListedEvents =
  | ({ readonly kind: 'page' } & Page<ChainedEvent>)
  | { readonly kind: 'unknown' | 'bad-cursor' };

/**
 * The chain of a proposal's events, from the first, as stored, so that a reader can verify it (R19). `limit` is 1 to
 * 100. Unknown: the proposal does not exist, or the reader may not see it.
 */
export async function listEvents(
  { proposals, digests }: ListEventsDependencies,
  id: ProposalId,
  { limit, cursor }: { readonly limit: number; readonly cursor?: string | undefined },
  reader: Reader,
): Promise<ListedEvents> {
  const head = await proposals.head(id);
  if (head === undefined || !maySee(reader, head.partners)) return { kind: 'unknown' };
  const query = ['events', id];
  const after = cursor === undefined ? 0 : positionOf(digests, query, cursor);
  if (typeof after !== 'number' || !Number.isSafeInteger(after) || after < 0) return { kind: 'bad-cursor' };
  const items = await proposals.events(id, after, limit);
  const last = items.at(-1)?.sequence ?? after;
  return last < head.events && items.length > 0
    ? { kind: 'page', items, next: cursorAt(digests, query, last) }
    : { kind: 'page', items };
}

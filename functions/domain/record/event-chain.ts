import type { ProposalId } from '../vocabulary/proposal.ts';
import type { SealedEvent } from './event.ts';

/** One event in its proposal's SHA-256 chain (R19). */
export type ChainedEvent = SealedEvent & {
  readonly proposal: ProposalId;
  /** From 1, without gaps. */
  readonly sequence: number;
  /** Hash of the event before; 64 zeros for the first. */
  readonly previous: string;
  /** SHA-256, in hex, of the canonical JSON (RFC 8785) of all the other fields. */
  readonly hash: string;
};

/** The end of a chain: the number of events, and the hash of the last one. Printed on the decision notice. */
export interface ChainHead {
  readonly sequence: number;
  readonly hash: string;
}

/** The head of a chain without events. */
export const emptyChain: ChainHead = { sequence: 0, hash: '0'.repeat(64) };

export interface Hashing {
  /** Hex. */
  readonly sha256: (text: string) => string;
  /** RFC 8785. */
  readonly canonical: (value: unknown) => string;
}

/** Where and why a chain does not verify; `position` counts the given events from 1. */
interface BrokenChain {
  readonly kind: 'broken';
  readonly position: number;
  readonly why: 'altered' | 'unlinked' | 'removed' | 'inserted' | 'reordered' | 'truncated';
  readonly message: string;
}
export type ChainVerdict = { readonly kind: 'verified'; readonly head: ChainHead } | BrokenChain;

/** R19. Appends events in order to the chain that ends in `head`. Pass the `headOf` the last one to the next call. */
export function link(
  proposal: ProposalId,
  head: ChainHead,
  events: readonly SealedEvent[],
  hashing: Hashing,
): readonly ChainedEvent[] {
  let end = head;
  return events.map((event) => {
    const unhashed = { ...event, proposal, sequence: end.sequence + 1, previous: end.hash };
    const chained = { ...unhashed, hash: hashOf(unhashed, hashing) };
    end = headOf(chained);
    return chained;
  });
}

/** The head of the chain that ends with this event. */
export function headOf(last: ChainedEvent | undefined): ChainHead {
  return last === undefined ? emptyChain : { sequence: last.sequence, hash: last.hash };
}

/**
 * R19, promise 6. Whether these are all events of one chain from the first, each as it was written. Without `head`, a
 * chain looks whole even if its end was cut off, or if its last event was rewritten together with its hash. Outsiders
 * therefore compare with the head printed on the notice.
 */
export function verifyChain(events: readonly ChainedEvent[], hashing: Hashing, head?: ChainHead): ChainVerdict {
  let end = emptyChain;
  for (const [index, event] of events.entries()) {
    const why = fault(events, index, end, hashing);
    if (why !== null) return broken(index + 1, why);
    end = headOf(event);
  }
  if (head === undefined || (head.sequence === end.sequence && head.hash === end.hash)) {
    return { kind: 'verified', head: end };
  }
  if (end.sequence < head.sequence) return broken(events.length + 1, 'truncated');
  return end.sequence > head.sequence ? broken(head.sequence + 1, 'inserted') : broken(events.length, 'altered');
}

function hashOf(unhashed: Omit<ChainedEvent, 'hash'>, { sha256, canonical }: Hashing): string {
  return sha256(canonical(unhashed));
}

/** The fault of the event at `index`, given the head of the events before it; null if there is none. */
function fault(
  events: readonly ChainedEvent[],
  index: number,
  end: ChainHead,
  hashing: Hashing,
): BrokenChain['why'] | null {
  const event = events[index];
  if (event === undefined) return 'removed';
  // All fields except the hash, including fields that no event should have.
  const { hash, ...unhashed } = event;
  if (hashOf(unhashed, hashing) !== hash) return 'altered';
  if (event.proposal !== events[0]?.proposal) return 'inserted';
  const expected = end.sequence + 1;
  if (event.sequence < expected) return 'inserted';
  if (event.sequence > expected) {
    return events.some((each, other) => other > index && each.sequence === expected) ? 'reordered' : 'removed';
  }
  return event.previous === end.hash ? null : 'unlinked';
}

function broken(position: number, why: BrokenChain['why']): BrokenChain {
  const message = {
    altered: `Event ${position} is not as it was written.`,
    unlinked: `Event ${position} does not follow from event ${position - 1}: one of them is not as it was written.`,
    removed: `Before event ${position} an event is missing.`,
    inserted: `Event ${position} does not belong to this chain.`,
    reordered: `Event ${position} is out of order.`,
    truncated: `The chain ends before event ${position}, but its head says that there are more.`,
  } as const satisfies Record<BrokenChain['why'], string>;
  return { kind: 'broken', position, why, message: message[why] };
}

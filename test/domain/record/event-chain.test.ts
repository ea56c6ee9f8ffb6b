import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { seal, sealEvent } from '../../../functions/domain/record/event.ts';
import {
  type ChainedEvent,
  emptyChain,
  headOf,
  link,
  verifyChain,
} from '../../../functions/domain/record/event-chain.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { gss, pid } from '../../support/builders/ids.ts';
import {
  answered,
  chained,
  counter,
  hashing,
  histories,
  hmac,
  opened,
  sealed,
  submitted,
  walks,
} from '../money/histories.ts';

const another: Instant = '2000-01-01T00:00:00.000Z';

const events = chained(histories.funded);
const head = headOf(events.at(-1));
const rehashed = (event: ChainedEvent): ChainedEvent => {
  const { hash: _, ...unhashed } = event;
  return { ...unhashed, hash: hashing.sha256(hashing.canonical(unhashed)) } as ChainedEvent;
};

describe('R19 sealing', () => {
  test('R19 a private value becomes an HMAC under its own salt, and the salts are returned by name', () => {
    const { event, salts } = sealEvent(answered(gss('B')), counter(), hmac);
    const [one, two] = [`${'0'.repeat(63)}1`, `${'0'.repeat(63)}2`];
    expect(salts).toEqual({ comment: one, authority: two });
    expect(event.data).toMatchObject({
      borough: gss('B'),
      upTo: 200,
      sealed: { comment: seal('Reasons of B', one, hmac), authority: { hmac: hmac(two, 'Delegation 4.2') } },
    });
  });

  test('R19 no private value can be read in the chain, and the same value never looks the same twice', () => {
    const drafts = [answered(gss('A')), answered(gss('B')), answered(gss('C'))];
    const chain = JSON.stringify(chained([submitted, ...drafts]));
    for (const text of ['Reasons of', 'Delegation', 'hash-of-revision']) expect(chain).not.toContain(text);
    const authorities = sealed(drafts).map(({ data }) =>
      JSON.stringify('authority' in data.sealed && data.sealed.authority),
    );
    expect(new Set(authorities).size).toBe(3);
  });

  test('R19 an event without private values has no salts', () => {
    expect(sealEvent(opened, counter(), hmac).salts).toEqual({});
  });
});

describe('R19 linking', () => {
  test('R19 the first event follows 64 zeros and each later one the hash before it; the hash covers all other fields', () => {
    expect(events[0]).toMatchObject({ proposal: 'proposal-1', sequence: 1, previous: '0'.repeat(64) });
    for (const [index, event] of events.entries()) {
      expect(event.sequence).toBe(index + 1);
      expect(event.previous).toBe(events[index - 1]?.hash ?? emptyChain.hash);
      expect(event).toEqual(rehashed(event));
      expect(event.hash).toMatch(/^[0-9a-f]{64}$/);
    }
  });

  test('R19 linking in parts gives the same chain as linking at once', () => {
    fc.assert(
      fc.property(walks, fc.nat(), (walk, cut) => {
        const all = sealed(walk);
        const at = cut % (all.length + 1);
        const first = link(pid('p'), emptyChain, all.slice(0, at), hashing);
        const second = link(pid('p'), headOf(first.at(-1)), all.slice(at), hashing);
        expect([...first, ...second]).toEqual(link(pid('p'), emptyChain, all, hashing));
      }),
      { numRuns: 30 },
    );
  });
});

describe('promise 6: verifying', () => {
  test('promise 6: a chain verifies as it was linked, and an empty chain verifies', () => {
    expect(verifyChain(events, hashing, head)).toEqual({ kind: 'verified', head });
    expect(verifyChain(events, hashing)).toEqual({ kind: 'verified', head });
    expect(verifyChain([], hashing, emptyChain)).toEqual({ kind: 'verified', head: emptyChain });
  });

  const third = events[2] as ChainedEvent;
  test.each([
    ['an altered event', 3, 'altered', events.with(2, { ...third, at: '2026-12-10T10:00:00.001Z' })],
    ['a field that no event has', 3, 'altered', events.with(2, Object.assign({ note: '' }, third))],
    ['an event altered together with its hash', 4, 'unlinked', events.with(2, rehashed({ ...third, at: another }))],
    ['a removed event', 3, 'removed', events.toSpliced(2, 1)],
    ['a removed first event', 1, 'removed', events.slice(1)],
    ['an event that is there twice', 4, 'inserted', events.toSpliced(3, 0, third)],
    [
      'an event of another proposal',
      3,
      'inserted',
      events.with(2, chained(histories.funded, pid('other'))[2] as ChainedEvent),
    ],
    ['two events in each other’s place', 3, 'reordered', events.with(2, events[3] as ChainedEvent).with(3, third)],
    ['a chain cut at its end', 8, 'truncated', events.slice(0, -1)],
    ['a chain cut to nothing', 1, 'truncated', []],
    [
      'a last event altered together with its hash',
      8,
      'altered',
      events.with(-1, rehashed({ ...(events.at(-1) as ChainedEvent), at: another })),
    ],
  ])('promise 6: %s is found at %i: %s', (_, position, why, broken) => {
    expect(events).toHaveLength(8);
    expect(verifyChain(broken, hashing, head)).toMatchObject({ kind: 'broken', position, why });
  });

  test('promise 6: an event added after the head is found', () => {
    const longer = chained([...histories.funded, ...histories.closed.slice(-1)]);
    expect(verifyChain(longer, hashing, head)).toMatchObject({ kind: 'broken', position: 9, why: 'inserted' });
  });

  test('promise 6: what was found is a sentence', () => {
    const messages = [events.toSpliced(2, 1), events.with(2, rehashed({ ...third, at: another }))].map((broken) =>
      verifyChain(broken, hashing, head),
    );
    expect(messages).toMatchObject([
      { message: 'Before event 3 an event is missing.' },
      { message: 'Event 4 does not follow from event 3: one of them is not as it was written.' },
    ]);
  });

  test('promise 6: any single alteration, removal, insertion or swap is found', () => {
    const tampering = fc.record({
      walk: walks.filter((walk) => walk.length > 2),
      way: fc.constantFrom('alter', 'rewrite', 'remove', 'insert', 'copy', 'swap'),
      at: fc.nat(),
      to: fc.nat(),
      field: fc.constantFrom('at', 'type', 'actor', 'data', 'previous', 'hash', 'sequence', 'proposal'),
    });
    fc.assert(
      fc.property(tampering, ({ walk, way, at: pick, to, field }) => {
        const chain = chained(walk);
        const at = pick % chain.length;
        const other = (at + 1 + (to % (chain.length - 1))) % chain.length;
        const [event, its] = [chain[at] as ChainedEvent, chain[other] as ChainedEvent];
        const altered = {
          ...event,
          [field]: { changed: event[field as keyof ChainedEvent] },
        } as unknown as ChainedEvent;
        const stranger = rehashed({ ...(sealed([answered(gss('B'))])[0] as ChainedEvent), ...event, at: another });
        const broken = {
          alter: chain.with(at, altered),
          rewrite: chain.with(at, field === 'hash' ? altered : rehashed(altered)),
          remove: chain.toSpliced(at, 1),
          insert: chain.toSpliced(at, 0, stranger),
          copy: chain.toSpliced(other, 0, event),
          swap: chain.with(at, its).with(other, event),
        }[way];
        expect(verifyChain(broken ?? [], hashing, headOf(chain.at(-1))).kind).toBe('broken');
      }),
      { numRuns: 200 },
    );
  });

  test('promise 6: no character of the written chain can be changed unnoticed', () => {
    const text = JSON.stringify(events);
    const signs = [...text.matchAll(/[0-9a-z]/g)].filter((_, index) => index % 5 === 0);
    const unseen = signs.filter(({ index }) => {
      const changed = text.slice(0, index) + (text[index] === '1' ? '2' : '1') + text.slice(index + 1);
      return verifyChain(parsed(changed) ?? [], hashing, head).kind !== 'broken';
    });
    expect(signs.length).toBeGreaterThan(500);
    expect(unseen).toEqual([]);
  });
});

/** A chain read from text; undefined if the change made the JSON invalid. */
function parsed(text: string): readonly ChainedEvent[] | undefined {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

import { describe, expect, test } from 'vitest';
import type { IssuedCode } from '../../../functions/domain/codes/one-time-code.ts';
import type { RecordedReply } from '../../../functions/domain/record/access.ts';
import type { OutboxEntry } from '../../../functions/domain/record/outbox.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough } from '../../support/builders/boroughs.ts';
import { gss, who } from '../../support/builders/ids.ts';
import {
  aHead,
  approving,
  cellsOf,
  changeOf,
  codes,
  newId,
  submission,
  submittedAt,
} from '../../support/builders/records.ts';
import type { Engine } from '../engines/engines.ts';
import type { Store } from '../engines/store.ts';
import { loaded, submitted, submittedTo } from './submitted.ts';

const [lead, partner] = [gss('E09000001'), gss('E09000002')] as const;
const stale = { kind: 'again', why: 'stale' } as const;

async function eventsOf(store: Store, id: ProposalId): Promise<number> {
  return (await store.proposals.events(id, 0, 100)).length;
}

function reply(more: Partial<RecordedReply> = {}): RecordedReply {
  return {
    hash: newId(),
    body: 'd'.repeat(64),
    status: 201,
    headers: { location: '/v1/proposals/1' },
    reply: '{"id":"1"}',
    at: submittedAt,
    ...more,
  };
}

function entry(proposal: ProposalId, more: Partial<OutboxEntry> = {}): OutboxEntry {
  const messages = [{ mail: 'sign-off-request', to: who('somebody'), borough: lead, revision: 1 }] as const;
  const id = `mail.${proposal}.2`;
  return { id, proposal, task: { kind: 'mail', messages }, status: 'pending', attempt: 1, due: submittedAt, ...more };
}

/** The promises of `commit`: all or nothing, over the head that was read, with a result that can be trusted. */
export function writingContract(engine: Engine): void {
  describe('the head that was decided on', () => {
    test('of two changes over one head exactly one is written, and the other must read again', async () => {
      const { store, head } = await submitted(engine);
      const state = await loaded(store, head.id);
      const changes = [approving(state, lead, []), approving(state, partner, [])];
      const results = await Promise.all(changes.map((change) => store.proposals.commit(change)));
      expect(results.map(({ kind }) => kind).toSorted()).toEqual(['again', 'committed']);
      expect(results).toContainEqual(stale);
      const answered = (await loaded(store, head.id)).requests.filter(({ answer }) => answer !== null);
      expect([answered.length, await eventsOf(store, head.id)]).toEqual([1, 2]);
    });

    test('a proposal is submitted once under its id', async () => {
      const store = await engine.open();
      const head = aHead(codes(2));
      expect(await store.proposals.commit(submission(codes(2), {}, head))).toEqual({ kind: 'committed' });
      const other = submission(codes(2), {}, { ...head, reference: 'JF-OTHER1' });
      expect(await store.proposals.commit(other)).toEqual(stale);
    });

    test('a change of an unknown proposal is stale', async () => {
      const store = await engine.open();
      const head = aHead(codes(2), { version: 1 });
      expect(await store.proposals.commit(changeOf({ head }))).toEqual(stale);
      expect(await store.proposals.head(head.id)).toBeUndefined();
    });

    test('two proposals never share a reference, and the second one leaves nothing behind', async () => {
      const { store, head } = await submitted(engine);
      const other = submission(codes(2), {}, aHead(codes(2), { reference: head.reference }));
      expect(await store.proposals.commit(other)).toEqual({ kind: 'again', why: 'reference-taken' });
      expect(await store.proposals.head(other.head.id)).toBeUndefined();
      expect(await store.people.get((other.people ?? []).map(({ id }) => id))).toEqual([]);
    });
  });

  describe('faults', () => {
    test.for([
      ['conflict', { kind: 'again', why: 'conflict' }, 1],
      ['throttle', { kind: 'again', why: 'throttled' }, 1],
      ['lost-before', { kind: 'again', why: 'conflict' }, 1],
      ['lost-after', { kind: 'committed' }, 2],
    ] as const)(
      'a change that meets %s is reported correctly, and never written twice',
      async ([fault, told, version]) => {
        const { store, head } = await submitted(engine);
        const change = changeOf(await loaded(store, head.id));
        store.failNext(fault);
        expect(await store.proposals.commit(change)).toEqual(told);
        expect((await store.proposals.head(head.id))?.version).toBe(version);
        // Whatever was reported, sending the same change again leads to the same record.
        expect(await store.proposals.commit(change)).toEqual({ kind: 'committed' });
        expect([(await store.proposals.head(head.id))?.version, await eventsOf(store, head.id)]).toEqual([2, 2]);
      },
    );

    test('a change whose reply was lost is recognised by its event after others have changed the head', async () => {
      const { store, head } = await submitted(engine);
      const change = changeOf(await loaded(store, head.id));
      await store.proposals.commit(change);
      await store.proposals.commit(approving(await loaded(store, head.id), lead, []));
      expect(await store.proposals.commit(change)).toEqual({ kind: 'committed' });
      expect(await eventsOf(store, head.id)).toBe(3);
    });

    test('an equal event with other entries is another caller’s write', async () => {
      const { store, head } = await submitted(engine);
      const state = await loaded(store, head.id);
      const token = (text: string) =>
        ({ proposal: head.id, cycle: 1, step: 'sign-off', token: text, attempt: null }) as const;
      const [first, second] = [changeOf(state, { token: token('first') }), changeOf(state, { token: token('second') })];
      expect(first.head).toEqual(second.head);
      expect(await store.proposals.commit(first)).toEqual({ kind: 'committed' });
      store.failNext('lost-after');
      expect(await store.proposals.commit(second)).toMatchObject({ kind: 'again' });
      expect((await store.tokens.get(head.id, 1, 'sign-off'))?.token).toBe('first');
    });

    test('a refusal whose reply was lost is not taken for a write', async () => {
      const { store, head } = await submitted(engine);
      const state = await loaded(store, head.id);
      await store.proposals.commit(approving(state, lead, []));
      store.failNext('lost-after');
      expect(await store.proposals.commit(approving(state, partner, []))).toEqual({ kind: 'again', why: 'conflict' });
    });
  });

  describe('replies', () => {
    test('the first reply to a request is kept, and a second change for it is refused as a whole', async () => {
      const store = await engine.open();
      const first = reply();
      expect(await store.proposals.commit(submission(codes(2), { reply: first }))).toEqual({ kind: 'committed' });
      const second = submission(codes(2), { reply: { ...first, status: 200 } });
      expect(await store.proposals.commit(second)).toEqual({ kind: 'again', why: 'replied' });
      expect(await store.proposals.head(second.head.id)).toBeUndefined();
      expect(await store.replies.get(first.hash)).toEqual(first);
    });

    test('a reply longer than an item of the table is kept whole, and surrogate pairs are not split', async () => {
      const store = await engine.open();
      for (const shift of ['', 'a']) {
        const long = reply({ reply: JSON.stringify(`${shift}${'無'.repeat(250_000)}${'𝄞'.repeat(125_000)}`) });
        expect(await store.proposals.commit(submission(codes(2), { reply: long }))).toEqual({ kind: 'committed' });
        expect(await store.replies.get(long.hash)).toEqual(long);
      }
    });

    test('an existing reply is reported before a stale head, because it answers the request', async () => {
      const { store, head } = await submitted(engine);
      const state = await loaded(store, head.id);
      const recorded = reply();
      await store.proposals.commit(changeOf(state, { reply: recorded }));
      expect(await store.proposals.commit(approving(state, lead, [], { reply: recorded }))).toEqual({
        kind: 'again',
        why: 'replied',
      });
    });

    test('a reply counts for 24 hours and not a second longer, for reading and for writing', async () => {
      const store = await engine.open();
      const first = reply();
      await store.proposals.commit(submission(codes(2), { reply: first }));
      const last: Instant = '2026-11-24T09:59:59.000Z';
      store.clock.set(last);
      expect(await store.replies.get(first.hash)).toEqual(first);
      const early = submission(codes(2), { reply: { ...first, at: last } });
      expect(await store.proposals.commit(early)).toEqual({ kind: 'again', why: 'replied' });
      const after = { ...first, at: '2026-11-24T10:00:00.000Z', status: 202 } as const;
      store.clock.set(after.at);
      expect(await store.replies.get(first.hash)).toBeUndefined();
      expect(await store.proposals.commit(submission(codes(2), { reply: after }))).toEqual({ kind: 'committed' });
      expect(await store.replies.get(first.hash)).toEqual(after);
    });
  });

  describe('the outbox', () => {
    test('an acknowledged entry is done and no longer due; an absent one stays absent', async () => {
      const { store, head } = await submitted(engine);
      const started = `start.${head.id}.1`;
      const acknowledges = ['resume.none.1.sign-off', started, 'resume.none.1.review'];
      const change = changeOf(await loaded(store, head.id), { acknowledges, outbox: [entry(head.id)] });
      expect(await store.proposals.commit(change)).toEqual({ kind: 'committed' });
      expect(await store.outbox.get(started)).toMatchObject({ status: 'done', due: null, attempt: 1 });
      expect(await store.outbox.get('resume.none.1.sign-off')).toBeUndefined();
      expect(await store.outbox.get(entry(head.id).id)).toEqual(entry(head.id));
      const due = await store.dueMoments.before('2027-01-01T00:00:00.000Z', 10);
      expect(due.items.map(({ id }) => id)).toEqual([entry(head.id).id, head.id]);
      const again = changeOf(await loaded(store, head.id), { acknowledges: [started] });
      expect(await store.proposals.commit(again)).toEqual({ kind: 'committed' });
    });

    test('acknowledging an absent entry does not hide a stale head or a lack of money', async () => {
      const { store, head } = await submitted(engine);
      const state = await loaded(store, head.id);
      const acknowledges = ['resume.none.1.sign-off'];
      const poor = approving(state, lead, cellsOf(1), { acknowledges });
      expect(await store.proposals.commit(poor)).toMatchObject({ kind: 'short' });
      await store.proposals.commit(changeOf(state));
      expect(await store.proposals.commit(approving(state, lead, [], { acknowledges }))).toEqual(stale);
    });
  });

  describe('money', () => {
    const cells = cellsOf(2);

    test('R12 an approval holds its cells in the same transaction', async () => {
      const { store, head } = await submitted(engine);
      await store.budgets.allocate(lead, '2026-27', { revenue: 1_000, capital: 5_000 });
      const change = approving(await loaded(store, head.id), lead, cells);
      expect(await store.proposals.commit(change)).toEqual({ kind: 'committed' });
      expect(await store.budgets.get(lead, '2026-27', 'revenue')).toMatchObject({ available: 0, held: 1_000 });
      expect(await store.budgets.get(lead, '2026-27', 'capital')).toMatchObject({ available: 3_900, held: 1_100 });
      expect((await loaded(store, head.id)).requests[0]?.hold).toEqual({ status: 'held', cells, committed: [] });
    });

    test('R12 if a penny is missing nothing is written, and the movements that lack it are reported', async () => {
      const { store, head } = await submitted(engine);
      await store.budgets.allocate(lead, '2026-27', { revenue: 999, capital: 5_000 });
      const change = approving(await loaded(store, head.id), lead, cells);
      expect(await store.proposals.commit(change)).toEqual({
        kind: 'short',
        movements: [
          { borough: lead, financialYear: '2026-27', kind: 'revenue', available: -1_000, held: 1_000, committed: 0 },
        ],
      });
      expect(await loaded(store, head.id)).toMatchObject({ head: { version: 1 }, requests: [{ answer: null }, {}] });
      expect(await store.budgets.get(lead, '2026-27', 'capital')).toMatchObject({ available: 5_000, held: 0 });
    });

    test('R12 a budget without an allocation lacks everything', async () => {
      const { store, head } = await submitted(engine);
      const change = approving(await loaded(store, head.id), lead, cells);
      expect(await store.proposals.commit(change)).toMatchObject({ kind: 'short', movements: [{}, {}] });
      expect(await store.budgets.get(lead, '2026-27', 'revenue')).toBeUndefined();
    });

    test('R12 movements of one budget are merged: what some release, others may hold', async () => {
      const { store, head } = await submitted(engine);
      await store.budgets.allocate(lead, '2026-27', { revenue: 100, capital: 0 });
      const move = (held: number) =>
        ({ borough: lead, financialYear: '2026-27', kind: 'revenue', available: -held, held, committed: 0 }) as const;
      const first = changeOf(await loaded(store, head.id), { movements: [move(100)] });
      expect(await store.proposals.commit(first)).toEqual({ kind: 'committed' });
      const second = changeOf(await loaded(store, head.id), { movements: [move(60), move(-100), move(30)] });
      expect(await store.proposals.commit(second)).toEqual({ kind: 'committed' });
      const nothing = changeOf(await loaded(store, head.id), { movements: [move(5), move(-5)] });
      expect(await store.proposals.commit(nothing)).toEqual({ kind: 'committed' });
      expect(await store.budgets.get(lead, '2026-27', 'revenue')).toMatchObject({ available: 10, held: 90 });
    });

    test('R12 a stale head is reported before a lack of money, which may be over at the next read', async () => {
      const { store, head } = await submitted(engine);
      const state = await loaded(store, head.id);
      await store.proposals.commit(changeOf(state));
      expect(await store.proposals.commit(approving(state, lead, cells))).toEqual(stale);
    });

    test('R6 a borough that changed is reported before a lack of money', async () => {
      const store = await engine.open();
      await store.boroughs.put(aBorough(lead, { version: 2 }), [], null);
      const { head } = await submittedTo(store);
      const requiredVersions = [{ borough: lead, version: 1 }];
      const change = approving(await loaded(store, head.id), lead, cells, { requiredVersions });
      expect(await store.proposals.commit(change)).toEqual({ kind: 'again', why: 'borough-changed' });
    });

    test('R26 a code is used with its answer or not at all', async () => {
      const store = await engine.open();
      await store.budgets.allocate(lead, '2026-27', { revenue: 1_000, capital: 5_000 });
      const { head } = await submittedTo(store);
      const officer = { person: who('ada'), mailed: 1, standing: null };
      const standing: IssuedCode = {
        ...{ person: who('ada'), answer: 'approve', upTo: 1_000, share: 1_000 },
        ...{ number: 1, at: '2026-11-23T10:00:00.000Z' },
      };
      const codes = { version: 1, day: '2026-11-23', wrong: 0, officers: [{ ...officer, standing }] } as const;
      await store.codes.put('r', codes);
      const used = { request: 'r', codes: { ...codes, version: 2, officers: [officer] } };
      const tooLate = { request: 'r', codes: { ...used.codes, version: 3 } };
      const state = await loaded(store, head.id);
      const wrong = { kind: 'again', why: 'codes-changed' };
      expect(await store.proposals.commit(approving(state, lead, cells, { codes: tooLate }))).toEqual(wrong);
      expect(await loaded(store, head.id)).toEqual(state);
      expect(await store.proposals.commit(approving(state, lead, cells, { codes: used }))).toEqual({
        kind: 'committed',
      });
      expect(await store.codes.get('r')).toEqual(used.codes);
    });

    test('R26 a lack of money uses no code', async () => {
      const { store, head } = await submitted(engine);
      const codes = { version: 1, day: '2026-11-23', wrong: 0, officers: [] } as const;
      const state = await loaded(store, head.id);
      const change = approving(state, lead, cells, { codes: { request: 'r', codes } });
      expect(await store.proposals.commit(change)).toMatchObject({ kind: 'short' });
      expect(await store.codes.get('r')).toBeUndefined();
    });

    test('R12 of two proposals that race for the last of one budget, exactly one wins', async () => {
      const store = await engine.open();
      await store.budgets.allocate(lead, '2026-27', { revenue: 1_500, capital: 0 });
      const proposals = await Promise.all([submittedTo(store), submittedTo(store)]);
      const states = await Promise.all(proposals.map(({ head }) => loaded(store, head.id)));
      const changes = states.map((state) => approving(state, lead, cellsOf(1)));
      const results = await Promise.all(changes.map((change) => store.proposals.commit(change)));
      expect(results.map(({ kind }) => kind).toSorted()).toEqual(['committed', 'short']);
      expect(await store.budgets.get(lead, '2026-27', 'revenue')).toMatchObject({ available: 500, held: 1_000 });
    });

    test('R12 releasing more than is held is a broken ledger, and throws', async () => {
      const { store, head } = await submitted(engine);
      await store.budgets.allocate(lead, '2026-27', { revenue: 100, capital: 0 });
      const money = { borough: lead, financialYear: '2026-27', kind: 'revenue' } as const;
      const state = await loaded(store, head.id);
      const free = changeOf(state, { movements: [{ ...money, available: 1, held: -1, committed: 0 }] });
      await expect(store.proposals.commit(free)).rejects.toThrow();
      const minted = changeOf(state, { movements: [{ ...money, available: 1, held: 0, committed: 0 }] });
      await expect(store.proposals.commit(minted)).rejects.toThrow();
      expect(await store.budgets.get(lead, '2026-27', 'revenue')).toMatchObject({ available: 100, held: 0 });
    });
  });
}

import { describe, expect, test } from 'vitest';
import { CursorRefused } from '../../../functions/application/lists/cursor-refused.ts';
import type { Due, Page } from '../../../functions/application/ports/record.ts';
import type { OutboxEntry } from '../../../functions/domain/record/outbox.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { fy, gss, pid } from '../../support/builders/ids.ts';
import { aHead, codes, submission, submittedAt } from '../../support/builders/records.ts';
import { aBenefitsRow, aContributionRow, anRoiRow, aPipelineRow, aProposalRow } from '../../support/builders/rows.ts';
import type { Engine } from '../engines/engines.ts';
import type { Store } from '../engines/store.ts';

/** Every page of a list. */
async function pages<T>(read: (cursor?: string) => Promise<Page<T>>): Promise<readonly (readonly T[])[]> {
  const found: (readonly T[])[] = [];
  let cursor: string | undefined;
  do {
    const page: Page<T> = await read(cursor);
    found.push(page.items);
    cursor = page.next;
  } while (cursor !== undefined);
  return found;
}

async function proposalsDue(store: Store, moments: readonly (Instant | null)[]): Promise<readonly ProposalId[]> {
  const heads = moments.map((due) => aHead(codes(2), { due }));
  for (const head of heads) await store.proposals.commit(submission(codes(2), { outbox: [] }, head));
  return heads.map(({ id }) => id);
}

/** The promises of everything that is found by an index. */
export function indexesContract(engine: Engine): void {
  describe('what is due', () => {
    test('proposals and entries come by their moments, including the moment itself, and nothing that is not due', async () => {
      const store = await engine.open();
      const at: Instant = '2026-12-01T09:00:00.000Z';
      const moments = ['2026-12-01T09:00:00.001Z', at, '2026-11-30T00:00:00.000Z', null] as const;
      const [, exactly, before] = await proposalsDue(store, moments);
      const entry: OutboxEntry = {
        id: 'start.p.1',
        proposal: pid('p'),
        task: { kind: 'start', cycle: 1, revision: 1 },
        status: 'pending',
        attempt: 1,
        due: '2026-11-30T12:00:00.000Z',
      };
      const head = aHead(codes(2), { due: null });
      await store.proposals.commit(submission(codes(2), { outbox: [entry] }, head));
      const due: Due[] = [
        { kind: 'proposal', id: before ?? pid(''), at: '2026-11-30T00:00:00.000Z' },
        { kind: 'outbox', id: 'start.p.1', at: '2026-11-30T12:00:00.000Z' },
        { kind: 'proposal', id: exactly ?? pid(''), at },
      ];
      expect(await store.dueMoments.before(at, 10)).toEqual({ items: due });
    });

    test('a page ends at its limit, and the next one continues after it, even at a later moment', async () => {
      const store = await engine.open();
      const moments = ([1, 2, 2, 2, 3] as const).map((day) => `2026-12-0${day}T09:00:00.000Z` as const);
      const ids = await proposalsDue(store, moments);
      const found = await pages((cursor) =>
        store.dueMoments.before(
          cursor === undefined ? '2026-12-02T09:00:00.000Z' : '2026-12-03T09:00:00.000Z',
          2,
          cursor,
        ),
      );
      expect(
        found
          .flat()
          .map(({ id }) => id)
          .toSorted(),
      ).toEqual([...ids].toSorted());
      expect(found.flat().map(({ at }) => at)).toEqual(moments);
      expect(found.every(({ length }) => length <= 2)).toBe(true);
    });

    test('a cursor of another list is refused', async () => {
      const store = await engine.open();
      await store.rows.put([aProposalRow(), aProposalRow({ proposal: pid('p2'), reference: 'JF-000002' })]);
      const { next } = await store.rows.list('proposal', { limit: 1 });
      await expect(store.dueMoments.before(submittedAt, 1, next)).rejects.toThrow(CursorRefused);
    });
  });

  describe('the outbox', () => {
    async function withEntry(store: Store): Promise<OutboxEntry> {
      const change = submission(codes(2), {}, aHead(codes(2), { due: null }));
      await store.proposals.commit(change);
      const [entry] = change.outbox ?? [];
      if (entry === undefined) throw new Error('A submission has an entry');
      return entry;
    }

    test('a postponed entry is due later, and its attempt is raised only if it is driven', async () => {
      const store = await engine.open();
      const entry = await withEntry(store);
      const [later, last] = ['2026-11-24T00:00:00.000Z', '2026-11-25T00:00:00.000Z'] as const;
      await store.outbox.postpone(entry.id, later, false);
      expect(await store.outbox.get(entry.id)).toEqual({ ...entry, due: later });
      await store.outbox.postpone(entry.id, last, true);
      expect(await store.outbox.get(entry.id)).toEqual({ ...entry, due: last, attempt: 2 });
      const due = await store.dueMoments.before(last, 10);
      expect(due.items).toEqual([{ kind: 'outbox', id: entry.id, at: last }]);
    });

    test('an entry that is done is no longer due, and cannot be postponed', async () => {
      const store = await engine.open();
      const entry = await withEntry(store);
      await store.outbox.done(entry.id);
      await store.outbox.done(entry.id);
      await store.outbox.postpone(entry.id, '2026-11-25T00:00:00.000Z', true);
      expect(await store.outbox.get(entry.id)).toEqual({ ...entry, status: 'done', due: null });
      expect(await store.dueMoments.before('2030-01-01T00:00:00.000Z', 10)).toEqual({ items: [] });
    });

    test('marking an absent entry done or postponing it does not create it', async () => {
      const store = await engine.open();
      await store.outbox.done('start.none.1');
      await store.outbox.postpone('start.none.1', submittedAt, true);
      expect(await store.outbox.get('start.none.1')).toBeUndefined();
      expect(await store.dueMoments.before('2030-01-01T00:00:00.000Z', 10)).toEqual({ items: [] });
    });
  });

  describe('ids of proposals', () => {
    test('include every proposal once, whatever else the table holds', async () => {
      const store = await engine.open();
      const heads = [1, 2, 3, 4, 5].map(() => aHead(codes(2), {}));
      for (const head of heads) await store.proposals.commit(submission(codes(2), {}, head));
      await store.budgets.allocate(gss('E09000007'), '2026-27', { revenue: 5, capital: 5 });
      await store.rows.put([aProposalRow({ proposal: pid('p9') })]);
      const found = (await pages((cursor) => store.proposalIds.page(cursor))).flat();
      expect(found.toSorted()).toEqual(heads.map(({ id }) => id).toSorted());
      expect(await (await engine.open()).proposalIds.page()).toEqual({ items: [] });
    });
  });

  describe('report rows', () => {
    test('each kind of row is read back exactly, and only among its own kind', async () => {
      const { rows } = await engine.open();
      await rows.put([aProposalRow(), anRoiRow(), aContributionRow(), aBenefitsRow(), aPipelineRow()]);
      expect(await rows.list('proposal', { limit: 10 })).toEqual({ items: [aProposalRow()] });
      expect(await rows.list('roi', { limit: 10 })).toEqual({ items: [anRoiRow()] });
      expect(await rows.list('contribution', { limit: 10 })).toEqual({ items: [aContributionRow()] });
      expect(await rows.list('benefits', { limit: 10 })).toEqual({ items: [aBenefitsRow()] });
      expect(await rows.list('pipeline', { limit: 10 })).toEqual({ items: [aPipelineRow()] });
    });

    test('a newer or equal version replaces a row, and an older one does not, in any order', async () => {
      const { rows } = await engine.open();
      const versions = [2, 4, 3].map((version, index) => anRoiRow({ version, title: `Put ${index}` }));
      for (const row of versions) await rows.put([row]);
      expect((await rows.list('roi', { limit: 10 })).items).toEqual([versions[1]]);
      const again = anRoiRow({ version: 4, title: 'Put again' });
      await rows.put([again]);
      expect((await rows.list('roi', { limit: 10 })).items).toEqual([again]);
    });

    test('a removed row is in no list, and an older one does not bring it back', async () => {
      const { rows } = await engine.open();
      await rows.put([aContributionRow({ version: 2 })]);
      await rows.put([aContributionRow({ version: 4, removed: true })]);
      await rows.put([aContributionRow({ version: 3 })]);
      expect(await rows.list('contribution', { limit: 10 })).toEqual({ items: [] });
      await rows.put([aContributionRow({ version: 5 })]);
      expect((await rows.list('contribution', { limit: 10 })).items).toHaveLength(1);
    });

    test('all rows of a proposal are read, including removed ones, its own row first', async () => {
      const { rows } = await engine.open();
      const gone = aContributionRow({ removed: true });
      const kinds = [anRoiRow(), gone, aBenefitsRow(), aPipelineRow()];
      await rows.put([
        ...kinds,
        aProposalRow(),
        aProposalRow({ proposal: pid('p2') }),
        anRoiRow({ proposal: pid('p2') }),
      ]);
      const kept = await rows.of(pid('p1'));
      const [own, ...others] = kept.rows;
      expect(kept.version).toBe(aProposalRow().version);
      expect(await rows.version(pid('p1'))).toBe(aProposalRow().version);
      expect(await rows.version(pid('p3'))).toBeNull();
      expect(own).toEqual(aProposalRow());
      expect(others).toHaveLength(kinds.length);
      expect(others).toEqual(expect.arrayContaining(kinds));
      expect(await rows.of(pid('p3'))).toEqual({ version: null, rows: [] });
    });

    test('a row is written only over the version that was read', async () => {
      const { rows } = await engine.open();
      expect(await rows.putOver(aProposalRow({ version: 3 }), 2)).toBe(false);
      expect(await rows.putOver(aProposalRow({ version: 3 }), null)).toBe(true);
      expect(await rows.putOver(aProposalRow({ version: 5 }), null)).toBe(false);
      expect(await rows.putOver(aProposalRow({ version: 5 }), 2)).toBe(false);
      expect((await rows.list('proposal', { limit: 10 })).items).toEqual([aProposalRow({ version: 3 })]);
      expect(await rows.putOver(aProposalRow({ version: 5 }), 3)).toBe(true);
      expect((await rows.list('proposal', { limit: 10 })).items).toEqual([aProposalRow({ version: 5 })]);
    });

    test('a row of any kind is written over the version that was read, even if that is newer', async () => {
      const { rows } = await engine.open();
      await rows.put([anRoiRow({ version: 9 })]);
      expect(await rows.putOver(anRoiRow({ version: 5 }), 8)).toBe(false);
      expect(await rows.putOver(anRoiRow({ version: 5 }), 9)).toBe(true);
      expect((await rows.list('roi', { limit: 10 })).items).toEqual([anRoiRow({ version: 5 })]);
    });

    test('proposals come by submission, newest first if asked, page by page', async () => {
      const { rows } = await engine.open();
      const submitted = ([3, 1, 2] as const).map((day) => `2026-11-0${day}T10:00:00.000Z` as const);
      await rows.put(
        submitted.map((at, index) =>
          aProposalRow({ proposal: pid(`p${index}`), reference: `JF-00000${index}`, submittedAt: at }),
        ),
      );
      const forwards = await pages((cursor) => rows.list('proposal', { limit: 2, ...(cursor && { cursor }) }));
      expect(forwards.flat().map(({ submittedAt: at }) => at)).toEqual(submitted.toSorted());
      const backwards = await pages((cursor) =>
        rows.list('proposal', { limit: 2, backwards: true, ...(cursor && { cursor }) }),
      );
      expect(backwards.flat().map(({ submittedAt: at }) => at)).toEqual(submitted.toSorted().toReversed());
    });

    test('proposals submitted since a moment come oldest first, page by page, including that very moment', async () => {
      const { rows } = await engine.open();
      const moments = (['09:59:59.999Z', '10:00:00.000Z', '10:00:00.001Z', '11:00:00.000Z'] as const).map(
        (at) => `2026-11-02T${at}` as const,
      );
      const made = moments.map((at, index) =>
        aProposalRow({ proposal: pid(`p${index}`), reference: `JF-00000${index}`, submittedAt: at }),
      );
      await rows.put(made.toReversed());
      await rows.put([aProposalRow({ proposal: pid('p9'), submittedAt: '2026-11-03T10:00:00.000Z', removed: true })]);
      const since = (at: Instant) =>
        pages((cursor) => rows.submittedSince(at, { limit: 2, ...(cursor && { cursor }) }));
      const found = await since('2026-11-02T10:00:00.000Z');
      expect(found.flat()).toEqual(made.slice(1));
      expect(found[0]).toHaveLength(2);
      expect((await since('2026-11-02T09:59:59.999Z')).flat()).toEqual(made);
      expect((await since('2026-11-02T11:00:00.001Z')).flat()).toEqual([]);
    });

    test('the rows of reports come by reference, borough, year and kind', async () => {
      const { rows } = await engine.open();
      const places = [
        'JF-1 E09000002 2026-27 capital',
        'JF-1 E09000002 2026-27 revenue',
        'JF-1 E09000002 2027-28 capital',
      ];
      const all = [...places, 'JF-1 E09000003 2026-27 capital', 'JF-2 E09000001 2026-27 capital'];
      const made = all.map((place) => {
        const [reference = pid(''), boroughCode = '', financialYear = '', kind] = place.split(' ');
        const column = { financialYear: fy(financialYear), kind: kind === 'capital' ? kind : 'revenue' } as const;
        return aContributionRow({ proposal: pid(reference), reference, boroughCode: gss(boroughCode), ...column });
      });
      await rows.put(made.toReversed());
      const found = await pages((cursor) => rows.list('contribution', { limit: 2, ...(cursor && { cursor }) }));
      expect(found.flat()).toEqual(made);
    });

    test('many rows are put at once', async () => {
      const { rows } = await engine.open();
      await rows.put(codes(100).map((boroughCode) => anRoiRow({ boroughCode })));
      expect((await rows.list('roi', { limit: 1_000 })).items).toHaveLength(100);
    });

    test.for(['', 'AAAA', '!', 'W10', Buffer.from('["a","b","c","d"]').toString('base64url')])(
      'the cursor “%s” is refused',
      async (cursor) => {
        const { rows } = await engine.open();
        await expect(rows.list('roi', { limit: 1, cursor })).rejects.toThrow(CursorRefused);
      },
    );

    test('a cursor of another list, or of the other direction, is refused', async () => {
      const { rows } = await engine.open();
      await rows.put([anRoiRow(), anRoiRow({ boroughCode: gss('E09000008') })]);
      const { next = '' } = await rows.list('roi', { limit: 1 });
      expect(next).not.toBe('');
      await expect(rows.list('contribution', { limit: 1, cursor: next })).rejects.toThrow(CursorRefused);
      await expect(rows.list('roi', { limit: 1, cursor: next, backwards: true })).rejects.toThrow(CursorRefused);
    });
  });
}

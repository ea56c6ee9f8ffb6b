import { describe, expect, test } from 'vitest';
import type { Settlement } from '../../../functions/application/ports/record.ts';
import { movementsToCommit, movementsToRelease } from '../../../functions/domain/money/budget.ts';
import type { Cell } from '../../../functions/domain/vocabulary/column.ts';
import { gss } from '../../support/builders/ids.ts';
import { approving, cellsOf, codes, submission } from '../../support/builders/records.ts';
import type { Engine } from '../engines/engines.ts';
import type { Store } from '../engines/store.ts';

const lead = gss('E09000001');

/** A proposal in which the lead holds these cells, and the settlement that commits them. */
async function held(store: Store, cells: readonly Cell[]): Promise<Settlement> {
  const change = submission(codes(2));
  await store.proposals.commit(change);
  await store.budgets.allocate(lead, '2026-27', { revenue: 5_000, capital: 5_000 });
  const state = await store.proposals.load(change.head.id);
  if (state === undefined) throw new Error('It was submitted');
  const approval = approving(state, lead, cells);
  expect(await store.proposals.commit(approval)).toEqual({ kind: 'committed' });
  const from = approval.requests?.[0]?.hold;
  if (from === undefined) throw new Error('It holds');
  const due = cells.map((cell) => ({ ...cell, amount: cell.amount - 100 }));
  const { hold: to, movements } = movementsToCommit(lead, from, due, 1);
  return { proposal: change.head.id, revision: 1, borough: lead, from, to, movements };
}

async function holdOf(store: Store, { proposal }: Settlement) {
  const state = await store.proposals.load(proposal);
  return { hold: state?.requests[0]?.hold, version: state?.head.version };
}

/** The promises of `settle` for one borough: once, whole, and without touching the head. */
export function settlementContract(engine: Engine): void {
  test('R12 settling commits the contribution and releases the rest, and leaves head and chain alone', async () => {
    const store = await engine.open();
    const settlement = await held(store, cellsOf(2));
    expect(await store.proposals.settle(settlement)).toBe(true);
    expect(await holdOf(store, settlement)).toEqual({ hold: settlement.to, version: 2 });
    expect(await store.proposals.events(settlement.proposal, 0, 10)).toHaveLength(2);
    const budget = await store.budgets.get(lead, '2026-27', 'revenue');
    expect(budget).toMatchObject({ allocated: 5_000, available: 4_100, held: 0, committed: 900 });
  });

  test('R12 settling twice moves money once, and says so', async () => {
    const store = await engine.open();
    const settlement = await held(store, cellsOf(2));
    expect(await store.proposals.settle(settlement)).toBe(true);
    expect(await store.proposals.settle(settlement)).toBe(false);
    expect(await store.budgets.get(lead, '2026-27', 'capital')).toMatchObject({ held: 0, committed: 1_000 });
  });

  test('R12 one of two simultaneous settlements of a borough succeeds', async () => {
    const store = await engine.open();
    const settlement = await held(store, cellsOf(2));
    const release = movementsToRelease(lead, settlement.from);
    const results = await Promise.all([
      store.proposals.settle(settlement),
      store.proposals.settle({ ...settlement, to: release.hold, movements: release.movements }),
    ]);
    expect(results.toSorted()).toEqual([false, true]);
    const { hold } = await holdOf(store, settlement);
    expect(hold).toEqual(results[0] ? settlement.to : release.hold);
    const budget = await store.budgets.get(lead, '2026-27', 'revenue');
    expect(budget).toMatchObject(
      results[0] ? { committed: 900, available: 4_100 } : { committed: 0, available: 5_000 },
    );
  });

  test('R12 a hold with one different cell is another hold', async () => {
    const store = await engine.open();
    const settlement = await held(store, cellsOf(2));
    const other = { ...settlement.from, cells: settlement.from.cells.slice(1) };
    expect(await store.proposals.settle({ ...settlement, from: other })).toBe(false);
    const absent = { ...settlement, borough: gss('E09000033') };
    expect(await store.proposals.settle(absent)).toBe(false);
    expect(await holdOf(store, settlement)).toMatchObject({ hold: settlement.from });
  });

  test.for(['conflict', 'throttle', 'lost-before', 'lost-after'] as const)(
    'R12 a settlement that meets %s twice is done once',
    async (fault) => {
      const store = await engine.open();
      const settlement = await held(store, cellsOf(2));
      store.failNext(fault, fault);
      expect(await store.proposals.settle(settlement)).toBe(true);
      const budget = await store.budgets.get(lead, '2026-27', 'revenue');
      expect(budget).toMatchObject({ available: 4_100, held: 0, committed: 900 });
      expect(await holdOf(store, settlement)).toMatchObject({ hold: settlement.to });
    },
  );

  test('R12 a settlement that would release more than is held is a broken ledger: it throws and changes nothing', async () => {
    const store = await engine.open();
    const settlement = await held(store, cellsOf(1));
    const movements = settlement.movements.map((movement) => ({ ...movement, available: 1_001, held: -1_901 }));
    await expect(store.proposals.settle({ ...settlement, movements })).rejects.toThrow('hold less than');
    expect(await holdOf(store, settlement)).toMatchObject({ hold: settlement.from });
    expect(await store.budgets.get(lead, '2026-27', 'revenue')).toMatchObject({ available: 4_000, held: 1_000 });
  });

  describe('R13 later stages', () => {
    test('what is held for a later stage stays held, cell by cell', async () => {
      const store = await engine.open();
      const cells = cellsOf(4).map((cell, index) => ({ ...cell, stage: index < 2 ? 1 : 2 }));
      const inOneYear = cells.map((cell) => ({ ...cell, financialYear: '2026-27' as const }));
      const settlement = await held(store, inOneYear);
      expect(await store.proposals.settle(settlement)).toBe(true);
      const { hold } = await holdOf(store, settlement);
      expect(hold).toEqual(settlement.to);
      expect(hold?.cells.map(({ stage }) => stage)).toEqual([2, 2]);
      const budget = await store.budgets.get(lead, '2026-27', 'revenue');
      expect(budget).toMatchObject({ held: 1_200, committed: 900 });
    });
  });
}

import { describe, expect, test } from 'vitest';
import { settleProposal } from '../../functions/application/settle-proposal.ts';
import { isSound } from '../../functions/domain/budget.ts';
import { Crash, type Fault } from '../support/fakes/fake-table.ts';
import { approving, cellsOf, changeOf, codes, contributionOf, submission, submittedAt } from '../support/records.ts';
import { type World, world } from '../support/world.ts';

const boroughs = codes(33);
const columns = 12;
const held = cellsOf(columns, 10_000);
const due = held.map((cell) => ({ ...cell, amount: cell.amount - 300 }));
const years = [...new Set(held.map(({ financialYear }) => financialYear))];
const writes = boroughs.length + 1;

/** A proposal of 33 boroughs that hold 12 columns each, carried and ready to be settled. */
async function settling(ending: 'funded' | 'withdrawn'): Promise<{ readonly on: World; readonly id: string }> {
  const on = world();
  const first = submission(boroughs);
  const { id } = first.head;
  await on.proposals.commit(first);
  for (const borough of boroughs) {
    for (const year of years) await on.budgets.allocate(borough, year, { revenue: 50_000, capital: 50_000 });
    const state = await on.proposals.load(id);
    if (state === undefined) throw new Error('It was submitted');
    await on.proposals.commit(approving(state, borough, held));
  }
  const state = await on.proposals.load(id);
  if (state === undefined) throw new Error('It was submitted');
  const end = changeOf(state, {
    head: { status: 'settling', ending, endedAt: submittedAt, closesAt: null },
    ...(ending === 'funded' ? { contributions: boroughs.map((borough) => contributionOf(borough, due)) } : {}),
    events: [
      {
        type: 'ended',
        at: submittedAt,
        actor: { kind: 'system' },
        data: { ending, reasons: ['All approved'] },
        private: {},
      },
    ],
  });
  expect(await on.proposals.commit(end)).toEqual({ kind: 'committed' });
  return { on, id };
}

async function budgetsOf(on: World) {
  return on.budgets.of(boroughs.flatMap((borough) => held.map((cell) => ({ ...cell, borough }))));
}

/** Runs settlement again and again, as retries and the sweep do, until it comes through. */
async function settleUntilDone(on: World, id: string): Promise<number> {
  for (let runs = 1; ; runs += 1) {
    try {
      await settleProposal(on, id, submittedAt);
      return runs;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      expect((await budgetsOf(on)).every(isSound)).toBe(true);
      expect(['settling', 'funded', 'withdrawn']).toContain((await on.proposals.head(id))?.status);
    }
  }
}

describe('R12 settling 33 boroughs × 12 columns, borough by borough', () => {
  const places = Array.from({ length: writes }, (_, index) => index + 1);

  test.for(places)('comes to the same where the process ends before write %i, and again', async (place) => {
    const { on, id } = await settling('funded');
    await killedAt(on, place, 'crash-before');
    expect(await settleUntilDone(on, id)).toBe(2);
    await expectFunded(on, id);
  });

  test.for(places)('comes to the same where the process ends after write %i, and again', async (place) => {
    const { on, id } = await settling('funded');
    await killedAt(on, place, 'crash-after');
    expect(await settleUntilDone(on, id)).toBe(2);
    await expectFunded(on, id);
  });

  test('comes to the same where every other write is killed, before or after it', async () => {
    const { on, id } = await settling('funded');
    const faults = ['crash-before', 'none', 'crash-after', 'none'] as const;
    let turn = 0;
    on.table.faultOf = () => {
      turn += 1;
      return faults[turn % faults.length] ?? 'none';
    };
    expect(await settleUntilDone(on, id)).toBeGreaterThan(writes / 3);
    await expectFunded(on, id);
  });

  test('frees every penny where it was withdrawn, however often it is killed', async () => {
    const { on, id } = await settling('withdrawn');
    await killedAt(on, 17, 'crash-after');
    await settleUntilDone(on, id);
    const budgets = await budgetsOf(on);
    expect(budgets).toHaveLength(boroughs.length * columns);
    expect(budgets.every(({ allocated, available }) => allocated === available)).toBe(true);
    expect((await on.proposals.load(id))?.requests.every(({ hold }) => hold.status === 'released')).toBe(true);
  });
});

/** The write of that number, counted from now, meets this fault. */
async function killedAt(on: World, place: number, fault: Fault): Promise<void> {
  on.table.failNext(...Array.from({ length: place - 1 }, () => 'none' as const), fault);
}

async function expectFunded(on: World, id: string): Promise<void> {
  const state = await on.proposals.load(id);
  expect(state?.head.status).toBe('funded');
  expect(state?.requests.every(({ hold }) => hold.status === 'committed' && hold.cells.length === 0)).toBe(true);
  const budgets = await budgetsOf(on);
  const contributed = due.reduce((sum, { amount }) => sum + amount, 0) * boroughs.length;
  expect(budgets.reduce((sum, { committed }) => sum + committed, 0)).toBe(contributed);
  expect(budgets.every((budget) => isSound(budget) && budget.held === 0)).toBe(true);
}

import { expect, test } from 'vitest';
import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import { settleProposal } from '../../../functions/application/workflow/settle-proposal.ts';
import { type Budget, isSound, movementsToHold } from '../../../functions/domain/money/budget.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { aContribution, cellsOf, changeOf, codes, submission, submittedAt } from '../../support/builders/records.ts';
import { anApproval } from '../../support/builders/requests.ts';
import { Crash } from '../../support/fakes/fake-table.ts';
import { FakePause, FakeRandomness } from '../../support/fakes/system.ts';
import type { Engine } from '../engines/engines.ts';
import type { Store, TransactionFault } from '../engines/store.ts';
import { loaded } from './submitted.ts';

const boroughs = codes(33);
const columns = 12;
const held = cellsOf(columns, 10_000);
const due = held.map((cell) => ({ ...cell, amount: cell.amount - 300 }));
const years = [...new Set(held.map(({ financialYear }) => financialYear))];
/** One transaction holds 100 items: the requests of 7 boroughs with 12 columns each, the head and the event. */
const approvalsAtOnce = 7;
/** One per borough, and the last, which sets the status. */
const writes = boroughs.length + 1;
const enough = 50_000_000;

/** A table with money for all proposals of one suite, which use it one after the other. */
async function funds(engine: Engine): Promise<Store> {
  const store = await engine.open();
  const allocated = { revenue: enough, capital: enough };
  for (const year of years) {
    await Promise.all(boroughs.map((borough) => store.budgets.allocate(borough, year, allocated)));
  }
  return store;
}

/** A proposal of 33 boroughs that hold 12 columns each, with a fixed outcome and ready to settle. */
async function settling(store: Store, ending: 'funded' | 'withdrawn'): Promise<ProposalId> {
  const first = submission(boroughs);
  const { id } = first.head;
  expect(await store.proposals.commit(first)).toEqual({ kind: 'committed' });
  for (let start = 0; start < boroughs.length; start += approvalsAtOnce) {
    const state = await loaded(store, id);
    const some = state.requests.slice(start, start + approvalsAtOnce);
    const hold = { status: 'held', cells: held, committed: [] } as const;
    const change = changeOf(state, {
      requests: some.map((request) => ({ ...request, answer: anApproval(1), hold })),
      movements: some.flatMap(({ borough }) => movementsToHold(borough, held, [])),
    });
    expect(await store.proposals.commit(change)).toEqual({ kind: 'committed' });
  }
  const end = changeOf(await loaded(store, id), {
    head: { status: 'settling', ending, endedAt: submittedAt, closesAt: null },
    ...(ending === 'funded' ? { contributions: boroughs.map((borough) => aContribution(borough, due)) } : {}),
  });
  expect(await store.proposals.commit(end)).toEqual({ kind: 'committed' });
  return id;
}

/** Every budget, by its key. */
async function allBudgets(store: Store): Promise<ReadonlyMap<string, Budget>> {
  const budgets = await store.budgets.of(boroughs.flatMap((borough) => held.map((cell) => ({ ...cell, borough }))));
  expect(budgets).toHaveLength(boroughs.length * columns);
  expect(budgets.every(isSound)).toBe(true);
  return new Map(budgets.map((budget) => [keyOf(budget), budget]));
}

function keyOf({ borough, financialYear, kind }: Pick<Budget, 'borough' | 'financialYear' | 'kind'>): string {
  return `${borough} ${financialYear} ${kind}`;
}

/** Runs settlement again and again, as retries and the sweep do, until it succeeds. Returns the number of runs. */
async function settleUntilDone(store: Store, id: ProposalId): Promise<number> {
  const system = { digests: systemDigests, randomness: new FakeRandomness(3), pause: new FakePause(store.clock) };
  const deps = { ...store, ...system, redrive: { redriveSeconds: 900 } };
  for (let runs = 1; ; runs += 1) {
    try {
      await settleProposal(deps, id, submittedAt, null);
      return runs;
    } catch (error) {
      if (!(error instanceof Crash)) throw error;
      await allBudgets(store);
    }
  }
}

/** Each borough pays its share in each column, and the rest of its hold is available again. */
async function expectFunded(store: Store, id: ProposalId, before: ReadonlyMap<string, Budget>): Promise<void> {
  const { head, requests } = await loaded(store, id);
  expect(head.status).toBe('funded');
  expect(requests.every(({ hold }) => hold.status === 'committed' && hold.cells.length === 0)).toBe(true);
  const now = await allBudgets(store);
  for (const borough of boroughs) {
    for (const cell of due) {
      const key = keyOf({ ...cell, borough });
      const { committed = 0, available = 0 } = before.get(key) ?? {};
      const after = { committed: committed + cell.amount, available: available - cell.amount, held: 0 };
      expect(now.get(key)).toMatchObject(after);
    }
  }
}

/** One table for the proposals of a suite, made on first use. */
function shared(engine: Engine): () => Promise<Store> {
  let opened: Promise<Store> | undefined;
  return () => {
    opened ??= funds(engine);
    return opened;
  };
}

/** A proposal whose settlement meets these faults, one per write, and the number of runs that it took. */
async function settledUnder(on: Store, ...faults: readonly TransactionFault[]): Promise<number> {
  const before = await allBudgets(on);
  const id = await settling(on, 'funded');
  on.failNext(...faults);
  const runs = await settleUntilDone(on, id);
  await expectFunded(on, id, before);
  return runs;
}

/** R12. The money of 33 boroughs and 12 columns settles exactly once, wherever and however often the process ends. */
export function settleAllContract(engine: Engine): void {
  const store = shared(engine);

  test('R12 has the same result if the process ends after every single write', async () => {
    const faults = Array.from({ length: writes }, () => 'crash-after' as const);
    // Each run ends at another gap: after the first borough, after the second, and so on.
    expect(await settledUnder(await store(), ...faults)).toBe(writes + 1);
  });

  test('R12 has the same result if every other write is killed, before or after it', async () => {
    const faults = ['crash-before', 'none', 'crash-after', 'none'] as const;
    const turns = Array.from({ length: 3 * writes }, (_, turn) => faults[turn % faults.length] ?? 'none');
    expect(await settledUnder(await funds(engine), ...turns)).toBeGreaterThan(writes / 3);
  });

  test('R12 releases every penny after a withdrawal, however often it is killed', async () => {
    const on = await store();
    const before = await allBudgets(on);
    const id = await settling(on, 'withdrawn');
    on.failNext(...Array.from({ length: writes }, () => 'crash-after' as const));
    expect(await settleUntilDone(on, id)).toBe(writes + 1);
    expect(await allBudgets(on)).toEqual(before);
    expect((await loaded(on, id)).requests.every(({ hold }) => hold.status === 'released')).toBe(true);
  });
}

/** The same with only one end, at each gap, with a separate proposal for each. */
export function oneEndContract(engine: Engine): void {
  const store = shared(engine);
  const gaps = Array.from({ length: writes + 1 }, (_, index) => index);

  test.for(gaps)('R12 has the same result if the process ends after %i writes, and again', async (done) => {
    const faults = Array.from({ length: done - 1 }, () => 'none' as const);
    expect(await settledUnder(await store(), ...faults, done === 0 ? 'crash-before' : 'crash-after')).toBe(2);
  });
}

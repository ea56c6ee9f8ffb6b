import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Change } from '../../../functions/application/ports/record.ts';
import { type Budget, emptyBudget, isSound, type Movement } from '../../../functions/domain/money/budget.ts';
import type { FinancialYear } from '../../../functions/domain/vocabulary/calendar.ts';
import { gss } from '../../support/builders/ids.ts';
import { changeOf, codes, submission } from '../../support/builders/records.ts';
import type { Engine } from '../engines/engines.ts';
import type { Store } from '../engines/store.ts';

const borough = gss('E09000012');
const year: FinancialYear = '2026-27';
const key = (kind: 'revenue' | 'capital') => ({ borough, financialYear: year, kind });

/** The promises of `Budgets`, and R12's equation whatever is done to a budget. */
export function budgetsContract(engine: Engine): void {
  test('a budget without an allocation does not exist', async () => {
    const { budgets } = await engine.open();
    expect(await budgets.get(borough, year, 'revenue')).toBeUndefined();
    expect(await budgets.of([key('revenue'), key('capital')])).toEqual([]);
  });

  test('R12 an allocation makes both kinds at once, all of it available', async () => {
    const { budgets } = await engine.open();
    expect(await budgets.allocate(borough, year, { revenue: 500, capital: 0 })).toEqual({
      kind: 'allocated',
      created: true,
    });
    const revenue = { ...emptyBudget(borough, year, 'revenue'), allocated: 500, available: 500 };
    expect(await budgets.get(borough, year, 'revenue')).toEqual(revenue);
    expect(await budgets.get(borough, year, 'capital')).toEqual(emptyBudget(borough, year, 'capital'));
    expect(await budgets.allocate(borough, year, { revenue: 500, capital: 0 })).toEqual({
      kind: 'allocated',
      created: false,
    });
    expect(await budgets.get(borough, year, 'revenue')).toEqual(revenue);
  });

  test('budgets are found by their keys, each once, and absent ones are left out', async () => {
    const { budgets } = await engine.open();
    const boroughs = codes(60);
    await Promise.all(boroughs.map((each) => budgets.allocate(each, year, { revenue: 1, capital: 2 })));
    const keys = boroughs.flatMap((each) =>
      ([year, '2027-28'] as const).flatMap((financialYear) => [
        { borough: each, financialYear, kind: 'revenue' as const },
        { borough: each, financialYear, kind: 'capital' as const },
      ]),
    );
    const found = await budgets.of([...keys, ...keys.slice(0, 3)]);
    expect(found).toHaveLength(120);
    expect(new Set(found.map((each) => `${each.borough} ${each.kind}`)).size).toBe(120);
  });

  test('R12 an allocation may fall to what is held and committed, and not a penny below', async () => {
    const store = await engine.open();
    await store.budgets.allocate(borough, year, { revenue: 500, capital: 9 });
    await move(store, { ...key('revenue'), available: -200, held: 150, committed: 50 });
    const below = await store.budgets.allocate(borough, year, { revenue: 199, capital: 0 });
    expect(below).toMatchObject({ kind: 'below', budgets: [{ kind: 'revenue', held: 150, committed: 50 }] });
    expect(await store.budgets.get(borough, year, 'capital')).toMatchObject({ allocated: 9 });
    expect(await store.budgets.allocate(borough, year, { revenue: 200, capital: 0 })).toEqual({
      kind: 'allocated',
      created: false,
    });
    expect(await store.budgets.get(borough, year, 'revenue')).toMatchObject({ allocated: 200, available: 0 });
  });

  test('an allocation is refused if another one came first', async () => {
    const { budgets } = await engine.open();
    const none = { revenue: 0, capital: 0 };
    const first = { revenue: 10, capital: 20 };
    expect(await budgets.allocate(borough, year, first, { revenue: 1, capital: 0 })).toEqual({ kind: 'changed' });
    expect(await budgets.allocate(borough, year, first, none)).toEqual({ kind: 'allocated', created: true });
    expect(await budgets.allocate(borough, year, none, { revenue: 10, capital: 21 })).toEqual({ kind: 'changed' });
    expect(await budgets.allocate(borough, year, none, first)).toEqual({ kind: 'allocated', created: false });
  });

  test('repeating an earlier allocation is done each time, not taken for a repetition', async () => {
    const { budgets } = await engine.open();
    for (const revenue of [100, 200, 100, 200]) {
      await budgets.allocate(borough, year, { revenue, capital: 0 });
      expect(await budgets.get(borough, year, 'revenue')).toMatchObject({ allocated: revenue, available: revenue });
    }
  });

  test.for(['conflict', 'throttle', 'lost-before', 'lost-after'] as const)(
    'R12 an allocation that meets %s is done once',
    async (fault) => {
      const store = await engine.open();
      await store.budgets.allocate(borough, year, { revenue: 100, capital: 0 });
      store.failNext(fault, fault);
      expect(await store.budgets.allocate(borough, year, { revenue: 160, capital: 0 })).toMatchObject({
        kind: 'allocated',
      });
      expect(await store.budgets.get(borough, year, 'revenue')).toMatchObject({ allocated: 160, available: 160 });
    },
  );

  test('an allocation with an expectation is reported as done if its own reply was lost', async () => {
    const store = await engine.open();
    const none = { revenue: 0, capital: 0 };
    store.failNext('lost-after');
    expect(await store.budgets.allocate(borough, year, { revenue: 10, capital: 20 }, none)).toEqual({
      kind: 'allocated',
      created: true,
    });
  });

  test('R12 simultaneous allocations and holds leave a consistent budget', async () => {
    const store = await engine.open();
    await store.budgets.allocate(borough, year, { revenue: 1_000, capital: 0 });
    const holds = Array.from({ length: 6 }, () => move(store, hold(150)));
    const allocations = [700, 900].map((revenue) => store.budgets.allocate(borough, year, { revenue, capital: 0 }));
    await Promise.all([...holds, ...allocations]);
    const budget = await store.budgets.get(borough, year, 'revenue');
    expect(budget && isSound(budget)).toBe(true);
  });

  test('R12 no history of movements and allocations breaks the equation or takes a state below zero', async () => {
    const store = await engine.open();
    await fc.assert(
      fc.asyncProperty(fc.array(step(), { minLength: 1, maxLength: 8 }), async (steps) => {
        const before = (await store.budgets.get(borough, year, 'revenue')) ?? emptyBudget(borough, year, 'revenue');
        let model: Budget = before;
        for (const each of steps) model = await done(store, model, each);
        const after = (await store.budgets.get(borough, year, 'revenue')) ?? emptyBudget(borough, year, 'revenue');
        expect(after).toEqual(model);
        expect(isSound(after)).toBe(true);
      }),
      { numRuns: 30 },
    );
  });
}

type Step = { readonly kind: 'allocate' | 'hold' | 'free' | 'commit'; readonly amount: number };

function step(): fc.Arbitrary<Step> {
  return fc.record({
    kind: fc.constantFrom('allocate', 'hold', 'free', 'commit'),
    amount: fc.oneof(fc.integer({ min: 1, max: 500 }), fc.constant(99_999_999_999)),
  });
}

/** Does one step to the store, and returns the result of a ledger on paper. */
async function done(store: Store, model: Budget, { kind, amount }: Step): Promise<Budget> {
  if (kind === 'allocate') {
    const result = await store.budgets.allocate(borough, year, { revenue: amount, capital: 0 });
    const enough = amount >= model.held + model.committed;
    expect(result.kind).toBe(enough ? 'allocated' : 'below');
    return enough ? { ...model, allocated: amount, available: amount - model.held - model.committed } : model;
  }
  // Never releases or commits more than is held, which would be the caller's mistake.
  const movement = kind === 'hold' ? hold(amount) : settle(Math.min(amount, model.held), kind);
  const committed = await move(store, movement);
  const short = movement.available < 0 && model.available + movement.available < 0;
  expect(committed.kind).toBe(short ? 'short' : 'committed');
  if (short) return model;
  return {
    ...model,
    available: model.available + movement.available,
    held: model.held + movement.held,
    committed: model.committed + movement.committed,
  };
}

function hold(amount: number): Movement {
  return { ...key('revenue'), available: -amount, held: amount, committed: 0 };
}

function settle(amount: number, kind: 'free' | 'commit'): Movement {
  const freed = kind === 'free' ? amount : 0;
  return { ...key('revenue'), available: freed, held: 0 - amount, committed: amount - freed };
}

/** Moves money as the change of a separate proposal. */
async function move(store: Store, movement: Movement) {
  const first: Change = submission(codes(2));
  await store.proposals.commit(first);
  return store.proposals.commit(changeOf(first, { movements: [movement] }));
}

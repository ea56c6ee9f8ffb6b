import { beforeEach, describe, expect, test } from 'vitest';
import { putBorough } from '../../../functions/application/administration/put-borough.ts';
import { putBudget } from '../../../functions/application/administration/put-budget.ts';
import { readBudget } from '../../../functions/application/administration/read-administration.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { BoroughPut } from '../../../functions/schemas/wire/borough-put.ts';
import { read } from '../../../functions/schemas/words/read.ts';
import { examples } from '../../support/builders/body-examples.ts';
import { gss } from '../../support/builders/ids.ts';
import { fakeKeys } from '../../support/fakes/fake-keys.ts';
import { type World, world } from '../../support/worlds/world.ts';

const [hackney, camden] = [gss('E09000012'), gss('E09000007')];
const at: Instant = '2026-11-23T10:00:00.000Z';
let here: World;

beforeEach(() => {
  here = world({ now: at });
});

describe('R12 a budget', () => {
  const budget = (revenue: number, capital = 0) => ({
    borough: hackney,
    financialYear: '2026-27' as const,
    allocated: { revenue, capital },
  });
  const set = (revenue: number, expects: Parameters<typeof putBudget>[1]['expects'] = null) =>
    putBudget(here, { ...budget(revenue), expects });

  beforeEach(async () => {
    const content = read(BoroughPut, examples.putBorough);
    await putBorough(here, { borough: hackney, content, expectation: undefined });
  });

  test('needs a borough that exists', async () => {
    expect(await putBudget(here, { ...budget(1), borough: camden, expects: null })).toBeUndefined();
  });

  test('is created and then replaced, and shows both kinds', async () => {
    expect(await readBudget(here, hackney, '2026-27')).toBeUndefined();
    const created = await set(100);
    const figures = { allocated: 100, available: 100, held: 0, committed: 0, drawn: 0 };
    expect(created).toMatchObject({
      kind: 'created',
      budget: { view: { revenue: figures, capital: { ...figures, allocated: 0, available: 0 } } },
    });
    expect((await set(200))?.kind).toBe('replaced');
    expect((await readBudget(here, hackney, '2026-27'))?.view.revenue.allocated).toBe(200);
  });

  test('is never below what is held and committed, and the refusal has the figures', async () => {
    await set(100);
    await holdAndCommit(30, 20);
    expect(await set(49)).toMatchObject({
      kind: 'below-held-and-committed',
      budgets: [{ kind: 'revenue', held: 30, committed: 20 }],
    });
    expect((await readBudget(here, hackney, '2026-27'))?.view.revenue.allocated).toBe(100);
    expect(await set(50)).toMatchObject({ kind: 'replaced', budget: { view: { revenue: { available: 0 } } } });
  });

  test('has a tag that changes with each of its figures', async () => {
    await set(100);
    const before = await readBudget(here, hackney, '2026-27');
    expect((await readBudget(here, hackney, '2026-27'))?.tag).toBe(before?.tag);
    await holdAndCommit(30, 0);
    expect((await readBudget(here, hackney, '2026-27'))?.tag).not.toBe(before?.tag);
  });

  test('is not changed if it is not as the request expects, even if that changes at the last moment', async () => {
    expect(await set(100, (tag) => tag !== undefined)).toEqual({ kind: 'precondition-failed' });
    expect((await set(100, (tag) => tag === undefined))?.kind).toBe('created');
    const tag = (await readBudget(here, hackney, '2026-27'))?.tag;
    const both = await Promise.all([set(200, (now) => now === tag), set(300, (now) => now === tag)]);
    expect(both.map((result) => result?.kind).toSorted()).toEqual(['precondition-failed', 'replaced']);
  });

  async function holdAndCommit(held: number, committed: number): Promise<void> {
    const { budgets } = here;
    const now = await budgets.get(hackney, '2026-27', 'revenue');
    if (now === undefined) throw new Error('There is no budget');
    const moved = {
      ...now,
      available: now.available - held - committed,
      held: now.held + held,
      committed: now.committed + committed,
    };
    await here.table.transact('move', [{ tag: 'budget', key: fakeKeys.budget(moved), next: () => moved }]);
  }
});

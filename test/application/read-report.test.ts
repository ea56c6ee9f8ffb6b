import { describe, expect, test } from 'vitest';
import { reportRowsOf } from '../../functions/application/project-proposal.ts';
import { readContributions, readRoi } from '../../functions/application/read-report.ts';
import type { Budget } from '../../functions/domain/budget.ts';
import type { ReportRow } from '../../functions/domain/report-row.ts';
import { pagedRows } from './paged-rows.ts';
import { answeredByAll, closed, endedAt, sample, submitted, toTheEnd } from './states.ts';

const everyone = { borough: null };
const [hackney, camden, southwark] = ['E09000012', 'E09000007', 'E09000028'];

/** Two proposals: apprenticeships, funded and led by Hackney; sensors, in sign-off and led by Southwark. Camden is in both. */
const funded = toTheEnd(closed(answeredByAll(submitted(sample('digital-apprenticeships')))), 'funded');
const rows: readonly ReportRow[] = [
  ...reportRowsOf(funded, [], endedAt),
  ...reportRowsOf(submitted(sample('damp-and-mould-sensors')), [], endedAt).map((row) => ({
    ...row,
    proposal: 'p2',
    reference: 'JF-222222',
  })),
];
const store = pagedRows(rows, 7);

function budgetsOf(budgets: readonly Budget[]) {
  const asked: string[] = [];
  const of = async (keys: readonly Pick<Budget, 'borough' | 'financialYear' | 'kind'>[]) => {
    asked.push(...keys.map(({ borough, financialYear, kind }) => `${borough} ${financialYear} ${kind}`));
    return budgets.filter((budget) =>
      keys.some((key) => (['borough', 'financialYear', 'kind'] as const).every((name) => key[name] === budget[name])),
    );
  };
  return { asked, of };
}

async function all<R>(pages: AsyncIterable<readonly R[]>): Promise<readonly R[]> {
  const found: R[] = [];
  for await (const page of pages) found.push(...page);
  return found;
}
const roi = (filter = {}, reader: { borough: string | null } = everyone) =>
  all(readRoi({ rows: store }, filter, reader));
const contributions = (filter = {}, reader: { borough: string | null } = everyone, budgets = budgetsOf([])) =>
  all(readContributions({ rows: store, budgets }, filter, reader));

describe('the report roi', () => {
  test('has every row, of every page, in the order of the store', async () => {
    expect(await roi()).toEqual(rows.filter(({ row }) => row === 'roi'));
  });

  test('is filtered by borough, status, scheme, and the financial year of the decision', async () => {
    expect((await roi({ borough: camden })).map(({ proposal }) => proposal)).toEqual(['p1', 'p2']);
    expect((await roi({ status: 'funded' })).every(({ proposal }) => proposal === 'p1')).toBe(true);
    expect(await roi({ status: 'funded' })).toHaveLength(6);
    expect(await roi({ scheme: 'standard' })).toHaveLength(10);
    expect(await roi({ scheme: 'quick' })).toEqual([]);
    expect(await roi({ decidedIn: '2026-27' })).toHaveLength(6);
    expect(await roi({ decidedIn: '2025-26' })).toEqual([]);
    expect(await roi({ decidedIn: '2026-27', borough: southwark })).toEqual([]);
  });

  test('takes the year of a decision by the clock of London: 23:30 UTC on 31 March is 1 April', async () => {
    const late = rows.map((row) => (row.row === 'roi' ? { ...row, decidedAt: '2027-03-31T23:30:00.000Z' } : row));
    const inYear = (decidedIn: string) => all(readRoi({ rows: pagedRows(late, 7) }, { decidedIn }, everyone));
    expect(await inYear('2027-28')).toHaveLength(10);
    expect(await inYear('2026-27')).toEqual([]);
  });

  test('leaves out removed rows', async () => {
    const removed = rows.map((row) => (row.proposal === 'p2' ? { ...row, removed: true } : row));
    expect(await all(readRoi({ rows: pagedRows(removed, 7) }, {}, everyone))).toHaveLength(6);
  });

  test('shows a key of one borough all rows of the proposals it takes part in, and no others', async () => {
    expect(await roi({}, { borough: camden })).toHaveLength(10);
    expect(new Set((await roi({}, { borough: hackney })).map(({ proposal }) => proposal))).toEqual(new Set(['p1']));
    expect(await roi({}, { borough: 'E09000001' })).toEqual([]);
  });

  test('is read page by page: nothing is read before it is asked for', async () => {
    let reads = 0;
    const counting = {
      list: (...given: Parameters<typeof store.list>) => {
        reads += 1;
        return store.list(...given);
      },
    } as typeof store;
    const pages = readRoi({ rows: counting }, {}, everyone);
    expect(reads).toBe(0);
    expect((await pages.next()).value).toHaveLength(7);
    expect(reads).toBe(1);
  });
});

describe('the report contributions', () => {
  const budget: Budget = {
    ...{ borough: camden, financialYear: '2026-27', kind: 'revenue', allocated: 5_000, available: 3_000 },
    ...{ held: 1_000, committed: 1_000, drawn: 0 },
  };

  test('has every row, with what the budget of its borough, year and kind says now, and null where none is set', async () => {
    const found = await contributions({}, everyone, budgetsOf([budget]));
    expect(found).toHaveLength(rows.filter(({ row }) => row === 'contribution').length);
    for (const { boroughCode, financialYear, kind, allocated, available } of found) {
      const mine = boroughCode === camden && financialYear === '2026-27' && kind === 'revenue';
      expect([allocated, available]).toEqual(mine ? [5_000, 3_000] : [null, null]);
    }
  });

  test('reads each budget once, however many rows it stands on', async () => {
    const budgets = budgetsOf([budget]);
    await contributions({}, everyone, budgets);
    expect(new Set(budgets.asked).size).toBe(budgets.asked.length);
  });

  test('is filtered by financial year, borough and status', async () => {
    const found = await contributions({ financialYear: '2027-28', borough: camden, status: 'sign-off' });
    expect(found).toMatchObject([{ proposal: 'p2', financialYear: '2027-28', boroughCode: camden }]);
    expect(await contributions({ financialYear: '2040-41' })).toEqual([]);
  });

  test('shows a key of one borough what its partners pay, and no budget but its own', async () => {
    const all33 = [budget, { ...budget, borough: hackney }];
    const budgets = budgetsOf(all33);
    const found = await contributions({ financialYear: '2026-27' }, { borough: camden }, budgets);
    const known = found.filter(({ allocated }) => allocated !== null);
    expect(known.length).toBeGreaterThan(0);
    expect(known.every(({ boroughCode }) => boroughCode === camden)).toBe(true);
    expect(found.some(({ boroughCode }) => boroughCode === hackney)).toBe(true);
    expect(budgets.asked.every((key) => key.startsWith(camden))).toBe(true);
  });
});

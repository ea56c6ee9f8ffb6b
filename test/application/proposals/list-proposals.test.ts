import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { systemDigests as digests } from '../../../functions/adapters/system/digests.ts';
import type { Reader } from '../../../functions/application/access/reader.ts';
import { listProposals, type ProposalQuery } from '../../../functions/application/proposals/list-proposals.ts';
import type { ProposalRow } from '../../../functions/domain/record/report-row.ts';
import { gss, pid } from '../../support/builders/ids.ts';
import { aProposalRow } from '../../support/builders/rows.ts';
import { pagedRows } from '../reports/paged-rows.ts';

const everyone: Reader = { borough: null };
const codes = [gss('E09000007'), gss('E09000012'), gss('E09000025'), gss('E09000033')];

function row(place: number, changes: Partial<ProposalRow> = {}): ProposalRow {
  const proposal = pid(`p${String(place).padStart(5, '0')}`);
  const more = {
    leadBorough: gss('E09000007'),
    submittedAt: '2026-11-30T00:00:00.000Z',
    updatedAt: '2026-12-01T00:00:00.000Z',
  } as const;
  return aProposalRow({ proposal, reference: `JF-${place}`, title: `Proposal ${place}`, ...more, ...changes });
}

async function page(rows: ReturnType<typeof pagedRows>, query: Partial<ProposalQuery>, reader = everyone) {
  return listProposals({ rows, digests }, { limit: 100, ...query }, reader);
}

/** Every page to the end, as a client reads them. */
async function allPages(rows: ReturnType<typeof pagedRows>, query: ProposalQuery, reader = everyone) {
  const pages: (readonly ProposalRow[])[] = [];
  let cursor: string | undefined;
  do {
    const result = await page(rows, { ...query, ...(cursor === undefined ? {} : { cursor }) }, reader);
    if (result.kind !== 'page') throw new Error(result.kind);
    pages.push(result.items);
    cursor = result.next;
  } while (cursor !== undefined);
  return pages;
}

const anyRow = fc
  .record({
    status: fc.constantFrom('sign-off' as const, 'funded' as const, 'lapsed' as const),
    partners: fc.subarray(codes, { minLength: 2 }),
    financialYears: fc.subarray(['2026-27' as const, '2027-28' as const], { minLength: 1 }),
  })
  .map((changes) => changes);
const filter = fc.record(
  {
    status: fc.constantFrom('sign-off' as const, 'funded' as const),
    borough: fc.constantFrom(...codes),
    financialYear: fc.constantFrom('2026-27' as const, '2028-29' as const),
  },
  { requiredKeys: [] },
);

describe('the list of proposals', () => {
  test('has every proposal that passes the filter exactly once, newest first; all pages but the last are full', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(anyRow, { maxLength: 30 }),
        filter,
        fc.constantFrom(null, ...codes),
        fc.integer({ min: 1, max: 7 }),
        fc.integer({ min: 1, max: 5 }),
        async (changes, wanted, borough, limit, pageSize) => {
          const rows = changes.map((change, place) => row(place, change));
          const pages = await allPages(pagedRows(rows, pageSize), { ...wanted, limit }, { borough });
          const expected = rows.filter(
            ({ status, partners, financialYears }) =>
              (wanted.status === undefined || status === wanted.status) &&
              (wanted.borough === undefined || partners.includes(wanted.borough)) &&
              (wanted.financialYear === undefined || financialYears.includes(wanted.financialYear)) &&
              (borough === null || partners.includes(borough)),
          );
          expect(pages.flat()).toEqual(expected.toReversed());
          for (const full of pages.slice(0, -1)) expect(full).toHaveLength(limit);
          if (pages.length > 1) expect(pages.at(-1)).not.toHaveLength(0);
        },
      ),
    );
  });

  test('advances past thousands of rows that the filter drops', async () => {
    const rows = Array.from({ length: 12_000 }, (_, place) => row(place, place === 0 ? { status: 'funded' } : {}));
    const pages = await allPages(pagedRows(rows, 100), { status: 'funded', limit: 10 });
    expect(pages.map(({ length }) => length)).toEqual([0, 0, 1]);
  });

  test('omits and repeats nothing if a proposal is submitted between two pages', async () => {
    const rows = pagedRows(
      Array.from({ length: 9 }, (_, place) => row(place)),
      4,
    );
    const first = await page(rows, { limit: 3 });
    if (first.kind !== 'page' || first.next === undefined) throw new Error('There is a next page');
    rows.kept.push(row(9));
    const rest = await page(rows, { cursor: first.next });
    if (rest.kind !== 'page') throw new Error(rest.kind);
    expect([...first.items, ...rest.items].map(({ reference }) => reference)).toEqual(
      [8, 7, 6, 5, 4, 3, 2, 1, 0].map((place) => `JF-${place}`),
    );
  });

  test('shows a key of one borough only proposals in which the borough takes part', async () => {
    const rows = pagedRows([row(1), row(2, { partners: [gss('E09000025'), gss('E09000033')] })], 10);
    expect(await page(rows, {}, { borough: gss('E09000033') })).toMatchObject({ items: [{ reference: 'JF-2' }] });
    expect(await page(rows, {}, { borough: gss('E09000001') })).toEqual({ kind: 'page', items: [] });
  });

  test('refuses a cursor of another query or reader, and one that was altered', async () => {
    const rows = pagedRows([row(1), row(2), row(3)], 10);
    const first = await page(rows, { limit: 1 });
    const cursor = first.kind === 'page' ? first.next : undefined;
    if (cursor === undefined) throw new Error('There is a next page');
    expect((await page(rows, { cursor, limit: 2 })).kind).toBe('page');
    expect(await page(rows, { cursor, status: 'sign-off' })).toEqual({ kind: 'bad-cursor' });
    expect(await page(rows, { cursor, borough: gss('E09000007') })).toEqual({ kind: 'bad-cursor' });
    expect(await page(rows, { cursor, financialYear: '2026-27' })).toEqual({ kind: 'bad-cursor' });
    expect(await page(rows, { cursor }, { borough: gss('E09000007') })).toEqual({ kind: 'bad-cursor' });
    expect(await page(rows, { cursor: cursor.slice(1) })).toEqual({ kind: 'bad-cursor' });
    for (const nonsense of ['', 'x', 'bnVsbA', 'W10', '-_-_']) {
      expect(await page(rows, { cursor: nonsense })).toEqual({ kind: 'bad-cursor' });
    }
  });

  test('has cursors that need no escaping in an address', async () => {
    const first = await page(pagedRows([row(1), row(2)], 1), { limit: 1 });
    expect(first.kind === 'page' ? first.next : undefined).toMatch(/^[\w-]{1,2000}$/);
  });
});

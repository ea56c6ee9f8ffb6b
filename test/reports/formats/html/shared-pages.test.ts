import { describe, expect, test } from 'vitest';
import { sharedPages } from '../../../../functions/reports/formats/html/shared-pages.ts';

describe('the same pages for several readers', () => {
  test('reach each of them once, page by page', async () => {
    let taken = 0;
    async function* source(): AsyncGenerator<readonly number[]> {
      for (; taken < 4; taken += 1) yield [taken];
    }
    const [slow, quick] = sharedPages(source(), 2);
    const rows = async (pages: AsyncIterable<readonly number[]> | undefined) => {
      const found: number[] = [];
      for await (const page of pages ?? []) {
        found.push(...page);
        expect(taken).toBeLessThanOrEqual((page[0] ?? 0) + 1);
      }
      return found;
    };
    expect(await Promise.all([rows(slow), rows(quick)])).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
  });

  test('go on for the others when one leaves, and the source is closed when all have', async () => {
    let closed = false;
    async function* source(): AsyncGenerator<readonly number[]> {
      try {
        for (let page = 0; ; page += 1) yield [page];
      } finally {
        closed = true;
      }
    }
    const leaving = async (pages: AsyncIterable<readonly number[]> | undefined, after: number) => {
      for await (const [page] of pages ?? []) if (page === after) return page;
      return undefined;
    };
    const [one, other] = sharedPages(source(), 2);
    expect(await Promise.all([leaving(one, 1), leaving(other, 5)])).toEqual([1, 5]);
    expect(closed).toBe(true);
  });

  test('a fault of the source reaches every reader', async () => {
    async function* source(): AsyncGenerator<readonly number[]> {
      yield [1];
      throw new Error('The store is away');
    }
    const read = async (pages: AsyncIterable<readonly number[]>) => {
      for await (const _ of pages);
    };
    const results = await Promise.allSettled(sharedPages(source(), 2).map(read));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

import { expect, test } from 'vitest';
import { mapConcurrently } from '../../../functions/application/lists/map-concurrently.ts';

/** Items that run until the test ends them. */
function underWay() {
  const ends = new Map<string, (result: string) => void>();
  const work = (item: string) => new Promise<string>((resolve) => ends.set(item, resolve));
  return { ends, work };
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

test('never runs more items than the limit, and starts the next when one ends', async () => {
  const { ends, work } = underWay();
  const all = mapConcurrently(['a', 'b', 'c'], 2, work);
  await settled();
  expect([...ends.keys()]).toEqual(['a', 'b']);
  ends.get('b')?.('B');
  await settled();
  expect([...ends.keys()]).toEqual(['a', 'b', 'c']);
  ends.get('c')?.('C');
  ends.get('a')?.('A');
  expect(await all).toEqual(['A', 'B', 'C']);
});

test('starts nothing after a failure, while running items continue', async () => {
  const { ends, work } = underWay();
  const begun: string[] = [];
  const all = mapConcurrently(['a', 'b', 'c', 'd'], 2, async (item) => {
    begun.push(item);
    if (item === 'a') throw new Error('a failed');
    return work(item);
  });
  await expect(all).rejects.toThrow('a failed');
  ends.get('b')?.('B');
  await settled();
  expect(begun).toEqual(['a', 'b']);
});

test('does nothing for no items, and throws the first failure', async () => {
  expect(await mapConcurrently([], 3, async (item) => item)).toEqual([]);
  const failing = async (item: number) => {
    if (item === 2) throw new Error(`${item} failed`);
    return item;
  };
  await expect(mapConcurrently([1, 2, 3], 1, failing)).rejects.toThrow('2 failed');
});

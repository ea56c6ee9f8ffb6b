import type { Pages } from '../../datasets/dataset.ts';

/**
 * The same pages for several readers, although they can be read but once. The slowest sets the pace, so that no more than a page
 * stands in memory; who leaves early no longer holds the others up. Every reader must be read.
 */
export function sharedPages<Row>(pages: Pages<Row>, readers: number): readonly Pages<Row>[] {
  const source = pages[Symbol.asyncIterator]();
  let waiting: ((next: Promise<IteratorResult<readonly Row[]>>) => void)[] = [];
  let reading = readers;

  function advance(): void {
    if (reading === 0 || waiting.length < reading) return;
    const next = source.next();
    for (const give of waiting) give(next);
    waiting = [];
  }

  async function* reader(): AsyncGenerator<readonly Row[]> {
    try {
      for (;;) {
        const next = await new Promise<IteratorResult<readonly Row[]>>((give) => {
          waiting.push(give);
          advance();
        });
        if (next.done === true) return;
        yield next.value;
      }
    } finally {
      reading -= 1;
      if (reading === 0) await source.return?.();
      else advance();
    }
  }

  return Array.from({ length: readers }, reader);
}

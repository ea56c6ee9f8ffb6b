import type { Instant } from '../../../domain/vocabulary/calendar.ts';
import { type Dataset, jsonName, type Pages } from '../../datasets/dataset.ts';
import { totalsOf } from '../../datasets/totals.ts';
import { batchLength } from '../../encoding/encoded.ts';

/** What surrounds the rows: the filters, and the moment of the newest change, asked for at the end. */
export interface Frame {
  readonly filter: Readonly<Record<string, string>>;
  readonly asAt: () => Instant | null;
  /** Figures beside the rows, such as a median. They are asked for at the end. */
  readonly figures?: (() => Readonly<Record<string, number | null>>) | undefined;
}

/**
 * A dataset as JSON: `{ filter, rows, totals, asAt }`, with `figures` if it has any. Names are in camelCase, money in
 * pence, and unknown figures null. `totals` and `asAt` come last, because they are only known after the last row.
 */
export async function* json<Row>(
  dataset: Dataset<Row>,
  pages: Pages<Row>,
  { filter, asAt, figures }: Frame,
): AsyncGenerator<string> {
  const columns = dataset.columns.map((column) => ({ name: jsonName(column.name), value: column.value }));
  const totals = totalsOf(dataset);
  yield `{"filter":${JSON.stringify(filter)},"rows":[`;
  let separator = '\n';
  for await (const page of pages) {
    let text = '';
    for (const row of page) {
      totals.add(row);
      text += separator + JSON.stringify(Object.fromEntries(columns.map(({ name, value }) => [name, value(row)])));
      separator = ',\n';
      if (text.length < batchLength) continue;
      yield text;
      text = '';
    }
    if (text !== '') yield text;
  }
  // JSON.stringify refuses BigInt. Written as digits, sums stay exact above 2^53.
  const sums = totals.sums().map(({ name, pence }) => `${JSON.stringify(jsonName(name))}:${pence ?? 'null'}`);
  const beside = figures === undefined ? '' : `,"figures":${JSON.stringify(figures())}`;
  yield `\n],"totals":{${sums.join(',')}}${beside},"asAt":${JSON.stringify(asAt())}}\n`;
}

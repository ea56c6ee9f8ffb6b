import type { ReviewPage } from '../../application/views/pages.ts';
import { formatPounds, sumOf } from '../../domain/vocabulary/money.ts';
import type { Html } from '../html.ts';
import { table } from './table.ts';

/** What each borough that takes part pays, with the sum. */
export function contributionTable(contributions: ReviewPage['contributions']): Html {
  return table({
    caption: 'What each borough pays',
    columns: [
      { heading: 'Borough', cell: ({ borough }) => borough },
      { heading: 'Contribution', numeric: true, cell: ({ amount }) => formatPounds(amount) },
    ],
    rows: contributions,
    totals: ['All boroughs', formatPounds(sumOf(contributions.map(({ amount }) => amount)))],
  });
}

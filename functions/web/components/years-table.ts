import type { YearLine } from '../../application/views/pages.ts';
import { formatPounds, sumOf } from '../../domain/vocabulary/money.ts';
import type { Html } from '../html.ts';
import { table } from './table.ts';

/** Costs and benefits of all boroughs together, by financial year. */
export function yearsTable(years: readonly YearLine[]): Html {
  const total = (of: (year: YearLine) => number): string => formatPounds(sumOf(years.map(of)));
  return table({
    caption: 'All costs and benefits, by year',
    columns: [
      { heading: 'Financial year', cell: ({ financialYear }) => financialYear },
      { heading: 'Revenue cost', numeric: true, cell: ({ revenue }) => formatPounds(revenue) },
      { heading: 'Capital cost', numeric: true, cell: ({ capital }) => formatPounds(capital) },
      { heading: 'Benefits', numeric: true, cell: ({ benefits }) => formatPounds(benefits) },
    ],
    rows: years,
    totals: ['All years', total(({ revenue }) => revenue), total(({ capital }) => capital), total((y) => y.benefits)],
  });
}

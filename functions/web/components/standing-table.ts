import type { BoroughStanding } from '../../application/views/pages.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import type { Html } from '../html.ts';
import { answered } from '../words.ts';
import { table } from './table.ts';

/** Where every invited borough stands, without anyone's comments or names. */
export function standingTable(standings: readonly BoroughStanding[]): Html {
  return table({
    caption: 'Where the boroughs stand',
    columns: [
      { heading: 'Borough', cell: ({ name, lead }) => (lead ? `${name} (lead)` : name) },
      { heading: 'Asked share', numeric: true, cell: ({ asked }) => formatPounds(asked) },
      { heading: 'Answer', cell: ({ answer, upTo }) => capitalised(answered(answer, upTo)) },
    ],
    rows: standings,
  });
}

function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

import type { BoroughStanding } from '../../application/views/pages.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import type { Html } from '../html.ts';
import { answered, capitalised } from '../words.ts';
import { table } from './table.ts';

/** The answers of every invited borough, without comments or names. */
export function standingTable(standings: readonly BoroughStanding[], caption: 'Answers' | 'Answers so far'): Html {
  return table({
    caption,
    columns: [
      { heading: 'Borough', cell: ({ name, lead }) => (lead ? `${name} (lead)` : name) },
      { heading: 'Share if every borough joins', numeric: true, cell: ({ asked }) => formatPounds(asked) },
      { heading: 'Answer', cell: ({ answer, upTo }) => capitalised(answered(answer, upTo)) },
    ],
    rows: standings,
  });
}

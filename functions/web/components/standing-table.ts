import type { BoroughStanding } from '../../application/views/pages.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { partnerWord } from '../../domain/vocabulary/partner.ts';
import type { Html } from '../html.ts';
import { answered, capitalised } from '../words.ts';
import { table } from './table.ts';

/** R3. An approval that is too small to count says so. */
function standingInWords({ answer, upTo, tooSmall }: BoroughStanding): string {
  return `${capitalised(answered(answer, upTo))}${tooSmall ? '. Too small to count towards the approvals needed' : ''}`;
}

/** The answers of every invited borough, without comments or names. */
export function standingTable(standings: readonly BoroughStanding[], caption: 'Answers' | 'Answers so far'): Html {
  return table({
    caption,
    columns: [
      { heading: capitalised(partnerWord(standings)), cell: ({ name, lead }) => (lead ? `${name} (lead)` : name) },
      {
        heading: `Share if every ${partnerWord(standings)} joins`,
        numeric: true,
        cell: ({ asked }) => formatPounds(asked),
      },
      { heading: 'Answer', cell: standingInWords },
    ],
    rows: standings,
  });
}

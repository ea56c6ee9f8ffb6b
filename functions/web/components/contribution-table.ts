import type { ReviewPage } from '../../application/views/pages.ts';
import { formatPounds, sumOf } from '../../domain/vocabulary/money.ts';
import type { PartnerWord } from '../../domain/vocabulary/partner.ts';
import type { Html } from '../html.ts';
import { capitalised } from '../words.ts';
import { table } from './table.ts';

/** What each borough that takes part pays, with the sum. */
export function contributionTable(contributions: ReviewPage['contributions'], partner: PartnerWord): Html {
  return table({
    caption: `What each ${partner} pays`,
    columns: [
      { heading: capitalised(partner), cell: ({ borough }) => borough },
      { heading: 'Contribution', numeric: true, cell: ({ amount }) => formatPounds(amount) },
    ],
    rows: contributions,
    totals: [`All ${partner}s`, formatPounds(sumOf(contributions.map(({ amount }) => amount)))],
  });
}

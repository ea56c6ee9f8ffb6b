import type { BenefitView, CostView } from '../../application/views/pages.ts';
import { formatPounds, sumOf } from '../../domain/vocabulary/money.ts';
import { type Html, html } from '../html.ts';
import { benefitClassInWords, kindInWords } from '../words.ts';
import { table } from './table.ts';

/** Every cost line, with its borough and the stage that pays it. */
export function costLines(costs: readonly CostView[]): Html {
  const staged = costs.some(({ stage }) => stage !== null);
  return table({
    caption: 'Cost lines',
    columns: [
      { heading: 'What for', cell: ({ description }) => html`<span class="jf-typed">${description}</span>` },
      { heading: 'Year', cell: ({ financialYear }) => financialYear },
      { heading: 'Kind', cell: ({ kind }) => kindInWords[kind] },
      ...(staged ? [{ heading: 'Stage', cell: ({ stage }: CostView) => stage ?? 'Any' }] : []),
      { heading: 'Paid by', cell: ({ borough }) => (borough === null ? 'Shared' : `${borough} alone`) },
      { heading: 'Amount', numeric: true, cell: ({ amount }) => formatPounds(amount) },
    ],
    rows: costs,
    totals: ['Total', '', '', ...(staged ? [''] : []), '', formatPounds(sumOf(costs.map(({ amount }) => amount)))],
  });
}

/** Every benefit line, with its class and the confidence in its evidence (R16). */
export function benefitLines(benefits: readonly BenefitView[]): Html {
  return table({
    caption: 'Benefit lines',
    columns: [
      { heading: 'What', cell: ({ description }) => html`<span class="jf-typed">${description}</span>` },
      { heading: 'Year', cell: ({ financialYear }) => financialYear },
      { heading: 'Class', cell: (benefit) => benefitClassInWords[benefit.class] },
      { heading: 'Confidence', cell: ({ confidence }) => `Grade ${confidence}` },
      { heading: 'For', cell: ({ borough }) => borough ?? 'All' },
      { heading: 'Amount', numeric: true, cell: ({ amount }) => formatPounds(amount) },
    ],
    rows: benefits,
  });
}

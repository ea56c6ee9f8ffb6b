import type { ShownExplanation } from '../../application/views/pages.ts';
import type {
  BenefitYear,
  CostYear,
  ExplainedFigures,
  ExplainedPayback,
  NetYear,
  PaybackYear,
  Quotient,
  YearTable,
} from '../../domain/appraisal/appraisal-explanation.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import type { PartnerWord } from '../../domain/vocabulary/partner.ts';
import { type Content, type Html, html } from '../html.ts';
import { counted, ratioOrWhy } from '../words.ts';
import { table } from './table.ts';
import { details, heading, paragraph } from './text.ts';

/** Whose figures they are, and their working. */
interface Subject {
  readonly name: string;
  readonly figures: ExplainedFigures;
}

/** The working of one figure, or of two from the same rows. */
interface Way {
  readonly to: string;
  readonly inWords: string;
  /** Columns that are 0 throughout `whole`, such as inflation, are left out of every table. */
  readonly shown: (subject: Subject, whole: ExplainedFigures) => Content;
}

const paybackInWords =
  'Benefits less costs in each year, and their sum since the base year: in prices of the base year (simple) and in present values (discounted). Payback is reached in the first year that ends with a sum of £0 or more, counted from the year of the first cost.';

const ways: readonly Way[] = [
  {
    to: 'costs (PVC)',
    inWords: 'Cash paid, converted to prices of the base year, plus optimism bias, times the discount factor.',
    shown: ({ name, figures }, whole) => costTable(name, figures.presentValueCosts, whole.presentValueCosts),
  },
  {
    to: 'benefits (PVB)',
    inWords:
      'Benefits as stated, converted to prices of the base year, less the reduction for their confidence grade, times the discount factor. Disbenefits count as negative, and their grade makes them larger.',
    shown: ({ name, figures }, whole) => benefitTable(name, figures.presentValueBenefits, whole.presentValueBenefits),
  },
  {
    to: 'net present social value (NPSV) and benefit-cost ratio (BCR)',
    inWords:
      'The NPSV is the present value of benefits less the present value of costs. The BCR is the present value of benefits divided by the present value of costs.',
    shown: ({ name, figures: { npsv, bcr } }) => [netTable(name, npsv), division('BCR', bcr)],
  },
  {
    to: 'payback, every class of benefits',
    inWords: paybackInWords,
    shown: ({ name, figures }) => paybackTable(name, figures.payback),
  },
  {
    to: 'cashable net present value and cashable return',
    inWords: 'The same figures with cashable benefits only, against all costs.',
    shown: ({ name, figures: { cashable } }, whole) => [
      benefitTable(`${name}, cashable only`, cashable.presentValueBenefits, whole.cashable.presentValueBenefits),
      netTable(`${name}, cashable only`, cashable.npv),
      division('Cashable return', cashable.return),
    ],
  },
  {
    to: 'payback, cashable benefits only',
    inWords: paybackInWords,
    shown: ({ name, figures }) => paybackTable(`${name}, cashable only`, figures.cashable.payback),
  },
];

/** R14, R15. The working of each figure by year, in blocks that open. The page's own borough comes first. */
export function appraisalExplanation(
  { whole, own }: ShownExplanation,
  borough: string | null,
  partner: PartnerWord,
): Html {
  const all = { name: `All ${partner}s`, figures: whole };
  const subjects = own === null || borough === null ? [all] : [{ name: borough, figures: own }, all];
  return html`${heading('How these figures are worked out')}
${paragraph('Each amount is rounded from the exact figure, so a column can differ by pennies from its total. The total is the figure as reported. Years without costs or benefits are left out.')}
${ways.map(({ to, inWords, shown }) =>
  details(`Show the working: ${to}`, [paragraph(inWords), subjects.map((subject) => shown(subject, whole))]),
)}`;
}

function costTable(name: string, { rows, total }: YearTable<CostYear>, whole: YearTable<CostYear>): Html {
  const differs = (member: 'inflation' | 'optimismBias') => whole.rows.some((row) => row[member] !== 0);
  return byYear(`Costs: ${name}`, rows, total, [
    ['Paid in cash', 'stated'],
    ...(differs('inflation') ? ([['Inflation', 'inflation']] as const) : []),
    ...(differs('optimismBias') ? ([['Optimism bias', 'optimismBias']] as const) : []),
    ['Discount factor', 'discountFactor'],
    ['Present value', 'presentValue'],
  ]);
}

function benefitTable(name: string, { rows, total }: YearTable<BenefitYear>, whole: YearTable<BenefitYear>): Html {
  return byYear(`Benefits: ${name}`, rows, total, [
    ['As stated', 'stated'],
    ...(whole.rows.some(({ inflation }) => inflation !== 0) ? ([['Inflation', 'inflation']] as const) : []),
    ['Confidence', 'confidence'],
    ['Discount factor', 'discountFactor'],
    ['Present value', 'presentValue'],
  ]);
}

function netTable(name: string, { rows, total }: YearTable<NetYear>): Html {
  return byYear(`Present values: ${name}`, rows, total, [
    ['Benefits', 'presentValueBenefits'],
    ['Costs', 'presentValueCosts'],
    ['Benefits less costs', 'net'],
  ]);
}

function paybackTable(name: string, payback: ExplainedPayback): Html {
  return html`${byYear<PaybackYear>(`Payback: ${name}`, payback.rows, null, [
    ['Benefits less costs', 'net'],
    ['Since the base year', 'cumulative'],
    ['Present value', 'presentValue'],
    ['Since the base year, present value', 'cumulativePresentValue'],
  ])}
${paragraph(reachedInWords(payback))}`;
}

/** One row per year, with a total if there is one. Amounts in pence, except the discount factor. */
function byYear<Row extends { readonly financialYear: string }>(
  caption: string,
  rows: readonly Row[],
  total: object | null,
  columns: readonly (readonly [heading: string, member: keyof Row])[],
): Html {
  if (rows.length === 0) return paragraph(`${caption}: none in any year.`);
  const cell = (of: object, member: keyof Row) => {
    const figure = (of as Record<keyof Row, number | undefined>)[member];
    if (figure === undefined) return '';
    return member === 'discountFactor' ? figure.toFixed(6) : formatPounds(figure);
  };
  return table<Row>({
    caption,
    columns: [
      { heading: 'Financial year', cell: ({ financialYear }) => financialYear },
      ...columns.map(([name, member]) => ({ heading: name, numeric: true, cell: (row: Row) => cell(row, member) })),
    ],
    rows,
    ...(total === null ? {} : { totals: ['All years', ...columns.map(([, member]) => cell(total, member))] }),
  });
}

function division(name: string, { presentValueBenefits, presentValueCosts, quotient }: Quotient): Html {
  const shown = `${formatPounds(presentValueBenefits)} ÷ ${formatPounds(presentValueCosts)} = `;
  return paragraph(`${name}: ${typeof quotient === 'number' ? shown : ''}${ratioOrWhy(quotient)}.`);
}

function reachedInWords({ countedFrom, simple, discounted, turnsNegativeAgain }: ExplainedPayback): string {
  if (typeof countedFrom !== 'string') return `Not computable: ${countedFrom.notComputable}.`;
  const reached = ({ years, reachedIn }: typeof simple): string =>
    typeof years === 'number' ? `reached in ${reachedIn}, after ${counted(years, 'year', 'years')}` : 'not reached';
  const again = turnsNegativeAgain ? ' Later the sum falls below £0 again.' : '';
  return `Counted from ${countedFrom}, the year of the first cost. Simple: ${reached(simple)}. Discounted: ${reached(discounted)}.${again}`;
}

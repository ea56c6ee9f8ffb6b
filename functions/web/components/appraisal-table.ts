import type { Appraisal, AppraisedFigures } from '../../domain/appraisal/appraisal.ts';
import type { Payback } from '../../domain/appraisal/payback.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import type { PartnerWord } from '../../domain/vocabulary/partner.ts';
import type { BenefitClass } from '../../domain/vocabulary/proposal.ts';
import { type Content, type Html, html } from '../html.ts';
import { counted, percentOrWhy, poundsOrWhy, ratioOrWhy, sensitivityInWords } from '../words.ts';
import { table } from './table.ts';
import { details, paragraph } from './text.ts';

interface Figure {
  readonly name: string;
  readonly meaning: string;
  readonly of: (figures: AppraisedFigures) => string;
}

/** R15, in the words of HM Treasury's Green Book. Every figure has a label. */
const figures: readonly Figure[] = [
  {
    name: 'Present value of costs (PVC)',
    meaning: 'costs in today’s money: base-year prices, discounted, with optimism bias added',
    of: ({ presentValueCosts }) => formatPounds(presentValueCosts),
  },
  {
    name: 'Present value of benefits (PVB)',
    meaning: 'what is gained, less disbenefits, reduced where the evidence is weak',
    of: ({ presentValueBenefits }) => formatPounds(presentValueBenefits),
  },
  {
    name: 'Net present social value (NPSV)',
    meaning: 'benefits less costs. More than £0 means that society gains',
    of: ({ npsv }) => formatPounds(npsv),
  },
  {
    name: 'Benefit-cost ratio (BCR)',
    meaning: 'benefits of every class for each £1 of cost',
    of: ({ bcr }) => ratioOrWhy(bcr),
  },
  {
    name: 'Cashable net present value',
    meaning: 'savings that can be taken out of budgets, less all costs',
    of: ({ cashable }) => formatPounds(cashable.npv),
  },
  {
    name: 'Cashable return',
    meaning: 'cashable benefits for each £1 of cost',
    of: ({ cashable }) => ratioOrWhy(cashable.return),
  },
  {
    name: 'Payback, simple',
    meaning: 'years from the first cost until benefits of every class cover the costs',
    of: ({ payback }) => paybackInWords(payback, 'simple'),
  },
  {
    name: 'Payback, discounted',
    meaning: 'the same, with later years worth less',
    of: ({ payback }) => paybackInWords(payback, 'discounted'),
  },
  {
    name: 'Cashable payback, simple',
    meaning: 'years from the first cost until cashable benefits alone cover the costs',
    of: ({ cashable }) => paybackInWords(cashable.payback, 'simple'),
  },
  {
    name: 'Cashable payback, discounted',
    meaning: 'the same, with later years worth less',
    of: ({ cashable }) => paybackInWords(cashable.payback, 'discounted'),
  },
];

/** The appraisal of one borough beside that of all who join. A null `own` leaves only the appraisal of all. */
export function appraisalTable(
  whole: Appraisal,
  own: { readonly name: string; readonly figures: AppraisedFigures } | null,
  partner: PartnerWord,
): Html {
  return table({
    caption: own === null ? 'Appraisal' : `Appraisal for ${own.name}, and for all ${partner}s together`,
    columns: [
      {
        heading: 'Figure',
        cell: ({ name, meaning }) => html`${name} <span class="govuk-hint jf-meaning">${meaning}</span>`,
      },
      ...(own === null ? [] : [{ heading: own.name, numeric: true, cell: ({ of }: Figure) => of(own.figures) }]),
      { heading: `All ${partner}s`, numeric: true, cell: ({ of }) => of(whole) },
    ],
    rows: figures,
  });
}

/** The whole appraisal's dependence on assumptions: IRR, switching values, sensitivity, and what is left out. */
export function appraisalDetails(whole: Appraisal, nameOf: (borough: string) => string): Html {
  const facts: Content[] = [
    paragraph(
      `The base year is ${whole.baseYear}. Discount rates, inflation and optimism bias are from the parameter set ${whole.parameters}.`,
    ),
    paragraph(`Internal rate of return (IRR): ${irrInWords(whole)}.`),
    paragraph(
      `Switching values (the change that brings the NPSV to £0): benefits ${percentOrWhy(whole.switchingValues.benefits)}, costs ${percentOrWhy(whole.switchingValues.costs)}.`,
    ),
    whole.breakEvenPledges.map(({ unit, target, breakEven }) =>
      paragraph(
        typeof breakEven === 'number'
          ? `Break-even: ${breakEven} ${unit} (target ${target}).`
          : `Break-even for ${unit}: not computable (${breakEven.notComputable}).`,
      ),
    ),
    whole.droppedBenefits.map((dropped) =>
      paragraph(
        `${benefitsOfClass[dropped.class]} of ${formatPounds(dropped.amount)} for ${nameOf(dropped.borough)} are left out, because it takes no part.`,
      ),
    ),
  ];
  return html`${details('How the appraisal depends on its assumptions', [
    facts,
    table({
      caption: 'If one assumption were different',
      columns: [
        { heading: 'Case', cell: (sensitivity) => sensitivityInWords[sensitivity.case] },
        { heading: 'NPSV', numeric: true, cell: ({ npsv }) => poundsOrWhy(npsv) },
        { heading: 'BCR', numeric: true, cell: ({ bcr }) => ratioOrWhy(bcr) },
      ],
      rows: whole.sensitivity,
    }),
  ])}`;
}

const benefitsOfClass = {
  cashable: 'Cashable benefits',
  'non-cashable': 'Non-cashable benefits',
  social: 'Social benefits',
  disbenefit: 'Disbenefits',
} as const satisfies Record<BenefitClass, string>;

function paybackInWords(payback: Payback, which: 'simple' | 'discounted'): string {
  const years = payback[which];
  if (years === 'notReached') return 'not reached';
  if (typeof years !== 'number') return `not computable: ${years.notComputable}`;
  return counted(years, 'year', 'years') + (payback.turnsNegativeAgain ? ', but later below £0 again' : '');
}

function irrInWords({ irr }: Appraisal): string {
  if ('value' in irr) return percentOrWhy(irr.value);
  if (irr.signChanges === 0) return 'not computable, because benefits less costs have the same sign in every year';
  if (irr.signChanges === 1) return 'not computable, because benefits come before costs';
  return `not unique, because benefits less costs change sign ${irr.signChanges} times from year to year`;
}

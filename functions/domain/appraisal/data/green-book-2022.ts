import type { ParameterSet } from '../parameter-set.ts';

export const greenBook2022 = {
  id: 'green-book-2022',
  source: 'HM Treasury, The Green Book, 2022',
  from: '2022-11-18',
  until: '2026-02-01',
  discountRates: [
    {
      fromYear: 1,
      toYear: 30,
      rate: 0.035,
    },
    {
      fromYear: 31,
      toYear: 75,
      rate: 0.03,
    },
    {
      fromYear: 76,
      toYear: 125,
      rate: 0.025,
    },
  ],
  longHorizonTest: null,
  optimismBias: {
    source:
      'Mott MacDonald 2002, Review of Large Public Procurement in the UK; HM Treasury supplementary guidance on optimism bias. Rates of capital expenditure; outsourcing is of operating expenditure',
    rates: {
      'non-standard-buildings': {
        upper: 0.51,
        lower: 0.04,
        kind: 'capital',
      },
      'standard-buildings': {
        upper: 0.24,
        lower: 0.02,
        kind: 'capital',
      },
      'non-standard-civil-engineering': {
        upper: 0.66,
        lower: 0.06,
        kind: 'capital',
      },
      'standard-civil-engineering': {
        upper: 0.44,
        lower: 0.03,
        kind: 'capital',
      },
      'equipment-development': {
        upper: 2.0,
        lower: 0.1,
        kind: 'capital',
      },
      outsourcing: {
        upper: 0.41,
        lower: 0.0,
        kind: 'revenue',
      },
    },
  },
  confidence: {
    source:
      'GMCA cost benefit analysis model, confidence grades, as commonly cited; check against the current workbook',
    reductions: {
      '1': 0,
      '2': 0.05,
      '3': 0.1,
      '4': 0.15,
      '5': 0.25,
      '6': 0.4,
    },
  },
  inflation: {
    annual: 0.02,
    note: "Planning assumption (the Bank of England's target). An operator replaces it by HM Treasury's GDP deflators by making a new set",
    byFinancialYear: {},
  },
} as const satisfies ParameterSet;

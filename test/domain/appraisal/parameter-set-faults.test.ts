import { describe, expect, test } from 'vitest';
import { builtInParameterSets } from '../../../functions/domain/appraisal/built-in-parameter-sets.ts';
import type { ParameterSet } from '../../../functions/domain/appraisal/parameter-set.ts';
import { parameterSetFaults } from '../../../functions/domain/appraisal/parameter-set-faults.ts';
import { parametersOf } from '../../support/builders/appraisal-inputs.ts';

const set = parametersOf('green-book-2026-02');
const rate = 0.035;
const bands = (...years: readonly (readonly [number, number])[]): Partial<ParameterSet> => ({
  discountRates: years.map(([fromYear, toYear]) => ({ fromYear, toYear, rate })),
});
const pointers = (changes: Partial<ParameterSet>) =>
  parameterSetFaults({ ...set, ...changes }).map(({ pointer }) => pointer);

test.each(builtInParameterSets)('R14 $id has no faults', (each) => {
  expect(parameterSetFaults(each)).toEqual([]);
});

describe('R14 discount rates', () => {
  test.each([
    ['begin with year 1', [[1, 125]], []],
    [
      'hold for a single year',
      [
        [1, 1],
        [2, 125],
      ],
      [],
    ],
    ['begin with year 2', [[2, 125]], ['/discountRates/0/fromYear']],
    [
      'leave no gap',
      [
        [1, 30],
        [31, 125],
      ],
      [],
    ],
    [
      'leave a gap',
      [
        [1, 30],
        [32, 125],
      ],
      ['/discountRates/1/fromYear'],
    ],
    [
      'overlap',
      [
        [1, 30],
        [30, 125],
      ],
      ['/discountRates/1/fromYear'],
    ],
    [
      'end before they begin',
      [
        [1, 125],
        [126, 125],
      ],
      ['/discountRates/1/toYear'],
    ],
    ['end with year 124', [[1, 124]], ['/discountRates']],
    ['end with year 126', [[1, 126]], ['/discountRates']],
    ['are none', [], ['/discountRates']],
  ] as const)('that %s', (_, years, expected) => {
    expect(pointers(bands(...years))).toEqual(expected);
  });

  test('the test of long horizons is checked as well', () => {
    const test125 = { source: 'A test', appliesBeyondYears: 50, discountRates: [{ fromYear: 1, toYear: 50, rate }] };
    expect(pointers({ longHorizonTest: test125 })).toEqual(['/longHorizonTest/discountRates']);
    expect(pointers({ longHorizonTest: null })).toEqual([]);
  });
});

describe('R14 the days of a set', () => {
  test.each([
    ['2026-02-01', ['/until']],
    ['2026-02-02', []],
  ] as const)('it ends on %s', (until, expected) => {
    expect(pointers({ from: '2026-02-01', until })).toEqual(expected);
  });
});

describe('R16 optimism bias and confidence', () => {
  test.each([
    [0.41, []],
    [0.42, ['/optimismBias/rates/outsourcing/lower']],
  ])('a lower rate of %d beside an upper one of 0.41', (lower, expected) => {
    const rates = { ...set.optimismBias.rates, outsourcing: { upper: 0.41, lower, kind: 'revenue' } as const };
    expect(pointers({ optimismBias: { ...set.optimismBias, rates } })).toEqual(expected);
  });

  test.each([
    [0.1, []],
    [0.09, ['/confidence/reductions/4']],
  ])('a grade 4 that takes %d away, although grade 3 takes 0.1', (grade, expected) => {
    const reductions = { ...set.confidence.reductions, 4: grade };
    expect(pointers({ confidence: { ...set.confidence, reductions } })).toEqual(expected);
  });
});

describe('R14 inflation', () => {
  const inflation = (annual: number, byFinancialYear: Record<string, number>): Partial<ParameterSet> => ({
    inflation: { annual, note: 'Invented', byFinancialYear },
  });

  test.each([
    ['halve in one year', inflation(0, { '2027-28': -0.5 }), []],
    ['halve in two years', inflation(0, { '2027-28': -0.5, '2028-29': -0.01 }), ['/inflation/byFinancialYear']],
    ['fall, rise and fall', inflation(0, { '2027-28': -0.4, '2028-29': 0.5, '2029-30': -0.4 }), []],
    [
      'fall twice with years between',
      inflation(0, { '2030-31': -0.4, '2027-28': -0.4 }),
      ['/inflation/byFinancialYear'],
    ],
    ['fall twice with years of rise between', inflation(0.2, { '2030-31': -0.4, '2027-28': -0.4 }), []],
  ])('prices that %s', (_, changes, expected) => {
    expect(pointers(changes)).toEqual(expected);
  });
});

test('R14 all faults are reported at once, and each rule is silent if what it needs is missing', () => {
  expect(pointers({ ...bands([2, 120]), until: '2020-01-01' })).toEqual([
    '/until',
    '/discountRates/0/fromYear',
    '/discountRates',
  ]);
  expect(parameterSetFaults({})).toEqual([]);
  expect(parameterSetFaults({ discountRates: [undefined, { fromYear: 31, toYear: 125 }], inflation: {} })).toEqual([]);
});

describe('R14, R16 a fault says what is expected', () => {
  const { optimismBias, confidence } = set;
  test.each<[string, Partial<ParameterSet>, string]>([
    [
      'of the day it ends',
      { from: '2026-02-01', until: '2026-01-31' },
      '/until: Expected a date after 2026-02-01, the first day of use.',
    ],
    [
      'of a gap',
      bands([1, 30], [32, 125]),
      '/discountRates/1/fromYear: Expected 31: there must be one rate for each year, without gaps.',
    ],
    [
      'of a rate that ends before it begins',
      bands([1, 125], [126, 125]),
      '/discountRates/1/toYear: Expected 126 or later, because the rate begins in year 126.',
    ],
    [
      'of rates that end too early',
      bands([1, 124]),
      '/discountRates: Expected rates up to year 125; the last one ends with year 124.',
    ],
    [
      'of a lower rate above the upper',
      {
        optimismBias: {
          ...optimismBias,
          rates: { ...optimismBias.rates, outsourcing: { upper: 0.41, lower: 0.42, kind: 'revenue' } },
        },
      },
      '/optimismBias/rates/outsourcing/lower: Expected at most 0.41, the upper rate.',
    ],
    [
      'of weaker evidence that takes less away',
      { confidence: { ...confidence, reductions: { ...confidence.reductions, 4: 0.09 } } },
      '/confidence/reductions/4: Expected at least 0.1, the reduction for grade 3. Weaker evidence cannot have a smaller reduction.',
    ],
    [
      'of prices that fall too far',
      { inflation: { annual: 0, note: 'Invented', byFinancialYear: { '2027-28': -0.51 } } },
      '/inflation/byFinancialYear: Expected prices that never fall by more than half.',
    ],
  ])('%s', (_, changes, fault) => {
    const told = parameterSetFaults({ ...set, ...changes }).map(({ pointer, detail }) => `${pointer}: ${detail}`);
    expect(told).toEqual([fault]);
  });
});

test.each<[string, Parameters<typeof parameterSetFaults>[0]]>([
  ['day it begins', { until: '2020-01-01' }],
  ['last year of a rate', { discountRates: [{ fromYear: 1 }] }],
  ['first year of a rate', { discountRates: [{ toYear: 125 }] }],
  ['upper rate', { optimismBias: { rates: { outsourcing: { lower: 0.5 } } } }],
  ['lower rate', { optimismBias: { rates: { outsourcing: { upper: 0.5 } } } }],
  ['rates of a project type', { optimismBias: { rates: { outsourcing: undefined } } }],
  ['reductions of single grades', { confidence: { reductions: { 1: 0, 3: 0.1, 5: 0 } } }],
  ['inflation between two years', { inflation: { byFinancialYear: { '2027-28': 0.02, '2029-30': 0.02 } } }],
  ['inflation of a named year', { inflation: { annual: -0.6, byFinancialYear: { '2027-28': undefined } } }],
])('R14, R16 a missing part causes no further faults: %s', (_, sound) => {
  expect(parameterSetFaults(sound)).toEqual([]);
});

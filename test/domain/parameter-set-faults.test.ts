import { describe, expect, test } from 'vitest';
import { builtInParameterSets, type ParameterSet } from '../../functions/domain/parameter-set.ts';
import { parameterSetFaults } from '../../functions/domain/parameter-set-faults.ts';
import { parametersOf } from '../support/appraisal-inputs.ts';

const set = parametersOf('green-book-2026-02');
const rate = 0.035;
const bands = (...years: readonly (readonly [number, number])[]): Partial<ParameterSet> => ({
  discountRates: years.map(([fromYear, toYear]) => ({ fromYear, toYear, rate })),
});
const pointers = (changes: Partial<ParameterSet>) =>
  parameterSetFaults({ ...set, ...changes }).map(({ pointer }) => pointer);

test.each(builtInParameterSets)('R14 nothing is wrong with $id', (each) => {
  expect(parameterSetFaults(each)).toEqual([]);
});

describe('R14 discount rates', () => {
  test.each([
    ['begin with year 1', [[1, 125]], []],
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

  test('of the test of long horizons are looked at too', () => {
    const test125 = { source: 'A test', appliesBeyondYears: 50, discountRates: [{ fromYear: 1, toYear: 50, rate }] };
    expect(pointers({ longHorizonTest: test125 })).toEqual(['/longHorizonTest/discountRates']);
    expect(pointers({ longHorizonTest: null })).toEqual([]);
  });
});

describe('R14 the days of a set', () => {
  test.each([
    ['2026-02-01', ['/until']],
    ['2026-02-02', []],
  ])('it ends on %s', (until, expected) => {
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
  ])('a grade 4 that takes %d away, where grade 3 takes 0.1', (grade, expected) => {
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

test('R14 every fault is told at once, and each rule is silent where what it needs is missing', () => {
  expect(pointers({ ...bands([2, 120]), until: '2020-01-01' })).toEqual([
    '/until',
    '/discountRates/0/fromYear',
    '/discountRates',
  ]);
  expect(parameterSetFaults({})).toEqual([]);
  expect(parameterSetFaults({ discountRates: [undefined, { fromYear: 31, toYear: 125 }], inflation: {} })).toEqual([]);
});

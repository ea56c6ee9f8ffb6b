import { describe, expect, test } from 'vitest';
import { builtInParameterSets } from '../../functions/domain/appraisal/built-in-parameter-sets.ts';
import { parameterSet } from '../../functions/schemas/items/parameter-set.ts';
import { largestSet, readParameterSet } from '../../functions/schemas/wire/parameter-set-file.ts';
import { parametersOf } from '../support/builders/appraisal-inputs.ts';

const set = parametersOf('green-book-2026-02');
// biome-ignore lint/suspicious/noExplicitAny: a file may hold anything
const copy = (): any => JSON.parse(JSON.stringify(set));
const faultsOf = (value: unknown) => {
  const read = readParameterSet(value);
  return read.kind === 'faults' ? read.faults : [];
};

test.each(builtInParameterSets)('R14 reads $id as it is, and the table reads it back', (each) => {
  const read = readParameterSet(JSON.parse(JSON.stringify(each)));
  expect(read).toEqual({ kind: 'read', value: each });
  expect(parameterSet.parse(each)).toEqual(each);
});

describe('R14 a file with faults', () => {
  test.each([
    ['no object', () => [], '', 'Expected a parameter set, not a list.'],
    ['an id with capitals', () => ({ ...copy(), id: 'Green-Book' }), '/id', 'lower-case letters'],
    ['a day that is none', () => ({ ...copy(), from: '2027-02-30' }), '/from', 'Expected a real date'],
    ['an unknown field', () => ({ ...copy(), rate: 0.035 }), '/rate', 'Unknown field. Allowed fields: id, source'],
    ['no inflation', () => ({ ...copy(), inflation: undefined }), '/inflation', 'Required: inflation.'],
    ['no test of long horizons', () => ({ ...copy(), longHorizonTest: undefined }), '/longHorizonTest', 'Required'],
    ['rates as text', () => ({ ...copy(), discountRates: '3.5%' }), '/discountRates', 'Expected a list of bands'],
    [
      'a rate in percent',
      () => ({ ...copy(), discountRates: [{ fromYear: 1, toYear: 125, rate: 3.5 }] }),
      '/discountRates/0/rate',
      'Expected a number from 0 to 1 with at most six decimals.',
    ],
    [
      'seven decimals',
      () => ({ ...copy(), discountRates: [{ fromYear: 1, toYear: 125, rate: 0.0350001 }] }),
      '/discountRates/0/rate',
      'at most six decimals',
    ],
    [
      'a year that is none',
      () => ({ ...copy(), inflation: { annual: 0.02, note: 'x', byFinancialYear: { '2027-29': 0.02 } } }),
      '/inflation/byFinancialYear/2027-29',
      'did you mean 2027-28?',
    ],
    [
      'a fall of prices by more than half',
      () => ({ ...copy(), inflation: { annual: 0.02, note: 'x', byFinancialYear: { '2027-28': -0.51 } } }),
      '/inflation/byFinancialYear/2027-28',
      'Expected a number from -0.5 to 1',
    ],
    ['a text that is too long', () => ({ ...copy(), source: 'x'.repeat(501) }), '/source', 'at most 500 characters'],
  ])('%s is told in words', (_, file, pointer, detail) => {
    const faults = faultsOf(file());
    expect(faults.map((fault) => fault.pointer)).toEqual([pointer]);
    expect(faults[0]?.detail).toContain(detail);
  });

  test('a missing grade and an extra project type are reported at once', () => {
    const file = copy();
    delete file.confidence.reductions[6];
    file.optimismBias.rates.bridges = { upper: 1, lower: 0, kind: 'capital' };
    file.optimismBias.rates.outsourcing.kind = 'both';
    expect(
      faultsOf(file)
        .map(({ pointer }) => pointer)
        .toSorted(),
    ).toEqual(['/confidence/reductions/6', '/optimismBias/rates/bridges', '/optimismBias/rates/outsourcing/kind']);
  });

  test('R14 a set too large for a revision with the largest content is refused, and one at the limit is not', () => {
    const years = (count: number) =>
      Object.fromEntries(
        Array.from({ length: count }, (_, at) => [`${2000 + at}-${String((2001 + at) % 100).padStart(2, '0')}`, 0]),
      );
    const of = (note: string, count: number) => ({
      ...copy(),
      inflation: { annual: 0, note, byFinancialYear: years(count) },
    });
    const size = (value: unknown) => JSON.stringify(value).length;
    const perYear = size(years(2)) - size(years(1));
    const count = Math.floor((largestSet - size(of('n', 0)) - 100) / perYear);
    const longest = largestSet - size(of('', count));
    expect(longest).toBeLessThan(500);
    expect(faultsOf(of('n'.repeat(longest), count))).toEqual([]);
    expect(faultsOf(of('n'.repeat(longest + 1), count))).toEqual([
      { pointer: '', detail: `Expected at most ${largestSet} bytes of figures and texts.` },
    ]);
  });
});

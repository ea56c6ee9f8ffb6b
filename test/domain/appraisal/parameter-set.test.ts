import { expect, test } from 'vitest';
import { builtInParameterSets } from '../../../functions/domain/appraisal/built-in-parameter-sets.ts';
import { lastYearOf, parameterSetAt } from '../../../functions/domain/appraisal/parameter-set.ts';
import type { LocalDate } from '../../../functions/domain/vocabulary/calendar.ts';
import { parametersOf } from '../../support/builders/appraisal-inputs.ts';

test('R14 the set of a day is the one in use from that day until the next set begins', () => {
  const idAt = (date: LocalDate) => parameterSetAt(date, builtInParameterSets)?.id;
  expect(idAt('2022-11-17')).toBeUndefined();
  expect(idAt('2022-11-18')).toBe('green-book-2022');
  expect(idAt('2026-01-31')).toBe('green-book-2022');
  expect(idAt('2026-02-01')).toBe('green-book-2026-02');
  expect(idAt('2099-12-31')).toBe('green-book-2026-02');
});

test('R14 of several sets in use the one that began last is used, in whatever order they are listed', () => {
  const older = { ...parametersOf('green-book-2026-02'), id: 'older' };
  const newer = { ...older, id: 'newer', from: '2026-04-01' } as const;
  expect(parameterSetAt('2026-04-01', [newer, older])?.id).toBe('newer');
  expect(parameterSetAt('2026-04-01', [older, newer])?.id).toBe('newer');
  expect(parameterSetAt('2026-03-31', [newer, older])?.id).toBe('older');
});

test('R14 of sets that begin on one day the last one added is used, so that a mistake can be corrected the same day', () => {
  const first = { ...parametersOf('green-book-2026-02'), id: 'first' };
  const mended = { ...first, id: 'mended' };
  expect(parameterSetAt('2026-04-01', [first, mended])?.id).toBe('mended');
  expect(parameterSetAt('2026-04-01', [mended, first])?.id).toBe('first');
});

test('R14 after the last set ends there is none', () => {
  expect(parameterSetAt('2026-02-01', [parametersOf('green-book-2022')])).toBeUndefined();
});

test.each(builtInParameterSets)(
  'R14 the bands of $id have one rate for each year from 1 to 125',
  ({ discountRates, longHorizonTest }) => {
    for (const bands of [discountRates, ...(longHorizonTest === null ? [] : [longHorizonTest.discountRates])]) {
      const rates = Array.from(
        { length: 125 },
        (_, index) => bands.filter(({ fromYear, toYear }) => fromYear <= index + 1 && index + 1 <= toYear).length,
      );
      expect(new Set(rates)).toEqual(new Set([1]));
      expect(lastYearOf(bands)).toBe(125);
    }
  },
);

test('R14 no two sets share an id, and every set names its source', () => {
  expect(new Set(builtInParameterSets.map(({ id }) => id)).size).toBe(builtInParameterSets.length);
  expect(builtInParameterSets.every(({ source }) => source.startsWith('HM Treasury'))).toBe(true);
});

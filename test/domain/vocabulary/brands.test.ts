import { describe, expect, expectTypeOf, test } from 'vitest';
import { type PersonId, personId } from '../../../functions/domain/vocabulary/borough.ts';
import {
  addSeconds,
  type FinancialYear,
  type Instant,
  isInstant,
  isLocalDate,
  type LocalDate,
  londonDate,
} from '../../../functions/domain/vocabulary/calendar.ts';
import { financialYearOf, isFinancialYear } from '../../../functions/domain/vocabulary/financial-year.ts';
import {
  type BoroughCode,
  isBoroughCode,
  type ProposalId,
  proposalId,
} from '../../../functions/domain/vocabulary/proposal.ts';
import {
  BoroughCode as readBoroughCode,
  FinancialYear as readFinancialYear,
  Instant as readInstant,
  LocalDate as readLocalDate,
} from '../../../functions/schemas/words/vocabulary.ts';

const text: string = 'E09000012';

describe('a text of one kind cannot take the place of another', () => {
  test('a borough’s code is read as a text, and a text is not a borough’s code', () => {
    expectTypeOf<BoroughCode>().toExtend<string>();
    expectTypeOf<string>().not.toExtend<BoroughCode>();
    // @ts-expect-error: its form was not checked.
    const unchecked: BoroughCode = text;
    expect(unchecked).toBe(text);
  });

  test('a borough’s code comes from a check of its form, or from a schema', () => {
    if (isBoroughCode(text)) expectTypeOf(text).toEqualTypeOf<BoroughCode>();
    expectTypeOf(readBoroughCode.parse(text)).toEqualTypeOf<BoroughCode>();
    expect([isBoroughCode(text), isBoroughCode('hackney'), isBoroughCode(`${text}0`)]).toEqual([true, false, false]);
    expect(readBoroughCode.parse(text)).toBe(text);
  });

  test('a moment, a date and a financial year are written as texts of their form, and checked', () => {
    const [at, on, year]: readonly [Instant, LocalDate, FinancialYear] = [
      '2026-12-18T17:00:00.000Z',
      '2026-12-18',
      '2026-27',
    ];
    // @ts-expect-error: it says no hour.
    const noMoment: Instant = '2026-12-18';
    // @ts-expect-error: it is written the wrong way.
    const noDate: LocalDate = '18 December 2026';
    // @ts-expect-error: it is written the wrong way.
    const noYear: FinancialYear = '2026/27';
    expect([at, on, year, noMoment, noDate, noYear]).toHaveLength(6);
  });

  test('none of moment, date, financial year and borough’s code takes the place of another, nor does any text', () => {
    const [at, on, year]: readonly [Instant, LocalDate, FinancialYear] = [
      addSeconds('2026-12-18T17:00:00.000Z', 0),
      londonDate('2026-12-18T17:00:00.000Z'),
      financialYearOf('2026-12-18'),
    ];
    // @ts-expect-error: a date is not a moment.
    const moments: Instant[] = [on];
    // @ts-expect-error: a financial year is not a moment.
    moments.push(year);
    // @ts-expect-error: a text is not a moment.
    moments.push(text);
    // @ts-expect-error: a moment is not a date.
    const dates: LocalDate[] = [at];
    // @ts-expect-error: a financial year is not a date.
    dates.push(year);
    // @ts-expect-error: a text is not a date.
    dates.push(text);
    // @ts-expect-error: a moment is not a financial year.
    const years: FinancialYear[] = [at];
    // @ts-expect-error: a date is not a financial year.
    years.push(on);
    // @ts-expect-error: a text is not a financial year.
    years.push(text);
    const codes: BoroughCode[] = [];
    // @ts-expect-error: a moment is not a borough’s code.
    codes.push(at);
    // @ts-expect-error: a date is not a borough’s code.
    codes.push(on);
    // @ts-expect-error: a financial year is not a borough’s code.
    codes.push(year);
    expect([moments, dates, years, codes].map(({ length }) => length)).toEqual([3, 3, 3, 3]);
  });

  test('a moment, a date and a financial year come from a check of their form, or from a schema', () => {
    expect(['2026-12-18T17:00:00.000Z', '2026-12-18T17:00:00Z', '2026-12-18'].map(isInstant)).toEqual([
      true,
      false,
      false,
    ]);
    expect(['2026-12-18', '2026-02-29', '2026-27'].map(isLocalDate)).toEqual([true, false, false]);
    expect(['2026-27', '2026-28', '2026-12-18'].map(isFinancialYear)).toEqual([true, false, false]);
    expectTypeOf(readInstant.parse('2026-12-18T18:00+01:00')).toEqualTypeOf<Instant>();
    expectTypeOf(readLocalDate.parse('2026-12-18')).toEqualTypeOf<LocalDate>();
    expectTypeOf(readFinancialYear.parse('2026-27')).toEqualTypeOf<FinancialYear>();
  });

  test('a person’s id and a borough’s code cannot be swapped, and neither is a date', () => {
    const [person, borough] = [personId('ada'), readBoroughCode.parse(text)];
    // @ts-expect-error: a borough's code is not a person's id.
    const people: PersonId[] = [borough];
    // @ts-expect-error: a text is not a person's id.
    people.push(text);
    // @ts-expect-error: a date is not a person's id.
    people.push(londonDate('2026-12-18T17:00:00.000Z'));
    // @ts-expect-error: a person's id is not a borough's code.
    const codes: BoroughCode[] = [person];
    // @ts-expect-error: a person's id is not a moment.
    const moments: Instant[] = [person];
    // @ts-expect-error: a person's id is not a date.
    const dates: LocalDate[] = [person];
    // @ts-expect-error: a person's id is not a financial year.
    const years: FinancialYear[] = [person];
    // @ts-expect-error: a moment is not a person's id.
    people.push(addSeconds('2026-12-18T17:00:00.000Z', 0));
    // @ts-expect-error: a financial year is not a person's id.
    people.push(financialYearOf('2026-12-18'));
    expect([people, codes, moments, dates, years].map(({ length }) => length)).toEqual([5, 1, 1, 1, 1]);
  });

  test('a proposal’s id, a person’s id and a borough’s code cannot be swapped', () => {
    const [proposal, person, borough] = [proposalId('p-1'), personId('ada'), readBoroughCode.parse(text)];
    // @ts-expect-error: a person's id is not a proposal's id.
    const proposals: ProposalId[] = [person];
    // @ts-expect-error: a borough's code is not a proposal's id.
    proposals.push(borough);
    // @ts-expect-error: a text is not a proposal's id.
    proposals.push(text);
    // @ts-expect-error: a proposal's id is not a person's id.
    const people: PersonId[] = [proposal];
    // @ts-expect-error: a proposal's id is not a borough's code.
    const codes: BoroughCode[] = [proposal];
    expect([proposals, people, codes].map(({ length }) => length)).toEqual([3, 1, 1]);
  });
});

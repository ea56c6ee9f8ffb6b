import { describe, expect, expectTypeOf, test } from 'vitest';
import { type BoroughCode, isBoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { BoroughCode as readBoroughCode } from '../../../functions/schemas/words/vocabulary.ts';

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
});

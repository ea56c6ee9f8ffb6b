import { describe, expect, test } from 'vitest';
import { partnerWord } from '../../../functions/domain/vocabulary/partner.ts';
import { isBoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';

describe('the code of a partner', () => {
  test.each([
    ['a London borough', 'E09000012'],
    ['the Greater London Authority’s area', 'E12000007'],
    ['an integrated care board', 'E54000028'],
    ['an area of Wales', 'W06000015'],
    ['an area of Scotland', 'S12000033'],
    ['an area of Northern Ireland', 'N09000003'],
    ['England and Wales together', 'K04000001'],
    ['a company', 'GB-COH-01234567'],
    ['a company registered in Scotland', 'GB-COH-SC123456'],
    ['a charity', 'GB-CHC-1234567'],
    ['a local authority by its other identifier', 'GB-LAE-HCK'],
    ['a body of a list with two letters', 'GB-SC-SC012345'],
    ['an identifier with hyphens in it', 'XM-DAC-5-1'],
    ['an identifier of one character', 'GB-COH-1'],
    ['an identifier of 20 characters', `GB-COH-${'1'.repeat(20)}`],
    ['a list of eight characters', 'GB-ABCDEFGH-1'],
  ])('may be that of %s', (_, code) => {
    expect(isBoroughCode(code)).toBe(true);
  });

  test.each([
    ['is empty', ''],
    ['has seven digits', 'E0900001'],
    ['has nine digits', 'E090000121'],
    ['has a small letter', 'e09000012'],
    ['has a small letter in its list', 'GB-coh-01234567'],
    ['has a small letter in its identifier', 'GB-COH-sc123456'],
    ['has no list', 'GB-01234567'],
    ['has a list of one character', 'GB-C-1'],
    ['has a list of nine characters', 'GB-ABCDEFGHI-1'],
    ['has no identifier', 'GB-COH-'],
    ['has an identifier of 21 characters', `GB-COH-${'1'.repeat(21)}`],
    ['ends with a hyphen', 'GB-COH-1-'],
    ['begins its identifier with a hyphen', 'GB-COH--1'],
    ['could end a table key', 'GB-COH-1#2'],
    ['could sort after every table key', 'GB-COH-~'],
    ['has a space in it', 'GB-COH-1 2'],
    ['has a slash in it', 'GB-COH-1/2'],
    ['has a full stop in it', 'GB-COH-1.2'],
    ['ends with a line break', 'GB-COH-1\n'],
  ])('is refused if it %s', (_, code) => {
    expect(isBoroughCode(code)).toBe(false);
  });
});

describe('the word for partners', () => {
  test('is "borough" where all are boroughs, including those recorded without a kind', () => {
    expect(partnerWord([{ kind: 'borough' }, {}])).toBe('borough');
  });

  test('is "partner" as soon as one is another body', () => {
    expect(partnerWord([{}, { kind: 'body' }, {}])).toBe('partner');
  });
});

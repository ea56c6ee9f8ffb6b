import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readForm } from '../../functions/web/form.ts';

const type = 'application/x-www-form-urlencoded';
const read = (body: string) => readForm(type, body, false);
const base64 = (bytes: string | Uint8Array) => Buffer.from(bytes).toString('base64');
const encoded = (fields: Record<string, string>) => new URLSearchParams(fields).toString();

const fields = fc.record(
  {
    answer: fc.constantFrom('approve', 'decline', 'nonsense'),
    upTo: fc.constantFrom('35,750.00', '£35750'),
    comment: fc.string({ unit: 'grapheme', minLength: 1 }),
    'pledge-1': fc.constantFrom('10', 'ten'),
  },
  { requiredKeys: [] },
);

property.prop([fields])('a form reads the same as text and as base64', (values) => {
  expect(readForm(type, base64(encoded(values)), true)).toEqual(read(encoded(values)));
});

property.prop([fc.string({ unit: 'grapheme-ascii', minLength: 1 })])(
  'a text is read as typed, without outer spaces',
  (text) => {
    const form = read(encoded({ comment: text }));

    expect(form).toEqual({ kind: 'form', values: text.trim() === '' ? {} : { comment: text.trim() }, faults: [] });
  },
);

property.prop([fc.string({ unit: 'binary' }), fc.boolean()])(
  'any body is read or refused, and never throws',
  (body, isBase64) => {
    expect(['form', 'malformed', 'unsupported', 'too-large']).toContain(readForm(type, body, isBase64).kind);
  },
);

test('empty fields are absent', () => {
  expect(read('answer=&comment=+%0D%0A+&upTo=35')).toEqual({ kind: 'form', values: { upTo: '35' }, faults: [] });
});

test('line breaks are line feeds, and texts are NFC', () => {
  expect(read(encoded({ comment: 'one\r\ntwo\rCafe\u0301' }))).toMatchObject({ values: { comment: 'one\ntwo\nCafé' } });
});

describe('a text that may not be recorded is a fault of its field, and kept to be shown again', () => {
  test.each([
    ['a control character', 'bell\u0007'],
    ['a tab', 'one\ttwo'],
    ['a bidirectional override', 'pay \u202e000,1£'],
    ['only invisible characters', '\u200b\u200b'],
    ['one character too many', 'x'.repeat(4001)],
  ])('%s', (_, text) => {
    const form = read(encoded({ interest: text }));

    expect(form).toMatchObject({ kind: 'form', values: { interest: text }, faults: [{ field: 'interest' }] });
  });

  test('a text at its limit, with characters of four bytes each, is accepted in all three fields at once', () => {
    const longest = '😀'.repeat(4000);
    const form = read(encoded({ comment: longest, conditions: longest, interest: longest }));

    expect(form).toMatchObject({ kind: 'form', faults: [] });
  });
});

describe('a body that is not a form of these pages is refused', () => {
  test.each([
    ['a broken escape', 'comment=%zz'],
    ['a cut escape', 'comment=%E2%82'],
    ['an overlong encoding', 'comment=%C0%AF'],
    ['half of a surrogate pair', 'comment=%ED%A0%80'],
    ['a repeated field', 'answer=approve&answer=decline'],
    ['an unknown field', 'answer=approve&uptO=1'],
    ['a pledge without a number', 'pledge-0=1'],
    ['an answer as long as a text', `answer=${'x'.repeat(101)}`],
    ['a code as long as a text', `code=${'1'.repeat(101)}`],
  ])('%s', (_, body) => {
    expect(read(body)).toEqual({ kind: 'malformed' });
  });

  test('bytes that are not UTF-8', () => {
    expect(readForm(type, base64(Uint8Array.of(0x61, 0x3d, 0xff)), true)).toEqual({ kind: 'malformed' });
  });

  test('base64 that cannot be decoded', () => {
    expect(readForm(type, '%%%', true)).toEqual({ kind: 'malformed' });
  });

  test.each([undefined, 'multipart/form-data; boundary=x', 'application/json', `${type}; charset=utf-16`])(
    'the content type %s',
    (contentType) => {
      expect(readForm(contentType, 'answer=approve', false)).toEqual({ kind: 'unsupported' });
    },
  );

  test.each([type, `${type};charset=UTF-8`, 'Application/X-WWW-Form-URLEncoded; charset="utf-8"'])(
    'except with the content type %s',
    (contentType) => {
      expect(readForm(contentType, 'answer=approve', false)).toMatchObject({ kind: 'form' });
    },
  );

  test('more than 64 kilobytes, however they are sent', () => {
    const body = (bytes: number) => `comment=${'x'.repeat(bytes - 'comment'.length)}`;

    expect(read(body(64 * 1024))).toMatchObject({ kind: 'form', faults: [{ field: 'comment' }] });
    expect(read(body(64 * 1024 + 1))).toEqual({ kind: 'too-large' });
    expect(readForm(type, base64(body(64 * 1024 + 1)), true)).toEqual({ kind: 'too-large' });
    expect(readForm(type, base64(body(300_000)), true)).toEqual({ kind: 'too-large' });
    expect(read(body(300_000))).toEqual({ kind: 'too-large' });
  });
});

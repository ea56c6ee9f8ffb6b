import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { largestBody, readJson } from '../../../functions/http/edge/json-body.ts';

const base64 = (bytes: Uint8Array | string) => ({ body: Buffer.from(bytes).toString('base64'), isBase64Encoded: true });
const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);

describe('a body', () => {
  test('is any JSON, sent as text or as bytes', () => {
    fc.assert(
      fc.property(fc.jsonValue({ maxDepth: 5 }), (sent) => {
        const text = JSON.stringify(sent);
        const value: unknown = JSON.parse(text);
        for (const body of [{ body: text }, base64(text)]) {
          // An invented text may hold U+FFFD. In a text body it cannot be told from bytes that were not UTF-8.
          if (text.includes('\ufffd')) continue;
          expect(readJson(body)).toEqual({ kind: 'json', value, text, faults: [] });
        }
      }),
    );
  });

  test('has at most 256 KB, counted in bytes', () => {
    const exactly = `"${'é'.repeat((largestBody - 2) / 2)}"`;
    expect(largestBody).toBe(262_144);
    expect(readJson({ body: exactly }).kind).toBe('json');
    expect(readJson(base64(exactly)).kind).toBe('json');
    expect(readJson({ body: `${exactly} ` })).toEqual({ kind: 'too-large' });
    expect(readJson(base64(`${exactly} `))).toEqual({ kind: 'too-large' });
  });

  test.each([
    ['absent', {}, 'The body is empty. Send JSON.'],
    ['only spaces', { body: ' \n' }, 'The body is empty. Send JSON.'],
    ['cut off', { body: '{"a":' }, 'The body is not valid JSON: it cannot be read.'],
    [
      'JSON with an extra comma',
      { body: '{"a":1,}' },
      'The body is not valid JSON: it cannot be read at position 7 (line 1 column 8).',
    ],
    ['a form', { body: 'title=x' }, 'The body is not valid JSON: it cannot be read.'],
    ['bytes that are not UTF-8', base64(Uint8Array.of(0x22, 0xff, 0x22)), 'The body is not UTF-8. Send JSON in UTF-8.'],
    ['half a character', base64(Uint8Array.of(0x22, 0xc3, 0x22)), 'The body is not UTF-8. Send JSON in UTF-8.'],
    ['UTF-16', base64(Buffer.from('\ufeff{}', 'utf16le')), 'The body is not UTF-8. Send JSON in UTF-8.'],
    [
      'text that a gateway made from bytes that are not UTF-8',
      { body: '"\ufffd"' },
      'The body is not UTF-8. Send JSON in UTF-8.',
    ],
    ['33 levels', { body: nested(33) }, 'Expected JSON of at most 32 levels.'],
    ['100,000 levels', { body: nested(100_000) }, 'Expected JSON of at most 32 levels.'],
  ])('is refused if it is %s', (_, sent, why) => {
    expect(readJson(sent)).toEqual({ kind: 'not-json', why });
  });

  test('may be 32 levels deep, and begin with a byte order mark', () => {
    expect(readJson({ body: nested(32) }).kind).toBe('json');
    expect(readJson({ body: '\ufeff{"a":1}' })).toMatchObject({ kind: 'json', value: { a: 1 } });
    expect(readJson(base64('\ufeff{"a":1}'))).toMatchObject({ kind: 'json', value: { a: 1 } });
  });

  test('has a fault for each member that an object names twice', () => {
    const read = readJson({
      body: '{"a":1,"b":[{"c":"a,\\"a\\":","c":{}},{"c":[]}],"a":{"a":3},"\\u0061":4,"/~":1,"/~":2}',
    });
    const pointers = read.kind === 'json' ? read.faults.map(({ pointer }) => pointer) : [];
    expect(pointers).toEqual(['/b/0/c', '/a', '/a', '/~1~0']);
  });

  test('never makes a response grow with the names it sends', () => {
    const name = 'n'.repeat(100_000);
    const read = readJson({ body: `{"${name}":{${Array.from({ length: 1_000 }, () => '"a":1').join(',')}}}` });
    expect(read).toMatchObject({
      kind: 'json',
      faults: expect.arrayContaining([{ pointer: '', detail: expect.any(String) }]),
    });
  });

  test('has such a fault exactly if two names of one object are equal', () => {
    const name = fc.constantFrom('a', 'b', '"', '\\', '{', '__proto__', 'é');
    fc.assert(
      fc.property(fc.array(fc.tuple(name, fc.jsonValue({ maxDepth: 2 }))), (members) => {
        const body = `{${members.map(([key, value]) => `${JSON.stringify(key)}:${JSON.stringify(value)}`).join(',')}}`;
        const names = members.map(([key]) => key);
        const read = readJson({ body });
        if (read.kind !== 'json') return expect(body).toContain('\ufffd');
        expect(read.faults).toHaveLength(names.length - new Set(names).size);
      }),
    );
  });

  describe('with an amount that is written as a decimal', () => {
    const faultsIn = (body: string) => {
      const read = readJson({ body });
      return read.kind === 'json' ? read.faults : [];
    };
    const generic = 'Amounts are whole pence. Expected a whole number, such as 4500000 for £45,000.';

    test.each([
      ['45000.00', 'Amounts are whole pence: did you mean 4500000 for £45,000?'],
      ['45000.0', 'Amounts are whole pence: did you mean 4500000 for £45,000?'],
      ['45000.5', 'Amounts are whole pence: did you mean 4500050 for £45,000.50?'],
      ['0.01', 'Amounts are whole pence: did you mean 1 for £0.01?'],
      ['999999999.99', 'Amounts are whole pence: did you mean 99999999999 for £999,999,999.99?'],
      ['1000000000.00', generic],
      ['0.00', generic],
      ['0.125', generic],
      ['-1.50', generic],
      ['4.5e6', generic],
      ['1E3', generic],
    ])('%s is refused, and says what may have been meant', (number, detail) => {
      expect(faultsIn(`{"costs":[{},{"amount":${number}}]}`)).toEqual([{ pointer: '/costs/1/amount', detail }]);
    });

    test.each([
      '{"amount":45000}',
      '{"amount":"45000.00"}',
      '{"rate":0.25}',
      '{"costs":[45000.5]}',
      '{"note":"\\"amount\\":1.5"}',
    ])('%s is not such an amount', (body) => {
      expect(faultsIn(body)).toEqual([]);
    });

    test('is found exactly where JSON.parse shows a decimal as the source of an amount', () => {
      const number = fc.oneof(
        fc.integer().map(String),
        fc.tuple(fc.nat(), fc.nat({ max: 999 })).map(([whole, part]) => `${whole}.${part}`),
        fc.constantFrom('-0.0', '1e3', '-2.5E-3', '7.00'),
      );
      const member = fc.tuple(fc.constantFrom('amount', 'upTo', 'rate', 'x.1'), number);
      fc.assert(
        fc.property(fc.array(fc.uniqueArray(member, { selector: ([name]) => name })), (lines) => {
          const body = `{"costs":[${lines.map((each) => `{${each.map(([name, source]) => `"${name}": ${source}`).join(',')}}`).join(',')}]}`;
          let expected = 0;
          JSON.parse(body, (name: string, value: unknown, { source }: { source?: string } = {}) => {
            if (['amount', 'upTo'].includes(name) && /[.eE]/.test(source ?? '')) expected += 1;
            return value;
          });
          expect(faultsIn(body)).toHaveLength(expected);
        }),
      );
    });
  });
});

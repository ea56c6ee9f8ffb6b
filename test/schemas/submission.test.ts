import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { largestContent, readSubmission } from '../../functions/schemas/wire/submission.ts';
import { type Json, put, submissionBody } from '../support/builders/submission-bodies.ts';

function pointersOf(body: unknown): readonly string[] {
  const read = readSubmission(body);
  return read.kind === 'faults' ? read.faults.map(({ pointer }) => pointer) : [];
}

function detailsAt(body: unknown, pointer: string): readonly string[] {
  const read = readSubmission(body);
  return read.kind === 'faults'
    ? read.faults.filter((fault) => fault.pointer === pointer).map(({ detail }) => detail)
    : [];
}

/** The pointers of the faults after one value of a good body was replaced. */
function changed(pointer: string, value: unknown): readonly string[] {
  const body = submissionBody();
  put(body, pointer, value);
  return pointersOf(body);
}

const times = <T>(count: number, item: (index: number) => T): T[] =>
  Array.from({ length: count }, (_, index) => item(index));
const cost = { financialYear: '2026-27', kind: 'revenue', amount: 1, description: 'x' };
const benefit = {
  financialYear: '2026-27',
  borough: 'all',
  class: 'social',
  amount: 1,
  confidence: 1,
  description: 'x',
};

describe('a submission', () => {
  test.each([
    'digital-apprenticeships',
    'damp-and-mould-sensors',
    'data-sharing-agreements',
    'shared-procurement-of-assistive-technology',
  ])('reads the sample %s', (name) => {
    const body: unknown = JSON.parse(readFileSync(`infra/local/demo/${name}.json`, 'utf8'));
    expect(readSubmission(body)).toMatchObject({ kind: 'read', value: body as object });
  });

  test('R19 needs the alternatives, which may be that none were considered', () => {
    const body = submissionBody();
    delete body.alternatives;
    expect(readSubmission(body)).toMatchObject({
      faults: [
        {
          pointer: '/alternatives',
          detail: 'Required: the alternatives considered, or "None considered".',
        },
      ],
    });
    put(body, '/alternatives', 'None considered');
    expect(readSubmission(body)).toMatchObject({ kind: 'read', value: { alternatives: 'None considered' } });
  });

  test('fills in the defaults of all optional fields', () => {
    const body = submissionBody();
    for (const name of ['prices', 'stages', 'benefits', 'optimismBias', 'confidential', 'pledges', 'respondBy']) {
      delete body[name];
    }
    put(body, '/costs', [cost]);
    const read = readSubmission(body);
    expect(read).toEqual({
      kind: 'read',
      value: {
        ...body,
        prices: 'real',
        stages: [{ name: 'Whole project' }],
        costs: [{ ...cost, stage: 1 }],
        benefits: [],
        confidential: [],
        pledges: [],
      },
    });
  });

  test.each(['title', 'summary', 'leadBorough', 'proposer', 'scheme', 'partners', 'apportionment', 'costs'])(
    'requires %s',
    (name) => {
      expect(changed(`/${name}`, undefined)).toEqual([`/${name}`]);
      expect(detailsAt({}, `/${name}`)[0]).toMatch(/^Required: /);
    },
  );

  test('takes only a project type or a rate as optimism bias', () => {
    expect(changed('/optimismBias', { rate: 0.51 })).toEqual([]);
    expect(changed('/optimismBias', {})).toEqual(['/optimismBias']);
    expect(changed('/optimismBias', { rate: 0.51, projectType: 'outsourcing' })).toEqual(['/optimismBias']);
    expect(changed('/optimismBias', { rate: 0.51, mitigation: 1.000001 })).toEqual(['/optimismBias/mitigation']);
    expect(changed('/optimismBias', { rate: 0.51, mitigation: 1 })).toEqual([]);
    expect(changed('/optimismBias', { rate: -0.000001 })).toEqual(['/optimismBias/rate']);
    expect(changed('/optimismBias', { rate: 0.5100001 })).toEqual(['/optimismBias/rate']);
  });

  describe('limits', () => {
    test.each<[what: string, pointer: string, within: unknown, beyond: unknown]>([
      ['a title of 150 characters', '/title', 'x'.repeat(150), 'x'.repeat(151)],
      ['a title of 150 characters outside the basic plane', '/title', '😀'.repeat(150), '😀'.repeat(151)],
      ['a title of 1 character', '/title', 'x', ''],
      ['a title on one line', '/title', 'a b', 'a\nb'],
      ['a title without a line separator', '/title', 'a b', 'a\u2028b'],
      ['a summary of 4,000 characters', '/summary', 'x'.repeat(4_000), 'x'.repeat(4_001)],
      ['alternatives of 4,000 characters', '/alternatives', 'x'.repeat(4_000), 'x'.repeat(4_001)],
      ['a description of 500 characters', '/costs/0/description', 'x'.repeat(500), 'x'.repeat(501)],
      ['a benefit’s description of 500 characters', '/benefits/0/description', 'x'.repeat(500), 'x'.repeat(501)],
      ['a reason of 4,000 characters', '/confidential/0/reason', 'x'.repeat(4_000), 'x'.repeat(4_001)],
      ['2 partners', '/partners', times(2, () => ({ borough: 'E09000001' })), [{ borough: 'E09000001' }]],
      [
        '40 partners',
        '/partners',
        times(40, () => ({ borough: 'E09000001' })),
        times(41, () => ({ borough: 'E09000001' })),
      ],
      ['1 stage', '/stages', [{ name: 'x' }], []],
      ['10 stages', '/stages', times(10, () => ({ name: 'x' })), times(11, () => ({ name: 'x' }))],
      ['1 cost line', '/costs', [cost], []],
      ['200 cost lines', '/costs', times(200, () => cost), times(201, () => cost)],
      ['no benefit lines', '/benefits', [], null],
      ['500 benefit lines', '/benefits', times(500, () => benefit), times(501, () => benefit)],
      ['an amount of a penny', '/costs/0/amount', 1, 0],
      ['an amount of £999,999,999.99', '/costs/0/amount', 99_999_999_999, 100_000_000_000],
      ['a benefit of a penny', '/benefits/0/amount', 1, 0],
      ['a weight of 1', '/partners/0/weight', 1, 0],
      ['a weight of 1,000,000', '/partners/0/weight', 1_000_000, 1_000_001],
      ['a pledge of 1', '/pledges/0/target', 1, 0],
      ['confidence 1', '/benefits/0/confidence', 1, 0],
      ['confidence 6', '/benefits/0/confidence', 6, 7],
      ['stage 10', '/costs/0/stage', 10, 11],
    ])('takes %s and nothing beyond', (_, pointer, within, beyond) => {
      expect(changed(pointer, within)).toEqual([]);
      expect(changed(pointer, beyond)).toEqual([pointer]);
    });

    test.each([-1, 0.5, 2 ** 53, Number.POSITIVE_INFINITY, -0, Number.NaN, '100', null, true, [1], {}])(
      'refuses the amount %s',
      (amount) => {
        expect(changed('/costs/0/amount', amount)).toEqual(['/costs/0/amount']);
      },
    );

    test('are checked after texts are normalised, so that no text grows past them', () => {
      // Two characters as typed, one in NFC.
      expect(changed('/title', 'e\u0301'.repeat(150))).toEqual([]);
      // One character as typed, two in NFC.
      expect(changed('/title', '\u0958'.repeat(75))).toEqual([]);
      expect(changed('/title', '\u0958'.repeat(76))).toEqual(['/title']);
      const body = submissionBody();
      // Four bytes as sent, twelve in NFC.
      put(
        body,
        '/benefits',
        times(500, () => ({ ...benefit, description: '\u{1d160}'.repeat(60) })),
      );
      expect(new TextEncoder().encode(JSON.stringify(body)).length).toBeLessThan(262_144);
      expect(pointersOf(body)).toEqual(['']);
      put(
        body,
        '/benefits',
        times(300, () => ({ ...benefit, description: '\u{1d160}'.repeat(60) })),
      );
      const read = readSubmission(body);
      expect(read.kind).toBe('read');
      expect(new TextEncoder().encode(JSON.stringify(read)).length).toBeLessThan(largestContent);
    });
  });

  describe('texts', () => {
    test('are kept as typed except for normalisation, even HTML', () => {
      const body = submissionBody();
      put(body, '/summary', '  <b>Caf\u0065\u0301</b> &amp;\nline two ');
      expect(readSubmission(body)).toMatchObject({ value: { summary: '  <b>Caf\u00e9</b> &amp;\nline two ' } });
    });

    test.each([
      ['a tab', 'a\tb'],
      ['a carriage return', 'a\r\nb'],
      ['a null', 'a\0b'],
      ['a delete', 'a\u007fb'],
      ['a control character of the second row', 'a\u0085b'],
      ['a right-to-left override', 'a\u202eb'],
      ['a left-to-right embedding', 'a\u202ab'],
      ['an isolate', 'a\u2066b'],
      ['the end of an isolate', 'a\u2069b'],
      ['half of a surrogate pair', 'a\ud83db'],
      ['the other half', 'a\ude00b'],
      ['nothing but spaces', ' \n '],
      ['nothing that is visible', '\u200b\u200d'],
    ])('may not have %s', (_, text) => {
      for (const pointer of [
        '/title',
        '/summary',
        '/alternatives',
        '/proposer/name',
        '/costs/0/description',
        '/stages/0/name',
        '/pledges/0/unit',
      ]) {
        expect(changed(pointer, text), pointer).toContain(pointer);
      }
    });

    test.each(['עברית', 'قهوة', 'a\u200fb', 'naïve – “quotes”', '👩🏽‍🚀', 'a\u00a0b'])('may have %s', (text) => {
      expect(changed('/summary', text)).toEqual([]);
    });

    test('report each of their faults', () => {
      const body = submissionBody();
      put(body, '/title', `${'x'.repeat(150)}\u202e\t\n\ud800`);
      expect(detailsAt(body, '/title')).toHaveLength(5);
    });
  });

  test.each([
    ['2026-25', 'did you mean 2026-27?'],
    ['2026-28', 'did you mean 2026-27?'],
    ['26-27', 'such as 2026-27'],
    ['2026/27', 'such as 2026-27'],
    ['2026-2027', 'such as 2026-27'],
    ['2026-27 ', 'such as 2026-27'],
  ])('refuses the financial year %s and says why', (year, why) => {
    expect(changed('/costs/0/financialYear', year)).toEqual(['/costs/0/financialYear']);
    const body = submissionBody();
    put(body, '/benefits/0/financialYear', year);
    expect(detailsAt(body, '/benefits/0/financialYear')[0]).toContain(why);
  });

  test.each(['2026-12-18', '2026-12-18T17:00:00', 'tomorrow', '2026-02-30T17:00:00Z', 1])(
    'refuses %s as a moment',
    (moment) => {
      expect(changed('/respondBy', moment)).toEqual(['/respondBy']);
    },
  );

  test('converts a moment to UTC with milliseconds', () => {
    const body = submissionBody();
    put(body, '/respondBy', '2026-12-18T18:00+01:00');
    expect(readSubmission(body)).toMatchObject({ value: { respondBy: '2026-12-18T17:00:00.000Z' } });
  });

  test('reports each unknown field at its place, whatever its name', () => {
    const body = JSON.parse(
      `{"__proto__":{"title":"x"},"constructor":1,"toString":2,"a/b~c":3,${JSON.stringify(submissionBody()).slice(1)}`,
    ) as Json;
    put(body, '/costs/0/vat', 20);
    put(body, '/proposer/phone', 'x');
    expect(pointersOf(body).toSorted()).toEqual(
      ['/__proto__', '/a~1b~0c', '/constructor', '/costs/0/vat', '/proposer/phone', '/toString'].toSorted(),
    );
    expect(detailsAt(body, '/proposer/phone')).toEqual(['Unknown field. Allowed fields: name, email.']);
  });

  test.each([null, [], 'text', 1, true])('refuses %j as a whole', (body) => {
    expect(readSubmission(body)).toMatchObject({ kind: 'faults', faults: [{ pointer: '' }], sound: undefined });
  });

  test('keeps the sound parts of a faulty body, with defaults', () => {
    const body = submissionBody();
    put(body, '/costs/0/amount', 0);
    put(body, '/partners/1', 'E09000007');
    put(body, '/stages', undefined);
    put(body, '/extra', 1);
    const read = readSubmission(body);
    expect(read.kind).toBe('faults');
    const { sound } = read as Extract<typeof read, { kind: 'faults' }>;
    expect(sound?.costs?.[0]).toEqual({ ...(body.costs as Json[])[0], amount: undefined });
    expect(sound?.partners).toEqual([{ borough: 'E09000012', weight: 3 }, undefined]);
    expect(sound?.stages).toEqual([{ name: 'Whole project' }]);
    expect(body).toMatchObject({ costs: [{ amount: 0 }, {}] });
  });

  test('still checks the items of a list that is too short', () => {
    const body = submissionBody();
    put(body, '/partners', [{ borough: 'E09000012', weight: 3 }]);
    expect(readSubmission(body)).toMatchObject({ sound: { partners: [{ borough: 'E09000012' }] } });
  });

  test('reports only the length of a list that is too long', () => {
    const body = submissionBody();
    put(
      body,
      '/partners',
      times(41, () => ({ borough: 'E09000001' })),
    );
    expect(readSubmission(body)).toMatchObject({ sound: { partners: undefined } });
  });

  test('reports all faults at once', () => {
    const wrong: readonly (readonly [string, unknown])[] = [
      ['/title', 3],
      ['/leadBorough', 'Hackney'],
      ['/proposer/email', 'skills'],
      ['/scheme', 'Standard!'],
      ['/partners/0/weight', 1.5],
      ['/apportionment', 'fair'],
      ['/prices', 'constant'],
      ['/stages/1/gateBy', '2027-02-29'],
      ['/costs/0/amount', 0],
      ['/costs/0/kind', 'cash'],
      ['/costs/1/financialYear', '2026-25'],
      ['/benefits/0/class', 'good'],
      ['/benefits/0/borough', 'everyone'],
      ['/optimismBias/mitigation', 2],
      ['/confidential/0/pointer', 'summary'],
      ['/pledges/0/by', 'soon'],
      ['/respondBy', 'soon'],
      ['/extra', true],
    ];
    fc.assert(
      fc.property(fc.subarray([...wrong], { minLength: 1 }), (faults) => {
        const body = submissionBody();
        for (const [pointer, value] of faults) put(body, pointer, value);
        expect(pointersOf(body).toSorted()).toEqual(faults.map(([pointer]) => pointer).toSorted());
      }),
    );
  });

  test('never throws on any JSON, and each of its faults has a pointer and a sentence', () => {
    const names = Object.keys(submissionBody());
    const part = fc.oneof(fc.jsonValue(), fc.constantFrom(...Object.values(submissionBody())));
    fc.assert(
      fc.property(fc.oneof(fc.jsonValue(), fc.dictionary(fc.constantFrom(...names, '__proto__'), part)), (body) => {
        const read = readSubmission(JSON.parse(JSON.stringify(body)));
        if (read.kind === 'read') return;
        expect(read.faults.length).toBeGreaterThan(0);
        for (const { pointer, detail } of read.faults) {
          expect(pointer).toMatch(/^(?:\/(?:[^~/]|~[01])*)*$/s);
          expect(detail).toMatch(/^[A-Z].*[.?]$/s);
        }
      }),
    );
  });
});

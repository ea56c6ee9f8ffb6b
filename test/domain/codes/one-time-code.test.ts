import { createHmac } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type CodePurpose,
  type CodesOfRequest,
  codeDigits,
  codeStep,
  goodUntil,
  isBarredAtClose,
  isLocked,
  isSameCode,
  issueCode,
  lockedUntil,
  maxCodesADay,
  maxWrongTries,
  needsCode,
  standingCode,
  triesLeft,
  withCode,
  withCodeUsed,
  withWrongTry,
} from '../../../functions/domain/codes/one-time-code.ts';
import { type Instant, instantOf, londonDate } from '../../../functions/domain/vocabulary/calendar.ts';
import { who } from '../../support/builders/ids.ts';

const at: Instant = '2026-11-23T10:00:00.000Z';
const tomorrow: Instant = '2026-11-24T10:00:00.000Z';
const purpose: CodePurpose = { person: who('ada'), answer: 'approve', upTo: 12_000_000, share: 10_000_000 };
const grace: CodePurpose = { ...purpose, person: who('grace') };
const later = (seconds: number, from = at) => instantOf(Date.parse(from) + seconds * 1000);
const mailed = (codes?: CodesOfRequest, when = at, of = purpose) => withCode(codes, issueCode(codes, of, when));
const tried = (codes: CodesOfRequest, times: number, when = at): CodesOfRequest =>
  Array.from({ length: times }).reduce<CodesOfRequest>((before) => withWrongTry(before, when), codes);

describe('R26 which answers need a code', () => {
  test.each([
    ['does not if its share equals the limit', 100, { share: 100, upTo: null }, false],
    ['does if its share is a penny above the limit', 100, { share: 101, upTo: null }, true],
    ['does not if approved up to exactly the limit', 100, { share: 50, upTo: 100 }, false],
    ['does if approved up to a penny above the limit, though the share is below', 100, { share: 50, upTo: 101 }, true],
    ['does if its share is above the limit, though approved up to less', 100, { share: 101, upTo: 50 }, true],
    ['does for any amount if the limit is 0', 0, { share: 1, upTo: null }, true],
    ['does not for an amount of 0 if the limit is 0', 0, { share: 0, upTo: null }, false],
    ['does not for any amount if the borough set no limit', null, { share: 1e12, upTo: 1e12 }, false],
  ])('R26 an answer %s', (_what, codeAbove, amounts, needed) => {
    expect(needsCode({ codeAbove }, amounts)).toBe(needed);
  });
});

describe('R26 the next step for an answer that needs a code', () => {
  test('R26 without a code a new one is emailed', () => {
    expect(codeStep(undefined, purpose, '', at)).toEqual({ kind: 'mail', instead: 'none-typed' });
    expect(codeStep(undefined, purpose, '123456', at)).toEqual({ kind: 'mail', instead: 'none-stands' });
  });

  test('R26 a code is valid for ten minutes, and no longer at exactly ten', () => {
    const codes = mailed();
    const standing = { ...purpose, number: 1, at };
    expect(codeStep(codes, purpose, '123456', later(599.999))).toEqual({ kind: 'compare', code: standing, codes });
    expect(codeStep(codes, purpose, '123456', later(600))).toEqual({ kind: 'mail', instead: 'expired' });
    expect(goodUntil(standing)).toBe(later(600));
  });

  test.each([
    ['another amount', { upTo: 12_000_001 }],
    ['another answer', { answer: 'decline', upTo: null } as const],
    ['another share', { share: 10_000_001 }],
    ['another record that it replaces', { replaces: 'JF-7K3M2Q-1-E09000007' }],
  ])('R26 a code is not valid for an answer of %s: a new one is emailed', (_what, change) => {
    const step = codeStep(mailed(), { ...purpose, ...change }, '123456', later(90));
    expect(step).toEqual({ kind: 'mail', instead: 'another-answer' });
  });

  test('R26 a code is bound to the record that its answer replaces', () => {
    const replacing = { ...purpose, replaces: 'JF-7K3M2Q-1-E09000007' };
    const codes = mailed(undefined, at, replacing);
    expect(codes.officers[0]?.standing).toMatchObject({ replaces: 'JF-7K3M2Q-1-E09000007' });
    expect(codeStep(codes, replacing, '123456', later(90))).toMatchObject({ kind: 'compare' });
    for (const replaces of [undefined, 'JF-7K3M2Q-1-E09000007-2']) {
      const step = codeStep(codes, { ...purpose, replaces }, '123456', later(90));
      expect(step).toEqual({ kind: 'mail', instead: 'another-answer' });
    }
    expect(mailed().officers[0]?.standing).not.toHaveProperty('replaces');
  });

  test('R26 a code for declining is not valid for asking for changes, though neither names an amount', () => {
    const decline: CodePurpose = { ...purpose, answer: 'decline', upTo: null };
    const step = codeStep(
      mailed(undefined, at, decline),
      { ...decline, answer: 'request-changes' },
      '123456',
      later(1),
    );
    expect(step).toEqual({ kind: 'mail', instead: 'another-answer' });
  });

  test('R26 a code emailed before midnight is valid after it, and the counts start again', () => {
    const codes = tried(mailed(undefined, '2026-11-23T23:55:00.000Z'), 3, '2026-11-23T23:56:00.000Z');
    const next: Instant = '2026-11-24T00:04:59.999Z';
    expect(codeStep(codes, purpose, '123456', next)).toMatchObject({ kind: 'compare', code: { number: 1 } });
    expect(withWrongTry(codes, next)).toMatchObject({
      day: '2026-11-24',
      wrong: 1,
      officers: [{ person: who('ada'), mailed: 0 }],
    });
    expect(standingCode(withWrongTry(codes, next), who('ada'))?.number).toBe(1);
  });

  test('R26 no officer has a code before one was emailed', () => {
    expect(standingCode(undefined, who('ada'))).toBeNull();
    expect(standingCode(mailed(), who('grace'))).toBeNull();
    expect(withCode(undefined, issueCode(undefined, purpose, at)).officers).toHaveLength(1);
  });

  test('R26 a lock cancels the codes of every officer, and keeps the counts', () => {
    const five = tried(mailed(mailed(), later(1), grace), maxWrongTries);
    expect(five.officers).toEqual([
      { person: who('ada'), mailed: 1, standing: null },
      { person: who('grace'), mailed: 1, standing: null },
    ]);
  });

  test('R26 each officer has separate codes: a code for another officer cancels none', () => {
    const codes = mailed(mailed(), later(30), grace);
    expect(codeStep(codes, purpose, '123456', later(90))).toMatchObject({ kind: 'compare', code: { number: 1 } });
    expect(codeStep(codes, grace, '123456', later(90))).toMatchObject({ kind: 'compare', code: { number: 2 } });
    const third: CodePurpose = { ...purpose, person: who('third') };
    expect(codeStep(codes, third, '123456', later(90))).toEqual({ kind: 'mail', instead: 'none-stands' });
    const used = withCodeUsed(codes, purpose);
    expect([standingCode(used, who('ada')), standingCode(used, who('grace'))?.number]).toEqual([null, 2]);
  });

  test.each(['12345', '1234567', 'JF-7K3M2Q', '048213.', 'six'])(
    'R26 %j cannot be a code, and does not count as a try',
    (typed) => {
      expect(codeStep(mailed(), purpose, typed, later(1))).toEqual({ kind: 'no-code' });
    },
  );

  test('R26 a used code is no longer valid', () => {
    expect(codeStep(withCodeUsed(mailed(), purpose), purpose, '123456', later(1))).toEqual({
      kind: 'mail',
      instead: 'none-stands',
    });
  });

  test('R26 another code for the same answer is emailed after a minute, and not before', () => {
    const codes = mailed();
    expect(codeStep(codes, purpose, '', later(59.999))).toMatchObject({ kind: 'mailed-already', code: { number: 1 } });
    expect(codeStep(codes, purpose, '', later(60))).toEqual({ kind: 'mail', instead: 'none-typed' });
  });

  test('R26 only the newest code counts', () => {
    const second = mailed(mailed(), later(60));
    expect(codeStep(second, purpose, '123456', later(61))).toMatchObject({
      kind: 'compare',
      code: { number: 2, at: later(60) },
    });
  });

  test('R26 five wrong codes in a day lock the request until the next day in London, and four do not', () => {
    const four = tried(mailed(), maxWrongTries - 1);
    expect([triesLeft(four, at), isLocked(four, at)]).toEqual([1, false]);
    expect(codeStep(four, purpose, '123456', later(1)).kind).toBe('compare');
    const five = withWrongTry(four, at);
    expect([triesLeft(five, at), isLocked(five, at)]).toEqual([0, true]);
    expect(codeStep(five, purpose, '123456', later(1))).toEqual({ kind: 'locked' });
    expect(codeStep(five, grace, '', later(1))).toEqual({ kind: 'locked' });
    expect(codeStep(five, purpose, '', '2026-11-23T23:59:59.999Z')).toEqual({ kind: 'locked' });
    expect(codeStep(five, purpose, '', '2026-11-24T00:00:00.000Z')).toEqual({ kind: 'mail', instead: 'none-typed' });
    expect([triesLeft(five, tomorrow), isLocked(five, tomorrow)]).toEqual([5, false]);
  });

  test('R26 a lock cancels the code: after five wrong tries before midnight it cannot be tried after midnight', () => {
    const lateAtNight: Instant = '2026-11-23T23:59:00.000Z';
    const five = tried(mailed(mailed(undefined, lateAtNight), lateAtNight, grace), maxWrongTries, lateAtNight);
    const next: Instant = '2026-11-24T00:00:00.000Z';
    expect(codeStep(five, purpose, '123456', next)).toEqual({ kind: 'mail', instead: 'none-stands' });
    expect(codeStep(five, grace, '123456', next)).toEqual({ kind: 'mail', instead: 'none-stands' });
  });

  test.each([
    ['2026-11-23T10:00:00.000Z', '2026-11-24T00:00:00.000Z'],
    ['2026-07-01T22:59:59.999Z', '2026-07-01T23:00:00.000Z'],
    ['2026-07-01T23:00:00.000Z', '2026-07-02T23:00:00.000Z'],
  ] as const)('R26 a request locked at %s takes answers again at %s', (locked, again) => {
    expect(lockedUntil(locked)).toBe(again);
  });

  test('R26 a day is a London day: in summer it ends at 23:00 UTC', () => {
    const five = tried(mailed(undefined, '2026-07-01T22:00:00.000Z'), maxWrongTries, '2026-07-01T22:30:00.000Z');
    expect([isLocked(five, '2026-07-01T22:59:59.999Z'), isLocked(five, '2026-07-01T23:00:00.000Z')]).toEqual([
      true,
      false,
    ]);
  });

  test('R26 an officer is emailed ten codes in a day, and the last one still counts', () => {
    const minutely = (count: number) =>
      Array.from({ length: count }).reduce<CodesOfRequest | undefined>(
        (codes, _none, index) => mailed(codes, later(60 * index)),
        undefined,
      );
    const last = later(60 * (maxCodesADay - 1));
    expect(codeStep(minutely(maxCodesADay - 1), purpose, '', last)).toEqual({ kind: 'mail', instead: 'none-typed' });
    expect(codeStep(minutely(maxCodesADay), purpose, '', later(60, last))).toEqual({ kind: 'no-more-today' });
    expect(codeStep(minutely(maxCodesADay), purpose, '123456', later(60, last)).kind).toBe('compare');
    expect(codeStep(minutely(maxCodesADay), grace, '', later(60, last)).kind).toBe('mail');
    expect(codeStep(minutely(maxCodesADay), purpose, '', tomorrow)).toEqual({ kind: 'mail', instead: 'none-typed' });
  });

  test('R26 if two clocks differ around midnight, the counts of the later day remain', () => {
    const midnight: Instant = '2026-11-24T00:00:00.000Z';
    const five = tried(mailed(undefined, midnight), maxWrongTries, midnight);
    expect(isLocked(withWrongTry(five, '2026-11-23T23:59:59.000Z'), midnight)).toBe(true);
    expect(isLocked(five, '2026-11-23T23:59:59.000Z')).toBe(true);
  });
});

type Act = 'mail' | 'try' | 'use';

/** The codes after one act, changed as a use case would; unchanged if the next step is another. */
function acted(codes: CodesOfRequest | undefined, act: Act, now: Instant): CodesOfRequest | undefined {
  const step = codeStep(codes, purpose, act === 'mail' ? '' : '123456', now);
  if (step.kind === 'mail') return mailed(codes, now);
  if (step.kind !== 'compare' || codes === undefined) return codes;
  return act === 'use' ? withCodeUsed(codes, purpose) : withWrongTry(codes, now);
}

test("R26 after any acts each change has the next version, code numbers are unique, and counts stay within a day's limits", () => {
  const acts = fc.array(
    fc.record({ act: fc.constantFrom<Act>('mail', 'try', 'use'), seconds: fc.integer({ min: 1, max: 20_000 }) }),
    { maxLength: 60 },
  );
  fc.assert(
    fc.property(acts, (all) => {
      let now = at;
      const versions: CodesOfRequest[] = [];
      for (const { act, seconds } of all) {
        now = later(seconds, now);
        const codes = acted(versions.at(-1), act, now);
        if (codes !== undefined && codes !== versions.at(-1)) versions.push(codes);
      }
      expect(versions.map(({ version }) => version)).toEqual(versions.map((_codes, index) => index + 1));
      const issued = new Set(versions.flatMap(({ officers }) => officers.flatMap(({ standing }) => standing ?? [])));
      expect(new Set([...issued].map(({ number }) => number)).size).toBe(issued.size);
      for (const { day } of versions) {
        const ofDay = versions.filter((codes) => codes.day === day);
        expect([...issued].filter((code) => londonDate(code.at) === day).length).toBeLessThanOrEqual(maxCodesADay);
        expect(Math.max(...ofDay.map(({ wrong }) => wrong))).toBeLessThanOrEqual(maxWrongTries);
      }
    }),
  );
});

describe('R4, R26 who may have been prevented from answering at the end', () => {
  const close: Instant = '2026-11-23T17:00:00.000Z';
  const midnight: Instant = '2026-11-24T00:00:00.000Z';
  const minutely = (count: number) =>
    Array.from({ length: count }).reduce<CodesOfRequest | undefined>(
      (codes, _none, index) => mailed(codes, later(60 * index)),
      undefined,
    );

  test.each([
    ['nobody, if no code was emailed', undefined, close, false],
    ['nobody, after four wrong codes', tried(mailed(), 4), close, false],
    ['an officer whose request was locked on the day of the close', tried(mailed(), 5), close, true],
    ['an officer whose request was locked on the day that ends with the close', tried(mailed(), 5), midnight, true],
    ['nobody, if the lock was on the day before', tried(mailed(), 5), later(1, midnight), false],
    ['nobody, after nine codes', minutely(9), close, false],
    ['an officer who was emailed ten codes on the day of the close', minutely(10), close, true],
    ['nobody, if they were emailed on the day before', minutely(10), later(1, midnight), false],
    ['an officer who was emailed ten, beside another officer', mailed(minutely(10), later(900), grace), close, true],
  ])('R4, R26 is %s', (_who, codes, closesAt, barred) => {
    expect(isBarredAtClose(codes, closesAt)).toBe(barred);
  });
});

describe('R26 the digits of a code', () => {
  // RFC 4226, appendix D: the secret “12345678901234567890”, counters 0 to 9, and their codes.
  test.each([
    [0, '755224'],
    [1, '287082'],
    [2, '359152'],
    [3, '969429'],
    [4, '338314'],
    [5, '254676'],
    [6, '287922'],
    [7, '162583'],
    [8, '399871'],
    [9, '520489'],
  ])('R26 are those of RFC 4226 for the MAC of counter %d', (counter, expected) => {
    const moved = Buffer.alloc(8);
    moved.writeBigUInt64BE(BigInt(counter));
    expect(codeDigits(createHmac('sha1', '12345678901234567890').update(moved).digest('hex'))).toBe(expected);
  });

  test('R26 are six for every MAC, with leading zeros kept', () => {
    const mac = fc.uint8Array({ minLength: 20, maxLength: 64 }).map((bytes) => Buffer.from(bytes).toString('hex'));
    fc.assert(fc.property(mac, (hex) => /^\d{6}$/.test(codeDigits(hex))));
    expect(codeDigits(`${'00'.repeat(31)}00`)).toBe('000000');
    expect(codeDigits(`ffffffff${'00'.repeat(28)}`)).toBe(String(0x7f_ff_ff_ff % 1_000_000));
  });

  test.each([
    ['of 19 bytes', 'ab'.repeat(19)],
    ['with half a byte', `${'ab'.repeat(20)}c`],
    ['in capitals', 'AB'.repeat(32)],
    ['that is none', ''],
  ])('R26 are refused for a MAC %s', (_what, mac) => {
    expect(() => codeDigits(mac)).toThrow(new RangeError('A code needs an HMAC of at least 20 bytes, in hex.'));
  });

  test.each([
    ['123456', true],
    ['123 456', true],
    ['123-456', true],
    [' 123456\n', true],
    ['123457', false],
    ['12345', false],
    ['0123456', false],
    ['', false],
  ])('R26 %j is the code 123456: %s', (typed, same) => {
    expect(isSameCode(typed, '123456')).toBe(same);
  });
});

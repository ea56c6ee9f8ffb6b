import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { englandAndWales } from '../../../functions/domain/vocabulary/bank-holidays.ts';
import {
  addDays,
  addMonths,
  addSeconds,
  dateAt,
  dateInWords,
  daysBetween,
  type Instant,
  instantOf,
  inWords,
  isLocalDate,
  type LocalDate,
  londonDate,
  londonInstant,
  normaliseInstant,
  parseDuration,
} from '../../../functions/domain/vocabulary/calendar.ts';
import {
  deadlineAfter,
  isWorkingDay,
  lastWorkingDay,
  reminderInstants,
} from '../../../functions/domain/vocabulary/working-days.ts';

const instants = fc
  .date({ min: new Date('2020-01-01T00:00:00Z'), max: new Date('2099-12-31T23:59:59Z'), noInvalidDate: true })
  .map((date) => instantOf(date.getTime()));
const hours = fc.integer({ min: 0, max: 23 });
const minutes = fc.integer({ min: 0, max: 59 });
const two = (n: number) => String(n).padStart(2, '0');

const london = new Intl.DateTimeFormat('en-GB', {
  timeZone: 'Europe/London',
  hourCycle: 'h23',
  ...{ year: 'numeric', month: '2-digit', day: '2-digit', hour: '2-digit', minute: '2-digit' },
});
function shownInLondon(instant: Instant): { date: LocalDate; time: string } {
  const parts = london.formatToParts(new Date(instant)).map(({ type, value }) => [type, value]);
  const { year, month, day, hour, minute } = Object.fromEntries(parts);
  return { date: `${year}-${month}-${day}`, time: `${hour}:${minute}` };
}

describe('Europe/London', () => {
  test('the London date is the one in the time zone database', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(londonDate(instant)).toBe(shownInLondon(instant).date);
      }),
      { numRuns: 2000 },
    );
  });

  test('a London time is the instant at which the time zone database shows it', () => {
    fc.assert(
      fc.property(instants, hours, minutes, (near, hour, minute) => {
        const [date, time] = [dateAt(Date.parse(near)), `${two(hour)}:${two(minute)}`];
        const shown = shownInLondon(londonInstant(date, time));
        const skipped = shown.time !== time && hour === 1;
        expect(shown).toEqual({ date, time: skipped ? `02:${two(minute)}` : time });
      }),
      { numRuns: 2000 },
    );
  });

  test.each([
    ['2026-03-29', '00:59', '2026-03-29T00:59:00.000Z'],
    ['2026-03-29', '01:30', '2026-03-29T01:30:00.000Z'],
    ['2026-03-29', '02:00', '2026-03-29T01:00:00.000Z'],
    ['2026-10-25', '00:59', '2026-10-24T23:59:00.000Z'],
    ['2026-10-25', '01:30', '2026-10-25T00:30:00.000Z'],
    ['2026-10-25', '02:00', '2026-10-25T02:00:00.000Z'],
    ['2026-07-01', '17:00', '2026-07-01T16:00:00.000Z'],
    ['2026-12-18', '17:00', '2026-12-18T17:00:00.000Z'],
  ] as const)('on %s the clock shows %s at %s', (date, time, instant) => {
    expect(londonInstant(date, time)).toBe(instant);
  });

  test('just before midnight UTC in summer it is tomorrow in London', () => {
    expect(londonDate('2026-06-30T22:59:59.999Z')).toBe('2026-06-30');
    expect(londonDate('2026-06-30T23:00:00.000Z')).toBe('2026-07-01');
    expect(londonDate('2026-12-31T23:59:59.999Z')).toBe('2026-12-31');
  });

  test('a text that is not a date, time or instant is an error', () => {
    expect(() => londonInstant('2026-02-29', '17:00')).toThrow('2026-02-29 is not a date');
    for (const time of ['24:00', '117:00', '17:000', '17:00:00', '']) {
      expect(() => londonInstant('2026-02-28', time)).toThrow(`${time} is not a time of day`);
    }
    expect(() => londonDate('2026-13-01T00:00:00.000Z')).toThrow('2026-13-01T00:00:00.000Z is not an instant');
  });
});

describe('working days', () => {
  test.each<[LocalDate, boolean, string]>([
    ['2026-12-18', true, 'a Friday'],
    ['2026-12-19', false, 'a Saturday'],
    ['2026-12-20', false, 'a Sunday'],
    ['2026-12-25', false, 'Christmas Day'],
    ['2026-12-28', false, 'the substitute for Boxing Day'],
    ['2026-12-29', true, 'the day after it'],
    ['2033-04-15', false, 'a Good Friday that is not published yet'],
  ])('R9 %s is a working day: %s (%s)', (date, expected) => {
    expect(isWorkingDay(date, englandAndWales)).toBe(expected);
  });

  test('R9 a deadline is 17:00 in London on a working day, after the right number of working days', () => {
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 40 }), (instant, workingDays) => {
        const deadline = deadlineAfter(instant, workingDays, englandAndWales);
        const { date, time } = shownInLondon(deadline);
        expect(time).toBe('17:00');
        let counted = 0;
        for (let day = londonDate(instant); day < date; ) {
          day = addDays(day, 1);
          if (isWorkingDay(day, englandAndWales)) counted += 1;
        }
        expect(counted).toBe(workingDays);
        expect(isWorkingDay(date, englandAndWales)).toBe(true);
      }),
    );
  });

  test.each<[Instant, number, Instant, string]>([
    ['2026-12-17T09:00:00.000Z', 1, '2026-12-18T17:00:00.000Z', 'the next day'],
    ['2026-12-17T23:59:00.000Z', 1, '2026-12-18T17:00:00.000Z', 'the next day, however late it is'],
    ['2026-12-18T09:00:00.000Z', 1, '2026-12-21T17:00:00.000Z', 'over a weekend'],
    ['2026-12-19T09:00:00.000Z', 1, '2026-12-21T17:00:00.000Z', 'from a weekend'],
    ['2026-12-24T09:00:00.000Z', 1, '2026-12-29T17:00:00.000Z', 'over Christmas'],
    ['2026-12-18T09:00:00.000Z', 10, '2027-01-06T17:00:00.000Z', 'ten days over Christmas and New Year'],
    ['2026-03-27T09:00:00.000Z', 1, '2026-03-30T16:00:00.000Z', 'into summer time'],
    ['2026-06-30T23:30:00.000Z', 1, '2026-07-02T16:00:00.000Z', 'from a day that has begun in London only'],
  ])('R9 from %s a deadline of %i working days is %s: %s', (instant, workingDays, deadline) => {
    expect(deadlineAfter(instant, workingDays, englandAndWales)).toBe(deadline);
  });

  test.for([
    ['2026-12-18T17:00:00.000Z', '2026-12-18T00:00:00.000Z', 'a Friday'],
    ['2026-12-20T12:00:00.000Z', '2026-12-18T00:00:00.000Z', 'a Sunday'],
    ['2026-12-28T12:00:00.000Z', '2026-12-24T00:00:00.000Z', 'a bank holiday after Christmas'],
    ['2026-12-21T00:00:00.000Z', '2026-12-18T00:00:00.000Z', 'midnight, which belongs to the day before'],
    ['2026-12-21T00:00:00.001Z', '2026-12-21T00:00:00.000Z', 'a moment after midnight'],
    ['2026-07-01T16:00:00.000Z', '2026-06-30T23:00:00.000Z', 'summer time'],
  ] as const)('R1 the last working day before %s begins at %s: %s', ([deadline, begins]) => {
    expect(lastWorkingDay(deadline, englandAndWales)).toBe(begins);
  });

  test('R9 a response time without working days is an error', () => {
    expect(() => deadlineAfter('2026-12-17T09:00:00.000Z', 0, englandAndWales)).toThrow('0 working days');
    expect(() => deadlineAfter('2026-12-17T09:00:00.000Z', 1.5, englandAndWales)).toThrow('1.5 working days');
  });

  test('R9 reminders go out at 9am in London on working days, in order, at most three, within the round', () => {
    const before = fc.array(fc.integer({ min: 0, max: 30 }), { maxLength: 6 });
    fc.assert(
      fc.property(instants, fc.integer({ min: 1, max: 30 }), before, (openedAt, workingDays, daysBefore) => {
        const deadline = deadlineAfter(openedAt, workingDays, englandAndWales);
        const reminders = reminderInstants(deadline, daysBefore, openedAt, englandAndWales);
        expect(reminders.length).toBeLessThanOrEqual(3);
        expect([...new Set(reminders)].toSorted()).toEqual(reminders);
        for (const reminder of reminders) {
          expect(reminder > openedAt && reminder < deadline).toBe(true);
          const { date, time } = shownInLondon(reminder);
          expect({ time, working: isWorkingDay(date, englandAndWales) }).toEqual({ time: '09:00', working: true });
        }
      }),
    );
  });

  test('R9 reminders count back over the weekend, and none goes out before the opening', () => {
    const deadline: Instant = '2026-12-18T17:00:00.000Z';
    const days = [5, 2, 1];
    expect(reminderInstants(deadline, days, '2026-12-04T12:00:00.000Z', englandAndWales)).toEqual([
      '2026-12-11T09:00:00.000Z',
      '2026-12-16T09:00:00.000Z',
      '2026-12-17T09:00:00.000Z',
    ]);
    expect(reminderInstants(deadline, days, '2026-12-11T08:59:59.999Z', englandAndWales)).toHaveLength(3);
    expect(reminderInstants(deadline, days, '2026-12-11T09:00:00.000Z', englandAndWales)).toHaveLength(2);
    expect(reminderInstants(deadline, days, '2026-12-17T09:00:00.000Z', englandAndWales)).toEqual([]);
  });

  test('R9 of more than three reminders only the three nearest the deadline go out, and one on its day only if before it', () => {
    const openedAt: Instant = '2026-12-04T12:00:00.000Z';
    expect(reminderInstants('2026-12-18T17:00:00.000Z', [4, 3, 2, 1, 0], openedAt, englandAndWales)).toEqual([
      '2026-12-16T09:00:00.000Z',
      '2026-12-17T09:00:00.000Z',
      '2026-12-18T09:00:00.000Z',
    ]);
    expect(reminderInstants('2026-12-18T09:00:00.000Z', [0], openedAt, englandAndWales)).toEqual([]);
  });

  test('R9 reminders for a deadline on a weekend count from the working day before it', () => {
    expect(reminderInstants('2026-12-20T17:00:00.000Z', [1], '2026-12-01T09:00:00.000Z', englandAndWales)).toEqual([
      '2026-12-18T09:00:00.000Z',
    ]);
  });
});

describe('words', () => {
  test.each([
    ['2026-12-18T17:00:00.000Z', '5pm on Friday 18 December 2026'],
    ['2026-07-01T16:00:00.000Z', '5pm on Wednesday 1 July 2026'],
    ['2026-12-18T09:30:00.000Z', '9:30am on Friday 18 December 2026'],
    ['2026-12-18T09:05:59.999Z', '9:05am on Friday 18 December 2026'],
    ['2026-12-18T12:00:00.000Z', 'midday on Friday 18 December 2026'],
    ['2026-12-18T12:30:00.000Z', '12:30pm on Friday 18 December 2026'],
    ['2026-12-18T00:00:00.000Z', 'midnight at the start of Friday 18 December 2026'],
    ['2026-12-18T00:01:00.000Z', '12:01am on Friday 18 December 2026'],
    ['2026-06-30T23:00:00.000Z', 'midnight at the start of Wednesday 1 July 2026'],
  ] as const)('%s is %s', (instant, words) => {
    expect(inWords(instant)).toBe(words);
  });

  test('a date in words has no leading zero', () => {
    expect(dateInWords('2026-12-18')).toBe('18 December 2026');
    expect(dateInWords('2027-01-01')).toBe('1 January 2027');
  });
});

describe('arithmetic', () => {
  test('adding seconds and days can be undone', () => {
    const days = fc.integer({ min: -5000, max: 5000 });
    fc.assert(
      fc.property(instants, days, (instant, count) => {
        expect(addSeconds(addSeconds(instant, count), -count)).toBe(instant);
        const date = dateAt(Date.parse(instant));
        expect(daysBetween(date, addDays(date, count))).toBe(count);
        expect(addDays(date, count)).toBe(addSeconds(`${date}T00:00:00.000Z`, count * 86_400).slice(0, 10));
      }),
    );
  });

  test.each([
    ['2026-12-18T17:00:00.123Z', 13, '2028-01-18T17:00:00.123Z'],
    ['2027-01-31T12:00:00.000Z', 13, '2028-02-29T12:00:00.000Z'],
    ['2026-01-31T12:00:00.000Z', 1, '2026-02-28T12:00:00.000Z'],
    ['2026-03-31T12:00:00.000Z', -1, '2026-02-28T12:00:00.000Z'],
    ['1969-12-31T23:59:00.000Z', 2, '1970-02-28T23:59:00.000Z'],
  ] as const)('%s plus %i months is %s', (instant, months, expected) => {
    expect(addMonths(instant, months)).toBe(expected);
  });

  test('an instant whose year has more than four digits is an error, because it would not compare as text', () => {
    const beyond = new RangeError('+010000-01-01T00:00:00.000Z is outside the years that compare as text');
    expect(() => addSeconds('9999-12-31T23:59:59.000Z', 1)).toThrow(beyond);
    expect(() => addMonths('9999-12-31T23:59:59.000Z', 1)).toThrow('+010000-01-31T23:59:59.000Z is outside');
    expect(addSeconds('9999-12-31T23:59:58.000Z', 1)).toBe('9999-12-31T23:59:59.000Z');
  });
});

describe('reading', () => {
  test.each(['2026-12-18', '2028-02-29', '2000-02-29'])('%s is a date', (text) => {
    expect(isLocalDate(text)).toBe(true);
  });

  test.each([
    '2026-02-29',
    '2100-02-29',
    '2026-13-01',
    '2026-00-10',
    '2026-04-31',
    '2026-1-1',
    '2026-12',
    '2026',
    '18/12/2026',
    '',
    '2026-12-18T00:00:00Z',
    '2026-12-18\n',
  ])('"%s" is not a date', (text) => {
    expect(isLocalDate(text)).toBe(false);
  });

  test('an instant is read as itself', () => {
    fc.assert(
      fc.property(instants, (instant) => {
        expect(normaliseInstant(instant)).toEqual({ kind: 'instant', instant });
      }),
    );
  });

  test.each([
    ['2026-12-18T17:00:00Z', '2026-12-18T17:00:00.000Z'],
    ['2026-12-18T17:00Z', '2026-12-18T17:00:00.000Z'],
    ['2026-12-18T17:00:00.5Z', '2026-12-18T17:00:00.500Z'],
    ['2026-12-18T17:00:00.123999+00:00', '2026-12-18T17:00:00.123Z'],
    ['2026-12-18T18:00:00+01:00', '2026-12-18T17:00:00.000Z'],
    ['2026-12-31T20:00:00-05:30', '2027-01-01T01:30:00.000Z'],
    ['1000-01-01T00:00:00Z', '1000-01-01T00:00:00.000Z'],
    ['9999-12-31T23:59:59.999Z', '9999-12-31T23:59:59.999Z'],
  ])('%s is the instant %s', (text, instant) => {
    expect(normaliseInstant(text)).toEqual({ kind: 'instant', instant });
  });

  test.each([
    ['2026-12-18T17:00:00', 'offset from UTC'],
    ['2026-12-18', 'ISO 8601'],
    ['2026-12-18 17:00:00Z', 'ISO 8601'],
    ['2026-12-18T24:00:00Z', 'ISO 8601'],
    ['2026-12-18T23:59:60Z', 'ISO 8601'],
    ['2026-12-18T17Z', 'ISO 8601'],
    ['2026-12-18T17:00:00+0100', 'ISO 8601'],
    ['2026-12-18T17:00:00+24:00', 'ISO 8601'],
    ['2026-12-18T17:00:00.Z', 'ISO 8601'],
    ['1797613200000', 'ISO 8601'],
    ['tomorrow', 'ISO 8601'],
    ['by 2026-12-18T17:00:00Z', 'ISO 8601'],
    ['', 'ISO 8601'],
    ['2026-02-29T17:00:00Z', 'no date 2026-02-29'],
    ['9999-12-31T23:30:00-01:00', 'from 1000 to 9999'],
    ['1000-01-01T00:30:00+01:00', 'from 1000 to 9999'],
    ['0000-01-01T00:30:00+01:00', 'from 1000 to 9999'],
  ])('"%s" is refused as an instant: %s', (text, why) => {
    expect(normaliseInstant(text)).toEqual({ kind: 'refused', why: expect.stringContaining(why) });
  });

  test.each([
    ['PT24H', 86_400],
    ['PT0S', 0],
    ['P1D', 86_400],
    ['P2DT3H4M5S', 183_845],
    ['P10DT20H30M40S', 937_840],
    ['PT90M', 5400],
  ])('%s is %i seconds', (text, seconds) => {
    expect(parseDuration(text)).toEqual({ kind: 'seconds', seconds });
  });

  test.each([
    '',
    'P',
    'PT',
    'P1DT',
    'P1M',
    'P1Y',
    'P1W',
    'PT1.5H',
    '-PT1H',
    'PT-1H',
    '24H',
    'pt24h',
    'PT1M1H',
    'PT9999999999S',
  ])('"%s" is refused as a duration', (text) => {
    expect(parseDuration(text)).toEqual({ kind: 'refused', why: expect.stringContaining('such as PT24H') });
  });
});

/** ISO 8601 UTC with milliseconds, such as `2026-12-18T17:00:00.000Z`, so that instants compare as text. */
export type Instant = `${number}-${number}-${number}T${string}Z`;

/** `2026-12-18`, a date in Europe/London. */
export type LocalDate = `${number}-${number}-${number}`;

/** `2026-27`: 1 April 2026 to 31 March 2027. */
export type FinancialYear = `${number}-${number}`;

type Refused = { readonly kind: 'refused'; readonly why: string };

const millisecondsOfHour = 3_600_000;

export const millisecondsOfDay = 24 * millisecondsOfHour;

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'] as const;

const months = [
  'January',
  'February',
  'March',
  'April',
  'May',
  'June',
  'July',
  'August',
  'September',
  'October',
  'November',
  'December',
] as const;

/** Whether a text is a moment as the service writes it: in UTC, with milliseconds. */
export function isInstant(text: string): text is Instant {
  return /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/.test(text);
}

/** Whether a text is a calendar date, written `2026-12-18`. */
export function isLocalDate(text: string): text is LocalDate {
  if (!/^\d{4}-\d{2}-\d{2}$/.test(text)) return false;
  const milliseconds = Date.parse(`${text}T00:00:00.000Z`);
  return !Number.isNaN(milliseconds) && new Date(milliseconds).toISOString().startsWith(text);
}

/**
 * Reads a moment in ISO 8601. Seconds and their fraction are optional; `Z` or an offset such as `+01:00` is required.
 * Digits finer than a millisecond are cut off. Refuses everything else, and says why.
 *
 * @example normaliseInstant('2026-12-18T18:00+01:00') // { kind: 'instant', instant: '2026-12-18T17:00:00.000Z' }
 */
export function normaliseInstant(text: string): { readonly kind: 'instant'; readonly instant: Instant } | Refused {
  const [, date, minutes, seconds = '00', fraction = '', offset] = momentForm.exec(text) ?? [];
  if (date === undefined) return refused('Write the date and time in ISO 8601, such as 2026-12-18T17:00:00Z');
  if (offset === undefined)
    return refused('The offset from UTC is missing: end with Z, or with an offset such as +01:00');
  if (!isLocalDate(date)) return refused(`There is no date ${date}`);
  const milliseconds = Date.parse(`${date}T${minutes}:${seconds}.${fraction.slice(0, 3).padEnd(3, '0')}${offset}`);
  const year = new Date(milliseconds).getUTCFullYear();
  if (year < 1000 || year > 9999) return refused('Give a year from 1000 to 9999');
  return { kind: 'instant', instant: instantOf(milliseconds) };
}

const momentForm =
  /^(\d{4}-\d{2}-\d{2})T((?:[01]\d|2[0-3]):[0-5]\d)(?::([0-5]\d)(?:\.(\d{1,9}))?)?(Z|[+-](?:[01]\d|2[0-3]):[0-5]\d)?$/;

/**
 * Reads an ISO 8601 duration of whole days (24 hours each), hours, minutes and seconds, such as `PT24H`, into seconds.
 * Refuses years and months, which have no fixed length, and weeks and fractions, which nobody needs.
 */
export function parseDuration(text: string): { readonly kind: 'seconds'; readonly seconds: number } | Refused {
  const [whole, days, hours, minutes, seconds] =
    /^P(?:(\d{1,9})D)?(?:T(?:(\d{1,9})H)?(?:(\d{1,9})M)?(?:(\d{1,9})S)?)?$/.exec(text) ?? [];
  if (whole === undefined || /[PT]$/.test(whole)) {
    return refused('Write a duration of days, hours, minutes and seconds in ISO 8601, such as PT24H or P2D');
  }
  const [d, h, m, s] = [days, hours, minutes, seconds].map((part) => Number(part ?? 0)) as [
    number,
    number,
    number,
    number,
  ];
  return { kind: 'seconds', seconds: ((d * 24 + h) * 60 + m) * 60 + s };
}

/** The moment `seconds` later, or earlier if negative. */
export function addSeconds(instant: Instant, seconds: number): Instant {
  return instantOf(millisecondsOf(instant) + seconds * 1000);
}

/** The same time of day in UTC `months` later, or earlier if negative; at most the last day of that month. */
export function addMonths(instant: Instant, months: number): Instant {
  const from = new Date(millisecondsOf(instant));
  const [year, month] = [from.getUTCFullYear(), from.getUTCMonth() + months];
  const lastDay = new Date(Date.UTC(year, month + 1, 0)).getUTCDate();
  const timeOfDay = from.getTime() - midnightOf(dateAt(from.getTime()));
  return instantOf(Date.UTC(year, month, Math.min(from.getUTCDate(), lastDay)) + timeOfDay);
}

/** The date `days` later, or earlier if negative. */
export function addDays(date: LocalDate, days: number): LocalDate {
  return dateAt(midnightOf(date) + days * millisecondsOfDay);
}

/** The number of days from one date to another; negative if `to` is earlier. */
export function daysBetween(from: LocalDate, to: LocalDate): number {
  return (midnightOf(to) - midnightOf(from)) / millisecondsOfDay;
}

/** The date in Europe/London at a moment. */
export function londonDate(instant: Instant): LocalDate {
  return dateAt(londonClock(instant).getTime());
}

/**
 * The moment at which clocks in Europe/London show `time` (`HH:MM`) on `date`. A time that occurs twice in October
 * means the first one. A time that is skipped in March means one hour later (01:30 becomes 02:30 summer time).
 *
 * @example londonInstant('2026-07-01', '17:00') // '2026-07-01T16:00:00.000Z'
 */
export function londonInstant(date: LocalDate, time: string): Instant {
  if (!/^(?:[01]\d|2[0-3]):[0-5]\d$/.test(time)) throw new RangeError(`${time} is not a time of day`);
  const shown = midnightOf(date) + Number(time.slice(0, 2)) * millisecondsOfHour + Number(time.slice(3)) * 60_000;
  const inSummer = shown - millisecondsOfHour;
  return instantOf(isSummerTime(inSummer) ? inSummer : shown);
}

/**
 * A moment in words, in Europe/London, to the minute: "5pm on Friday 18 December 2026", "9:30am on …", "midday on …".
 * Midnight says which one: "midnight at the start of Friday 18 December 2026".
 */
export function inWords(instant: Instant): string {
  const clock = londonClock(instant);
  const date = dateAt(clock.getTime());
  const day = `${weekdays[clock.getUTCDay()]} ${dateInWords(date)}`;
  const [hour, minute] = [clock.getUTCHours(), clock.getUTCMinutes()];
  if (minute === 0 && hour === 0) return `midnight at the start of ${day}`;
  if (minute === 0 && hour === 12) return `midday on ${day}`;
  const minutes = minute === 0 ? '' : `:${String(minute).padStart(2, '0')}`;
  return `${hour % 12 === 0 ? 12 : hour % 12}${minutes}${hour < 12 ? 'am' : 'pm'} on ${day}`;
}

/** The time of day in words, in Europe/London: "9:40am", "midday", "midnight". */
export function timeInWords(instant: Instant): string {
  return inWords(instant).replace(/ (?:on|at the start of) .*$/, '');
}

/** A date in words: "18 December 2026". */
export function dateInWords(date: LocalDate): string {
  const day = new Date(midnightOf(date));
  return `${day.getUTCDate()} ${months[day.getUTCMonth()]} ${day.getUTCFullYear()}`;
}

/** A Date whose UTC fields are what clocks in Europe/London show. */
function londonClock(instant: Instant): Date {
  const milliseconds = millisecondsOf(instant);
  return new Date(milliseconds + (isSummerTime(milliseconds) ? millisecondsOfHour : 0));
}

/**
 * Summer time lasts from 01:00 UTC on the last Sunday of March to 01:00 UTC on the last Sunday of October (Summer Time
 * Order 2002, SI 2002/262).
 */
function isSummerTime(milliseconds: number): boolean {
  const year = new Date(milliseconds).getUTCFullYear();
  return milliseconds >= clockChange(year, 2) && milliseconds < clockChange(year, 9);
}

function clockChange(year: number, month: 2 | 9): number {
  const lastDay = new Date(Date.UTC(year, month, 31));
  return lastDay.getTime() - lastDay.getUTCDay() * millisecondsOfDay + millisecondsOfHour;
}

export function midnightOf(date: LocalDate): number {
  if (!isLocalDate(date)) throw new RangeError(`${date} is not a date`);
  return Date.parse(`${date}T00:00:00.000Z`);
}

function millisecondsOf(instant: Instant): number {
  const milliseconds = Date.parse(instant);
  if (Number.isNaN(milliseconds)) throw new RangeError(`${instant} is not an instant`);
  return milliseconds;
}

export function instantOf(milliseconds: number): Instant {
  const instant = new Date(milliseconds).toISOString();
  if (!isInstant(instant)) throw new RangeError(`${instant} is outside the years that compare as text`);
  return instant;
}

/** The date in UTC at a moment, in milliseconds since 1970. */
export function dateAt(milliseconds: number): LocalDate {
  return instantOf(milliseconds).slice(0, 10) as LocalDate;
}

function refused(why: string): Refused {
  return { kind: 'refused', why };
}

import { type BankHolidays, isBankHoliday } from './bank-holidays.ts';
import {
  addDays,
  addSeconds,
  dateAt,
  type Instant,
  type LocalDate,
  londonDate,
  londonInstant,
  midnightOf,
  millisecondsOfDay,
} from './calendar.ts';

/** Monday to Friday, except bank holidays. */
export function isWorkingDay(date: LocalDate, holidays: BankHolidays): boolean {
  return isWorkingMidnight(midnightOf(date), holidays);
}

/**
 * R9. The deadline after a number of working days (1 or more): 17:00 Europe/London. Day 1 is the next working day after
 * the London date of `instant`, at any time of day.
 */
export function deadlineAfter(instant: Instant, workingDays: number, holidays: BankHolidays): Instant {
  if (!Number.isSafeInteger(workingDays) || workingDays < 1)
    throw new RangeError(`Cannot count ${workingDays} working days`);
  return londonInstant(workingDaysFrom(londonDate(instant), workingDays, 1, holidays), '17:00');
}

/**
 * R29. The start of the day in London after a number of working days, counted as for a deadline; with 0 the moment
 * itself.
 *
 * @example startOfDayAfter('2026-12-18T17:00:00.000Z', 5, holidays) // '2026-12-30T00:00:00.000Z', after Christmas
 */
export function startOfDayAfter(instant: Instant, workingDays: number, holidays: BankHolidays): Instant {
  if (workingDays === 0) return instant;
  return londonInstant(addDays(londonDate(deadlineAfter(instant, workingDays, holidays)), 1), '00:00');
}

/**
 * R1. When the last working day before a deadline begins, in London. A deadline at midnight belongs to the day before.
 *
 * @example lastWorkingDay('2026-12-20T12:00:00.000Z', holidays) // '2026-12-18T00:00:00.000Z', the Friday before
 */
export function lastWorkingDay(deadline: Instant, holidays: BankHolidays): Instant {
  const last = londonDate(addSeconds(deadline, -0.001));
  return londonInstant(isWorkingDay(last, holidays) ? last : workingDaysFrom(last, 1, -1, holidays), '00:00');
}

/**
 * R9. When to send reminders: 09:00 Europe/London, that many working days before the deadline's date (0 is that date).
 * Only moments after `openedAt` and before the deadline count. At most the three nearest the deadline, earliest first.
 */
export function reminderInstants(
  deadline: Instant,
  workingDaysBefore: readonly number[],
  openedAt: Instant,
  holidays: BankHolidays,
): readonly Instant[] {
  const date = londonDate(deadline);
  const moments = workingDaysBefore.map((days) => londonInstant(workingDaysFrom(date, days, -1, holidays), '09:00'));
  const open = moments.filter((moment) => moment > openedAt && moment < deadline);
  return [...new Set(open)].toSorted().slice(-3);
}

/** The date `count` working days after (`step` 1) or before (−1) a date. */
function workingDaysFrom(date: LocalDate, count: number, step: 1 | -1, holidays: BankHolidays): LocalDate {
  let [day, left] = [midnightOf(date), count];
  while (left > 0) {
    day += step * millisecondsOfDay;
    if (isWorkingMidnight(day, holidays)) left -= 1;
  }
  return dateAt(day);
}

function isWorkingMidnight(midnight: number, holidays: BankHolidays): boolean {
  const weekday = new Date(midnight).getUTCDay();
  return weekday !== 0 && weekday !== 6 && !isBankHoliday(dateAt(midnight), holidays);
}

import { type Instant, type LocalDate, londonDate } from '../../domain/vocabulary/calendar.ts';

let moment: Instant = '1970-01-01T00:00:00.000Z';
let day: LocalDate = londonDate(moment);

/**
 * The date in London of a moment of a row. The rows of a proposal come one after the other and share their moments, so that the last
 * answer is nearly always the next one.
 */
export function londonDay(instant: Instant): LocalDate {
  if (instant !== moment) {
    day = londonDate(instant);
    moment = instant;
  }
  return day;
}

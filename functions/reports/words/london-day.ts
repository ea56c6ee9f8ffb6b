import { type Instant, type LocalDate, londonDate } from '../../domain/vocabulary/calendar.ts';

let moment: Instant = '1970-01-01T00:00:00.000Z';
let day: LocalDate = londonDate(moment);

/**
 * The date in London at a moment. The rows of a proposal come one after the other and share their moments, so the last
 * date is nearly always the next one.
 */
export function londonDay(instant: Instant): LocalDate {
  if (instant !== moment) {
    day = londonDate(instant);
    moment = instant;
  }
  return day;
}

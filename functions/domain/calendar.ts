/** ISO 8601 UTC with milliseconds, such as `2026-12-18T17:00:00.000Z`, so that instants compare as text. */
export type Instant = string;
/** `2026-12-18`, a date in Europe/London. */
export type LocalDate = string;
/** `2026-27`: 1 April 2026 to 31 March 2027. */
export type FinancialYear = string;

import type { PlantedBug } from '../planted-bug.ts';

/** Mistakes about time: deadlines, reminders and how long a code is valid. */
export const timeBugs: readonly PlantedBug[] = [
  {
    number: 39,
    name: 'answer-at-the-deadline-is-in-time',
    area: 'time',
    rule: 'R5',
    what: 'an answer at exactly the deadline counts',
    edits: [{ symbol: 'isLate', before: 'return at >= closesAt;', after: 'return at > closesAt;' }],
  },
  {
    number: 40,
    name: 'review-closes-a-moment-late',
    area: 'time',
    rule: 'R17',
    what: 'a review still waits at exactly its deadline',
    edits: [
      {
        symbol: 'reviewOutcome',
        file: 'review.ts',
        before: "if (at < closesAt && (stillAsked || answered.length === 0)) return { kind: 'open' };",
        after: "if (at <= closesAt && (stillAsked || answered.length === 0)) return { kind: 'open' };",
      },
    ],
  },
  {
    number: 41,
    name: 'deadline-counts-today',
    area: 'time',
    rule: 'R9',
    what: 'working day 1 of a deadline is today instead of the next working day',
    edits: [
      {
        symbol: 'deadlineAfter',
        before: 'workingDaysFrom(londonDate(instant), workingDays, 1, holidays)',
        after: 'workingDaysFrom(londonDate(instant), workingDays - 1, 1, holidays)',
      },
    ],
  },
  {
    number: 42,
    name: 'summer-time-forgotten',
    area: 'time',
    rule: 'R9',
    what: '5pm in July means 17:00 UTC',
    edits: [
      {
        symbol: 'londonInstant',
        before: 'return instantOf(isSummerTime(inSummer) ? inSummer : shown);',
        after: 'return instantOf(isSummerTime(inSummer) ? shown : shown);',
      },
    ],
  },
  {
    number: 43,
    name: 'reminder-is-sent-with-every-sweep',
    area: 'time',
    rule: 'R9',
    what: 'once a reminder is due, every sweep sends it again',
    edits: [
      {
        symbol: 'remind',
        file: 'attend-round.ts',
        before: ' || request.remindedAt.some((sent) => sent >= latest)',
        after: '',
      },
    ],
  },
  {
    number: 74,
    name: 'code-is-valid-for-ever',
    area: 'time',
    rule: 'R26',
    what: 'a code is valid until another code is requested',
    edits: [
      {
        symbol: 'codeStep',
        before: 'const isGood = standing !== null && isFor(standing, purpose) && at < goodUntil(standing);',
        after: 'const isGood = standing !== null && isFor(standing, purpose) && at !== goodUntil(standing);',
      },
    ],
  },
  {
    number: 80,
    name: 'code-outlives-its-lock',
    area: 'time',
    rule: 'R26',
    what: 'a code that was tried five times before midnight can be tried again after midnight',
    edits: [{ symbol: 'withWrongTry', before: 'wrong < maxWrongTries', after: 'wrong <= maxWrongTries' }],
  },
];

import * as z from 'zod/mini';
import { parseDuration } from '../../domain/vocabulary/calendar.ts';
import { mostPartners } from '../../domain/vocabulary/proposal.ts';
import {
  type DecisionRule,
  fixedReviews,
  type Scheme,
  schemeDefaults,
  sharesOf,
  silenceRules,
} from '../../domain/vocabulary/scheme.ts';
import { expected, list, record, textThat, wholeNumber, word } from '../words/expected.ts';
import { Amount } from '../words/vocabulary.ts';

const workingDays = wholeNumber(1, 120);

/** A fraction above 0 and at most 1, as [numerator, denominator]. */
const Fraction = z
  .tuple([wholeNumber(1, 1_000), wholeNumber(1, 1_000)], expected('a fraction as [numerator, denominator]'))
  .check(z.refine(([n, d]) => n <= d, { error: 'Expected a fraction of at most 1, such as [2, 3].' }));

const Rule = z.discriminatedUnion(
  'kind',
  [
    record('a decision rule', { kind: z.literal('coalition'), minimumBoroughs: wholeNumber(2, mostPartners) }),
    record('a decision rule', {
      kind: z.literal('share'),
      of: word(sharesOf),
      atLeast: Fraction,
    }),
    record('a decision rule', { kind: z.literal('unanimous') }),
  ],
  {
    error: ({ code, input }) =>
      code === 'invalid_union'
        ? 'Expected one of "coalition", "share", "unanimous".'
        : expected('a decision rule').error({ input }),
  },
) satisfies z.ZodMiniType<DecisionRule>;

const Required = z.union([z.enum(fixedReviews), record('an amount', { above: Amount })], {
  error: 'Expected "always", "never", or { "above": … } with a whole number of pence from 1 to 99,999,999,999.',
});

const TopUp = record('a top-up policy', {
  atMost: wholeNumber(1, 100, ' of percent'),
  workingDays: wholeNumber(1, 20),
});

/** Body of PUT of a scheme (docs/rules.md, HTTP interface): its rules. Its name is in the path. */
export const SchemePut = record('a scheme', {
  decisionRule: Rule,
  silence: word(silenceRules),
  headroom: wholeNumber(0, 1_000, ' of percent'),
  responseWorkingDays: workingDays,
  shortestResponse: textThat(
    'a duration such as PT24H',
    (duration) => {
      const parsed = parseDuration(duration);
      if (parsed.kind === 'refused') return [`${parsed.why}.`];
      return parsed.seconds > maxResponseSeconds
        ? ['Expected at most 180 days, the longest time that boroughs can have to answer.']
        : [];
    },
    { format: 'duration', examples: ['PT24H'] },
  ),
  reminderWorkingDays: list(workingDays, 0, 3, 'reminders').check(
    z.refine((days) => new Set(days).size === days.length, { error: 'Expected each number of working days once.' }),
  ),
  maxRevisions: wholeNumber(1, 100),
  revisionWorkingDays: workingDays,
  review: record('a review policy', {
    required: Required,
    minimum: wholeNumber(1, mostPartners),
    responseWorkingDays: workingDays,
  }),
  countsFrom: z._default(wholeNumber(0, 100, ' of percent'), schemeDefaults.countsFrom),
  graceWorkingDays: z._default(wholeNumber(0, 10), schemeDefaults.graceWorkingDays),
  topUp: z._default(z.nullable(TopUp), schemeDefaults.topUp),
  confirmWorkingDays: z._default(wholeNumber(0, 60), schemeDefaults.confirmWorkingDays),
}) satisfies z.ZodMiniType<Omit<Scheme, 'name'>>;

const maxResponseSeconds = 180 * 86_400;

import * as z from 'zod/mini';
import { lastAppraisedYear, type ParameterSet } from '../../domain/appraisal/parameter-set.ts';
import type { Fault } from '../../domain/vocabulary/fault.ts';
import { parseFinancialYear } from '../../domain/vocabulary/financial-year.ts';
import { decimalNumber, expected, list, record, textThat, wholeNumber } from '../words/expected.ts';
import { type Read, read } from '../words/read.ts';
import { longest, text } from '../words/text.ts';
import { Kind, LocalDate } from '../words/vocabulary.ts';

/** Largest size of a set in bytes. It is copied into every revision, which must fit into one item of the table. */
export const largestSet = 20_000;

const Id = textThat(
  'an id such as green-book-2027',
  (id) => (/^[a-z0-9](?:[a-z0-9-]{0,62}[a-z0-9])?$/.test(id) ? [] : [expectedId]),
  { pattern: '^[a-z0-9]([a-z0-9-]{0,62}[a-z0-9])?$' },
);
const expectedId = 'Expected 1 to 64 lower-case letters, digits and inner hyphens.';

const source = text(longest.description);
const rate = decimalNumber(0, 1);
const year = wholeNumber(1, lastAppraisedYear);
const bands = list(record('a band of years', { fromYear: year, toYear: year, rate }), 1, lastAppraisedYear, 'bands');
const bias = record('the rates of a project type', {
  upper: decimalNumber(0, 10),
  lower: decimalNumber(0, 10),
  kind: Kind,
});

/** Rates by financial year; each invalid name is a fault of its own. */
const byFinancialYear = z
  .record(z.string(), decimalNumber(-0.5, 1), expected('an object of rates by financial year'))
  .check(
    z.check((payload) => {
      for (const name of Object.keys(payload.value)) {
        const parsed = parseFinancialYear(name);
        if (parsed.kind === 'financial-year') continue;
        payload.issues.push({ code: 'custom', message: `${parsed.why}.`, path: [name], input: name, continue: true });
      }
    }),
  );

/** A parameter set as an operator writes it (R14). `parameterSetFaults` checks rules over several fields. */
const ParameterSetFile = record('a parameter set', {
  id: Id,
  source,
  from: LocalDate,
  until: z.optional(LocalDate),
  discountRates: bands,
  longHorizonTest: z.nullable(
    record('a test, or null where the set has none', {
      source,
      appliesBeyondYears: wholeNumber(0, lastAppraisedYear - 1),
      discountRates: bands,
    }),
  ),
  optimismBias: record('rates with their source', {
    source,
    rates: record('rates by project type', {
      'non-standard-buildings': bias,
      'standard-buildings': bias,
      'non-standard-civil-engineering': bias,
      'standard-civil-engineering': bias,
      'equipment-development': bias,
      outsourcing: bias,
    }),
  }),
  confidence: record('reductions with their source', {
    source,
    reductions: record('reductions by confidence grade', { 1: rate, 2: rate, 3: rate, 4: rate, 5: rate, 6: rate }),
  }),
  inflation: record('inflation', { annual: rate, note: source, byFinancialYear }),
}) satisfies z.ZodMiniType<ParameterSet>;

/** Reads a file's JSON; a faulty file still gives its sound parts. */
export function readParameterSet(value: unknown): Read<ParameterSet> {
  const set = read(ParameterSetFile, value);
  if (set.kind === 'faults') return set;
  const size = new TextEncoder().encode(JSON.stringify(set.value)).length;
  return size <= largestSet ? set : { kind: 'faults', faults: [tooLarge], sound: set.value };
}

const tooLarge: Fault = { pointer: '', detail: `Expected at most ${largestSet} bytes of figures and texts.` };

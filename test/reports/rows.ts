import fc from 'fast-check';
import {
  type BenefitRow,
  type BudgetedContributionRow,
  type RoiRow,
  type WaitedPipelineRow,
  waits,
} from '../../functions/domain/record/report-row.ts';
import { dateAt, instantOf } from '../../functions/domain/vocabulary/calendar.ts';
import { gss, pid } from '../support/builders/ids.ts';

/** The largest amount whose pennies a 64-bit spreadsheet number shows with room to spare. */
const huge = 1_000_000_000_000_000;
const pence = fc.oneof(
  fc.integer({ min: 0, max: 99_999_999_999 }),
  fc.constantFrom(0, 1, 5, 100, 2_727_273, huge, huge - 1),
);
const signed = fc.oneof(
  fc.integer({ min: -99_999_999_999, max: 99_999_999_999 }),
  fc.constantFrom(-1, -100, huge - 1, -huge, 1 - huge),
);
const known = <T>(value: fc.Arbitrary<T>) => fc.option(value, { nil: null });
const ratio = fc.integer({ min: -9_999_999, max: 99_999_999 }).map((tenThousandths) => tenThousandths / 10_000);
const instant = fc
  .date({ min: new Date('2026-01-01'), max: new Date('2036-01-01'), noInvalidDate: true })
  .map((date) => instantOf(date.getTime()));
/** Text as people type it, including text that a spreadsheet would run. */
export const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 20 }),
  fc
    .tuple(fc.constantFrom(...'=+-@\t\r\n＝＋－＠",\';'), fc.string({ maxLength: 10 }))
    .map(([first, rest]) => first + rest),
  fc.constantFrom('=HYPERLINK("https://example.com","x")', 'a "quoted" word', 'one,\r\ntwo', ' =1+1', ''),
  fc.constantFrom(
    '<script>alert(1)</script>',
    '</td></table>',
    '&lt;b&gt; &#x41;',
    '🏳️‍🌈 Ealing',
    ']]>',
    '_x000D_',
    '\u0007bell',
  ),
);

const ending = fc.constantFrom(null, 'funded' as const, 'not-funded' as const, 'withdrawn' as const);

const shared = {
  proposal: fc.uuid().map(pid),
  version: fc.nat(),
  updatedAt: instant,
  removed: fc.constant(false),
  reference: fc.constantFrom('JF-7K3M2Q', 'JF-AAAAAA'),
  title: text,
  status: fc.constantFrom('sign-off' as const, 'funded' as const, 'not-funded' as const),
  boroughCode: fc.constantFrom(gss('E09000007'), gss('E09000012'), gss('E09000033')),
  borough: text,
  role: fc.constantFrom('lead' as const, 'partner' as const),
  asked: pence,
};

export const roiRow: fc.Arbitrary<RoiRow> = fc.record({
  ...shared,
  row: fc.constant('roi'),
  ending,
  scheme: text,
  decidedAt: known(instant),
  submittedAt: instant,
  leadBorough: fc.constantFrom(gss('E09000007'), gss('E09000012')),
  upTo: known(pence),
  contribution: known(pence),
  pvCosts: known(pence),
  pvBenefits: known(signed),
  npsv: known(signed),
  bcr: known(ratio),
  cashableNpv: known(signed),
  cashableReturn: known(ratio),
  paybackYears: known(fc.nat({ max: 125 })),
  forecastBenefits: known(signed),
  actualBenefits: known(signed),
  daysToDecision: known(fc.nat({ max: 400 })),
  notes: fc.array(text, { maxLength: 3 }),
});

export const contributionRow: fc.Arbitrary<BudgetedContributionRow> = fc.record({
  ...shared,
  row: fc.constant('contribution'),
  financialYear: fc.constantFrom('2026-27' as const, '2027-28' as const),
  kind: fc.constantFrom('revenue' as const, 'capital' as const),
  held: pence,
  committed: pence,
  drawn: pence,
  allocated: known(pence),
  available: known(pence),
});

const { role: _, asked: __, ...common } = shared;

export const benefitRow: fc.Arbitrary<BenefitRow> = fc.record({
  ...common,
  ending,
  scheme: text,
  financialYear: fc.constantFrom('2026-27' as const, '2027-28' as const),
  class: fc.constantFrom('cashable' as const, 'non-cashable' as const, 'social' as const, 'disbenefit' as const),
  confidence: fc.constantFrom(1 as const, 6 as const),
  forecast: signed,
  adjusted: signed,
  actual: known(signed),
  returnedOn: known(instant.map((at) => dateAt(Date.parse(at)))),
});

export const pipelineRow: fc.Arbitrary<WaitedPipelineRow> = fc.record({
  ...common,
  row: fc.constant('pipeline'),
  scheme: text,
  leadBorough: fc.constantFrom(gss('E09000007'), gss('E09000012')),
  submittedAt: instant,
  waitingFor: fc.constantFrom(...waits),
  waitingSince: instant,
  daysWaiting: fc.nat({ max: 400 }),
  remindersSent: fc.nat({ max: 3 }),
  decideBy: known(instant),
});

/** Rows cut into pages as a store might do it. Some pages are empty. */
export async function* inPages<Row>(rows: readonly Row[], size = 3): AsyncGenerator<readonly Row[]> {
  yield [];
  for (let from = 0; from < rows.length; from += size) yield rows.slice(from, from + size);
}

/** The output of a writer as one text. */
export async function whole(chunks: AsyncIterable<string>): Promise<string> {
  let text = '';
  for await (const chunk of chunks) text += chunk;
  return text;
}

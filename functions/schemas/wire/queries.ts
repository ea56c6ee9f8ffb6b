import * as z from 'zod/mini';
import { statuses } from '../../domain/vocabulary/proposal.ts';
import { reportFormats } from '../../domain/vocabulary/report-format.ts';
import { record, textThat, word } from '../words/expected.ts';
import { BoroughCode, FinancialYear, SchemeName } from '../words/vocabulary.ts';

/** Values of a query string are texts, each at most once. */
const page = {
  limit: z._default(
    z.pipe(
      textThat(
        'a whole number from 1 to 100',
        (limit) => (/^(?:[1-9]\d?|100)$/.test(limit) ? [] : ['Expected a whole number from 1 to 100.']),
        { pattern: '^([1-9][0-9]?|100)$' },
      ),
      z.transform(Number),
    ),
    100,
  ),
  cursor: z.optional(
    textThat(
      'the "next" of the page before',
      (cursor) =>
        /^[\w-]{1,2000}$/.test(cursor)
          ? []
          : ['This is not a cursor. Send the value of "next" from the previous page.'],
      { maxLength: 2_000 },
    ),
  ),
};

const Status = word(statuses);

/** For a path that takes no parameters. */
export const NoQuery = record('no parameters', {});

/** For a list. */
export const PageQuery = record('parameters', page);

/** For a response with an appraisal: `explain=1` adds the working of each figure. */
export const ExplainQuery = record('parameters', { explain: z.optional(word(['1'])) });

/** For the list of proposals. */
export const ProposalsQuery = record('parameters', {
  status: z.optional(Status),
  borough: z.optional(BoroughCode),
  financialYear: z.optional(FinancialYear),
  ...page,
});

/** `excel=1` puts a byte order mark before CSV, which tells Excel that it is UTF-8 (docs/rules.md, Reports). */
const format = { format: z.optional(word(reportFormats)), excel: z.optional(word(['1'])) };

/** For the report `roi`; `decidedIn` is the financial year in which the coalition decided, funded or not. */
export const RoiQuery = record('parameters', {
  decidedIn: z.optional(FinancialYear),
  borough: z.optional(BoroughCode),
  status: z.optional(Status),
  scheme: z.optional(SchemeName),
  ...format,
});

/** For the report `contributions`. */
export const ContributionsQuery = record('parameters', {
  financialYear: z.optional(FinancialYear),
  borough: z.optional(BoroughCode),
  status: z.optional(Status),
  ...format,
});

/** For the report `benefits`; `financialYear` is the year of the benefit. */
export const BenefitsQuery = record('parameters', {
  financialYear: z.optional(FinancialYear),
  borough: z.optional(BoroughCode),
  status: z.optional(Status),
  scheme: z.optional(SchemeName),
  ...format,
});

/** For the report `pipeline`; `borough` is the one that is waited for. */
export const PipelineQuery = record('parameters', {
  borough: z.optional(BoroughCode),
  status: z.optional(Status),
  scheme: z.optional(SchemeName),
  ...format,
});

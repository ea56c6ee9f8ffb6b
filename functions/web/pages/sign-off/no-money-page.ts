import type { AnswerResult } from '../../../application/views/answer-result.ts';
import { formatPounds } from '../../../domain/vocabulary/money.ts';
import { errorSummary } from '../../components/error-summary.ts';
import { bullets, paragraph } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { signOffPage } from './sign-off-page.ts';

type NoMoney = Extract<AnswerResult, { kind: 'no-money' }>;

/** R12. The budget lacks money: nothing was recorded, what is left of each year and kind, and the form to answer again. */
export function noMoneyPage({ page, values, lacking }: NoMoney): Html {
  const message = `The budget of ${page.borough.name} does not hold enough money for this amount`;
  const faults = [{ field: 'upTo', message }];
  const left = html`${bullets(
    lacking.map(
      ({ financialYear, kind, needed, available }) =>
        `${financialYear}, ${kind}: ${formatPounds(needed)} would be held, ${formatPounds(available)} is left`,
    ),
  )}
${paragraph('Nothing was recorded. Approve less, answer otherwise, or ask your finance colleagues first: the form stays open until the deadline.')}`;
  return signOffPage(page, { values, faults }, errorSummary(faults, left));
}

import { formatPounds } from '../../../domain/vocabulary/money.ts';
import type { AnswerView } from '../../answer-view.ts';
import { errorSummary } from '../../components/error-summary.ts';
import { bullets, paragraph } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { signOffPage } from './sign-off-page.ts';

type NoMoney = Extract<AnswerView, { kind: 'no-money' }>;

/** R12. The budget lacks money: nothing was recorded, what is left per year and kind, and the form to answer again. */
export function noMoneyPage({ page, values, lacking }: NoMoney): Html {
  const message = `${page.borough.name}’s budget does not have enough money for this amount`;
  const faults = [{ field: 'upTo', message }];
  const needs = page.replaces === null ? 'is needed' : 'more is needed';
  const left = html`${bullets(
    lacking.map(
      ({ financialYear, kind, needed, available }) =>
        `${financialYear}, ${kind}: ${formatPounds(needed)} ${needs}, ${available === null ? `but no budget is set for ${financialYear}` : `${formatPounds(available)} is left`}`,
    ),
  )}
${page.replaces !== null && paragraph('The decision that was recorded before still counts, and its money is still held.')}
${paragraph('Nothing was recorded. Approve a smaller amount, choose another answer, or ask your finance colleagues first. You can use this form until the deadline.')}`;
  return signOffPage(page, { values, faults }, errorSummary(faults, left));
}

import { formatPounds, plainPounds } from '../../../domain/vocabulary/money.ts';
import type { AnswerView } from '../../answer-view.ts';
import { checkingAmount } from '../../components/form-state.ts';
import { notice } from '../../components/notice.ts';
import { paragraph } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { shownBackInWords } from '../../limit-words.ts';
import { signOffPage } from '../sign-off/sign-off-page.ts';

type AmountShown = Extract<AnswerView, { kind: 'amount-shown' }>;

/** R1. The page again with an unusual amount and what it means. It is recorded once the form is sent with it again. */
export function amountShownPage({ page, values, shown }: AmountShown): Html {
  const amount = formatPounds(shown.upTo);
  const form = { values: { ...values, confirmed: plainPounds(shown.upTo) }, faults: [], amountShown: true };
  const panel = notice(
    checkingAmount,
    'Nothing is recorded yet.',
    html`${paragraph(shownBackInWords(page, shown))}
${paragraph(html`If you mean ${amount}, send the form again. If you do not, <a class="govuk-link" href="#upTo">change the amount</a> first. Everything else you typed is still there.`)}`,
  );
  return signOffPage(page, form, panel);
}

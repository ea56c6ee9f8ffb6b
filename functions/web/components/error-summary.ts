import type { FieldFault } from '../../application/views/answer-result.ts';
import { type Content, type Html, html } from '../html.ts';

/** What is wrong, above the page, with a link to each field. The fields must be on the page. */
export function errorSummary(faults: readonly FieldFault[], more: Content = null): Html {
  return html`<div class="govuk-error-summary"><div role="alert"><h2 class="govuk-error-summary__title">There is a problem</h2>
<div class="govuk-error-summary__body"><ul class="govuk-list govuk-error-summary__list">${faults.map(
    ({ field, message }) => html`<li><a href="#${field}">${message}</a></li>`,
  )}</ul>${more}</div></div></div>
`;
}

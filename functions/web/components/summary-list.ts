import { type Content, type Html, html } from '../html.ts';

export interface Fact {
  readonly name: string;
  readonly value: Content;
}

export function summaryList(facts: readonly Fact[]): Html {
  return html`<dl class="govuk-summary-list">${facts.map(
    ({ name, value }) =>
      html`<div class="govuk-summary-list__row"><dt class="govuk-summary-list__key">${name}</dt><dd class="govuk-summary-list__value">${value}</dd></div>
`,
  )}</dl>`;
}

import { type Content, type Html, html } from '../html.ts';

/** The head of a confirmation. */
export function panel(title: Content, body: Content): Html {
  return html`<div class="govuk-panel govuk-panel--confirmation"><h1 class="govuk-panel__title">${title}</h1>
<div class="govuk-panel__body">${body}</div></div>`;
}

/** The head of every other page: what it belongs to, then what it says. */
export function pageHeading(caption: Content, title: Content): Html {
  return html`<span class="govuk-caption-l">${caption}</span>
<h1 class="govuk-heading-l">${title}</h1>`;
}

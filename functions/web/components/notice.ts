import { type Content, type Html, html } from '../html.ts';
import { paragraph } from './text.ts';

/** What has happened and what to do next, above a page without errors. */
export function notice(title: Content, head: Content, body: Content): Html {
  return html`<div class="jf-notice" role="alert" aria-labelledby="notice-title"><h2 class="govuk-heading-m" id="notice-title">${title}</h2>
${paragraph(html`<strong>${head}</strong>`)}
${body}</div>
`;
}

import type { ProposalHeading } from '../../application/views/pages.ts';
import { type Content, type Html, html } from '../html.ts';

export function paragraph(content: Content): Html {
  return html`<p class="govuk-body">${content}</p>`;
}

/** Text that somebody typed, with its line breaks. */
export function typedText(text: string): Html {
  return html`<p class="govuk-body jf-typed">${text}</p>`;
}

export function heading(text: Content, id?: string): Html {
  return html`<h2 class="govuk-heading-m"${id !== undefined && html` id="${id}"`}>${text}</h2>`;
}

export function bullets(items: readonly Content[]): Html {
  return html`<ul class="govuk-list govuk-list--bullet">${items.map((item) => html`<li>${item}</li>`)}</ul>`;
}

/** Something that must not be missed. */
export function warning(content: Content): Html {
  return html`<div class="govuk-warning-text"><span class="govuk-warning-text__icon" aria-hidden="true">!</span>
<strong class="govuk-warning-text__text"><span class="govuk-visually-hidden">Warning</span> ${content}</strong></div>`;
}

/** Something that only some readers need. It opens without a script, and print shows it open. */
export function details(summary: Content, content: Content): Html {
  return html`<details class="govuk-details"><summary class="govuk-details__summary"><span class="govuk-details__summary-text">${summary}</span></summary>
<div class="govuk-details__text">${content}</div></details>`;
}

/** Skips the text, to the first field of the form below. */
export const toTheForm = html`<p class="govuk-body"><a class="govuk-link" href="#answer">Go to the form</a> or read on.</p>`;

/** Whom to ask. The lead borough if the proposer's address was erased (R19). */
export function questions({ proposer, leadBorough }: Pick<ProposalHeading, 'proposer' | 'leadBorough'>): Html {
  if (proposer.email === '') return html`Questions? Contact ${leadBorough}.`;
  return html`Questions? Email ${proposer.name}: ${mailLink(proposer.email)}.`;
}

function mailLink(email: string): Html {
  return html`<a class="govuk-link" href="mailto:${encodeURIComponent(email).replace('%40', '@')}">${email}</a>`;
}

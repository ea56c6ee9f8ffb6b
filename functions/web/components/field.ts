import { type Content, type Html, html } from '../html.ts';

/** Label, hint and messages of a control, tied to it by ids. */
export interface Described {
  readonly id: string;
  readonly hint?: Content;
  readonly messages: readonly string[];
}

/** The hint and the messages of a field, with the ids that `describedBy` names. */
export function hintAndMessages({ id, hint, messages }: Described): Html {
  return html`${hint && html`<div id="${id}-hint" class="govuk-hint">${hint}</div>`}
${messages.length > 0 && html`<p id="${id}-error" class="govuk-error-message">${messages.map((message) => html`<span class="jf-message"><span class="govuk-visually-hidden">Error:</span> ${message}</span>`)}</p>`}`;
}

/** The attribute that ties a control to its hint and its messages. */
export function describedBy({ id, hint, messages }: Described): Html {
  const ids = [...(hint ? [`${id}-hint`] : []), ...(messages.length > 0 ? [`${id}-error`] : [])];
  return html`${ids.length > 0 && html` aria-describedby="${ids.join(' ')}"`}`;
}

/** The group around one field, marked if something is wrong with it. */
export function formGroup(messages: readonly string[], content: Content): Html {
  return html`<div class="govuk-form-group${messages.length > 0 && ' govuk-form-group--error'}">${content}</div>`;
}

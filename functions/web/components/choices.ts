import { type Content, type Html, html } from '../html.ts';
import { describedBy, formGroup, hintAndMessages } from './field.ts';
import { type FormState, messagesFor } from './form-state.ts';

export interface Choice {
  readonly value: string;
  readonly label: Content;
  readonly hint?: Content;
  /** Fields that belong to this choice. Always visible, because no script could show them. */
  readonly fields?: Content;
}

/**
 * Radio buttons, with none selected at first (R24): a form that submits itself must not answer. The first button has
 * the field's name as id, because the error summary links to it. A question within another choice has a small legend.
 */
export function radios(options: {
  readonly name: string;
  readonly legend: Content;
  readonly isWithin?: boolean;
  readonly hint?: Content;
  readonly choices: readonly Choice[];
  readonly form: FormState;
}): Html {
  const { name, legend, isWithin, hint, choices, form } = options;
  const messages = messagesFor(form, name);
  const described = { id: name, hint, messages };
  return formGroup(
    messages,
    html`<fieldset class="govuk-fieldset"${describedBy(described)}>
${isWithin === true ? html`<legend class="govuk-fieldset__legend govuk-label--s">${legend}</legend>` : html`<legend class="govuk-fieldset__legend govuk-fieldset__legend--m"><h2 class="govuk-fieldset__heading">${legend}</h2></legend>`}
${hintAndMessages(described)}
<div class="govuk-radios">${choices.map((choice, index) => radio(name, choice, index, form))}</div>
</fieldset>`,
  );
}

function radio(name: string, choice: Choice, index: number, form: FormState): Html {
  const id = index === 0 ? name : `${name}-${choice.value}`;
  const hint =
    choice.hint && html`<div id="${id}-item-hint" class="govuk-hint govuk-radios__hint">${choice.hint}</div>`;
  return html`<div class="govuk-radios__item"><input class="govuk-radios__input" id="${id}" name="${name}" type="radio" value="${choice.value}"${form.values[name] === choice.value && html` checked`}${hint && html` aria-describedby="${id}-item-hint"`}>
<label class="govuk-label govuk-radios__label" for="${id}">${choice.label}</label>${hint}</div>
${choice.fields && html`<div class="govuk-radios__conditional">${choice.fields}</div>`}`;
}

export function checkbox(options: {
  readonly name: string;
  readonly value: string;
  readonly label: Content;
  readonly form: FormState;
}): Html {
  const { name, value, label, form } = options;
  const messages = messagesFor(form, name);
  const described = { id: name, messages };
  return formGroup(
    messages,
    html`${hintAndMessages(described)}
<div class="govuk-checkboxes"><div class="govuk-checkboxes__item"><input class="govuk-checkboxes__input" id="${name}" name="${name}" type="checkbox" value="${value}"${form.values[name] === value && html` checked`}${describedBy(described)}>
<label class="govuk-label govuk-checkboxes__label" for="${name}">${label}</label></div></div>`,
  );
}

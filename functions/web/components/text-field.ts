import { type Content, type Html, html } from '../html.ts';
import { describedBy, formGroup, hintAndMessages } from './field.ts';
import { type FormState, messagesFor } from './form-state.ts';

interface TextField {
  /** Name and id. */
  readonly name: string;
  readonly label: Content;
  readonly hint?: Content;
  readonly form: FormState;
  /** Shown until something was typed. */
  readonly prefilled?: string;
}

/** A field of one line: an amount in pounds, a whole number, or a short text. */
export function textField(field: TextField & { readonly of: 'pounds' | 'count' | 'text' }): Html {
  const { name, label, hint, of } = field;
  const messages = messagesFor(field.form, name);
  const described = { id: name, hint, messages };
  const width = of === 'count' ? 'govuk-input--width-4' : 'govuk-input--width-10';
  const mode = ({ pounds: 'decimal', count: 'numeric', text: 'text' } as const)[of];
  const input = html`<input class="govuk-input ${width}${messages.length > 0 && ' govuk-input--error'}" id="${name}" name="${name}" type="text" inputmode="${mode}" autocomplete="off" value="${shownValue(field)}"${describedBy(described)}>`;
  return formGroup(
    messages,
    html`<label class="govuk-label govuk-label--s" for="${name}">${label}</label>
${hintAndMessages(described)}
${of === 'pounds' ? html`<div class="govuk-input__wrapper"><div class="govuk-input__prefix" aria-hidden="true">£</div>${input}</div>` : input}`,
  );
}

export function textArea(field: TextField & { readonly rows: number }): Html {
  const { name, label, hint, rows } = field;
  const messages = messagesFor(field.form, name);
  const described = { id: name, hint, messages };
  return formGroup(
    messages,
    html`<label class="govuk-label govuk-label--s" for="${name}">${label}</label>
${hintAndMessages(described)}
<textarea class="govuk-textarea${messages.length > 0 && ' govuk-textarea--error'}" id="${name}" name="${name}" rows="${rows}" autocomplete="off"${describedBy(described)}>
${shownValue(field)}</textarea>`,
  );
}

/** After a first try, what was typed, even if it is empty. HTML drops the first line feed after `<textarea>`. */
function shownValue({ name, form, prefilled }: TextField): string {
  const wasTyped = Object.keys(form.values).length > 0;
  return form.values[name] ?? (wasTyped ? '' : (prefilled ?? ''));
}

import type { ConfirmPage, ReviewPage, SignOffPage } from '../../../application/views/pages.ts';
import { errorSummary } from '../../components/error-summary.ts';
import type { FormState } from '../../components/form-state.ts';
import type { Html } from '../../html.ts';
import { confirmFields } from '../confirm/confirm-form.ts';
import { confirmPage } from '../confirm/confirm-page.ts';
import { reviewFields } from '../review/review-form.ts';
import { reviewPage } from '../review/review-page.ts';
import { signOffFields } from '../sign-off/answer-form.ts';
import { signOffPage } from '../sign-off/sign-off-page.ts';

/** The page again with what was typed, and what is wrong with it. Nothing was recorded. */
export function faultyFormPage(view: SignOffPage | ReviewPage | ConfirmPage, { faults, values }: FormState): Html {
  const fields = fieldsOf(view);
  const shown = faults.map((fault) => (fields.includes(fault.field) ? fault : { ...fault, field: 'answer' }));
  return formPage(view, { values, faults: shown }, errorSummary(shown));
}

/** The page of a form, with what was typed into it and something above it. */
export function formPage(view: SignOffPage | ReviewPage | ConfirmPage, form: FormState, above: Html): Html {
  switch (view.kind) {
    case 'review':
      return reviewPage(view, form, above);
    case 'confirm':
      return confirmPage(view, form, above);
    case 'sign-off':
      return signOffPage(view, form, above);
  }
}

function fieldsOf(view: SignOffPage | ReviewPage | ConfirmPage): readonly string[] {
  if (view.kind === 'confirm') return confirmFields;
  return view.kind === 'review' ? reviewFields : signOffFields(view);
}

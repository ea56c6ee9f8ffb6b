import type { ReviewPage, SignOffPage } from '../../../application/views/pages.ts';
import { errorSummary } from '../../components/error-summary.ts';
import type { FormState } from '../../components/form-state.ts';
import type { Html } from '../../html.ts';
import { reviewFields } from '../review/review-form.ts';
import { reviewPage } from '../review/review-page.ts';
import { signOffFields } from '../sign-off/answer-form.ts';
import { signOffPage } from '../sign-off/sign-off-page.ts';

/** The page again with what was typed, and what is wrong with it. Nothing was recorded. */
export function faultyFormPage(view: SignOffPage | ReviewPage, { faults, values }: FormState): Html {
  const fields = view.kind === 'review' ? reviewFields : signOffFields(view);
  const shown = faults.map((fault) => (fields.includes(fault.field) ? fault : { ...fault, field: 'answer' }));
  const form = { values, faults: shown };
  return view.kind === 'review'
    ? reviewPage(view, form, errorSummary(shown))
    : signOffPage(view, form, errorSummary(shown));
}

import { answerKinds, type GivenAnswer } from '../../domain/sign-off/answer-form.ts';
import { type Pence, parsePounds } from '../../domain/vocabulary/money.ts';
import type { FieldFault, FormValues } from './answer-result.ts';

/**
 * The sign-off form as domain values, with a fault for each field that cannot be read: the amount in pounds as people
 * type it (R1), pledges as whole numbers. An amount that does not belong to the answer is ignored.
 */
export function givenAnswer(
  form: FormValues,
  pledges: number,
): { readonly given: GivenAnswer; readonly faults: readonly FieldFault[] } {
  const kind = answerKinds.find((each) => each === form.answer) ?? null;
  const typed = text(form, 'upTo');
  const pounds = kind === 'approve' && typed !== '' ? parsePounds(typed) : null;
  const faults: FieldFault[] = [];
  if (pounds?.kind === 'refused') faults.push({ field: 'upTo', message: pounds.why });
  if (kind === null && text(form, 'answer') !== '') {
    faults.push({ field: 'answer', message: 'Select one of the four answers' });
  }
  return {
    faults,
    given: {
      kind,
      upTo: pounds?.kind === 'pence' ? pounds.pence : null,
      confirmed: confirmed(text(form, 'confirmed')),
      comment: text(form, 'comment'),
      rejected: text(form, 'rejected'),
      notice: {
        basis: text(form, 'keyDecision'),
        reference: text(form, 'noticeReference'),
        on: text(form, 'noticeDate'),
      },
      interest: text(form, 'interest'),
      declaration: form.declaration === 'yes',
      pledged: Array.from({ length: pledges }, (_, index) => pledge(text(form, `pledge-${index + 1}`))),
    },
  };
}

/** A field's text without outer spaces. The line breaks of browsers become line feeds. */
export function text(form: FormValues, field: string): string {
  return (form[field] ?? '').replaceAll('\r\n', '\n').trim();
}

/** A hidden field: what cannot be read confirms nothing. */
function confirmed(hidden: string): Pence | null {
  const pounds = parsePounds(hidden);
  return pounds.kind === 'pence' ? pounds.pence : null;
}

function pledge(typed: string): number | null {
  if (typed === '') return null;
  return /^\d{1,9}$/.test(typed) ? Number(typed) : Number.NaN;
}

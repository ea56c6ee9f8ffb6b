import type { ReviewConfirmation, SignOffConfirmation, SignOffPage } from '../../application/link-view.ts';
import { inWords } from '../../domain/calendar.ts';
import { formatPounds } from '../../domain/money.ts';
import { answered, reviewed } from '../words.ts';
import { type Block, facts, typed } from './mail-document.ts';

/** "JF-7K3M2Q, revision 1". */
export function numberOf({ reference, revision }: { readonly reference: string; readonly revision: number }): string {
  return `${reference}, revision ${revision}`;
}

/** A person and the borough they speak for, which their name may say already: "Head of Digital, Hackney". */
export function person(name: string, borough: string): string {
  return name.includes(borough) ? name : `${name} of ${borough}`;
}

/** R7. Old against new, one line a change. */
export function changeLines(changes: SignOffPage['changes']): readonly string[] {
  return changes.map(({ label, before, after }) => `${label}: ${after} (before: ${before})`);
}

/** R19, R20. What the officer decision record says, with its number and its hash. */
export function recordLines(confirmation: SignOffConfirmation | ReviewConfirmation, hash: string): readonly Block[] {
  const { answer, by, borough, heading } = confirmation;
  const said =
    confirmation.kind === 'review-confirmation'
      ? reviewed[confirmation.answer.kind]
      : answered(confirmation.answer.kind, confirmation.answer.upTo);
  const common = [
    ['Recorded at', inWords(answer.at)],
    ['By', by],
    ['Authority', answer.authority],
    ['Reference', numberOf(heading)],
    ['Record number', answer.record],
    ['Hash of the record', hash],
  ] as const;
  if (confirmation.kind === 'review-confirmation') {
    const { reasons, conditions } = confirmation.answer;
    return [
      facts(['Review', `${borough} ${said}`], ...common),
      ...typed('Reasons', reasons),
      ...(conditions === null ? [] : typed('Conditions', conditions)),
    ];
  }
  const { kind, comment, pledged } = confirmation.answer;
  return [
    facts(
      ['Answer', `${borough} ${said}`],
      kind === 'approve' && ['Share if everyone joins', formatPounds(confirmation.asked)],
      pledged.length > 0 && ['Pledged', pledged.join(', ')],
      ...common,
    ),
    ...(comment === '' ? [] : typed(kind === 'request-changes' ? 'Changes asked for' : 'Reasons', comment)),
  ];
}

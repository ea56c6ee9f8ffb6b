import type {
  ProposalHeading,
  ReviewConfirmation,
  SignOffConfirmation,
  SignOffPage,
} from '../../application/views/pages.ts';
import { inWords } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { answered, reviewed } from '../words.ts';
import { type Block, facts, paragraph, typed } from './mail-document.ts';

/** "JF-7K3M2Q, revision 1". */
export function numberOf({ reference, revision }: { readonly reference: string; readonly revision: number }): string {
  return `${reference}, revision ${revision}`;
}

/** Whom to ask; the lead borough where the proposer's address was erased (R19). */
export function questions({ proposer, leadBorough }: ProposalHeading): Block {
  const whom = proposer.email === '' ? leadBorough : `${proposer.name}: ${proposer.email}`;
  return paragraph(`Questions? Write to ${whom}`);
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

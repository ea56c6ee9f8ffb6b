import type {
  ProposalHeading,
  RecordedAnswer,
  ReviewConfirmation,
  SignOffPage,
} from '../../application/views/pages.ts';
import { none } from '../../domain/revision/field-changes.ts';
import { inWords } from '../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../domain/vocabulary/money.ts';
import { tooSmallInWords } from '../round-words.ts';
import { answered, partnerOf, pledgesInWords, reviewed } from '../words.ts';
import { type Block, facts, paragraph, typed } from './email-document.ts';

export function numberOf({ reference, revision }: { readonly reference: string; readonly revision: number }): string {
  return `${reference}, revision ${revision}`;
}

/** Whom to ask. The lead borough if the proposer's address was erased (R19). */
export function questions({ proposer, leadBorough }: ProposalHeading): Block {
  return paragraph(
    proposer.email === ''
      ? `Questions? Contact ${leadBorough}.`
      : `Questions? Email ${proposer.name}: ${proposer.email}`,
  );
}

/** Below a link that acts for its recipient (R25). */
export const linkIsPersonal = paragraph(
  'This link is only for you, and answers in your name. Please do not share it. You do not need an account. Opening the link changes nothing.',
);

/** R7. One sentence or line per change. */
export function changeLines(changes: SignOffPage['changes']): readonly string[] {
  return changes.map(changeInWords);
}

/** "Newham is no longer a partner"; "Cost removed: …"; "Title: Damp sensors (before: Sensors)". */
function changeInWords({ label, before, after }: SignOffPage['changes'][number]): string {
  if (label === 'Partner' && after === none) return `${before} is no longer a partner`;
  if (label === 'Partner' && before === none) return `${after} is a new partner`;
  if (after === none) return `${label} removed: ${before}`;
  if (before === none) return `${label} added: ${after}`;
  return `${label}: ${after} (before: ${before})`;
}

/** R19, R20. What the officer decision record says, with its number and its hash. */
export function recordLines(confirmation: RecordedAnswer | ReviewConfirmation, hash: string): readonly Block[] {
  const { answer, by, post, borough, heading } = confirmation;
  const absent = confirmation.kind === 'sign-off-confirmation' ? confirmation.onBehalfOf : null;
  const said =
    confirmation.kind === 'review-confirmation'
      ? reviewed[confirmation.answer.kind]
      : answered(confirmation.answer.kind, confirmation.answer.upTo);
  const common: readonly (readonly [name: string, value: string] | false)[] = [
    ['Recorded', inWords(answer.at)],
    ['By', by],
    post !== null && ['Post', post],
    absent !== null && ['On behalf of', absent],
    ['Authority', answer.authority],
    ['Reference', numberOf(heading)],
    ['Record number', answer.record],
    ['Hash of the record', hash],
  ];
  if (confirmation.kind === 'review-confirmation') {
    const { reasons, conditions } = confirmation.answer;
    return [
      facts(['Review', `${borough} ${said}`], ...common),
      ...typed('Reasons', reasons),
      ...(conditions === null ? [] : typed('Conditions', conditions)),
    ];
  }
  const { kind, comment, rejected } = confirmation.answer;
  return [
    facts(
      ['Answer', `${borough} ${said}`],
      kind === 'approve' && [`Share if every ${partnerOf(heading)} joins`, formatPounds(confirmation.asked)],
      confirmation.tooSmall !== null && ['Counts toward the rule', tooSmallInWords(confirmation.tooSmall)],
      confirmation.pledges.length > 0 && ['Pledged', pledgesInWords(confirmation.pledges)],
      ...common,
    ),
    ...(comment === '' ? [] : typed(kind === 'request-changes' ? 'Changes asked for' : 'Reasons', comment)),
    ...(rejected === undefined ? [] : typed('Alternatives rejected', rejected)),
  ];
}

import type { RecusalConfirmation, ReviewConfirmation, SignOffConfirmation } from '../../../application/views/pages.ts';
import { type Instant, inWords } from '../../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../../domain/vocabulary/money.ts';
import type { Fact } from '../../components/summary-list.ts';
import { html } from '../../html.ts';
import { tooSmallInWords } from '../../round-words.ts';
import { answered, partnerOf, person, pledgesInWords, reviewed } from '../../words.ts';

export type Confirmation = SignOffConfirmation | RecusalConfirmation | ReviewConfirmation;

/** What was recorded, in one sentence: "Hackney approved up to £1". */
export function recordedSentence(confirmation: Confirmation): string {
  const { borough } = confirmation;
  if (confirmation.kind === 'recusal-confirmation') return `${person(confirmation.by, borough)} declared an interest`;
  if (confirmation.kind === 'review-confirmation') return `${borough} ${reviewed[confirmation.answer.kind]}`;
  return `${borough} ${answered(confirmation.answer.kind, confirmation.answer.upTo)}`;
}

/** Everything that was recorded, for the officer who answered. */
export function recordedFacts(confirmation: Confirmation): readonly Fact[] {
  if (confirmation.kind === 'recusal-confirmation') {
    const { at, interest } = confirmation;
    return [...whenAndWho(at, confirmation), { name: 'Interest declared', value: typed(interest) }];
  }
  const { answer } = confirmation;
  const record = [
    { name: 'Authority', value: answer.authority },
    { name: 'Record number', value: answer.record },
  ];
  if (confirmation.kind === 'review-confirmation') {
    const { reasons, conditions } = confirmation.answer;
    return [
      ...whenAndWho(answer.at, confirmation),
      { name: 'Reasons', value: typed(reasons) },
      ...(conditions === null ? [] : [{ name: 'Conditions', value: typed(conditions) }]),
      ...record,
    ];
  }
  const { kind, comment, rejected } = confirmation.answer;
  return [
    ...whenAndWho(answer.at, confirmation),
    ...(kind === 'approve'
      ? [{ name: `Share if every ${partnerOf(confirmation.heading)} joins`, value: formatPounds(confirmation.asked) }]
      : []),
    ...(confirmation.tooSmall === null
      ? []
      : [{ name: 'Counts toward the rule', value: tooSmallInWords(confirmation.tooSmall) }]),
    ...(confirmation.pledges.length > 0 ? [{ name: 'Pledged', value: pledgesInWords(confirmation.pledges) }] : []),
    ...(comment === ''
      ? []
      : [{ name: kind === 'request-changes' ? 'Changes asked for' : 'Reasons', value: typed(comment) }]),
    ...(rejected === undefined ? [] : [{ name: 'Alternatives rejected', value: typed(rejected) }]),
    ...record,
  ];
}

function whenAndWho(at: Instant, confirmation: Confirmation): readonly Fact[] {
  const { by, post } = confirmation;
  const absent = confirmation.kind === 'sign-off-confirmation' ? confirmation.onBehalfOf : null;
  return [
    { name: 'Recorded', value: inWords(at) },
    { name: 'By', value: by },
    ...(post === null ? [] : [{ name: 'Post', value: post }]),
    ...(absent === null ? [] : [{ name: 'On behalf of', value: absent }]),
  ];
}

function typed(text: string): Fact['value'] {
  return html`<span class="jf-typed">${text}</span>`;
}

import type { DeadLink, DeadWhy } from '../../../application/views/pages.ts';
import type { ReviewAnswerKind } from '../../../domain/review/review.ts';
import type { SignOffAnswer } from '../../../domain/sign-off/sign-off-request.ts';
import { inWords } from '../../../domain/vocabulary/calendar.ts';
import { page } from '../../components/page.ts';
import { pageHeading } from '../../components/panel.ts';
import { summaryList } from '../../components/summary-list.ts';
import { heading, paragraph } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { endingInWords, statusInWords } from '../../words.ts';

interface Words {
  readonly title: string;
  readonly sentences: (link: DeadLink) => readonly string[];
}

const words = {
  replaced: {
    title: 'This proposal was revised',
    sentences: ({ borough }) => [
      'A new revision was submitted, so the link to the earlier one no longer acts.',
      `If ${boroughOr(borough)} has to answer the new revision, the request comes in a mail of its own.`,
    ],
  },
  answered: {
    title: 'This request was already answered',
    sentences: ({ borough }) => [
      `Another link to the same request was used, and the answer of ${boroughOr(borough)} is recorded.`,
    ],
  },
  closed: {
    title: 'This request is closed',
    sentences: ({ closesAt }) => [
      'The boroughs’ answers are in, or the time for them is over, and this link was not used before.',
      ...(closesAt === null ? [] : [`It could be used until ${inWords(closesAt)} at the latest.`]),
    ],
  },
  late: {
    title: 'The deadline has passed',
    sentences: ({ closesAt }) => [
      ...(closesAt === null ? [] : [`Answers had to come before ${inWords(closesAt)}.`]),
      'An answer that comes later does not count. The first one is kept with the request, so that the record shows it.',
    ],
  },
  ended: {
    title: 'This proposal has ended',
    sentences: ({ ending }) => [
      ending === null ? 'No answer is needed any more.' : `It is decided: ${endingInWords[ending]}.`,
    ],
  },
  'passed-on': {
    title: 'This request passed to another officer',
    sentences: ({ borough }) => [
      `An interest was declared, so another officer of ${boroughOr(borough)} is asked instead. There is nothing for you to do.`,
    ],
  },
  'takes-no-part': {
    title: 'Your borough no longer takes part',
    sentences: ({ borough }) => [
      `The approval of ${boroughOr(borough)} was revoked. Reviewers are of boroughs that contribute, so there is nothing for you to do.`,
    ],
  },
  'not-eligible': {
    title: 'You are not the one to answer this request',
    sentences: ({ borough }) => [
      `Whoever answers for ${boroughOr(borough)} must hold the role at that moment, and must not have written or answered the proposal in another role.`,
    ],
  },
  expired: {
    title: 'This link has expired',
    sentences: () => ['The time for which links are kept after the end of a proposal is over.'],
  },
} as const satisfies Record<DeadWhy, Words>;

/** R25. A link that no longer acts says why, and what was recorded; each reason has a page of its own. */
export function deadLinkPage(link: DeadLink): Html {
  const { title, sentences }: Words = words[link.why];
  const { reference, title: proposal } = link.heading;
  return page({
    title: `${title}: ${proposal}`,
    main: html`${pageHeading(reference, title)}
<p class="govuk-body-l">${proposal}</p>
${sentences(link).map(paragraph)}
${link.detail !== null && paragraph(link.detail)}
${link.recorded !== null && recordedBefore(link.recorded)}
${paragraph(`The proposal now: ${statusInWords[link.status]}.`)}
${paragraph(`Questions? Write to the person who sent the request, and name ${reference}.`)}`,
  });
}

function recordedBefore({ answer, at, by }: NonNullable<DeadLink['recorded']>): Html {
  return html`${heading('What was recorded')}
${summaryList([
  { name: 'Answer', value: answersInWords[answer] ?? answer },
  { name: 'Recorded at', value: inWords(at) },
  { name: 'By', value: by },
])}`;
}

const answersInWords: Readonly<Record<string, string>> = {
  approve: 'Approved',
  decline: 'Declined',
  'request-changes': 'Asked for changes',
  recuse: 'Declared an interest and stepped back',
  recommend: 'Recommended',
  'recommend-with-conditions': 'Recommended with conditions',
  'not-recommended': 'Not recommended',
} satisfies Record<SignOffAnswer['kind'] | ReviewAnswerKind | 'recuse', string>;

function boroughOr(borough: string | null): string {
  return borough ?? 'your borough';
}

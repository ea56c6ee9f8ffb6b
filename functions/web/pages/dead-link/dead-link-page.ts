import type { DeadLink, DeadWhy } from '../../../application/views/pages.ts';
import type { ReviewAnswerKind } from '../../../domain/review/review.ts';
import type { SignOffAnswer } from '../../../domain/sign-off/sign-off-request.ts';
import { inWords } from '../../../domain/vocabulary/calendar.ts';
import { page } from '../../components/page.ts';
import { pageHeading } from '../../components/panel.ts';
import { summaryList } from '../../components/summary-list.ts';
import { heading, paragraph } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { endedInWords, partnerOf, statusNow } from '../../words.ts';

interface Words {
  readonly title: string;
  readonly sentences: (link: DeadLink) => readonly string[];
}

const words = {
  replaced: {
    title: 'This proposal was revised',
    sentences: ({ borough }) => [
      'The proposer submitted a new revision, so the link to the earlier one no longer works.',
      `If ${boroughOr(borough)} has to answer the new revision, we send the request in a separate email.`,
    ],
  },
  answered: {
    title: 'This request has already been answered',
    sentences: ({ borough }) => [
      `Someone used another link to answer this request. The answer of ${boroughOr(borough)} is recorded.`,
    ],
  },
  closed: {
    title: 'This request is closed',
    sentences: ({ heading: proposal, closesAt }) => [
      `All ${partnerOf(proposal)}s have answered, or the deadline has passed. This link was not used to answer.`,
      ...(closesAt === null ? [] : [`It could be used until ${inWords(closesAt)}.`]),
    ],
  },
  late: {
    title: 'The deadline has passed',
    sentences: ({ closesAt }) => [
      ...(closesAt === null ? [] : [`The deadline to answer was ${inWords(closesAt)}.`]),
      'Later answers do not count. We keep the first late answer, so that the record shows it.',
    ],
  },
  ended: {
    title: 'This proposal has ended',
    sentences: ({ ending, endedAt }) => [
      ending === null ? 'You do not need to answer any more.' : endedInWords(ending, 'this proposal', endedAt),
    ],
  },
  'passed-on': {
    title: 'This request has gone to another officer',
    sentences: () => [
      'An officer declared an interest, so we are asking another officer. You do not need to do anything.',
    ],
  },
  'takes-no-part': {
    title: 'You are no longer asked',
    sentences: ({ borough, heading: proposal }) => [
      `The secretariat withdrew the approval of ${boroughOr(borough)}. Only ${partnerOf(proposal)}s that contribute review the proposal, so you do not need to do anything.`,
    ],
  },
  'not-eligible': {
    title: 'You cannot answer this request',
    sentences: ({ borough }) => [
      `To decide for ${boroughOr(borough)} you must be one of its current officers, and you must not have written this proposal or already answered it.`,
    ],
  },
  expired: {
    title: 'This link has expired',
    sentences: () => ['The proposal ended some time ago, and its links no longer work.'],
  },
} as const satisfies Record<DeadWhy, Words>;

/** R25. A link that no longer works says why, and what was recorded. Each reason has its own page. */
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
${paragraph(statusNow(link.status))}
${paragraph(`Questions? Reply to the email with this link, and give the reference ${reference}.`)}`,
  });
}

function recordedBefore({ answer, at, by }: NonNullable<DeadLink['recorded']>): Html {
  return html`${heading('What was recorded')}
${summaryList([
  { name: 'Answer', value: answersInWords[answer] ?? answer },
  { name: 'Recorded', value: inWords(at) },
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
  return borough ?? 'your organisation';
}

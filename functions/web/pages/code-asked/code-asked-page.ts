import type { AnswerResult } from '../../../application/views/answer-result.ts';
import { codeMinutes, maxCodesADay } from '../../../domain/codes/one-time-code.ts';
import { inWords } from '../../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../../domain/vocabulary/money.ts';
import { askingForCode } from '../../components/form-state.ts';
import { notice } from '../../components/notice.ts';
import { paragraph } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { reviewPage } from '../review/review-page.ts';
import { signOffPage } from '../sign-off/sign-off-page.ts';

type CodeAsked = Extract<AnswerResult, { kind: 'code-asked' }>;

/** R26. The page again with the answer as typed, which is recorded once it comes with the code that was mailed. */
export function codeAskedPage(result: CodeAsked): Html {
  const { page, values, because } = result;
  const form = { values, faults: [], codeAsked: because };
  const { head, sentences }: Words = words[because];
  const panel = notice(
    askingForCode[because],
    `Nothing is recorded yet. ${head}`,
    html`${paragraph([...sentences(result), `It is good until ${inWords(result.goodUntil)}.`].join(' '))}
${paragraph(html`<a class="govuk-link" href="#code">Enter the code</a> at the end of the form, and send the form again. All else that you typed is still there.`)}
${page.code !== null && paragraph(`${page.borough.name} asks for a code where more than ${formatPounds(page.code.above)} is at stake.`)}
${paragraph(`If no mail comes, wait a minute, and look among your unwanted mail, too. Then send the form again without a code, and we mail you another, at most ${maxCodesADay} a day for one request. The newest code is the only one that counts.`)}`,
  );
  return page.kind === 'review' ? reviewPage(page, form, panel) : signOffPage(page, form, panel);
}

interface Words {
  readonly head: string;
  readonly sentences: (result: CodeAsked) => readonly string[];
}

const words = {
  needed: {
    head: 'We mailed you a one-time code.',
    sentences: (result) => [`The code has six digits and is on its way to ${address(result)}.`],
  },
  expired: {
    head: 'We mailed you a new code.',
    sentences: (result) => [
      `The last one that we mailed you was good for ${codeMinutes} minutes.`,
      `A new one of six digits is on its way to ${address(result)}.`,
    ],
  },
  'another-answer': {
    head: 'We mailed you a new code.',
    sentences: (result) => [
      'A code holds for one answer and one amount, and the last one that we mailed you was for another.',
      `A new one of six digits is on its way to ${address(result)}.`,
    ],
  },
  'mailed-already': {
    head: 'The code that we mailed you still counts.',
    sentences: (result) => [
      `We mailed a code of six digits for this answer to ${address(result)} at ${inWords(result.mailedAt)}.`,
    ],
  },
} as const satisfies Record<CodeAsked['because'], Words>;

function address({ page }: CodeAsked): string {
  return `the address that ${page.borough.name} registered for you`;
}

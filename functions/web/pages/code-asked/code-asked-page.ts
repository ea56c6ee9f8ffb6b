import { codeMinutes, maxCodesADay } from '../../../domain/codes/one-time-code.ts';
import { inWords } from '../../../domain/vocabulary/calendar.ts';
import { formatPounds } from '../../../domain/vocabulary/money.ts';
import type { AnswerView } from '../../answer-view.ts';
import { askingForCode } from '../../components/form-state.ts';
import { notice } from '../../components/notice.ts';
import { paragraph } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';
import { formPage } from '../faulty-form/faulty-form-page.ts';

type CodeAsked = Extract<AnswerView, { kind: 'code-asked' }>;

/** R26. The page again with the answer as typed. It is recorded once it is sent with the emailed code. */
export function codeAskedPage(result: CodeAsked): Html {
  const { page, values, because } = result;
  const form = { values, faults: [], codeAsked: because };
  const { head, sentences }: Words = words[because];
  const panel = notice(
    askingForCode[because],
    `Nothing is recorded yet. ${head}`,
    html`${paragraph([...sentences(result), `Use it by ${inWords(result.goodUntil)}.`].join(' '))}
${paragraph(html`<a class="govuk-link" href="#code">Enter the code</a> at the end of the form, and send the form again. Everything else you typed is still there.`)}
${page.code !== null && paragraph(`${page.borough.name} asks for a code for amounts of more than ${formatPounds(page.code.above)}.`)}
${paragraph(`If the email does not arrive within a minute, check your junk folder. To get another code, send the form again without a code. You can get up to ${maxCodesADay} codes a day for one request. Only the newest code works.`)}`,
  );
  return formPage(page, form, panel);
}

interface Words {
  readonly head: string;
  readonly sentences: (result: CodeAsked) => readonly string[];
}

const words = {
  needed: {
    head: 'We have emailed you a one-time code.',
    sentences: (result) => [`We sent a 6-digit code to ${address(result)}.`],
  },
  expired: {
    head: 'We have emailed you a new code.',
    sentences: (result) => [
      `The last code has expired: a code works for ${codeMinutes} minutes.`,
      `We sent a new 6-digit code to ${address(result)}.`,
    ],
  },
  'another-answer': {
    head: 'We have emailed you a new code.',
    sentences: (result) => [
      'A code works for one answer and one amount. The last code was for a different answer or amount.',
      `We sent a new 6-digit code to ${address(result)}.`,
    ],
  },
  'mailed-already': {
    head: 'The code that we emailed you still works.',
    sentences: (result) => [
      `We sent a 6-digit code for this answer to ${address(result)} at ${inWords(result.mailedAt)}.`,
    ],
  },
} as const satisfies Record<CodeAsked['because'], Words>;

function address({ page }: CodeAsked): string {
  return `the email address that ${page.borough.name} registered for you`;
}

import { page } from '../../components/page.ts';
import { paragraph } from '../../components/text.ts';
import { type Html, html } from '../../html.ts';

function plainPage(title: string, sentences: readonly string[]): Html {
  return page({
    title,
    main: html`<h1 class="govuk-heading-l">${title}</h1>
${sentences.map(paragraph)}`,
  });
}

const again = 'Nothing was recorded. Go back, or open the link in your mail again, and answer there.';

/** R25. Unknown, forged or misspelt: one neutral page, the same bytes for every token. */
export const notFoundPage = plainPage('Page not found', [
  'If you typed or pasted the address, check that it is whole: mail programs sometimes break a long link into two lines.',
  'If you got here by a link in a mail, open the newest mail about the same proposal, and use the link in it.',
]);

export const crossSitePage = plainPage('This answer came from another site', [
  'An answer can be given on the page of its request alone, so that no other site can answer in your name.',
  again,
]);

export const malformedPage = plainPage('The form could not be read', [
  'What was sent is not what the form on the page sends: a part is broken, unknown, or there twice.',
  again,
]);

export const tooLargePage = plainPage('The answer is too long', [
  'All that you type on the form may have 64 kilobytes together. Shorten the longest text, and give long papers by other means.',
  again,
]);

export const unsupportedPage = plainPage('This kind of form is not supported', [
  'Answers are taken from the form on the page alone, without attachments.',
  again,
]);

export const failedPage = plainPage('Sorry, something went wrong', [
  'If you were giving an answer, it may or may not have been recorded. Open the link in your mail again: it shows what is recorded, or else the form.',
  'If it happens again, write to the person who sent the request.',
]);

export const unavailablePage = plainPage('Sorry, this is busy', [
  'Many people are using this at the moment. If you were giving an answer, wait a minute, go back, and send it again: it counts once, however often it is sent.',
]);

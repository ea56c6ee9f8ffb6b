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

const again = 'Nothing was recorded. Go back, or open the link in your email again, and answer there.';

/** R25. For unknown, forged or misspelt links: one neutral page with the same bytes for every token. */
export const notFoundPage = plainPage('Page not found', [
  'If you typed or pasted the web address, check that it is complete. Email programs sometimes break a long link into two lines.',
  'If you followed a link in an email, use the link in the newest email about the same proposal.',
]);

export const crossSitePage = plainPage('This answer came from another website', [
  'You can only answer on this service’s own page. This stops other websites answering in your name.',
  again,
]);

export const malformedPage = plainPage('The form could not be read', [
  'Part of the form is missing, damaged or was sent twice.',
  again,
]);

export const tooLargePage = plainPage('Your answers are too long', [
  'Your answers are too long to send. Shorten the longest one, and send long documents separately.',
  again,
]);

export const unsupportedPage = plainPage('This kind of form is not accepted', [
  'You can only answer with the form on the page. It does not take attachments.',
  again,
]);

export const failedPage = plainPage('Sorry, there is a problem with the service', [
  'If you were sending an answer, we may or may not have recorded it. Open the link in your email again. It shows your recorded answer or, if we have none, the form.',
  'If this happens again, reply to the email with the link.',
]);

export const unavailablePage = plainPage('Sorry, the service is busy', [
  'If you were sending an answer, wait a minute, go back and send it again. We record it only once, however often you send it.',
]);

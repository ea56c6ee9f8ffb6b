import { describe, expect, test } from 'vitest';
import type { EmailView } from '../../../functions/application/emails/email-drafts.ts';
import type { LinkView } from '../../../functions/application/views/pages.ts';
import { ruleInWords } from '../../../functions/application/views/view-parts.ts';
import { renderEmail } from '../../../functions/web/emails/render-email.ts';
import { viewResponse } from '../../../functions/web/link-pages.ts';
import { everyEmail } from '../email-views.ts';
import { said } from '../markup.ts';
import { placeholder, withTyped } from '../typed-texts.ts';
import * as views from '../views.ts';

/** The same view where one of the partners is not a borough, and nothing that somebody typed. */
function withBody<T>(view: T): T {
  return called(withTyped(view, placeholder), '') as T;
}

function called(value: unknown, name: string): unknown {
  if (Array.isArray(value)) {
    const isStandings = name === 'standings' || name === 'boroughs';
    return value.map((item, index) => (isStandings && index === 0 ? { ...item, kind: 'body' } : called(item, '')));
  }
  if (typeof value !== 'object' || value === null) return value;
  const inner = Object.fromEntries(Object.entries(value).map(([member, each]) => [member, called(each, member)]));
  return name === 'heading' || 'partner' in inner ? { ...inner, partner: 'partner' } : inner;
}

const pages: readonly LinkView[] = [
  ...[views.signOff, views.coded, views.codedAbove, views.revised, views.last, views.lead, views.changing],
  ...[views.review, views.sharedAgain, views.codedReview, views.tracking, views.trackedToTheEnd, views.locked],
  ...[views.approval, views.refusal, views.wish, views.revoked, views.recusal, views.reviewed, views.deemed],
  ...Object.values(views.deadLinks),
];
const boroughs = /\bboroughs?\b/i;
/** The footer of every page is about the service, not about one proposal. */
const footer = 'Joint Funding helps boroughs and their partners pay for projects together.';

describe('the words for partners', () => {
  test.each(pages.map((view) => [`${view.kind} ${'why' in view ? view.why : ''}`, view] as const))(
    'the page %s does not speak of boroughs where a partner is another body',
    (_, view) => {
      expect(said(viewResponse(withBody(view)).body).replace(footer, '')).not.toMatch(boroughs);
    },
  );

  test.each(everyEmail)('the email %s does not speak of boroughs where a partner is another body', (_, view) => {
    const { subject, text } = renderEmail(withBody<EmailView>(view));
    expect(`${subject}\n${text}`).not.toMatch(boroughs);
  });

  test.each([
    [{ kind: 'coalition', minimumBoroughs: 2 }, 'At least 2 partners must approve, including the lead partner,'],
    [{ kind: 'unanimous' }, 'Every partner that can answer must approve, including the lead partner,'],
    [{ kind: 'share', of: 'eligible', atLeast: [1, 2] }, 'At least 1/2 of the partners that can answer must approve,'],
    [{ kind: 'share', of: 'responding', atLeast: [1, 2] }, 'At least 1/2 of the partners that answer must approve,'],
  ] as const)('R3 the rule %o says partners', (rule, words) => {
    expect(ruleInWords(rule, 'partner')).toContain(words);
    expect(ruleInWords(rule, 'borough')).toContain(words.replaceAll('partner', 'borough'));
  });
});

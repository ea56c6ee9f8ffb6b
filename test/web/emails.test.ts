import { test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { renderEmail } from '../../functions/web/emails/render-email.ts';
import { escapeText } from '../../functions/web/html.ts';
import { viewResponse } from '../../functions/web/link-pages.ts';
import { doesNotPay } from '../../functions/web/words.ts';
import {
  barredNotice,
  changes,
  copy,
  everyEmail,
  hash,
  keptNotice,
  link,
  notice,
  outcome,
  receipt,
  replacedMail,
  replyTo,
  request,
  reviewReceipt,
  reviewRequest,
  submitted,
} from './email-views.ts';
import { bodyOf, said, textsOf, titleOf, valuesOf } from './markup.ts';
import { hostile, placeholder, withTyped } from './typed-texts.ts';
import * as views from './views.ts';

describe('every email', () => {
  property.prop([hostile])('shows whatever was typed as text', (text) => {
    for (const [, view] of everyEmail) {
      const harmless = renderEmail(withTyped(view, placeholder));
      const rendered = renderEmail(withTyped(view, text));
      expect(bodyOf(rendered.html)).toBe(bodyOf(harmless.html).replaceAll(placeholder, () => escapeText(text)));
      // A subject has as much of a title as there is room for.
      expect(rendered.html).toContain(`<title>${escapeText(rendered.subject)}</title>`);
    }
  });

  property.prop([hostile])('has a subject of one line that cannot start a header', (text) => {
    for (const [, view] of everyEmail) {
      const line = text.replaceAll('\n', ' ');
      expect(renderEmail(withTyped(view, line)).subject).not.toMatch(/[\r\n]/);
    }
  });

  test.each(everyEmail)('%s says the same as text and as HTML', (_, view) => {
    const { html, text } = renderEmail(view);
    for (const words of textsOf(html)) {
      for (const line of words.split('\n')) expect(text).toContain(line.trim());
    }
  });

  test.each(everyEmail)('%s names its recipient, its proposal and its subject', (_, view) => {
    const { html, text, subject } = renderEmail(view);

    expect(text).toMatch(new RegExp(`^Dear ${view.to},\n`));
    expect(text).toContain('JF-7K3M2Q');
    expect(subject).toMatch(/ \(JF-7K3M2Q\)$/);
    expect(titleOf(html)).toBe(subject);
  });

  test.each(everyEmail)('%s has at most one action, and shows its whole address', (_, view) => {
    const { html, text } = renderEmail(view);
    const addresses = valuesOf(html, 'href').map((href) => href.replace(/^mailto:|\?.*$/g, ''));

    expect(addresses.length).toBeLessThanOrEqual(1);
    for (const address of addresses.flatMap((each) => each.split(','))) {
      expect(textsOf(html).flatMap((shown) => shown.split(' and '))).toContain(address);
      expect(text.split(/\s/)).toContain(address);
    }
  });

  test('R8 the action of an email to a barred officer writes to the secretariat and the lead together', () => {
    const { proposer } = barredNotice.heading;
    const [address = ''] = valuesOf(renderEmail(barredNotice).html, 'href');
    expect(address).toContain(`mailto:${replyTo},${proposer.email}?subject=`);
    const erased = { ...barredNotice.heading, proposer: { ...proposer, email: '' } };
    for (const alone of [
      { ...barredNotice, proposer: true },
      { ...barredNotice, heading: erased },
    ]) {
      const { html, text } = renderEmail(alone);
      expect(valuesOf(html, 'href')[0]).toContain(`mailto:${replyTo}?subject=`);
      expect(text).toContain('Your email goes to the secretariat.');
    }
  });

  test.each(everyEmail)('%s loads nothing, tracks nothing and needs no style sheet', (_, view) => {
    expect(renderEmail(view).html).not.toMatch(/<img|<script|<link|<style|<iframe| src=|url\(|@import/i);
  });
});

describe('an email that asks for an answer', () => {
  test('has a subject of verb, deadline, amount, title and reference', () => {
    expect(renderEmail(request).subject).toBe(
      'Decide by 18 Dec: Camden up to £35,750 for shared damp sensors (JF-7K3M2Q)',
    );
    expect(renderEmail({ ...request, mail: 'sign-off-reminder' }).subject).toMatch(
      /^Reminder, by 18 Dec: Camden up to £35,750 for /,
    );
    expect(renderEmail(reviewRequest).subject).toBe(
      'Review by 24 Dec: £150,000 for 100 digital apprenticeships across… (JF-7K3M2Q)',
    );
  });

  test('R1 says both figures, who has agreed, by when, and on whose behalf', () => {
    const { text } = renderEmail({ ...request, page: views.signOff });

    expect(text).toContain('£27,272.73 if every borough joins, up to £34,090.91 if some do not');
    expect(text).toContain('Approved so far: 2 of 6 boroughs: Hackney and Newham');
    expect(text).toContain('Decide by: 5pm on Friday 18 December 2026');
    expect(text).toContain('on behalf of Head of Service, Camden');
  });

  test.each(['sign-off-request', 'sign-off-reminder'] as const)(
    'R1 says in the %s what the share is now and why, how many may drop out, and what the last one needs',
    (mail) => {
      const { text } = renderEmail({ ...request, mail, page: views.signOff });
      expect(text).toContain('Share as things are now: £33,333.34, because Islington and Tower Hamlets take no part');
      expect(text).toContain('it can fail if even 1 of the other 2 boroughs drops out.');
      expect(text).not.toContain('It needs');
      expect(renderEmail({ ...request, mail, page: views.last }).text).toContain('It needs £37,500 more.');
      expect(renderEmail({ ...request, mail, page: { ...views.signOff, live: null } }).text).not.toContain(
        'Share as things are now',
      );
    },
  );

  test('R7 of a later revision says what changed', () => {
    expect(renderEmail(request).text).toContain('What changed since revision 1');
    expect(renderEmail({ ...request, page: views.signOff }).text).not.toContain('What changed');
  });

  test('R17 to a reviewer says how many boroughs approved, and what the own borough pays', () => {
    const page = {
      ...views.review,
      standings: views.review.standings.map((each) => ({ ...each, answer: 'approve' as const, upTo: 5_000_000 })),
      contributions: [{ borough: 'Camden', amount: 3_333_333 }],
    };
    const { text } = renderEmail({ ...reviewRequest, page });
    expect(text).toContain('6 of 6 boroughs have approved it. No money is committed before the review.');
    expect(text).toContain('Camden’s contribution: £33,333.33');
    const standings = page.standings.map((each) => (each.lead ? each : { ...each, answer: null, upTo: null }));
    expect(said(viewResponse({ ...page, standings }).body)).toContain('1 of 6 boroughs has approved it.');
    expect(renderEmail({ ...reviewRequest, page: { ...page, contributions: [] } }).text).not.toContain('contribution:');
  });

  test('R17 to a reviewer says when the figures do not pay', () => {
    expect(renderEmail(reviewRequest).text).toContain('If you recommend it, say why it is still worth doing.');
    expect(renderEmail({ ...reviewRequest, page: { ...views.review, needsValueJudgement: false } }).text).not.toContain(
      'worth doing',
    );
  });
});

describe('R20 a receipt', () => {
  test.each([receipt(views.approval), reviewReceipt])(
    'has the number and the hash of the record, and one action',
    (view) => {
      const { text, html } = renderEmail(view);

      expect(text).toMatch(/Record number: JF-7K3M2Q-1-E09000007/);
      expect(text).toContain(`Hash of the record: ${hash}`);
      expect(text).toContain(`This was not me:\n${replyTo}\n`);
      expect(valuesOf(html, 'href')[0]).toMatch(
        /^mailto:secretariat@joint-funding\.example\?subject=This%20was%20not%20me%3A%20JF-7K3M2Q-1-/,
      );
    },
  );

  test('says what was answered', () => {
    expect(renderEmail(receipt(views.approval)).subject).toMatch(/^Receipt: Camden approved up to £34,091 for /);
    expect(renderEmail(receipt(views.refusal)).subject).toMatch(/^Receipt: Camden declined /);
    expect(renderEmail(receipt(views.wish)).subject).toMatch(/^Receipt: Camden asked for changes to /);
    expect(renderEmail(receipt(views.approval)).text).toContain('Pledged: 10 apprenticeships');
    expect(renderEmail(receipt({ ...views.approval, pledges: [] })).text).not.toContain('Pledged');
  });

  test('goes to finance as a copy of the approval', () => {
    expect(renderEmail(copy).subject).toMatch(/^Camden approved up to £34,091 for /);
    expect(renderEmail(copy).text).toContain('Approver of Camden approved up to £34,090.91 for “100 digital');
  });
});

describe('R20 the outcome', () => {
  const text = (view: Partial<typeof outcome>) => said(renderEmail({ ...outcome, ...view }).text);

  test('says the borough’s share, and why', () => {
    expect(renderEmail(outcome).subject).toMatch(/^Funded: Camden pays £30,000 for /);
    expect(text({})).toContain(
      'Camden pays £30,000 for “100 digital apprenticeships across the coalition”. The proposal is funded. It was decided on 21 December 2026. The money is committed in Camden’s budget.',
    );
    expect(text({})).toContain('Why');
    expect(text({})).toContain('Their caps cover the cost.');
    expect(text({})).toContain('A report after the first cohort.');
    expect(text({}).indexOf('For verification')).toBeGreaterThan(text({}).indexOf('Questions?'));
    expect(text({})).toContain(`For verification: the hash of the last entry in the record is ${hash}`);
  });

  test.each([
    ['decline', 'because it declined'],
    ['request-changes', 'because it asked for changes'],
    [null, 'because it did not answer'],
  ] as const)('says why a borough that answered %s takes no part', (answer, why) => {
    const borough = { name: 'Camden', contribution: null, answer };

    expect(text({ borough })).toContain(`Camden takes no part and pays nothing, ${why}.`);
    expect(renderEmail({ ...outcome, borough }).subject).toContain('Camden pays nothing');
  });

  test.each([
    ['not-funded', 'Not funded'],
    ['lapsed', 'Lapsed'],
    ['withdrawn', 'Withdrawn'],
  ] as const)('of a proposal that is %s says that nothing is paid, and budgets are free', (ending, verb) => {
    expect(renderEmail({ ...outcome, ending }).subject).toMatch(new RegExp(`^${verb}, Camden pays nothing: `));
    expect(text({ ending })).toContain('Any money held for the proposal in its budget has been released.');
  });

  test('to the proposer names the total', () => {
    expect(renderEmail({ ...outcome, borough: null }).subject).toMatch(/^Funded: £150,000 for /);
  });
});

describe('an email to the proposer', () => {
  test('R25 brings the tracking link after submission', () => {
    expect(renderEmail(submitted).subject).toMatch(/^Submitted, answers due by 18 Dec: £150,000 for /);
    expect(renderEmail(submitted).text).toContain(`See progress:\n${link.replace('/d/', '/t/')}\n`);
    expect(renderEmail(submitted).text).toContain('Hackney (lead): £40,909.09');
  });

  test('R6 says which changes were asked for, and until when a revision is possible', () => {
    expect(renderEmail(changes).subject).toMatch(/^Revise by 15 Jan: £150,000 for /);
    expect(renderEmail(changes).text).toContain('by 5pm on Friday 15 January 2027. Otherwise the proposal lapses.');
    expect(renderEmail(changes).text).toContain('- Tower Hamlets: Start a year later.\n  And smaller.');
    expect(renderEmail({ ...changes, reviseBy: null }).subject).toMatch(/^Revise: £150,000 for /);
  });
});

test('R7 a borough whose approval still counts after a revision learns what changed', () => {
  expect(renderEmail(notice).subject).toMatch(/^Revised, Camden stays in: up to £34,091 for /);
  expect(renderEmail(notice).text).toContain('Camden approved up to: £34,090.91');
  expect(renderEmail(notice).text).toContain('(before: Shared recruitment.)');
});

test.each([
  ['Partner', 'Newham', 'none', 'Newham is no longer a partner'],
  ['Partner', 'none', 'Newham', 'Newham is a new partner'],
  ['Pledge', '1: 100 visits by 30 September 2027', 'none', 'Pledge removed: 1: 100 visits by 30 September 2027'],
  ['Pledge', 'none', '1: 100 visits by 30 September 2027', 'Pledge added: 1: 100 visits by 30 September 2027'],
  ['Optimism bias', 'none', 'rate 0.2, mitigation 0.5', 'Optimism bias added: rate 0.2, mitigation 0.5'],
  ['Title', 'Sensors', 'Damp sensors', 'Title: Damp sensors (before: Sensors)'],
])('R7 says of a %s that was %s and is %s: %s', (label, before, after, words) => {
  const { text } = renderEmail({ ...notice, changes: [{ pointer: '', label, before, after }] });

  expect(text).toContain(`- ${words}\n`);
});

test.each([
  [1_000, 0.8812, '88p of benefits for each £1.'],
  [-1, 1, 'its net present social value is −£0.01.'],
  [-5, 0.9999, '99p of benefits for each £1.'],
  [-5, 0.29, '29p of benefits for each £1.'],
  [-5, { notComputable: 'no cost' }, 'its net present social value is −£0.05.'],
])('R17 says what the figures say if the NPSV is %s and the BCR %s: %s', (npsv, bcr, words) => {
  expect(doesNotPay({ npsv, bcr })).toBe(
    `These figures say it costs more than it brings: ${words} If you recommend it, say why it is still worth doing.`,
  );
});

test('R17 says if disbenefits are larger than benefits', () => {
  expect(doesNotPay({ npsv: -5, bcr: -0.5 })).toMatch(/^These figures say it does more harm than good: /);
});

describe('a decision that was replaced or set aside', () => {
  test('R1 is told with who changed it, both decisions, the number and the hash, and without anybody’s reasons', () => {
    const { subject, text } = renderEmail(replacedMail);
    expect(subject).toBe('Camden changed its decision on shared damp sensors (JF-7K3M2Q)');
    expect(text).toContain(
      'Deputy of Camden changed Camden’s decision on “shared damp sensors”. Only the new decision counts.',
    );
    for (const fact of ['Camden declined', 'Camden approved up to £34,090.91', 'JF-7K3M2Q-1-E09000007-2', hash]) {
      expect(text).toContain(fact);
    }
    expect(text).not.toContain('No budget this year.');
    expect(text).not.toContain('It fits our workforce plan.');
  });

  test('R1 says that an interest was declared and that another officer is asked, and not which interest', () => {
    const { subject, text } = renderEmail({ ...replacedMail, now: null });
    expect(subject).toBe('Camden is asked again about shared damp sensors (JF-7K3M2Q)');
    expect(text).toContain('Approver of Camden declared an interest');
    expect(text).toContain('no longer counts, and the money that it held in Camden’s budget is released.');
    expect(text).toContain('We are asking another officer of Camden.');
    expect(text).not.toContain('Decision now');
  });

  test('R7 an approval that outlives a revision comes with a link that can change it', () => {
    const { text } = renderEmail(keptNotice);
    expect(text).toContain('The approval still counts');
    expect(text).toContain(link);
    expect(text).toContain('This link is only for you');
    expect(renderEmail(notice).text).not.toContain('/d/');
  });
});

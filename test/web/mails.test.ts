import { test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import type { MailView } from '../../functions/application/link-view.ts';
import { escapeText } from '../../functions/web/html.ts';
import { renderMail } from '../../functions/web/mails/render-mail.ts';
import { said, textsOf, titleOf, valuesOf } from './markup.ts';
import { hostile, placeholder, withTyped } from './typed-texts.ts';
import * as views from './views.ts';

const link = `https://joint-funding.example/d/${'t0_-'.repeat(11).slice(0, 43)}`;
const hash = 'e7'.repeat(32);
const replyTo = 'secretariat@joint-funding.example';
const { heading } = views;
const damp = { ...heading, title: 'shared damp sensors' };

const request: MailView = {
  mail: 'sign-off-request',
  to: 'Approver of Camden',
  link,
  page: { ...views.revised, heading: { ...damp, revision: 2 }, mostItCanBecome: 3_575_000 },
};
const reviewRequest: MailView = { mail: 'review-request', to: 'Reviewer of Camden', link, page: views.review };
const outcome: Extract<MailView, { mail: 'outcome' }> = {
  mail: 'outcome',
  to: 'Approver of Camden',
  heading,
  ending: 'funded',
  borough: { name: 'Camden', contribution: 3_000_000, answer: 'approve' },
  contributions: views.review.contributions,
  reasons: ['2 boroughs approved; 2 were needed.', 'Their caps cover the cost.'],
  conditions: ['A report after the first cohort.'],
  chainHead: hash,
};
const receipt = (confirmation: typeof views.approval): MailView => ({
  mail: 'sign-off-receipt',
  to: 'Approver of Camden',
  confirmation,
  chainHash: hash,
  replyTo,
});
const reviewReceipt: MailView = {
  mail: 'review-receipt',
  to: 'R',
  confirmation: views.reviewed,
  chainHash: hash,
  replyTo,
};
const copy: MailView = { mail: 'approval-copy', to: 'Finance', confirmation: views.approval, chainHash: hash, replyTo };
const submitted: MailView = {
  mail: 'submitted',
  to: 'Head of Digital, Hackney',
  heading,
  link: link.replace('/d/', '/t/'),
  closesAt: views.signOff.closesAt,
  boroughs: views.standings,
};
const notice: Extract<MailView, { mail: 'revision-notice' }> = {
  mail: 'revision-notice',
  to: 'Approver of Camden',
  heading: views.revised.heading,
  borough: 'Camden',
  changes: views.revised.changes,
  answer: views.approval.answer,
};
const changes: Extract<MailView, { mail: 'changes-requested' }> = {
  mail: 'changes-requested',
  to: 'Head of Digital, Hackney',
  heading,
  wishes: [{ borough: 'Tower Hamlets', comment: 'Start a year later.\nAnd smaller.' }],
  reviseBy: '2027-01-15T17:00:00.000Z',
};

const everyMail: readonly (readonly [string, MailView])[] = [
  ...[request, { ...request, mail: 'sign-off-reminder' as const }, reviewRequest],
  ...[{ ...reviewRequest, mail: 'review-reminder' as const }, receipt(views.approval), receipt(views.refusal)],
  ...[receipt(views.wish), reviewReceipt, copy, submitted, notice, { ...notice, answer: null }, changes],
  ...[{ ...changes, reviseBy: null }, outcome, { ...outcome, borough: null }],
  ...(['not-funded', 'lapsed', 'withdrawn'] as const).map((ending) => ({ ...outcome, ending, contributions: [] })),
].map((view) => [view.mail, view] as const);

describe('§7 every mail', () => {
  property.prop([hostile])('shows what was typed as text, whatever it is', (text) => {
    for (const [, view] of everyMail) {
      const harmless = renderMail(withTyped(view, placeholder));
      const rendered = renderMail(withTyped(view, text));
      expect(rendered.html).toBe(harmless.html.replaceAll(placeholder, () => escapeText(text)));
    }
  });

  property.prop([hostile])('has a subject of one line that cannot start a header', (text) => {
    for (const [, view] of everyMail) {
      const line = text.replaceAll('\n', ' ');
      expect(renderMail(withTyped(view, line)).subject).not.toMatch(/[\r\n]/);
    }
  });

  test.each(everyMail)('%s says as text all that it says as HTML', (_, view) => {
    const { html, text } = renderMail(view);
    for (const words of textsOf(html)) {
      for (const line of words.split('\n')) expect(text).toContain(line.trim());
    }
  });

  test.each(everyMail)('%s names its recipient, its proposal and its subject', (_, view) => {
    const { html, text, subject } = renderMail(view);

    expect(text).toMatch(new RegExp(`^Dear ${view.to},\n`));
    expect(text).toContain('JF-7K3M2Q');
    expect(subject).toMatch(/ \(JF-7K3M2Q\)$/);
    expect(titleOf(html)).toBe(subject);
  });

  test.each(everyMail)('%s has one action at most, and its whole address is to be seen', (_, view) => {
    const { html, text } = renderMail(view);
    const addresses = valuesOf(html, 'href').map((href) => href.replace(/^mailto:|\?.*$/g, ''));

    expect(addresses.length).toBeLessThanOrEqual(1);
    for (const address of addresses) {
      expect(textsOf(html)).toContain(address);
      expect(text.split('\n')).toContain(address);
    }
  });

  test.each(everyMail)('%s loads nothing, tracks nothing and needs no style sheet', (_, view) => {
    expect(renderMail(view).html).not.toMatch(/<img|<script|<link|<style|<iframe| src=|url\(|@import/i);
  });
});

describe('§7 a request', () => {
  test('has a subject of verb, deadline, thing, amount and reference', () => {
    expect(renderMail(request).subject).toBe('Decide by 18 December: shared damp sensors, up to £35,750 (JF-7K3M2Q)');
    expect(renderMail({ ...request, mail: 'sign-off-reminder' }).subject).toMatch(/^Reminder: decide by 18 December: /);
    expect(renderMail(reviewRequest).subject).toBe(
      'Review by 24 December: 100 digital apprenticeships across the coalition, £150,000 (JF-7K3M2Q)',
    );
  });

  test('cuts a long title at a word', () => {
    const title =
      'A title of one hundred and fifty characters, which nobody would read in a list of mails, because lists are narrow';
    const { subject } = renderMail({ ...request, page: { ...views.signOff, heading: { ...heading, title } } });

    expect(subject).toBe(
      'Decide by 18 December: A title of one hundred and fifty characters, which nobody…, up to £34,090.91 (JF-7K3M2Q)',
    );
    expect(renderMail({ ...submitted, heading: { ...heading, title: 'x'.repeat(150) } }).subject).toContain(
      `: ${'x'.repeat(59)}…, £150,000`,
    );
    expect(renderMail({ ...submitted, heading: { ...heading, title: 'x'.repeat(60) } }).subject).toContain(
      'x'.repeat(60),
    );
  });

  test('R1 says both figures, who has agreed, by when, and on whose behalf', () => {
    const { text } = renderMail({ ...request, page: views.signOff });

    expect(text).toContain('£27,272.73 if everyone joins; up to £34,090.91 if others do not');
    expect(text).toContain('Who has agreed: 2 of 6 boroughs: Hackney and Newham');
    expect(text).toContain('Decide by: 5pm on Friday 18 December 2026');
    expect(text).toContain('on behalf of Head of Service, Camden');
  });

  test('R7 of a later revision says what changed', () => {
    expect(renderMail(request).text).toContain('What changed since revision 1');
    expect(renderMail({ ...request, page: views.signOff }).text).not.toContain('What changed');
  });

  test('R17 to a reviewer says when the reasons are the value judgement', () => {
    expect(renderMail(reviewRequest).text).toContain('value judgement');
    expect(renderMail({ ...reviewRequest, page: { ...views.review, needsValueJudgement: false } }).text).not.toContain(
      'value judgement',
    );
  });
});

describe('R20 a receipt', () => {
  test.each([receipt(views.approval), reviewReceipt])(
    'carries number and hash of the record, and one action',
    (view) => {
      const { text, html } = renderMail(view);

      expect(text).toMatch(/Record number: JF-7K3M2Q-1-E09000007/);
      expect(text).toContain(`Hash of the record: ${hash}`);
      expect(text).toContain(`This was not me:\n${replyTo}\n`);
      expect(valuesOf(html, 'href')[0]).toMatch(
        /^mailto:secretariat@joint-funding\.example\?subject=This%20was%20not%20me%3A%20JF-7K3M2Q-1-/,
      );
    },
  );

  test('says what was answered', () => {
    expect(renderMail(receipt(views.approval)).subject).toMatch(/^Recorded, you approved: .*, up to £34,090.91 /);
    expect(renderMail(receipt(views.refusal)).subject).toMatch(/^Recorded, you declined: /);
    expect(renderMail(receipt(views.wish)).subject).toMatch(/^Recorded, you asked for changes: /);
    expect(renderMail(receipt(views.approval)).text).toContain('Pledged: 10');
  });

  test('goes to finance as a copy of the approval', () => {
    expect(renderMail(copy).subject).toMatch(/^Approved for Camden: .*up to £34,090.91/);
    expect(renderMail(copy).text).toContain('Approver of Camden approved “100 digital');
  });
});

describe('R20 the outcome', () => {
  const text = (view: Partial<typeof outcome>) => said(renderMail({ ...outcome, ...view }).text);

  test('says the borough’s share, and why', () => {
    expect(renderMail(outcome).subject).toMatch(/^Funded: .*, Camden pays £30,000 \(/);
    expect(text({})).toContain('Camden pays £30,000, which is committed in its budget.');
    expect(text({})).toContain('Why');
    expect(text({})).toContain('Their caps cover the cost.');
    expect(text({})).toContain('A report after the first cohort.');
    expect(text({})).toContain(`Head of the record’s chain: ${hash}`);
  });

  test.each([
    ['decline', 'because it declined'],
    ['request-changes', 'because it asked for changes'],
    [null, 'because it did not answer'],
  ] as const)('says why a borough that answered %s takes no part', (answer, why) => {
    const borough = { name: 'Camden', contribution: null, answer };

    expect(text({ borough })).toContain(`Camden takes no part and pays nothing, ${why}.`);
    expect(renderMail({ ...outcome, borough }).subject).toContain('Camden pays nothing');
  });

  test.each([
    ['not-funded', 'Not funded'],
    ['lapsed', 'Lapsed'],
    ['withdrawn', 'Withdrawn'],
  ] as const)('of a proposal that is %s says that nothing is paid, and budgets are free', (ending, verb) => {
    expect(renderMail({ ...outcome, ending }).subject).toMatch(new RegExp(`^${verb}: .*Camden pays nothing`));
    expect(text({ ending })).toContain('Whatever was held for it in its budget is free again.');
  });

  test('to the proposer names the total', () => {
    expect(renderMail({ ...outcome, borough: null }).subject).toMatch(/^Funded: .*, £150,000 \(/);
  });
});

describe('a mail to the proposer', () => {
  test('R25 brings the tracking link once it is submitted', () => {
    expect(renderMail(submitted).subject).toMatch(/^Submitted, answers due by 18 December: /);
    expect(renderMail(submitted).text).toContain(`Follow it:\n${link.replace('/d/', '/t/')}\n`);
    expect(renderMail(submitted).text).toContain('Hackney (lead): £40,909.09');
  });

  test('R6 says which changes were asked for, and until when a revision may come', () => {
    expect(renderMail(changes).subject).toMatch(/^Revise by 15 January: /);
    expect(renderMail(changes).text).toContain('by 5pm on Friday 15 January 2027; otherwise it lapses');
    expect(renderMail(changes).text).toContain('- Tower Hamlets: Start a year later.\n  And smaller.');
    expect(renderMail({ ...changes, reviseBy: null }).subject).toMatch(/^Revise: /);
  });
});

test('R7 a borough whose approval stands after a revision hears what changed', () => {
  expect(renderMail(notice).subject).toMatch(/^Revised, your answer stands: .*up to £34,090.91/);
  expect(renderMail(notice).text).toContain('Camden approved up to: £34,090.91');
  expect(renderMail(notice).text).toContain('(before: Shared recruitment.)');
});

import { describe, expect, test } from 'vitest';
import { answerResponse, viewResponse } from '../../functions/web/link-pages.ts';
import { renderMail } from '../../functions/web/mails/render-mail.ts';
import { extended, extendedNotice, link, outcome, revokedNotice, sharedNotice } from './mail-views.ts';
import { said } from './markup.ts';
import * as views from './views.ts';

/** What pages and mails say of what the secretariat did. */

describe('R5 an extension', () => {
  test('R5 whoever holds the request gets a link of its own, with the new deadline in the subject', () => {
    const { subject, text } = renderMail(extended);
    expect(subject).toBe('More time, decide by 18 January: shared damp sensors, up to £35,750 (JF-7K3M2Q)');
    expect(text).toContain('Decide by: 5pm on Monday 18 January 2027');
    expect(text).toContain(link);
    expect(text).toContain('The committee meets in January.\nAnd not before.');
  });

  test('R5 whoever has answered reads that it stands, and the proposer how long it goes on', () => {
    const answered = renderMail(extendedNotice);
    expect(answered.subject).toBe(
      'Extended to 18 January, your answer stands: shared damp sensors, up to £35,750 (JF-7K3M2Q)',
    );
    expect(answered.text).toContain('Camden approved up to £35,750: that stands, and you need not do anything.');
    const declined = renderMail({ ...extendedNotice, answered: { borough: 'Camden', kind: 'decline', upTo: null } });
    expect(declined.text).toContain('Camden declined: that stands');
    const proposer = renderMail({ ...extendedNotice, answered: null });
    expect(proposer.subject).toBe('Extended to 18 January: shared damp sensors, £150,000 (JF-7K3M2Q)');
    expect(proposer.text).not.toContain('that stands');
  });
});

describe('R29 a revocation', () => {
  test('R29 the borough and the proposer read why, that the hold is free, and what follows', () => {
    const { subject, text } = renderMail(revokedNotice);
    expect(subject).toBe('Approval of Camden revoked: shared damp sensors, up to £35,750 (JF-7K3M2Q)');
    expect(text).toContain('what was held for it in the budget of Camden is free again.');
    expect(text).toContain('the cost was shared again among them');
    expect(text).toContain('A spending stop since 18 December.');
    expect(renderMail({ ...revokedNotice, status: 'settling' }).text).toContain('does not stay open without it');
    expect(renderMail({ ...revokedNotice, status: 'changes-requested' }).text).toContain('is asked again');
  });

  test('R10, R29 a contributor reads what it pays, what it was to pay, and the most it agreed to', () => {
    const { subject, text } = renderMail(sharedNotice);
    expect(subject).toBe('Shared again: shared damp sensors, Hackney pays £85,000 (JF-7K3M2Q)');
    expect(text).toContain('by Camden and Sutton was revoked');
    expect(text).toContain('Hackney pays: £85,000\nBefore, it was to pay: £70,000\nHackney approved up to: £90,000');
    expect(text).toContain('- Newham: £65,000');
  });

  test('R29 the reviewer sees the new figures and what changed, and the mail says so, too', () => {
    const page = said(viewResponse(views.sharedAgain).body);
    expect(page).toContain('All figures on this page are the new ones.');
    expect(page).toContain('What changed since the boroughs signed off');
    expect(page).toContain('nothing: its approval was revoked');
    expect(said(viewResponse(views.review).body)).not.toContain('What changed since');
    const mail = { mail: 'review-request', to: 'Reviewer of Camden', link, page: views.sharedAgain } as const;
    expect(renderMail(mail).text).toContain('- Hackney pays: £85,000 (before: £70,000)');
  });

  test('R24, R29 a review of the figures before is told of those of now, and that nothing was recorded', () => {
    const { heading } = views.review;
    const changed = { kind: 'changed', what: 'shares', heading, changes: views.sharedAgain.changes } as const;
    const response = answerResponse(changed, '/d/x');
    expect(response.statusCode).toBe(409);
    expect(said(response.body)).toContain('What you just sent was not recorded.');
    expect(said(response.body)).toContain('Open the link in your mail again');
    expect(said(response.body)).toContain('What changed since the boroughs signed off');
  });

  test('R29 the link that approved says that the approval was revoked, when and why', () => {
    const page = said(viewResponse(views.revoked).body);
    expect(page).toContain('This approval was revoked at 11am on Saturday 19 December 2026');
    expect(page).toContain('The reason given: A spending stop since 18 December.');
    expect(page).not.toContain('The other boroughs may answer until');
  });

  test('R29 where the boroughs stand, a revoked approval is none', () => {
    const standings = views.tracking.standings.map((each) =>
      each.answer === 'approve' ? { ...each, answer: 'revoked' as const, upTo: null } : each,
    );
    const page = said(viewResponse({ ...views.tracking, standings }).body);
    expect(page).toContain('Took its approval back');
    expect(page).toContain(`None of ${standings.length} boroughs yet`);
  });

  test('R20, R29 the outcome says that a borough takes no part because it took its approval back', () => {
    const borough = { name: 'Camden', contribution: null, answer: 'revoked' as const };
    expect(renderMail({ ...outcome, borough }).text).toContain(
      'Camden takes no part and pays nothing, because it took its approval back.',
    );
  });

  test('R17, R29 a reviewer of a borough that revoked is asked no longer', () => {
    const response = viewResponse(views.deadLinks['takes-no-part']);
    expect(response.statusCode).toBe(410);
    expect(said(response.body)).toContain('Your borough no longer takes part');
  });
});

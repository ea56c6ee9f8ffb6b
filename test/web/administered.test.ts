import { describe, expect, test } from 'vitest';
import { renderEmail } from '../../functions/web/emails/render-email.ts';
import { answerResponse, viewResponse } from '../../functions/web/link-pages.ts';
import { extended, extendedNotice, link, outcome, revokedNotice, sharedNotice } from './email-views.ts';
import { said } from './markup.ts';
import * as views from './views.ts';

/** What pages and emails say about what the secretariat did. */

describe('R5 an extension', () => {
  test('an officer with an open request gets a new link, with the new deadline in the subject', () => {
    const { subject, text } = renderEmail(extended);
    expect(subject).toBe('More time, by 18 Jan: Camden up to £35,750 for shared damp sensors (JF-7K3M2Q)');
    expect(text).toContain('Decide by: 5pm on Monday 18 January 2027');
    expect(text).toContain(link);
    expect(text).toContain('The committee meets in January.\nAnd not before.');
  });

  test('an officer who has answered reads that the answer still counts, and the proposer reads the new deadline', () => {
    const answered = renderEmail(extendedNotice);
    expect(answered.subject).toBe('Deadline now 18 Jan: up to £35,750 for shared damp sensors (JF-7K3M2Q)');
    expect(answered.text).toContain(
      'Camden approved up to £35,750 for “shared damp sensors”. That answer still counts, and you do not need to do anything.',
    );
    const declined = renderEmail({ ...extendedNotice, answered: { borough: 'Camden', kind: 'decline', upTo: null } });
    expect(declined.text).toContain('Camden declined “shared damp sensors”. That answer still counts');
    const proposer = renderEmail({ ...extendedNotice, answered: null });
    expect(proposer.subject).toBe('Deadline now 18 Jan: £150,000 for shared damp sensors (JF-7K3M2Q)');
    expect(proposer.text).not.toContain('still counts');
  });
});

describe('R29 a revocation', () => {
  test('the borough and the proposer read why, that the hold is released, and what follows', () => {
    const { subject, text } = renderEmail(revokedNotice);
    expect(subject).toBe('Camden’s approval withdrawn: shared damp sensors (JF-7K3M2Q)');
    expect(text).toContain(
      'The secretariat withdrew Camden’s approval of up to £35,750 for “shared damp sensors” on 19 December 2026. Camden now takes no part, and the money held for it in its budget has been released.',
    );
    expect(text).toContain('We shared the cost again among them');
    expect(text).toContain('A spending stop since 18 December.');
    expect(renderEmail({ ...revokedNotice, status: 'settling' }).text).toContain('cannot go on without this approval');
    expect(renderEmail({ ...revokedNotice, status: 'changes-requested' }).text).toContain('we will ask Camden again');
  });

  test('R10, R29 a contributor reads what it pays, what it paid before, and the most it agreed to', () => {
    const { subject, text } = renderEmail(sharedNotice);
    expect(subject).toBe('Hackney now pays £85,000 for shared damp sensors (JF-7K3M2Q)');
    expect(text).toContain('withdrew the approval of Camden and Sutton');
    expect(text).toContain('Hackney now pays: £85,000\nShare before: £70,000\nHackney approved up to: £90,000');
    expect(text).toContain('- Newham: £65,000');
  });

  test('the reviewer sees the new figures and what changed, and the email says so', () => {
    const page = said(viewResponse(views.sharedAgain).body);
    expect(page).toContain('All figures on this page are the new ones.');
    expect(page).toContain('What changed since the boroughs signed off');
    expect(page).toContain('nothing: its approval was withdrawn');
    expect(said(viewResponse(views.review).body)).not.toContain('What changed since');
    const mail = { mail: 'review-request', to: 'Reviewer of Camden', link, page: views.sharedAgain } as const;
    expect(renderEmail(mail).text).toContain('- Hackney pays: £85,000 (before: £70,000)');
  });

  test('R24, R29 a review of the old figures shows the new ones, and that nothing was recorded', () => {
    const { heading } = views.review;
    const changed = { kind: 'changed', what: 'shares', heading, changes: views.sharedAgain.changes } as const;
    const response = answerResponse(changed, '/d/x');
    expect(response.statusCode).toBe(409);
    expect(said(response.body)).toContain('The answer you just sent was not recorded.');
    expect(said(response.body)).toContain('Open the link in your email again');
    expect(said(response.body)).toContain('What changed since the boroughs signed off');
  });

  test('the link that approved says that the approval was revoked, when and why', () => {
    const page = said(viewResponse(views.revoked).body);
    expect(page).toContain('The secretariat withdrew this approval at 11am on Saturday 19 December 2026.');
    expect(page).toContain('Reason: A spending stop since 18 December.');
    expect(page).not.toContain('The other boroughs can answer until');
  });

  test('a revoked approval is not counted among the answers so far', () => {
    const standings = views.tracking.standings.map((each) =>
      each.answer === 'approve' ? { ...each, answer: 'revoked' as const, upTo: null } : each,
    );
    const page = said(viewResponse({ ...views.tracking, standings }).body);
    expect(page).toContain('Approval withdrawn by the secretariat');
    expect(page).toContain(`None of ${standings.length} boroughs`);
  });

  test('R20, R29 the outcome says that a borough takes no part because its approval was withdrawn', () => {
    const borough = { name: 'Camden', contribution: null, answer: 'revoked' as const };
    expect(renderEmail({ ...outcome, borough }).text).toContain(
      'Camden takes no part and pays nothing, because the secretariat withdrew its approval.',
    );
  });

  test('R17, R29 a reviewer of a borough that revoked is no longer asked', () => {
    const response = viewResponse(views.deadLinks['takes-no-part']);
    expect(response.statusCode).toBe(410);
    expect(said(response.body)).toContain('You are no longer asked');
  });
});

import type { EmailView } from '../../functions/application/emails/email-drafts.ts';
import type { ViewOf } from '../../functions/web/emails/view-of.ts';
import * as views from './views.ts';

/** The views that use cases give for emails. */

export const link = `https://joint-funding.example/d/${'t0_-'.repeat(11).slice(0, 43)}`;
export const hash = 'e7'.repeat(32);
export const replyTo = 'secretariat@joint-funding.example';
const { heading } = views;
const damp = { ...heading, title: 'shared damp sensors' };

export const request: ViewOf<'sign-off-request'> = {
  mail: 'sign-off-request',
  to: 'Approver of Camden',
  link,
  page: { ...views.revised, heading: { ...damp, revision: 2 }, suggestedLimit: 3_575_000 },
};
export const reviewRequest: ViewOf<'review-request'> = {
  mail: 'review-request',
  to: 'Reviewer of Camden',
  link,
  page: views.review,
};
export const confirmRequest: ViewOf<'confirm-request'> = {
  mail: 'confirm-request',
  to: 'Approver of Hackney',
  link,
  page: views.confirm,
};
const confirming: ViewOf<'confirming'> = {
  mail: 'confirming',
  to: 'Head of Digital, Hackney',
  heading,
  advice: views.confirm.advice,
  callIns: [{ borough: 'Camden', until: '2026-12-30T00:00:00.000Z' }],
  until: '2027-01-05T17:00:00.000Z',
  revisionsLeft: 2,
};
const confirmNews: ViewOf<'confirm-news'> = {
  mail: 'confirm-news',
  to: 'Head of Digital, Hackney',
  heading,
  word: {
    ...{ kind: 'take-back', borough: 'Camden', at: '2026-12-22T10:00:00.000Z', by: 'Approver of Camden' },
    reasons: 'The reviewers are right about the <savings>.',
  },
  until: '2027-01-05T17:00:00.000Z',
  replyTo,
};
export const outcome: ViewOf<'outcome'> = {
  mail: 'outcome',
  to: 'Approver of Camden',
  heading,
  ending: 'funded',
  borough: { name: 'Camden', contribution: 3_000_000, answer: 'approve' },
  contributions: views.review.contributions,
  reasons: ['2 boroughs approved; 2 were needed.', 'Their caps cover the cost.'],
  conditions: ['A report after the first cohort.'],
  chainHead: hash,
  decidedAt: '2026-12-21T11:00:00.000Z',
};
export const receipt = (confirmation: typeof views.approval): EmailView => ({
  mail: 'sign-off-receipt',
  to: 'Approver of Camden',
  confirmation,
  chainHash: hash,
  replyTo,
});
export const reviewReceipt: ViewOf<'review-receipt'> = {
  mail: 'review-receipt',
  to: 'R',
  confirmation: views.reviewed,
  chainHash: hash,
  replyTo,
};
export const copy: ViewOf<'approval-copy'> = {
  mail: 'approval-copy',
  to: 'Finance',
  confirmation: views.approval,
  chainHash: hash,
  replyTo,
};
export const replacedMail: ViewOf<'answer-replaced'> = {
  mail: 'answer-replaced',
  to: 'Approver of Hackney',
  heading: { ...damp, revision: 1 },
  borough: 'Camden',
  before: views.approval,
  now: {
    ...views.refusal,
    by: 'Deputy of Camden',
    answer: { ...views.refusal.answer, at: '2026-12-11T15:00:00.000Z', record: 'JF-7K3M2Q-1-E09000007-2' },
  },
  chainHash: hash,
  replyTo,
};
export const submitted: ViewOf<'submitted'> = {
  mail: 'submitted',
  to: 'Head of Digital, Hackney',
  heading,
  link: link.replace('/d/', '/t/'),
  closesAt: views.signOff.closesAt,
  boroughs: views.standings,
};
export const notice: ViewOf<'revision-notice'> = {
  mail: 'revision-notice',
  to: 'Approver of Camden',
  heading: views.revised.heading,
  borough: 'Camden',
  changes: views.revised.changes,
  answer: views.approval.answer,
};
export const keptNotice: ViewOf<'approval-kept'> = {
  ...{ ...notice, mail: 'approval-kept', link },
  answer: { ...views.approval.answer, answeredRevision: 1 },
};
export const changes: ViewOf<'changes-requested'> = {
  mail: 'changes-requested',
  to: 'Head of Digital, Hackney',
  heading,
  wishes: [{ borough: 'Tower Hamlets', comment: 'Start a year later.\nAnd smaller.' }],
  reviseBy: '2027-01-15T17:00:00.000Z',
};
export const revisedNotice: ViewOf<'revised'> = {
  mail: 'revised',
  to: 'Head of Digital, Hackney',
  heading: views.revised.heading,
  progress: link.replace('/d/', '/t/'),
  by: 'Programme office',
  changes: views.revised.changes,
  asked: ['Brent', 'Newham'],
  told: ['Camden'],
  closesAt: views.signOff.closesAt,
  replyTo,
};

export const barredNotice: ViewOf<'barred'> = {
  mail: 'barred',
  to: 'Approver of Camden',
  heading: damp,
  borough: 'Camden',
  proposer: false,
  replyTo,
};

export const extended: ViewOf<'extended'> = {
  mail: 'extended',
  to: 'Approver of Camden',
  link,
  page: { ...request.page, closesAt: '2027-01-18T17:00:00.000Z' },
  reason: 'The committee meets in January.\nAnd not before.',
};
export const extendedNotice: ViewOf<'extended-notice'> = {
  mail: 'extended-notice',
  to: 'Approver of Camden',
  heading: damp,
  closesAt: '2027-01-18T17:00:00.000Z',
  reason: 'The committee meets in January.',
  answered: { borough: 'Camden', kind: 'approve', upTo: 3_575_000 },
};
export const revokedNotice: ViewOf<'approval-revoked'> = {
  mail: 'approval-revoked',
  to: 'Finance of Camden',
  heading: damp,
  borough: 'Camden',
  upTo: 3_575_000,
  at: '2026-12-19T11:00:00.000Z',
  reason: 'A spending stop since 18 December.',
  status: 'roi-review',
};
export const sharedNotice: ViewOf<'shared-again'> = {
  mail: 'shared-again',
  to: 'Approver of Hackney',
  heading: damp,
  borough: 'Hackney',
  amount: 8_500_000,
  before: 7_000_000,
  upTo: 9_000_000,
  revoked: ['Camden', 'Sutton'],
  contributions: views.review.contributions,
};

export const topUp: ViewOf<'top-up'> = {
  mail: 'top-up',
  to: 'Approver of Camden',
  heading: damp,
  until: '2026-12-22T17:00:00.000Z',
  shortfall: 125_000,
  standings: views.standings,
  borough: {
    name: 'Camden',
    answer: 'approve',
    upTo: 625_000,
    enough: { limit: 750_000, pays: 750_000 },
    officerLimit: null,
    link,
  },
};

export const codeMail: ViewOf<'one-time-code'> = {
  mail: 'one-time-code',
  to: 'Approver of Camden',
  heading: { ...damp, revision: 2 },
  borough: 'Camden',
  answer: 'approve',
  upTo: 3_575_000,
  code: '048213',
  goodUntil: '2026-12-10T09:40:37.000Z',
  replyTo,
};

export const lockedMail: ViewOf<'request-locked'> = {
  mail: 'request-locked',
  to: 'Approver of Camden',
  heading: { ...damp, revision: 2 },
  borough: 'Camden',
  until: '2026-12-11T00:00:00.000Z',
  closesAt: views.signOff.closesAt,
  replyTo,
};

export const everyEmail: readonly (readonly [string, EmailView])[] = [
  ...[request, { ...request, mail: 'sign-off-reminder' as const }, reviewRequest],
  ...[{ ...reviewRequest, mail: 'review-reminder' as const }, receipt(views.approval), receipt(views.refusal)],
  ...[replacedMail, { ...replacedMail, now: null }],
  ...[receipt(views.wish), reviewReceipt, copy, submitted, notice, { ...notice, answer: null }, changes, keptNotice],
  ...[extended, extendedNotice, { ...extendedNotice, answered: null }, revokedNotice, sharedNotice],
  ...[topUp, { ...topUp, borough: null }],
  ...[confirmRequest, { ...confirmRequest, mail: 'confirm-reminder' as const, page: views.confirmCallIn }],
  ...[{ ...confirmRequest, page: views.confirmCalledIn }, { ...confirmRequest, page: views.confirmTopUp }, confirming],
  ...[
    { ...confirming, advice: null, revisionsLeft: 0 },
    confirmNews,
    { ...confirmNews, mail: 'confirm-receipt' as const },
  ],
  ...(['go-on', 'go-on-without', 'call-in', 'release', 'raise'] as const).map((kind) => ({
    ...{ ...confirmNews, until: null, word: { ...confirmNews.word, kind } },
  })),
  ...[codeMail, { ...codeMail, answer: 'recommend' as const, upTo: null }],
  ...[lockedMail, { ...lockedMail, until: null, closesAt: views.lockedToTheEnd.closesAt }],
  ...[barredNotice, { ...barredNotice, proposer: true }],
  ...[revisedNotice, { ...revisedNotice, progress: null, told: [] }, { ...revisedNotice, asked: [] }],
  ...[{ ...changes, reviseBy: null }, outcome, { ...outcome, borough: null }],
  ...(['not-funded', 'lapsed', 'withdrawn'] as const).map((ending) => ({ ...outcome, ending, contributions: [] })),
].map((view) => [view.mail, view] as const);

import { Overloaded } from '../../functions/application/commit/change-proposal.ts';
import type { EmailView } from '../../functions/application/emails/email-drafts.ts';
import type { LinkView } from '../../functions/application/views/pages.ts';
import type { AnswerView } from '../../functions/web/answer-view.ts';
import { renderEmail } from '../../functions/web/emails/render-email.ts';
import { answerResponse, viewResponse } from '../../functions/web/link-pages.ts';
import type { PageResponse } from '../../functions/web/respond.ts';
import { errorResponse, serveAnswer } from '../../functions/web/serve-link.ts';
import {
  amountShown,
  approval,
  changing,
  codeAsked,
  coded,
  codedAbove,
  codedReview,
  confirm,
  confirmCalledIn,
  confirmCallIn,
  confirmTopUp,
  deadLinks,
  deemed,
  firm,
  keyed,
  last,
  lead,
  locked,
  lockedChange,
  lockedToTheEnd,
  noMoreCodes,
  recusal,
  refusal,
  review,
  reviewCodeAsked,
  reviewed,
  revised,
  revoked,
  sharedAgain,
  signOff,
  toppingUp,
  trackedToTheEnd,
  tracking,
  unchangeable,
  wish,
  wrongCode,
} from '../web/views.ts';
import { reportPages } from './report-pages.ts';

const path = `/d/${'A'.repeat(43)}`;
const values = { revisionHash: signOff.revisionHash, answer: 'approve', upTo: '35.750', comment: 'As <agreed>' };

/** Every kind of page, with a name for its screenshots, and status and headers as sent. */
export async function everyPage(): Promise<ReadonlyMap<string, PageResponse>> {
  const views: readonly (readonly [string, LinkView])[] = [
    ['sign-off', signOff],
    ['sign-off-last', last],
    ['sign-off-revised', revised],
    ['sign-off-lead', lead],
    ['sign-off-top-up', toppingUp],
    ['sign-off-code', coded],
    ['sign-off-code-above', codedAbove],
    ['sign-off-key-decision', keyed],
    ['confirm', confirm],
    ['confirm-top-up', confirmTopUp],
    ['confirm-call-in', confirmCallIn],
    ['confirm-called-in', confirmCalledIn],
    ['confirm-nothing-left', { ...confirmCalledIn, answers: [] }],
    ['review', review],
    ['review-code', codedReview],
    ['review-without-judgement', { ...review, needsValueJudgement: false }],
    ['review-shared-again', sharedAgain],
    ['approval', approval],
    ['approval-firm', firm],
    ['approval-locked', lockedChange],
    ['approval-unchangeable', unchangeable],
    ['approval-deemed', deemed],
    ['changing', changing],
    ['approval-revoked', revoked],
    ['refusal', refusal],
    ['wish', wish],
    ['recusal', recusal],
    ['recusal-without-other', { ...recusal, passedOn: false }],
    ['reviewed', reviewed],
    ['tracking', tracking],
    ['tracking-end', trackedToTheEnd],
    ['locked', locked],
    ['locked-to-the-end', lockedToTheEnd],
    ['unknown', { kind: 'unknown' }],
    ...Object.values(deadLinks).map((link) => [`dead-${link.why}`, link] as const),
  ];
  const results: readonly (readonly [string, AnswerView])[] = [
    ['different', { kind: 'different', confirmation: approval }],
    ['changed', { kind: 'changed', what: 'revision', heading: revised.heading, changes: revised.changes }],
    ['changed-shares', { kind: 'changed', what: 'shares', heading: review.heading, changes: sharedAgain.changes }],
    ['changed-other', { kind: 'changed', what: 'revision', heading: revised.heading, changes: [] }],
    [
      'sign-off-faults',
      {
        kind: 'faults',
        page: signOff,
        values: { ...values, 'pledge-1': 'ten', interest: 'None' },
        faults: [
          { field: 'answer', message: 'Select your answer' },
          { field: 'upTo', message: 'Three digits after a point could be thousands or pence' },
          { field: 'pledge-1', message: 'Enter your pledge as a whole number, such as 10' },
          { field: 'interest', message: 'Enter the interest you are declaring' },
          { field: 'comment', message: 'Enter your reason for declining' },
          { field: 'declaration', message: 'Tick the declaration' },
        ],
      },
    ],
    [
      'review-faults',
      {
        kind: 'faults',
        page: review,
        values: { answer: 'recommend-with-conditions', comment: 'Short' },
        faults: [
          { field: 'comment', message: 'Enter reasons of at least 20 characters' },
          { field: 'conditions', message: 'Enter your conditions' },
        ],
      },
    ],
    ['code-asked', codeAsked],
    ['code-asked-expired', { ...codeAsked, because: 'expired' }],
    ['code-asked-another-answer', { ...codeAsked, because: 'another-answer' }],
    ['code-asked-mailed-already', { ...codeAsked, because: 'mailed-already' }],
    ['code-asked-review', reviewCodeAsked],
    ['code-wrong', wrongCode],
    ['code-no-more-today', noMoreCodes],
    ['code-locked', { ...locked, justNow: true }],
    [
      'code-typed-beside-a-fault',
      {
        ...wrongCode,
        values: { ...wrongCode.values, declaration: '' },
        faults: [{ field: 'declaration', message: 'Tick the declaration' }],
      },
    ],
    ['amount-shown', amountShown],
    [
      'no-money',
      {
        kind: 'no-money',
        page: signOff,
        values: { ...values, upTo: '34,090.91', declaration: 'yes' },
        lacking: [
          { financialYear: '2026-27', kind: 'revenue', needed: 3_000_000, available: 1_200_000 },
          { financialYear: '2027-28', kind: 'capital', needed: 409_091, available: 0 },
        ],
      },
    ],
  ];
  return new Map([
    ...views.map(([name, view]) => [`/${name}`, viewResponse(view)] as const),
    ...results.map(([name, result]) => [`/${name}`, answerResponse(result, path)] as const),
    ['/cross-site', await posted({ 'sec-fetch-site': 'cross-site' }, '')],
    ['/malformed', await posted({ 'content-type': 'application/x-www-form-urlencoded' }, 'answer=%zz')],
    ['/too-large', await posted({ 'content-type': 'application/x-www-form-urlencoded' }, 'x'.repeat(200_000))],
    ['/unsupported', await posted({ 'content-type': 'multipart/form-data' }, '')],
    ['/failed', errorResponse(new Error('no'))],
    ['/unavailable', errorResponse(new Overloaded('busy'))],
    ...(await reportPages()),
  ]);
}

async function posted(headers: Record<string, string>, body: string): Promise<PageResponse> {
  const never = async (): Promise<never> => {
    throw new Error('A form that cannot be read is not handed on');
  };
  return serveAnswer(
    { rawPath: path, headers, body, isBase64Encoded: false, requestContext: { http: { method: 'POST' } } },
    { read: never, readChanges: never, answer: never },
  );
}

/** The HTML of an email, as an email program shows it. */
export function emailResponse(view: EmailView): PageResponse {
  return { statusCode: 200, headers: { 'content-type': 'text/html; charset=utf-8' }, body: renderEmail(view).html };
}

import type { LinkView } from '../application/views/pages.ts';
import type { AnswerView } from './answer-view.ts';
import { amountShownPage } from './pages/amount-shown/amount-shown-page.ts';
import { changedPage } from './pages/changed/changed-page.ts';
import { codeAskedPage } from './pages/code-asked/code-asked-page.ts';
import { confirmPage } from './pages/confirm/confirm-page.ts';
import { confirmationPage } from './pages/confirmation/confirmation-page.ts';
import { deadLinkPage } from './pages/dead-link/dead-link-page.ts';
import { differentAnswerPage } from './pages/different-answer/different-answer-page.ts';
import { faultyFormPage } from './pages/faulty-form/faulty-form-page.ts';
import { lockedPage } from './pages/locked/locked-page.ts';
import { notFoundPage } from './pages/plain/plain-pages.ts';
import { reviewPage } from './pages/review/review-page.ts';
import { noMoneyPage } from './pages/sign-off/no-money-page.ts';
import { signOffPage } from './pages/sign-off/sign-off-page.ts';
import { trackingPage } from './pages/tracking/tracking-page.ts';
import { type PageResponse, privatePage, seeOther } from './respond.ts';

const statusOfView = {
  unknown: 404,
  'sign-off': 200,
  review: 200,
  confirm: 200,
  dead: 410,
  // The link works again later, unless the request closes first.
  locked: 200,
  'sign-off-confirmation': 200,
  'recusal-confirmation': 200,
  'review-confirmation': 200,
  tracking: 200,
} as const satisfies Record<LinkView['kind'], number>;

const statusOfResult = {
  recorded: 303,
  'same-again': 303,
  different: 409,
  faults: 422,
  // The answer is incomplete until the form has its code.
  'code-asked': 422,
  // The answer is incomplete until its amount comes back confirmed.
  'amount-shown': 422,
  locked: 422,
  'no-money': 422,
  changed: 409,
  'not-recorded': 409,
  dead: 410,
  unknown: 404,
} as const satisfies Record<AnswerView['kind'], number>;

const sendAgain = {
  field: 'answer',
  message: 'Your answer was not recorded, because something changed while you sent it. Check it and send it again',
};

/** The response to opening a link (R1, R25). */
export function viewResponse(view: LinkView): PageResponse {
  return privatePage(statusOfView[view.kind], viewPage(view));
}

/** The response to an answer. `path` is the address that it was sent to (R1). */
export function answerResponse(result: AnswerView, path: string): PageResponse {
  const status = statusOfResult[result.kind];
  switch (result.kind) {
    case 'recorded':
    case 'same-again':
      return seeOther(path);
    case 'different':
      return privatePage(status, differentAnswerPage(result.confirmation));
    case 'faults':
      return privatePage(status, faultyFormPage(result.page, result));
    case 'not-recorded':
      return privatePage(status, faultyFormPage(result.page, { values: result.values, faults: [sendAgain] }));
    case 'code-asked':
      return privatePage(status, codeAskedPage(result));
    case 'amount-shown':
      return privatePage(status, amountShownPage(result));
    case 'locked':
      return privatePage(status, lockedPage(result, result.justNow ? 'wrong-code' : 'answered'));
    case 'no-money':
      return privatePage(status, noMoneyPage(result));
    case 'changed':
      return privatePage(status, changedPage(result));
    case 'dead':
      return privatePage(status, deadLinkPage(result));
    case 'unknown':
      return privatePage(status, notFoundPage);
  }
}

function viewPage(view: LinkView) {
  switch (view.kind) {
    case 'unknown':
      return notFoundPage;
    case 'sign-off':
      return signOffPage(view);
    case 'review':
      return reviewPage(view);
    case 'confirm':
      return confirmPage(view);
    case 'dead':
      return deadLinkPage(view);
    case 'locked':
      return lockedPage(view, 'opened');
    case 'tracking':
      return trackingPage(view);
    case 'sign-off-confirmation':
    case 'recusal-confirmation':
    case 'review-confirmation':
      return confirmationPage(view);
  }
}

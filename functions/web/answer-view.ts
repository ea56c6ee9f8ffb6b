import type { AnswerResult, FormValues } from '../application/views/answer-result.ts';
import type {
  ChangedPage,
  ConfirmPage,
  DeadLink,
  LinkView,
  LockedLink,
  RecusalConfirmation,
  ReviewConfirmation,
  ReviewPage,
  SignOffConfirmation,
  SignOffPage,
} from '../application/views/pages.ts';

/** The page of a form, and what was typed into it. */
interface Typed<P extends SignOffPage | ReviewPage | ConfirmPage> {
  readonly page: P;
  readonly values: FormValues;
}

type Result<K extends AnswerResult['kind']> = Extract<AnswerResult, { kind: K }>;

/** What is shown for an answer: the result, and if it was refused the page of its link. */
export type AnswerView =
  | Result<'recorded' | 'same-again' | 'unknown'>
  | (Result<'different'> & { readonly confirmation: SignOffConfirmation | RecusalConfirmation | ReviewConfirmation })
  | (Result<'faults'> & Typed<SignOffPage | ReviewPage | ConfirmPage>)
  | (Result<'code-asked'> & Typed<SignOffPage | ReviewPage | ConfirmPage>)
  | (Result<'amount-shown'> & Typed<SignOffPage>)
  | (Result<'no-money'> & Typed<SignOffPage>)
  | (LockedLink & Result<'locked'>)
  | ChangedPage
  | DeadLink
  /** The link accepts answers again, so the answer has to be sent again. */
  | ({ readonly kind: 'not-recorded' } & Typed<SignOffPage | ReviewPage | ConfirmPage>);

/** The reads for the page of a refused answer. */
export interface PageReads {
  readonly read: (address: 'answer' | 'tracking', token: string) => Promise<LinkView>;
  readonly readChanges: (token: string, what: ChangedPage['what']) => Promise<ChangedPage | Result<'unknown'>>;
}

/** What is shown for an answer that was sent through the link of `token`. */
export async function answerView(
  { read, readChanges }: PageReads,
  token: string,
  result: AnswerResult,
  values: FormValues,
): Promise<AnswerView> {
  switch (result.kind) {
    case 'recorded':
    case 'same-again':
    case 'unknown':
      return result;
    case 'changed':
      return readChanges(token, result.what);
    default:
      return refusedView(result, await read('answer', token), values);
  }
}

/**
 * Shows a refused answer on the current page of its link. The proposal may have changed since the refusal. If the link no longer takes an
 * answer, its own page says why. If it recorded an answer meanwhile, the confirmation follows. If it takes answers again, the form comes
 * back and says that nothing was recorded.
 */
function refusedView(
  refused: Exclude<AnswerResult, Result<'recorded' | 'same-again' | 'changed' | 'unknown'>>,
  page: LinkView,
  values: FormValues,
): AnswerView {
  switch (page.kind) {
    case 'sign-off':
    case 'review':
    case 'confirm':
      return formView(refused, page, values);
    case 'locked':
      return { ...page, justNow: refused.kind === 'locked' && refused.justNow };
    case 'sign-off-confirmation':
      return changeView(refused, page, values);
    case 'recusal-confirmation':
    case 'review-confirmation':
      return refused.kind === 'different' || refused.kind === 'faults'
        ? { kind: 'different', confirmation: page }
        : { kind: 'same-again' };
    case 'dead':
      return page.why === 'not-eligible' && refused.kind === 'dead' && refused.notEligible !== undefined
        ? { ...page, detail: refused.notEligible }
        : page;
    case 'tracking':
    case 'unknown':
      return { kind: 'unknown' };
  }
}

/**
 * R1. A refused answer to a request with a recorded answer. The form comes back only if it replaces the answer that counts
 * now. Otherwise the page says what is recorded.
 */
function changeView(
  refused: Parameters<typeof refusedView>[0],
  confirmation: SignOffConfirmation,
  values: FormValues,
): AnswerView {
  const { change } = confirmation;
  if (refused.kind === 'locked' && change.kind === 'locked') return { ...change, justNow: refused.justNow };
  const isForNewest = change.kind === 'sign-off' && change.replaces?.record === values.replaces;
  return isForNewest && refused.kind !== 'different' && refused.kind !== 'dead'
    ? formView(refused, change, values)
    : { kind: 'different', confirmation };
}

function formView(
  refused: Parameters<typeof refusedView>[0],
  page: SignOffPage | ReviewPage | ConfirmPage,
  values: FormValues,
): AnswerView {
  if (refused.kind === 'faults' || refused.kind === 'code-asked') return { ...refused, page, values };
  if (page.kind === 'sign-off' && (refused.kind === 'no-money' || refused.kind === 'amount-shown'))
    return { ...refused, page, values };
  return { kind: 'not-recorded', page, values };
}

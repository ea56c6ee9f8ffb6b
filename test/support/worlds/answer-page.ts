import type { LinkView } from '../../../functions/application/views/pages.ts';
import type { Revision } from '../../../functions/domain/record/proposal-state.ts';

/** An officer's input on the answer page. The rest of the form is filled in as a browser would. */
export interface Given {
  readonly answer: 'approve' | 'decline' | 'request-changes' | 'recuse';
  /** Pence. By default the prefilled amount. */
  readonly upTo?: number;
  /** Typed fields, which replace the prefilled ones. */
  readonly fields?: Readonly<Record<string, string>>;
}

const comments = { approve: '', recuse: '', decline: 'Not this year.', 'request-changes': 'Fewer sensors.' } as const;

/** The posted form. `page` is the page of the link. An unusual amount is confirmed at once. */
export function filledIn(
  { answer, upTo, fields }: Given,
  { hash }: Pick<Revision, 'hash'>,
  page: LinkView | null,
): Readonly<Record<string, string>> {
  const most = upTo ?? (page?.kind === 'sign-off' ? page.suggestedLimit : 1);
  const pounds = `${Math.floor(most / 100)}.${String(most % 100).padStart(2, '0')}`;
  return {
    answer,
    declaration: 'yes',
    revisionHash: hash,
    ...(answer === 'approve' ? { upTo: pounds, confirmed: pounds } : {}),
    ...(answer === 'recuse' ? { interest: 'My brother sells sensors.' } : {}),
    comment: comments[answer],
    ...fields,
  };
}

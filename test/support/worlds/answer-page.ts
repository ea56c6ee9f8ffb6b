import type { LinkView } from '../../../functions/application/views/pages.ts';
import type { Revision } from '../../../functions/domain/record/proposal-state.ts';

/** What an officer does on the answer page; the rest of the form is filled in as an honest browser would. */
export interface Given {
  readonly answer: 'approve' | 'decline' | 'request-changes' | 'recuse';
  /** Pence; what the form is prefilled with unless given. */
  readonly upTo?: number;
  /** Fields as typed, over what is filled in. */
  readonly fields?: Readonly<Record<string, string>>;
}

const comments = { approve: '', recuse: '', decline: 'Not this year.', 'request-changes': 'Fewer sensors.' } as const;

/** The form as it is posted; `page` is what the link showed. */
export function filledIn(
  { answer, upTo, fields }: Given,
  { hash }: Pick<Revision, 'hash'>,
  page: LinkView | null,
): Readonly<Record<string, string>> {
  const most = upTo ?? (page?.kind === 'sign-off' ? page.mostItCanBecome : 1);
  return {
    answer,
    declaration: 'yes',
    revisionHash: hash,
    ...(answer === 'approve' ? { upTo: `${Math.floor(most / 100)}.${String(most % 100).padStart(2, '0')}` } : {}),
    ...(answer === 'recuse' ? { interest: 'My brother sells sensors.' } : {}),
    comment: comments[answer],
    ...fields,
  };
}

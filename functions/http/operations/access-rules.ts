import type { Scope } from '../../domain/record/access.ts';

/** The relation of a caller's borough to the subject of a request. A caller without a borough is `unbound`. */
export type Binding = 'lead' | 'partner' | 'outsider';
export type Verdict =
  | 'allowed'
  /** The caller may know that it exists, but not do this: 403. */
  | 'forbidden'
  /** The caller may not know that it exists: 404. */
  | 'hidden';

/**
 * The subject of a request, and what a caller of one borough may do with it.
 *
 * `proposal`: the one in the path, in its current state. `submission`: the lead and partners that the body names.
 * `borough`: the one in the path; its own caller is `lead`. `revocation`: the borough that the body names; its own
 * caller is `lead`. `any`: no single subject; the response holds only what the caller may see.
 */
export interface Bound extends Readonly<Record<Binding, Verdict>> {
  readonly about: 'proposal' | 'submission' | 'borough' | 'revocation' | 'any';
}

/** Who may call an operation. Anything that no rule allows is refused. */
export interface Access {
  /** `any`: every valid credential; the response shows a caller without `admin` less. */
  readonly scope: Scope | 'any';
  /** Every rule must allow the request. No rule limits a caller without a borough. */
  readonly bound: readonly Bound[];
  /** Also takes HTTP Basic, from keys that open nothing else, because spreadsheets know no other scheme. */
  readonly basic?: true;
}

export const readsWhereItTakesPart = {
  about: 'proposal',
  lead: 'allowed',
  partner: 'allowed',
  outsider: 'hidden',
} as const satisfies Bound;

export const writesWhereItLeads = {
  about: 'proposal',
  lead: 'allowed',
  partner: 'forbidden',
  outsider: 'hidden',
} as const satisfies Bound;

export const submitsAsLead = {
  about: 'submission',
  lead: 'allowed',
  partner: 'forbidden',
  outsider: 'forbidden',
} as const satisfies Bound;

export const administersItsOwn = {
  about: 'borough',
  lead: 'allowed',
  partner: 'hidden',
  outsider: 'hidden',
} as const satisfies Bound;

export const revokesItsOwn = {
  about: 'revocation',
  lead: 'allowed',
  partner: 'forbidden',
  outsider: 'forbidden',
} as const satisfies Bound;

/** For matters of the whole coalition, which no single borough decides. */
export const coalitionOnly = {
  about: 'proposal',
  lead: 'forbidden',
  partner: 'forbidden',
  outsider: 'hidden',
} as const satisfies Bound;

export const seesWhatItMay = {
  about: 'any',
  lead: 'allowed',
  partner: 'allowed',
  outsider: 'allowed',
} as const satisfies Bound;

export const nothing = {
  about: 'any',
  lead: 'forbidden',
  partner: 'forbidden',
  outsider: 'forbidden',
} as const satisfies Bound;

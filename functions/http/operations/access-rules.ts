import type { Scope } from '../../domain/record/access.ts';

/** What a caller of one borough is to the thing that a request is about. A caller of none is `unbound`. */
export type Binding = 'lead' | 'partner' | 'outsider';
export type Verdict =
  | 'allowed'
  /** The caller may know of it but not do this: 403. */
  | 'forbidden'
  /** The caller may not know of it: 404. */
  | 'hidden';

/**
 * What a request is about, and what a caller of one borough may then do. `proposal`: the one of the path, in its current state.
 * `submission`: the lead and partners that the body names. `borough`: that of the path, whose own caller is `lead`. `revocation`: the
 * borough that the body names, likewise. `any`: no single thing; where such an operation is allowed, its response holds only what the
 * caller may see.
 */
export interface Bound extends Readonly<Record<Binding, Verdict>> {
  readonly about: 'proposal' | 'submission' | 'borough' | 'revocation' | 'any';
}

/** Who may call an operation. Whatever no rule allows is refused. */
export interface Access {
  readonly scope: Scope;
  /** Every rule must allow the request. A caller of no borough is bound by none. */
  readonly bound: readonly Bound[];
  /** The edge also takes HTTP Basic, from keys that open nothing else, because spreadsheets know no other scheme. */
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

/** A matter of the whole coalition, which no single borough decides. */
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

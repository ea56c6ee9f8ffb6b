import type { Scope } from '../../domain/record/access.ts';
import type { OperationName } from '../operations/operations.ts';

/** What a caller of one borough is to the thing that a request is about. A caller of none is `unbound`. */
export type Binding = 'lead' | 'partner' | 'outsider';
export type Verdict =
  | 'allowed'
  /** It may know of it and not do this: 403. */
  | 'forbidden'
  /** It may not know of it: 404. */
  | 'hidden';

/**
 * What a request is about, and what may then be done by a caller of one borough. `proposal`: the one of the path, as it stands.
 * `submission`: the lead and partners that the body names. `borough`: that of the path, whose own caller is `lead`. `revocation`: the
 * borough that the body names, likewise. `any`: no one thing; where such an operation is allowed, its answer holds only what the caller
 * may see.
 */
export interface Bound extends Readonly<Record<Binding, Verdict>> {
  readonly about: 'proposal' | 'submission' | 'borough' | 'revocation' | 'any';
}

export interface Access {
  readonly scope: Scope;
  /** All of them must allow. A caller of no borough is bound by none. */
  readonly bound: readonly Bound[];
  /** HTTP Basic is taken too, from keys that open nothing else, because spreadsheets can do no other. */
  readonly basic?: true;
}

const readsWhereItTakesPart = { about: 'proposal', lead: 'allowed', partner: 'allowed', outsider: 'hidden' } as const;
const writesWhereItLeads = { about: 'proposal', lead: 'allowed', partner: 'forbidden', outsider: 'hidden' } as const;
const submitsAsLead = { about: 'submission', lead: 'allowed', partner: 'forbidden', outsider: 'forbidden' } as const;
const itsOwn = { about: 'borough', lead: 'allowed', partner: 'hidden', outsider: 'hidden' } as const;
const revokesItsOwn = { about: 'revocation', lead: 'allowed', partner: 'forbidden', outsider: 'forbidden' } as const;
/** A matter of the whole coalition, of which no single borough disposes. */
const ofTheCoalition = { about: 'proposal', lead: 'forbidden', partner: 'forbidden', outsider: 'hidden' } as const;
const whatItMaySee = { about: 'any', lead: 'allowed', partner: 'allowed', outsider: 'allowed' } as const;
const nothing = { about: 'any', lead: 'forbidden', partner: 'forbidden', outsider: 'forbidden' } as const;

/** Who may do what (docs/rules.md, HTTP interface). What does not stand here is refused. */
export const access = {
  submitProposal: { scope: 'proposals:write', bound: [submitsAsLead] },
  listProposals: { scope: 'proposals:read', bound: [whatItMaySee] },
  readProposal: { scope: 'proposals:read', bound: [readsWhereItTakesPart] },
  reviseProposal: { scope: 'proposals:write', bound: [writesWhereItLeads, submitsAsLead] },
  withdrawProposal: { scope: 'proposals:write', bound: [writesWhereItLeads] },
  extendSignOff: { scope: 'admin', bound: [ofTheCoalition] },
  revokeApproval: { scope: 'admin', bound: [readsWhereItTakesPart, revokesItsOwn] },
  resumeProposal: { scope: 'admin', bound: [ofTheCoalition] },
  appraiseDraft: { scope: 'proposals:write', bound: [submitsAsLead] },
  listParameterSets: { scope: 'proposals:read', bound: [whatItMaySee] },
  listEvents: { scope: 'proposals:read', bound: [readsWhereItTakesPart] },
  reportRoi: { scope: 'reports:read', bound: [whatItMaySee], basic: true },
  reportContributions: { scope: 'reports:read', bound: [whatItMaySee], basic: true },
  reportBenefits: { scope: 'reports:read', bound: [whatItMaySee], basic: true },
  reportPipeline: { scope: 'reports:read', bound: [whatItMaySee], basic: true },
  putBorough: { scope: 'admin', bound: [itsOwn] },
  readBorough: { scope: 'admin', bound: [itsOwn] },
  listBoroughs: { scope: 'admin', bound: [whatItMaySee] },
  putBudget: { scope: 'admin', bound: [itsOwn] },
  readBudget: { scope: 'admin', bound: [itsOwn] },
  putScheme: { scope: 'admin', bound: [nothing] },
  readScheme: { scope: 'admin', bound: [nothing] },
  listSchemes: { scope: 'admin', bound: [nothing] },
  createKey: { scope: 'admin', bound: [whatItMaySee] },
  listKeys: { scope: 'admin', bound: [whatItMaySee] },
  deleteKey: { scope: 'admin', bound: [whatItMaySee] },
} as const satisfies Record<OperationName, Access>;

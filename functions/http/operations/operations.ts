import type { ProposalContent } from '../../domain/vocabulary/proposal.ts';
import { mediaTypes, reportFormats } from '../../domain/vocabulary/report-format.ts';
import { BoroughPut } from '../../schemas/wire/borough-put.ts';
import { BudgetPut } from '../../schemas/wire/budget-put.ts';
import { KeyPost } from '../../schemas/wire/key-post.ts';
import { BoroughPath, BudgetPath, IdPath, NoParameters, SchemePath } from '../../schemas/wire/paths.ts';
import { Extension, Resumption, Revocation, Withdrawal } from '../../schemas/wire/proposal-actions.ts';
import {
  BenefitsQuery,
  ContributionsQuery,
  ExplainQuery,
  NoQuery,
  PageQuery,
  PipelineQuery,
  ProposalsQuery,
  RoiQuery,
} from '../../schemas/wire/queries.ts';
import { SchemePut } from '../../schemas/wire/scheme-put.ts';
import { readSubmission, Submission } from '../../schemas/wire/submission.ts';
import type { Read } from '../../schemas/words/read.ts';
import { type Body, bodyOf, operation, readBodyOf } from './operation.ts';

const none = { parts: NoParameters, query: NoQuery };
const reports = reportFormats.map((format) => mediaTypes[format]);
const submission: Body<Read<ProposalContent>> = { schema: Submission, read: readSubmission, given: 'read' };

/** Every operation that needs a credential. Who may do what stands in `access`. */
export const operations = {
  submitProposal: operation({
    method: 'POST',
    path: '/v1/proposals',
    ...none,
    body: submission,
    idempotency: 'replayed',
  }),
  listProposals: operation({ method: 'GET', path: '/v1/proposals', parts: NoParameters, query: ProposalsQuery }),
  readProposal: operation({ method: 'GET', path: '/v1/proposals/{id}', parts: IdPath, query: ExplainQuery }),
  reviseProposal: operation({
    method: 'PUT',
    path: '/v1/proposals/{id}',
    parts: IdPath,
    query: NoQuery,
    body: submission,
    precondition: 'required',
  }),
  withdrawProposal: operation({
    method: 'POST',
    path: '/v1/proposals/{id}/withdrawal',
    parts: IdPath,
    query: NoQuery,
    body: bodyOf(Withdrawal),
    precondition: 'required',
    idempotency: 'replayed',
  }),
  extendSignOff: operation({
    method: 'POST',
    path: '/v1/proposals/{id}/extension',
    parts: IdPath,
    query: NoQuery,
    body: readBodyOf(Extension),
    idempotency: 'replayed',
  }),
  revokeApproval: operation({
    method: 'POST',
    path: '/v1/proposals/{id}/revocations',
    parts: IdPath,
    query: NoQuery,
    body: bodyOf(Revocation),
    idempotency: 'replayed',
  }),
  resumeProposal: operation({
    method: 'POST',
    path: '/v1/proposals/{id}/resumption',
    parts: IdPath,
    query: NoQuery,
    body: bodyOf(Resumption),
    idempotency: 'replayed',
  }),
  // A draft is appraised anew each time, so that an Idempotency-Key has nothing to keep.
  appraiseDraft: operation({
    method: 'POST',
    path: '/v1/appraisals',
    parts: NoParameters,
    query: ExplainQuery,
    body: submission,
  }),
  listParameterSets: operation({ method: 'GET', path: '/v1/parameter-sets', parts: NoParameters, query: PageQuery }),
  listEvents: operation({ method: 'GET', path: '/v1/proposals/{id}/events', parts: IdPath, query: PageQuery }),
  reportRoi: operation({
    method: 'GET',
    path: '/v1/reports/roi',
    parts: NoParameters,
    query: RoiQuery,
    produces: reports,
  }),
  reportContributions: operation({
    method: 'GET',
    path: '/v1/reports/contributions',
    parts: NoParameters,
    query: ContributionsQuery,
    produces: reports,
  }),
  reportBenefits: operation({
    method: 'GET',
    path: '/v1/reports/benefits',
    parts: NoParameters,
    query: BenefitsQuery,
    produces: reports,
  }),
  reportPipeline: operation({
    method: 'GET',
    path: '/v1/reports/pipeline',
    parts: NoParameters,
    query: PipelineQuery,
    produces: reports,
  }),
  putBorough: operation({
    method: 'PUT',
    path: '/v1/boroughs/{gss}',
    parts: BoroughPath,
    query: NoQuery,
    body: readBodyOf(BoroughPut),
    precondition: 'optional',
  }),
  readBorough: operation({ method: 'GET', path: '/v1/boroughs/{gss}', parts: BoroughPath, query: NoQuery }),
  listBoroughs: operation({ method: 'GET', path: '/v1/boroughs', parts: NoParameters, query: PageQuery }),
  putBudget: operation({
    method: 'PUT',
    path: '/v1/boroughs/{gss}/budgets/{fy}',
    parts: BudgetPath,
    query: NoQuery,
    body: bodyOf(BudgetPut),
    precondition: 'optional',
  }),
  readBudget: operation({
    method: 'GET',
    path: '/v1/boroughs/{gss}/budgets/{fy}',
    parts: BudgetPath,
    query: NoQuery,
  }),
  putScheme: operation({
    method: 'PUT',
    path: '/v1/schemes/{name}',
    parts: SchemePath,
    query: NoQuery,
    body: readBodyOf(SchemePut),
    precondition: 'optional',
  }),
  readScheme: operation({ method: 'GET', path: '/v1/schemes/{name}', parts: SchemePath, query: NoQuery }),
  listSchemes: operation({ method: 'GET', path: '/v1/schemes', parts: NoParameters, query: PageQuery }),
  createKey: operation({
    method: 'POST',
    path: '/v1/keys',
    ...none,
    body: readBodyOf(KeyPost),
    idempotency: 'refused',
  }),
  listKeys: operation({ method: 'GET', path: '/v1/keys', parts: NoParameters, query: PageQuery }),
  deleteKey: operation({ method: 'DELETE', path: '/v1/keys/{id}', parts: IdPath, query: NoQuery }),
} as const;

export type OperationName = keyof typeof operations;

/** Operations that anyone may call. */
export const openOperations = {
  health: operation({ method: 'GET', path: '/health', ...none }),
  openapi: operation({ method: 'GET', path: '/openapi.json', ...none }),
} as const;

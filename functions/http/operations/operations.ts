import * as createKey from './administration/create-key.ts';
import * as deleteKey from './administration/delete-key.ts';
import * as listBoroughs from './administration/list-boroughs.ts';
import * as listKeys from './administration/list-keys.ts';
import * as listSchemes from './administration/list-schemes.ts';
import * as putBorough from './administration/put-borough.ts';
import * as putBudget from './administration/put-budget.ts';
import * as putScheme from './administration/put-scheme.ts';
import * as readBorough from './administration/read-borough.ts';
import * as readBudget from './administration/read-budget.ts';
import * as readScheme from './administration/read-scheme.ts';
import * as appraiseDraft from './appraisals/appraise-draft.ts';
import * as listParameterSets from './appraisals/list-parameter-sets.ts';
import type { Operation } from './define-operation.ts';
import type { DescriptionOf, OpenDescription } from './describe.ts';
import * as health from './open/health.ts';
import * as openapi from './open/openapi.ts';
import * as enterCallIn from './proposals/enter-call-in.ts';
import * as extendSignOff from './proposals/extend-sign-off.ts';
import * as liftBar from './proposals/lift-bar.ts';
import * as listEvents from './proposals/list-events.ts';
import * as listProposals from './proposals/list-proposals.ts';
import * as readProposal from './proposals/read-proposal.ts';
import * as releaseCallIn from './proposals/release-call-in.ts';
import * as resumeProposal from './proposals/resume-proposal.ts';
import * as reviseProposal from './proposals/revise-proposal.ts';
import * as revokeApproval from './proposals/revoke-approval.ts';
import * as submitProposal from './proposals/submit-proposal.ts';
import * as withdrawProposal from './proposals/withdraw-proposal.ts';
import * as reportBenefits from './reports/report-benefits.ts';
import * as reportContributions from './reports/report-contributions.ts';
import * as reportPipeline from './reports/report-pipeline.ts';
import * as reportRoi from './reports/report-roi.ts';

/** Every operation that needs a credential, in the order of the OpenAPI document. */
export const operations = {
  submitProposal: submitProposal.operation,
  readProposal: readProposal.operation,
  listProposals: listProposals.operation,
  reviseProposal: reviseProposal.operation,
  withdrawProposal: withdrawProposal.operation,
  extendSignOff: extendSignOff.operation,
  revokeApproval: revokeApproval.operation,
  liftBar: liftBar.operation,
  enterCallIn: enterCallIn.operation,
  releaseCallIn: releaseCallIn.operation,
  resumeProposal: resumeProposal.operation,
  appraiseDraft: appraiseDraft.operation,
  listParameterSets: listParameterSets.operation,
  listEvents: listEvents.operation,
  reportRoi: reportRoi.operation,
  reportContributions: reportContributions.operation,
  reportBenefits: reportBenefits.operation,
  reportPipeline: reportPipeline.operation,
  putBorough: putBorough.operation,
  readBorough: readBorough.operation,
  listBoroughs: listBoroughs.operation,
  putBudget: putBudget.operation,
  readBudget: readBudget.operation,
  putScheme: putScheme.operation,
  readScheme: readScheme.operation,
  listSchemes: listSchemes.operation,
  createKey: createKey.operation,
  listKeys: listKeys.operation,
  deleteKey: deleteKey.operation,
} as const satisfies Readonly<Record<string, Pick<Operation, 'method' | 'path' | 'handler' | 'access'>>>;

export type OperationName = keyof typeof operations;

/** Operations that need no credential. */
export const openOperations = {
  health: health.operation,
  openapi: openapi.operation,
} as const;

/**
 * The description of each operation. Each is a function, so that esbuild drops descriptions, response schemas and
 * examples from every bundle that does not make the document.
 */
export const descriptions = {
  submitProposal: submitProposal.description,
  readProposal: readProposal.description,
  listProposals: listProposals.description,
  reviseProposal: reviseProposal.description,
  withdrawProposal: withdrawProposal.description,
  extendSignOff: extendSignOff.description,
  revokeApproval: revokeApproval.description,
  liftBar: liftBar.description,
  enterCallIn: enterCallIn.description,
  releaseCallIn: releaseCallIn.description,
  resumeProposal: resumeProposal.description,
  appraiseDraft: appraiseDraft.description,
  listParameterSets: listParameterSets.description,
  listEvents: listEvents.description,
  reportRoi: reportRoi.description,
  reportContributions: reportContributions.description,
  reportBenefits: reportBenefits.description,
  reportPipeline: reportPipeline.description,
  putBorough: putBorough.description,
  readBorough: readBorough.description,
  listBoroughs: listBoroughs.description,
  putBudget: putBudget.description,
  readBudget: readBudget.description,
  putScheme: putScheme.description,
  readScheme: readScheme.description,
  listSchemes: listSchemes.description,
  createKey: createKey.description,
  listKeys: listKeys.description,
  deleteKey: deleteKey.description,
} as const satisfies { readonly [Name in OperationName]: () => DescriptionOf<(typeof operations)[Name]> };

export const openDescriptions = {
  health: health.description,
  openapi: openapi.description,
} as const satisfies Readonly<Record<keyof typeof openOperations, () => OpenDescription>>;

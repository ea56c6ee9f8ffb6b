import type { OperationName } from '../operations/operations.ts';
import type { AnswerName } from './answer-schemas.ts';

/** What the OpenAPI document says of an operation beside what the edge needs to know of it. */
export interface Described {
  readonly tag: 'Proposals' | 'Appraisals' | 'Reports' | 'Boroughs and budgets' | 'Schemes' | 'Keys';
  readonly summary: string;
  readonly success: Readonly<Record<number, Success>>;
  /** When it is 409. */
  readonly conflict?: string;
}

export interface Success {
  readonly says: string;
  /** Schema of its JSON; absent: it has no body. */
  readonly schema?: AnswerName;
  readonly headers?: readonly ('Location' | 'Link' | 'X-As-At')[];
}

const shown = (says: string, schema: AnswerName) => ({ 200: { says, schema } });
const report = (says: string) => ({
  200: { says, schema: 'Report' as const },
  303: {
    says: 'It is larger than comes at once: a snapshot of it is there, for a minute, without a credential.',
    headers: ['Location', 'X-As-At'] as const,
  },
});
const listed = (says: string, schema: AnswerName) => ({ 200: { says, schema, headers: ['Link'] as const } });
const put = (what: string, schema: AnswerName) => ({
  200: { says: `${what} was replaced.`, schema },
  201: { says: `${what} was created.`, schema, headers: ['Location'] as const },
});

/** What is said of `explain=1` beside its schema. */
const explained =
  'With explain=1 also how each figure comes about, by year. Each cell is rounded once, so that a column may differ by pennies from its last line, which is the figure as reported.';

export const described = {
  submitProposal: {
    tag: 'Proposals',
    summary: 'Submit a proposal; requests and a tracking link go out by mail',
    success: { 201: { says: 'It was submitted.', schema: 'Submitted', headers: ['Location'] } },
  },
  listProposals: { tag: 'Proposals', summary: 'List proposals', success: listed('A page, newest first.', 'Proposals') },
  readProposal: {
    tag: 'Proposals',
    summary: 'Read a proposal',
    success: shown(`Its whole state. ${explained}`, 'Proposal'),
  },
  reviseProposal: {
    tag: 'Proposals',
    summary: 'Replace a proposal by a new revision',
    success: shown('It was revised.', 'Proposal'),
    conflict: 'It is in no status in which it can be revised, no revision is left, or the time for it has passed.',
  },
  withdrawProposal: {
    tag: 'Proposals',
    summary: 'Withdraw a proposal',
    success: shown('It was withdrawn and is settling.', 'Proposal'),
    conflict: 'Its outcome is fixed already.',
  },
  extendSignOff: {
    tag: 'Proposals',
    summary: 'Extend the deadline of a sign-off round; everyone in it is told by mail',
    success: shown('It was extended.', 'Proposal'),
    conflict: 'It is not in sign-off, or the deadline has passed.',
  },
  revokeApproval: {
    tag: 'Proposals',
    summary: 'Revoke the approval of a borough, which then counts as opting out',
    success: shown('It was revoked; the status says what follows.', 'Proposal'),
    conflict: 'The outcome is fixed already, or no approval of the borough stands.',
  },
  resumeProposal: {
    tag: 'Proposals',
    summary: 'Drive a proposal that needs attention on from where it stopped',
    success: shown('It goes on.', 'Proposal'),
    conflict: 'It does not need attention.',
  },
  appraiseDraft: {
    tag: 'Appraisals',
    summary: 'Appraise a draft as if all joined; nothing is stored',
    success: shown(`Its appraisal. ${explained}`, 'DraftAppraisal'),
  },
  listParameterSets: {
    tag: 'Appraisals',
    summary: 'List the published figures that appraisals are made with',
    success: listed('A page, oldest first.', 'ParameterSets'),
  },
  listEvents: {
    tag: 'Proposals',
    summary: 'Read the chain of events',
    success: listed('A page, from the first.', 'Events'),
  },
  reportRoi: {
    tag: 'Reports',
    summary: 'What each borough pays and gains, over the whole life of each proposal',
    success: report('The report.'),
  },
  reportContributions: {
    tag: 'Reports',
    summary: 'What each borough pays, by financial year and kind',
    success: report('The report.'),
  },
  reportBenefits: {
    tag: 'Reports',
    summary: 'What each borough gains, by financial year, class and confidence; forecast and actual',
    success: report('The report.'),
  },
  reportPipeline: {
    tag: 'Reports',
    summary:
      'For whom open proposals wait, for what, and since when; days are counted to the London date of the request',
    success: report('The report, with figures of the proposals that are decided.'),
  },
  putBorough: {
    tag: 'Boroughs and budgets',
    summary: 'Create or replace a borough with its officers',
    success: put('It', 'Borough'),
  },
  readBorough: { tag: 'Boroughs and budgets', summary: 'Read a borough', success: shown('The borough.', 'Borough') },
  listBoroughs: {
    tag: 'Boroughs and budgets',
    summary: 'List boroughs',
    success: listed('A page, by code.', 'Boroughs'),
  },
  putBudget: {
    tag: 'Boroughs and budgets',
    summary: 'Set what a borough allocates in a financial year',
    success: put('It', 'Budget'),
    conflict: 'Less than is held and committed; the detail says the figures.',
  },
  readBudget: { tag: 'Boroughs and budgets', summary: 'Read a budget', success: shown('Both kinds of it.', 'Budget') },
  putScheme: { tag: 'Schemes', summary: 'Create or replace a scheme', success: put('It', 'Scheme') },
  readScheme: { tag: 'Schemes', summary: 'Read a scheme', success: shown('The scheme.', 'Scheme') },
  listSchemes: { tag: 'Schemes', summary: 'List schemes', success: listed('A page, by name.', 'Schemes') },
  createKey: {
    tag: 'Keys',
    summary: 'Make a key, which opens no more than the one that makes it',
    success: { 201: { says: 'The key, shown this once.', schema: 'CreatedKey', headers: ['Location'] } },
  },
  listKeys: {
    tag: 'Keys',
    summary: 'List keys, without their secrets',
    success: listed('A page, oldest first.', 'Keys'),
  },
  deleteKey: {
    tag: 'Keys',
    summary: 'Delete a key',
    success: { 204: { says: 'It opens nothing any more, at the latest in a minute.' } },
  },
} as const satisfies Record<OperationName, Described>;

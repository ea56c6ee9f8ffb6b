import type { OperationName } from '../operations/operations.ts';

const submission = {
  title: 'Digital apprenticeships across two boroughs',
  summary: '100 apprenticeships in digital roles, recruited and trained together.',
  leadBorough: 'E09000012',
  proposer: { name: 'Skills Lead, Hackney', email: 'skills@hackney.example' },
  scheme: 'standard',
  partners: [
    { borough: 'E09000012', weight: 3 },
    { borough: 'E09000007', weight: 2 },
  ],
  apportionment: 'weights',
  stages: [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2027-10-31' }],
  costs: [
    { financialYear: '2026-27', kind: 'revenue', amount: 24_000_000, description: 'Training and support', stage: 1 },
    { financialYear: '2027-28', kind: 'revenue', amount: 6_000_000, description: 'Training and support', stage: 2 },
  ],
  benefits: [
    {
      financialYear: '2027-28',
      borough: 'E09000012',
      class: 'cashable',
      amount: 9_000_000,
      confidence: 3,
      description: 'Agency staff no longer needed',
    },
  ],
  optimismBias: { projectType: 'equipment-development', mitigation: 0.9 },
  alternatives: 'Each borough recruits by itself.',
  confidential: [{ pointer: '/alternatives', reason: 'Names a supplier.' }],
  pledges: [{ unit: 'apprenticeships', target: 100, by: '2027-09-30' }],
};

/** An example of each body; a test reads each by its schema. */
export const examples = {
  submitProposal: submission,
  reviseProposal: { ...submission, title: 'Digital apprenticeships, with a smaller pilot' },
  appraiseDraft: submission,
  withdrawProposal: { reason: 'Replaced by a regional programme.' },
  extendSignOff: { respondBy: '2027-01-18T17:00:00Z', reason: 'Two committees meet in January only.' },
  revokeApproval: { borough: 'E09000012', reason: 'A spending stop since 18 December.' },
  resumeProposal: { reason: 'The budget that was missing is there again.' },
  putBorough: {
    name: 'Hackney',
    population: 261_000,
    emailDomains: ['hackney.example'],
    codeAbove: 10_000_000,
    officers: [
      {
        id: 'hackney-1',
        name: 'Director of Finance',
        email: 'finance-director@hackney.example',
        roles: ['approver'],
        limit: null,
        authority: 'Scheme of delegation, 4.2',
        absences: [{ from: '2026-12-21', to: '2027-01-04' }],
      },
    ],
    deemedApproval: null,
    keyDecisionAbove: null,
    callInWorkingDays: 5,
  },
  putBudget: { revenue: { allocated: 50_000_000 }, capital: { allocated: 0 } },
  putScheme: {
    decisionRule: { kind: 'coalition', minimumBoroughs: 2 },
    silence: 'opt-out',
    headroom: 25,
    responseWorkingDays: 10,
    shortestResponse: 'PT24H',
    reminderWorkingDays: [5, 2, 1],
    maxRevisions: 5,
    revisionWorkingDays: 20,
    review: { required: 'always', minimum: 1, responseWorkingDays: 5 },
  },
  createKey: {
    name: 'Power BI of the finance team',
    scopes: ['reports:read'],
    borough: null,
    holder: null,
    expiresAt: '2027-06-30T00:00:00Z',
  },
} as const satisfies Partial<Record<OperationName, unknown>>;

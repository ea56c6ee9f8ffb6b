import type { ProposalContent } from '../../../domain/vocabulary/proposal.ts';
import { readSubmission, Submission } from '../../../schemas/wire/submission.ts';
import type { Read } from '../../../schemas/words/read.ts';
import type { Body } from '../define-operation.ts';

/** The body of a submission, a revision and a draft. */
export const submission: Body<Read<ProposalContent>> = { schema: Submission, read: readSubmission, given: 'read' };

/** An example of that body. */
export function exampleSubmission(title: string) {
  return {
    title,
    summary: '100 apprenticeships in digital roles, recruited and trained together.',
    leadBorough: 'E09000012',
    proposer: { name: 'Skills Lead, Hackney', email: 'skills@hackney.example' },
    scheme: 'standard',
    partners: [
      { borough: 'E09000012', weight: 3 },
      { borough: 'E09000007', weight: 2 },
    ],
    apportionment: 'weights',
    costs: [
      { financialYear: '2026-27', kind: 'revenue', amount: 24_000_000, description: 'Training and support' },
      { financialYear: '2027-28', kind: 'revenue', amount: 6_000_000, description: 'Training and support' },
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
}

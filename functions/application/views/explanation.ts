import { explainAppraisal } from '../../domain/appraisal/appraisal-explanation.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { appraisedInput, type Recorded } from '../steps/appraised-input.ts';
import type { ShownExplanation } from './pages.ts';

/** How the figures of the appraisal on record come about: of the whole, and of that borough; null: of none. */
export function explanationFor(state: Recorded, borough: BoroughCode | null): ShownExplanation {
  const { whole, boroughs } = explainAppraisal(appraisedInput(state), borough === null ? [] : [borough]);
  return { whole, own: boroughs[0] ?? null };
}

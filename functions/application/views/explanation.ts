import { explainAppraisal } from '../../domain/appraisal/appraisal-explanation.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { appraisedInput, type Recorded } from '../steps/appraised-input.ts';
import type { ShownExplanation } from './pages.ts';

/** The working of the figures on record: for all boroughs, and for this borough; null means no borough. */
export function explanationFor(state: Recorded, borough: BoroughCode | null): ShownExplanation {
  const { whole, boroughs } = explainAppraisal(appraisedInput(state), borough === null ? [] : [borough]);
  return { whole, own: boroughs[0] ?? null };
}

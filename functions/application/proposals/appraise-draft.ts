import type { Appraisal } from '../../domain/appraisal/appraisal.ts';
import { type ExplainedAppraisal, explainAppraisal } from '../../domain/appraisal/appraisal-explanation.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { appraiseAllJoining } from './prepare-revision.ts';
import {
  checkContent,
  type InvalidSubmission,
  type ReadContent,
  type SubmitDependencies,
  weightless,
} from './submit-proposal.ts';

export type AppraiseDependencies = Pick<
  SubmitDependencies,
  'boroughs' | 'schemes' | 'parameterSets' | 'allowShortResponses' | 'allowStages'
>;

export interface AppraisedDraft {
  readonly kind: 'appraised';
  readonly appraisal: Appraisal;
  /** Only where it was asked for. */
  readonly explanation?: ExplainedAppraisal;
}

export type DraftAppraised = AppraisedDraft | InvalidSubmission;

/**
 * The appraisal of a draft, as if it were submitted now and all boroughs joined, with today's parameter set. Refuses
 * the same faults as a submission. `explain` adds the working of each figure. Stores nothing.
 */
export async function appraiseDraft(
  deps: AppraiseDependencies,
  content: ReadContent,
  at: Instant,
  explain = false,
): Promise<DraftAppraised> {
  const checked = await checkContent(deps, content, at);
  if (checked.kind === 'invalid') return checked;
  const appraised = appraiseAllJoining(checked);
  if (appraised.kind === 'weightless') return weightless(checked.content, appraised);
  const { appraisal, input } = appraised;
  return { kind: 'appraised', appraisal, ...(explain ? { explanation: explainAppraisal(input) } : {}) };
}

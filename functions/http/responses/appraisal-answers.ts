import type { DraftAppraised } from '../../application/proposals/appraise-draft.ts';
import { type Answer, ok } from '../edge/answer.ts';
import { invalidInput } from '../edge/problem.ts';

/** 200 with the appraisal of a draft, and its working on request; or 422 with every fault. */
export function draftAppraisalAnswer(result: DraftAppraised): Answer {
  if (result.kind === 'invalid') return invalidInput(result.faults);
  const { kind: _, ...appraised } = result;
  return ok(appraised);
}

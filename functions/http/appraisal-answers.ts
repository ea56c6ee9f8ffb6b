import type { DraftAppraised } from '../application/appraise-draft.ts';
import { type Answer, ok } from './answer.ts';
import { invalidInput } from './problem.ts';

/** 200 with the appraisal of a draft, and its explanation where that was asked for; or 422 with every fault of it. */
export function draftAppraisalAnswer(result: DraftAppraised): Answer {
  if (result.kind === 'invalid') return invalidInput(result.faults);
  const { kind: _, ...appraised } = result;
  return ok(appraised);
}

import type { DraftAppraised } from '../application/appraise-draft.ts';
import { type Answer, ok } from './answer.ts';
import { invalidInput } from './problem.ts';

/** 200 with the appraisal of a draft, or 422 with every fault of it. */
export function draftAppraisalAnswer(result: DraftAppraised): Answer {
  return result.kind === 'invalid' ? invalidInput(result.faults) : ok({ appraisal: result.appraisal });
}

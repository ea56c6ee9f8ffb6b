import type { PersonId } from '../../../functions/domain/vocabulary/borough.ts';
import type { FinancialYear } from '../../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';

/** A borough's code from any text: tests name boroughs as they like, such as `gss('A')`. */
export function gss(text: string): BoroughCode {
  return text as BoroughCode;
}

/** A financial year from any text, such as one that was put together. */
export function fy(text: string): FinancialYear {
  return text as FinancialYear;
}

/** A person's id from any text: tests name people as they like, such as `who('ada')`. */
export function who(text: string): PersonId {
  return text as PersonId;
}

/** A proposal's id from any text: tests name proposals as they like, such as `pid('p-1')`. */
export function pid(text: string): ProposalId {
  return text as ProposalId;
}

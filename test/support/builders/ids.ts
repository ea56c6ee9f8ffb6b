import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';

/** A borough's code from any text: tests name boroughs as they like, such as `gss('A')`. */
export function gss(text: string): BoroughCode {
  return text as BoroughCode;
}

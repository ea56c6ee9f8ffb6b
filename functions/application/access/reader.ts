import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';

/** Who reads: a caller of one borough, which sees only where that borough takes part; null: one that sees all (docs/rules.md, HTTP interface). */
export interface Reader {
  readonly borough: BoroughCode | null;
}

/** Whether a reader may see a proposal with these partners; the lead is one of them. */
export function maySee({ borough }: Reader, partners: readonly BoroughCode[]): boolean {
  return borough === null || partners.includes(borough);
}

import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';

/** Who reads. With a borough, the reader sees only that borough's proposals; null means that it sees all. */
export interface Reader {
  readonly borough: BoroughCode | null;
}

/** Whether a reader may see a proposal with these partners. The lead is one of the partners. */
export function maySee({ borough }: Reader, partners: readonly BoroughCode[]): boolean {
  return borough === null || partners.includes(borough);
}

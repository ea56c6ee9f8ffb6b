import type { Scope } from '../../domain/record/proposal-state.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';

/** Who calls the HTTP interface, by a credential that was checked. */
export interface Caller {
  /** Of the key or the token. */
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** A caller of one borough sees and does only what concerns it (PRODUCT §6); null: all. */
  readonly borough: BoroughCode | null;
  /** E-mail address of whoever acts with the key; where it writes, they count as an author (R8). */
  readonly holder: string | null;
}

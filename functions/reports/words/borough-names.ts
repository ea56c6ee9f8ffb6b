import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';

interface Named {
  readonly boroughCode: BoroughCode;
  readonly borough: string;
  readonly updatedAt: Instant;
}

/** The names of boroughs by GSS code, because a name may change between proposals. */
export interface BoroughNames {
  add(row: Named): void;
  /** The name in the newest row, or the code if there was no row. */
  of(code: BoroughCode): string;
  /** The name of the only borough, if all rows belong to one. */
  only(): string;
}

/** Keeps the newest name of each borough. */
export function boroughNames(): BoroughNames {
  const newest = new Map<BoroughCode, Named>();
  const of = (code: BoroughCode) => newest.get(code)?.borough ?? code;
  return {
    add(row) {
      const known = newest.get(row.boroughCode);
      if (known === undefined || row.updatedAt > known.updatedAt) newest.set(row.boroughCode, row);
    },
    of,
    only: () => [...newest.keys()].map(of).join(', '),
  };
}

/** @example possessive('Tower Hamlets') // 'Tower Hamlets’' */
export function possessive(name: string): string {
  return name.endsWith('s') ? `${name}’` : `${name}’s`;
}

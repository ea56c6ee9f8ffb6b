import type { Branded } from './brand.ts';
import type { LocalDate } from './calendar.ts';
import type { Pence } from './money.ts';
import type { PartnerKind } from './partner.ts';
import type { BoroughCode } from './proposal.ts';

/** What an officer may do for a borough. */
export const roles = ['approver', 'deputy', 'reviewer', 'finance'] as const;
export type Role = (typeof roles)[number];

/** Random id of a person. The person's own item holds the name and address, so that they can be erased (R19). */
export type PersonId = Branded<'PersonId'>;

/** A person's id from a text that is random, or that a schema or the vocabulary checked. */
export function personId(text: string): PersonId {
  return text as PersonId;
}

export interface Officer {
  /** The borough's own name for the post, such as `hackney-1`. */
  readonly id: string;
  readonly person: PersonId;
  readonly name: string;
  readonly email: string;
  /** The post in words, such as "Director of Finance"; without it, records name role and borough (R19). */
  readonly post?: string | undefined;
  readonly roles: readonly Role[];
  /** The most this officer may approve, in pence; null means no limit (R9). */
  readonly limit: Pence | null;
  /** The delegation that the officer acts under, such as "Scheme of delegation, 4.2". */
  readonly authority: string;
  /** Both dates included. */
  readonly absences: readonly { readonly from: LocalDate; readonly to: LocalDate }[];
}

/** A standing authority for deemed approval (R4). Both dates included. */
export interface DeemedApproval {
  readonly authority: string;
  readonly upTo: Pence;
  readonly from: LocalDate;
  readonly to: LocalDate;
}

/** A borough, or another body that takes part in joint funding. */
export interface Borough {
  readonly borough: BoroughCode;
  readonly kind: PartnerKind;
  readonly name: string;
  /** null only for a body without one; the cost cannot then be shared by population (R10). */
  readonly population: number | null;
  readonly emailDomains: readonly string[];
  /** Any answer above this many pence needs a one-time code; null means no answer does (R26). */
  readonly codeAbove: Pence | null;
  /** In order of precedence. */
  readonly officers: readonly Officer[];
  readonly deemedApproval: DeemedApproval | null;
  readonly keyDecisionAbove: Pence | null;
  readonly callInWorkingDays: number;
  /** Every change raises it, and a sign-off's transaction checks it (R6). */
  readonly version: number;
}

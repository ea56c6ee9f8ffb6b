import type { ParameterSet } from '../../domain/appraisal/parameter-set.ts';
import type { Budget } from '../../domain/money/budget.ts';
import type { Key, Scope } from '../../domain/record/access.ts';
import type { Person } from '../../domain/record/proposal-state.ts';
import type { Borough } from '../../domain/vocabulary/borough.ts';
import type { FinancialYear, Instant } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import type { BoroughCode, Kind } from '../../domain/vocabulary/proposal.ts';
import type { Scheme } from '../../domain/vocabulary/scheme.ts';

/** Who calls the HTTP interface, by a credential that was checked. */
export interface Caller {
  /** Of the key or the token. */
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** A caller of one borough sees and does only what concerns it (docs/rules.md, HTTP interface); null: all. */
  readonly borough: BoroughCode | null;
  /** E-mail address of whoever acts with the key; where it writes, they count as an author (R8). */
  readonly holder: string | null;
}

export type BudgetKey = Pick<Budget, 'borough' | 'financialYear' | 'kind'>;

/** `created`: there was none of either kind before. `changed`: what is allocated is not what was expected. */
export type Allocated =
  | { readonly kind: 'allocated'; readonly created: boolean }
  | { readonly kind: 'below'; readonly budgets: readonly Budget[] }
  | { readonly kind: 'changed' };

export interface Budgets {
  get(borough: BoroughCode, financialYear: FinancialYear, kind: Kind): Promise<Budget | undefined>;
  /** Those that exist, in no particular order. */
  of(keys: readonly BudgetKey[]): Promise<readonly Budget[]>;
  /** Sets what is allocated of both kinds at once; `below` names the kinds whose held + committed would exceed it. `expected`: what must be allocated still, 0 where there is none. */
  allocate(
    borough: BoroughCode,
    financialYear: FinancialYear,
    allocated: Readonly<Record<Kind, Pence>>,
    expected?: Readonly<Record<Kind, Pence>>,
  ): Promise<Allocated>;
}

/** `expected`: version that must be replaced; null: none must exist. */
export interface Boroughs {
  get(borough: BoroughCode): Promise<Borough | undefined>;
  list(): Promise<readonly Borough[]>;
  /** Writes the borough and its officers' people. False: the version is not the expected one. `borough.version` is the new one. */
  put(borough: Borough, people: readonly Person[], expected: number | null): Promise<boolean>;
}

export interface VersionedScheme {
  readonly scheme: Scheme;
  readonly version: number;
}

export interface Schemes {
  get(name: string): Promise<VersionedScheme | undefined>;
  list(): Promise<readonly VersionedScheme[]>;
  put(scheme: VersionedScheme, expected: number | null): Promise<boolean>;
}

/** A parameter set that an operator added, and when. */
export interface AddedParameterSet {
  readonly set: ParameterSet;
  readonly addedAt: Instant;
}

/** The parameter sets that operators added beside those built in. None is ever changed or taken away. */
export interface ParameterSets {
  /** All of them, read consistently, in no particular order. */
  added(): Promise<readonly AddedParameterSet[]>;
  /** False: there is one of this id, and nothing was written. */
  add(added: AddedParameterSet): Promise<boolean>;
}

export interface Keys {
  get(id: string): Promise<Key | undefined>;
  list(): Promise<readonly Key[]>;
  put(key: Key): Promise<void>;
}

/** People and programs by tokens of identity providers that this environment trusts. */
export interface Identities {
  /**
   * Who shows a token, if its issuer is trusted, its signature is that of one of the issuer's keys, it is for us and valid at `at`.
   *
   * @throws IssuerUnavailable where the issuer's keys cannot be read; then nobody is let in
   */
  callerOf(token: string, at: Instant): Promise<Admission>;
}

export type Admission =
  | { readonly kind: 'caller'; readonly caller: Caller }
  | { readonly kind: 'refused'; readonly why: string };

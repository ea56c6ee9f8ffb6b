import type { ParameterSet } from '../../domain/appraisal/parameter-set.ts';
import type { Budget } from '../../domain/money/budget.ts';
import type { Key, Scope } from '../../domain/record/access.ts';
import type { Person } from '../../domain/record/proposal-state.ts';
import type { Borough } from '../../domain/vocabulary/borough.ts';
import type { FinancialYear, Instant } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import type { BoroughCode, Kind } from '../../domain/vocabulary/proposal.ts';
import type { Scheme } from '../../domain/vocabulary/scheme.ts';

/** A caller of the HTTP interface whose credential was checked. */
export interface Caller {
  /** Id of the key or the token. */
  readonly id: string;
  readonly name: string;
  readonly scopes: readonly Scope[];
  /** A caller of one borough sees and does only what concerns it (docs/rules.md, HTTP interface); null: all. */
  readonly borough: BoroughCode | null;
  /** Email address of the person who acts with the key. A person who writes with it counts as an author (R8). */
  readonly holder: string | null;
}

export type BudgetKey = Pick<Budget, 'borough' | 'financialYear' | 'kind'>;

/** `created`: neither kind had a budget before. `changed`: the current allocation is not the expected one. */
export type Allocated =
  | { readonly kind: 'allocated'; readonly created: boolean }
  | { readonly kind: 'below'; readonly budgets: readonly Budget[] }
  | { readonly kind: 'changed' };

export interface Budgets {
  get(borough: BoroughCode, financialYear: FinancialYear, kind: Kind): Promise<Budget | undefined>;
  /** Those that exist, in no particular order. */
  of(keys: readonly BudgetKey[]): Promise<readonly Budget[]>;
  /**
   * Sets both kinds at once, if `expected` is still allocated (0: no budget). `below`: less than held and committed.
   */
  allocate(
    borough: BoroughCode,
    financialYear: FinancialYear,
    allocated: Readonly<Record<Kind, Pence>>,
    expected?: Readonly<Record<Kind, Pence>>,
  ): Promise<Allocated>;
}

/** `expected` is the version to replace; null means that none may exist. */
export interface Boroughs {
  get(borough: BoroughCode): Promise<Borough | undefined>;
  list(): Promise<readonly Borough[]>;
  /** Writes a borough and its officers' people. `borough.version` is the new version. False: not the expected one. */
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

/** The parameter sets that operators added to the built-in ones. A set is never changed or removed. */
export interface ParameterSets {
  /** All of them, read consistently, in no particular order. */
  added(): Promise<readonly AddedParameterSet[]>;
  /** False: a set with this id exists, and nothing was written. */
  add(added: AddedParameterSet): Promise<boolean>;
}

export interface Keys {
  get(id: string): Promise<Key | undefined>;
  list(): Promise<readonly Key[]>;
  put(key: Key): Promise<void>;
}

/** People and programs that show tokens of trusted identity providers. */
export interface Identities {
  /**
   * The holder of a token, if its issuer is trusted, one of the issuer's keys signed it, it is for this service and
   * valid at `at`.
   * @throws IssuerUnavailable where the issuer's keys cannot be read; then nobody is let in
   */
  callerOf(token: string, at: Instant): Promise<Admission>;
}

export type Admission =
  | { readonly kind: 'caller'; readonly caller: Caller }
  | { readonly kind: 'refused'; readonly why: string };

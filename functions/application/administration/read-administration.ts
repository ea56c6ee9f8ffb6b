import { type Budget, emptyBudget } from '../../domain/money/budget.ts';
import type { Key } from '../../domain/record/access.ts';
import type { BoroughContent } from '../../domain/submission/borough-faults.ts';
import type { Borough } from '../../domain/vocabulary/borough.ts';
import type { FinancialYear } from '../../domain/vocabulary/calendar.ts';
import type { Pence } from '../../domain/vocabulary/money.ts';
import { type BoroughCode, type Kind, kinds } from '../../domain/vocabulary/proposal.ts';
import { type Hashing, type Listed, type PageQuery, pageOf } from '../lists/list-in-memory.ts';
import type { Boroughs, Budgets, Caller, Keys, Schemes, VersionedScheme } from '../ports/registers.ts';
import type { SchemeContent } from './put-scheme.ts';

/** A borough as its secretariat writes it. Lists add its code. */
export type BoroughView = BoroughContent;
export type SchemeView = SchemeContent;
/** A key without its secret: the id is the secret's hash. */
export type KeyView = Omit<Key, 'deletedAt'>;
export type BudgetView = Readonly<
  Record<Kind, Readonly<Record<'allocated' | 'available' | 'held' | 'committed' | 'drawn', Pence>>>
>;

/** Both kinds of a budget, and a tag that changes whenever one of the figures changes. */
export interface DescribedBudget {
  readonly view: BudgetView;
  readonly tag: string;
}

/** A borough without the fields that only the system uses. */
export function describeBorough({ borough: _code, version: _version, officers, ...content }: Borough): BoroughView {
  return { ...content, officers: officers.map(({ person: _person, ...officer }) => officer) };
}

export function describeScheme({ scheme: { name: _name, ...rules } }: VersionedScheme): SchemeView {
  return rules;
}

/** Reads both kinds of a budget. Undefined: nothing was ever allocated. */
export async function readBudget(
  deps: { readonly budgets: Pick<Budgets, 'of'>; readonly digests: Hashing },
  borough: BoroughCode,
  financialYear: FinancialYear,
): Promise<DescribedBudget | undefined> {
  const found = await deps.budgets.of(kinds.map((kind) => ({ borough, financialYear, kind })));
  if (found.length === 0) return undefined;
  const figuresOf = (kind: Kind) =>
    figures(found.find((budget) => budget.kind === kind) ?? emptyBudget(borough, financialYear, kind));
  const view = { revenue: figuresOf('revenue'), capital: figuresOf('capital') };
  return { view, tag: deps.digests.sha256(deps.digests.canonical(view)).slice(0, 32) };
}

/** What every caller may know of a borough or another body. */
export type NamedBorough = Pick<Borough, 'borough' | 'kind' | 'name'>;

/**
 * All boroughs and bodies by code. A caller with `admin` gets those that it administers, in full. Others get the codes,
 * kinds and names of all, so that they can name partners. Eventually consistent.
 */
export async function listBoroughs(
  deps: { readonly boroughs: Pick<Boroughs, 'list'>; readonly digests: Hashing },
  caller: Pick<Caller, 'borough' | 'scopes'>,
  query: PageQuery,
): Promise<Listed<NamedBorough | ({ readonly borough: BoroughCode } & BoroughView)>> {
  if (!caller.scopes.includes('admin')) {
    const named = (await deps.boroughs.list()).map(
      ({ borough, kind, name }): NamedBorough => ({ borough, kind, name }),
    );
    return pageOf(deps.digests, ['boroughs', 'names'], named, ({ borough }) => borough, query);
  }
  const seen = (await deps.boroughs.list()).filter(({ borough }) => isOf(caller, borough));
  const items = seen.map((borough) => ({ borough: borough.borough, ...describeBorough(borough) }));
  return pageOf(deps.digests, ['boroughs', caller.borough], items, ({ borough }) => borough, query);
}

/** All schemes by name. Eventually consistent. */
export async function listSchemes(
  deps: { readonly schemes: Pick<Schemes, 'list'>; readonly digests: Hashing },
  query: PageQuery,
): Promise<Listed<{ readonly name: string } & SchemeView>> {
  const items = (await deps.schemes.list()).map(({ scheme }) => scheme);
  return pageOf(deps.digests, ['schemes'], items, ({ name }) => name, query);
}

/** All keys that are not deleted and that the caller may see, oldest first. Eventually consistent. */
export async function listKeys(
  deps: { readonly keys: Pick<Keys, 'list'>; readonly digests: Hashing },
  caller: Pick<Caller, 'borough'>,
  query: PageQuery,
): Promise<Listed<KeyView>> {
  const seen = (await deps.keys.list()).filter((key) => key.deletedAt === null && isOf(caller, key.borough));
  const items = seen.map(({ deletedAt: _deletedAt, ...key }) => key);
  return pageOf(deps.digests, ['keys', caller.borough], items, ({ createdAt, id }) => `${createdAt}#${id}`, query);
}

/** Whether the caller may manage something that belongs to this borough; null means that it belongs to no borough. */
export function isOf(caller: Pick<Caller, 'borough'>, borough: BoroughCode | null): boolean {
  return caller.borough === null || caller.borough === borough;
}

function figures({ allocated, available, held, committed, drawn }: Budget): BudgetView[Kind] {
  return { allocated, available, held, committed, drawn };
}

import type { FinancialYear } from '../vocabulary/calendar.ts';
import type { Cell } from '../vocabulary/column.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { BoroughCode, Kind } from '../vocabulary/proposal.ts';
import { columnKey, mergeCells, totalOf } from './cost-columns.ts';

/** The status of a hold. */
export const holdStatuses = ['none', 'held', 'committed', 'released'] as const;

/** The statuses that settlement can give a hold. */
export const settledHolds = ['committed', 'released'] as const satisfies readonly Hold['status'][];

/** What a borough's approval holds in its budgets until settlement commits or releases it (R12, R13). */
export interface Hold {
  readonly status: (typeof holdStatuses)[number];
  /** While `held`: the cells held. Once `committed`: the cells of later stages that are still held (R13). */
  readonly cells: readonly Cell[];
  /** Once `committed`: the contribution's cells of the current stage. */
  readonly committed: readonly Cell[];
}

/** One borough's budget of one financial year and kind. allocated = available + held + committed; 0 ≤ drawn ≤ committed (R12). */
export interface Budget {
  readonly borough: BoroughCode;
  readonly financialYear: FinancialYear;
  readonly kind: Kind;
  readonly allocated: Pence;
  readonly available: Pence;
  readonly held: Pence;
  readonly committed: Pence;
  readonly drawn: Pence;
}

/** Moves money between the states of one budget; the three differences sum to 0. */
export interface Movement {
  readonly borough: BoroughCode;
  readonly financialYear: FinancialYear;
  readonly kind: Kind;
  readonly available: Pence;
  readonly held: Pence;
  readonly committed: Pence;
}

/** The budget after a movement; or, if less is available than the movement `needs`, a refusal that moves nothing. */
export type MovedBudget =
  | { readonly kind: 'moved'; readonly budget: Budget }
  | { readonly kind: 'not-enough-available'; readonly budget: Budget; readonly needs: Pence };

/** What a new allocation leaves available; or a refusal if it is below what is held and committed already. */
export type PutAllocation =
  | { readonly kind: 'available'; readonly available: Pence }
  | { readonly kind: 'below-held-and-committed'; readonly heldAndCommitted: Pence };

/** A budget before anything is allocated to it. */
export function emptyBudget(borough: BoroughCode, financialYear: FinancialYear, kind: Kind): Budget {
  return { borough, financialYear, kind, allocated: 0, available: 0, held: 0, committed: 0, drawn: 0 };
}

/**
 * R12. Whether allocated = available + held + committed, none is negative, 0 ≤ drawn ≤ committed, and all are whole
 * pence.
 */
export function isSound({ allocated, available, held, committed, drawn }: Budget): boolean {
  const whole = [allocated, available, held, committed, drawn].every(
    (pence) => Number.isSafeInteger(pence) && pence >= 0,
  );
  return whole && allocated === available + held + committed && drawn <= committed;
}

/**
 * R12. The budget after a movement, or a refusal if the movement needs more than is available. Throws an Error on a
 * movement of another budget, one whose differences do not sum to 0, or one that takes away more than is held or
 * committed: those are faults of the caller.
 */
export function afterMovement(budget: Budget, movement: Movement): MovedBudget {
  const fits = (['borough', 'financialYear', 'kind'] as const).every((key) => budget[key] === movement[key]);
  const needs = 0 - movement.available;
  if (fits && needs > budget.available) return { kind: 'not-enough-available', budget, needs };
  const moved: Budget = {
    ...budget,
    available: budget.available + movement.available,
    held: budget.held + movement.held,
    committed: budget.committed + movement.committed,
  };
  if (!fits || !isSound(moved)) throw new Error(`${JSON.stringify(movement)} does not fit ${JSON.stringify(budget)}`);
  return { kind: 'moved', budget: moved };
}

/**
 * R12. What is available once `allocated` pence are allocated. Refuses an amount below what is held and committed
 * already.
 */
export function availableAfterPut(budget: Budget, allocated: Pence): PutAllocation {
  const heldAndCommitted = budget.held + budget.committed;
  if (allocated < heldAndCommitted) return { kind: 'below-held-and-committed', heldAndCommitted };
  return { kind: 'available', available: allocated - heldAndCommitted };
}

/** The movements of a borough's budgets, and its hold after them. */
export interface HoldChange {
  readonly movements: readonly Movement[];
  readonly hold: Hold;
}

/**
 * R12. The cells that an approval up to `upTo` pence holds. Each column holds its own lines and, if there are shared
 * lines, ⌈(upTo − own lines) × column ÷ shared cost⌉; in column order, without zeros. A later split gives each cell at
 * most the ceiling of its value (R11), so no contribution within the cap exceeds what is held in any column. Throws a
 * RangeError if `upTo` is below the own lines, which R1 refuses in the answer.
 */
export function holdCells(
  upTo: Pence,
  ownLinesByColumn: readonly Cell[],
  sharedColumns: readonly Cell[],
): readonly Cell[] {
  const forShared = upTo - totalOf(ownLinesByColumn);
  if (!Number.isSafeInteger(forShared) || forShared < 0) throw new RangeError(`${forShared} pence are left to share`);
  const shared = BigInt(totalOf(sharedColumns));
  const parts = sharedColumns.map((column) => ({
    ...column,
    amount: Number((BigInt(forShared) * BigInt(column.amount) + shared - 1n) / shared),
  }));
  return mergeCells([...ownLinesByColumn, ...parts]);
}

/**
 * R12. The movements that hold `cells`, given that `previousCells` of an earlier revision are already held. Only the
 * difference moves, so a replacement asks only for what it adds (R7). By financial year and kind, stages together.
 */
export function movementsToHold(
  borough: BoroughCode,
  cells: readonly Cell[],
  previousCells: readonly Cell[],
): readonly Movement[] {
  return movements(borough, [...cells, ...negated(previousCells)], []);
}

/**
 * R12, R13. Settles the current stage (from 1). What is held for it is committed up to the contribution's cells of that
 * stage, and the rest of it is free again; later stages stay held. The hold is `held`, or at a gate `committed` for
 * earlier stages. Throws an Error if nothing is held, or less than must be committed in some column.
 */
export function movementsToCommit(
  borough: BoroughCode,
  hold: Hold,
  contributionCells: readonly Cell[],
  currentStage: number,
): HoldChange {
  if (hold.status !== 'held' && hold.status !== 'committed')
    throw new Error(`${borough} holds nothing: ${hold.status}`);
  const isCurrent = ({ stage }: Cell) => stage === currentStage;
  const [due, held] = [contributionCells.filter(isCurrent), hold.cells.filter(isCurrent)];
  const heldIn = new Map(held.map((cell) => [columnKey(cell), cell.amount]));
  for (const cell of due) {
    if (cell.amount > (heldIn.get(columnKey(cell)) ?? 0))
      throw new Error(`${borough} holds too little in ${columnKey(cell)}`);
  }
  return {
    movements: movements(borough, negated(held), due),
    hold: {
      status: 'committed',
      cells: hold.cells.filter((cell) => !isCurrent(cell)),
      committed: mergeCells([...hold.committed, ...due]),
    },
  };
}

/**
 * R12, R22. Frees all that is still held; committed money stays committed. A hold that holds nothing moves nothing, so
 * that settling twice is harmless.
 */
export function movementsToRelease(borough: BoroughCode, hold: Hold): HoldChange {
  const status = hold.status === 'held' ? 'released' : hold.status;
  return { movements: movements(borough, negated(hold.cells), []), hold: { ...hold, status, cells: [] } };
}

function negated(cells: readonly Cell[]): readonly Cell[] {
  return cells.map((cell) => ({ ...cell, amount: -cell.amount }));
}

/** One movement per budget, that is, per financial year and kind. Money that is not held or committed is available. */
function movements(borough: BoroughCode, held: readonly Cell[], committed: readonly Cell[]): readonly Movement[] {
  const stagesTogether = (cells: readonly Cell[]) => mergeCells(cells.map((cell) => ({ ...cell, stage: 1 })));
  const heldBy = new Map(stagesTogether(held).map((cell) => [columnKey(cell), cell.amount]));
  const committedBy = new Map(stagesTogether(committed).map((cell) => [columnKey(cell), cell.amount]));
  const touched = stagesTogether([...held, ...committed].map((cell) => ({ ...cell, amount: 1 })));
  return touched
    .map((cell) => ({
      borough,
      financialYear: cell.financialYear,
      kind: cell.kind,
      held: heldBy.get(columnKey(cell)) ?? 0,
      committed: committedBy.get(columnKey(cell)) ?? 0,
    }))
    .map((movement) => ({ ...movement, available: 0 - movement.held - movement.committed }))
    .filter((movement) => movement.held !== 0 || movement.committed !== 0);
}

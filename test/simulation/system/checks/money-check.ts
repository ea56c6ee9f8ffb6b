import { isDeepStrictEqual } from 'node:util';
import type { Contribution, Revision, RoundClose } from '../../../../functions/domain/record/proposal-state.ts';
import type { SignOffAnswer, SignOffRequest } from '../../../../functions/domain/sign-off/sign-off-request.ts';
import type { Cell, Column } from '../../../../functions/domain/vocabulary/column.ts';
import { heldPerColumn } from '../../oracle/hold.ts';
import { shareAmong } from '../../oracle/sharing.ts';
import { greatestSplit } from '../../oracle/split.ts';
import { weightOf } from '../../oracle/weights.ts';
import { Violation } from '../../simulation.ts';

/** The oracle tries every table of so many cells; more would take too long. */
const maxCells = 12;

type Content = Revision['content'];

/** One column of the cost, in pence: what is shared, and each borough's own lines. */
interface ColumnCost {
  readonly column: string;
  readonly shared: number;
  readonly own: ReadonlyMap<string, number>;
}

const keyOf = ({ stage, financialYear, kind }: Column) => `${stage} ${financialYear} ${kind}`;

/** R10: what each borough was asked for if every borough joins, against the oracle, which reads weights from the proposal alone. */
export function checkAsked(content: Content, requests: readonly SignOffRequest[]): void {
  const payers = requests.map(({ borough, ownLines, weight }) => ({
    borough,
    ownLines,
    weight: weightOf(content, borough) ?? weight,
    upTo: null,
  }));
  const shared = shareAmong(
    columnsOf(content).reduce((sum, column) => sum + column.shared, 0),
    payers,
  );
  for (const { borough, asked } of requests) {
    const expected = shared.kind === 'shared' ? shared.contributions.get(borough) : undefined;
    if (asked !== expected)
      throw new Violation(`R10: ${borough} was asked for ${asked}, and the oracle says ${expected}`);
  }
}

/**
 * R12: what an approval holds, column by column. The hold of an approval that was kept from an earlier revision moves when the round
 * opens, so a round that is not carried may close before it (R7).
 */
export function checkHeld(
  { content, number }: Revision,
  { borough, answer, hold }: SignOffRequest,
  { kind }: Pick<RoundClose, 'kind'>,
): void {
  if (typeof answer?.upTo !== 'number' || hold.status !== 'held') return;
  if (kind !== 'carried' && isFromEarlier(answer, number)) return;
  const held = amountsOf(hold.cells);
  for (const [column, expected] of heldPerColumn(answer.upTo, columnsFor(content, borough))) {
    const amount = held.get(column) ?? 0;
    if (amount === expected) continue;
    throw new Violation(`R12: ${borough} holds ${amount} in ${column}, not ${expected}`);
  }
}

/** R12, R13: settlement commits what is paid in the first stage, and leaves later stages held as the approval held them. */
export function checkCommitted(
  { content }: Revision,
  { borough, answer, hold }: SignOffRequest,
  paid: readonly Cell[],
): void {
  if (hold.status !== 'committed' || typeof answer?.upTo !== 'number') return;
  const first = paid.filter(({ stage }) => stage === 1);
  if (!isDeepStrictEqual(amountsOf(hold.committed), amountsOf(first))) {
    throw new Violation(`R13: ${borough} has not committed what it pays in the first stage`);
  }
  const later = [...heldPerColumn(answer.upTo, columnsFor(content, borough))].filter(
    ([column, amount]) => !column.startsWith('1 ') && amount > 0,
  );
  if (!isDeepStrictEqual(amountsOf(hold.cells), new Map(later))) {
    throw new Violation(`R13: ${borough} does not hold its later stages after the first is settled`);
  }
}

/** Whether an approval was given in an earlier revision and is still in force (R7): its record number names that revision. */
function isFromEarlier({ record }: Pick<SignOffAnswer, 'record'>, revision: number): boolean {
  return record.split('-').at(-2) !== String(revision);
}

/** R11: of all tables the contributions are the greatest, where the oracle can try them all. They come by GSS code. */
export function checkGreatest(content: Content, contributions: readonly Contribution[]): void {
  const columns = columnsOf(content).filter(({ shared }) => shared > 0);
  if (columns.length === 0 || columns.length * contributions.length > maxCells) return;
  const ownOf = (code: string) => columnsOf(content).reduce((sum, { own }) => sum + (own.get(code) ?? 0), 0);
  const shares = contributions.map(({ borough, amount }) => amount - ownOf(borough));
  const sums = columns.map(({ shared }) => shared);
  const greatest = greatestSplit(shares, sums);
  for (const [row, { borough, cells }] of contributions.entries()) {
    const paid = amountsOf(cells);
    for (const [at, { column, own }] of columns.entries()) {
      const amount = (paid.get(column) ?? 0) - (own.get(borough) ?? 0);
      const expected = greatest?.[at]?.[row];
      if (amount !== expected) throw new Violation(`R11: ${borough} pays ${amount} in ${column}, not ${expected}`);
    }
  }
}

function columnsFor(content: Content, code: string) {
  return columnsOf(content).map(({ column, shared, own }) => ({ column, shared, own: own.get(code) ?? 0 }));
}

function amountsOf(cells: readonly Cell[]): ReadonlyMap<string, number> {
  return new Map(cells.map((cell) => [keyOf(cell), cell.amount]));
}

/** Added up here, not by the code that is checked; in the order of columns (R11): stage, year, capital first. */
function columnsOf({ costs }: Content): readonly ColumnCost[] {
  const columns = new Map<string, { column: string; shared: number; own: Map<string, number> }>();
  for (const line of costs) {
    const key = keyOf(line);
    const sums = columns.get(key) ?? { column: key, shared: 0, own: new Map() };
    columns.set(key, sums);
    if (line.borough === undefined) sums.shared += line.amount;
    else sums.own.set(line.borough, (sums.own.get(line.borough) ?? 0) + line.amount);
  }
  return [...columns.values()].toSorted((a, b) => (a.column < b.column ? -1 : 1));
}

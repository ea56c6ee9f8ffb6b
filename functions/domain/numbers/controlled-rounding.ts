/**
 * The table of share × column ÷ total in whole numbers, by column and then row. Every row and column sums exactly, and
 * each cell is the floor or the ceiling of its value. Of all such tables it is the lexicographically greatest, read
 * column by column. `rows` and `columns` are whole numbers from 0 with the same total.
 *
 * Two-way controlled rounding (Cox, A constructive procedure for unbiased controlled rounding, 1987), made
 * deterministic. Each cell starts at its floor. The units that rows and columns lack are then placed, like a flow from
 * rows to columns; this always succeeds because the exact table is such a flow. Then, cell by cell in reading order, a
 * unit is moved in if later cells can make room. Each step is one search over rows and columns, so 33 × 24 takes
 * milliseconds.
 *
 * @example greatestRounding([3334, 3333, 3333], [5000, 5000]) // [[1667, 1667, 1666], [1667, 1666, 1667]]
 */
export function greatestRounding(rows: readonly number[], columns: readonly number[]): readonly (readonly number[])[] {
  const total = columns.reduce((sum, amount) => sum + BigInt(amount), 0n);
  if (rows.reduce((sum, amount) => sum + BigInt(amount), 0n) !== total) {
    throw new RangeError(`Rows and columns differ in total: ${rows} and ${columns}`);
  }
  const rowLines = rows.map((amount): Line => ({ lacks: amount, cells: [] }));
  const table = columns.map((columnAmount) => {
    const column: Line = { lacks: columnAmount, cells: [] };
    return rowLines.map((row, at) => place(row, column, BigInt(rows[at] ?? 0) * BigInt(columnAmount), total));
  });
  for (const row of rowLines) fill(row);
  for (const cell of table.flat()) settle(cell);
  return table.map((column) => column.map(({ floor, unit }) => floor + (unit ? 1 : 0)));
}

/** A row or a column: what its cells still lack, and its cells that may still change, in reading order. */
interface Line {
  lacks: number;
  readonly cells: RoundedCell[];
}

interface RoundedCell {
  readonly row: Line;
  readonly column: Line;
  readonly floor: number;
  /** Whether the cell is at its ceiling. */
  unit: boolean;
  /** Whether the exact value lies between floor and ceiling. */
  readonly between: boolean;
}

function place(row: Line, column: Line, product: bigint, total: bigint): RoundedCell {
  const divisor = total === 0n ? 1n : total;
  const floor = Number(product / divisor);
  const cell = { row, column, floor, unit: false, between: product % divisor !== 0n };
  for (const line of [row, column]) {
    line.lacks -= floor;
    if (cell.between) line.cells.push(cell);
  }
  return cell;
}

/** Places what a row lacks, one unit at a time, and moves units of other rows out of the way. */
function fill(row: Line): void {
  while (row.lacks > 0) {
    const column = moveUnit(row, (line) => line !== row && line.cells[0]?.column === line && line.lacks > 0);
    if (column === undefined) throw new Error('No table of floors and ceilings was found, although one exists');
    row.lacks -= 1;
    column.lacks -= 1;
  }
}

/** Puts the first cell that may still change at its ceiling, if the cells after it can make room. */
function settle(cell: RoundedCell): void {
  if (!cell.between) return;
  for (const line of [cell.row, cell.column]) line.cells.shift();
  if (!cell.unit) cell.unit = moveUnit(cell.column, (line) => line === cell.row) !== undefined;
}

/**
 * Finds the shortest path from a line to one that `isEnd`: from a row to a column by a cell without a unit, from a
 * column to a row by a cell with one. Swaps every cell on the path and returns its end; undefined if there is no path.
 */
function moveUnit(start: Line, isEnd: (line: Line) => boolean): Line | undefined {
  const cameBy = new Map<Line, RoundedCell | null>([[start, null]]);
  for (const line of cameBy.keys()) {
    for (const cell of line.cells) {
      const fromRow = cell.row === line;
      const next = fromRow ? cell.column : cell.row;
      if (cell.unit === fromRow || cameBy.has(next)) continue;
      cameBy.set(next, cell);
      if (isEnd(next)) {
        swapBack(next, cameBy);
        return next;
      }
    }
  }
  return undefined;
}

function swapBack(end: Line, cameBy: ReadonlyMap<Line, RoundedCell | null>): void {
  let line = end;
  for (let cell = cameBy.get(line); cell; cell = cameBy.get(line)) {
    cell.unit = !cell.unit;
    line = cell.row === line ? cell.column : cell.row;
  }
}

/**
 * The table of share × column ÷ total in whole numbers, by column and then row: every row and every column sums exactly, each
 * cell is the floor or the ceiling of its value, and of all such tables it is the lexicographically greatest, read column by
 * column. `rows` and `columns` are whole numbers, 0 or more, that come to the same total.
 *
 * Two-way controlled rounding (Cox, A constructive procedure for unbiased controlled rounding, 1987), made deterministic: each
 * cell starts with its floor, and what rows and columns then lack is placed in units, like a flow from rows to columns, which
 * always exists because the exact table is one. Then, cell by cell in the order of reading, a unit is moved in wherever the
 * cells after it can make room. Each step is one search over rows and columns, so 33 × 24 takes milliseconds.
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

/** A row or a column: what its cells still lack, and those of its cells that may still change, in the order of reading. */
interface Line {
  lacks: number;
  readonly cells: RoundedCell[];
}

interface RoundedCell {
  readonly row: Line;
  readonly column: Line;
  readonly floor: number;
  /** Whether it stands at its ceiling. */
  unit: boolean;
  /** Whether its value lies between the two. */
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

/** Places what a row lacks, one unit at a time, moving units of other rows where they stand in the way. */
function fill(row: Line): void {
  while (row.lacks > 0) {
    const column = moveUnit(row, (line) => line !== row && line.cells[0]?.column === line && line.lacks > 0);
    if (column === undefined) throw new Error('A table of floors and ceilings exists, and was not found');
    row.lacks -= 1;
    column.lacks -= 1;
  }
}

/** Fixes a cell, the first that may still change, at its ceiling if those after it can make room. */
function settle(cell: RoundedCell): void {
  if (!cell.between) return;
  for (const line of [cell.row, cell.column]) line.cells.shift();
  if (!cell.unit) cell.unit = moveUnit(cell.column, (line) => line === cell.row) !== undefined;
}

/**
 * Finds the shortest way from a line to one that `isEnd`, going from a row to a column by a cell without a unit, and from a column
 * to a row by one with a unit; swaps every cell on that way, and returns its end. undefined: there is no way.
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

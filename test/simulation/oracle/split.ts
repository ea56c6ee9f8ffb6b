/**
 * R11, by trying: each cell is share × column ÷ total, rounded up or down. The cells are tried column by column, by GSS code, the
 * greater value first, so the first table whose rows and columns sum exactly is the lexicographically greatest. `shares` are by
 * GSS code and `columns` in order, both with the same total above 0. Slow: 2 to the number of cells.
 */
export function greatestSplit(
  shares: readonly number[],
  columns: readonly number[],
): readonly (readonly number[])[] | null {
  const total = columns.reduce((sum, column) => sum + BigInt(column), 0n);
  const cells = columns.flatMap((column, at) =>
    shares.map((share, row) => ({ row, column: at, product: BigInt(share) * BigInt(column) })),
  );
  const table = columns.map(() => shares.map(() => 0));
  const [rowLeft, columnLeft] = [[...shares], [...columns]];

  function place(at: number): boolean {
    const cell = cells[at];
    if (cell === undefined) return [...rowLeft, ...columnLeft].every((left) => left === 0);
    const { row, column, product } = cell;
    const floor = Number(product / total);
    for (const amount of product % total === 0n ? [floor] : [floor + 1, floor]) {
      if (amount > (rowLeft[row] ?? 0) || amount > (columnLeft[column] ?? 0)) continue;
      put(row, column, amount);
      if (place(at + 1)) return true;
      put(row, column, -amount);
    }
    return false;
  }

  function put(row: number, column: number, amount: number): void {
    rowLeft[row] = (rowLeft[row] ?? 0) - amount;
    columnLeft[column] = (columnLeft[column] ?? 0) - amount;
    const cells = table[column];
    if (cells !== undefined) cells[row] = (cells[row] ?? 0) + amount;
  }

  return place(0) ? table : null;
}

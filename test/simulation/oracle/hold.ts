/** One column of the cost, in pence: the shared cost, and this borough's own lines. */
interface ColumnCost {
  readonly column: string;
  readonly shared: number;
  readonly own: number;
}

/** R12. The hold of an approval, per column: own lines plus ⌈(upTo − own lines) × column ÷ shared cost⌉; none without shared lines. */
export function heldPerColumn(upTo: number, columns: readonly ColumnCost[]): ReadonlyMap<string, number> {
  const sharedCost = columns.reduce((total, { shared }) => total + BigInt(shared), 0n);
  const room = columns.reduce((left, { own }) => left - BigInt(own), BigInt(upTo));
  return new Map(
    columns.map(({ column, shared, own }) => {
      if (sharedCost === 0n) return [column, own] as const;
      const product = room * BigInt(shared);
      const floor = product / sharedCost;
      return [column, own + Number(floor * sharedCost === product ? floor : floor + 1n)] as const;
    }),
  );
}

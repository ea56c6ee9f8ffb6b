import type { Rational } from '../numbers/rational.ts';
import type { Column } from '../vocabulary/column.ts';
import type { Pence } from '../vocabulary/money.ts';
import { type CostLine, type Prices, priceBases } from '../vocabulary/proposal.ts';
import { type AppraisedContent, type Contributing, pricesOf } from './appraisal-input.ts';

/** A part of a contribution whose prices are known; in pence, exact. */
export interface PricedCost extends Pick<Column, 'financialYear' | 'kind'> {
  readonly prices: Prices;
  readonly amount: Rational;
}

/**
 * R14, R15. A contribution is cash by column, but real and nominal lines may stand in one column. Its own lines in the column
 * are known to the penny, with their prices. The rest of the cell is its shared part, and counts as real and nominal in the
 * proportion in which the column's shared lines are: an exact fraction, so that what the boroughs have of a line sums to it.
 *
 * Returns a function of a contribution, so that the lines are put in columns once for all boroughs. It throws an Error if a cell is
 * less than the borough's own lines in it, or has a shared part where no line is shared: such cells are not a split of these
 * costs (R11).
 */
export function costsByPrices(
  content: Pick<AppraisedContent, 'costs' | 'prices'>,
): (contribution: Contributing) => readonly PricedCost[] {
  const linesOf = Map.groupBy(content.costs, labelOf);
  return (contribution) =>
    sumByColumn(contribution).flatMap(({ column, paid }) => {
      const lines = linesOf.get(labelOf(column)) ?? [];
      const own = byPrices(
        content,
        lines.filter(({ borough }) => borough === contribution.borough),
      );
      const shared = byPrices(
        content,
        lines.filter(({ borough }) => borough === undefined),
      );
      const sharedPart = paid - own.real - own.nominal;
      if (sharedPart < 0 || (sharedPart > 0 && shared.real + shared.nominal === 0)) {
        throw new Error(`${paid} pence of ${contribution.borough} is no split of ${labelOf(column)}`);
      }
      return priceBases.map((prices) => ({
        financialYear: column.financialYear,
        kind: column.kind,
        prices,
        amount: plusProportion(own[prices], sharedPart, shared, prices),
      }));
    });
}

/** Own pence, and of the shared part what is in these prices: whole pence unless shared lines are in both prices. */
function plusProportion(own: Pence, sharedPart: Pence, shared: Record<Prices, Pence>, prices: Prices): Rational {
  const denominator = shared.real > 0 && shared.nominal > 0 ? BigInt(shared.real + shared.nominal) : 1n;
  const proportion = denominator === 1n ? BigInt(Math.sign(shared[prices])) : BigInt(shared[prices]);
  return { numerator: BigInt(own) * denominator + BigInt(sharedPart) * proportion, denominator };
}

function sumByColumn({ cells }: { readonly cells: Contributing['cells'] }): { column: Column; paid: Pence }[] {
  const columns = new Map<string, { column: Column; paid: Pence }>();
  for (const cell of cells) {
    const paid = columns.get(labelOf(cell))?.paid ?? 0;
    columns.set(labelOf(cell), { column: cell, paid: paid + cell.amount });
  }
  return [...columns.values()];
}

function byPrices(content: Pick<AppraisedContent, 'prices'>, lines: readonly CostLine[]): Record<Prices, Pence> {
  const sums = { real: 0, nominal: 0 };
  for (const line of lines) sums[pricesOf(line, content)] += line.amount;
  return sums;
}

function labelOf({ stage, financialYear, kind }: Column): `${number} ${string}` {
  return `${stage} ${financialYear} ${kind}`;
}

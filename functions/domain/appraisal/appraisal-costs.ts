import type { Rational } from '../numbers/rational.ts';
import type { Column } from '../vocabulary/column.ts';
import type { Pence } from '../vocabulary/money.ts';
import { type CostLine, type Prices, priceBases } from '../vocabulary/proposal.ts';
import { type AppraisedContent, type Contributing, pricesOf } from './appraisal-input.ts';

/** A part of a contribution with known prices; in pence, exact. */
export interface PricedCost extends Pick<Column, 'financialYear' | 'kind'> {
  readonly prices: Prices;
  readonly amount: Rational;
}

/**
 * R14, R15. Divides contributions into real and nominal costs. A contribution is cash by column, but a column may
 * contain real and nominal lines. The borough's own lines are known to the penny, with their prices. The rest of the
 * cell is its shared part, and is real and nominal in the proportion of the column's shared lines: an exact fraction,
 * so that the boroughs' parts of a line sum to the line.
 *
 * Returns a function of one contribution, so that the lines are sorted into columns once for all boroughs. That
 * function throws an Error if a cell is less than the borough's own lines in it, or has a shared part in a column
 * without shared lines: such cells are not a split of these costs (R11).
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
        throw new Error(`${paid} pence of ${contribution.borough} is not a split of ${labelOf(column)}`);
      }
      return priceBases.map((prices) => ({
        financialYear: column.financialYear,
        kind: column.kind,
        prices,
        amount: plusProportion(own[prices], sharedPart, shared, prices),
      }));
    });
}

/** The own pence plus these prices' proportion of the shared part: whole pence unless shared lines have both prices. */
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

import { type Rational, rational } from '../numbers/rational.ts';
import type { Column } from '../vocabulary/column.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { CostLine, Prices } from '../vocabulary/proposal.ts';
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
 * Throws an Error if a cell is less than the borough's own lines in it, or has a shared part where no line is shared: such
 * cells are not a split of these costs (R11).
 */
export function pricedCosts(
  content: Pick<AppraisedContent, 'costs' | 'prices'>,
  contribution: Contributing,
): PricedCost[] {
  return sumByColumn(contribution).flatMap(({ column, paid }) => {
    const lines = content.costs.filter((line) => isIn(column, line));
    const own = byPrices(
      content,
      lines.filter(({ borough }) => borough === contribution.borough),
    );
    const shared = byPrices(
      content,
      lines.filter(({ borough }) => borough === undefined),
    );
    const sharedPart = paid - own.real - own.nominal;
    const sharedLines = shared.real + shared.nominal;
    if (sharedPart < 0 || (sharedPart > 0 && sharedLines === 0)) {
      throw new Error(`${paid} pence of ${contribution.borough} is no split of ${labelOf(column)}`);
    }
    return (['real', 'nominal'] as const).map((prices) => ({
      financialYear: column.financialYear,
      kind: column.kind,
      prices,
      amount: rational(
        BigInt(own[prices]) * BigInt(sharedLines || 1) + BigInt(sharedPart) * BigInt(shared[prices]),
        BigInt(sharedLines || 1),
      ),
    }));
  });
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

function isIn(column: Column, line: CostLine): boolean {
  return labelOf(column) === labelOf(line);
}

function labelOf({ stage, financialYear, kind }: Column): `${number} ${string}` {
  return `${stage} ${financialYear} ${kind}`;
}

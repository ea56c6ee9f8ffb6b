import { sharedColumns } from '../../../functions/domain/money/cost-columns.ts';
import type { Cell } from '../../../functions/domain/vocabulary/column.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { benefitWeight } from '../oracle/weights.ts';
import type { PlannedContent } from './content.ts';
import type { World } from './world.ts';

/** One column of the cost, in pence: what is shared, and what is whose own. */
interface ColumnFigures {
  readonly column: string;
  readonly shared: number;
  readonly own: ReadonlyMap<string, number>;
}

/** What a revision's content comes to, added up here and not by the code that is checked. Amounts in pence. */
export interface Figures {
  readonly total: number;
  readonly sharedCost: number;
  readonly columns: readonly ColumnFigures[];
  readonly ownLines: ReadonlyMap<string, number>;
  readonly weights: ReadonlyMap<string, number | bigint>;
  /** As the code adds them up, once a revision. */
  readonly sharedCells: readonly Cell[];
}

export const columnOf = ({ stage, financialYear, kind }: Pick<Cell, 'stage' | 'financialYear' | 'kind'>) =>
  `${stage} ${financialYear} ${kind}`;

export function figuresOf(world: World, content: PlannedContent): Figures {
  const columns = new Map<string, { column: string; shared: number; own: Map<string, number> }>();
  const ownLines = new Map<string, number>();
  let [total, sharedCost] = [0, 0];
  for (const { borough, amount, ...line } of content.costs) {
    const column = columnOf(line);
    const sums = columns.get(column) ?? { column, shared: 0, own: new Map() };
    columns.set(column, sums);
    total += amount;
    if (borough === undefined) {
      sums.shared += amount;
      sharedCost += amount;
    } else {
      sums.own.set(borough, (sums.own.get(borough) ?? 0) + amount);
      ownLines.set(borough, (ownLines.get(borough) ?? 0) + amount);
    }
  }
  const weights = new Map(content.partners.map(({ borough }) => [borough, weightOf(world, content, borough)]));
  return {
    total,
    sharedCost,
    columns: [...columns.values()],
    ownLines,
    weights,
    sharedCells: sharedColumns(content.costs),
  };
}

/** R10. A partner's weight by the key. */
function weightOf(
  { boroughs }: World,
  { apportionment, partners, benefits }: PlannedContent,
  borough: BoroughCode,
): number | bigint {
  if (apportionment === 'equal') return 1;
  if (apportionment === 'benefit') return benefitWeight(borough, benefits);
  if (apportionment === 'weights') return partners.find((each) => each.borough === borough)?.weight ?? 0;
  return boroughs.find((each) => each.borough === borough)?.population ?? 0;
}

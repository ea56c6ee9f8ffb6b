import type { BudgetedContributionRow } from '../domain/report-row.ts';
import { counted } from '../web/words.ts';
import { largestGroups } from './largest-groups.ts';
import type { Picture } from './picture.ts';
import { roundedPounds, shortPounds } from './rounded-pounds.ts';
import type { BarChart } from './svg-bars.ts';

interface State {
  readonly committed: number;
  readonly held: number;
}

/** What is committed and what is still held, and in which year. */
export function contributionsPicture(): Picture<BudgetedContributionRow> {
  const boroughs = new Set<string>();
  const proposals = new Set<string>();
  const years = new Map<string, State>();
  const sums = { asked: 0, committed: 0, held: 0, drawn: 0 };

  return {
    add(row) {
      sums.asked += row.asked;
      sums.committed += row.committed;
      sums.held += row.held;
      sums.drawn += row.drawn;
      if (row.committed > 0 || row.held > 0) {
        boroughs.add(row.boroughCode);
        proposals.add(row.reference);
      }
      const year = years.get(row.financialYear) ?? { committed: 0, held: 0 };
      years.set(row.financialYear, { committed: year.committed + row.committed, held: year.held + row.held });
    },
    words: () => ({
      headline:
        boroughs.size === 0
          ? 'No money is committed or held here'
          : `${counted(boroughs.size, 'borough has', 'boroughs have')} committed ${roundedPounds(sums.committed)} and ${boroughs.size === 1 ? 'holds' : 'hold'} ${roundedPounds(sums.held)} more for ${counted(proposals.size, 'proposal', 'proposals')}`,
      sentences: [
        `${roundedPounds(sums.drawn)} of what is committed was drawn.`,
        `Asked for in these rows was ${roundedPounds(sums.asked)}, if all who were invited had joined.`,
      ],
    }),
    charts: () => (boroughs.size === 0 ? [] : [byYear(years)]),
  };
}

function byYear(years: ReadonlyMap<string, State>): BarChart {
  // The earliest years are the ones that are shown by themselves.
  const groups = largestGroups(
    [...years].map(([name, figures]) => ({ name, size: -Number(name.slice(0, 4)), figures })),
    (a, b) => ({ committed: a.committed + b.committed, held: a.held + b.held }),
    (count) => `${count} later years`,
  );
  return {
    id: 'by-year',
    title: 'Committed and held by financial year',
    note: 'Committed: decided. Held: promised by an approval, not decided yet, or of a later stage.',
    groups: groups.map(({ name, figures: { committed, held } }) => ({
      name,
      bars: [
        { value: committed, label: `committed ${shortPounds(committed)}` },
        { value: held, label: `held ${shortPounds(held)}`, second: true },
      ],
    })),
  };
}

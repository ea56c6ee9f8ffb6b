import type { BudgetedContributionRow } from '../../domain/record/report-row.ts';
import type { FinancialYear } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { counted } from '../../web/words.ts';
import { boroughNames, possessive } from '../words/borough-names.ts';
import { roundedPounds, shortPounds } from '../words/rounded-pounds.ts';
import { earliestYears } from './largest-groups.ts';
import type { Picture, PictureScope } from './picture.ts';
import type { BarChart } from './svg-bars.ts';

interface State {
  readonly committed: number;
  readonly held: number;
}

/** What is committed, what is still held, and in which year. */
export function contributionsPicture({ oneBorough }: PictureScope): Picture<BudgetedContributionRow> {
  const names = boroughNames();
  const boroughs = new Set<BoroughCode>();
  const proposals = new Set<string>();
  const years = new Map<FinancialYear, State>();
  const sums = { asked: 0, committed: 0, held: 0, drawn: 0 };

  return {
    add(row) {
      names.add(row);
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
    words() {
      const [committed, held, asked] = [sums.committed, sums.held, sums.asked].map(roundedPounds);
      const counts = counted(proposals.size, 'proposal', 'proposals');
      return {
        headline:
          boroughs.size === 0
            ? 'No money is committed or held for these proposals'
            : oneBorough
              ? `${possessive(names.only())} share of ${counts}: ${committed} committed and ${held} more held`
              : `${counted(boroughs.size, 'borough has', 'boroughs have')} committed ${committed} and ${boroughs.size === 1 ? 'holds' : 'hold'} ${held} more for ${counts}`,
        sentences: [
          // Left out while it is 0, because nothing can be drawn yet.
          ...(sums.drawn === 0 ? [] : [`${roundedPounds(sums.drawn)} of the committed money has been drawn.`]),
          `These rows add up to ${asked} if every invited borough joins.`,
        ],
      };
    },
    charts: () => (boroughs.size === 0 ? [] : [byYear(years, oneBorough ? names.only() : null)]),
  };
}

function byYear(years: ReadonlyMap<FinancialYear, State>, only: string | null): BarChart {
  const groups = earliestYears(years, (a, b) => ({ committed: a.committed + b.committed, held: a.held + b.held }));
  return {
    id: 'by-year',
    title: `Committed and held${only === null ? '' : ` by ${only}`}, by financial year`,
    note: 'Committed means that the proposal is funded. Held means that a borough approved it, but the proposal or this stage of it is not decided yet.',
    groups: groups.map(({ name, figures: { committed, held } }) => ({
      name,
      bars: [
        { value: committed, label: `committed ${shortPounds(committed)}` },
        { value: held, label: `held ${shortPounds(held)}`, second: true },
      ],
    })),
  };
}

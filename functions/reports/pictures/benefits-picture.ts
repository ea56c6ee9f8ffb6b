import type { BenefitRow } from '../../domain/record/report-row.ts';
import type { FinancialYear } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { counted } from '../../web/words.ts';
import { boroughNames, possessive } from '../words/borough-names.ts';
import { roundedPounds, shortPounds } from '../words/rounded-pounds.ts';
import { leftOut, standingOf } from '../words/status-words.ts';
import { earliestYears } from './largest-groups.ts';
import type { Picture, PictureScope } from './picture.ts';
import type { BarChart } from './svg-bars.ts';

interface Year {
  readonly forecast: number;
  readonly adjusted: number;
  /** null means that nothing was returned, which is not 0 (R23). */
  readonly actual: number | null;
  readonly rows: number;
  readonly returned: number;
}

const nothing: Year = { forecast: 0, adjusted: 0, actual: null, rows: 0, returned: 0 };

/**
 * The forecast and the returned benefits of funded proposals, year by year. Nobody gains from a proposal that ended
 * otherwise, and an open one is not decided yet.
 */
export function benefitsPicture({ oneBorough }: PictureScope): Picture<BenefitRow> {
  const names = boroughNames();
  const boroughs = new Set<BoroughCode>();
  const references = { funded: new Set<string>(), open: new Set<string>(), ended: new Set<string>() };
  const years = new Map<FinancialYear, Year>();

  return {
    add(row) {
      names.add(row);
      const standing = standingOf(row);
      references[standing].add(row.reference);
      if (standing !== 'funded') return;
      boroughs.add(row.boroughCode);
      const { forecast, adjusted, actual } = row;
      const one = { forecast, adjusted, actual, rows: 1, returned: actual === null ? 0 : 1 };
      years.set(row.financialYear, together(years.get(row.financialYear) ?? nothing, one));
    },
    words() {
      const { funded, open, ended } = references;
      const all = [...years.values()].reduce(together, nothing);
      const proposals = counted(funded.size, 'funded proposal', 'funded proposals');
      return {
        headline:
          funded.size === 0
            ? 'None of these proposals is funded yet'
            : oneBorough
              ? `${possessive(names.only())} share of the benefits of ${proposals} is forecast at ${roundedPounds(all.forecast)}`
              : `${counted(boroughs.size, 'borough forecasts', 'boroughs forecast')} benefits of ${roundedPounds(all.forecast)} from ${proposals}`,
        sentences: [
          ...(funded.size === 0 ? [] : returnedInWords(all)),
          ...leftOut({ open: open.size, ended: ended.size }),
        ],
      };
    },
    charts: () => (years.size === 0 ? [] : [byYear(years, oneBorough ? names.only() : null)]),
  };
}

function returnedInWords({ adjusted, actual, rows, returned }: Year): readonly string[] {
  return [
    `Adjusted for confidence, that is ${roundedPounds(adjusted)}. Disbenefits are taken off.`,
    actual === null
      ? 'No achieved benefits have been reported yet.'
      : `${roundedPounds(actual)} was reported as achieved, for ${returned} of ${counted(rows, 'row', 'rows')}. Nothing has been reported for the others, which does not mean £0.`,
  ];
}

function together(a: Year, b: Year): Year {
  return {
    forecast: a.forecast + b.forecast,
    adjusted: a.adjusted + b.adjusted,
    actual: a.actual === null ? b.actual : a.actual + (b.actual ?? 0),
    rows: a.rows + b.rows,
    returned: a.returned + b.returned,
  };
}

function byYear(years: ReadonlyMap<FinancialYear, Year>, only: string | null): BarChart {
  return {
    id: 'by-year',
    title: `${only === null ? 'Forecast' : `${possessive(only)} share of forecast`} and actual benefits by financial year`,
    note: 'Funded proposals only. The forecast is what they state, before confidence. The actual is what was reported. Disbenefits are taken off both.',
    groups: earliestYears(years, together).map(({ name, figures: { forecast, actual, rows, returned } }) => ({
      // A sum over some of the rows says how many. Beside the forecast of all rows it would look like a shortfall.
      name: returned === rows || returned === 0 ? name : `${name}, ${returned} of ${rows} returned`,
      bars: [
        { value: forecast, label: `forecast ${shortPounds(forecast)}` },
        {
          value: actual,
          label: actual === null ? 'actual: not returned' : `actual ${shortPounds(actual)}`,
          second: true,
        },
      ],
    })),
  };
}

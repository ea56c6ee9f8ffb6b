import type { FinancialYear } from '../domain/calendar.ts';
import type { BenefitRow } from '../domain/report-row.ts';
import { counted } from '../web/words.ts';
import { largestGroups } from './largest-groups.ts';
import type { Picture } from './picture.ts';
import { roundedPounds, shortPounds } from './rounded-pounds.ts';
import type { BarChart } from './svg-bars.ts';

interface Year {
  readonly forecast: number;
  /** null: nothing of it was returned, which is not 0 (R23). */
  readonly actual: number | null;
  readonly rows: number;
  readonly returned: number;
}

/** What was forecast and what was returned as achieved, year by year. */
export function benefitsPicture(): Picture<BenefitRow> {
  const boroughs = new Set<string>();
  const proposals = new Set<string>();
  const years = new Map<FinancialYear, Year>();
  let adjusted = 0;

  return {
    add(row) {
      boroughs.add(row.boroughCode);
      proposals.add(row.reference);
      adjusted += row.adjusted;
      const { forecast, actual } = row;
      const one = { forecast, actual, rows: 1, returned: actual === null ? 0 : 1 };
      const before = years.get(row.financialYear);
      years.set(row.financialYear, before === undefined ? one : together(before, one));
    },
    words() {
      const all = [...years.values()].reduce(together);
      return {
        headline: `${counted(boroughs.size, 'borough forecasts', 'boroughs forecast')} benefits of ${roundedPounds(all.forecast)} from ${counted(proposals.size, 'proposal', 'proposals')}`,
        sentences: [
          `After confidence that is ${roundedPounds(adjusted)}; disbenefits are taken off.`,
          all.actual === null
            ? 'Nothing was returned as achieved yet.'
            : `${roundedPounds(all.actual)} was returned as achieved, for ${all.returned} of ${counted(all.rows, 'row', 'rows')}; the others are not returned, which is not £0.`,
        ],
      };
    },
    charts: () => [byYear(years)],
  };
}

function together(a: Year, b: Year): Year {
  return {
    forecast: a.forecast + b.forecast,
    actual: a.actual === null ? b.actual : a.actual + (b.actual ?? 0),
    rows: a.rows + b.rows,
    returned: a.returned + b.returned,
  };
}

function byYear(years: ReadonlyMap<FinancialYear, Year>): BarChart {
  // The earliest years are the ones that are shown by themselves.
  const groups = largestGroups(
    [...years].map(([name, figures]) => ({ name, size: -Number(name.slice(0, 4)), figures })),
    together,
    (count) => `${count} later years`,
  );
  return {
    id: 'by-year',
    title: 'Forecast and actual benefits by financial year',
    note: 'Forecast as stated in the proposals, before confidence; actual as returned. Disbenefits are taken off both.',
    groups: groups.map(({ name, figures: { forecast, actual, rows, returned } }) => ({
      // A sum of a part of the rows says of how many: beside the forecast of all it would look like a shortfall.
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

import type { FinancialYear } from '../../domain/vocabulary/calendar.ts';
import { compareFinancialYears } from '../../domain/vocabulary/financial-year.ts';

/** The most groups of a chart. More would not fit on a screen. */
export const maxGroups = 12;

/** A group of a chart and the sum of its figures. */
export interface Group<Figures> {
  readonly name: string;
  readonly figures: Figures;
}

/** `size` decides which groups are shown. */
export interface Sized<Figures> extends Group<Figures> {
  readonly size: number;
}

/**
 * The largest groups, in falling order of size and then by name. If there are more than {@link maxGroups}, the rest are
 * added up in a last group.
 *
 * @param others names the last group, given the number of groups in it
 */
export function largestGroups<Figures>(
  groups: readonly Sized<Figures>[],
  added: (a: Figures, b: Figures) => Figures,
  others: (count: number) => string,
): readonly Group<Figures>[] {
  const sorted = groups.toSorted((a, b) => b.size - a.size || (a.name < b.name ? -1 : 1));
  return withOthers(sorted, added, others);
}

/** The earliest years in order. Beyond {@link maxGroups}, the later ones are added up in a last group. */
export function earliestYears<Figures>(
  years: ReadonlyMap<FinancialYear, Figures>,
  added: (a: Figures, b: Figures) => Figures,
): readonly Group<Figures>[] {
  const sorted = [...years].toSorted(([a], [b]) => compareFinancialYears(a, b));
  return withOthers(
    sorted.map(([name, figures]) => ({ name, figures })),
    added,
    (count) => `${count} later years`,
  );
}

function withOthers<Figures>(
  sorted: readonly Group<Figures>[],
  added: (a: Figures, b: Figures) => Figures,
  others: (count: number) => string,
): readonly Group<Figures>[] {
  if (sorted.length <= maxGroups) return sorted;
  const rest = sorted.slice(maxGroups - 1);
  const figures = rest.map((group) => group.figures).reduce(added);
  return [...sorted.slice(0, maxGroups - 1), { name: others(rest.length), figures }];
}

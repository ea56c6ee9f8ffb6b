import { describe, expect, test } from 'vitest';
import { earliestYears, largestGroups, maxGroups } from '../../../functions/reports/pictures/largest-groups.ts';
import { fy } from '../../support/builders/ids.ts';

const added = (a: number, b: number) => a + b;

describe('the groups of a chart', () => {
  test('shows the largest groups, and adds up the others so that nothing is lost', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ name: `n${at}`, size: at, figures: at }));
    const shown = (count: number) => largestGroups(many(count), added, (others) => `${others} others`);
    expect(shown(maxGroups)).toHaveLength(maxGroups);
    expect(shown(maxGroups).map(({ name }) => name)).not.toContain('1 others');
    const more = shown(maxGroups + 1);
    expect(more).toHaveLength(maxGroups);
    expect(more.at(-1)).toMatchObject({ name: '2 others', figures: 0 + 1 });
    expect(shown(40).reduce((sum, { figures }) => sum + figures, 0)).toBe((39 * 40) / 2);
  });

  test('shows the earliest years in order, however the rows come, and adds up the later ones', () => {
    const years = (count: number) =>
      new Map(Array.from({ length: count }, (_, at) => [fy(`20${40 - at}-${41 - at}`), 1] as const));
    const all = earliestYears(years(maxGroups), added);
    expect(all.map(({ name }) => name)).toEqual([...years(maxGroups).keys()].toSorted());
    const cut = earliestYears(years(maxGroups + 1), added);
    expect(cut).toHaveLength(maxGroups);
    expect(cut[0]?.name).toBe('2028-29');
    expect(cut.at(-1)).toEqual({ name: '2 later years', figures: 2 });
  });
});

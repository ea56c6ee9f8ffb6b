import { describe, expect, test } from 'vitest';
import { barChart } from '../../../functions/reports/pictures/svg-bars.ts';

describe('a chart of bars', () => {
  const groups = (values: readonly number[]) =>
    values.map((value) => ({ name: String(value), bars: [{ value, label: String(value) }] }));
  const places = (values: readonly number[]) => {
    const markup = barChart({ id: 'a', title: 'A', note: 'B', groups: groups(values) }).toString();
    return [...markup.matchAll(/<rect [^>]*x="([\d.]+)%"[^>]* width="([\d.]+)%"/g)].map(([, x, width]) => [
      Number(x),
      Number(width),
    ]);
  };

  test('starts every bar at 0 and makes it as long as its value', () => {
    expect(places([100, 50])).toEqual([
      [0, 36],
      [0, 18],
    ]);
    expect(places([-100, 100])).toEqual([
      [0, 18],
      [18, 18],
    ]);
    expect(places([-100])).toEqual([[0, 36]]);
    expect(places([0])).toEqual([]);
  });

  test('shows an unknown figure as words without a bar', () => {
    const group = { name: 'Camden', bars: [{ value: null, label: 'not returned' }] };
    const markup = barChart({ id: 'a', title: 'A', note: 'B', groups: [group] }).toString();
    expect(markup).not.toContain('<rect');
    expect(markup).toContain('>not returned</text>');
  });
});

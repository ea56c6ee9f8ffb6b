import { expect, test } from 'vitest';
import { biasFactors, confidenceFactor } from '../../../functions/domain/appraisal/optimism-bias.ts';
import { decimal, one, type Rational, rational } from '../../../functions/domain/numbers/rational.ts';
import type { Confidence, OptimismBias, ProjectType } from '../../../functions/domain/vocabulary/proposal.ts';
import { parametersOf } from '../../support/builders/appraisal-inputs.ts';
import golden from '../golden/appraisal.json' with { type: 'json' };

const { optimismBias: table, confidence } = parametersOf('green-book-2026-02');
const above1 = (rate: number): Rational => {
  const { numerator, denominator } = decimal(rate);
  return rational(numerator + denominator, denominator);
};
const sensors: OptimismBias = { projectType: 'equipment-development', mitigation: 0.95 };

test('R16 bias is 1 + rate × (1 − mitigation), exactly', () => {
  const [mixed, managed, halved] = golden.optimismBias;
  const mix = (mixed?.mix ?? []).reduce((sum, [share = 0, rate = 0]) => sum + share * rate, 0);
  expect(mix).toBeCloseTo(mixed?.rate ?? Number.NaN, 12);
  const given = (rate = 0, mitigation = 0) => biasFactors({ rate, mitigation }, table, 'stated').capital;
  expect(given(managed?.rate, managed?.mitigation)).toEqual(above1(managed?.resulting ?? 0));
  expect(given(halved?.rate, halved?.mitigation)).toEqual(
    rational(BigInt(halved?.adjusted ?? 0), BigInt(halved?.cost ?? 1)),
  );
});

test('R16 a given rate applies to every line, a project type to the lines of its kind', () => {
  const rate = biasFactors({ rate: 0.2, mitigation: 0.5 }, table, 'stated');
  expect(rate).toEqual({ capital: above1(0.1), revenue: above1(0.1) });
  expect(biasFactors(sensors, table, 'stated')).toEqual({ capital: above1(0.1), revenue: one });
  expect(biasFactors({ projectType: 'outsourcing', mitigation: 0 }, table, 'stated')).toEqual({
    capital: one,
    revenue: above1(0.41),
  });
});

test('R16 mitigation of 0 leaves the whole rate, and mitigation of 1 leaves nothing of it', () => {
  expect(biasFactors({ ...sensors, mitigation: 0 }, table, 'stated').capital).toEqual(above1(2));
  expect(biasFactors({ ...sensors, mitigation: 1 }, table, 'stated').capital).toEqual(one);
});

test.each(Object.entries(golden.optimismBiasUpperLower).filter(([name]) => name !== 'source'))(
  'R16 the upper and lower rates of %s are those of the published table, in both sets',
  (name, rates) => {
    const projectType = name as ProjectType;
    for (const id of ['green-book-2022', 'green-book-2026-02']) {
      const { optimismBias } = parametersOf(id);
      const kind = name === 'outsourcing' ? 'revenue' : 'capital';
      const at = (level: 'upper' | 'lower') => biasFactors({ projectType, mitigation: 0.5 }, optimismBias, level)[kind];
      expect([at('upper'), at('lower')]).toEqual([...rates].map((rate) => above1(Number(rate))));
    }
  },
);

test('R15 upper and lower replace the stated bias; for a given rate they are the unmitigated rate and 0', () => {
  const bias = { rate: 0.3, mitigation: 0.9 };
  expect(biasFactors(bias, table, 'upper')).toEqual({ capital: above1(0.3), revenue: above1(0.3) });
  expect(biasFactors(bias, table, 'lower')).toEqual({ capital: one, revenue: one });
});

test('R16 without optimism bias every factor is 1 at every level', () => {
  for (const level of ['stated', 'upper', 'lower'] as const) {
    expect(biasFactors(undefined, table, level)).toEqual({ capital: one, revenue: one });
  }
});

test('R16 confidence takes 0, 5, 10, 15, 25 or 40% from a benefit and adds as much to a disbenefit', () => {
  const grades: readonly Confidence[] = [1, 2, 3, 4, 5, 6];
  const percent = (n: number) => rational(BigInt(n), 100n);
  expect(grades.map((grade) => confidenceFactor('social', grade, confidence))).toEqual(
    [100, 95, 90, 85, 75, 60].map(percent),
  );
  expect(grades.map((grade) => confidenceFactor('disbenefit', grade, confidence))).toEqual(
    [100, 105, 110, 115, 125, 140].map(percent),
  );
});

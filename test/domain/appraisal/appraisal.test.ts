import { describe, expect, test } from 'vitest';
import { appraise } from '../../../functions/domain/appraisal/appraisal.ts';
import { baseYearOf, horizonYears } from '../../../functions/domain/appraisal/appraisal-input.ts';
import { deflators } from '../../../functions/domain/appraisal/discounting.ts';
import { rational } from '../../../functions/domain/numbers/rational.ts';
import type { FinancialYear } from '../../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import {
  benefit,
  camden,
  content,
  contributionsOf,
  cost,
  hackney,
  inputOf,
  newham,
  parametersOf,
} from '../../support/builders/appraisal-inputs.ts';

const noCost = { notComputable: 'no cost' };
const noBenefit = { notComputable: 'no benefit' };
const three = [hackney, camden, newham].map((borough) => ({ borough, weight: 1 }));
const set = parametersOf('green-book-2026-02');
const flat = { ...set, discountRates: [{ fromYear: 1, toYear: 125, rate: 0 }] };
const caseOf = (appraisal: ReturnType<typeof appraise>, name: string) =>
  appraisal.sensitivity.find((each) => each.case === name);

describe('base year and horizon', () => {
  test('R14 the base year is the first year of any cost or benefit, even of one that drops out', () => {
    const lines = { costs: [cost(2, 100), cost(1, 100, { borough: newham })], benefits: [benefit(4, 100)] };
    expect(baseYearOf(lines)).toBe('2027-28');
    expect(appraise(inputOf(lines, { weights: three, taking: [hackney, camden] })).baseYear).toBe('2027-28');
    expect(baseYearOf({ costs: [cost(3, 1)], benefits: [benefit(0, 1)] })).toBe('2026-27');
  });

  test('R14 the horizon counts the years from the base year to the last cost or benefit', () => {
    expect(horizonYears({ costs: [cost(5, 1)], benefits: [] })).toBe(0);
    expect(horizonYears({ costs: [cost(2, 1)], benefits: [benefit(9, 1)] })).toBe(7);
  });

  test('R14 a benefit in year 125 is appraised, and one in year 126 is an error', () => {
    const upTo = (year: number) => inputOf({ costs: [cost(0, 100)], benefits: [benefit(year, 99_999_999_999)] });
    expect(horizonYears(upTo(125).content)).toBe(125);
    expect(appraise(upTo(125)).presentValueBenefits).toBe(2_741_076_302);
    expect(() => appraise(upTo(126))).toThrow('No discount rate for year 126');
  });

  test('R14 a proposal without any line has no base year', () => {
    expect(() => baseYearOf({ costs: [], benefits: [] })).toThrow(
      new RangeError('A proposal without costs and benefits has no base year'),
    );
  });
});

describe('what cannot be computed', () => {
  test('R15 costs alone: no payback, no return, and no switching value of benefits', () => {
    const pledges = [{ unit: 'places', target: 10, by: '2027-09-30' }] as const;
    const appraisal = appraise(inputOf({ costs: [cost(0, 1000)], pledges }));
    expect(appraisal).toMatchObject({
      presentValueCosts: 1000,
      presentValueBenefits: 0,
      npsv: -1000,
      bcr: 0,
      cashable: { npv: -1000, return: 0 },
      payback: { simple: 'notReached', discounted: 'notReached', turnsNegativeAgain: false },
      irr: { notUnique: true, signChanges: 0 },
      switchingValues: { benefits: noBenefit, costs: -1 },
      breakEvenPledges: [{ unit: 'places', target: 10, breakEven: noBenefit }],
    });
  });

  test('R15 a borough that pays nothing has benefits alone, and no ratio to cost', () => {
    const input = inputOf(
      { costs: [cost(0, 100)], benefits: [benefit(1, 2070, { borough: camden })] },
      { weights: three },
    );
    const contributions = [
      {
        borough: hackney,
        amount: 100,
        cells: contributionsOf([cost(0, 100)], [{ borough: hackney, weight: 1 }])[0]?.cells ?? [],
      },
      { borough: camden, amount: 0, cells: [] },
    ];
    expect(appraise({ ...input, contributions }).boroughs[1]).toEqual({
      borough: camden,
      presentValueCosts: 0,
      presentValueBenefits: 2000,
      npsv: 2000,
      bcr: noCost,
      cashable: {
        npv: 2000,
        return: noCost,
        payback: { simple: noCost, discounted: noCost, turnsNegativeAgain: false },
      },
      payback: { simple: noCost, discounted: noCost, turnsNegativeAgain: false },
    });
  });

  test('R15 if nobody takes part nothing is left, and every figure says why', () => {
    const benefits = [benefit(1, 300), benefit(1, 90, { fixed: true }), benefit(1, 7, { borough: newham })];
    const appraisal = appraise(inputOf({ costs: [cost(0, 100)], benefits }, { weights: three, taking: [] }));
    expect(appraisal).toMatchObject({
      presentValueCosts: 0,
      presentValueBenefits: 0,
      npsv: 0,
      bcr: noCost,
      boroughs: [],
    });
    expect(appraisal.switchingValues).toEqual({ benefits: noBenefit, costs: noCost });
    expect(appraisal.droppedBenefits).toEqual([
      { borough: camden, class: 'cashable', amount: 130, lines: [0, 1] },
      { borough: hackney, class: 'cashable', amount: 130, lines: [0, 1] },
      { borough: newham, class: 'cashable', amount: 137, lines: [0, 1, 2] },
    ]);
  });

  test('R15 if disbenefits outweigh benefits, no number of pledges breaks even', () => {
    const benefits = [benefit(0, 10), benefit(0, 11, { class: 'disbenefit' })];
    const pledges = [{ unit: 'places', target: 10, by: '2027-09-30' }] as const;
    const { breakEvenPledges } = appraise(inputOf({ costs: [cost(0, 100)], benefits, pledges }));
    expect(breakEvenPledges[0]?.breakEven).toEqual({ notComputable: 'disbenefits outweigh benefits' });
  });

  test('R15 everything in one year is undiscounted', () => {
    const appraisal = appraise(inputOf({ costs: [cost(3, 100)], benefits: [benefit(3, 150)] }));
    expect(appraisal).toMatchObject({
      baseYear: '2029-30',
      npsv: 50,
      bcr: 1.5,
      payback: { simple: 0, discounted: 0 },
      irr: { notUnique: true, signChanges: 0 },
      switchingValues: { benefits: -0.3333, costs: 0.5 },
    });
  });
});

describe('prices', () => {
  test('R14 nominal amounts are brought to the base year by 2% a year, and real ones stay as they are', () => {
    const lines = { costs: [cost(0, 1)], benefits: [benefit(2, 10_404), benefit(2, 500, { prices: 'real' })] };
    const appraisal = appraise(inputOf({ ...lines, prices: 'nominal' }, { parameters: flat }));
    expect(appraisal.presentValueBenefits).toBe(10_000 + 500);
  });

  test('R14 a line may be nominal in a proposal with real prices', () => {
    const lines = { costs: [cost(0, 1), cost(1, 10_200, { prices: 'nominal' })], benefits: [benefit(1, 10_200)] };
    const appraisal = appraise(inputOf(lines, { parameters: flat }));
    expect([appraisal.presentValueCosts, appraisal.presentValueBenefits]).toEqual([10_001, 10_200]);
  });

  test('R14 the inflation of a named financial year replaces the annual one, and that of the base year or earlier has no effect', () => {
    const byFinancialYear = { '2025-26': 0.9, '2026-27': 0.9, '2028-29': 0.1, '2030-31': 0.9 } as const;
    const { values, per } = deflators({ ...set.inflation, byFinancialYear }, '2026-27', 3);
    const grown = (value = 0n) => rational(per, value);
    expect(values.map(grown)).toEqual([
      rational(1n),
      rational(102n, 100n),
      rational(102n * 110n, 100n * 100n),
      rational(102n * 110n * 102n, 100n ** 3n),
    ]);
  });

  test('R14 named inflation counts from the first year after the base year to the last year', () => {
    const byFinancialYear = { '2027-28': 0.1, '2029-30': 0.2 } as const;
    const { values, per } = deflators({ ...set.inflation, byFinancialYear }, '2026-27', 3);
    expect([1, 3].map((year) => rational(per, values[year]))).toEqual([
      rational(110n, 100n),
      rational(110n * 102n * 120n, 100n ** 3n),
    ]);
  });

  test('R14 inflation of −100% or below is an error', () => {
    const inflation = (annual: number) => ({ ...set.inflation, annual });
    expect(() => deflators(inflation(-1), '2026-27', 1)).toThrow('A rate must be above −1');
    expect(deflators(inflation(-0.99), '2026-27', 1)).toEqual({ values: [1n, 100n], per: 1n });
  });

  test('R14 a cell with a real and a nominal line is divided in their proportion, own lines at their own prices', () => {
    const costs = [
      cost(1, 300),
      cost(1, 10_200, { prices: 'nominal' }),
      cost(1, 1_020, { prices: 'nominal', borough: camden }),
      cost(0, 1, { borough: hackney }),
    ];
    const weights = [hackney, camden].map((borough) => ({ borough, weight: 1 }));
    const { boroughs, presentValueCosts } = appraise(inputOf({ costs }, { weights, parameters: flat }));
    expect(boroughs.map((each) => each.presentValueCosts)).toEqual([150 + 5_000 + 1, 150 + 5_000 + 1_000]);
    expect(presentValueCosts).toBe(300 + 10_000 + 1_000 + 1);
  });

  test('R11 cells that are not a split of the costs are an error', () => {
    const costs = [cost(0, 100), cost(1, 50, { borough: camden })];
    const input = inputOf({ costs }, { weights: three });
    const paying = (borough: BoroughCode, year: FinancialYear, amount: number) => ({
      ...input,
      contributions: [
        { borough, amount, cells: [{ stage: 1, financialYear: year, kind: 'revenue' as const, amount }] },
      ],
    });
    expect(() => appraise(paying(camden, '2027-28', 49))).toThrow(
      '49 pence of E09000007 is not a split of 1 2027-28 revenue',
    );
    expect(() => appraise(paying(camden, '2027-28', 51))).toThrow('is not a split');
    expect(() => appraise(paying(hackney, '2027-28', 1))).toThrow('is not a split');
    expect(appraise(paying(camden, '2027-28', 50)).boroughs[0]?.npsv).toBe(-48);
  });

  test('R15 a cell given in two parts counts as their sum', () => {
    const input = inputOf({ costs: [cost(0, 100), cost(0, 50, { borough: hackney })] });
    const [cell] = input.contributions[0]?.cells ?? [];
    if (cell === undefined) throw new Error('One cell was expected');
    const cells = [
      { ...cell, amount: 50 },
      { ...cell, amount: 100 },
    ];
    expect(appraise({ ...input, contributions: [{ borough: hackney, amount: 150, cells }] })).toEqual(appraise(input));
  });
});

describe('benefits', () => {
  test("R15 a borough's part of an `all` line does not grow when another borough declines", () => {
    const lines = { costs: [cost(0, 90)], benefits: [benefit(0, 100)] };
    const all = appraise(inputOf(lines, { weights: three }));
    const two = appraise(inputOf(lines, { weights: three, taking: [hackney, newham] }));
    const parts = (appraisal: typeof all) =>
      Object.fromEntries(appraisal.boroughs.map((each) => [each.borough, each.presentValueBenefits]));
    expect(parts(all)).toEqual({ [camden]: 34, [hackney]: 33, [newham]: 33 });
    expect(parts(two)).toEqual({ [hackney]: 33, [newham]: 33 });
    expect(two.droppedBenefits).toEqual([{ borough: camden, class: 'cashable', amount: 34, lines: [0] }]);
  });

  test('R15 a borough whose part is less than a penny has nothing to drop out', () => {
    const lines = { costs: [cost(0, 90)], benefits: [benefit(0, 1)] };
    const { droppedBenefits, boroughs } = appraise(inputOf(lines, { weights: three, taking: [camden] }));
    expect(boroughs.map((each) => each.presentValueBenefits)).toEqual([1]);
    expect(droppedBenefits).toEqual([]);
  });

  test('R15 a fixed line is divided whole among those who take part, by weight', () => {
    const weights = [
      { borough: hackney, weight: 3 },
      { borough: camden, weight: 1 },
      { borough: newham, weight: 1 },
    ];
    const lines = { costs: [cost(0, 100)], benefits: [benefit(0, 100, { fixed: true })] };
    const appraisal = appraise(inputOf(lines, { weights, taking: [hackney, newham] }));
    expect(appraisal.boroughs.map((each) => each.presentValueBenefits)).toEqual([75, 25]);
    expect(appraisal.droppedBenefits).toEqual([]);
  });

  test("R15 a borough's own line, benefit or disbenefit, drops out with it and is listed", () => {
    const benefits = [
      benefit(0, 10, { borough: hackney }),
      benefit(0, 20, { borough: newham, class: 'social', confidence: 6 }),
      benefit(1, 30, { borough: newham, class: 'disbenefit' }),
    ];
    const appraisal = appraise(
      inputOf({ costs: [cost(0, 100)], benefits }, { weights: three, taking: [hackney, camden] }),
    );
    expect(appraisal.presentValueBenefits).toBe(10);
    expect(appraisal.droppedBenefits).toEqual([
      { borough: newham, class: 'social', amount: 20, lines: [1] },
      { borough: newham, class: 'disbenefit', amount: 30, lines: [2] },
    ]);
  });

  test('R15 R16 a disbenefit is raised by its confidence and counts negative in benefits, payback and IRR, never as cashable', () => {
    const benefits = [benefit(1, 2000), benefit(1, 500, { class: 'disbenefit', confidence: 6 })];
    const appraisal = appraise(inputOf({ costs: [cost(0, 1000)], benefits }, { parameters: flat }));
    expect(appraisal).toMatchObject({
      presentValueBenefits: 2000 - 700,
      npsv: 300,
      bcr: 1.3,
      cashable: { npv: 1000, return: 2 },
      irr: { value: 0.3 },
    });
  });
});

describe('sensitivity', () => {
  const costs = [cost(0, 1000, { kind: 'capital' }), cost(0, 1000)];
  const benefits = [benefit(1, 4140), benefit(1, 1035, { class: 'disbenefit' })];

  test('R15 without bias there are three cases; with bias its upper and lower come first', () => {
    const names = (more: Parameters<typeof inputOf>[0]) =>
      appraise(inputOf({ costs, benefits, ...more })).sensitivity.map((each) => each.case);
    const always = ['benefits-10', 'benefits-25', 'benefits-one-year-late'];
    expect(names({})).toEqual(always);
    const bias = { rate: 0.1, mitigation: 1 };
    expect(names({ optimismBias: bias })).toEqual(['optimism-bias-upper', 'optimism-bias-lower', ...always]);
  });

  test('R15 the bias of a case replaces the stated one and is not added to it', () => {
    const optimismBias = { projectType: 'equipment-development', mitigation: 0.5 } as const;
    const appraisal = appraise(inputOf({ costs, benefits, optimismBias }));
    expect(appraisal.presentValueCosts).toBe(2000 + 1000);
    expect(caseOf(appraisal, 'optimism-bias-upper')).toEqual({
      case: 'optimism-bias-upper',
      npsv: 3000 - 4000,
      bcr: 0.75,
    });
    expect(caseOf(appraisal, 'optimism-bias-lower')).toEqual({
      case: 'optimism-bias-lower',
      npsv: 3000 - 2100,
      bcr: 1.4286,
    });
  });

  test('R15 lower and later benefits leave costs and disbenefits as they are', () => {
    const appraisal = appraise(inputOf({ costs, benefits }));
    expect(caseOf(appraisal, 'benefits-10')).toMatchObject({ npsv: 3600 - 1000 - 2000, bcr: 1.3 });
    expect(caseOf(appraisal, 'benefits-25')).toMatchObject({ npsv: 3000 - 1000 - 2000, bcr: 1 });
    // 4140 ÷ 1.035² = 3864.73
    expect(caseOf(appraisal, 'benefits-one-year-late')).toMatchObject({ npsv: 865, bcr: 1.4324 });
  });

  test('R15 a late benefit keeps its real value: it is discounted a year more, not deflated', () => {
    const nominal = [benefit(1, 10_200, { prices: 'nominal' })];
    const appraisal = appraise(inputOf({ costs, benefits: nominal }, { parameters: flat }));
    expect(caseOf(appraisal, 'benefits-one-year-late')?.npsv).toBe(8_000);
  });

  test('R15 benefits of year 124 can come a year late; those of year 125 cannot, and the case says why', () => {
    const upTo = (year: number) => inputOf({ costs, benefits: [benefit(year, 99_999_999_999)] });
    expect(caseOf(appraise(upTo(124)), 'benefits-one-year-late')?.npsv).toBe(2_741_076_302 - 2000);
    const why = { notComputable: 'benefits would fall beyond year 125' };
    expect(caseOf(appraise(upTo(125)), 'benefits-one-year-late')).toEqual({
      case: 'benefits-one-year-late',
      npsv: why,
      bcr: why,
    });
  });

  test('R15 a cost in year 125 does not keep earlier benefits from coming late', () => {
    const input = inputOf({ costs: [...costs, cost(125, 1)], benefits: [benefit(124, 99_999_999_999)] });
    expect(caseOf(appraise(input), 'benefits-one-year-late')?.npsv).toBe(2_741_076_302 - 2000);
  });

  test('R15 the long-horizon rates apply beyond 50 years, not at 50, and only if the set has them', () => {
    const at = (year: number, id: string) =>
      caseOf(
        appraise(inputOf({ costs, benefits: [benefit(year, 1_000_000)] }, { parameters: parametersOf(id) })),
        'long-horizon',
      );
    expect(at(50, 'green-book-2026-02')).toBeUndefined();
    expect(at(51, 'green-book-2022')).toBeUndefined();
    // 1,000,000 ÷ (1.03^30 × 1.0257^21) − 2,000
    expect(at(51, 'green-book-2026-02')).toEqual({ case: 'long-horizon', npsv: 239_800, bcr: 120.8999 });
  });
});

test('R16 optimism bias changes the appraisal, never what anyone pays', () => {
  const plain = inputOf({ costs: [cost(0, 1000)] });
  const biased = { ...plain, content: content({ ...plain.content, optimismBias: { rate: 0.5, mitigation: 0 } }) };
  expect(appraise(biased).presentValueCosts).toBe(1500);
  expect(biased.contributions).toEqual(plain.contributions);
});

test('R18 break-even pledges are rounded up to the next whole one', () => {
  const pledges = [{ unit: 'places', target: 100, by: '2027-09-30' }] as const;
  const of = (benefits: number) =>
    appraise(inputOf({ costs: [cost(0, 60)], benefits: [benefit(0, benefits)], pledges }));
  expect(of(100).breakEvenPledges).toEqual([{ unit: 'places', target: 100, breakEven: 60 }]);
  expect(of(99).breakEvenPledges).toEqual([{ unit: 'places', target: 100, breakEven: 61 }]);
});

test('R18 a number of pledges that cannot be said exactly is reported as out of reach', () => {
  const of = (target: number) => {
    const pledges = [{ unit: 'places', target, by: '2027-09-30' }] as const;
    return appraise(inputOf({ costs: [cost(0, 90_071_992_547)], benefits: [benefit(0, 1)], pledges })).breakEvenPledges;
  };
  expect(of(100_000)).toEqual([{ unit: 'places', target: 100_000, breakEven: 9_007_199_254_700_000 }]);
  const why = { notComputable: 'more than could ever be pledged' };
  expect(of(100_001)).toEqual([{ unit: 'places', target: 100_001, breakEven: why }]);
});

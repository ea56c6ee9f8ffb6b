import { describe, expect, test } from 'vitest';
import { type Appraisal, appraise } from '../../../functions/domain/appraisal/appraisal.ts';
import type { AppraisedContent } from '../../../functions/domain/appraisal/appraisal-input.ts';
import { discountFactors, presentValue } from '../../../functions/domain/appraisal/discounting.ts';
import { rational } from '../../../functions/domain/numbers/rational.ts';
import { ratio } from '../../../functions/domain/numbers/reported-figure.ts';
import { seriesOf } from '../../../functions/domain/numbers/yearly-series.ts';
import type { BenefitLine, BoroughCode, CostLine } from '../../../functions/domain/vocabulary/proposal.ts';
import boroughs from '../../../infra/local/demo/boroughs.json' with { type: 'json' };
import sensors from '../../../infra/local/demo/damp-and-mould-sensors.json' with { type: 'json' };
import agreements from '../../../infra/local/demo/data-sharing-agreements.json' with { type: 'json' };
import apprenticeships from '../../../infra/local/demo/digital-apprenticeships.json' with { type: 'json' };
import procurement from '../../../infra/local/demo/shared-procurement-of-assistive-technology.json' with {
  type: 'json',
};
import { benefit, cost, inputOf, parametersOf } from '../../support/builders/appraisal-inputs.ts';
import { fy, gss } from '../../support/builders/ids.ts';
import golden from '../golden/appraisal.json' with { type: 'json' };
import rules from '../golden/rules.json' with { type: 'json' };

const bands = parametersOf('green-book-2026-02').discountRates;
const pence = (pounds: number) => Math.round(pounds * 100);

test.each(golden.discountFactors.cases)('R14 the discount factor of year %i is %d', (year = 0, factor) => {
  const { values, per } = discountFactors(bands, 125);
  const decimals = String(factor).length - 2;
  const exact = rational((values[year] ?? 0n) * 10n ** 12n, per);
  expect(Number(exact.numerator / exact.denominator) / 1e12).toBeCloseTo(
    factor ?? Number.NaN,
    Math.max(decimals, 4) - 1,
  );
});

test.each(golden.flatRateNpv.cases)(
  'R14 at a flat rate of $rate the flows $flows are worth $npv',
  ({ rate, flows, npv }) => {
    const amounts = flows.map((flow, year) => ({ year, amount: rational(BigInt(flow)) }));
    const factors = discountFactors([{ fromYear: 1, toYear: 125, rate }], flows.length - 1);
    const decimals = String(npv).split('.')[1]?.length ?? 0;
    const value = presentValue(seriesOf(amounts, flows.length - 1, 1n), factors);
    expect(Number((value * 10n ** 9n) / factors.per) / 1e9).toBeCloseTo(npv, decimals);
  },
);

/** Costs and benefits of one borough by year, from pounds. */
function yearly(
  costs: readonly number[],
  benefits: readonly number[],
  more: Partial<AppraisedContent> = {},
): Appraisal {
  return appraise(
    inputOf({
      costs: costs.flatMap((pounds, year) => (pounds === 0 ? [] : [cost(year, pence(pounds))])),
      benefits: benefits.flatMap((pounds, year) => (pounds === 0 ? [] : [gain(year, pounds)])),
      ...more,
    }),
  );
}

function gain(year: number, pounds: number): BenefitLine {
  return benefit(year, pence(Math.abs(pounds)), { class: pounds < 0 ? 'disbenefit' : 'cashable' });
}

const [even, again, joint] = golden.appraisals;

test('R15 with even benefits the NPSV, BCR and discounted payback are those of the worked example', () => {
  const { npsv, bcr, payback } = yearly(even?.costs ?? [], even?.benefits ?? []);
  expect({ npsv, bcr, discounted: payback.discounted }).toEqual({
    npsv: pence(even?.npsv ?? 0),
    bcr: even?.bcr,
    discounted: even?.paybackDiscountedYear,
  });
});

test('R15 a project that is paid back and turns negative again reports both', () => {
  const flows = again?.flows ?? [];
  const cumulative = flows.map((_, year) => {
    const amounts = flows.slice(0, year + 1).map((flow, each) => ({ year: each, amount: rational(BigInt(flow)) }));
    const factors = discountFactors(bands, year);
    return ratio(presentValue(seriesOf(amounts, year, 1n), factors), factors.per, 'never');
  });
  expect(cumulative).toEqual(again?.cumulativePresentValue);
  const { payback } = yearly([-(flows[0] ?? 0)], [0, ...flows.slice(1)]);
  expect(payback.discounted).toBe(again?.paybackDiscountedYear);
  expect(payback.turnsNegativeAgain).toBe(again?.turnsNegativeAgain);
});

test('R15 the joint project: every figure is that of the worked example', () => {
  const { presentValueCosts, presentValueBenefits, npsv, bcr, payback, switchingValues } = yearly(
    joint?.costs ?? [],
    joint?.benefits ?? [],
  );
  expect({ presentValueCosts, presentValueBenefits, npsv, bcr, switchingValues }).toEqual({
    presentValueCosts: pence(joint?.presentValueCosts ?? 0),
    presentValueBenefits: pence(joint?.presentValueBenefits ?? 0),
    npsv: pence(joint?.npsv ?? 0),
    bcr: joint?.bcr,
    switchingValues: joint?.switchingValues,
  });
  expect(payback.discounted).toBe(joint?.paybackDiscountedYear);
});

test('R16 the joint project has the figures of the worked example with optimism bias of 10%, and with confidence that takes 15%', () => {
  const biased = yearly(joint?.costs ?? [], joint?.benefits ?? [], { optimismBias: { rate: 0.1, mitigation: 0 } });
  const doubted = yearly(joint?.costs ?? [], [], {
    benefits: (joint?.benefits ?? []).flatMap((pounds, year) =>
      pounds === 0 ? [] : [benefit(year, pence(pounds), { confidence: 4 })],
    ),
  });
  const [bias, doubt] = [joint?.withCostOptimismBias10, joint?.withBenefitCorrection15];
  expect([biased.npsv, biased.bcr]).toEqual([pence(bias?.npsv ?? 0), bias?.bcr]);
  expect([doubted.npsv, doubted.bcr]).toEqual([pence(doubt?.npsv ?? 0), doubt?.bcr]);
});

const samples = {
  'damp-and-mould-sensors': sensors,
  'data-sharing-agreements': agreements,
  'digital-apprenticeships': apprenticeships,
  'shared-procurement-of-assistive-technology': procurement,
};
type Sample = keyof typeof samples;

/** A sample as submitted, with its defaults filled in, and its weights by its apportionment key. */
function sampleInput(name: Sample, taking?: readonly BoroughCode[]) {
  const sample = samples[name];
  const benefits = sample.benefits as readonly BenefitLine[];
  const weights = sample.partners.map((partner) => ({
    borough: gss(partner.borough),
    weight: weightOf(name, partner),
  }));
  const content: Partial<AppraisedContent> = {
    costs: sample.costs.map(
      (line): CostLine => ({
        ...line,
        kind: line.kind as CostLine['kind'],
        financialYear: fy(line.financialYear),
        stage: 1,
      }),
    ),
    benefits,
    pledges: 'pledges' in sample ? (sample.pledges as AppraisedContent['pledges']) : [],
    optimismBias: 'optimismBias' in sample ? (sample.optimismBias as AppraisedContent['optimismBias']) : undefined,
  };
  return inputOf(content, { weights, ...(taking && { taking }) });
}

function weightOf(name: Sample, partner: { borough: string; weight?: number }): number {
  const { apportionment, benefits } = samples[name];
  const own = benefits
    .filter(({ borough }) => borough === partner.borough)
    .reduce((sum, { amount }) => sum + amount, 0);
  const people = boroughs.boroughs.find(({ borough }) => borough === partner.borough)?.population ?? 0;
  return { equal: 1, population: people, weights: partner.weight ?? 0, benefit: own }[apportionment] ?? 0;
}

describe.each(rules.appraisals)('the sample $sample if all join', ({ sample, ifAllJoin }) => {
  const appraisal = appraise(sampleInput(sample as Sample));

  test('R14 R15 has the figures of the worked example to the penny', () => {
    const { breakEvenPledges, cashable, ...figures } = ifAllJoin as typeof ifAllJoin & { breakEvenPledges?: number };
    expect(appraisal).toMatchObject({ ...figures, ...(cashable && { cashable }) });
    expect(appraisal.breakEvenPledges.map(({ breakEven }) => breakEven)).toEqual(
      breakEvenPledges === undefined ? [] : [breakEvenPledges],
    );
  });

  test('R15 drops no benefit, and lists every borough in the order of its contributions', () => {
    expect(appraisal.droppedBenefits).toEqual([]);
    expect(appraisal.boroughs.map(({ borough }) => borough)).toEqual(
      samples[sample as Sample].partners.map(({ borough }) => borough),
    );
  });
});

test('R15 when Newham declines the apprenticeships, its parts of the benefits drop out and are listed', () => {
  const taking = apprenticeships.partners
    .map(({ borough }) => gss(borough))
    .filter((borough) => borough !== gss('E09000025'));
  const appraisal = appraise(sampleInput('digital-apprenticeships', taking));
  expect(appraisal.droppedBenefits).toEqual([
    { borough: gss('E09000025'), class: 'cashable', amount: 1_363_636 + 2_181_818, lines: [0, 1] },
    { borough: gss('E09000025'), class: 'social', amount: 1_636_364, lines: [2] },
  ]);
  expect(appraisal.presentValueCosts).toBe(14_695_652);
  expect(appraisal.presentValueBenefits).toBe(19_972_218);
});

test('R14 the appraisal has exactly the shape of the interface', () => {
  const appraisal = appraise(sampleInput('digital-apprenticeships'));
  expect(Object.keys(appraisal).toSorted()).toEqual(
    [
      ...['parameters', 'baseYear', 'presentValueCosts', 'presentValueBenefits', 'npsv', 'bcr', 'cashable', 'payback'],
      ...['irr', 'switchingValues', 'sensitivity', 'breakEvenPledges', 'droppedBenefits', 'boroughs'],
    ].toSorted(),
  );
  expect(Object.keys(appraisal.boroughs[0] ?? {}).toSorted()).toEqual(
    ['borough', 'presentValueCosts', 'presentValueBenefits', 'npsv', 'bcr', 'cashable', 'payback'].toSorted(),
  );
  expect(JSON.parse(JSON.stringify(appraisal))).toEqual(appraisal);
});

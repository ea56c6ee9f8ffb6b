import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type SharedCost, type Shortfall, shareCost } from '../../../functions/domain/money/apportionment.ts';
import { askedShares, resolveWeights } from '../../../functions/domain/money/asked-share.ts';
import { sharedColumns, totalOf } from '../../../functions/domain/money/cost-columns.ts';
import { suggestedLimit } from '../../../functions/domain/sign-off/suggested-limit.ts';
import type {
  BenefitLine,
  BoroughCode,
  Partner,
  ProposalContent,
} from '../../../functions/domain/vocabulary/proposal.ts';
import { gss } from '../../support/builders/ids.ts';
import { populations, sample, workedExamples } from '../../support/builders/samples.ts';
import { invitedWithCosts } from './arbitrary-costs.ts';

const reductions = { 1: 0, 2: 0.05, 3: 0.1, 4: 0.15, 5: 0.25, 6: 0.4 };
const [hackney, camden] = [gss('E09000012'), gss('E09000007')];

function askedBy(content: ProposalContent) {
  const resolved = resolveWeights(content, populations(), reductions);
  const weights = resolved.kind === 'weights' ? resolved.weights : [];
  return { weights, asked: askedShares(content.costs, weights) };
}

function amounts(shared: SharedCost | Shortfall) {
  const contributions = shared.kind === 'apportioned' ? shared.contributions : [];
  return Object.fromEntries(contributions.map(({ borough, amount }) => [borough, amount]));
}

interface Worked {
  readonly askedShares: readonly { readonly sample: string; readonly shares: Record<string, number> }[];
  readonly sharedAgain: readonly {
    readonly sample: string;
    readonly declined: string;
    readonly capsAt?: string;
    readonly contributions?: Record<string, number>;
    readonly shortfall?: number;
  }[];
}
const worked = workedExamples<Worked>('rules');

describe('R10 the worked examples on the samples', () => {
  test.each(worked.askedShares)('R10 the asked shares of $sample are those of the worked example', (example) => {
    const { asked } = askedBy(sample(example.sample));
    expect(amounts({ kind: 'apportioned', contributions: asked })).toEqual(example.shares);
  });

  test.each(worked.sharedAgain)(
    'R10 after $declined declined $sample the cost is shared again, with caps at $capsAt',
    (example) => {
      const content = sample(example.sample);
      const total = totalOf(content.costs);
      const { weights, asked } = askedBy(content);
      const willing = weights
        .filter(({ borough }) => borough !== example.declined)
        .map((weighted) => {
          const { amount = 0, ownLines = 0 } = asked.find(({ borough }) => borough === weighted.borough) ?? {};
          const prefilled = suggestedLimit({
            asked: amount,
            live: amount,
            ownLines,
            headroom: 25,
            total,
            officerLimit: null,
          });
          return { ...weighted, cap: example.capsAt === 'asked shares' ? amount : prefilled };
        });
      const result = shareCost(content.costs, willing);
      if (example.shortfall === undefined) expect(amounts(result)).toEqual(example.contributions);
      else expect(result).toEqual({ kind: 'shortfall', by: example.shortfall });
    },
  );

  test('R10 the sample shared equally asks a ninth of each borough', () => {
    const { asked } = askedBy(sample('data-sharing-agreements'));
    expect(asked.map(({ amount }) => amount)).toEqual(Array.from({ length: 9 }, () => 500_000));
  });
});

function content(apportionment: ProposalContent['apportionment'], partners: Partner[], benefits: BenefitLine[] = []) {
  return { apportionment, partners, benefits };
}
const benefit = (line: Partial<BenefitLine>): BenefitLine => ({
  financialYear: '2027-28',
  borough: hackney,
  class: 'cashable',
  amount: 100,
  confidence: 1,
  description: 'A benefit',
  ...line,
});
const both = [{ borough: hackney }, { borough: camden }];
const nobody = new Map<BoroughCode, number>();

describe('R10 weights', () => {
  test('R10 equal shares weigh 1 each, whatever else is known', () => {
    expect(resolveWeights(content('equal', both), nobody, reductions)).toEqual({
      kind: 'weights',
      weights: [
        { borough: hackney, weight: 1 },
        { borough: camden, weight: 1 },
      ],
    });
  });

  test('R10 weights are used as given, and each partner without one is named', () => {
    const weighted = content('weights', [
      { borough: hackney, weight: 1_000_000 },
      { borough: camden, weight: 1 },
    ]);
    expect(resolveWeights(weighted, nobody, reductions)).toMatchObject({
      weights: [{ weight: 1_000_000 }, { weight: 1 }],
    });
    expect(resolveWeights(content('weights', both), nobody, reductions)).toEqual({
      kind: 'refused',
      faults: both.map(({ borough }) => ({ borough, why: expect.stringContaining('needs a weight') })),
    });
  });

  test('R10 population counts persons, and a partner whose population is not recorded is named', () => {
    const known = new Map([[hackney, 261_000]]);
    expect(resolveWeights(content('population', both), known, reductions)).toEqual({
      kind: 'refused',
      faults: [{ borough: camden, why: expect.stringContaining('population is not recorded') }],
    });
    expect(resolveWeights(content('population', both), known.set(camden, 218_000), reductions)).toEqual({
      kind: 'weights',
      weights: [
        { borough: hackney, weight: 261_000 },
        { borough: camden, weight: 218_000 },
      ],
    });
  });

  test('R10 benefit counts own lines after confidence, without disbenefits and without lines for all', () => {
    const lines = [
      benefit({ amount: 100, confidence: 6 }),
      benefit({ amount: 40, class: 'social', financialYear: '2030-31' }),
      benefit({ amount: 999, class: 'disbenefit' }),
      benefit({ amount: 999, borough: 'all' }),
      benefit({ amount: 50, borough: camden, class: 'non-cashable' }),
    ];
    expect(resolveWeights(content('benefit', both, lines), nobody, reductions)).toEqual({
      kind: 'weights',
      weights: [
        { borough: hackney, weight: 100 },
        { borough: camden, weight: 50 },
      ],
    });
  });

  test('R10 parts of a penny of benefit count exactly', () => {
    const lines = [benefit({ amount: 1, confidence: 2 }), benefit({ amount: 1, confidence: 4, borough: camden })];
    expect(resolveWeights(content('benefit', both, lines), nobody, reductions)).toMatchObject({
      weights: [{ weight: 19 }, { weight: 17 }],
    });
  });

  test('R10 the largest benefits that can be submitted still have exact weights', () => {
    const largest = 99_999_999_999;
    const lines = [
      ...Array.from({ length: 499 }, () => benefit({ amount: largest, confidence: 2 })),
      benefit({ amount: 1, confidence: 2, borough: camden }),
    ];
    expect(resolveWeights(content('benefit', both, lines), nobody, reductions)).toMatchObject({
      weights: [{ weight: 499 * largest * 19 }, { weight: 19 }],
    });
    const finer = { ...reductions, 2: 0.0001 };
    expect(() => resolveWeights(content('benefit', both, lines), nobody, finer)).toThrow('too large to be exact');
  });

  test('R10 a partner whose benefits are 0 is a fault that names the partner', () => {
    const lines = [benefit({}), benefit({ borough: camden, class: 'disbenefit' })];
    expect(resolveWeights(content('benefit', both, lines), nobody, reductions)).toEqual({
      kind: 'refused',
      faults: [{ borough: camden, why: expect.stringContaining('no benefit of its own') }],
    });
    const worthless = resolveWeights(content('benefit', both, lines), nobody, { ...reductions, 1: 1 });
    expect(worthless).toMatchObject({ faults: [{ borough: hackney }, { borough: camden }] });
  });
});

describe('R1 what is asked', () => {
  test('R1 R10 if all join, the asked shares pay the whole cost', () => {
    fc.assert(
      fc.property(invitedWithCosts, ({ costs, invited }) => {
        const asked = askedShares(costs, invited);
        expect(totalOf(asked)).toBe(totalOf(costs));
        expect(asked.map(({ shared }) => shared).reduce((a, b) => a + b, 0)).toBe(totalOf(sharedColumns(costs)));
      }),
    );
  });

  test('a proposal without partners is an error, because it has nobody to ask', () => {
    const costs = [{ financialYear: '2026-27', kind: 'revenue', amount: 1, description: '', stage: 1 }] as const;
    expect(() => askedShares(costs, [])).toThrow('nobody to ask');
  });
});

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { type AppraisedFigures, appraise } from '../../../functions/domain/appraisal/appraisal.ts';
import type { AppraisalInput } from '../../../functions/domain/appraisal/appraisal-input.ts';
import type { sensitivityCases } from '../../../functions/domain/appraisal/sensitivity.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { appraisalInputs } from '../../support/builders/appraisal-inputs.ts';
import {
  type Case,
  type Fraction,
  less,
  nearest,
  over,
  reference,
} from '../../support/builders/reference-appraisal.ts';

const runs = { numRuns: 1000 };
/** A thousand slow appraisals take some seconds, more on a busy machine. */
const patience = 120_000;

function expectedFigures(of: ReturnType<typeof reference>, boroughs: readonly BoroughCode[]): AppraisedFigures {
  const { costs, benefits, cashable, npsv } = of.presentValues(boroughs);
  const perCost = (figure: typeof costs) =>
    costs[0] === 0n ? { notComputable: 'no cost' } : nearest(over(figure, costs), 4);
  return {
    presentValueCosts: nearest(costs),
    presentValueBenefits: nearest(benefits),
    npsv: nearest(npsv),
    bcr: perCost(benefits),
    cashable: {
      npv: nearest(less(cashable, costs)),
      return: perCost(cashable),
      payback: of.payback(boroughs, 'cashable'),
    },
    payback: of.payback(boroughs),
  } as AppraisedFigures;
}

function contributing({ contributions }: AppraisalInput): readonly BoroughCode[] {
  return contributions.map(({ borough }) => borough);
}

test(
  'R14 R15 R16 the figures of the whole and of each borough are those of a slow second appraisal',
  () => {
    fc.assert(
      fc.property(appraisalInputs(), (input) => {
        const appraisal = appraise(input);
        const second = reference(input);
        for (const [name, expected] of Object.entries(expectedFigures(second, contributing(input)))) {
          expect(appraisal[name as keyof AppraisedFigures]).toEqual(expected);
        }
        for (const { borough, ...figures } of appraisal.boroughs) {
          expect(figures).toEqual(expectedFigures(second, [borough]));
        }
        const dropped = appraisal.droppedBenefits.reduce((sum, { amount }) => sum + BigInt(amount), 0n);
        expect(dropped).toBe(second.dropped);
      }),
      runs,
    );
  },
  patience,
);

const changes: Readonly<Record<(typeof sensitivityCases)[number], Case>> = {
  'optimism-bias-upper': { bias: 'upper' },
  'optimism-bias-lower': { bias: 'lower' },
  'benefits-10': { gains: [9n, 10n] },
  'benefits-25': { gains: [3n, 4n] },
  'benefits-one-year-late': { late: true },
  'long-horizon': { longHorizon: true },
};

function checkBreakEven(target: number, breakEven: unknown, costs: Fraction, benefits: Fraction): void {
  if (typeof breakEven !== 'number') {
    expect(benefits[0] <= 0n).toBe(true);
    return;
  }
  const [n, d] = over(costs, benefits);
  expect(BigInt(breakEven) * d >= BigInt(target) * n).toBe(true);
  expect(BigInt(breakEven - 1) * d < BigInt(target) * n).toBe(true);
}

test(
  'R15 the sensitivities, switching values and break-even pledges are those of a slow second appraisal',
  () => {
    fc.assert(
      fc.property(appraisalInputs(), (input) => {
        const { sensitivity, switchingValues, breakEvenPledges } = appraise(input);
        const second = reference(input);
        for (const { case: name, npsv, bcr } of sensitivity) {
          if (name === 'benefits-one-year-late' && second.last === 125) continue;
          const values = second.presentValues(contributing(input), changes[name]);
          expect(npsv).toBe(nearest(values.npsv));
          expect(bcr).toEqual(
            values.costs[0] === 0n ? { notComputable: 'no cost' } : nearest(over(values.benefits, values.costs), 4),
          );
        }
        const { costs, benefits, npsv } = second.presentValues(contributing(input));
        expect(switchingValues.costs).toEqual(
          costs[0] === 0n ? { notComputable: 'no cost' } : nearest(over(npsv, costs), 4),
        );
        expect(switchingValues.benefits).toEqual(
          benefits[0] === 0n ? { notComputable: 'no benefit' } : nearest(over(less([0n, 1n], npsv), benefits), 4) + 0,
        );
        for (const { target, breakEven } of breakEvenPledges) checkBreakEven(target, breakEven, costs, benefits);
      }),
      runs,
    );
  },
  patience,
);

test(
  'R15 an IRR exists exactly if the net flows turn once from negative, and at that rate they are worth 0',
  () => {
    fc.assert(
      fc.property(appraisalInputs(), (input) => {
        const { irr } = appraise(input);
        const { flows } = reference(input).net(contributing(input));
        const signs = flows.filter(([n]) => n !== 0n).map(([n]) => (n > 0n ? '+' : '-'));
        const turns = signs.join('').replace(/\++/g, '+').replace(/-+/g, '-');
        if (turns !== '-+') {
          expect(irr).toEqual({ notUnique: true, signChanges: Math.max(0, turns.length - 1) });
          return;
        }
        const value = 'value' in irr ? irr.value : Number.NaN;
        if (value > 1e9) return;
        const at = (halves: number) => {
          const rate = BigInt(Math.round(value * 10_000)) * 2n + BigInt(halves);
          const grown = 20_000n + rate;
          return flows.reduce(
            (sum, [n, d], year) => less(sum, over([-n * 20_000n ** BigInt(year), d], [grown ** BigInt(year), 1n])),
            [0n, 1n] as readonly [bigint, bigint],
          )[0];
        };
        // The flows are worth more than nothing below the rate, and less above it.
        if (value > -1) expect(at(-1) >= 0n).toBe(true);
        expect(at(1) <= 0n).toBe(true);
      }),
      runs,
    );
  },
  patience,
);

test('R14 NPSV is within a penny of the difference of the rounded present values, and computing again gives the same', () => {
  fc.assert(
    fc.property(appraisalInputs(), (input) => {
      const before = JSON.stringify(input);
      const appraisal = appraise(input);
      for (const { npsv, presentValueBenefits, presentValueCosts } of [appraisal, ...appraisal.boroughs]) {
        expect(Math.abs(npsv - (presentValueBenefits - presentValueCosts))).toBeLessThanOrEqual(1);
      }
      expect(appraise(structuredClone(input))).toEqual(appraisal);
      expect(JSON.stringify(input)).toBe(before);
    }),
  );
});

test('R15 the figures of the boroughs sum to those of the whole, within half a penny each', () => {
  fc.assert(
    fc.property(appraisalInputs(), (input) => {
      const { boroughs, ...whole } = appraise(input);
      const most = (boroughs.length + 1) / 2;
      for (const figure of ['presentValueCosts', 'presentValueBenefits', 'npsv'] as const) {
        const sum = boroughs.reduce((total, each) => total + each[figure], 0);
        expect(Math.abs(sum - whole[figure])).toBeLessThanOrEqual(most);
      }
      const cashable = boroughs.reduce((total, each) => total + each.cashable.npv, 0);
      expect(Math.abs(cashable - whole.cashable.npv)).toBeLessThanOrEqual(most);
    }),
  );
});

test('R14 the order of cost lines, benefit lines and boroughs changes no figure', () => {
  fc.assert(
    fc.property(appraisalInputs(), (input) => {
      const { costs, benefits } = input.content;
      const turned = appraise({
        ...input,
        content: { ...input.content, costs: costs.toReversed(), benefits: benefits.toReversed() },
        weights: input.weights.toReversed(),
        contributions: input.contributions.toReversed(),
      });
      const { boroughs, droppedBenefits, ...whole } = appraise(input);
      expect(turned).toMatchObject(whole);
      expect(turned.boroughs.toReversed()).toEqual(boroughs);
      expect(turned.droppedBenefits.map(({ amount }) => amount)).toEqual(droppedBenefits.map(({ amount }) => amount));
    }),
  );
});

test('R14 no figure is NaN, infinite, null or a negative 0', () => {
  fc.assert(
    fc.property(appraisalInputs(), (input) => {
      const odd: unknown[] = [];
      JSON.stringify(appraise(input), (_, value: unknown) => {
        const isOdd =
          value === null || (typeof value === 'number' && (!Number.isFinite(value) || Object.is(value, -0)));
        if (isOdd) odd.push(value);
        return value;
      });
      expect(odd).toEqual([]);
    }),
  );
});

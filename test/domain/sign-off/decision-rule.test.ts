import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyRule, type Count, neededApprovals, quorum } from '../../../functions/domain/sign-off/decision-rule.ts';
import type { DecisionRule } from '../../../functions/domain/vocabulary/scheme.ts';
import apportionment from '../golden/apportionment.json' with { type: 'json' };

const coalition = (minimumBoroughs: number): DecisionRule => ({ kind: 'coalition', minimumBoroughs });
const share = (of: 'eligible' | 'responding', atLeast: readonly [number, number]): DecisionRule => ({
  kind: 'share',
  of,
  atLeast,
});
const unanimous: DecisionRule = { kind: 'unanimous' };
const count = (more: Partial<Count>): Count => ({
  eligible: 6,
  responding: 5,
  approvals: 4,
  people: 4,
  leadApproved: true,
  ...more,
});

describe('R3 the quorum', () => {
  test.each(apportionment.quorum.cases)('R3 two thirds of %i boroughs are %i', (size, needed) => {
    expect(quorum([2, 3], size ?? 0)).toBe(needed);
    expect(neededApprovals(share('eligible', [2, 3]), { eligible: size ?? 0, responding: 0 })).toBe(needed);
  });

  test('R3 is the smallest whole number that is not below the ratio', () => {
    const ratio = fc
      .integer({ min: 1, max: 1_000_000 })
      .chain((d) => fc.tuple(fc.integer({ min: 1, max: d }), fc.constant(d)));
    fc.assert(
      fc.property(ratio, fc.integer({ min: 0, max: 33 }), (atLeast, size) => {
        const [n, d] = atLeast;
        const needed = quorum([n, d], size);
        expect(needed * d).toBeGreaterThanOrEqual(n * size);
        expect((needed - 1) * d).toBeLessThan(n * size);
      }),
    );
  });

  test('R3 is computed in integers: 7/25 of 25 is 7, and not 8 as in floating point', () => {
    expect(Math.ceil((7 / 25) * 25)).toBe(8);
    expect(quorum([7, 25], 25)).toBe(7);
  });
});

describe('R3 the decision rules', () => {
  test('R3 a coalition needs its minimum, however many boroughs are eligible', () => {
    expect(applyRule(coalition(4), count({ approvals: 4 }))).toMatchObject({ met: true, needed: 4, size: null });
    expect(applyRule(coalition(4), count({ approvals: 3 })).met).toBe(false);
  });

  test('R3 a share of the eligible counts the boroughs that did not respond', () => {
    expect(applyRule(share('eligible', [2, 3]), count({ approvals: 4 }))).toMatchObject({
      met: true,
      needed: 4,
      size: 6,
    });
    expect(applyRule(share('eligible', [2, 3]), count({ approvals: 3 })).met).toBe(false);
  });

  test('R3 a share of the responding does not count them', () => {
    expect(applyRule(share('responding', [2, 3]), count({ approvals: 2, responding: 3 }))).toMatchObject({
      met: true,
      needed: 2,
      size: 3,
    });
    expect(applyRule(share('responding', [2, 3]), count({ approvals: 2, responding: 4 })).met).toBe(false);
  });

  test('R3 unanimous needs every eligible borough', () => {
    expect(applyRule(unanimous, count({ approvals: 6 }))).toMatchObject({ met: true, needed: 6, size: 6 });
    expect(applyRule(unanimous, count({ approvals: 5 })).met).toBe(false);
  });

  test.each([
    ['coalition', coalition(1)],
    ['share of the eligible', share('eligible', [1, 10])],
    ['share of the responding', share('responding', [1, 10])],
    ['unanimous', unanimous],
  ])("R3 %s needs two approvals by two people, including the lead's", (_, rule) => {
    const alone = { eligible: 1, responding: 1, approvals: 1 };
    expect(applyRule(rule, count(alone)).met).toBe(false);
    const both = { eligible: 2, responding: 2, approvals: 2, people: 2 };
    expect(applyRule(rule, count(both)).met).toBe(true);
    expect(applyRule(rule, count({ ...both, people: 1 }))).toMatchObject({ met: false, people: 1 });
    expect(applyRule(rule, count({ ...both, leadApproved: false })).met).toBe(false);
  });
});

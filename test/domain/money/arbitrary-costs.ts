import fc from 'fast-check';
import type { Willing } from '../../../functions/domain/money/apportionment.ts';
import { ownLineCells, totalOf } from '../../../functions/domain/money/cost-columns.ts';
import type { BoroughCode, CostLine } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss } from '../../support/builders/ids.ts';

/** GSS codes in any order. */
export const boroughs = (options: { minLength: number; maxLength: number }) =>
  fc.uniqueArray(
    fc.integer({ min: 1, max: 33 }).map((n) => gss(`E090000${String(n).padStart(2, '0')}`)),
    options,
  );

/** Pence from 1 to the largest amount of a line, often so few that pennies matter. */
export const positivePence = fc.oneof(
  fc.integer({ min: 1, max: 20 }),
  fc.integer({ min: 1, max: 10_000 }),
  fc.integer({ min: 1, max: 99_999_999_999 }),
);

export const weight = fc.oneof(fc.integer({ min: 1, max: 4 }), fc.integer({ min: 1, max: 1_000_000 }));

const kind = fc.constantFrom('capital' as const, 'revenue' as const);
const financialYear = fc.constantFrom('2026-27', '2027-28', '2028-29');

/** Cost lines in at most 12 columns: shared lines and own lines of the given boroughs, in any order. */
function costLines(codes: readonly BoroughCode[]): fc.Arbitrary<CostLine[]> {
  const line = fc.record({
    financialYear,
    kind,
    amount: positivePence,
    description: fc.constant('A line'),
    stage: fc.integer({ min: 1, max: 2 }),
    borough: fc.option(fc.constantFrom(...codes), { nil: undefined, freq: 3 }),
  });
  return fc.array(line, { minLength: 1, maxLength: 12 });
}

/** A proposal's costs and all invited boroughs, with caps of at least 1p and the own lines, often tight. */
export const invitedWithCosts = boroughs({ minLength: 2, maxLength: 8 }).chain((codes) =>
  costLines(codes).chain((costs) => {
    const total = totalOf(costs);
    const invited = codes.map((borough) => {
      const own = totalOf(ownLineCells(costs, borough));
      const cap = fc.oneof(
        fc.integer({ min: Math.max(1, own), max: total }),
        fc.integer({ min: Math.max(1, own), max: Math.max(1, own + Math.ceil((total - own) / codes.length)) }),
      );
      return fc.record({ borough: fc.constant(borough), weight, cap });
    });
    return fc.record({ costs: fc.constant(costs), invited: fc.tuple(...invited) });
  }),
);

/** Any of the invited who take part, at least one. */
export function coalitionOf<T extends Willing>(invited: readonly T[]): fc.Arbitrary<T[]> {
  return fc.subarray([...invited], { minLength: 1 });
}

import fc from 'fast-check';
import { askedShares } from '../../../functions/domain/money/asked-share.ts';
import type { ReadRound } from '../../../functions/domain/sign-off/drop-outs.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import type { DecisionRule } from '../../../functions/domain/vocabulary/scheme.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { answer, asked, request, round, ruled, shared } from './rounds.ts';

/** A decision rule, where a share of those who respond matters as much as a fixed number. */
const rule: fc.Arbitrary<DecisionRule> = fc.oneof(
  fc.record({ kind: fc.constant('coalition' as const), minimumBoroughs: fc.integer({ min: 2, max: 6 }) }),
  fc.record({
    kind: fc.constant('share' as const),
    of: fc.constantFrom('eligible' as const, 'responding' as const),
    atLeast: fc.constantFrom([1, 2] as const, [2, 3] as const, [3, 4] as const),
  }),
  fc.constant({ kind: 'unanimous' as const }),
);

type Answered = 'open' | 'out' | 'at-share' | 'above' | 'below' | 'changes';

/**
 * Rounds of two to `most` boroughs with asked shares as R10 makes them. Some answered: out, or up to limits around their
 * shares. Two boroughs may have one officer.
 */
export function approvedRounds(most: number): fc.Arbitrary<ReadRound> {
  const place = fc.record({
    weight: fc.integer({ min: 1, max: 6 }),
    own: fc.constantFrom(0, 0, 0, 40, 900),
    answered: fc.constantFrom<Answered>('open', 'open', 'out', 'at-share', 'above', 'below', 'changes'),
    percent: fc.integer({ min: 1, max: 300 }),
    person: fc.integer({ min: 0, max: 9 }),
  });
  const setting = fc.record({
    places: fc.array(place, { minLength: 2, maxLength: most }),
    cost: fc.integer({ min: 1, max: 5_000 }),
    decisionRule: rule,
    headroom: fc.constantFrom(0, 10, 25, 60, 150),
    countsFrom: fc.constantFrom(0, 50, 100),
  });
  return setting.map(({ places, cost, decisionRule, headroom, countsFrom }) => {
    const codes = places.map((_, at) => gss('ABCDEFGHIJ'.charAt(at)));
    const own = places.flatMap((each, at) => (each.own > 0 ? [shared(each.own, { borough: at0(codes, at) })] : []));
    const costs = [shared(cost), ...own];
    const shares = askedShares(
      costs,
      places.map(({ weight }, at) => ({ borough: at0(codes, at), weight })),
    );
    const requests = places.map(({ weight, own: ownLines, answered, percent, person }, at) => {
      const borough = at0(codes, at);
      const share = shares.find((each) => each.borough === borough)?.amount ?? 0;
      const by = who(person === 0 ? 'approver-A' : `approver-${borough}`);
      const upTo = {
        'at-share': share,
        above: share + Math.floor((share * percent) / 100),
        below: Math.floor(share / 2),
      };
      const approves = answered === 'at-share' || answered === 'above' || answered === 'below';
      const given = approves
        ? answer('approve', { by, upTo: Math.max(1, ownLines, upTo[answered]) })
        : answer(answered === 'changes' ? 'request-changes' : 'decline', { by });
      return request(borough, {
        ...{ weight, ownLines, asked: share, asks: [asked(by)] },
        answer: answered === 'open' ? null : given,
      });
    });
    return {
      ...round(requests, { costs }),
      scheme: { ...ruled(decisionRule, { countsFrom }), headroom },
      silentAreOut: false,
    };
  });
}

function at0(codes: readonly BoroughCode[], at: number): BoroughCode {
  return codes[at] ?? gss('Z');
}

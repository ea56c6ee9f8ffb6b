import { describe, expect, test } from 'vitest';
import type { BoroughCode } from '../../functions/domain/vocabulary/proposal.ts';
import { gss } from '../support/builders/ids.ts';
import { endedByDecline, isCarried, type OracleRound, outcomeOf } from './oracle/round.ts';
import { shareAmong } from './oracle/sharing.ts';
import { Seeded } from './seeded.ts';

describe('the oracle', () => {
  test('R10 shares the worked example: a capped borough pays its cap, and an odd penny goes by largest remainder, then by GSS code', () => {
    const payer = (borough: BoroughCode, weight: number, upTo: number | null = null) => ({
      borough,
      weight,
      upTo,
      ownLines: 0,
    });
    const capped = shareAmong(10_000_000, [payer(gss('A'), 3, 4_000_000), payer(gss('B'), 2), payer(gss('D'), 1)]);
    expect(capped).toMatchObject({
      contributions: new Map([
        ['A', 4_000_000],
        ['B', 4_000_000],
        ['D', 2_000_000],
      ]),
    });
    const pennies = shareAmong(10_000, [payer(gss('C'), 1), payer(gss('B'), 1), payer(gss('A'), 1)]);
    expect(pennies).toMatchObject({
      contributions: new Map([
        ['C', 3333],
        ['B', 3333],
        ['A', 3334],
      ]),
    });
    expect(shareAmong(100, [payer(gss('A'), 1, 60), payer(gss('B'), 1, 25)])).toEqual({ kind: 'short', by: 15 });
  });

  test('R5 ends a round early only where each way in which the missing answers can come fails', () => {
    let ended = 0;
    for (let seed = 1; seed <= 300; seed += 1) {
      const round = plannedRound(new Seeded(seed));
      if (!endedByDecline(round)) continue;
      ended += 1;
      expect({ seed, carried: everyWay(round).some(isCarried) }).toEqual({ seed, carried: false });
    }
    expect(ended).toBeGreaterThan(50);
  });

  test('R2, R4 does not count silence of the lead, and lapses where no person answered', () => {
    const round = { ...plannedRound(new Seeded(1)), at: 2, closesAt: 2 };
    const boroughs = round.boroughs.map((each) => ({ ...each, stand: 'asked' as const }));
    expect(outcomeOf({ ...round, boroughs })).toMatchObject({ outcome: 'lapsed', because: 'deadline' });
  });
});

/** Two to four boroughs under any rule, some of which have answered. */
function plannedRound(chance: Seeded): OracleRound {
  const size = chance.between(2, 4);
  const stands = [
    'asked',
    'asked',
    'no-officer',
    'recused',
    'approved',
    'approved',
    'declined',
    'asked-for-changes',
    'revoked',
  ] as const;
  const d = chance.between(1, 4);
  const share = {
    kind: 'share',
    of: chance.pick(['eligible', 'responding'] as const),
    atLeast: [chance.between(1, d), d],
  } as const;
  return {
    lead: gss('A'),
    rule: chance.pick([{ kind: 'coalition', minimumBoroughs: chance.between(2, 4) }, { kind: 'unanimous' }, share]),
    sharedCost: 300,
    boroughs: [gss('A'), gss('B'), gss('C'), gss('D')].slice(0, size).map((borough) => {
      const stand = chance.pick(stands);
      return {
        ...{ borough, weight: chance.between(1, 3), ownLines: chance.pick([0, 40]) },
        ...{ upTo: chance.pick([60, 140, 200]), asked: 100, stand, person: borough },
        failsFrom: stand === 'declined' || stand === 'revoked' ? 0 : null,
      };
    }),
    countsFrom: chance.pick([0, 50, 100]),
    topUpAtMost: null,
    toppingUp: false,
    closedBefore: false,
    revisionLeft: chance.oneIn(2),
    at: 1,
    closesAt: 2,
  };
}

/** Each way in which the missing answers can come: nothing, no officer, a no, a wish, or a cap. */
function everyWay(round: OracleRound): readonly OracleRound[] {
  const missing = round.boroughs.find(({ stand }) => ['asked', 'no-officer', 'recused'].includes(stand));
  if (missing === undefined) return [round];
  const silent = (['no-officer', 'recused', 'declined', 'asked-for-changes'] as const).map((stand) => ({
    ...missing,
    stand,
  }));
  const caps = [missing.ownLines + 1, missing.ownLines + 150, 420].map((upTo) => ({
    ...missing,
    upTo,
    stand: 'approved' as const,
  }));
  return [...silent, ...caps].flatMap((answered) => {
    const rest = { ...round, boroughs: round.boroughs.filter((each) => each !== missing) };
    return everyWay(rest).map((way) => ({ ...way, boroughs: [...way.boroughs, answered] }));
  });
}

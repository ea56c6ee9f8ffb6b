import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { DecidedBy } from '../../../functions/domain/sign-off/decided-by.ts';
import { type DropOuts, dropOuts, type ReadRound } from '../../../functions/domain/sign-off/drop-outs.ts';
import { judgeRound } from '../../../functions/domain/sign-off/round-outcome.ts';
import type { SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import { suggestedFor } from '../../../functions/domain/sign-off/suggested-limit.ts';
import type { PersonId } from '../../../functions/domain/vocabulary/borough.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { approvedRounds } from './approved-rounds.ts';
import { answer, approve, asked, request, round, ruled, shared } from './rounds.ts';

/** Equal boroughs, of which A leads and B reads, with these answers. */
function equal(
  cost: number,
  answers: readonly SignOffRequest['answer'][],
  more: Partial<ReadRound['scheme']> = {},
): ReadRound {
  const share = Math.floor(cost / answers.length);
  const requests = answers.map((given, at) => {
    const borough = gss(String.fromCharCode('A'.charCodeAt(0) + at));
    return request(borough, { asked: share, answer: given });
  });
  const scheme: ReadRound['scheme'] = { ...ruled({ kind: 'coalition', minimumBoroughs: 2 }), headroom: 25, ...more };
  return { ...round(requests, { costs: [shared(cost)] }), scheme, silentAreOut: false };
}
const many = (count: number, given: SignOffRequest['answer']) => Array.from({ length: count }, () => given);
function count(read: ReadRound, at = 1): DropOuts {
  const reader = read.requests[at];
  if (reader === undefined) throw new Error('Nobody reads');
  return dropOuts(read, reader, suggestedFor(read, reader, null));
}

describe('R1 how many boroughs may drop out', () => {
  test('R1 nine equal boroughs with a headroom of a quarter can lose any 1 of the other 7', () => {
    expect(count(equal(4_500_000, many(9, null)))).toEqual({ others: 7, without: 1 });
  });

  test('R1 for the lead all the others are counted', () => {
    expect(count(equal(4_500_000, many(9, null)), 0)).toEqual({ others: 8, without: 1 });
  });

  test('R1 boroughs that are out are not counted, and the live shares make up for them', () => {
    const read = equal(4_500_000, [...many(3, null), ...many(4, approve(625_000)), ...many(2, answer('decline'))]);
    expect(count(read)).toEqual({ others: 5, without: 0 });
  });

  test('R3 a unanimous rule loses nobody', () => {
    expect(count(equal(900, many(5, null), { decisionRule: { kind: 'unanimous' } }))).toEqual({
      others: 3,
      without: 0,
    });
  });

  test('R3 R10 it cannot go ahead at all where the rule can no longer be met', () => {
    const declined = equal(900, [null, null, answer('decline')], { decisionRule: { kind: 'unanimous' } });
    expect(count(declined)).toEqual({ others: 0, without: null });
  });

  test('R1 with limits that are high enough everybody but the lead and the reader may drop out', () => {
    expect(count(equal(900, many(5, null), { headroom: 400 }))).toEqual({ others: 3, without: 3 });
    expect(count(equal(900, many(2, null)))).toEqual({ others: 0, without: 0 });
  });

  test('R1 the officer’s limit is what the reader approves', () => {
    const read = equal(900, many(3, null));
    const reader = read.requests[1] ?? request(gss('B'));
    expect(dropOuts(read, reader, 299)).toEqual({ others: 1, without: 0 });
    expect(dropOuts(read, reader, 149)).toEqual({ others: 1, without: null });
  });

  test('R3 an approval that is too small to count adds its money only', () => {
    const scheme = { decisionRule: { kind: 'coalition', minimumBoroughs: 4 }, countsFrom: 50 } as const;
    expect(count(equal(900, [null, null, approve(112), approve(600)], scheme))).toEqual({ others: 2, without: null });
    expect(count(equal(900, [null, null, approve(113), approve(600)], scheme))).toEqual({ others: 2, without: 0 });
  });

  test('R3 the officer of the lead is one person in every borough, whether they have answered or not', () => {
    const [officer, other] = [who('shared-officer'), who('other')];
    const read = equal(400, [approve(400), null, null, null]);
    const decidedBy: DecidedBy = {
      ...{ name: 'A', email: 'Shared+jf@a.example', post: 'Approver', officer: 'approver' },
      ...{ role: 'approver' as const, authority: 'Constitution', onBehalfOf: null, boroughVersion: 1 },
    };
    const heldBy = (last: PersonId): ReadRound => ({
      ...read,
      requests: read.requests.map((each, at) => ({
        ...each,
        asks: [asked(at === 3 ? last : officer)],
        answer: each.answer && { ...each.answer, by: officer, decidedBy },
      })),
    });
    expect(count(heldBy(other))).toEqual({ others: 2, without: 0 });
    expect(count(heldBy(officer))).toEqual({ others: 2, without: null });
  });

  test('R1 takes as long for 40 boroughs as a page may', () => {
    const read = equal(4_000_000, many(40, null), { headroom: 60 });
    const before = performance.now();
    expect(count(read)).toEqual({ others: 38, without: 15 });
    expect(performance.now() - before).toBeLessThan(2_000);
  });

  test('R1 R3 R10 is the count that trying every subset gives', () => {
    fc.assert(
      fc.property(approvedRounds(10), fc.nat(), (read, pick) => {
        const reader = read.requests[pick % read.requests.length];
        if (reader === undefined) return;
        expect(dropOuts(read, reader, suggestedFor(read, reader, null))).toEqual(byTrying(read, reader));
      }),
      { numRuns: 300 },
    );
  });
});

/** Every subset of the others declines in turn. */
function byTrying(read: ReadRound, reader: SignOffRequest): DropOuts {
  const requests = read.requests.map((each): SignOffRequest => {
    if (each.answer !== null && each !== reader) return each;
    const by = each.asks[0]?.person ?? who('nobody');
    return { ...each, answer: answer('approve', { by, upTo: suggestedFor(read, each, null) }) };
  });
  const others = requests.filter(
    (each) => !each.lead && each.borough !== reader.borough && each.answer?.kind === 'approve',
  );
  const least = subsets(others)
    .filter((out) => !carries(read, requests, out))
    .map((out) => out.length)
    .reduce((a, b) => Math.min(a, b), others.length + 1);
  return { others: others.length, without: least === 0 ? null : least - 1 };
}

function carries(read: ReadRound, requests: readonly SignOffRequest[], out: readonly SignOffRequest[]): boolean {
  const left = requests.map((each) => (out.includes(each) ? { ...each, answer: answer('decline') } : each));
  return judgeRound({ ...read, requests: left }).outcome === 'carried';
}

function subsets<T>(all: readonly T[]): readonly (readonly T[])[] {
  const isIn = (subset: number, at: number): boolean => Math.floor(subset / 2 ** at) % 2 === 1;
  return Array.from({ length: 2 ** all.length }, (_, subset) => all.filter((_each, at) => isIn(subset, at)));
}

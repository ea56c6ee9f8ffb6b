import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { applyRule } from '../../../functions/domain/sign-off/decision-rule.ts';
import type { Round, RoundOutcome } from '../../../functions/domain/sign-off/round.ts';
import { roundOutcome } from '../../../functions/domain/sign-off/round-outcome.ts';
import type { SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import { answer, closesAt, possibleAnswers, rounds, ruled } from './rounds.ts';

type Closed = Extract<RoundOutcome, { kind: 'closed' }>;
const totalOf = ({ costs }: Round) => costs.reduce((sum, { amount }) => sum + amount, 0);
const late = (round: Round): Round => ({ ...round, at: closesAt });

function atClose(round: Round): Closed {
  const outcome = roundOutcome(late(round));
  if (outcome.kind !== 'closed') throw new Error('A round is open at its deadline');
  return outcome;
}

/** Every way in which the missing answers could still come, each with or without an officer at the close. */
function* completions(round: Round, places: readonly SignOffRequest[] = round.requests): Generator<Round> {
  const missing = places.find(({ answer: given }) => given === null);
  if (missing === undefined) {
    yield round;
    return;
  }
  const others = places.filter((each) => each !== missing);
  for (const withOfficer of [true, false]) {
    const withoutOfficer = new Set(round.withoutOfficer);
    if (withOfficer) withoutOfficer.delete(missing.borough);
    else withoutOfficer.add(missing.borough);
    for (const given of withOfficer ? possibleAnswers(missing.ownLines, totalOf(round)) : [null]) {
      const requests = round.requests.map((each) => (each === missing ? { ...each, answer: given } : each));
      yield* completions({ ...round, requests, withoutOfficer }, others);
    }
  }
}

describe('R2 to R6 the outcome of a round', () => {
  test('R6 does not depend on the order of the requests', () => {
    const shuffled = rounds.chain((round) =>
      fc.tuple(fc.constant(round), fc.shuffledSubarray([...round.requests], { minLength: round.requests.length })),
    );
    fc.assert(
      fc.property(shuffled, ([round, requests]) => {
        expect(roundOutcome({ ...round, requests })).toEqual(roundOutcome(round));
      }),
    );
  });

  test('R5 is closed at the deadline, whatever was answered', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        expect(roundOutcome(late(round)).kind).toBe('closed');
      }),
    );
  });

  test('R5 closes before the deadline only as the answers allow: all carry it, all ask for changes, or a decline ends it', () => {
    fc.assert(
      fc.property(rounds, (drawn) => {
        const round = { ...drawn, at: '2026-12-10T10:00:00.000Z' } as const;
        const outcome = roundOutcome(round);
        const answered = round.requests.every((each) => each.answer !== null);
        const deciding = round.requests.filter(({ lead }) => lead || round.scheme.decisionRule.kind === 'unanimous');
        const ended = deciding.some(({ answer: given }) => given?.kind === 'decline');
        const asCarried = answered && ['carried', 'changes-requested'].includes(atClose(round).outcome);
        expect(outcome.kind).toBe(ended || asCarried ? 'closed' : 'open');
        expect(outcome.kind === 'closed' && ended && outcome.outcome === 'carried').toBe(false);
      }),
    );
  });

  test('R3 is never carried below the rule or without the lead, counted by hand', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const outcome = atClose(round);
        const approved = round.requests.filter(
          ({ lead, answer: given }) => given?.kind === 'approve' && !(lead && given.silence),
        );
        const declined = round.requests.filter(({ answer: given }) => given?.kind === 'decline');
        const away = round.requests.filter((each) => each.answer === null && round.withoutOfficer.has(each.borough));
        const verdict = applyRule(round.scheme.decisionRule, {
          eligible: round.requests.length - away.length,
          responding: approved.length + declined.length,
          approvals: approved.length,
          people: new Set(approved.flatMap(({ answer: given }) => given?.by ?? [])).size,
          leadApproved: approved.some(({ lead }) => lead),
        });
        const sharedCaps = approved.reduce(
          (sum, { answer: given, ownLines }) => sum + (given?.upTo ?? 0) - ownLines,
          0,
        );
        expect(outcome.outcome === 'carried').toBe(verdict.met && sharedCaps >= 300);
        expect(outcome.shortfall).toBe(Math.max(0, 300 - sharedCaps));
      }),
    );
  });

  test('R10 has contributions, when carried, within every cap that sum to the cost of the boroughs that pay', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const outcome = atClose(round);
        const paying = new Map(outcome.contributions.map((each) => [each.borough, each]));
        const cost = round.costs.filter(({ borough }) => borough === undefined || paying.has(borough));
        const paid = outcome.contributions.reduce((sum, { amount }) => sum + amount, 0);
        expect(paid).toBe(outcome.outcome === 'carried' ? cost.reduce((sum, { amount }) => sum + amount, 0) : 0);
        for (const { borough, answer: given, ownLines } of round.requests) {
          const amount = paying.get(borough)?.amount ?? ownLines;
          expect(amount).toBeLessThanOrEqual(paying.has(borough) ? (given?.upTo ?? 0) : ownLines);
          expect(amount).toBeGreaterThanOrEqual(ownLines);
        }
      }),
    );
  });

  test('R6 is not failed by one refusal of a borough other than the lead if rule and money are still met', () => {
    fc.assert(
      fc.property(rounds, fc.integer({ min: 1, max: 4 }), (drawn, place) => {
        const round = { ...drawn, scheme: ruled({ kind: 'coalition' as const, minimumBoroughs: 2 }) };
        const target = round.requests[place];
        const requests = round.requests.map((each) =>
          each === target ? { ...each, answer: answer('decline') } : each,
        );
        const without = { ...round, requests: round.requests.filter((each) => each !== target) };
        expect(atClose({ ...round, requests }).outcome === 'carried').toBe(atClose(without).outcome === 'carried');
      }),
    );
  });

  test('R6 is changes-requested if anyone asked for changes, the round is not carried and a revision is left', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const { outcome } = atClose({ ...round, revisionsLeft: 1 });
        const wished = round.requests.some(({ answer: given }) => given?.kind === 'request-changes');
        expect(outcome === 'changes-requested').toBe(wished && outcome !== 'carried');
        expect(atClose({ ...round, revisionsLeft: 0 }).outcome).not.toBe('changes-requested');
      }),
    );
  });

  test('is lapsed exactly if no person answered', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        const byPerson = round.requests.some(({ answer: given }) => given !== null && !given.silence);
        expect(atClose(round).outcome === 'lapsed').toBe(!byPerson);
      }),
    );
  });

  test('R5 never closes early as failed while some completion of the missing answers could carry the round', () => {
    const small = rounds.filter((round) => round.requests.filter((each) => each.answer === null).length <= 3);
    fc.assert(
      fc.property(small, (drawn) => {
        const round = { ...drawn, at: '2026-12-10T10:00:00.000Z' } as const;
        const missing = round.requests.some((each) => each.answer === null);
        const couldCarry = [...completions(round)].some((complete) => atClose(complete).outcome === 'carried');
        expect(missing && couldCarry && roundOutcome(round).kind === 'closed').toBe(false);
      }),
      { numRuns: 60 },
    );
  });

  test('R6 names neither people nor what they wrote', () => {
    fc.assert(
      fc.property(rounds, (round) => {
        expect(atClose(round).reasons.join(' ')).not.toMatch(
          /somebody|For these reasons|approver-|Scheme of delegation/,
        );
      }),
    );
  });
});

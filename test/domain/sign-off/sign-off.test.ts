import { describe, expect, test } from 'vitest';
import { askedShares, resolveWeights } from '../../../functions/domain/money/asked-share.ts';
import { isLate, type Round, type RoundOutcome } from '../../../functions/domain/sign-off/round.ts';
import { roundOutcome } from '../../../functions/domain/sign-off/round-outcome.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { populations, sample, workedExamples } from '../../support/builders/samples.ts';
import { answer, approve, asked, before, closesAt, deemed, request, round, ruled, shared } from './rounds.ts';

type Closed = Extract<RoundOutcome, { kind: 'closed' }>;
const late = { at: closesAt } as const;
const unanimous = { scheme: ruled({ kind: 'unanimous' as const }) };
const twoThirds = (of: 'eligible' | 'responding'): Partial<Round> => ({
  scheme: ruled({ kind: 'share', of, atLeast: [2, 3] }),
});

function closed(theRound: Round): Closed {
  const outcome = roundOutcome(theRound);
  if (outcome.kind !== 'closed') throw new Error('The round is still open');
  return outcome;
}

const yes = (borough: BoroughCode, upTo: number) => request(borough, { answer: approve(upTo) });
const no = (borough: BoroughCode) => request(borough, { answer: answer('decline') });
const wish = (borough: BoroughCode) => request(borough, { answer: answer('request-changes') });
const recusal = { at: before, why: 'recused', interest: 'A share' } as const;

describe('R5 when a round closes', () => {
  test('R5 the round is open while a borough can still answer, even if rule and money are met already', () => {
    expect(roundOutcome(round([yes(gss('A'), 150), yes(gss('B'), 150), request(gss('C'))]))).toEqual({
      kind: 'open',
      next: closesAt,
      shortfall: 0,
    });
  });

  test('R5 the round closes as carried when every borough has answered', () => {
    expect(closed(round([yes(gss('A'), 150), yes(gss('B'), 150), no(gss('C'))]))).toMatchObject({
      outcome: 'carried',
      because: 'all-answered',
    });
  });

  test('R5 the round closes as changes-requested when every borough has answered, if R6 says so', () => {
    const requests = [yes(gss('A'), 300), wish(gss('B'))];
    expect(closed(round(requests))).toMatchObject({ outcome: 'changes-requested', because: 'all-answered' });
    expect(roundOutcome(round(requests, { revisionsLeft: 0 })).kind).toBe('open');
  });

  test('R5 a round that failed by its answers stays open until its deadline, because answers can be replaced', () => {
    for (const requests of [
      [yes(gss('A'), 300), no(gss('B'))],
      [yes(gss('A'), 100), yes(gss('B'), 100)],
    ]) {
      expect(roundOutcome(round(requests))).toMatchObject({ kind: 'open', next: closesAt });
      expect(closed(round(requests, late))).toMatchObject({ outcome: 'failed', because: 'deadline' });
    }
  });

  test('R5 the round is open a millisecond before the deadline, and closed at exactly the deadline', () => {
    const requests = [yes(gss('A'), 150), yes(gss('B'), 150), request(gss('C'))];
    expect(roundOutcome(round(requests, { at: '2026-12-18T16:59:59.999Z' })).kind).toBe('open');
    expect(closed(round(requests, { at: '2026-12-18T17:00:00.000Z' })).because).toBe('deadline');
    expect(isLate('2026-12-18T16:59:59.999Z', closesAt)).toBe(false);
    expect(isLate('2026-12-18T17:00:00.000Z', closesAt)).toBe(true);
  });

  test('R5 a borough without an eligible officer is waited for until the deadline, even after a recusal', () => {
    const recused = request(gss('C'), { asks: [asked('one', recusal)] });
    const requests = [yes(gss('A'), 150), yes(gss('B'), 150), recused];
    const withoutOfficer = new Set([gss('C')]);
    expect(roundOutcome(round(requests, { withoutOfficer })).kind).toBe('open');
    expect(closed(round(requests, { withoutOfficer, ...late })).outcome).toBe('carried');
  });

  test('R5 without grace the round closes at once when the lead declines', () => {
    expect(closed(round([no(gss('A')), yes(gss('B'), 300), request(gss('C'))]))).toMatchObject({
      outcome: 'failed',
      because: 'can-only-fail',
    });
  });

  test('R5 a lead that asks for changes closes nothing early', () => {
    expect(roundOutcome(round([wish(gss('A')), request(gss('B')), request(gss('C'))])).kind).toBe('open');
  });

  test('R5 a decline closes a unanimous round at once, and not a coalition', () => {
    const requests = [request(gss('A')), no(gss('B')), request(gss('C'))];
    expect(closed(round(requests, unanimous))).toMatchObject({ outcome: 'failed', because: 'can-only-fail' });
    expect(roundOutcome(round(requests)).kind).toBe('open');
    expect(roundOutcome(round([request(gss('A')), wish(gss('B')), request(gss('C'))], unanimous)).kind).toBe('open');
  });

  test('R5 too few approvals and missing answers do not close the round early', () => {
    const three = { scheme: ruled({ kind: 'coalition' as const, minimumBoroughs: 3 }) };
    const requests = [yes(gss('A'), 300), request(gss('B')), no(gss('C')), no(gss('D'))];
    expect(roundOutcome(round(requests, three)).kind).toBe('open');
  });

  test('R5, R29 a revoked approval of the lead closes the round as early as a decline', () => {
    const revoked = { at: before, by: who('secretariat'), reason: 'Call-in' };
    const requests = [request(gss('A'), { answer: approve(300), revoked }), request(gss('B'))];
    expect(closed(round(requests))).toMatchObject({ outcome: 'failed', because: 'can-only-fail' });
  });
});

describe('R6 the outcome', () => {
  test('R6 the round is carried if rule and money are met, and says who pays what', () => {
    expect(closed(round([yes(gss('A'), 200), yes(gss('B'), 200), no(gss('C'))]))).toEqual({
      kind: 'closed',
      outcome: 'carried',
      because: 'all-answered',
      reasons: [
        '2 of 3 boroughs approved. At least 2 were needed.',
        'Together they approved up to £4. That covers their cost of £3.',
        'Borough C declined.',
      ],
      contributions: [
        { borough: gss('A'), shared: 150, ownLines: 0, amount: 150 },
        { borough: gss('B'), shared: 150, ownLines: 0, amount: 150 },
      ],
      shortfall: 0,
      optedOut: [{ borough: gss('C'), why: 'declined' }],
    });
  });

  test('R6, R10 own lines of boroughs that take no part drop out', () => {
    const costs = [shared(300), shared(40, { borough: gss('B') }), shared(70, { borough: gss('C') })];
    const own = [yes(gss('A'), 200), request(gss('B'), { ownLines: 40, answer: approve(190) }), no(gss('C'))];
    expect(closed(round(own, { costs })).contributions).toEqual([
      { borough: gss('A'), shared: 150, ownLines: 0, amount: 150 },
      { borough: gss('B'), shared: 150, ownLines: 40, amount: 190 },
    ]);
  });

  test('R6, R10 caps a penny short fail the round, and the reason names the penny', () => {
    expect(closed(round([yes(gss('A'), 150), yes(gss('B'), 150)]))).toMatchObject({ outcome: 'carried', shortfall: 0 });
    const short = closed(round([yes(gss('A'), 150), yes(gss('B'), 149)], late));
    expect(short).toMatchObject({ outcome: 'failed', shortfall: 1, contributions: [] });
    expect(short.reasons).toContain('Together they approved up to £2.99. That is £0.01 less than the cost.');
  });

  test('R6 boroughs that asked for changes take no part if the round is carried without them', () => {
    const carried = closed(round([yes(gss('A'), 150), yes(gss('B'), 150), wish(gss('C'))]));
    expect(carried).toMatchObject({ outcome: 'carried', optedOut: [{ borough: gss('C'), why: 'asked-for-changes' }] });
    expect(carried.reasons.slice(-2)).toEqual(['Borough C asked for changes.', 'It goes ahead without Borough C.']);
  });

  test('R6 a request for changes counts if the round is not carried and a revision is left', () => {
    const requests = [yes(gss('A'), 300), wish(gss('B')), no(gss('C'))];
    expect(closed(round(requests, { revisionsLeft: 1 }))).toMatchObject({
      outcome: 'changes-requested',
      reasons: expect.arrayContaining(['The proposer can make the changes in a new revision: 1 is left.']),
    });
    expect(closed(round(requests, { revisionsLeft: 0, ...late }))).toMatchObject({
      outcome: 'failed',
      reasons: expect.arrayContaining(['No revision is left to make the changes in.']),
    });
  });

  test('R2 the round fails if the lead is silent, whatever the others do', () => {
    const silent = closed(round([request(gss('A')), yes(gss('B'), 300), yes(gss('C'), 300)], late));
    expect(silent.outcome).toBe('failed');
    expect(silent.reasons[0]).toBe('The lead borough, Borough A, must approve through an officer, and it did not.');
  });

  test('R2 silence of the lead is not an approval, even if a record says it was deemed', () => {
    const requests = [request(gss('A'), { answer: deemed(300) }), yes(gss('B'), 300), yes(gss('C'), 300)];
    expect(closed(round(requests, late)).outcome).toBe('failed');
  });

  test('R4 deemed approval counts up to the asked share, and the reasons say that no officer decided', () => {
    const requests = [yes(gss('A'), 200), request(gss('B'), { answer: deemed(60) }), yes(gss('C'), 200)];
    const carried = closed(round(requests, late));
    expect(carried.contributions.map(({ amount }) => amount)).toEqual([120, 60, 120]);
    expect(carried.reasons).toContain('Borough B approved by silence under a standing authority. No officer decided.');
  });

  test('the round lapses if no person answered, deemed approvals or not', () => {
    const requests = [
      request(gss('A')),
      request(gss('B'), { answer: deemed(100) }),
      request(gss('C'), { asks: [asked('x', recusal)] }),
    ];
    const lapsed = closed(round(requests, { ...late, withoutOfficer: new Set([gss('C')]) }));
    expect(lapsed.outcome).toBe('lapsed');
    expect(lapsed.reasons[0]).toBe('No officer approved, declined or asked for changes.');
  });

  test('the round fails, and does not lapse, if one person answered', () => {
    expect(closed(round([request(gss('A')), no(gss('B')), request(gss('C'))], late)).outcome).toBe('failed');
    expect(closed(round([yes(gss('A'), 300), request(gss('B')), request(gss('C'))], late)).outcome).toBe('failed');
  });

  test('R29 a revoked approval counts as opting out, and the cost is shared again among the others', () => {
    const revoked = { at: before, by: who('secretariat'), reason: 'Call-in' };
    const others = [yes(gss('A'), 200), yes(gss('B'), 200)];
    const carried = closed(round([...others, request(gss('C'), { answer: approve(200), revoked })]));
    expect(carried).toMatchObject({ outcome: 'carried', optedOut: [{ borough: gss('C'), why: 'revoked' }] });
    expect(carried.contributions.map(({ amount }) => amount)).toEqual([150, 150]);
    expect(closed(round([request(gss('A'), { answer: approve(300), revoked }), yes(gss('B'), 300)])).outcome).toBe(
      'failed',
    );
  });
});

describe('R3 who is counted', () => {
  const three = [yes(gss('A'), 300), yes(gss('B'), 300), request(gss('C')), request(gss('D'))];

  test('R3 silent boroughs are eligible, but do not respond', () => {
    expect(closed(round(three, { ...twoThirds('eligible'), ...late })).outcome).toBe('failed');
    expect(closed(round(three, { ...twoThirds('responding'), ...late })).outcome).toBe('carried');
  });

  test('R3 boroughs without an officer at the close are not eligible, recused or not', () => {
    const requests = [...three.slice(0, 3), request(gss('D'), { asks: [asked('one', recusal)] })];
    const one = closed(round(requests, { ...twoThirds('eligible'), ...late, withoutOfficer: new Set([gss('D')]) }));
    expect(one).toMatchObject({
      outcome: 'carried',
      optedOut: [
        { borough: gss('C'), why: 'silent' },
        { borough: gss('D'), why: 'recused' },
      ],
    });
    expect(one.reasons[0]).toBe(
      '2 of the 3 boroughs that could answer approved. At least 2 were needed: 2/3 of them, and never fewer than 2.',
    );
  });

  test('R3 a share of the responding says so', () => {
    const [first] = closed(round(three, { ...twoThirds('responding'), ...late })).reasons;
    expect(first).toMatch(/^2 of the 2 boroughs that answered approved\./);
  });

  test('R3 a borough is recused if one of its officers declared an interest, whatever the others did', () => {
    const asks = [asked('one', recusal), asked('two', { at: before, why: 'not-eligible' })];
    const outcome = closed(
      round([...three.slice(0, 3), request(gss('D'), { asks })], { ...late, withoutOfficer: new Set([gss('D')]) }),
    );
    expect(outcome.optedOut.at(-1)).toEqual({ borough: gss('D'), why: 'recused' });
    expect(outcome.reasons.slice(-2)).toEqual([
      'Borough C did not answer.',
      'Borough D declared an interest and had no other officer who could answer.',
    ]);
  });

  test('R6 boroughs with the same stance are named together', () => {
    const together = (...requests: ReturnType<typeof no>[]) =>
      closed(round([yes(gss('A'), 300), yes(gss('B'), 300), ...requests])).reasons.at(-1);
    expect(together(no(gss('C')), no(gss('D')))).toBe('Borough C and Borough D declined.');
    expect(together(no(gss('E')), no(gss('C')), no(gss('D')))).toBe('Borough C, Borough D and Borough E declined.');
  });

  test('R3 a borough that answered stays eligible when its officers leave before the close', () => {
    const left = { ...twoThirds('eligible'), ...late, withoutOfficer: new Set([gss('A'), gss('B')]) };
    expect(closed(round([yes(gss('A'), 300), yes(gss('B'), 300), request(gss('C'))], left)).outcome).toBe('carried');
    expect(
      closed(
        round([yes(gss('A'), 300), yes(gss('B'), 300), no(gss('C'))], {
          ...unanimous,
          withoutOfficer: new Set([gss('C')]),
        }),
      ).outcome,
    ).toBe('failed');
  });

  test('R3 a unanimous round is carried by all who could answer, and one silence fails it', () => {
    const missing = { ...unanimous, ...late, withoutOfficer: new Set([gss('C')]) };
    const requests = [yes(gss('A'), 300), yes(gss('B'), 300), request(gss('C'))];
    expect(closed(round(requests, missing)).outcome).toBe('carried');
    expect(closed(round(requests, { ...missing, withoutOfficer: new Set() })).outcome).toBe('failed');
  });

  test('R3 a request for changes is not a response, but its borough is eligible', () => {
    const requests = [yes(gss('A'), 300), yes(gss('B'), 300), wish(gss('C')), wish(gss('D'))];
    expect(closed(round(requests, twoThirds('responding'))).outcome).toBe('carried');
    expect(closed(round(requests, twoThirds('eligible'))).outcome).toBe('changes-requested');
  });
});

describe('R6, R10 the worked example of a coalition that shares again', () => {
  const proposal = sample('digital-apprenticeships');
  const { sharedAgain } = workedExamples<{
    sharedAgain: readonly { declined: string; contributions?: Record<string, number>; shortfall?: number }[];
  }>('rules');
  const resolved = resolveWeights(proposal, populations(), { 1: 0, 2: 0.05, 3: 0.1, 4: 0.15, 5: 0.25, 6: 0.4 });
  const weights = resolved.kind === 'weights' ? resolved.weights : [];
  const asked = askedShares(proposal.costs, weights);
  const total = asked.reduce((sum, { amount }) => sum + amount, 0);
  const outcome = (declined: string, capOf: (share: number) => number) =>
    closed(
      round(
        asked.map((share) =>
          request(share.borough, {
            lead: share.borough === proposal.leadBorough,
            weight: weights.find(({ borough }) => borough === share.borough)?.weight ?? 0,
            asked: share.amount,
            ownLines: share.ownLines,
            answer: share.borough === declined ? answer('decline') : approve(capOf(share.amount)),
          }),
        ),
        { costs: proposal.costs, ...late },
      ),
    );

  test('R10 one borough declines and the rest share its part, to the penny', () => {
    const [example] = sharedAgain;
    const { contributions } = outcome(example?.declined ?? '', () => total);
    expect(Object.fromEntries(contributions.map(({ borough, amount }) => [borough, amount]))).toEqual(
      example?.contributions,
    );
  });

  test('R10 one borough declines, the caps are the asked shares, and the round fails by the missing share', () => {
    const example = sharedAgain[1];
    expect(outcome(example?.declined ?? '', (share) => share)).toMatchObject({
      outcome: 'failed',
      shortfall: example?.shortfall,
    });
  });
});

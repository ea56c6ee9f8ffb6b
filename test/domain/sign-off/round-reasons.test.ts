import { describe, expect, test } from 'vitest';
import type { Ballot, Stance } from '../../../functions/domain/sign-off/round.ts';
import { type ClosedRound, roundReasons } from '../../../functions/domain/sign-off/round-reasons.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss } from '../../support/builders/ids.ts';

const ballot = (borough: BoroughCode, stance: Stance, more: Partial<Ballot> = {}): Ballot => ({
  ...{ borough, name: `Borough ${borough}`, lead: borough === gss('A'), stance, silence: false, pending: false },
  counts: stance === 'approved',
  person: stance === 'approved' ? `officer-${borough}` : null,
  ...more,
});
const paying = (...amounts: readonly number[]): ClosedRound['cost'] => ({
  kind: 'apportioned',
  contributions: amounts.map((amount, at) => ({ borough: gss(String(at)), shared: amount, ownLines: 0, amount })),
});
const closed = (more: Partial<ClosedRound> = {}): ClosedRound => ({
  outcome: 'carried',
  because: 'all-answered',
  ballots: [ballot(gss('A'), 'approved'), ballot(gss('B'), 'approved')],
  partner: 'borough',
  scheme: { decisionRule: { kind: 'coalition', minimumBoroughs: 2 }, countsFrom: 50 },
  topUp: null,
  verdict: { met: true, needed: 2, approvals: 2, people: 2, leadApproved: true, size: null },
  approved: 40_000,
  cost: paying(15_000, 15_050),
  revisionsLeft: 5,
  ...more,
});
const verdict = (more: Partial<ClosedRound['verdict']>) => ({ verdict: { ...closed().verdict, ...more } });
const one = verdict({ approvals: 1, needed: 1 });

describe('R6 why a round closed as it did', () => {
  test('R6 a carried round states the rule and the money, and does not list those who approved', () => {
    expect(roundReasons(closed())).toEqual([
      '2 of 2 boroughs approved. At least 2 were needed.',
      'Together they approved up to £400. That covers their cost of £300.50.',
    ]);
  });

  test.each<[string, Partial<ClosedRound>, string]>([
    [
      'R2 R3 where a partner is not a borough, those invited are called partners',
      { partner: 'partner', ...one },
      '1 of 2 partners approved. At least 1 was needed.',
    ],
    ['R3 one borough is one', one, '1 of 2 boroughs approved. At least 1 was needed.'],
    [
      'R3 unanimity is out of those that could answer',
      { scheme: { decisionRule: { kind: 'unanimous' }, countsFrom: 50 }, ...verdict({ size: 3, needed: 3 }) },
      '2 of the 3 boroughs that could answer approved. At least 3 were needed: all of them, and never fewer than 2.',
    ],
    [
      'R3 a share of the eligible is out of those that could answer',
      {
        scheme: { decisionRule: { kind: 'share', of: 'eligible', atLeast: [2, 3] }, countsFrom: 50 },
        ...verdict({ size: 1, needed: 2 }),
      },
      '2 of the 1 borough that could answer approved. At least 2 were needed: 2/3 of them, and never fewer than 2.',
    ],
    [
      'R3 a share of the responding is out of those that responded',
      {
        scheme: { decisionRule: { kind: 'share', of: 'responding', atLeast: [1, 2] }, countsFrom: 50 },
        ...verdict({ size: 4 }),
      },
      '2 of the 4 boroughs that answered approved. At least 2 were needed: 1/2 of them, and never fewer than 2.',
    ],
  ])('%s', (_, more, sentence) => {
    expect(roundReasons(closed(more))[0]).toBe(sentence);
  });

  test('R2 the lead is named first if it did not approve by a person', () => {
    const without = verdict({ leadApproved: false });
    const ballots = [ballot(gss('B'), 'approved'), ballot(gss('A'), 'declined')];
    expect(roundReasons(closed({ ...without, outcome: 'failed', ballots }))[0]).toBe(
      'The lead borough, Borough A, must approve through an officer, and it did not.',
    );
    expect(roundReasons(closed({ ...without, outcome: 'failed', ballots: [ballot(gss('B'), 'approved')] }))[0]).toBe(
      'The lead borough must approve through an officer, and it did not.',
    );
  });

  test('R10 caps that fall short say by how much; if nobody approved, money is not mentioned', () => {
    const short = { outcome: 'failed', cost: { kind: 'shortfall', by: 7 } } as const;
    expect(roundReasons(closed(short))[1]).toBe('Together they approved up to £400. That is £0.07 less than the cost.');
    const ballots = [ballot(gss('A'), 'silent'), ballot(gss('B'), 'declined')];
    expect(roundReasons(closed({ ...short, ballots, ...verdict({ approvals: 0 }) }))).toEqual([
      '0 of 2 boroughs approved. At least 2 were needed.',
      'Borough B declined.',
      'Borough A did not answer.',
    ]);
    expect(roundReasons(closed(one))).toHaveLength(2);
  });

  test('a lapsed round first says that no officer answered', () => {
    expect(roundReasons(closed({ outcome: 'lapsed' }))[0]).toBe('No officer approved, declined or asked for changes.');
    expect(roundReasons(closed({ outcome: 'failed' }))[0]).toMatch(/^2 of 2 boroughs approved/);
  });

  test('R4 a borough that approved by silence is named, and one that approved by an officer is not', () => {
    const ballots = [
      ballot(gss('A'), 'approved'),
      ballot(gss('B'), 'approved', { silence: true }),
      ballot(gss('C'), 'approved', { silence: true }),
      ballot(gss('D'), 'silent', { silence: true }),
    ];
    expect(roundReasons(closed({ ballots })).slice(2)).toEqual([
      'Borough B and Borough C approved by silence under a standing authority. No officer decided.',
      'Borough D did not answer.',
    ]);
  });

  test.each<[Stance, string]>([
    ['declined', 'Borough C declined.'],
    ['revoked', 'The secretariat withdrew the approval of Borough C.'],
    ['silent', 'Borough C did not answer.'],
    ['recused', 'Borough C declared an interest and had no other officer who could answer.'],
    ['without-officer', 'Borough C had no officer who could answer.'],
  ])('R6 a borough that takes no part is named with the reason: %s', (stance, sentence) => {
    const ballots = [ballot(gss('A'), 'approved'), ballot(gss('B'), 'approved'), ballot(gss('C'), stance)];
    expect(roundReasons(closed({ ballots })).slice(2)).toEqual([sentence]);
  });

  test('R6 what happens to requests for changes depends on the outcome and on the revisions left', () => {
    const wishes = [ballot(gss('C'), 'asked-for-changes'), ballot(gss('D'), 'asked-for-changes')];
    const ballots = [ballot(gss('A'), 'approved'), ...wishes];
    const last = (more: Partial<ClosedRound>) => roundReasons(closed({ ballots, ...more })).slice(2);
    const asked = 'Borough C and Borough D asked for changes.';
    expect(last({})).toEqual([asked, 'It goes ahead without Borough C and Borough D.']);
    expect(last({ outcome: 'failed', revisionsLeft: 0 })).toEqual([
      asked,
      'No revision is left to make the changes in.',
    ]);
    const again = { outcome: 'changes-requested' } as const;
    expect(last({ ...again, revisionsLeft: 1 })[1]).toBe(
      'The proposer can make the changes in a new revision: 1 is left.',
    );
    expect(last({ ...again, revisionsLeft: 2 })[1]).toBe(
      'The proposer can make the changes in a new revision: 2 are left.',
    );
  });

  test('R5 a round that closed early because it could only fail says so last', () => {
    const ballots = [ballot(gss('A'), 'declined'), ballot(gss('B'), 'approved')];
    const early = 'It closed before the deadline, because no further answer could have made it succeed.';
    const reasons = (because: ClosedRound['because']) => roundReasons(closed({ outcome: 'failed', because, ballots }));
    expect(reasons('can-only-fail').at(-1)).toBe(early);
    for (const because of ['deadline', 'all-answered'] as const) expect(reasons(because)).not.toContain(early);
  });
});

import { describe, expect, test } from 'vitest';
import { silenceAt, silenceWhileBarred, silenceWithoutMoney } from '../../../functions/domain/sign-off/silence.ts';
import type { DeemedApproval } from '../../../functions/domain/vocabulary/borough.ts';
import type { LocalDate } from '../../../functions/domain/vocabulary/calendar.ts';
import { gss } from '../../support/builders/ids.ts';
import { asked, before, borough, request } from './rounds.ts';

const standing: DeemedApproval = { authority: 'Delegation 12', upTo: 100, from: '2026-12-01', to: '2026-12-31' };
const scheme = { name: 'quick', silence: 'deemed-approval' } as const;
const camden = (deemedApproval: DeemedApproval | null = standing) => borough([], { deemedApproval });
const camdens = request(gss('B'));
const deadline: LocalDate = '2026-12-18';

describe('R4 silence at the deadline', () => {
  test('R4 is approval up to the asked share if scheme and standing authority say so', () => {
    expect(silenceAt(scheme, camdens, camden(), deadline)).toEqual({
      kind: 'deemed',
      upTo: 100,
      authority: 'Delegation 12',
      comment: 'No officer decided. Silence counts as approval under Delegation 12.',
    });
  });

  test('R1, R4 is approval of 1p, the smallest approval, for an asked share of 1p', () => {
    expect(silenceAt(scheme, request(gss('B'), { asked: 1 }), camden(), deadline)).toMatchObject({
      kind: 'deemed',
      upTo: 1,
    });
  });

  test('R2, R4 is opting out for the lead, whatever authority its borough holds', () => {
    expect(silenceAt(scheme, request(gss('A')), camden(), deadline)).toEqual({
      kind: 'opt-out',
      cause: 'lead',
      why: 'Camden leads the proposal. One of its own officers must approve: silence is not enough.',
    });
  });

  test.each([
    ['scheme', { ...scheme, silence: 'opt-out' as const }, camdens, camden(), 'The scheme quick counts silence'],
    ['no-authority', scheme, camdens, camden(null), 'has no standing authority'],
    ['above-limit', scheme, request(gss('B'), { asked: 101 }), camden(), 'more than the standing authority'],
    ['nothing-asked', scheme, request(gss('B'), { asked: 0 }), camden(), 'share of Camden is £0'],
    [
      'not-delivered',
      scheme,
      request(gss('B'), { delivery: 'pending' }),
      camden(),
      'do not know that the request reached',
    ],
    [
      'not-delivered',
      scheme,
      request(gss('B'), { delivery: 'unreachable' }),
      camden(),
      'do not know that the request reached',
    ],
    [
      'key-decision',
      scheme,
      camdens,
      borough([], { deemedApproval: standing, keyDecisionAbove: 100 }),
      'a share of this size is a key decision',
    ],
    ['no-officer', scheme, request(gss('B'), { asks: [] }), camden(), 'no officer who could answer'],
    [
      'no-officer',
      scheme,
      request(gss('B'), { asks: [asked('one', { at: before, why: 'recused' })] }),
      camden(),
      'no officer who could answer',
    ],
  ])('R4 is opting out: %s', (cause, rules, theirs, council, words) => {
    expect(silenceAt(rules, theirs, council, deadline)).toEqual({
      kind: 'opt-out',
      cause,
      why: expect.stringContaining(words),
    });
  });

  test('R4, R29 is approval for a share just below the figure for key decisions', () => {
    const council = borough([], { deemedApproval: standing, keyDecisionAbove: 101 });
    expect(silenceAt(scheme, camdens, council, deadline).kind).toBe('deemed');
  });

  test.each([
    ['2026-11-30', 'opt-out'],
    ['2026-12-01', 'deemed'],
    ['2026-12-31', 'deemed'],
    ['2027-01-01', 'opt-out'],
  ] as const)('R4 with an authority from 1 to 31 December is, at a deadline on %s: %s', (on, kind) => {
    expect(silenceAt(scheme, camdens, camden(), on).kind).toBe(kind);
  });

  test('R4 says which authority does not cover the day', () => {
    expect(silenceAt(scheme, camdens, camden(), '2027-01-01')).toMatchObject({
      cause: 'outside-dates',
      why: expect.stringContaining('(Delegation 12)'),
    });
  });

  test('R4 is opting out if the budget cannot hold the asked share', () => {
    expect(silenceWithoutMoney(camden())).toEqual({
      kind: 'opt-out',
      cause: 'no-money',
      why: 'The budget of Camden does not have enough money to hold the share.',
    });
  });

  test('R4 R12 says for which years no budget is set', () => {
    expect(silenceWithoutMoney(camden(), ['2028-29']).why).toBe(
      'The budget of Camden does not have enough money to hold the share. No budget is set for 2028-29.',
    );
  });

  test('R4, R26 is opting out if its officers may have been prevented from answering', () => {
    expect(silenceWhileBarred(camden())).toEqual({
      kind: 'opt-out',
      cause: 'barred',
      why: 'Wrong codes, or too many requests for codes, may have stopped Camden answering on the last day.',
    });
  });
});

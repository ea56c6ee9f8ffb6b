import { describe, expect, test } from 'vitest';
import {
  type Confirming,
  callInHoldsUntil,
  callInPeriods,
  confirmingAfter,
  confirmingUntil,
  goesOnWithoutFrom,
  isCalledIn,
  isIn,
} from '../../../functions/domain/confirming/confirming.ts';
import { confirmingVerdict } from '../../../functions/domain/confirming/confirming-verdict.ts';
import type { SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { aScheme } from '../../support/builders/schemes.ts';
import { approve, closesAt, request, round } from '../sign-off/rounds.ts';

const [a, b, c] = [gss('A'), gss('B'), gss('C')];
/** Friday 18 December 2026, 5pm: Christmas Day and the bank holiday of 28 December follow. */
const carriedAt: Instant = closesAt;
const endOfFive: Instant = '2026-12-30T00:00:00.000Z';

const key = (callInWorkingDays: number) =>
  ({ basis: 'notice', reference: 'KD 7', on: '2026-11-01', callInWorkingDays }) as const;
const approving = (borough = a, more: Partial<SignOffRequest> = {}) =>
  request(borough, { answer: approve(200), ...more });
const deciding = (borough = b, days = 5, more: Partial<SignOffRequest> = {}) =>
  request(borough, { answer: { ...approve(200), keyDecision: key(days) }, ...more });
const said = { at: '2026-12-21T10:00:00.000Z', by: who('somebody'), reason: 'The cabinet met again.' } as const;
const takenBack = { ...said, why: 'link' } as const;
const calledIn = { ...said, until: callInHoldsUntil(said.at) } as const;
const released = { ...calledIn, ended: { ...said, at: '2026-12-22T10:00:00.000Z', how: 'released' } } as const;
const setAside = { ...calledIn, ended: { ...said, how: 'set-aside' } } as const;

const asking = { requests: [approving(), approving(b)], carriedAt, advice: null, confirmWorkingDays: 5, at: carriedAt };
const begun: Confirming = {
  since: carriedAt,
  advice: null,
  callIns: [{ borough: b, until: endOfFive }],
  goneOn: null,
  topUp: null,
  close: null,
};
const advised: Confirming = {
  ...begun,
  callIns: [],
  advice: { outcome: 'not-recommended', until: '2026-12-29T17:00:00.000Z' },
};
const wentOn = { at: '2026-12-21T12:00:00.000Z', by: who('lead'), reasons: 'It is still worth doing for us.' } as const;

describe('R29 the call-in of key decisions', () => {
  test('R29 five working days after Friday 18 December 2026 end at the start of Wednesday 30 December', () => {
    expect(callInPeriods([approving(), deciding()], carriedAt)).toEqual([{ borough: b, until: endOfFive }]);
  });

  test('R29 a borough whose call-in days are 0 keeps nobody waiting', () => {
    expect(confirmingAfter({ ...asking, requests: [approving(), deciding(b, 0)] })).toBeNull();
  });

  test('R29 a call-in period that ended while reviewers read it keeps nobody waiting', () => {
    const deciders = { ...asking, requests: [approving(), deciding()] };
    expect(confirmingAfter({ ...deciders, at: '2026-12-29T23:59:59.999Z' })?.callIns).toHaveLength(1);
    expect(confirmingAfter({ ...deciders, at: endOfFive })).toBeNull();
  });

  test('R29 a call-in that was entered while reviewers read it is waited for', () => {
    const requests = [approving(), deciding(b, 5, { calledIn })];
    expect(confirmingAfter({ ...asking, requests, at: endOfFive })).toMatchObject({ advice: null, callIns: [] });
  });

  test('R29 an approval that is not a key decision, and one that no longer counts, cannot be called in', () => {
    const gone = { answer: { ...approve(200), keyDecision: key(5) }, takenBack };
    expect(callInPeriods([approving(), request(c, gone)], carriedAt)).toEqual([]);
  });

  test('R29 periods are listed by GSS code', () => {
    const periods = callInPeriods([deciding(c, 3), deciding(b)], carriedAt);
    expect(periods.map(({ borough }) => borough)).toEqual([b, c]);
  });

  test('R29 a call-in holds for 20 working days, and after 10 the lead may go on without the borough', () => {
    expect(callInHoldsUntil('2026-12-21T10:00:00.000Z')).toBe('2027-01-21T17:00:00.000Z');
    expect(goesOnWithoutFrom({ at: '2026-12-21T10:00:00.000Z' })).toBe('2027-01-07T17:00:00.000Z');
  });

  test.each<[string, Partial<SignOffRequest>, boolean, boolean]>([
    ['approved', {}, true, false],
    ['called it in', { calledIn }, true, true],
    ['released it', { calledIn: released }, true, false],
    ['was left behind by the lead', { calledIn: setAside }, false, false],
    ['took it back', { takenBack, calledIn }, false, false],
    ['lost its approval to the secretariat', { revoked: said, calledIn }, false, false],
    ['did not answer', { answer: null }, false, false],
  ])('R29 a borough that %s', (_, more, takesPart, calls) => {
    expect([isIn(deciding(b, 5, more)), isCalledIn(deciding(b, 5, more))]).toEqual([takesPart, calls]);
  });
});

describe('R17 when the boroughs confirm, and for how long', () => {
  test('R17 they do not if the review did not advise against it and no decision can be called in', () => {
    expect(confirmingAfter(asking)).toBeNull();
  });

  test.each(['not-recommended', 'request-changes', 'lapsed'] as const)('R17 they do after the advice %s', (advice) => {
    expect(confirmingAfter({ ...asking, advice })?.advice).toEqual({
      outcome: advice,
      until: '2026-12-29T17:00:00.000Z',
    });
  });

  test('R17 without any days they have until 5pm on the next working day', () => {
    const quick = confirmingAfter({ ...asking, advice: 'lapsed', confirmWorkingDays: 0 });
    expect(quick?.advice?.until).toBe('2026-12-21T17:00:00.000Z');
  });

  test('R17 advice runs to its end, even if the lead said at once that it goes on', () => {
    expect(confirmingUntil({ ...advised, goneOn: wentOn }, [approving()], 5)).toBe(advised.advice?.until);
  });

  test('R17 without any days it ends as soon as the lead said so', () => {
    expect(confirmingUntil({ ...advised, goneOn: wentOn }, [approving()], 0)).toBe(wentOn.at);
    expect(confirmingUntil(advised, [approving()], 0)).toBe(advised.advice?.until);
  });

  test('R17 R29 it ends with the latest of its reasons', () => {
    const both = { ...advised, callIns: begun.callIns };
    expect(confirmingUntil(both, [approving(), deciding()], 5)).toBe(endOfFive);
    expect(confirmingUntil(both, [approving(), deciding(b, 5, { calledIn })], 5)).toBe(calledIn.until);
    const topUp = { since: endOfFive, until: '2027-02-01T17:00:00.000Z', shortfall: 60 } as const;
    expect(confirmingUntil({ ...both, topUp }, [approving(), deciding()], 5)).toBe(topUp.until);
  });

  test('R29 a released call-in leaves the period as it was, and a borough that left is not waited for', () => {
    expect(confirmingUntil(begun, [approving(), deciding(b, 5, { calledIn: released })], 5)).toBe(endOfFive);
    expect(confirmingUntil(begun, [approving(), deciding(b, 5, { takenBack })], 5)).toBe(carriedAt);
    expect(confirmingUntil(begun, [approving(), deciding(b, 5, { calledIn: setAside })], 5)).toBe(carriedAt);
  });

  test.each(['takenBack', 'revoked'] as const)('R29 the lead’s approval gone (%s) ends it at once', (how) => {
    const lead = approving(a, { [how]: takenBack });
    expect(confirmingUntil(advised, [lead, deciding()], 5)).toBe(takenBack.at);
  });
});

describe('R29 how confirming ends', () => {
  const judged = (requests: readonly SignOffRequest[], confirming = begun) => {
    const at = confirmingUntil(confirming, requests, 5);
    return confirmingVerdict({ confirming, round: round(requests, { at: carriedAt }), at });
  };

  test('R29 with nobody gone the shares of the close stay in force', () => {
    expect(judged([approving(), deciding(), request(c)])).toEqual({
      outcome: 'confirmed',
      reasons: ['No borough took its approval back.'],
      contributions: null,
      leaving: [],
      shortfall: 0,
    });
  });

  test('R17 after advice against it the silence of the lead ends it, whatever the others say', () => {
    expect(judged([approving(), approving(b)], advised)).toMatchObject({
      outcome: 'not-confirmed',
      reasons: ['The lead borough, Borough A, did not say in time that it goes on.'],
    });
    expect(judged([approving(), approving(b)], { ...advised, goneOn: wentOn })).toMatchObject({ outcome: 'confirmed' });
  });

  test('R10 R29 without a borough that took its approval back the others share the cost again within their caps', () => {
    const verdict = judged([approving(), approving(b), deciding(c, 5, { takenBack })]);
    expect(verdict).toMatchObject({ outcome: 'confirmed', leaving: [] });
    expect(verdict.contributions?.map(({ borough, amount }) => [borough, amount])).toEqual([
      [a, 150],
      [b, 150],
    ]);
    expect(verdict.reasons).toContain('Borough C took the approval back.');
  });

  test('R5 R10 R29 if only the others’ caps are too small, it says by how much they can be topped up, once', () => {
    const small = (borough = a) => request(borough, { answer: approve(120) });
    const requests = [small(), small(b), approving(c, { takenBack })];
    const judgedWith = (atMost: number, confirming = begun) => {
      const scheme = { ...round(requests).scheme, topUp: { atMost, workingDays: 2 } };
      const { outcome, shortfall } = confirmingVerdict({
        ...{ confirming, at: endOfFive },
        round: round(requests, { at: carriedAt, scheme }),
      });
      return [outcome, shortfall];
    };
    expect(judgedWith(20)).toEqual(['not-confirmed', 60]);
    expect(judgedWith(19)).toEqual(['not-confirmed', 0]);
    const topUp = { since: carriedAt, until: endOfFive, shortfall: 60 };
    expect(judgedWith(20, { ...begun, topUp })).toEqual(['not-confirmed', 0]);
  });

  test('R3 R29 it ends if too few approvals are left', () => {
    expect(judged([approving(), approving(b, { takenBack })])).toMatchObject({ outcome: 'not-confirmed' });
  });

  test('R3 R29 a borough that took its approval back still counts as responding', () => {
    const rule = aScheme({ decisionRule: { kind: 'share', of: 'responding', atLeast: [3, 4] } });
    const requests = [approving(), approving(b), approving(c, { takenBack })];
    const verdict = confirmingVerdict({ confirming: begun, round: round(requests, { scheme: rule }), at: endOfFive });
    expect(verdict).toMatchObject({ outcome: 'not-confirmed', shortfall: 0 });
    expect(verdict.reasons).toContain(
      '2 of the 3 boroughs that answered approved. At least 3 were needed: 3/4 of them, and never fewer than 2.',
    );
  });

  test('R29 the reasons speak of partners where one of them is not a borough', () => {
    expect(judged([approving(), deciding(b, 5, { kind: 'body' })]).reasons).toEqual([
      'No partner took its approval back.',
    ]);
    expect(judged([approving(a, { takenBack, kind: 'body' }), approving(b)]).reasons).toEqual([
      'The lead partner, Borough A, took its approval back.',
    ]);
  });

  test('R29 a call-in that nobody released counts as a take-back, and is recorded as one', () => {
    const verdict = judged([approving(), approving(b), deciding(c, 5, { calledIn })]);
    expect(verdict).toMatchObject({ outcome: 'confirmed' });
    expect(verdict.leaving).toMatchObject([
      { borough: c, takenBack: { at: calledIn.until, by: calledIn.by, why: 'call-in', reason: calledIn.reason } },
    ]);
    expect(verdict.contributions).toHaveLength(2);
    const left = judged([approving(), approving(b), deciding(c, 5, { calledIn: setAside })]);
    expect(left.leaving).toMatchObject([{ borough: c, takenBack: { why: 'call-in' } }]);
    expect(judged([approving(), deciding(b, 5, { calledIn: released })]).leaving).toEqual([]);
  });

  test.each<[Partial<SignOffRequest>, string]>([
    [{ takenBack }, 'The lead borough, Borough A, took its approval back.'],
    [{ revoked: said }, 'The secretariat withdrew the approval of the lead borough, Borough A.'],
    [{ calledIn }, 'The lead borough, Borough A, called its decision in, and did not release it.'],
  ])('R2 R29 it ends without the lead: %o', (more, reason) => {
    const lead = deciding(a, 5, more);
    expect(judged([lead, approving(b), approving(c)])).toMatchObject({ outcome: 'not-confirmed', reasons: [reason] });
  });
});

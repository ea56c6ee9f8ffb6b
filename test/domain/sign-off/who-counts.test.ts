import { describe, expect, test } from 'vitest';
import type { Round, RoundOutcome } from '../../../functions/domain/sign-off/round.ts';
import { roundOutcome } from '../../../functions/domain/sign-off/round-outcome.ts';
import { deliveryTo } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { answer, approve, asked, before, closesAt, deemed, request, round, ruled } from './rounds.ts';

type Closed = Extract<RoundOutcome, { kind: 'closed' }>;

function atTheDeadline(requests: Round['requests'], more: Partial<Round> = {}): Closed {
  const outcome = roundOutcome(round(requests, { at: closesAt, ...more }));
  if (outcome.kind !== 'closed') throw new Error('The round is still open');
  return outcome;
}

const yes = (borough: BoroughCode) => request(borough, { answer: approve(300) });
const allOf = (of: 'eligible' | 'responding') => ({
  scheme: ruled({ kind: 'share', of, atLeast: [1, 1] } as const),
});

describe('R3 who responds', () => {
  test('R3 a borough that declined responds', () => {
    const declined = request(gss('C'), { answer: answer('decline') });
    expect(atTheDeadline([yes(gss('A')), yes(gss('B')), declined], allOf('responding')).outcome).toBe('failed');
  });

  test.each([
    ['asked for changes', request(gss('C'), { answer: answer('request-changes') })],
    ['did not answer', request(gss('C'))],
    [
      'revoked',
      request(gss('C'), { answer: approve(300), revoked: { at: before, by: who('one'), reason: 'Call-in' } }),
    ],
  ])('R3 a borough that %s is eligible, and does not respond', (_, other) => {
    const requests = [yes(gss('A')), yes(gss('B')), other];
    expect(atTheDeadline(requests, allOf('responding')).outcome).toBe('carried');
    expect(atTheDeadline(requests, allOf('eligible')).outcome).not.toBe('carried');
  });

  test('R3 a borough that lost its officer without a declared interest is without an officer, not recused', () => {
    const left = request(gss('C'), { asks: [asked('one', { at: before, why: 'not-eligible' })] });
    const outcome = atTheDeadline([yes(gss('A')), yes(gss('B')), left], { withoutOfficer: new Set([gss('C')]) });
    expect(outcome.optedOut).toEqual([{ borough: gss('C'), why: 'without-officer' }]);
    expect(outcome.reasons.at(-1)).toBe('Borough C had no officer who could answer.');
  });

  test('R2 a lead whose silence was recorded as approval counts as silent', () => {
    const outcome = atTheDeadline([request(gss('A'), { answer: deemed(300) }), yes(gss('B')), yes(gss('C'))]);
    expect(outcome.optedOut).toEqual([{ borough: gss('A'), why: 'silent' }]);
  });
});

describe('R4 what happened to the email of a request', () => {
  const noted = new Map([
    [who('got-it'), 'delivered'],
    [who('bounced'), 'unreachable'],
    [who('waiting'), 'pending'],
  ] as const);
  const passedOn = { at: before, why: 'not-eligible' } as const;

  test.each([
    ['any of those who hold it got it', [asked('bounced'), asked('got-it')], 'delivered'],
    ['nobody got it, and one cannot be reached', [asked('waiting'), asked('bounced')], 'unreachable'],
    ['nothing is known yet', [asked('waiting'), asked('stranger')], 'pending'],
    ['the officer who got it passed it on', [asked('got-it', passedOn), asked('waiting')], 'pending'],
    ['the officer who could not be reached passed it on', [asked('bounced', passedOn), asked('waiting')], 'pending'],
    ['nobody holds it', [asked('got-it', passedOn)], 'pending'],
  ] as const)('R4 if %s', (_, asks, delivery) => {
    expect(deliveryTo(asks, noted)).toBe(delivery);
  });
});

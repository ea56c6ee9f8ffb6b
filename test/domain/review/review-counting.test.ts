import { describe, expect, test } from 'vitest';
import { reviewersToAsk, reviewFaults, reviewOutcome } from '../../../functions/domain/review/review.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { pid, who } from '../../support/builders/ids.ts';
import {
  answered,
  before,
  borough,
  codeIn,
  deadline,
  early,
  late,
  lead,
  middle,
  request,
  reviewer,
  routing,
} from './reviews.ts';

const at = (more: Partial<Parameters<typeof reviewOutcome>[0]>) =>
  reviewOutcome({
    ...{ requests: [], minimum: 1, at: before, closesAt: deadline, othersLeft: false, lastDeadline: false },
    ...more,
  });

describe('R17 which answers count', () => {
  test('R17 the review is decided once enough reviewers have answered, even if others are still asked or left', () => {
    const requests = [answered(early, 'recommend'), request(middle)];
    expect(at({ requests, othersLeft: true })).toMatchObject({ kind: 'decided', outcome: 'recommend' });
    expect(at({ requests: requests.slice(0, 1), othersLeft: true })).toMatchObject({ kind: 'decided' });
  });

  test('R17 nobody waits for a reviewer whose request passed on', () => {
    const passedOn = { at: before, why: 'not-eligible' } as const;
    const requests = [answered(early, 'recommend'), request(middle, { passedOn })];
    expect(at({ requests, minimum: 2 })).toMatchObject({ kind: 'decided', outcome: 'recommend' });
    expect(at({ requests, minimum: 2, othersLeft: true })).toEqual({ kind: 'open' });
    expect(at({ requests, minimum: 2, othersLeft: true, at: deadline })).toEqual({ kind: 'ask-others' });
  });

  test('R29 the answer of a borough that pays no longer does not count', () => {
    const passedOn = { at: before, why: 'takes-no-part' } as const;
    const lost = { ...answered(early, 'not-recommended'), passedOn };
    expect(at({ requests: [lost] })).toEqual({ kind: 'open' });
    expect(at({ requests: [lost, answered(middle, 'recommend')] })).toMatchObject({ outcome: 'recommend' });
  });
});

describe('R8 one person under several ids', () => {
  const post = (code: BoroughCode) => borough(code, [reviewer(code, 1, { email: 'one@camden.example' })]);
  const people = (more: Partial<Parameters<typeof reviewersToAsk>[0]>) =>
    reviewersToAsk({
      ...{ contributors: [post(early), post(middle)], lead, proposal: pid('one'), sha256: codeIn },
      ...{ minimum: 2, everyone: false, requests: [], routing, ...more },
    }).map(({ reviewer: { officer } }) => officer.person);

  test('R17 one person is not asked for two boroughs', () => {
    expect(people({})).toEqual([`person-${early}-1`]);
  });

  test('R8 one person is not asked after answering under another id', () => {
    const known = { ...routing, answered: [who('gone')], addresses: new Map([[who('gone'), 'one@camden.example']]) };
    expect(people({ routing: known })).toEqual([]);
  });

  test('R17 the other reviewers are still asked', () => {
    expect(people({ contributors: [post(early), post(middle), borough(late)] })).toEqual([
      `person-${early}-1`,
      `person-${late}-1`,
    ]);
  });
});

test('R17 each fault of a review says what to do', () => {
  const details = (kind: 'recommend' | 'recommend-with-conditions', reasons: string, conditions: string) =>
    reviewFaults({ kind, reasons, conditions, interest: '' }).map(({ detail }) => detail);
  const [short, unconditional, stray] = [
    'Enter reasons of at least 20 characters',
    'Enter your conditions',
    'You can enter conditions only if you recommend it with conditions. Delete them, or change your answer',
  ];
  expect(details('recommend-with-conditions', '', '')).toEqual([short, unconditional]);
  expect(details('recommend', '', 'Buy once')).toEqual([short, stray]);
});

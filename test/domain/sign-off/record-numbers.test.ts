import { expect, test } from 'vitest';
import { answersOf, highestLimitOf, recordNumber } from '../../../functions/domain/sign-off/sign-off-request.ts';
import { gss } from '../../support/builders/ids.ts';
import { anAnswer, anApproval } from '../../support/builders/requests.ts';

test('R19 the first record of a borough and revision has no order, and later ones have theirs', () => {
  const numberOf = (order: number) => recordNumber({ reference: 'JF-7K3M2Q', revision: 1 }, gss('E09000012'), order);
  expect([0, 1, 2, 20].map(numberOf)).toEqual([
    'JF-7K3M2Q-1-E09000012',
    'JF-7K3M2Q-1-E09000012',
    'JF-7K3M2Q-1-E09000012-2',
    'JF-7K3M2Q-1-E09000012-20',
  ]);
});

test('R1 a request of an earlier release, which does not count its answers, had one at most', () => {
  expect(answersOf({ answer: null })).toBe(0);
  expect(answersOf({ answer: anApproval(100) })).toBe(1);
  expect(answersOf({ answer: null, answers: 2 })).toBe(2);
  expect(answersOf({ answer: anApproval(100), answers: 2 })).toBe(2);
});

test('R7 an approval that stayed in force from an earlier revision is not an answer to this one', () => {
  expect(answersOf({ answer: anApproval(100, { answeredRevision: 1 }) })).toBe(0);
});

test('R1 the highest limit is the largest of all that the borough gave for the revision', () => {
  expect(highestLimitOf({ answer: null })).toBe(0);
  expect(highestLimitOf({ answer: anAnswer('decline') })).toBe(0);
  expect(highestLimitOf({ answer: anApproval(100) })).toBe(100);
  expect(highestLimitOf({ answer: anApproval(100), highest: 101 })).toBe(101);
  expect(highestLimitOf({ answer: anApproval(102), highest: 101 })).toBe(102);
  expect(highestLimitOf({ answer: anAnswer('decline'), highest: 101 })).toBe(101);
});

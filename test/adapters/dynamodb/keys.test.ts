import { describe, expect, test } from 'vitest';
import {
  appraisalKey,
  contributionKey,
  decisionKey,
  deliveryKey,
  eventKey,
  eventsFrom,
  headKey,
  type Key,
  lateKey,
  type Range,
  replacedAnswerKey,
  replacedAnswerRange,
  requestRanges,
  reviewedKey,
  reviewKey,
  revisionKey,
  roundKey,
  signOffKey,
  stateRanges,
} from '../../../functions/adapters/dynamodb/table/keys.ts';
import { gss, pid } from '../../support/builders/ids.ts';

const borough = gss('E09000012');
const ofRevision = (revision: number): readonly Key[] => [
  appraisalKey(pid('p'), revision),
  revisionKey(pid('p'), revision),
  roundKey(pid('p'), revision),
  reviewedKey(pid('p'), revision),
  reviewKey(pid('p'), revision, borough, 'somebody'),
  signOffKey(pid('p'), revision, borough),
  lateKey(pid('p'), revision, borough),
  lateKey(pid('p'), revision, borough, 'somebody'),
  deliveryKey(pid('p'), revision, borough, 'sign-off', 'somebody'),
  deliveryKey(pid('p'), revision, borough, 'review', 'somebody'),
];
const ofAll = [contributionKey(pid('p'), borough), decisionKey(pid('p'))];
/** Not read to decide: the head comes first, and neither events nor replaced answers matter. */
const replaced = (revision: number) => [1, 20].map((order) => replacedAnswerKey(pid('p'), revision, borough, order));
const never = (revision: number) => [
  headKey(pid('p')),
  ...[1, 999_999].map((sequence) => eventKey(pid('p'), sequence)),
  ...replaced(revision),
];

const covering = (ranges: readonly Range[], { sk }: Key) => ranges.filter(({ from, to }) => from <= sk && sk <= to);

describe('the ranges that a proposal’s state is read from', () => {
  test.for([1, 2, 6, 9_999])(
    'of revision %i hold each of its items once, and neither head, events nor replaced answers',
    (revision) => {
      const ranges = stateRanges(revision);
      for (const key of [...ofRevision(revision), ...ofAll])
        expect([key.sk, covering(ranges, key).length]).toEqual([key.sk, 1]);
      for (const key of never(revision)) expect([key.sk, covering(ranges, key).length]).toEqual([key.sk, 0]);
    },
  );

  test.for([2, 6])('of revision %i hold no content, request or appraisal of an older one', (revision) => {
    const old = ofRevision(revision - 1).filter(({ sk }) => !sk.startsWith('REVIEWED#'));
    expect(old.filter((key) => covering(stateRanges(revision), key).length > 0)).toEqual([]);
  });

  test('of the first revision are two, because no older items lie between', () => {
    expect(stateRanges(1)).toHaveLength(2);
  });
});

test('the ranges of requests hold the requests of one revision and the items beside them', () => {
  const held = ofRevision(2).filter((key) => covering(requestRanges(2), key).length === 1);
  expect(held.map(({ sk }) => sk.split('#')[0])).toEqual(['SIGNOFF', 'LATE', 'LATE', 'DELIVERY', 'DELIVERY']);
  expect(ofRevision(1).filter((key) => covering(requestRanges(2), key).length > 0)).toEqual([]);
});

test('R1 the replaced answers of a revision are read in their order, without those of another revision', () => {
  const keys = replaced(2).map(({ sk }) => sk);
  expect(keys.toSorted()).toEqual(keys);
  expect(replaced(2).filter((key) => covering([replacedAnswerRange(2)], key).length === 1)).toHaveLength(2);
  const others = [...replaced(1), ...replaced(3), ...ofRevision(2), ...ofAll];
  expect(others.filter((key) => covering([replacedAnswerRange(2)], key).length > 0)).toEqual([]);
});

test('events are read from any number on, and their keys sort in order', () => {
  const numbers = [2, 9, 10, 99_999, 100_000];
  const keys = numbers.map((number) => eventKey(pid('p'), number).sk);
  expect(keys.toSorted()).toEqual(keys);
  expect(keys.filter((sk) => covering([eventsFrom(10)], { pk: 'p', sk }).length > 0)).toHaveLength(3);
});

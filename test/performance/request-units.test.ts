import { describe, expect, test } from 'vitest';
import { indexUnits, readUnits, sizeOf, writeUnits } from './request-units.ts';

const text = (length: number) => ({ S: 'x'.repeat(length) });
const key = { pk: { S: 'PROPOSAL#1' }, sk: { S: 'HEAD' } };
const due = (at: string) => ({ ...key, duePartition: { S: 'DUE' }, dueAt: { S: at } });
const listed = (at: string, more: string) => ({
  ...key,
  listPartition: { S: 'ROI' },
  listKey: { S: at },
  more: { S: more },
});

describe('the size of an item', () => {
  test.each([
    ['a text has the bytes of its UTF-8', { S: 'é€' }, 5],
    ['a number has a byte for two digits and one more', { N: '12345' }, 4],
    ['zeroes at the ends of a number cost nothing', { N: '1200000' }, 2],
    ['a sign costs a byte', { N: '-12' }, 3],
    ['a fraction has no more digits than it shows', { N: '0.25' }, 2],
    ['null and a Boolean are a byte', { NULL: true }, 1],
    ['a list costs three bytes, and one for each element', { L: [{ S: 'a' }, { S: 'bc' }] }, 8],
    ['a map costs three bytes, and one for each pair', { M: { ab: { S: 'c' } } }, 7],
    ['an empty list costs three bytes', { L: [] }, 3],
  ] as const)('%s', (_, value, bytes) => {
    expect(sizeOf({ a: value as never })).toBe(1 + bytes);
  });

  test('is the size of its names and values', () => {
    expect(sizeOf({ name: text(10), other: text(5) })).toBe(4 + 10 + 5 + 5);
    expect(sizeOf(undefined)).toBe(0);
  });

  test('is refused for an unknown type', () => {
    expect(() => sizeOf({ a: { SS: ['b'] } })).toThrow('The size of SS is unknown');
  });
});

describe('units', () => {
  test('a write takes one unit per started kilobyte of the larger item, before or after', () => {
    expect(writeUnits(undefined, { a: text(1_023) })).toBe(1);
    expect(writeUnits(undefined, { a: text(1_024) })).toBe(2);
    expect(writeUnits({ a: text(2_100) }, { a: text(1) })).toBe(3);
    expect(writeUnits(undefined, undefined)).toBe(1);
  });

  test('a read takes one unit per started four kilobytes, and half if it may be old', () => {
    expect([0, 4_096, 4_097].map((size) => readUnits(size, true))).toEqual([1, 1, 2]);
    expect(readUnits(4_097, false)).toBe(1);
  });
});

describe('units of an index', () => {
  test('an item in no index costs nothing', () => {
    expect(indexUnits('due', key, { ...key, more: text(1) })).toBe(0);
  });

  test('joining or leaving takes one write, and a change of place takes two', () => {
    expect(indexUnits('due', undefined, due('1'))).toBe(1);
    expect(indexUnits('due', due('1'), key)).toBe(1);
    expect(indexUnits('due', due('1'), due('2'))).toBe(2);
  });

  test('a change of other attributes costs nothing if the index has only keys, and one write if it has all', () => {
    expect(indexUnits('due', due('1'), { ...due('1'), more: text(1) })).toBe(0);
    expect(indexUnits('list', listed('1', 'a'), listed('1', 'b'))).toBe(1);
    expect(indexUnits('list', listed('1', 'a'), listed('1', 'a'))).toBe(0);
  });
});

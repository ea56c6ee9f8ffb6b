import { expect, test } from 'vitest';
import { headItem } from '../../../functions/adapters/dynamodb/proposals/proposal-items.ts';
import type { Attributes } from '../../../functions/adapters/dynamodb/table/items.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { aHead, codes, newId } from '../../support/builders/records.ts';

/** Bytes of an item as the table counts them: UTF-8, and for a number one byte per two digits plus one. */
function sizeOf(item: Attributes): number {
  return Object.entries(item).reduce((sum, [name, value]) => {
    if (value.S !== undefined) return sum + name.length + Buffer.byteLength(value.S, 'utf8');
    if (value.N !== undefined) return sum + name.length + Math.ceil(value.N.length / 2) + 1;
    if (value.BOOL !== undefined) return sum + name.length + 1;
    throw new Error(`${name} is not a kind of attribute that a head has`);
  }, 0);
}

const instant = '2026-12-18T17:00:00.000Z';

test('a head of 33 partners with every field at its longest is within 1 KB, one write unit', () => {
  const head = aHead(codes(33), {
    status: 'changes-requested',
    revision: 6,
    cycle: 9_999,
    version: 9_999,
    authors: [who(newId()), who(newId()), who(newId())],
    recused: [who(newId()), who(newId())],
    proposer: who(newId()),
    events: 9_999,
    chainHead: 'f'.repeat(64),
    closesAt: instant,
    due: instant,
    ending: 'not-funded',
    endedAt: instant,
    attempts: 999,
    stopped: 'changes-requested',
  });
  const size = sizeOf(headItem(head));
  expect(size).toBeGreaterThan(900);
  expect(size).toBeLessThanOrEqual(1_024);
});

test('a code with a space in it is refused, because it would be read as two', () => {
  expect(() => headItem(aHead([gss('E09000001'), gss('E09 2')]))).toThrow('no space');
  expect(() => headItem(aHead([gss('E09000001'), gss('')]))).toThrow('no space');
});

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

const companies = Array.from({ length: 40 }, (_, index) =>
  gss(`GB-COH-${String(1_234_567 + 2_345_671 * index).padStart(8, '0')}`),
);

test.each([
  ['33 boroughs and seven companies is within 1 KB, one write unit', [...codes(33), ...companies.slice(0, 7)], 1_024],
  ['40 companies is within two write units', companies, 2_048],
] as const)('a head with every field at its longest, of %s', (_, partners, most) => {
  const head = aHead(partners, {
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
    topUp: { since: instant, until: instant },
    due: instant,
    ending: 'not-funded',
    endedAt: instant,
    attempts: 999,
    stopped: 'changes-requested',
  });
  const size = sizeOf(headItem(head));
  expect(size).toBeGreaterThan(700);
  expect(size).toBeLessThanOrEqual(most);
});

test('a code with a space in it is refused, because it would be read as two', () => {
  expect(() => headItem(aHead([gss('E09000001'), gss('E09 2')]))).toThrow('no space');
  expect(() => headItem(aHead([gss('E09000001'), gss('')]))).toThrow('no space');
});

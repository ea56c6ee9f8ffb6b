import { expect, test } from 'vitest';
import { dynamoClient } from '../../../functions/adapters/dynamodb/table/client.ts';
import { parseItem, toItem } from '../../../functions/adapters/dynamodb/table/items.ts';
import { linkKey } from '../../../functions/adapters/dynamodb/table/keys.ts';
import { changedProposal } from '../../../functions/adapters/dynamodb/table/stream-records.ts';
import { link } from '../../../functions/schemas/items/access.ts';
import { budget } from '../../../functions/schemas/items/budget.ts';
import { gss } from '../../support/builders/ids.ts';

test('R27 an item that does not parse is named without its values or its hash', () => {
  const hash = 'ab'.repeat(32);
  const item = toItem(linkKey(hash), { hash, purpose: 'sign-off', person: 'ada@hackney.example', revision: -1 });
  const thrown = (() => {
    try {
      return String(parseItem(link, item));
    } catch (error) {
      return String(error);
    }
  })();
  expect(thrown).toContain('LINK');
  expect(thrown).toContain('revision');
  expect(thrown).toContain('mintedAt');
  expect(thrown).not.toContain(hash);
  expect(thrown).not.toContain('ada@');
});

test('R12 a budget below zero does not parse', () => {
  const sound = {
    borough: gss('E09000012'),
    financialYear: '2026-27',
    kind: 'capital',
    allocated: 0,
    available: 0,
    held: 0,
  };
  const item = (committed: number) => toItem({ pk: 'BUDGET#', sk: 'HEAD' }, { ...sound, committed, drawn: 0 });
  expect(parseItem(budget, item(0))).toMatchObject({ committed: 0 });
  expect(() => parseItem(budget, item(-1))).toThrow('committed');
});

test('the client makes three attempts', async () => {
  const client = dynamoClient({ endpoint: 'http://127.0.0.1:1', region: 'eu-west-2' });
  expect(await client.config.maxAttempts()).toBe(3);
});

test.for([
  ['its head', 'PROPOSAL#p', 'HEAD', undefined, 'p'],
  ['a request that was settled', 'PROPOSAL#p', 'SIGNOFF#0001#E09000012', 'committed', 'p'],
  ['a request that was written with a head', 'PROPOSAL#p', 'SIGNOFF#0001#E09000012', 'held', undefined],
  ['an event', 'PROPOSAL#p', 'EVENT#000001', undefined, undefined],
  ['a budget’s head', 'BUDGET#b', 'HEAD', undefined, undefined],
] as const)('a record of %s names the right proposal, or none', ([, pk, sk, holdStatus, proposal]) => {
  const image = holdStatus === undefined ? {} : { holdStatus: { S: holdStatus } };
  expect(changedProposal({ pk: { S: pk }, sk: { S: sk } }, image)?.proposal).toBe(proposal);
});

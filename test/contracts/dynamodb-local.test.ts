import { readFileSync } from 'node:fs';
import { expect, inject, test } from 'vitest';
import { assertPinned, pinnedList } from '../support/dynamodb-local/jars.ts';
import { engines } from './engines/engines.ts';

test('AWS’s DynamoDB Local takes part in the contract suites, in CI always', () => {
  const local = inject('dynamoDbLocal');
  if (local.kind === 'missing') {
    console.warn(`DynamoDB Local did not run: ${local.why}.`);
    expect(process.env.CI, `DynamoDB Local did not run: ${local.why}`).not.toBe('true');
  } else {
    expect(engines.map(({ name }) => name)).toContain('DynamoDB Local');
  }
});

test('DynamoDB Local listens only on 127.0.0.1', async () => {
  const local = inject('dynamoDbLocal');
  const port = local.kind === 'running' ? new URL(local.endpoint).port : '0';
  await expect(fetch(`http://127.0.0.2:${port}`)).rejects.toThrow();
});

test('a jar that is altered, absent or not asked for is refused by name', () => {
  const pinned = readFileSync(pinnedList, 'utf8');
  const [first = '', second = ''] = pinned.split('\n').filter((line) => line.includes('sha256:'));
  const altered = first.replace(/.$/, (digit) => (digit === '0' ? '1' : '0'));
  expect(() => assertPinned(pinned, pinned)).not.toThrow();
  expect(() => assertPinned(pinned, pinned.replace(first, altered))).toThrow(`- ${first}\n+ ${altered}`);
  expect(() => assertPinned(pinned, pinned.replace(`${second}\n`, ''))).toThrow(`- ${second}`);
  expect(() => assertPinned(pinned, `${pinned}org/strange/1/strange-1.jar sha256:0\n`)).toThrow('+ org/strange');
});

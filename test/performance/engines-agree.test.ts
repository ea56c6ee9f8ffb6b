import { describe, expect, test } from 'vitest';
import { dynamoEngines } from '../contracts/engines/engines.ts';
import { decide } from './decision.ts';

/** The calls of which an engine counts the units as AWS says; of the others it says something simpler, or nothing (README). */
const counting: Readonly<Record<string, readonly string[]>> = {
  MiniStack: ['GetItemCommand', 'PutItemCommand', 'UpdateItemCommand', 'TransactWriteItemsCommand'],
  'DynamoDB Local': ['GetItemCommand', 'PutItemCommand', 'UpdateItemCommand', 'QueryCommand', 'BatchGetItemCommand'],
};

describe.each(dynamoEngines())('$name', ({ name, at }) => {
  test('says of each call of a decision the units that are counted here', async () => {
    const { told } = await decide(at, 3);
    // DynamoDB Local takes nothing for what is not there.
    const counted = told.filter(({ command, units }) => counting[name]?.includes(command) && units > 0);
    expect(new Set(counted.map(({ command }) => command))).toEqual(new Set(counting[name]));
    expect(counted.filter(({ units, counted: here }) => Math.abs(units - here) > 0.001)).toEqual([]);
  });
});

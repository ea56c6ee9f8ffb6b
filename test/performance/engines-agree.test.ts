import { describe, expect, test } from 'vitest';
import { dynamoEngines } from '../contracts/engines/engines.ts';
import { decide } from './decision.ts';

/** The calls for which an engine counts units as AWS does. For others it reports something simpler or nothing (README). */
const counting: Readonly<Record<string, readonly string[]>> = {
  MiniStack: ['GetItemCommand', 'PutItemCommand', 'UpdateItemCommand', 'TransactWriteItemsCommand'],
  'DynamoDB Local': ['GetItemCommand', 'PutItemCommand', 'UpdateItemCommand', 'QueryCommand', 'BatchGetItemCommand'],
};

describe.each(dynamoEngines())('$name', ({ name, at }) => {
  test('reports the units that are counted here for each call of a decision', async () => {
    const { told } = await decide(at, 3);
    // DynamoDB Local counts nothing for an item that does not exist.
    const counted = told.filter(({ command, units }) => counting[name]?.includes(command) && units > 0);
    expect(new Set(counted.map(({ command }) => command))).toEqual(new Set(counting[name]));
    expect(counted.filter(({ units, counted: here }) => Math.abs(units - here) > 0.001)).toEqual([]);
  });
});

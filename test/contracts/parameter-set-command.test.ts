import { randomUUID } from 'node:crypto';
import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { describe, expect, test } from 'vitest';
import { DynamoParameterSets } from '../../functions/adapters/dynamodb/registers/parameter-sets.ts';
import { putParameterSet } from '../../infra/commands/put-parameter-set.ts';
import { parametersOf } from '../support/builders/appraisal-inputs.ts';
import { createTable } from '../support/deployed/dynamo-table.ts';
import { dynamoEngines } from './engines/engines.ts';

const set = { ...parametersOf('green-book-2026-02'), id: 'deflators-2020', source: 'Invented', from: '2020-04-01' };
const file = (changes: object = {}) => JSON.stringify({ ...set, ...changes });

describe.each(dynamoEngines())('R14 npm run parameter-set on $name', ({ at: { endpoint, region } }) => {
  async function target() {
    const credentials = { accessKeyId: 'test', secretAccessKey: 'test' };
    const client = new DynamoDBClient({ endpoint, region, credentials });
    const tableName = `command-${randomUUID()}`;
    await createTable(client, tableName);
    const added = async () => (await new DynamoParameterSets({ client, tableName }).added()).map((each) => each.set);
    return { table: { tableName, region, endpoint, credentials }, added };
  }

  test('adds a set, and says when it starts and which set is used today', async () => {
    const { table, added } = await target();
    const said = await putParameterSet(table, `\uFEFF${file()}`);
    expect(said).toContain(
      'Added deflators-2020 (Invented). New submissions and drafts use it from its first day, 2020-04-01,',
    );
    expect(said).toContain('Today they use green-book-2026-02.');
    expect(await putParameterSet(table, file())).toContain('already exists with exactly these figures');
    expect(await added()).toEqual([set]);
  });

  test.each([
    ['other figures under its id', file({ source: 'Other' }), 'deflators-2020 already exists with other figures'],
    [
      'other figures under a built-in id',
      file({ id: 'green-book-2022' }),
      'green-book-2022 is built in with other figures',
    ],
    ['no JSON', '{', 'The file is not JSON: '],
    ['a list', '[]', 'the file: Expected a parameter set, not a list.'],
    ['two faults', file({ id: 'A', until: '2020-04-01' }), '/id: Expected 1 to 64'],
    ['two faults', file({ id: 'A', until: '2020-04-01' }), '\n/until: Expected a date after 2020-04-01'],
  ])('refuses %s with the reason, and writes nothing', async (_, text, said) => {
    const { table, added } = await target();
    await putParameterSet(table, file());
    const refused = await putParameterSet(table, text).then(String, (error: Error) => error);
    expect(refused).toMatchObject({ name: 'CommandError', message: expect.stringContaining(said) });
    expect(await added()).toEqual([set]);
  });
});

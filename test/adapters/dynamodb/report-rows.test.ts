import { DynamoDBClient } from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { expect, test } from 'vitest';
import { DynamoReportRows } from '../../../functions/adapters/dynamodb/proposals/report-rows.ts';
import { gss, pid } from '../../support/builders/ids.ts';
import { aPipelineRow } from '../../support/builders/rows.ts';
import { nowhere, scripted } from '../scripted-client.ts';

const wait = aPipelineRow();
const item = (sk: string, fields: object) => marshall({ pk: 'ROW#p1', sk, ...fields });

/** The rows of a proposal whose own row and other rows are stored like this. */
async function kept(own: object | undefined, ...others: Record<string, unknown>[]) {
  const client = new DynamoDBClient(nowhere);
  scripted(client, ({ name }) =>
    name === 'GetItem' ? { Item: own === undefined ? undefined : item('PROPOSAL', own) } : { Items: others },
  );
  return new DynamoReportRows({ client, tableName: 'table' }).of(pid('p1'));
}

test('rows that this version cannot read are left out, but the own row’s version is still known', async () => {
  const good = item('PIPELINE#E09000007', wait);
  expect(
    await kept(
      { row: 'proposal', version: 41 },
      good,
      item('PIPELINE#E09000012', { ...wait, boroughCode: gss('E09000012'), waitingFor: 'rain' }),
      item('PIPELINE#E09000033', wait),
      item('WEATHER#E09000007', { ...wait, row: 'weather' }),
      item('ROI#E09000007', { version: 3 }),
    ),
  ).toEqual({ version: 41, rows: [wait] });
});

test('a proposal without its own row has no version', async () => {
  expect(await kept(undefined)).toEqual({ version: null, rows: [] });
});

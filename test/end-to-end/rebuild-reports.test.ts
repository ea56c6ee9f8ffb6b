import { inject, test } from 'vitest';
import { rebuildRowsOf } from '../../infra/commands/rebuild-rows-of.ts';
import { localAws } from '../../infra/local/emulator/emulator.ts';
import { jsonOf } from '../support/deployed/api-client.ts';
import type { Member } from '../support/deployed/coalition.ts';
import { submit } from '../support/deployed/journey.ts';
import { systemAt } from '../support/deployed/system.ts';
import { type StoredItem, tableName } from '../support/deployed/table-reader.ts';
import { eventually } from '../support/eventually.ts';

const system = systemAt(inject('endpoints'));

/** The four reports of this borough, whose two proposals no longer change: one has ended, and one waits. */
async function reportsOf({ code }: Member): Promise<readonly string[]> {
  const ended = ['roi', 'contributions', 'benefits'].map((name) => `${name}?borough=${code}&status=withdrawn`);
  const paths = [...ended, `pipeline?borough=${code}`];
  const answers = await Promise.all(
    paths.flatMap((path) =>
      ['json', 'csv'].map((format) => system.finance.must(`/v1/reports/${path}&format=${format}`)),
    ),
  );
  return answers.map(({ text }) => text);
}

async function rowsOf(TableName: string, id: string): Promise<readonly StoredItem[]> {
  const query = {
    ...{ TableName, ConsistentRead: true, KeyConditionExpression: 'pk = :pk' },
    ExpressionAttributeValues: { ':pk': { S: `ROW#${id}` } },
  };
  return (await system.aws.call<{ Items: readonly StoredItem[] }>('DynamoDB_20120810.Query', query)).Items;
}

/** Of every three rows one is deleted, one is changed, and one gets a version that is too high. */
async function spoil(TableName: string, id: string): Promise<number> {
  const rows = await rowsOf(TableName, id);
  for (const [at, row] of rows.entries()) {
    const { pk, sk } = row;
    if (at % 3 === 0) await system.aws.call('DynamoDB_20120810.DeleteItem', { TableName, Key: { pk, sk } });
    else {
      const changed =
        at % 3 === 1 ? { title: { S: 'Spoilt' }, forecastBenefits: { N: '1' } } : { version: { N: '9999999999' } };
      await system.aws.call('DynamoDB_20120810.PutItem', { TableName, Item: { ...row, ...changed } });
    }
  }
  return rows.length;
}

test('promise 7: lost or wrong rows are made again from the record, and the reports have the same bytes as before', async ({
  expect,
}) => {
  const members = await system.coalition(2);
  const [lead] = members;
  const [ended, open] = [await submit(system, members), await submit(system, members)];
  await ended.withdraw();
  await ended.until('withdrawn');
  await open.link(lead);
  await eventually('Rows of both proposals', async () => {
    const roi = jsonOf<{ rows: readonly { status: string }[] }>(
      await system.finance.must(`/v1/reports/roi?borough=${lead.code}`),
    );
    const pipeline = jsonOf<{ rows: readonly { waitingSince: string }[] }>(
      await system.finance.must(`/v1/reports/pipeline?borough=${lead.code}`),
    );
    const { waitingOn } = await open.view();
    const asked = waitingOn.find(({ borough }) => borough === lead.code)?.since;
    const statuses = roi.rows.map(({ status }) => status).toSorted();
    return `${statuses}` === 'sign-off,withdrawn' && pipeline.rows.at(0)?.waitingSince === asked
      ? { found: true }
      : { seen: { roi, pipeline } };
  });
  const before = await reportsOf(lead);
  const TableName = await tableName(system.aws);
  let spoilt = 0;
  for (const { id } of [ended, open]) spoilt += await spoil(TableName, id);
  expect(await reportsOf(lead)).not.toEqual(before);
  const said: string[] = [];
  const { region, credentials } = localAws;
  const { awsEndpoint: endpoint } = inject('endpoints');
  const rebuild = () =>
    rebuildRowsOf({ tableName: TableName, region, endpoint, credentials }, (line) => said.push(line));
  const done = await rebuild();
  expect(done.failed).toBe(0);
  // A removed row does not count, whatever its contents.
  expect(done.rowsPut).toBeGreaterThan(spoilt / 2);
  expect(said.at(-1)).toMatch(/ read, .* written/);
  expect(await reportsOf(lead)).toEqual(before);
  const again = await rowsOf(TableName, ended.id);
  await rebuild();
  expect(await rowsOf(TableName, ended.id)).toEqual(again);
});

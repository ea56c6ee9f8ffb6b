import { strFromU8, unzipSync } from 'fflate';
import { afterAll, beforeAll, describe, inject, test } from 'vitest';
import { documentedAddress, documentedBlocks, reportsDocument } from '../support/clients/document.ts';
import { ClientRun } from '../support/clients/run-client.ts';
import { ApiClient, jsonOf } from '../support/deployed/api-client.ts';
import { submit } from '../support/deployed/journey.ts';
import { systemAt } from '../support/deployed/system.ts';
import { eventually } from '../support/eventually.ts';

const system = systemAt(inject('endpoints'));
const inAYear = new Date(Date.now() + 300 * 86_400_000).toISOString();

/** The reports of a borough that only this test uses, so that other tests do not change its rows. */
let key: string;
let own: ApiClient;
let run: ClientRun;
let reference: string;
let code: string;

beforeAll(async () => {
  const members = await system.coalition(2);
  code = members[0].code;
  const body = { name: 'Excel of a test', scopes: ['reports:read'], borough: code, expiresAt: inAYear };
  key = jsonOf<{ key: string }>(await system.admin.must('/v1/keys', { method: 'POST', body })).key;
  own = new ApiClient(system.baseUrl, key);
  ({ reference } = await submit(system, members));
  await eventually('Rows of the proposal in every report', async () => {
    const seen = await Promise.all(['roi', 'contributions', 'benefits', 'pipeline'].map(rowsOf));
    return seen.every((rows) => rows.length > 0) ? { found: seen } : { seen };
  });
  run = new ClientRun(system.baseUrl, key);
});
afterAll(() => run?.end());

type Row = Readonly<Record<string, unknown>>;
async function rowsOf(dataset: string): Promise<readonly Row[]> {
  return jsonOf<{ rows: readonly Row[] }>(await own.must(`/v1/reports/${dataset}`)).rows;
}

describe('the clients of docs/reports.md, as written there', () => {
  test('curl gets the CSV, and nothing the second time, because nothing changed', async ({ expect }) => {
    const [csv = ''] = documentedBlocks('sh');
    await run.run('sh', csv);
    expect(run.read('roi.csv').toString()).toBe((await own.must('/v1/reports/roi?format=csv')).text);
    expect(run.read('roi.csv').toString()).toContain(reference);
    const [before, tag] = [run.read('roi.csv'), run.read('roi.etag').toString()];
    expect(tag).toMatch(/^"/);
    // A mark in the file shows whether it is written again.
    await run.run('sh', 'printf marked > roi.csv');
    await run.run('sh', csv);
    expect(run.read('roi.csv').toString()).toBe('marked');
    await run.run('sh', 'rm roi.etag');
    await run.run('sh', csv);
    expect(run.read('roi.csv')).toEqual(before);
  });

  test('curl gets a workbook with the rows', async ({ expect }) => {
    const [, workbook = ''] = documentedBlocks('sh');
    await run.run('sh', workbook);
    const files = unzipSync(run.read('contributions.xlsx'));
    const sheets = Object.entries(files).filter(([name]) => name.startsWith('xl/'));
    expect(sheets.map(([, bytes]) => strFromU8(bytes)).join('')).toContain(reference);
  });

  test('Python adds up the asked share of each borough', async ({ expect }) => {
    const [script = ''] = documentedBlocks('python');
    const [header, line, ...others] = (await run.run('python', script)).trim().split('\n');
    const [row] = await rowsOf('roi');
    expect(header).toBe('borough,asked_gbp,contribution_gbp');
    expect(line).toBe(`${row?.borough},${Number(row?.asked) / 100}${Number(row?.asked) % 100 === 0 ? '.0' : ''},0.0`);
    expect(others).toEqual([]);
  });

  test('JavaScript reads the JSON', async ({ expect }) => {
    const [script = ''] = documentedBlocks('js');
    const rows = await rowsOf('contributions');
    expect(JSON.parse(await run.run('js', script))).toEqual({
      asAt:
        rows
          .map(({ updatedAt }) => updatedAt)
          .toSorted()
          .at(-1) ?? expect.stringMatching(/Z$/),
      rows: rows.length,
      committed: 0,
    });
  });

  test('every address and command in it works with Basic, as a spreadsheet signs in', async ({ expect }) => {
    const named = [...reportsDocument.matchAll(/https:\/\/funding\.example(\/[^\s`'")]*)/g)].map(([, path]) => path);
    const listed = [...reportsDocument.matchAll(/`(\/v1\/[a-z/]+)`/g)].map(([, path]) => path);
    const paths = [...new Set([...named, ...listed])].filter((path) => path !== undefined && path !== '/');
    expect(paths.length).toBeGreaterThan(5);
    const authorization = `Basic ${btoa(`anyone:${key}`)}`;
    for (const path of paths) {
      const answer = await system.nobody.call(path ?? '', { headers: { authorization } });
      expect([path, answer.status]).toEqual([path, 200]);
    }
    expect(documentedAddress).toBe('https://funding.example');
    expect(['sh', 'python', 'js', 'powerquery'].map((each) => documentedBlocks(each as 'sh').length)).toEqual([
      2, 1, 1, 1,
    ]);
  });
});

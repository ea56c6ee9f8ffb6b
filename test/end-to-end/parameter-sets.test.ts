import { expect, inject, test } from 'vitest';
import { findTable } from '../../infra/commands/find-table.ts';
import { putParameterSet } from '../../infra/commands/put-parameter-set.ts';
import { parametersOf } from '../support/builders/appraisal-inputs.ts';

const { baseUrl, keys } = inject('endpoints');
const builtIn = parametersOf('green-book-2026-02');
/** Starts long after everything that other tests submit. */
const set = { ...builtIn, id: 'green-book-2099', source: 'Invented', from: '2099-04-01' };

test('R14 a set that an operator adds is listed, and is not used before its first day', async () => {
  const table = await findTable('local', () => inject('endpoints'));
  expect(await putParameterSet(table, JSON.stringify(set))).toContain('Today they use green-book-2026-02');
  await expect(putParameterSet(table, JSON.stringify({ ...set, source: 'Other' }))).rejects.toThrow('other figures');
  const listed = await fetch(`${baseUrl}/v1/parameter-sets`, { headers: { 'x-api-key': keys.proposer } });
  expect(listed.status).toBe(200);
  const { items } = (await listed.json()) as { items: { id: string }[] };
  expect(items.map(({ id }) => id)).toEqual(['green-book-2022', 'green-book-2026-02', 'green-book-2099']);
  expect(items.at(-1)).toEqual(set);
});

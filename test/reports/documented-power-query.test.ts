import powerQuery from '@microsoft/powerquery-parser';
import { describe, expect, test } from 'vitest';
import { operations } from '../../functions/http/operations/operations.ts';
import { roi } from '../../functions/reports/datasets/roi-dataset.ts';
import { RoiQuery } from '../../functions/schemas/wire/queries.ts';
import { documentedAddress, documentedBlocks, reportsDocument } from '../support/clients/document.ts';

const [query = ''] = documentedBlocks('powerquery');
const parsed = (code: string) => powerQuery.TaskUtils.tryLexParse(powerQuery.DefaultSettings, code);

describe('the Power Query snippet of docs/reports.md', () => {
  test('Microsoft’s own parser accepts as M, in at most twelve lines', async () => {
    expect(powerQuery.TaskUtils.isParseStageOk(await parsed(query))).toBe(true);
    expect(powerQuery.TaskUtils.isOk(await parsed(query.replace('in\n', '')))).toBe(false);
    expect(query.trim().split('\n').length).toBeLessThanOrEqual(12);
  });

  test('asks for an existing report, in a supported format and by supported filters', () => {
    expect(query).toContain(`Address = "${documentedAddress}"`);
    const [, path] = /RelativePath = "([^"]+)"/.exec(query) ?? [];
    expect(`/${path}`).toBe(operations.reportRoi.path);
    for (const filters of [query, reportsDocument].flatMap((text) => [...text.matchAll(/\[(format = [^\]]+)\]/g)])) {
      const given = Object.fromEntries(
        [...(filters[1] ?? '').matchAll(/(\w+) = "([^"]*)"/g)].map(([, name, value]) => [name, value]),
      );
      expect(Object.keys(given)).toContain('format');
      expect(RoiQuery.safeParse(given).success).toBe(true);
    }
  });

  test('gives each column of the report its type', () => {
    const types = {
      date: 'type date',
      pence: 'Currency.Type',
      ratio: 'type number',
      count: 'type number',
      instant: 'type datetimezone',
      text: 'type text',
    };
    const columns = Object.fromEntries(roi.columns.map(({ name, type }) => [name, types[type]]));
    const typed = [...query.matchAll(/\{"(\w+)", ([\w. ]+)\}/g)].map(([, name = '', type]) => [name, type]);
    expect(typed.length).toBeGreaterThan(5);
    for (const [name = '', type] of typed) expect([name, type]).toEqual([name, columns[name]]);
  });

  test('contains no key and no header for one: it signs in by Basic', () => {
    expect(query).not.toMatch(/\bHeaders\b|jf_|api-key|Authorization/i);
  });
});

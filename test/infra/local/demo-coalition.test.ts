import { describe, expect, test } from 'vitest';
import { BoroughPut } from '../../../functions/schemas/wire/borough-put.ts';
import { BudgetPut } from '../../../functions/schemas/wire/budget-put.ts';
import { SchemePut } from '../../../functions/schemas/wire/scheme-put.ts';
import { read } from '../../../functions/schemas/words/read.ts';
import { demoBoroughs, demoBudgets, demoKeys, demoSchemes } from '../../../infra/local/demo/demo-coalition.ts';

describe('the demo coalition', () => {
  test('has 33 boroughs, each with an approver, a deputy and a reviewer, without limits, codes or absences', () => {
    const boroughs = demoBoroughs().map(({ body }) => read(BoroughPut, body));
    expect(boroughs).toHaveLength(33);
    for (const borough of boroughs) {
      expect(borough).toMatchObject({
        kind: 'read',
        value: {
          codeAbove: null,
          officers: [
            { roles: ['approver'], limit: null, absences: [] },
            { roles: ['deputy'], limit: null, absences: [] },
            { roles: ['reviewer'], limit: null, absences: [] },
          ],
        },
      });
    }
  });

  test('has addresses that nobody owns, such as approver@camden.example', () => {
    const addresses = [...JSON.stringify(demoBoroughs()).matchAll(/"email":"([^"]+)"/g)].map(([, address]) => address);
    expect(addresses).toContain('approver@camden.example');
    expect(addresses).toContain('reviewer@hammersmith-and-fulham.example');
    expect(new Set(addresses).size).toBe(99);
    expect(addresses.filter((address) => !address?.endsWith('.example'))).toEqual([]);
  });

  test('has £500,000 of revenue and of capital in each of five years', () => {
    const budgets = demoBudgets();
    expect(budgets).toHaveLength(33 * 5);
    for (const { body } of budgets) {
      expect(read(BudgetPut, body)).toMatchObject({
        kind: 'read',
        value: { revenue: { allocated: 50_000_000 }, capital: { allocated: 50_000_000 } },
      });
    }
    const years = new Set(budgets.map(({ path }) => path.slice(-7)));
    expect([...years]).toEqual(['2026-27', '2027-28', '2028-29', '2029-30', '2030-31']);
  });

  test('has three schemes: standard, without review for small amounts, and for trying deadlines out', () => {
    const [standard, small, quick] = demoSchemes();
    expect(demoSchemes().map(({ body }) => read(SchemePut, body).kind)).toEqual(['read', 'read', 'read']);
    expect(standard).toMatchObject({ path: '/v1/schemes/standard', body: { shortestResponse: 'PT24H' } });
    expect(small?.body).toMatchObject({ review: { required: { above: 10_000_000 } } });
    expect(quick).toMatchObject({
      path: '/v1/schemes/quick',
      body: { shortestResponse: 'PT0S', graceWorkingDays: 0, topUp: null, confirmWorkingDays: 0 },
    });
  });

  test('has three keys without a borough, and the holder of those that write is not an officer', () => {
    expect(demoKeys.finance).toEqual({ scopes: ['reports:read'], holder: null });
    expect(demoKeys.proposer.scopes).toEqual(['proposals:write', 'proposals:read']);
    expect(demoKeys.admin.scopes).toHaveLength(4);
    expect(JSON.stringify(demoBoroughs())).not.toContain(demoKeys.admin.holder);
  });
});

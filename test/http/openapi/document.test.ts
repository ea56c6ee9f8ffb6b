import { Validator } from '@seriousme/openapi-schema-validator';
import { describe, expect, test } from 'vitest';
import { largestAmount } from '../../../functions/domain/vocabulary/money.ts';
import { openApiDocument } from '../../../functions/http/openapi/document.ts';
import { asJsonSchema } from '../../../functions/http/openapi/json-schemas.ts';
import type { OpenOperation } from '../../../functions/http/operations/define-operation.ts';
import { type OperationName, openOperations, operations } from '../../../functions/http/operations/operations.ts';
import { amountFields } from '../../../functions/schemas/words/vocabulary.ts';
import { examples } from '../../support/builders/body-examples.ts';

const document = openApiDocument('https://funding.example') as {
  paths: Record<
    string,
    Record<string, { operationId: string; responses: Record<string, unknown>; security: unknown[] }>
  >;
  components: { schemas: Record<string, unknown>; responses: Record<string, unknown> };
};
/** Names of members whose schema is that of an amount, possibly null. Inner members were removed before. */
function amountsAmong(members: object): readonly string[] {
  const found = Object.entries(members).filter(([, schema]) => JSON.stringify(schema).includes(`:${largestAmount}`));
  return found.map(([name]) => name);
}

const all = { ...operations, ...openOperations } as Record<string, OpenOperation>;

describe('the OpenAPI document', () => {
  test('is valid OpenAPI 3.1', async () => {
    const validator = new Validator();
    const result = await validator.validate(document);
    expect(result).toEqual({ valid: true });
    expect(validator.version).toBe('3.1');
  });

  test('is still valid OpenAPI 3.1 as the served JSON', () => {
    expect(JSON.parse(JSON.stringify(document))).toEqual(document);
  });

  test('describes exactly the existing operations', () => {
    const described = Object.entries(document.paths).flatMap(([path, methods]) =>
      Object.entries(methods).map(([method, { operationId }]) => `${operationId}: ${method.toUpperCase()} ${path}`),
    );
    const there = Object.entries(all).map(([name, { method, path }]) => `${name}: ${method} ${path}`);
    expect(described.toSorted()).toEqual(there.toSorted());
  });

  test('names every path parameter', () => {
    for (const [path, methods] of Object.entries(document.paths)) {
      const names = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => name);
      for (const operation of Object.values(methods) as { parameters?: { name: string; in: string }[] }[]) {
        const parts = (operation.parameters ?? []).filter((parameter) => parameter.in === 'path');
        expect(parts.map(({ name }) => name)).toEqual(names);
      }
    }
  });

  test('has a target for every reference', () => {
    const references = JSON.stringify(document).match(/"#\/[^"]+"/g) ?? [];
    expect(references.length).toBeGreaterThan(0);
    for (const reference of new Set(references)) {
      const path = (JSON.parse(reference) as string).slice(2).split('/');
      const target = path.reduce<unknown>(
        (place, part) => (place as Record<string, unknown> | undefined)?.[part],
        document,
      );
      expect(target, reference).toBeDefined();
    }
  });

  test('gives an example of every body, and the schema of the body accepts it', () => {
    const withBody = Object.entries(operations).filter(([, operation]) => 'body' in operation);
    expect(withBody.map(([name]) => name).toSorted()).toEqual(Object.keys(examples).toSorted());
    for (const [name, example] of Object.entries(examples)) {
      expect(all[name as OperationName]?.body?.read(example), name).toMatchObject({ kind: 'read' });
    }
  });

  test('has exactly the amounts in which a decimal is refused', () => {
    const amounts = new Set<string>();
    for (const { body } of Object.values(all)) {
      const schema = body === undefined ? {} : asJsonSchema(body.schema, 'input');
      JSON.parse(JSON.stringify(schema), (name, value: unknown) => {
        if (name === 'properties') for (const amount of amountsAmong(value as object)) amounts.add(amount);
        return name === 'properties' ? {} : value;
      });
    }
    expect([...amounts].toSorted()).toEqual([...amountFields].toSorted());
  });

  test('requires a key or a token for everything that is not open to all', () => {
    const secured = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .filter(({ operationId }) => !(operationId in openOperations));
    expect(secured).toHaveLength(Object.keys(operations).length);
    for (const { security } of secured)
      expect(security).toEqual(expect.arrayContaining([{ bearer: [] }, { token: [] }, { apiKey: [] }]));
  });

  test('allows HTTP Basic only for reports', () => {
    const basic = Object.values(document.paths)
      .flatMap((methods) => Object.values(methods))
      .filter(({ security }) => JSON.stringify(security).includes('basic'));
    expect(basic.map(({ operationId }) => operationId).toSorted()).toEqual([
      'reportBenefits',
      'reportContributions',
      'reportPipeline',
      'reportRoi',
    ]);
  });
});

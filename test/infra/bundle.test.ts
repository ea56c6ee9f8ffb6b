import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { descriptions } from '../../functions/http/operations/operations.ts';
import { fingerprintOf, sourceUrlOf } from '../../infra/source-maps.ts';
import { synthesise } from './synthesised.ts';

const { bundles } = await synthesise('local');
const kilobyte = 1024;

/** What may be in a function: what we chose, each with the small packages that it brings. */
const allowed = [
  /^@aws-sdk\//,
  /^@smithy\//,
  /^@aws\/lambda-invoke-store$/,
  /^(?:mnemonist|obliterator)$/,
  /^@middy\/(?:core|util|http-content-negotiation)$/,
  /^(?:negotiator|content-type)$/,
  /^@aws-lambda-powertools\/(?:batch|commons)$/,
  /^canonicalize$/,
  /^jose$/,
  /^zod$/,
  /^fflate$/,
];

describe.each(bundles)('$handler', ({ handler, folder, fingerprint, bytes, packages, inputs }) => {
  test('is within its bytes: 400 KB for what a person opens by a link, 440 KB for what takes the answer, 600 KB for the rest', () => {
    const most: Readonly<Record<string, number>> = { 'links/read-link': 400, 'links/answer-link': 440 };
    expect(bytes).toBeLessThanOrEqual((most[handler] ?? 600) * kilobyte);
  });

  test('holds no package that is not allowed', () => {
    expect(packages.filter((name) => !allowed.some((pattern) => pattern.test(name)))).toEqual([]);
  });

  test('asks for nothing that an ES module cannot have', () => {
    const code = readFileSync(join(folder, 'index.mjs'), 'utf8');
    expect(code).not.toContain('Dynamic require of');
    expect(code).toMatch(/export\{.* as handler[,}]/);
  });

  test('is deployed without its source map, and names its build in each line of a stack', () => {
    expect(readdirSync(folder)).toEqual(['index.mjs']);
    const file = readFileSync(join(folder, 'index.mjs'), 'utf8');
    // Not `toMatch`, which would print the whole bundle.
    expect(/sourceMappingURL|"mappings":/.test(file)).toBe(false);
    const sourceUrl = sourceUrlOf(handler, fingerprint);
    expect(file.endsWith(`\n${sourceUrl}`)).toBe(true);
    expect(fingerprintOf(Buffer.from(file.slice(0, -sourceUrl.length)))).toBe(fingerprint);
  });

  test('searches for credentials nowhere but in its environment', () => {
    expect(packages.filter((name) => /credential-provider-(?!env)|nested-clients|token-providers/.test(name))).toEqual(
      [],
    );
  });

  test('holds none of the languages of zod but English, nor its classic interface', () => {
    const unwanted = Object.keys(inputs).filter((file) => /zod\/v4\/(?:locales\/(?!en\.)|classic\/)/.test(file));
    expect(unwanted).toEqual([]);
  });

  test('holds no summary of an operation and no schema of a response, unless it serves the OpenAPI document', () => {
    const code = readFileSync(join(folder, 'index.mjs'), 'utf8');
    const summaries = Object.values(descriptions).map((described) => described().summary);
    const held = summaries.filter((summary) => code.includes(summary));
    const schemas = Object.keys(inputs).filter((file) =>
      /^functions\/(?:http\/openapi\/|schemas\/wire\/.*-view)/.test(file),
    );
    expect(held).toEqual(handler === 'api/public' ? summaries : []);
    expect(schemas.length > 0).toBe(handler === 'api/public');
  });

  test('holds nothing of infra, of tests, or of another handler', () => {
    const own = `functions/handlers/${handler}.handler.ts`;
    const foreign = Object.keys(inputs).filter(
      (file) => /^(?:infra|test)\//.test(file) || (file.endsWith('.handler.ts') && file !== own),
    );
    expect(foreign).toEqual([]);
  });
});

test('the link functions hold no client but that of the table, and what takes an answer that of the key of codes', () => {
  const clientsOf = (handler: string) =>
    bundles
      .find((bundle) => bundle.handler === handler)
      ?.packages.filter((name) => name.startsWith('@aws-sdk/client-'));
  expect(clientsOf('links/read-link')).toEqual(['@aws-sdk/client-dynamodb']);
  expect(clientsOf('links/answer-link')?.toSorted()).toEqual(['@aws-sdk/client-dynamodb', '@aws-sdk/client-kms']);
});

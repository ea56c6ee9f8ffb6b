import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import { descriptions } from '../../functions/http/operations/operations.ts';
import { fingerprintOf, sourceUrlOf } from '../../infra/source-maps.ts';
import { synthesise } from './synthesised.ts';

const { bundles } = await synthesise('local');
const kilobyte = 1024;

/** The packages that a function may contain: the ones we chose, with the small packages that they need. */
const allowed = [
  /^@aws-sdk\//,
  /^@smithy\//,
  /^@aws\/lambda-invoke-store$/,
  /^@middy\/(?:core|util|http-content-negotiation)$/,
  /^(?:negotiator|content-type)$/,
  /^@aws-lambda-powertools\/(?:batch|commons)$/,
  /^canonicalize$/,
  /^jose$/,
  /^zod$/,
  /^fflate$/,
];

describe.each(bundles)('$handler', ({ handler, folder, fingerprint, bytes, packages, inputs }) => {
  test('is at most 400 KB if a person opens it by a link, 440 KB if it takes the answer, and otherwise 600 KB', () => {
    const most: Readonly<Record<string, number>> = { 'links/read-link': 400, 'links/answer-link': 440 };
    expect(bytes).toBeLessThanOrEqual((most[handler] ?? 600) * kilobyte);
  });

  test('contains only allowed packages', () => {
    expect(packages.filter((name) => !allowed.some((pattern) => pattern.test(name)))).toEqual([]);
  });

  test('uses nothing that an ES module does not have', () => {
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

  test('looks for credentials only in its environment', () => {
    expect(packages.filter((name) => /credential-provider-(?!env)|nested-clients|token-providers/.test(name))).toEqual(
      [],
    );
  });

  test('contains no part of the AWS SDK that only other services use', () => {
    const unused = /endpoint-(?:discovery|cache)\/|event-streams\/|\/Sha256Js\.js$/;
    expect(Object.keys(inputs).filter((file) => file.includes('node_modules') && unused.test(file))).toEqual([]);
  });

  test('contains of a client’s package.json only the version', () => {
    const sizes = Object.entries(inputs).filter(([file]) => /@aws-sdk\/client-[^/]+\/package\.json$/.test(file));
    expect(sizes.filter(([, bytes]) => bytes > 100)).toEqual([]);
  });

  test('contains zod only in English and without its classic interface', () => {
    const unwanted = Object.keys(inputs).filter((file) => /zod\/v4\/(?:locales\/(?!en\.)|classic\/)/.test(file));
    expect(unwanted).toEqual([]);
  });

  test('contains summaries and response schemas only if it serves the OpenAPI document', () => {
    const code = readFileSync(join(folder, 'index.mjs'), 'utf8');
    const summaries = Object.values(descriptions).map((described) => described().summary);
    const held = summaries.filter((summary) => code.includes(summary));
    const schemas = Object.keys(inputs).filter((file) =>
      /^functions\/(?:http\/openapi\/|schemas\/wire\/.*-view)/.test(file),
    );
    expect(held).toEqual(handler === 'api/public' ? summaries : []);
    expect(schemas.length > 0).toBe(handler === 'api/public');
  });

  test('contains nothing from infra, tests or another handler', () => {
    const own = `functions/handlers/${handler}.handler.ts`;
    const foreign = Object.keys(inputs).filter(
      (file) => /^(?:infra|test)\//.test(file) || (file.endsWith('.handler.ts') && file !== own),
    );
    expect(foreign).toEqual([]);
  });
});

test('the function that shows links contains no write of a proposal (R24)', () => {
  const { inputs } = bundles.find(({ handler }) => handler === 'links/read-link') ?? {};
  const writes = /proposals\/(?:commit-change|register-token|settle-hold|keep-late|reschedule)\.ts$/;
  expect(Object.keys(inputs ?? {}).some((file) => file.endsWith('/load-proposal.ts'))).toBe(true);
  expect(Object.keys(inputs ?? {}).filter((file) => writes.test(file))).toEqual([]);
});

test('the link functions contain only the table’s client, and the one that takes an answer also the client of KMS', () => {
  const clientsOf = (handler: string) =>
    bundles
      .find((bundle) => bundle.handler === handler)
      ?.packages.filter((name) => name.startsWith('@aws-sdk/client-'));
  expect(clientsOf('links/read-link')).toEqual(['@aws-sdk/client-dynamodb']);
  expect(clientsOf('links/answer-link')?.toSorted()).toEqual(['@aws-sdk/client-dynamodb', '@aws-sdk/client-kms']);
});

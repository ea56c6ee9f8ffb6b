import fc from 'fast-check';
import { beforeAll, expect, test } from 'vitest';
import type { GatewayHandler } from '../../functions/http/edge/edge.ts';
import { longest } from '../../functions/schemas/words/text.ts';
import { keyFor } from '../support/builders/api-keys.ts';
import { examples } from '../support/builders/body-examples.ts';
import { codes } from '../support/builders/records.ts';
import { changedBody } from '../support/builders/submission-bodies.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { send } from '../support/gateway.ts';
import { world } from '../support/worlds/world.ts';

stubHandlerEnvironment();

const boroughs = codes(40);
let handler: GatewayHandler;
let key: string;
const failures: unknown[] = [];

beforeAll(async () => {
  const proposals = await import('../../functions/handlers/api/proposals.handler.ts');
  const administration = await import('../../functions/handlers/api/administration.handler.ts');
  const here = world();
  const log = (...line: unknown[]) => failures.push(line);
  key = await keyFor(here.keys);
  const admin = administration.create({ ...here, allowShortResponses: false, log });
  for (const [index, code] of boroughs.entries()) {
    const body = changedBody(examples.putBorough, ['/population', 1 + 9_999_999 * (index % 2)]);
    await send(admin, { method: 'PUT', path: `/v1/boroughs/${code}`, key, body });
  }
  await send(admin, { method: 'PUT', path: '/v1/schemes/standard', key, body: examples.putScheme });
  handler = proposals.create({
    ...here,
    baseUrl: 'https://funding.example',
    allowShortResponses: false,
    allowStages: true,
    log,
  });
});

const year = fc
  .integer({ min: 2026, max: 2151 })
  .map((first) => `${first}-${String((first + 1) % 100).padStart(2, '0')}`);
const nearYear = fc.integer({ min: 2026, max: 2029 }).map((first) => `${first}-${first - 1999}`);
const amount = fc.oneof(fc.integer({ min: 1, max: 100 }), fc.integer({ min: 1, max: 99_999_999_999 }));
const description = fc.constantFrom('x', '<script>alert(1)</script>', 'é'.repeat(longest.description));
const prices = fc.constantFrom('real', 'nominal');
const millionths = (most: number) => fc.integer({ min: 0, max: most * 1_000_000 }).map((value) => value / 1_000_000);
const kind = fc.constantFrom('revenue', 'capital');

/** Submissions of every shape within every limit. Only rules about all lines together may still refuse them. */
const submissions = fc
  .record({
    count: fc.integer({ min: 2, max: 40 }),
    stages: fc.integer({ min: 1, max: 3 }),
    key: fc.constantFrom('equal', 'population', 'weights', 'benefit'),
  })
  .chain(({ count, stages, key: apportionment }) => {
    const partner = fc.constantFrom(...boroughs.slice(0, count));
    return fc.record(
      {
        title: fc.constant('Any proposal'),
        summary: description,
        alternatives: description,
        leadBorough: partner,
        proposer: fc.constant({ name: 'Anyone', email: 'anyone@hackney.example' }),
        scheme: fc.constant('standard'),
        partners: fc.tuple(
          ...boroughs
            .slice(0, count)
            .map((borough) =>
              apportionment === 'weights'
                ? fc.record({ borough: fc.constant(borough), weight: fc.constantFrom(1, 2, 999_999, 1_000_000) })
                : fc.constant({ borough }),
            ),
        ),
        apportionment: fc.constant(apportionment),
        stages: fc.constant(
          Array.from({ length: stages }, (_, index) => ({
            name: `${index}`,
            ...(index > 0 ? { gateBy: `203${index}-01-01` } : {}),
          })),
        ),
        costs: fc.array(
          fc.record(
            {
              financialYear: nearYear,
              kind,
              amount,
              description,
              stage: fc.integer({ min: 1, max: stages }),
              borough: partner,
              prices,
            },
            { requiredKeys: ['financialYear', 'kind', 'amount', 'description'] },
          ),
          { minLength: 1, maxLength: 30 },
        ),
        benefits: fc.array(
          fc.record({
            financialYear: year,
            borough: fc.oneof(partner, fc.constant('all')),
            class: fc.constantFrom('cashable', 'non-cashable', 'social', 'disbenefit'),
            amount,
            confidence: fc.constantFrom(1, 2, 3, 4, 5, 6),
            description,
            prices,
          }),
          { maxLength: 40 },
        ),
        prices,
        optimismBias: fc.oneof(
          fc.record({ rate: millionths(10), mitigation: millionths(1) }),
          fc.record({ projectType: fc.constantFrom('outsourcing', 'standard-buildings'), mitigation: millionths(1) }),
        ),
        pledges: fc.array(
          fc.record({
            unit: description.map((text) => text.slice(0, 5)),
            target: fc.integer({ min: 1, max: 1_000_000_000 }),
            by: fc.constant('2030-01-01'),
          }),
          { maxLength: 3 },
        ),
      },
      {
        requiredKeys: [
          'title',
          'summary',
          'alternatives',
          'leadBorough',
          'proposer',
          'scheme',
          'partners',
          'apportionment',
          'costs',
        ],
      },
    );
  });

test('promise 8 a submission within the limits never fails, whatever its figures', async () => {
  const statuses = new Set<number>();
  await fc.assert(
    fc.asyncProperty(submissions, async (body) => {
      failures.length = 0;
      const { statusCode, json } = await send(handler, { method: 'POST', path: '/v1/proposals', key, body });
      statuses.add(statusCode);
      expect(failures).toEqual([]);
      if (statusCode === 422) {
        for (const { pointer } of json.errors)
          expect(pointer).toMatch(/^\/(?:costs(?:\/\d+\/stage)?|partners\/\d+(?:\/borough)?)$/);
      } else expect(statusCode).toBe(201);
    }),
    { numRuns: 100 },
  );
  expect([...statuses].toSorted()).toEqual([201, 422]);
});

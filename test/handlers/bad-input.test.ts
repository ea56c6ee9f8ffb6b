import { beforeAll, describe, expect, test } from 'vitest';
import type { BoroughCode } from '../../functions/domain/vocabulary/proposal.ts';
import type { GatewayHandler } from '../../functions/http/edge/edge.ts';
import { keyFor } from '../support/builders/api-keys.ts';
import { examples } from '../support/builders/body-examples.ts';
import { gss } from '../support/builders/ids.ts';
import { changedBody, put, submissionBody } from '../support/builders/submission-bodies.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { pointersOf, type Received, type Sent, send } from '../support/gateway.ts';
import { type World, world } from '../support/worlds/world.ts';

stubHandlerEnvironment();

let here: World;
let handler: GatewayHandler;
let key: string;
let before: string;

beforeAll(async () => {
  const proposals = await import('../../functions/handlers/api/proposals.handler.ts');
  const administration = await import('../../functions/handlers/api/administration.handler.ts');
  here = world();
  const failing = (...line: unknown[]) => expect(line).toEqual([]);
  key = await keyFor(here.keys);
  const admin = administration.create({ ...here, allowShortResponses: false, log: failing });
  const borough = (code: BoroughCode, name: string) => {
    const domain = ['/emailDomains', [`${name}.example`]] as const;
    const officer = ['/officers/0/email', `approver@${name}.example`] as const;
    return send(admin, {
      method: 'PUT',
      path: `/v1/boroughs/${code}`,
      key,
      body: changedBody(examples.putBorough, domain, officer),
    });
  };
  for (const made of [
    await borough(gss('E09000012'), 'hackney'),
    await borough(gss('E09000007'), 'camden'),
    await send(admin, { method: 'PUT', path: '/v1/schemes/standard', key, body: examples.putScheme }),
  ]) {
    expect(made.statusCode).toBe(201);
  }
  handler = proposals.create({
    ...here,
    baseUrl: 'https://funding.example',
    allowShortResponses: false,
    allowStages: true,
    log: failing,
  });
  before = stored();
});

const stored = () => JSON.stringify(here.table.everything());
const submit = (sent: Partial<Sent> = {}): Promise<Received> =>
  send(handler, { method: 'POST', path: '/v1/proposals', key, body: submissionBody(), ...sent });

function changed(pointer: string, value: unknown): Partial<Sent> {
  const body = submissionBody();
  put(body, pointer, value);
  return { body };
}

const partner = (borough: BoroughCode) => ({ borough, weight: 1 });

describe('promise 8 bad input gets a clear, complete response and leaves no trace', () => {
  test.each<[what: string, sent: Partial<Sent>, pointers: readonly string[]]>([
    ['a wrong type', changed('/title', 1), ['/title']],
    ['an unknown field', changed('/vat', 20), ['/vat']],
    ['a partner twice', changed('/partners/2', partner(gss('E09000007'))), ['/partners/2/borough']],
    [
      'a lead that is not a partner',
      changed('/partners/0', partner(gss('E09000007'))),
      ['/partners', '/partners/1/borough', '/benefits/0/borough'],
    ],
    ['an unknown borough', changed('/partners/2', partner(gss('E09000099'))), ['/partners/2/borough']],
    ['an unknown scheme', changed('/scheme', 'nowhere'), ['/scheme']],
    ['an amount of 0', changed('/costs/0/amount', 0), ['/costs/0/amount']],
    ['an amount of −1', changed('/costs/0/amount', -1), ['/costs/0/amount']],
    ['an amount of 2^53', changed('/costs/0/amount', 2 ** 53), ['/costs/0/amount']],
    ['half a penny', changed('/costs/0/amount', 0.5), ['/costs/0/amount']],
    ['the year 2026-25', changed('/costs/0/financialYear', '2026-25'), ['/costs/0/financialYear']],
    ['the year 2026-28', changed('/costs/0/financialYear', '2026-28'), ['/costs/0/financialYear']],
    ['a cost year that has ended', changed('/costs/0/financialYear', '2025-26'), ['/costs/0/financialYear']],
    ['a respondBy that is too soon', changed('/respondBy', '2026-11-24T09:59:59Z'), ['/respondBy']],
    ['a respondBy that is too late', changed('/respondBy', '2027-05-22T10:00:01Z'), ['/respondBy']],
    ['a control character', changed('/summary', 'a\u0007b'), ['/summary']],
    ['a bidirectional override', changed('/costs/0/description', 'a\u202eb'), ['/costs/0/description']],
    [
      'a proposer outside the domains of the lead',
      changed('/proposer/email', 'x@elsewhere.example'),
      ['/proposer/email'],
    ],
    [
      '41 partners',
      changed(
        '/partners',
        Array.from({ length: 41 }, (_, index) => partner(gss(`E09${String(index + 1).padStart(6, '0')}`))),
      ),
      ['/partners'],
    ],
    ['an unknown parameter', { query: 'dry-run=1' }, ['/query/dry-run']],
    ['a body that is not an object', { body: [] }, ['']],
    ['null', { body: 'null' }, ['']],
    [
      'several faults',
      changed('/costs', [{ ...partner(gss('E09000099')), amount: 0 }]),
      [
        '/costs/0/financialYear',
        '/costs/0/kind',
        '/costs/0/amount',
        '/costs/0/description',
        '/costs/0/weight',
        '/costs/0/borough',
      ],
    ],
  ])('%s: 422', async (_, sent, pointers) => {
    const { statusCode, headers, json } = await submit(sent);
    expect([statusCode, headers['content-type']]).toEqual([422, 'application/problem+json']);
    expect(pointersOf({ json }).toSorted()).toEqual([...pointers].toSorted());
    for (const { detail } of json.errors) expect(detail).toMatch(/^[A-Z].+[.?]$/s);
    expect(stored()).toBe(before);
  });

  test.each<[what: string, sent: Partial<Sent>, status: number]>([
    ['broken JSON', { body: '{"title":' }, 400],
    ['no body', { body: '' }, 400],
    ['bytes that are not UTF-8', { body: Uint8Array.of(0x7b, 0xc3, 0x28, 0x7d) }, 400],
    ['257 KB', { body: JSON.stringify({ ...submissionBody(), padding: 'x'.repeat(257 * 1024) }) }, 413],
    ['257 KB as base64', { body: new TextEncoder().encode(JSON.stringify({ padding: 'x'.repeat(257 * 1024) })) }, 413],
    ['100,000 levels', { body: '['.repeat(100_000) + ']'.repeat(100_000) }, 400],
    ['another content type', { headers: { 'content-type': 'text/plain' } }, 415],
    ['no credential', { key: undefined }, 401],
    ['a caller that only accepts pages', { headers: { accept: 'text/html' } }, 406],
  ])('%s: another status', async (_, sent, status) => {
    const { statusCode, json } = await submit(sent);
    expect([statusCode, json.status]).toEqual([status, status]);
    expect(stored()).toBe(before);
  });

  test('a valid body is accepted as text and as bytes', async () => {
    const { statusCode, json, headers } = await submit();
    expect([statusCode, json.status, headers.location]).toEqual([201, 'sign-off', `/v1/proposals/${json.id}`]);
    const bytes = new TextEncoder().encode(JSON.stringify(submissionBody()));
    expect((await submit({ body: bytes })).statusCode).toBe(201);
  });
});

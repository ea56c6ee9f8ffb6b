import { randomBytes } from 'node:crypto';
import { describe, inject, test } from 'vitest';
import { type Answer, ApiClient, jsonOf, problemOf } from '../support/deployed/api-client.ts';
import { type Submitted, submit } from '../support/deployed/journey.ts';
import { proposalBody, thisYear } from '../support/deployed/proposal-body.ts';
import { systemAt } from '../support/deployed/system.ts';
import { eventually } from '../support/eventually.ts';

const system = systemAt(inject('endpoints'));
const { proposer, finance, admin, nobody } = system;
const inAYear = (): string => new Date(Date.now() + 300 * 86_400_000).toISOString();

interface NewKey {
  readonly id: string;
  readonly key: string;
}

async function newKey(body: Readonly<Record<string, unknown>>): Promise<NewKey & { readonly client: ApiClient }> {
  const given = { name: 'A key of a test', holder: null, borough: null, expiresAt: inAYear(), ...body };
  const answer = await admin.must('/v1/keys', { method: 'POST', body: given });
  const key = jsonOf<NewKey>(answer);
  return { ...key, client: new ApiClient(system.baseUrl, key.key) };
}

describe.concurrent('Who may call', () => {
  test('401 without exactly one valid credential, and says which kinds are accepted', async ({ expect }) => {
    const key = { authorization: `Bearer ${inject('endpoints').keys.proposer}` };
    const unknown = `jf_${randomBytes(32).toString('base64url')}`;
    const refused: readonly Answer[] = await Promise.all([
      nobody.call('/v1/proposals'),
      nobody.call('/v1/proposals', { headers: { authorization: 'Bearer jf_short' } }),
      nobody.call('/v1/proposals', { headers: { authorization: `Bearer ${unknown}` } }),
      nobody.call('/v1/proposals', { headers: { 'x-api-key': unknown } }),
      nobody.call('/v1/proposals', { headers: { ...key, 'x-api-key': inject('endpoints').keys.proposer } }),
      nobody.call('/v1/proposals', { method: 'POST', body: {} }),
    ]);
    for (const answer of refused) {
      expect(problemOf(answer).status).toBe(401);
      expect(answer.headers.get('www-authenticate')).toContain('Bearer');
      expect(answer.text).not.toContain(unknown);
    }
  });

  test('accepts a key as Bearer, as x-api-key, and for reports as the password of HTTP Basic', async ({ expect }) => {
    const { keys } = inject('endpoints');
    const basic = (secret: string) => ({
      authorization: `Basic ${Buffer.from(`anyone:${secret}`).toString('base64')}`,
    });
    const taken = await Promise.all([
      nobody.call('/v1/proposals', { headers: { authorization: `Bearer ${keys.proposer}` } }),
      nobody.call('/v1/proposals', { headers: { 'x-api-key': keys.proposer } }),
      nobody.call('/v1/reports/roi', { headers: basic(keys.finance) }),
      nobody.call('/v1/reports/roi', { headers: basic(keys.admin) }),
      nobody.call('/v1/proposals', { headers: basic(keys.proposer) }),
    ]);
    expect(taken.map(({ status }) => status)).toEqual([200, 200, 200, 401, 401]);
  });

  test('403 if a key lacks the scope, or would give a scope that it does not have', async ({ expect }) => {
    const members = await system.coalition(2);
    const [lead, second] = members;
    const bound = await newKey({
      scopes: ['proposals:write', 'proposals:read'],
      borough: second.code,
      holder: 'x@y.example',
    });
    const refused = await Promise.all([
      finance.call('/v1/proposals', { method: 'POST', body: proposalBody(members) }),
      finance.call('/v1/proposals'),
      proposer.call('/v1/reports/roi'),
      proposer.call(`/v1/boroughs/${lead.code}`),
      bound.client.call('/v1/proposals', { method: 'POST', body: proposalBody(members) }),
      bound.client.call(`/v1/boroughs/${lead.code}`),
    ]);
    expect(refused.map((answer) => problemOf(answer).status)).toEqual([403, 403, 403, 403, 403, 403]);
  });

  test('lists the names of boroughs to any key, and their officers only to the secretariat', async ({ expect }) => {
    const fieldsFor = async (client: ApiClient): Promise<readonly string[]> => {
      const { items } = jsonOf<{ items: object[] }>(await client.must('/v1/boroughs?limit=1'));
      return Object.keys(items[0] ?? {}).toSorted();
    };
    for (const client of [proposer, finance]) expect(await fieldsFor(client)).toEqual(['borough', 'kind', 'name']);
    expect(await fieldsFor(admin)).toContain('officers');
  });

  test('404 for a resource that a key may not see, the same as for a missing one', async ({ expect }) => {
    const members = await system.coalition(2);
    const [outsider] = await system.coalition(1);
    const proposal = await submit(system, members);
    const { client } = await newKey({ scopes: ['proposals:read'], borough: outsider.code });
    const insider = await newKey({ scopes: ['proposals:read'], borough: members[1].code });
    expect((await insider.client.call(proposal.path)).status).toBe(200);
    const hidden = await client.call(proposal.path);
    const absent = await client.call(`/v1/proposals/${randomBytes(16).toString('hex')}`);
    const { traceId: _, ...problem } = problemOf(hidden);
    expect(problemOf(absent)).toMatchObject(problem);
    const missing = await Promise.all([
      proposer.call(`/v1/proposals/${randomBytes(16).toString('hex')}`),
      proposer.call('/v1/nothing'),
      admin.call('/v1/boroughs/E09999998'),
      admin.call(`/v1/boroughs/${members[0].code}/budgets/2090-91`),
      admin.call('/v1/schemes/no-such-scheme'),
    ]);
    expect(missing.map((answer) => problemOf(answer).status)).toEqual([404, 404, 404, 404, 404]);
    await proposal.withdraw();
  });

  test('a deleted key stops working, a secret is shown once, and creating a key refuses an Idempotency-Key', async ({
    expect,
  }) => {
    const { id, key, client } = await newKey({ scopes: ['reports:read'] });
    expect(key).toMatch(/^jf_[A-Za-z0-9_-]{43}$/);
    expect((await admin.must('/v1/keys?limit=100')).text).not.toContain(key);
    expect((await admin.call(`/v1/keys/${id}`, { method: 'DELETE' })).status).toBe(204);
    expect(problemOf(await client.call('/v1/reports/roi')).status).toBe(401);
    const repeated = await admin.call('/v1/keys', {
      method: 'POST',
      headers: { 'idempotency-key': 'one' },
      body: { name: 'A key', scopes: ['reports:read'], expiresAt: inAYear() },
    });
    expect(problemOf(repeated)).toMatchObject({ status: 422, errors: [{ pointer: '/header/idempotency-key' }] });
  });
});

describe.concurrent('What is asked for', () => {
  test('405 names the methods of a path, and 406 its formats', async ({ expect }) => {
    const refused = await proposer.call('/v1/proposals', { method: 'DELETE' });
    expect(problemOf(refused).status).toBe(405);
    expect(refused.headers.get('allow')?.split(', ').toSorted()).toEqual(['GET', 'HEAD', 'POST']);
    const image = await proposer.call('/v1/proposals', { headers: { accept: 'image/png' } });
    expect(problemOf(image).status).toBe(406);
    const sheet = await finance.call('/v1/reports/roi?format=xlsx');
    expect(sheet.status).toBe(200);
    expect((await proposer.call('/v1/proposals', { headers: { accept: 'text/html, */*;q=0.1' } })).status).toBe(200);
  });

  test('a known ETag gets 304, and HEAD is GET without a body', async ({ expect }) => {
    const proposal = await submit(system, await system.coalition(2));
    await proposal.link(proposal.members[0] ?? never());
    const first = await proposer.must(proposal.path);
    const etag = first.headers.get('etag') ?? '';
    expect(etag).toMatch(/^"[^"]+"$/);
    const again = await proposer.call(proposal.path, { headers: { 'if-none-match': etag } });
    expect([again.status, again.text]).toEqual([304, '']);
    const head = await proposer.call(proposal.path, { method: 'HEAD' });
    expect([head.status, head.text, head.headers.get('etag')]).toEqual([200, '', etag]);
    await proposal.withdraw();
  });

  test('428 without If-Match, 412 with an older version, 409 if the status does not allow it', async ({ expect }) => {
    const members = await system.coalition(2);
    const proposal = await submit(system, members);
    const body = proposalBody(members);
    const put = (headers: Readonly<Record<string, string>>) =>
      proposer.call(proposal.path, { method: 'PUT', headers, body });
    const withdraw = (headers: Readonly<Record<string, string>>) =>
      proposer.call(`${proposal.path}/withdrawal`, { method: 'POST', headers, body: { reason: 'No longer needed.' } });
    expect(problemOf(await put({})).status).toBe(428);
    expect(problemOf(await withdraw({})).status).toBe(428);
    expect(problemOf(await put({ 'if-match': '"0"' })).status).toBe(412);
    expect(problemOf(await put({ 'if-match': 'W/"1"' })).status).toBe(412);
    expect(problemOf(await withdraw({ 'if-match': '"999"' })).status).toBe(412);
    expect((await withdraw({ 'if-match': '*' })).status).toBe(200);
    expect(problemOf(await withdraw({ 'if-match': '*' })).status).toBe(409);
    expect(problemOf(await put({ 'if-match': '*' })).status).toBe(409);
    await proposal.until('withdrawn');
  });

  test('an Idempotency-Key repeats the first response, per key, and another body with it is 422', async ({
    expect,
  }) => {
    const members = await system.coalition(2);
    const body = proposalBody(members);
    const key = { 'idempotency-key': randomBytes(8).toString('hex') };
    const post = (given: unknown, headers = key) =>
      proposer.call('/v1/proposals', { method: 'POST', headers, body: given });
    const [one, two] = await Promise.all([post(body), post(body)]);
    const third = await post(body);
    // No secret is stored, so only the first response has the tracking address.
    const withoutTracking = ({ text }: { readonly text: string }): unknown =>
      JSON.parse(text, (name, value: unknown) => (name === 'tracking' ? undefined : value));
    for (const answer of [one, two, third]) {
      expect([answer.status, withoutTracking(answer), answer.headers.get('location')]).toEqual([
        201,
        withoutTracking(one),
        one.headers.get('location'),
      ]);
    }
    expect([one, two, third].filter(({ text }) => text.includes('/t/'))).toHaveLength(1);
    expect(problemOf(await post({ ...body, title: 'Another' }))).toMatchObject({ status: 422 });
    const other = await post(body, { 'idempotency-key': randomBytes(8).toString('hex') });
    const ids = [one, other].map((answer) => jsonOf<Submitted>(answer).id);
    const listed = await eventually('Both proposals in the list', async () => {
      const { items } = jsonOf<{ items: Submitted[] }>(await proposer.must(`/v1/proposals?borough=${members[0].code}`));
      return items.length >= 2 ? { found: items.map(({ id }) => id) } : { seen: items };
    });
    expect(listed.toSorted()).toEqual(ids.toSorted());
    for (const id of ids) {
      const call = { method: 'POST', headers: { 'if-match': '*' }, body: { reason: 'Only a trial.' } } as const;
      await proposer.must(`/v1/proposals/${id}/withdrawal`, call);
    }
  });

  test('a list has pages with each item once, and an unknown filter is 422', async ({ expect }) => {
    const members = await system.coalition(2);
    const proposals = await Promise.all([1, 2, 3].map(() => submit(system, members)));
    const ids = await eventually('Three proposals in pages of two', async () => {
      const found: string[] = [];
      let path: string | undefined = `/v1/proposals?borough=${members[1].code}&limit=2`;
      while (path !== undefined) {
        const page: Answer = await proposer.must(path);
        const { items, next } = jsonOf<{ items: Submitted[]; next?: string }>(page);
        if (items.length > 2) throw new Error(`A page of two has ${items.length} items.`);
        found.push(...items.map(({ id }) => id));
        const [, link] = /<([^>]+)>; rel="next"/.exec(page.headers.get('link') ?? '') ?? [];
        if ((link === undefined) !== (next === undefined)) throw new Error(`Link ${link} beside next ${next}.`);
        path = link?.replace(system.baseUrl, '');
      }
      return found.length >= 3 ? { found } : { seen: found };
    });
    expect(ids.toSorted()).toEqual(proposals.map(({ id }) => id).toSorted());
    const refused = await proposer.call('/v1/proposals?limit=0&colour=red&borough=Camden');
    expect(
      problemOf(refused)
        .errors?.map(({ pointer }) => pointer)
        .toSorted(),
    ).toEqual(['/query/borough', '/query/colour', '/query/limit']);
    for (const proposal of proposals) await proposal.withdraw();
  });

  test('a draft is appraised like its submission, with a listed parameter set', async ({ expect }) => {
    const members = await system.coalition(2);
    const body = proposalBody(members);
    const draft = jsonOf<{ appraisal: { parameters: string } }>(
      await proposer.must('/v1/appraisals', { method: 'POST', body }),
    );
    const proposal = await submit(system, members);
    expect(jsonOf<object>(await proposer.must(proposal.path))).toMatchObject(draft);
    const { items } = jsonOf<{ items: { id: string }[] }>(await proposer.must('/v1/parameter-sets'));
    expect(items.map(({ id }) => id)).toContain(draft.appraisal.parameters);
    await proposal.withdraw();
  });

  test('events of a proposal form a chain that starts with its submission', async ({ expect }) => {
    const members = await system.coalition(2);
    const proposal = await submit(system, members);
    await proposal.approve(members[1]);
    await proposal.withdraw();
    const ended = await proposal.until('withdrawn');
    const { items } = jsonOf<{ items: { sequence: number; type: string; hash: string; previous: string }[] }>(
      await proposer.must(`${proposal.path}/events`),
    );
    expect(items.map(({ type }) => type)).toEqual([
      'submitted',
      'sign-off-opened',
      'answered',
      'withdrawn',
      'ended',
      'settled',
    ]);
    expect(items.map(({ sequence }) => sequence)).toEqual([1, 2, 3, 4, 5, 6]);
    expect(items.slice(1).map(({ previous }) => previous)).toEqual(items.slice(0, -1).map(({ hash }) => hash));
    expect(ended.decision?.chainHead).toBe(items.at(-1)?.hash);
  });

  test('health and the OpenAPI document need no key, and every response has the security headers', async ({
    expect,
  }) => {
    const health = await nobody.call('/health');
    expect([health.status, jsonOf(health)]).toEqual([200, { status: 'ok' }]);
    const document = jsonOf<{ openapi: string; paths: object }>(await nobody.must('/openapi.json'));
    expect(document.openapi).toMatch(/^3\.1/);
    expect(Object.keys(document.paths)).toContain('/v1/proposals/{id}');
    for (const answer of [health, await nobody.call('/v1/proposals')]) {
      expect(answer.headers.get('cache-control')).toBe('no-store');
      expect(answer.headers.get('x-content-type-options')).toBe('nosniff');
    }
    expect(problemOf(await nobody.call('/health', { method: 'POST', body: {} })).status).toBe(405);
  });
});

describe.concurrent('Administration', () => {
  test('a borough is created once, read as written, and replaced only over its newest version', async ({ expect }) => {
    const [borough] = await system.coalition(1);
    const path = `/v1/boroughs/${borough.code}`;
    const read = await admin.must(path);
    const etag = read.headers.get('etag') ?? '';
    const body = { ...jsonOf<Readonly<Record<string, unknown>>>(read), population: 200_001 };
    const { borough: _, ...given } = body as Readonly<Record<string, unknown>>;
    const put = (headers: Readonly<Record<string, string>>) =>
      admin.call(path, { method: 'PUT', headers, body: given });
    expect(problemOf(await put({ 'if-none-match': '*' })).status).toBe(412);
    expect((await put({ 'if-match': etag })).status).toBe(200);
    expect(problemOf(await put({ 'if-match': etag })).status).toBe(412);
    expect(jsonOf(await admin.must(path))).toMatchObject({ population: 200_001, name: borough.name });
    const { items } = jsonOf<{ items: readonly unknown[] }>(await admin.must('/v1/boroughs?limit=100'));
    expect(items.length).toBeGreaterThanOrEqual(33);
  });

  test('R12 a budget takes its allocation, and refuses other figures', async ({ expect }) => {
    const [borough] = await system.coalition(1);
    const path = `/v1/boroughs/${borough.code}/budgets/${thisYear()}`;
    const refused = await admin.call(path, {
      method: 'PUT',
      body: { revenue: { allocated: -1, available: 5 }, capital: { allocated: 0.5 } },
    });
    expect(
      problemOf(refused)
        .errors?.map(({ pointer }) => pointer)
        .toSorted(),
    ).toEqual(['/capital/allocated', '/revenue/allocated', '/revenue/available']);
    expect((await system.budget(borough.code)).revenue.allocated).toBe(50_000_000);
  });
});

function never(): never {
  throw new Error('The proposal has no members.');
}

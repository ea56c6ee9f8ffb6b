import { beforeEach, describe, expect, test } from 'vitest';
import { createKey, operator } from '../../../functions/application/administration/create-key.ts';
import { deleteKey } from '../../../functions/application/administration/delete-key.ts';
import { putBorough } from '../../../functions/application/administration/put-borough.ts';
import { listKeys } from '../../../functions/application/administration/read-administration.ts';
import type { Key } from '../../../functions/domain/record/access.ts';
import { keyForm } from '../../../functions/http/edge/credential.ts';
import { BoroughPut } from '../../../functions/schemas/wire/borough-put.ts';
import { KeyPost } from '../../../functions/schemas/wire/key-post.ts';
import { read } from '../../../functions/schemas/words/read.ts';
import { examples } from '../../support/builders/body-examples.ts';
import { gss } from '../../support/builders/ids.ts';
import { type ChangeOfBody, changedBody, pointersOf } from '../../support/builders/submission-bodies.ts';
import { type World, world } from '../../support/worlds/world.ts';

const [hackney, camden] = [gss('E09000012'), gss('E09000007')];
const at = '2026-11-23T10:00:00.000Z';
let here: World;

beforeEach(() => {
  here = world({ now: at });
});

describe('a key', () => {
  const content = (...changes: readonly ChangeOfBody[]) => read(KeyPost, changedBody(examples.createKey, ...changes));
  const create = (input = content(), granter = operator) => createKey(here, granter, input, at);

  test('is 256 random bits, and only their hash is stored', async () => {
    const result = await create();
    if (result.kind !== 'created') throw new Error(result.kind);
    expect(result.secret).toMatch(keyForm);
    expect(result.key).toEqual({
      ...{ id: here.digests.sha256(result.secret), name: 'Power BI of the finance team', scopes: ['reports:read'] },
      ...{ borough: null, holder: null, createdAt: at, expiresAt: '2027-06-30T00:00:00.000Z', deletedAt: null },
    });
    expect(JSON.stringify(here.table.everything())).not.toContain(result.secret);
    expect(await here.keys.get(result.key.id)).toEqual(result.key);
  });

  test('is valid for at most 400 days from now', async () => {
    const until = async (moment: string) => pointersOf(await create(content(['/expiresAt', moment])));
    expect(await until('2027-12-28T10:00:00Z')).toEqual([]);
    expect(await until('2027-12-28T10:00:00.001Z')).toEqual(['/expiresAt']);
    expect(await until('2026-11-23T10:00:00.001Z')).toEqual([]);
    expect(await until(at)).toEqual(['/expiresAt']);
  });

  test('R8 names its holder if it writes proposals', async () => {
    const writing = ['/scopes', ['proposals:write']] as const;
    expect(pointersOf(await create(content(writing)))).toEqual(['/holder']);
    expect(pointersOf(await create(content(writing, ['/holder', undefined], ['/name', ''])))).toEqual([
      '/name',
      '/holder',
    ]);
    expect(pointersOf(await create(content(writing, ['/holder', 'nobody'])))).toEqual(['/holder']);
    expect((await create(content(writing, ['/holder', 'x@hackney.example']))).kind).toBe('created');
    expect((await create(content(['/scopes', ['admin', 'proposals:read', 'reports:read']]))).kind).toBe('created');
  });

  test('has no rights that its granter lacks', async () => {
    const granter = { scopes: ['admin', 'reports:read'] as const, borough: null };
    expect((await create(content(['/scopes', ['admin', 'reports:read']]), granter)).kind).toBe('created');
    const beyond = await create(content(['/scopes', ['reports:read', 'proposals:read']]), granter);
    expect(beyond).toEqual({
      kind: 'exceeds-own-rights',
      why: 'This credential lacks proposals:read, so it cannot give it to another key.',
    });
  });

  test("belongs to its granter's borough if the granter has one", async () => {
    const borough = read(BoroughPut, examples.putBorough);
    await putBorough(here, { borough: hackney, content: borough, expectation: undefined });
    await putBorough(here, { borough: camden, content: borough, expectation: undefined });
    const granter = { ...operator, borough: hackney };
    expect((await create(content(['/borough', hackney]), granter)).kind).toBe('created');
    for (const other of [null, camden]) {
      expect((await create(content(['/borough', other]), granter)).kind).toBe('exceeds-own-rights');
    }
    expect((await create(content(['/borough', camden]))).kind).toBe('created');
  });

  test('can only be for a borough that exists', async () => {
    expect(pointersOf(await create(content(['/borough', hackney])))).toEqual(['/borough']);
  });

  test('lists its faults of form and of content at once', async () => {
    const result = await create(
      content(['/name', ''], ['/scopes', ['proposals:write', 'all']], ['/borough', hackney], ['/expiresAt', at]),
    );
    expect(pointersOf(result).toSorted()).toEqual(['/borough', '/expiresAt', '/holder', '/name', '/scopes/1']);
  });

  test('is listed until it is deleted, which works once', async () => {
    const result = await create();
    const { id } = result.kind === 'created' ? result.key : ({} as Key);
    const listed = async () => {
      const page = await listKeys(here, { borough: null }, { limit: 100 });
      return page.kind === 'page' ? page.items : [];
    };
    expect(await listed()).toMatchObject([{ id, name: 'Power BI of the finance team' }]);
    expect(await deleteKey(here, { borough: null }, id, at)).toBe(true);
    expect(await listed()).toEqual([]);
    expect(await here.keys.get(id)).toMatchObject({ deletedAt: at });
    expect(await deleteKey(here, { borough: null }, id, at)).toBe(false);
  });

  test('of another borough is neither seen nor deleted by a caller of one borough', async () => {
    const result = await create();
    const { id } = result.kind === 'created' ? result.key : ({} as Key);
    expect(await deleteKey(here, { borough: hackney }, id, at)).toBe(false);
    expect(await listKeys(here, { borough: hackney }, { limit: 100 })).toEqual({ kind: 'page', items: [] });
    expect(await here.keys.get(id)).toMatchObject({ deletedAt: null });
  });
});

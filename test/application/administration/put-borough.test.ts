import { beforeEach, describe, expect, test } from 'vitest';
import { putBorough } from '../../../functions/application/administration/put-borough.ts';
import { listBoroughs } from '../../../functions/application/administration/read-administration.ts';
import { BoroughPut } from '../../../functions/schemas/wire/borough-put.ts';
import { read } from '../../../functions/schemas/words/read.ts';
import { examples } from '../../support/builders/body-examples.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { type ChangeOfBody, changedBody, pointersOf } from '../../support/builders/submission-bodies.ts';
import { type World, world } from '../../support/worlds/world.ts';

const [hackney, camden] = [gss('E09000012'), gss('E09000007')];
const at = '2026-11-23T10:00:00.000Z';
let here: World;

beforeEach(() => {
  here = world({ now: at });
});

describe('a borough', () => {
  const borough = (...changes: readonly ChangeOfBody[]) =>
    read(BoroughPut, changedBody(examples.putBorough, ...changes));
  const putHackney = (content = borough(), expectation?: Parameters<typeof putBorough>[1]['expectation']) =>
    putBorough(here, { borough: hackney, content, expectation });
  const personsOf = async () =>
    (await here.boroughs.get(hackney))?.officers.map(({ id, person }) => [id, person] as const);

  test('is created and then replaced, and each write raises its version', async () => {
    expect(await putHackney()).toMatchObject({
      kind: 'created',
      borough: { borough: hackney, name: 'Hackney', version: 1 },
    });
    const renamed = await putHackney(borough(['/name', 'LB Hackney']));
    expect(renamed).toMatchObject({ kind: 'replaced', borough: { name: 'LB Hackney', version: 2 } });
    expect(await here.boroughs.get(hackney)).toEqual('borough' in renamed && renamed.borough);
  });

  test("R6 keeps an address's person in every post, and makes a new person for a new address", async () => {
    await putHackney();
    const [[, first] = []] = (await personsOf()) ?? [];
    await putHackney(
      borough(['/officers/0/name', 'Someone'], ['/officers/0/email', 'Finance-Director@hackney.example']),
    );
    expect(await personsOf()).toEqual([['hackney-1', first]]);
    await putHackney(borough(['/officers/0/id', 'hackney-9']));
    expect(await personsOf()).toEqual([['hackney-9', first]]);
    await putHackney(borough(['/officers/0/email', 'other@hackney.example']));
    const [[, second] = []] = (await personsOf()) ?? [];
    expect(second).not.toBe(first);
    expect(await here.people.get([first ?? who(''), second ?? who('')])).toHaveLength(2);
  });

  test('R8 has one person for two posts with the same address', async () => {
    const { officers } = examples.putBorough;
    await putHackney(borough(['/officers', [officers[0], { ...officers[0], id: 'hackney-2', roles: ['reviewer'] }]]));
    const [[, first] = [], [, second] = []] = (await personsOf()) ?? [];
    expect(second).toBe(first);
  });

  test('is not changed if it is not as the request expects', async () => {
    expect(await putHackney(borough(), 'any')).toEqual({ kind: 'precondition-failed' });
    expect(await putHackney(borough(), { versions: [1] })).toEqual({ kind: 'precondition-failed' });
    expect((await putHackney(borough(), 'absent')).kind).toBe('created');
    expect(await putHackney(borough(), 'absent')).toEqual({ kind: 'precondition-failed' });
    expect(await putHackney(borough(), { versions: [2] })).toEqual({ kind: 'precondition-failed' });
    expect((await putHackney(borough(), { versions: [1] })).kind).toBe('replaced');
    expect((await putHackney(borough(), 'any')).kind).toBe('replaced');
    expect((await here.boroughs.get(hackney))?.version).toBe(3);
  });

  test('keeps both of two simultaneous changes', async () => {
    await putHackney();
    const both = await Promise.all([putHackney(borough(['/population', 1])), putHackney(borough(['/population', 2]))]);
    expect(both.map(({ kind }) => kind)).toEqual(['replaced', 'replaced']);
    expect((await here.boroughs.get(hackney))?.version).toBe(3);
    const exact = await Promise.all([
      putHackney(borough(), { versions: [3] }),
      putHackney(borough(), { versions: [3] }),
    ]);
    expect(exact.map(({ kind }) => kind).toSorted()).toEqual(['precondition-failed', 'replaced']);
  });

  test.each<[string, string, unknown, string]>([
    ['R28 an address outside its domains', '/officers/0/email', 'x@camden.example', '/officers/0/email'],
    ['a role twice', '/officers/0/roles', ['approver', 'approver'], '/officers/0/roles'],
    ['an absence that ends before it begins', '/officers/0/absences/0/to', '2026-12-20', '/officers/0/absences/0/to'],
    [
      'R4 an authority that ends before it begins',
      '/deemedApproval',
      { authority: 'x', upTo: 1, from: '2026-02-02', to: '2026-02-01' },
      '/deemedApproval/to',
    ],
    ['a second officer of the same id', '/officers/1', { ...examples.putBorough.officers[0] }, '/officers/1/id'],
  ])('refuses %s', async (_, pointer, value, fault) => {
    expect(pointersOf(await putHackney(borough([pointer, value])))).toEqual([fault]);
    expect(await here.boroughs.get(hackney)).toBeUndefined();
  });

  test('accepts an absence and an authority of one day', async () => {
    const day = { from: '2026-02-02', to: '2026-02-02' };
    const content = borough(['/officers/0/absences', [day]], ['/deemedApproval', { authority: 'x', upTo: 1, ...day }]);
    expect((await putHackney(content)).kind).toBe('created');
  });

  test('lists its faults of form and of content at once', async () => {
    const result = await putHackney(
      borough(['/population', 0], ['/officers/0/email', 'x@camden.example'], ['/extra', 1]),
    );
    expect(pointersOf(result).toSorted()).toEqual(['/extra', '/officers/0/email', '/population']);
  });

  test('is listed in full by code, where an admin of one borough sees only its own; others see names', async () => {
    await putHackney();
    await putBorough(here, {
      borough: camden,
      content: borough(['/emailDomains', ['hackney.example', 'camden.example']]),
      expectation: undefined,
    });
    const all = await listBoroughs(here, { borough: null, scopes: ['admin'] }, { limit: 1 });
    expect(all).toMatchObject({ kind: 'page', items: [{ borough: camden }] });
    const cursor = all.kind === 'page' ? all.next : undefined;
    const rest = await listBoroughs(here, { borough: null, scopes: ['admin'] }, { limit: 1, cursor });
    expect(rest).toEqual({ kind: 'page', items: [{ borough: hackney, ...examples.putBorough }] });
    expect(await listBoroughs(here, { borough: camden, scopes: ['admin'] }, { limit: 100 })).toMatchObject({
      items: [{ borough: camden }],
    });
    const named = [
      { borough: camden, kind: 'borough', name: 'Hackney' },
      { borough: hackney, kind: 'borough', name: 'Hackney' },
    ];
    for (const borough of [null, camden]) {
      const scopes = ['proposals:write', 'proposals:read', 'reports:read'] as const;
      expect(await listBoroughs(here, { borough, scopes }, { limit: 100 })).toEqual({ kind: 'page', items: named });
    }
    expect(await listBoroughs(here, { borough: camden, scopes: ['admin'] }, { limit: 1, cursor })).toEqual({
      kind: 'bad-cursor',
    });
  });
});

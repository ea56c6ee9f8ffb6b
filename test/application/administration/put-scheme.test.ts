import { beforeEach, describe, expect, test } from 'vitest';
import { putScheme } from '../../../functions/application/administration/put-scheme.ts';
import { listSchemes } from '../../../functions/application/administration/read-administration.ts';
import { SchemePut } from '../../../functions/schemas/wire/scheme-put.ts';
import { read } from '../../../functions/schemas/words/read.ts';
import { examples } from '../../support/builders/body-examples.ts';
import { type ChangeOfBody, changedBody, pointersOf } from '../../support/builders/submission-bodies.ts';
import { type World, world } from '../../support/worlds/world.ts';

const at = '2026-11-23T10:00:00.000Z';
let here: World;

beforeEach(() => {
  here = world({ now: at });
});

describe('a scheme', () => {
  const scheme = (...changes: readonly ChangeOfBody[]) => read(SchemePut, changedBody(examples.putScheme, ...changes));
  const set = (content = scheme(), allowShortResponses = false, expectation?: 'absent') =>
    putScheme({ ...here, allowShortResponses }, { name: 'standard', content, expectation });

  test('is created and then replaced', async () => {
    expect(await set(scheme(), false, 'absent')).toMatchObject({
      kind: 'created',
      scheme: { scheme: { name: 'standard' }, version: 1 },
    });
    expect(await set(scheme(), false, 'absent')).toEqual({ kind: 'precondition-failed' });
    expect(await set(scheme(['/headroom', 0]))).toMatchObject({
      kind: 'replaced',
      scheme: { scheme: { headroom: 0 }, version: 2 },
    });
  });

  test('gives at least 24 hours to answer, unless less is allowed', async () => {
    expect((await set(scheme(['/shortestResponse', 'PT24H']))).kind).toBe('created');
    expect(pointersOf(await set(scheme(['/shortestResponse', 'PT23H59M59S'])))).toEqual(['/shortestResponse']);
    expect((await set(scheme(['/shortestResponse', 'PT0S']), true)).kind).toBe('replaced');
  });

  test('is listed by name', async () => {
    await set();
    await putScheme(
      { ...here, allowShortResponses: false },
      { name: 'quick', content: scheme(), expectation: undefined },
    );
    expect(await listSchemes(here, { limit: 100 })).toEqual({
      kind: 'page',
      items: [
        { name: 'quick', ...examples.putScheme },
        { name: 'standard', ...examples.putScheme },
      ],
    });
  });
});

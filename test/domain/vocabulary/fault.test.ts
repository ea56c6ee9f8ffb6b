import { expect, test } from 'vitest';
import { faultAt, pointerTo } from '../../../functions/domain/vocabulary/fault.ts';

/** From RFC 6901, section 5. */
test.each<[readonly PropertyKey[], string]>([
  [[], ''],
  [['foo', 0], '/foo/0'],
  [[''], '/'],
  [['a/b'], '/a~1b'],
  [['m~n'], '/m~0n'],
  [['~1', 'x/y/z'], '/~01/x~1y~1z'],
])('RFC 6901 the pointer to %j is "%s"', (path, pointer) => {
  expect(pointerTo(path)).toBe(pointer);
  expect(faultAt(path, 'Expected less.')).toEqual({ pointer, detail: 'Expected less.' });
});

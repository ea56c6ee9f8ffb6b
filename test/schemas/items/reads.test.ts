import { expect, test } from 'vitest';
import * as z from 'zod/mini';
import { reads } from '../../../functions/schemas/items/reads.ts';

interface Line {
  readonly kind: 'capital' | 'revenue';
  readonly note?: string | undefined;
}
const kind = z.enum(['capital', 'revenue']);
const line: Line = { kind: 'revenue', note: 'kept' };

test('a schema reads the whole of its type', () => {
  const whole = reads<Line>()(z.object({ kind, note: z.optional(z.string()) }));
  expect(z.parse(whole, line)).toEqual(line);
});

test('a schema that leaves out an optional field does not compile, because parsing drops it', () => {
  // @ts-expect-error `note` is left out
  const less = reads<Line>()(z.object({ kind }));
  expect(z.parse(less, line)).toEqual({ kind: 'revenue' });
});

test('a schema that leaves out one of several values does not compile, because parsing refuses it', () => {
  // @ts-expect-error `revenue` is left out
  const fewer = reads<Line>()(z.object({ kind: z.enum(['capital']), note: z.optional(z.string()) }));
  expect(z.safeParse(fewer, line).success).toBe(false);
});

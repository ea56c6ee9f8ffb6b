import * as z from 'zod/mini';
import { NoParameters } from '../../../schemas/wire/paths.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import type { OpenOperation } from '../define-operation.ts';
import type { OpenDescription } from '../describe.ts';

export const operation = {
  method: 'GET',
  path: '/health',
  handler: 'api/public',
  parts: NoParameters,
  query: NoQuery,
} as const satisfies OpenOperation;

export function description() {
  return {
    summary: 'Check that the service responds',
    json: { name: 'Health', schema: z.object({ status: z.literal('ok') }) },
  } as const satisfies OpenDescription;
}

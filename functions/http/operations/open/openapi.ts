import { NoParameters } from '../../../schemas/wire/paths.ts';
import { NoQuery } from '../../../schemas/wire/queries.ts';
import type { OpenOperation } from '../define-operation.ts';
import type { OpenDescription } from '../describe.ts';

export const operation = {
  method: 'GET',
  path: '/openapi.json',
  handler: 'api/public',
  parts: NoParameters,
  query: NoQuery,
} as const satisfies OpenOperation;

export function description() {
  return { summary: 'This document' } as const satisfies OpenDescription;
}

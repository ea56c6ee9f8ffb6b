import type { Operation } from '../operations/define-operation.ts';
import { asJsonSchema } from './json-schemas.ts';

interface Parameter {
  readonly name: string;
  readonly in: 'path' | 'query' | 'header';
  readonly required: boolean;
  readonly description?: string;
  readonly schema: unknown;
}

/** The path, query and header parameters that an operation uses. */
export function parametersOf(operation: Operation): readonly Parameter[] {
  const { parts, query, method, precondition, idempotency } = operation;
  return [
    ...members(asJsonSchema(parts, 'input'), 'path'),
    ...members(asJsonSchema(query, 'input'), 'query'),
    ...(method === 'GET' ? [header('If-None-Match', 'ETag of what the caller has: 304 where it is still that.')] : []),
    ...(precondition === undefined
      ? []
      : [header('If-Match', 'ETag of what is to be changed, or *.', precondition === 'required')]),
    ...(precondition === 'optional' ? [header('If-None-Match', '*: only if there is none yet.')] : []),
    ...(idempotency === 'replayed'
      ? [header('Idempotency-Key', 'The same key and body again get the first answer again, for 24 hours.')]
      : []),
  ];
}

function members(schema: Record<string, unknown>, place: 'path' | 'query'): readonly Parameter[] {
  const { properties = {}, required = [] } = schema as { properties?: Record<string, unknown>; required?: string[] };
  return Object.entries(properties).map(([name, each]) => ({
    name,
    in: place,
    required: required.includes(name),
    schema: each,
  }));
}

function header(name: string, description: string, required = false): Parameter {
  return { name, in: 'header', required, description, schema: { type: 'string' } };
}

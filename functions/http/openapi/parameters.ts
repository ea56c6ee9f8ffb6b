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
    ...(method === 'GET'
      ? [header('If-None-Match', 'The ETag of the version that you have. The response is 304 if it is still current.')]
      : []),
    ...(precondition === undefined
      ? []
      : [header('If-Match', 'The ETag of the version to change, or *.', precondition === 'required')]),
    ...(precondition === 'optional'
      ? [header('If-None-Match', 'Send * to create it only if it does not exist yet.')]
      : []),
    ...(idempotency === 'replayed'
      ? [header('Idempotency-Key', 'For 24 hours, the same key and body get the first response again.')]
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

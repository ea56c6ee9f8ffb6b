import * as z from 'zod/mini';
import type { ResponseSchema } from '../operations/describe.ts';

type Json = Record<string, unknown>;

/** The JSON Schema (2020-12) of a request (`input`) or a response (`output`). */
export function asJsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  // JSON Schema cannot express every rule. Clients need the shape, and faults explain the other rules.
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
}

/** The JSON Schemas of several responses, by name. Throws at the start of the function if two schemas share a name. */
export function schemasOf(named: readonly ResponseSchema[]): Record<string, Json> {
  const schemas = new Map<string, z.ZodMiniType>();
  for (const { name, schema } of named) {
    if ((schemas.get(name) ?? schema) !== schema) throw new Error(`Two schemas have the name ${name}.`);
    schemas.set(name, schema);
  }
  return Object.fromEntries([...schemas].map(([name, schema]) => [name, asJsonSchema(schema, 'output')]));
}

import * as z from 'zod/mini';
import type { ResponseSchema } from '../operations/describe.ts';

type Json = Record<string, unknown>;

/** The JSON Schema (2020-12) of what a schema reads (`input`) or of what is answered (`output`). */
export function asJsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  // Rules that JSON Schema has no word for stand in the descriptions of faults; the shape is what a client needs.
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
}

/** The JSON Schemas of several responses, by name. One name for two schemas is a mistake that the start of the function shows. */
export function schemasOf(named: readonly ResponseSchema[]): Record<string, Json> {
  const schemas = new Map<string, z.ZodMiniType>();
  for (const { name, schema } of named) {
    if ((schemas.get(name) ?? schema) !== schema) throw new Error(`Two schemas have the name ${name}.`);
    schemas.set(name, schema);
  }
  return Object.fromEntries([...schemas].map(([name, schema]) => [name, asJsonSchema(schema, 'output')]));
}

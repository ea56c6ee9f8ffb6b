import * as z from 'zod/mini';

type Json = Record<string, unknown>;

/** The JSON Schema (2020-12) of what a schema reads (`input`) or of what is answered (`output`). */
export function asJsonSchema(schema: z.ZodMiniType, io: 'input' | 'output'): Json {
  // Rules that JSON Schema has no word for stand in the descriptions of faults; the shape is what a client needs.
  const { $schema: _, ...json } = z.toJSONSchema(schema, { io, unrepresentable: 'any' });
  return json;
}

/** The same of several answers, by name. */
export function schemasOf(schemas: Readonly<Record<string, z.ZodMiniType>>): Record<string, Json> {
  return Object.fromEntries(Object.entries(schemas).map(([name, schema]) => [name, asJsonSchema(schema, 'output')]));
}

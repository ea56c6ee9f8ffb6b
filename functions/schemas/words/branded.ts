import type * as z from 'zod/mini';

/** Types a schema of texts as one that reads texts of one kind, such as a brand: its checks make a text one of them. */
export function branded<Brand extends string>(schema: z.ZodMiniType<string, string>): z.ZodMiniType<Brand, string> {
  return schema as unknown as z.ZodMiniType<Brand, string>;
}

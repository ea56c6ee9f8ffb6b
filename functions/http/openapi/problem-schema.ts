import * as z from 'zod/mini';
import type { ResponseSchema } from '../operations/describe.ts';

/** The response of an operation that refuses (RFC 9457). */
export const problemSchema = {
  name: 'Problem',
  schema: z.object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
    traceId: z.string(),
  }),
} as const satisfies ResponseSchema;

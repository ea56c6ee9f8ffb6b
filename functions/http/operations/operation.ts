import type * as z from 'zod/mini';
import { type Read, read } from '../../schemas/words/read.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The body that an operation takes, and what its `run` gets of it. */
export interface Body<Given> {
  readonly schema: z.ZodMiniType;
  readonly read: (value: unknown) => Read<unknown>;
  /**
   * `value`: only a body without faults comes so far. `read`: one with faults too, because the use case looks at what is sound in
   * it and tells all faults together.
   */
  readonly given: 'value' | 'read';
  /** Carries the type of what is given; never there. */
  readonly type?: Given;
}

/** One operation of the HTTP interface: what the edge and the OpenAPI document need to know of its requests. */
export interface Operation<Parts = unknown, Query = unknown, Given = unknown> {
  readonly method: Method;
  /** With the names of its parts in braces. */
  readonly path: string;
  readonly parts: z.ZodMiniType<Parts>;
  readonly query: z.ZodMiniType<Query>;
  readonly body?: Body<Given>;
  /**
   * `required`: 428 without If-Match. `optional`: If-Match, or `If-None-Match: *` for "only if there is none yet". Absent: neither
   * is looked at.
   */
  readonly precondition?: 'required' | 'optional';
  /** `replayed`: an Idempotency-Key gives the first answer again. `refused`: it is a fault. Absent: it is not looked at. */
  readonly idempotency?: 'replayed' | 'refused';
  /** Media types it can answer, the preferred one first; absent: JSON alone. */
  readonly produces?: readonly string[];
}

/** Types an operation by its schemas. */
export function operation<Parts, Query, Given = never>(
  described: Operation<Parts, Query, Given>,
): Operation<Parts, Query, Given> {
  return described;
}

/** A body that is read by its schema alone. */
export function bodyOf<Given>(schema: z.ZodMiniType<Given>): Body<Given> {
  return { schema, read: (value) => read(schema, value), given: 'value' };
}

/** The same, given with its faults to a use case that tells more of them. */
export function readBodyOf<Given>(schema: z.ZodMiniType<Given>): Body<Read<Given>> {
  return { schema, read: (value) => read(schema, value), given: 'read' };
}

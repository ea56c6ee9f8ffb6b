import type * as z from 'zod/mini';
import { type Read, read } from '../../schemas/words/read.ts';
import type { Access } from './access-rules.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The functions that serve operations, by the folder and name of their handler below functions/handlers. */
export type ServingHandler =
  | 'api/proposals'
  | 'api/read-proposals'
  | 'api/secretariat'
  | 'api/appraisals'
  | 'api/administration'
  | 'api/reports'
  | 'api/public';

/** The body that an operation takes, and what its `run` gets of it. */
export interface Body<Given> {
  readonly schema: z.ZodMiniType;
  readonly read: (value: unknown) => Read<unknown>;
  /**
   * `value`: `run` gets only a body without faults. `read`: `run` gets a body with faults, too, because the use case checks the sound
   * parts of it and reports all faults together.
   */
  readonly given: 'value' | 'read';
  /** Carries the type of what is given; never there. */
  readonly type?: Given;
}

/** What the gateway, the edge and the OpenAPI document need to know of an HTTP request that anybody may send. */
export interface OpenOperation<Parts = unknown, Query = unknown, Given = unknown> {
  readonly method: Method;
  /** With the names of its parts in braces. */
  readonly path: `/${string}`;
  /** The handler that answers it. The gateway's routes are made from this. */
  readonly handler: ServingHandler;
  readonly parts: z.ZodMiniType<Parts>;
  readonly query: z.ZodMiniType<Query>;
  readonly body?: Body<Given>;
  /**
   * `required`: 428 without If-Match. `optional`: If-Match, or `If-None-Match: *` to create and never replace. Absent: the edge
   * ignores both headers.
   */
  readonly precondition?: 'required' | 'optional';
  /** `replayed`: an Idempotency-Key repeats the first response. `refused`: it is a fault. Absent: the edge ignores it. */
  readonly idempotency?: 'replayed' | 'refused';
  /** Media types that it can respond with, the preferred one first; absent: JSON alone. */
  readonly produces?: readonly string[];
}

/** An operation that needs a credential. Without `access` it does not compile. */
export interface Operation<Parts = unknown, Query = unknown, Given = unknown>
  extends OpenOperation<Parts, Query, Given> {
  readonly access: Access;
}

/**
 * Types an operation by its schemas, so that the handler's `run` knows what it gets.
 *
 * @example
 * export const operation = defineOperation({ method: 'GET', path: '/v1/schemes/{name}', parts: SchemePath, … });
 */
export function defineOperation<Parts, Query, Given = never>(
  operation: Operation<Parts, Query, Given>,
): Operation<Parts, Query, Given> {
  return operation;
}

/** A body that is read by its schema alone. */
export function bodyOf<Given>(schema: z.ZodMiniType<Given>): Body<Given> {
  return { schema, read: (value) => read(schema, value), given: 'value' };
}

/** A body that a use case gets with its faults, because the use case knows more of them. */
export function readBodyOf<Given>(schema: z.ZodMiniType<Given>): Body<Read<Given>> {
  return { schema, read: (value) => read(schema, value), given: 'read' };
}

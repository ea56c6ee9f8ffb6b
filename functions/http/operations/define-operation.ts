import type * as z from 'zod/mini';
import { type Read, read } from '../../schemas/words/read.ts';
import type { Access } from './access-rules.ts';

export type Method = 'GET' | 'POST' | 'PUT' | 'DELETE';

/** The functions that serve operations: folder and name of the handler below functions/handlers. */
export type ServingHandler =
  | 'api/proposals'
  | 'api/read-proposals'
  | 'api/secretariat'
  | 'api/appraisals'
  | 'api/administration'
  | 'api/reports'
  | 'api/public';

/** The body of an operation, and what its `run` gets. */
export interface Body<Given> {
  readonly schema: z.ZodMiniType;
  readonly read: (value: unknown) => Read<unknown>;
  /**
   * `value`: `run` only gets a body without faults. `read`: `run` also gets a body with faults, because the use case
   * checks the sound parts and reports all faults together.
   */
  readonly given: 'value' | 'read';
  /** Only carries the type; never set. */
  readonly type?: Given;
}

/** What the gateway, the edge and the OpenAPI document need to know about an operation that needs no credential. */
export interface OpenOperation<Parts = unknown, Query = unknown, Given = unknown> {
  readonly method: Method;
  /** With the parameters in braces. */
  readonly path: `/${string}`;
  /** The handler that serves it. The routes of the gateway are made from this. */
  readonly handler: ServingHandler;
  readonly parts: z.ZodMiniType<Parts>;
  readonly query: z.ZodMiniType<Query>;
  readonly body?: Body<Given>;
  /**
   * `required`: 428 without If-Match. `optional`: If-Match, or `If-None-Match: *` to create but never replace. Absent:
   * both headers are ignored.
   */
  readonly precondition?: 'required' | 'optional';
  /** `replayed`: an Idempotency-Key repeats the first response. `refused`: it is a fault. Absent: it is ignored. */
  readonly idempotency?: 'replayed' | 'refused';
  /** Media types of the response, the preferred one first. Absent means JSON only. */
  readonly produces?: readonly string[];
}

/** An operation that needs a credential. It does not compile without `access`. */
export interface Operation<Parts = unknown, Query = unknown, Given = unknown>
  extends OpenOperation<Parts, Query, Given> {
  readonly access: Access;
}

/**
 * Types an operation by its schemas, so that the handler's `run` knows what it gets.
 *
 * @example
 * export const operation = defineOperation({ method: 'GET', path: '/v1/schemes/{name}', parts: SchemePath, access, … });
 */
export function defineOperation<Parts, Query, Given = never>(
  operation: Operation<Parts, Query, Given>,
): Operation<Parts, Query, Given> {
  return operation;
}

/** A body whose schema finds all faults. */
export function bodyOf<Given>(schema: z.ZodMiniType<Given>): Body<Given> {
  return { schema, read: (value) => read(schema, value), given: 'value' };
}

/** A body that the use case gets with its faults, because the use case finds more of them. */
export function readBodyOf<Given>(schema: z.ZodMiniType<Given>): Body<Read<Given>> {
  return { schema, read: (value) => read(schema, value), given: 'read' };
}

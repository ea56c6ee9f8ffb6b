import * as z from 'zod/mini';
import { ProposalView } from '../../schemas/wire/proposal-view.ts';
import type { Operation } from './define-operation.ts';

/** A response schema with its name in the OpenAPI document. */
export interface ResponseSchema {
  readonly name: string;
  readonly schema: z.ZodMiniType;
}

export interface DescribedResponse {
  readonly says: string;
  /** Absent means no body. */
  readonly json?: ResponseSchema;
  readonly headers?: readonly ('Location' | 'Link' | 'X-As-At')[];
}

/** What the OpenAPI document says about an operation, beyond what the edge needs. */
export interface Description {
  readonly tag: 'Proposals' | 'Appraisals' | 'Reports' | 'Boroughs and budgets' | 'Schemes' | 'Keys';
  readonly summary: string;
  /** Responses of success, by status. */
  readonly responses: Readonly<Record<number, DescribedResponse>>;
  /** When the response is 409. */
  readonly conflict?: string;
  /** An example of the body. Its own schema accepts it. */
  readonly example?: unknown;
}

/** The description of this operation. It has an example exactly if the operation takes a body. */
export type DescriptionOf<Described> =
  Described extends Operation<unknown, unknown, infer Given>
    ? Omit<Description, 'example'> &
        ([Given] extends [never] ? { readonly example?: never } : { readonly example: unknown })
    : never;

/** What the OpenAPI document says about an operation that needs no credential. */
export interface OpenDescription {
  readonly summary: string;
  /** Absent means any object. */
  readonly json?: ResponseSchema;
}

/** The whole state of a proposal. Every change of a proposal responds with it. */
export const proposal = { name: 'Proposal', schema: ProposalView } as const satisfies ResponseSchema;

/** A page of a list. */
export function pageOf<Item extends z.ZodMiniType>(item: Item) {
  return z.object({ items: z.array(item), next: z.optional(z.string()) });
}

/** 200 with this JSON. */
export function shows<Json extends ResponseSchema>(says: string, json: Json) {
  return { 200: { says, json } };
}

/** 200 with an appraisal. `explain=1` adds the working. */
export function showsWorking<Json extends ResponseSchema>(says: string, json: Json) {
  return shows(
    `${says} With explain=1 it also shows the working of each figure, year by year. Each cell is rounded on its own, so a column can differ by pennies from its last line, which is the reported figure.`,
    json,
  );
}

/** 200 with a page of a list. */
export function lists<Json extends ResponseSchema>(says: string, json: Json) {
  return { 200: { says, json, headers: ['Link'] as const } };
}

/** 201 with what was created and its location. */
export function creates<Json extends ResponseSchema>(says: string, json: Json) {
  return { 201: { says, json, headers: ['Location'] as const } };
}

/** 200 if a PUT replaced something, 201 if it created it. */
export function createsOrReplaces<Json extends ResponseSchema>(json: Json) {
  return { ...shows('Replaced.', json), ...creates('Created.', json) };
}

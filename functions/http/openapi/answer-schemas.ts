import * as z from 'zod/mini';
import { statuses } from '../../domain/vocabulary/proposal.ts';
import { appraisal } from '../../schemas/items/appraisal.ts';
import { parameterSet } from '../../schemas/items/parameter-set.ts';
import { BoroughPut } from '../../schemas/wire/borough-put.ts';
import { ExplainedAppraisal } from '../../schemas/wire/explained-appraisal.ts';
import { Scope } from '../../schemas/wire/key-post.ts';
import { ProposalSummary, ProposalView } from '../../schemas/wire/proposal-view.ts';
import { SchemePut } from '../../schemas/wire/scheme-put.ts';
import { AmountOrNothing, BoroughCode, Instant, SchemeName } from '../../schemas/words/vocabulary.ts';

const pageOf = (items: z.ZodMiniType) => z.object({ items: z.array(items), next: z.optional(z.string()) });
const figures = z.object({
  allocated: AmountOrNothing,
  available: AmountOrNothing,
  held: AmountOrNothing,
  committed: AmountOrNothing,
  drawn: AmountOrNothing,
});
const key = {
  id: z.string(),
  name: z.string(),
  scopes: z.array(Scope),
  borough: z.nullable(BoroughCode),
  holder: z.nullable(z.string()),
  createdAt: Instant,
  expiresAt: Instant,
};
/** Fields of an event differ with its type; a verifier hashes whatever stands there (R19). */
const event = z.looseObject({
  type: z.string(),
  at: Instant,
  proposal: z.string(),
  sequence: z.number(),
  previous: z.string(),
  hash: z.string(),
});

/** What the interface answers, by the names that the OpenAPI document gives it. */
export const answerSchemas = {
  Submitted: z.object({
    id: z.string(),
    reference: z.string(),
    revision: z.number(),
    status: z.enum(statuses),
    links: z.object({ self: z.string() }),
  }),
  Proposal: ProposalView,
  Proposals: pageOf(ProposalSummary),
  DraftAppraisal: z.object({ appraisal, explanation: z.optional(ExplainedAppraisal) }),
  ParameterSets: pageOf(parameterSet),
  Events: pageOf(event),
  Report: z.object({
    asAt: z.nullable(Instant),
    filter: z.record(z.string(), z.string()),
    rows: z.array(z.record(z.string(), z.union([z.string(), z.number(), z.null()]))),
    totals: z.record(z.string(), z.nullable(z.number())),
    /** Of the pipeline: of the proposals submitted and decided, funded or not, in this financial year or the two before it. */
    figures: z.optional(z.object({ decided: z.number(), medianDaysToDecision: z.nullable(z.number()) })),
  }),
  Borough: BoroughPut,
  Boroughs: pageOf(z.object({ borough: BoroughCode, ...BoroughPut.shape })),
  Budget: z.object({ revenue: figures, capital: figures }),
  Scheme: SchemePut,
  Schemes: pageOf(z.object({ name: SchemeName, ...SchemePut.shape })),
  CreatedKey: z.object({ id: z.string(), key: z.string() }),
  Keys: pageOf(z.object(key)),
  Problem: z.object({
    type: z.string(),
    title: z.string(),
    status: z.number(),
    detail: z.string(),
    errors: z.optional(z.array(z.object({ pointer: z.string(), detail: z.string() }))),
    traceId: z.string(),
  }),
  Health: z.object({ status: z.literal('ok') }),
} as const satisfies Record<string, z.ZodMiniType>;

export type AnswerName = keyof typeof answerSchemas;

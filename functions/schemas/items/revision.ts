import * as z from 'zod/mini';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import {
  apportionmentKeys,
  type OptimismBias,
  type ProposalContent,
  projectTypes,
} from '../../domain/vocabulary/proposal.ts';
import { parameterSet } from './parameter-set.ts';
import { reads } from './reads.ts';
import { scheme } from './scheme.ts';
import {
  benefitClass,
  boroughCode,
  confidence,
  count,
  financialYear,
  hexadecimal,
  instant,
  kind,
  localDate,
  pence,
  personId,
  prices,
  proposalId,
} from './vocabulary.ts';

/** A revision's content, with the proposer as a person's id. */
type Content = Omit<ProposalContent, 'proposer'> & { readonly proposer: PersonId };

export const optimismBias = reads<OptimismBias>()(
  z.union([
    z.object({
      projectType: z.enum(projectTypes),
      mitigation: z.number(),
    }),
    z.object({ rate: z.number(), mitigation: z.number() }),
  ]),
);

const content = reads<Content>()(
  z.object({
    title: z.string(),
    summary: z.string(),
    leadBorough: boroughCode,
    proposer: personId,
    scheme: z.string(),
    partners: z.array(z.object({ borough: boroughCode, weight: z.optional(count) })),
    apportionment: z.enum(apportionmentKeys),
    prices,
    stages: z.array(z.object({ name: z.string(), gateBy: z.optional(localDate) })),
    costs: z.array(
      z.object({
        financialYear,
        kind,
        amount: pence,
        description: z.string(),
        stage: count,
        borough: z.optional(boroughCode),
        prices: z.optional(prices),
      }),
    ),
    benefits: z.array(
      z.object({
        financialYear,
        borough: z.union([z.literal('all'), boroughCode]),
        class: benefitClass,
        amount: pence,
        confidence,
        description: z.string(),
        fixed: z.optional(z.boolean()),
        prices: z.optional(prices),
      }),
    ),
    optimismBias: z.optional(optimismBias),
    alternatives: z.optional(z.string()),
    confidential: z.array(z.object({ pointer: z.string(), reason: z.string() })),
    pledges: z.array(z.object({ unit: z.string(), target: count, by: localDate })),
    respondBy: z.optional(instant),
  }),
);

/** One immutable revision, with the rules and figures it is decided by (R6). */
export const revision = z.object({
  proposal: proposalId,
  number: count,
  content,
  hash: hexadecimal,
  scheme,
  parameters: parameterSet,
  total: pence,
  submittedAt: instant,
  submittedBy: personId,
  closesAt: instant,
});

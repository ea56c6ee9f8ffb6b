import * as z from 'zod/mini';
import { confirmingOutcomes } from '../../domain/confirming/confirming.ts';
import {
  confirmingReasons,
  type ProposalSummary as Summary,
  shownRoundOutcomes,
  type ProposalView as View,
  waitedFor,
} from '../../domain/record/proposal-view.ts';
import { reviewAnswerKinds, reviewCloseOutcomes } from '../../domain/review/review.ts';
import {
  callInEndings,
  keyDecisionBases,
  signOffAnswerKinds,
  takeBackWays,
} from '../../domain/sign-off/sign-off-request.ts';
import { appraisal } from '../items/appraisal.ts';
import { reads } from '../items/reads.ts';
import { optimismBias } from '../items/revision.ts';
import { decision } from '../items/round.ts';
import { decisionRule } from '../items/scheme.ts';
import { count, instant, kind, localDate, pence, proposalId, status } from '../items/vocabulary.ts';
import { BoroughCode, FinancialYear } from '../words/vocabulary.ts';
import { ExplainedAppraisal } from './explained-appraisal.ts';
import { Submission } from './submission.ts';

const texts = z.array(z.string());
const named = { borough: BoroughCode, name: z.string() };

const summary = {
  id: proposalId,
  reference: z.string(),
  revision: count,
  status,
  total: pence,
  submittedAt: instant,
  updatedAt: instant,
};

/** One item of `GET /v1/proposals`. */
export const ProposalSummary = reads<Summary>()(
  z.object({
    ...summary,
    title: z.string(),
    scheme: z.string(),
    leadBorough: BoroughCode,
    partners: z.array(BoroughCode),
    closesAt: z.nullable(instant),
    links: z.object({ self: z.string() }),
  }),
);

const signOff = z.object({
  ...named,
  asked: pence,
  answer: z.nullable(z.enum(signOffAnswerKinds)),
  upTo: z.nullable(pence),
  counts: z.nullable(z.boolean()),
  answeredAt: z.nullable(instant),
  answeredBy: z.nullable(z.string()),
  post: z.nullable(z.string()),
  onBehalfOf: z.nullable(z.string()),
  authority: z.nullable(z.string()),
  record: z.nullable(z.string()),
  replaces: z.nullable(z.string()),
  silence: z.boolean(),
  silenceNote: z.nullable(z.string()),
  comment: z.nullable(z.string()),
  rejected: z.nullable(z.string()),
  pledged: z.array(z.nullable(count)),
  keyDecision: z.nullable(z.object({ basis: z.enum(keyDecisionBases), reference: z.string(), on: localDate })),
  passedOver: z.array(z.string()),
  answeredRevision: z.nullable(z.int()),
  revoked: z.nullable(z.object({ at: instant, reason: z.string() })),
});

const ofBorough = { borough: BoroughCode, at: instant, by: z.string(), reason: z.string() };

const confirming = z.object({
  since: instant,
  until: instant,
  reasons: z.array(z.object({ kind: z.enum(confirmingReasons), borough: z.nullable(BoroughCode), until: instant })),
  goneOn: z.nullable(z.object({ at: instant, by: z.string(), reasons: z.string() })),
  takeBacks: z.array(z.object({ ...ofBorough, why: z.enum(takeBackWays) })),
  callIns: z.array(
    z.object({
      ...ofBorough,
      until: instant,
      ended: z.nullable(z.object({ at: instant, how: z.enum(callInEndings), reason: z.string() })),
    }),
  ),
  outcome: z.nullable(z.object({ kind: z.enum(confirmingOutcomes), reasons: texts })),
});

const review = z.object({
  ...named,
  answer: z.enum(reviewAnswerKinds),
  answeredAt: instant,
  answeredBy: z.string(),
  post: z.nullable(z.string()),
  authority: z.string(),
  record: z.string(),
  reasons: z.string(),
  conditions: z.nullable(z.string()),
});

const waiting = z.object({
  borough: BoroughCode,
  who: z.enum(waitedFor),
  since: instant,
  remindedAt: z.array(instant),
  note: z.nullable(z.string()),
});

const contribution = z.object({
  borough: BoroughCode,
  amount: pence,
  cells: z.array(z.object({ stage: count, financialYear: FinancialYear, kind, amount: pence })),
});

/** `GET /v1/proposals/{id}`: the revision's fields as they are submitted, and what became of it. */
export const ProposalView = reads<View>()(
  z.object({
    ...Submission.shape,
    ...summary,
    optimismBias: z.optional(optimismBias),
    // Revisions recorded before it was required have none.
    alternatives: z.optional(z.string()),
    // Empty where the person was erased (R19).
    proposer: z.object({ name: z.string(), email: z.string() }),
    signOff: z.object({
      opensAt: instant,
      closesAt: instant,
      rule: decisionRule,
      topUp: z.nullable(z.object({ shortfall: pence, until: instant })),
      boroughs: z.array(signOff),
      outcome: z.nullable(z.object({ kind: z.enum(shownRoundOutcomes), reasons: texts })),
    }),
    contributions: z.optional(z.array(contribution)),
    appraisal,
    explanation: z.optional(ExplainedAppraisal),
    review: z.object({
      required: z.boolean(),
      answers: z.array(review),
      outcome: z.nullable(z.enum(reviewCloseOutcomes)),
      conditions: texts,
    }),
    confirming: z.nullable(confirming),
    decision: z.nullable(decision),
    waitingOn: z.array(waiting),
    links: z.object({ self: z.string(), events: z.string() }),
  }),
);

import * as z from 'zod/mini';
import {
  type BenefitsRow,
  boroughRoles,
  type ContributionRow,
  type PipelineRow,
  type ProposalRow,
  type RoiRow,
  waits,
} from '../../domain/record/report-row.ts';
import { reads } from './reads.ts';
import {
  benefitClass,
  boroughCode,
  confidence,
  count,
  ending,
  financialYear,
  instant,
  kind,
  localDate,
  pence,
  proposalId,
  status,
} from './vocabulary.ts';

const row = {
  proposal: proposalId,
  version: count,
  updatedAt: instant,
  removed: z.boolean(),
  reference: z.string(),
  title: z.string(),
  status,
};
/** Rows written before this field existed lack it until they are made again. */
const kept = { ending: z._default(z.nullable(ending), null) };
const role = z.enum(boroughRoles);

export const proposalRow = reads<ProposalRow>()(
  z.object({
    ...row,
    row: z.literal('proposal'),
    revision: count,
    scheme: z.string(),
    leadBorough: boroughCode,
    partners: z.array(boroughCode),
    financialYears: z.array(financialYear),
    total: pence,
    submittedAt: instant,
    closesAt: z.nullable(instant),
    // Rows written before this field existed lack it until they are made again.
    decidedAt: z._default(z.nullable(instant), null),
  }),
);

export const roiRow = reads<RoiRow>()(
  z.object({
    ...row,
    ...kept,
    row: z.literal('roi'),
    scheme: z.string(),
    decidedAt: z.nullable(instant),
    submittedAt: instant,
    leadBorough: boroughCode,
    boroughCode,
    borough: z.string(),
    role,
    asked: pence,
    upTo: z.nullable(pence),
    contribution: z.nullable(pence),
    pvCosts: z.nullable(pence),
    pvBenefits: z.nullable(pence),
    npsv: z.nullable(pence),
    bcr: z.nullable(z.number()),
    cashableNpv: z.nullable(pence),
    cashableReturn: z.nullable(z.number()),
    paybackYears: z.nullable(z.number()),
    forecastBenefits: z.nullable(pence),
    actualBenefits: z.nullable(pence),
    daysToDecision: z.nullable(z.number()),
    notes: z.array(z.string()),
  }),
);

export const contributionRow = reads<ContributionRow>()(
  z.object({
    ...row,
    row: z.literal('contribution'),
    financialYear,
    boroughCode,
    borough: z.string(),
    role,
    kind,
    asked: pence,
    held: pence,
    committed: pence,
    drawn: pence,
  }),
);

export const benefitsRow = reads<BenefitsRow>()(
  z.object({
    ...row,
    ...kept,
    row: z.literal('benefits'),
    scheme: z.string(),
    boroughCode,
    borough: z.string(),
    cells: z.array(
      z.object({
        financialYear,
        class: benefitClass,
        confidence,
        forecast: pence,
        adjusted: pence,
        actual: z.nullable(pence),
        returnedOn: z.nullable(localDate),
      }),
    ),
  }),
);

export const pipelineRow = reads<PipelineRow>()(
  z.object({
    ...row,
    row: z.literal('pipeline'),
    scheme: z.string(),
    leadBorough: boroughCode,
    submittedAt: instant,
    boroughCode,
    borough: z.string(),
    waitingFor: z.enum(waits),
    waitingSince: instant,
    remindersSent: count,
    decideBy: z.nullable(instant),
  }),
);

import * as z from 'zod/mini';
import type { ExplainedAppraisal as Explained } from '../../domain/appraisal/appraisal-explanation.ts';
import { notComputable, ratio, years } from '../items/appraisal.ts';
import { reads } from '../items/reads.ts';
import { boroughCode, financialYear, pence } from '../items/vocabulary.ts';

const discountFactor = z.number();
const cost = { stated: pence, inflation: pence, optimismBias: pence, presentValue: pence };
const benefit = { stated: pence, inflation: pence, confidence: pence, presentValue: pence };
const net = { presentValueBenefits: pence, presentValueCosts: pence, net: pence };

function yearTable<Row extends Record<string, z.ZodMiniType>, Total extends Record<string, z.ZodMiniType>>(
  row: Row,
  total: Total,
) {
  return z.object({ rows: z.array(z.object({ financialYear, ...row })), total: z.object(total) });
}

const costs = yearTable({ ...cost, discountFactor }, cost);
const benefits = yearTable({ ...benefit, discountFactor }, benefit);
const difference = yearTable(net, net);
const quotient = z.object({ presentValueBenefits: pence, presentValueCosts: pence, quotient: ratio });
const reached = z.object({ years, reachedIn: z.union([financialYear, z.literal('notReached'), notComputable]) });
const payback = z.object({
  rows: z.array(
    z.object({
      financialYear,
      net: pence,
      cumulative: pence,
      presentValue: pence,
      cumulativePresentValue: pence,
    }),
  ),
  countedFrom: z.union([financialYear, notComputable]),
  simple: reached,
  discounted: reached,
  turnsNegativeAgain: z.boolean(),
});
const figures = {
  presentValueCosts: costs,
  presentValueBenefits: benefits,
  npsv: difference,
  bcr: quotient,
  cashable: z.object({ presentValueBenefits: benefits, npv: difference, return: quotient, payback }),
  payback,
};

/** The working of the figures of an appraisal (R14 to R16), on request by `explain=1`. */
export const ExplainedAppraisal = reads<Explained>()(
  z.object({
    whole: z.object(figures),
    boroughs: z.array(z.object({ borough: boroughCode, ...figures })),
  }),
);

import * as z from 'zod/mini';
import type { Appraisal } from '../../domain/appraisal/appraisal.ts';
import { sensitivityCases } from '../../domain/appraisal/sensitivity.ts';
import { reads } from './reads.ts';
import { benefitClass, boroughCode, count, financialYear, pence } from './vocabulary.ts';

export const notComputable = z.object({ notComputable: z.string() });
export const ratio = z.union([z.number(), notComputable]);
export const years = z.union([z.number(), z.literal('notReached'), notComputable]);
const payback = z.object({ simple: years, discounted: years, turnsNegativeAgain: z.boolean() });
const figures = {
  presentValueCosts: pence,
  presentValueBenefits: pence,
  npsv: pence,
  bcr: ratio,
  cashable: z.object({ npv: pence, return: ratio, payback }),
  payback,
};

/** An appraisal as it was recorded: reading computes nothing again. */
export const appraisal = reads<Appraisal>()(
  z.object({
    ...figures,
    parameters: z.string(),
    baseYear: financialYear,
    irr: z.union([z.object({ value: z.number() }), z.object({ notUnique: z.literal(true), signChanges: count })]),
    switchingValues: z.object({ benefits: ratio, costs: ratio }),
    sensitivity: z.array(
      z.object({ case: z.enum(sensitivityCases), npsv: z.union([pence, notComputable]), bcr: ratio }),
    ),
    breakEvenPledges: z.array(z.object({ unit: z.string(), target: count, breakEven: ratio })),
    droppedBenefits: z.array(
      z.object({ borough: boroughCode, class: benefitClass, amount: pence, lines: z.array(count) }),
    ),
    boroughs: z.array(z.object({ ...figures, borough: boroughCode })),
  }),
);

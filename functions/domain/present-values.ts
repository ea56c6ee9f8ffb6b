import type { Pence } from './money.ts';
import { type Rational, subtract } from './rational.ts';
import { type NotComputable, noCost, ratio, toPence } from './reported-figure.ts';

/** Exact present values in pence; benefits are less disbenefits (R15). */
export interface PresentValues {
  readonly costs: Rational;
  readonly benefits: Rational;
}

/** Net present social value: present value of benefits less that of costs (Green Book). Exact. */
export function netPresentSocialValue({ costs, benefits }: PresentValues): Rational {
  return subtract(benefits, costs);
}

/** NPSV and BCR as reported, each rounded once. */
export function npsvAndBcr(values: PresentValues): { npsv: Pence; bcr: number | NotComputable } {
  return { npsv: toPence(netPresentSocialValue(values)), bcr: ratio(values.benefits, values.costs, noCost) };
}

import { difference, type Figure } from '../numbers/figure.ts';
import { type NotComputable, noCost, ratio, toPence } from '../numbers/reported-figure.ts';
import type { Pence } from '../vocabulary/money.ts';

/** Present values in pence; benefits are less disbenefits (R15). */
export interface PresentValues {
  readonly costs: Figure;
  readonly benefits: Figure;
}

/** Net present social value: present value of benefits less that of costs (Green Book). */
export function netPresentSocialValue({ costs, benefits }: PresentValues): Figure {
  return difference(benefits, costs);
}

/** NPSV and BCR as reported, each rounded once. */
export function npsvAndBcr(values: PresentValues): { npsv: Pence; bcr: number | NotComputable } {
  return { npsv: toPence(netPresentSocialValue(values)), bcr: ratio(values.benefits, values.costs, noCost) };
}

import { type NotComputable, noCost, ratio, toPence } from '../numbers/reported-figure.ts';
import type { Pence } from '../vocabulary/money.ts';

/**
 * Present values, counted in `per`ths of a penny, so that they are whole numbers and ratios need no `per`. Benefits are
 * after disbenefits (R15).
 */
export interface PresentValues {
  readonly costs: bigint;
  readonly benefits: bigint;
  readonly per: bigint;
}

/** Net present social value (present value of benefits less that of costs) and BCR, each rounded once (Green Book). */
export function npsvAndBcr({ costs, benefits, per }: PresentValues): { npsv: Pence; bcr: number | NotComputable } {
  return { npsv: toPence(benefits - costs, per), bcr: ratio(benefits, costs, noCost) };
}

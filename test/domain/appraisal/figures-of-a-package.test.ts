import { irr, npv } from 'financial';
import { expect, test } from 'vitest';
import { discountFactors, presentValue } from '../../../functions/domain/appraisal/discounting.ts';
import { internalRateOfReturn } from '../../../functions/domain/appraisal/irr.ts';
import { toPence } from '../../../functions/domain/numbers/reported-figure.ts';
import { flowsOver } from '../../support/builders/appraisal-inputs.ts';

const rate = 0.035;
const cases = [5, 10, 30].flatMap((years) =>
  Array.from({ length: 10 }, (_, each) => ({ years, flows: flowsOver(years, each) })),
);

test.each(cases)(
  'R14, R15 over $years years NPV and IRR equal those of the package financial, as far as doubles are exact',
  ({ years, flows }) => {
    const net = { values: flows.map(BigInt), per: 1n };
    const factors = discountFactors([{ fromYear: 1, toYear: 125, rate }], years);
    const own = { npv: toPence(presentValue(net, factors), factors.per), irr: internalRateOfReturn(net) };
    expect(Math.abs(own.npv - npv(rate, flows))).toBeLessThanOrEqual(0.5 + 1e-6);
    expect('value' in own.irr && Math.abs(own.irr.value - irr(flows))).toBeLessThanOrEqual(0.5e-4 + 1e-9);
  },
);

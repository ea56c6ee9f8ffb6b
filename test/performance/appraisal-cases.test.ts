import { expect, test } from 'vitest';
import { pairs } from './appraisal-cases.ts';

test.each(pairs)(
  'R14, R15 over $years years NPV and IRR are those of the package financial, as far as doubles go',
  ({ npv, irr }) => {
    expect(Math.abs(npv.own() - npv.other())).toBeLessThanOrEqual(0.5 + 1e-6);
    const own = irr.own();
    expect('value' in own && Math.abs(own.value - irr.other())).toBeLessThanOrEqual(0.5e-4 + 1e-9);
  },
);

import { describe, expect, test } from 'vitest';
import type { LinkView } from '../../functions/application/views/pages.ts';
import { appraise } from '../../functions/domain/appraisal/appraisal.ts';
import { explainAppraisal } from '../../functions/domain/appraisal/appraisal-explanation.ts';
import type { AppraisalInput } from '../../functions/domain/appraisal/appraisal-input.ts';
import { formatPounds } from '../../functions/domain/vocabulary/money.ts';
import { viewResponse } from '../../functions/web/link-pages.ts';
import { benefit, camden, cost, inputOf } from '../support/builders/appraisal-inputs.ts';
import { gss } from '../support/builders/ids.ts';
import { said } from './markup.ts';
import * as views from './views.ts';

const shown = (view: LinkView) => viewResponse(view).body;
const pages = [views.signOff, views.review, views.tracking] as const;

/** A page with the appraisal of a proposal by one borough. */
function pageOf(input: AppraisalInput): string {
  const [appraisal, { whole, boroughs }] = [appraise(input), explainAppraisal(input)];
  const boroughAppraisal = appraisal.boroughs[0] ?? null;
  const explain = () => ({ whole, own: boroughs[0] ?? null });
  return said(shown({ ...views.signOff, appraisal, boroughAppraisal, explain }));
}

describe.each(pages)('R15 the $kind page', (view) => {
  const page = shown(view);
  const words = said(page);

  test('shows the appraisal, and each figure opens without a script', () => {
    expect(words).toContain('Net present social value (NPSV)');
    expect(words).toContain('Switching values (the change that brings the NPSV to £0): benefits');
    const summaries = page.match(/<summary[^>]*><span[^>]*>Show the working: [^<]+/g) ?? [];
    expect(summaries.map((summary) => summary.replace(/^.*: /, ''))).toEqual([
      'costs (PVC)',
      'benefits (PVB)',
      'net present social value (NPSV) and benefit-cost ratio (BCR)',
      'payback, every class of benefits',
      'cashable net present value and cashable return',
      'payback, cashable benefits only',
    ]);
    expect(words).toContain('so a column can differ by pennies from its total. The total is the figure as reported.');
  });

  test('has a row for each year, with the figure as the last line', () => {
    const { presentValueCosts, npsv, payback } = view.explain().whole;
    for (const {
      financialYear,
      stated,
      inflation,
      optimismBias,
      discountFactor,
      presentValue,
    } of presentValueCosts.rows) {
      const amounts = [stated, inflation, optimismBias].map((amount) => formatPounds(amount));
      expect(words).toContain(
        `${financialYear} Paid in cash ${amounts[0]} Inflation ${amounts[1]} Optimism bias ${amounts[2]} Discount factor ${discountFactor.toFixed(6)} Present value ${formatPounds(presentValue)}`,
      );
    }
    expect(words).toContain(`Benefits less costs ${formatPounds(npsv.total.net)}`);
    expect(words).toContain(
      `Counted from ${payback.countedFrom}, the year of the first cost. Simple: reached in 2028-29`,
    );
  });
});

test('R15 the page of a borough explains its own figures before those of all, and the tracking page only those of all', () => {
  for (const view of [views.signOff, views.review]) {
    const words = said(shown(view));
    expect(words.indexOf('Costs: Camden')).toBeGreaterThan(0);
    expect(words.indexOf('Costs: All boroughs')).toBeGreaterThan(words.indexOf('Costs: Camden'));
  }
  expect(said(shown(views.tracking))).not.toContain('Costs: Camden');
  expect(said(shown(views.lead))).not.toContain('Costs: Hackney');
});

test('R14 columns for inflation and bias are left out if they are 0 throughout', () => {
  const plain = pageOf(inputOf({ costs: [cost(0, 100)], benefits: [benefit(1, 200)] }));
  expect(plain).toContain('Paid in cash £1 Discount factor 1.000000 Present value £1');
  expect(plain).not.toContain('Inflation');
  expect(plain).not.toContain('Optimism bias £');
});

describe('R15 the page says why a figure cannot be computed', () => {
  const two = [camden, gss('E09000012')].map((borough) => ({ borough, weight: 1 }));

  test.each([
    ['only costs', inputOf({ costs: [cost(0, 100)] }), 'Benefits: All boroughs: none in any year.'],
    ['only costs', inputOf({ costs: [cost(0, 100)] }), 'benefits not computable: no benefit, costs −100.00%.'],
    [
      'only costs',
      inputOf({ costs: [cost(0, 100)] }),
      'Internal rate of return (IRR): not computable, because benefits less costs have the same sign in every year.',
    ],
    [
      'nobody takes part',
      inputOf({ costs: [cost(0, 100)] }, { weights: two, taking: [] }),
      'BCR: not computable: no cost.',
    ],
    [
      'nobody takes part',
      inputOf({ costs: [cost(0, 100)] }, { weights: two, taking: [] }),
      'Payback, simple years from the first cost until benefits of every class cover the costs All boroughs not computable: no cost',
    ],
    [
      'benefits before costs',
      inputOf({ costs: [cost(1, 100)], benefits: [benefit(0, 50)] }),
      'Internal rate of return (IRR): not computable, because benefits come before costs.',
    ],
    [
      'three turns',
      inputOf({ costs: [cost(0, 100), cost(2, 100)], benefits: [benefit(1, 300), benefit(3, 300)] }),
      'Internal rate of return (IRR): not unique, because benefits less costs change sign 3 times from year to year.',
    ],
    [
      'only disbenefits',
      inputOf({
        costs: [cost(0, 100)],
        benefits: [benefit(1, 100, { class: 'disbenefit' })],
        pledges: [{ unit: 'places', target: 10, by: '2027-09-30' }],
      }),
      'Break-even for places: not computable (disbenefits outweigh benefits).',
    ],
    [
      'a benefit in the last year',
      inputOf({ costs: [cost(0, 100)], benefits: [benefit(125, 100)] }),
      'Benefits one year late NPSV not computable: benefits would fall beyond year 125',
    ],
  ])('%s', (_, input, words) => {
    expect(pageOf(input)).toContain(words);
    expect(pageOf(input)).not.toMatch(/NaN|Infinity|undefined|null/);
  });
});

import { describe, expect, test } from 'vitest';
import { benefits } from '../../../functions/reports/datasets/benefits-dataset.ts';
import { gss } from '../../support/builders/ids.ts';
import { aBenefitRow } from '../../support/builders/rows.ts';
import { said } from '../../web/markup.ts';
import { chartsOf, headingOf, writtenPage } from '../written-page.ts';

const hackney = aBenefitRow({ boroughCode: gss('E09000012'), actual: 1_500_000, financialYear: '2028-29' });

describe('the page of benefits', () => {
  test('R23 says what was forecast and returned, and never shows a missing return as 0', async () => {
    const part = { ...hackney, class: 'disbenefit' as const, forecast: -50_000, adjusted: -52_500, actual: null };
    const markup = await writtenPage(benefits, [aBenefitRow(), hackney, part]);
    expect(headingOf(markup)).toBe('2 boroughs forecast benefits of £39,500 from 1 funded proposal');
    expect(said(markup)).toContain(
      '£15,000 was reported as achieved, for 1 of 3 rows. Nothing has been reported for the others, which does not mean £0.',
    );
    expect(chartsOf(markup)).toEqual([
      {
        title: 'Forecast and actual benefits by financial year',
        says: '2027-28: forecast £20,000, actual: not returned; 2028-29, 1 of 2 returned: forecast £19,500, actual £15,000.',
      },
    ]);
    const none = said(await writtenPage(benefits, [aBenefitRow()]));
    expect(none).toContain('Adjusted for confidence, that is £18,000. Disbenefits are taken off.');
    expect(none).toContain('No achieved benefits have been reported yet.');
  });

  test('counts only funded and closed proposals, and says how many are open and how many ended otherwise', async () => {
    const of = (reference: string, status: 'closed' | 'sign-off' | 'withdrawn' | 'lapsed' | 'settling') => ({
      ...aBenefitRow(),
      ...{ reference, status, boroughCode: gss(`E0900003${reference}`), ending: null },
    });
    const settling = { ...of('5', 'settling'), ending: 'not-funded' as const };
    const rows = [of('1', 'closed'), of('2', 'sign-off'), of('3', 'withdrawn'), of('4', 'lapsed'), settling];
    const markup = await writtenPage(benefits, [aBenefitRow(), ...rows]);
    expect(headingOf(markup)).toBe('2 boroughs forecast benefits of £40,000 from 2 funded proposals');
    expect(said(markup)).toContain('1 proposal is still open. 3 proposals ended without being funded.');
    expect(chartsOf(markup).map(({ says }) => says)).toEqual(['2027-28: forecast £40,000, actual: not returned.']);
    const unfunded = await writtenPage(benefits, rows.slice(1));
    expect(headingOf(unfunded)).toBe('None of these proposals is funded yet');
    expect(chartsOf(unfunded)).toEqual([]);
  });

  test('presents one borough’s share as its share', async () => {
    const markup = await writtenPage(benefits, [aBenefitRow()], { frame: { oneBorough: true } });
    expect(headingOf(markup)).toBe('Camden’s share of the benefits of 1 funded proposal is forecast at £20,000');
    expect(chartsOf(markup)[0]?.title).toBe('Camden’s share of forecast and actual benefits by financial year');
  });
});

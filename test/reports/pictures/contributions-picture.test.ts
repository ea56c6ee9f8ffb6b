import { describe, expect, test } from 'vitest';
import { contributions } from '../../../functions/reports/datasets/contributions-dataset.ts';
import { gss } from '../../support/builders/ids.ts';
import { aBudgetedContributionRow } from '../../support/builders/rows.ts';
import { said } from '../../web/markup.ts';
import { chartsOf, headingOf, writtenPage } from '../written-page.ts';

describe('the page of contributions', () => {
  test('says what is committed, what is held, and in which year', async () => {
    const held = {
      ...aBudgetedContributionRow(),
      boroughCode: gss('E09000012'),
      committed: 0,
      held: 1_000_000,
      financialYear: '2027-28',
    } as const;
    const markup = await writtenPage(contributions, [aBudgetedContributionRow(), held]);
    expect(headingOf(markup)).toBe('2 boroughs have committed £35,750 and hold £10,000 more for 1 proposal');
    expect(said(markup)).toContain('These rows add up to £71,500 if every invited borough joins.');
    expect(chartsOf(markup)).toEqual([
      {
        title: 'Committed and held, by financial year',
        says: '2026-27: committed £35,750, held £0; 2027-28: committed £0, held £10,000.',
      },
    ]);
    const nothing = aBudgetedContributionRow({ committed: 0 });
    expect(headingOf(await writtenPage(contributions, [nothing]))).toBe(
      'No money is committed or held for these proposals',
    );
  });

  test('mentions drawn money only if some was drawn', async () => {
    expect(said(await writtenPage(contributions, [aBudgetedContributionRow()]))).not.toContain('drawn.');
    const drawn = aBudgetedContributionRow({ drawn: 500_000 });
    expect(said(await writtenPage(contributions, [drawn]))).toContain('£5,000 of the committed money has been drawn.');
  });

  test('presents one borough’s share as its share', async () => {
    const markup = await writtenPage(contributions, [aBudgetedContributionRow()], { frame: { oneBorough: true } });
    expect(headingOf(markup)).toBe('Camden’s share of 1 proposal: £35,750 committed and £0 more held');
    expect(chartsOf(markup)[0]?.title).toBe('Committed and held by Camden, by financial year');
  });
});

import { describe, expect, test } from 'vitest';
import { pipeline } from '../../../functions/reports/datasets/pipeline-dataset.ts';
import { gss } from '../../support/builders/ids.ts';
import { aWaitedPipelineRow } from '../../support/builders/rows.ts';
import { said } from '../../web/markup.ts';
import { chartsOf, headingOf, writtenPage } from '../written-page.ts';

const hackney = aWaitedPipelineRow({ boroughCode: gss('E09000012'), borough: 'Hackney', daysWaiting: 1 });
const review = { ...hackney, reference: 'JF-AAAAAA', waitingFor: 'review' as const, daysWaiting: 0 };
const figures = () => ({ decided: 5, medianDaysToDecision: 12.5 });
const threeYears = 'submitted and decided in this financial year or the two before it';
const rows = [aWaitedPipelineRow(), hackney, review];

describe('the page of pipeline', () => {
  test('says which boroughs open proposals wait for, for what and how long, and the median of the decided ones', async () => {
    const markup = await writtenPage(pipeline, rows, { frame: { figures } });
    expect(headingOf(markup)).toBe('2 open proposals, waiting for 2 boroughs for up to 9 days');
    expect(said(markup)).toContain(
      `Half of the 5 decisions took 12.5 days or less. They are on the proposals that were ${threeYears}.`,
    );
    expect(chartsOf(markup).map(({ says }) => says)).toEqual([
      'Camden: 9 days, 1 wait; Hackney: 1 day, 2 waits.',
      'The borough’s answer: 9 days, 2 waits; A review of the appraisal: less than a day, 1 wait.',
    ]);
    expect(said(await writtenPage(pipeline, rows))).toContain(`No proposal was ${threeYears}.`);
  });

  test.each([
    [0, 'since today'],
    [1, 'since yesterday'],
    [2, 'for 2 days'],
  ])('says of one wait of %i days that it lasts %s', async (daysWaiting, since) => {
    const markup = await writtenPage(pipeline, [aWaitedPipelineRow({ borough: 'Brent', daysWaiting })]);
    expect(headingOf(markup)).toBe(`1 open proposal, waiting for Brent ${since}`);
  });

  test.each([
    [5, 0, 'Half of the 5 decisions took less than a day. They are on the proposals that were'],
    [1, 1, 'The only decision took 1 day or less. It is on the one proposal that was'],
  ])('says of %i decisions with a median of %i days how long they took', async (decided, median, says) => {
    const frame = { figures: () => ({ decided, medianDaysToDecision: median }) };
    expect(said(await writtenPage(pipeline, rows, { frame }))).toContain(`${says} ${threeYears}.`);
  });

  test('treats a renamed borough as one, under its newest name', async () => {
    const renamed = { ...review, borough: 'Hackney Wick', updatedAt: '2027-01-01T00:00:00.000Z' } as const;
    const [whom] = chartsOf(await writtenPage(pipeline, [renamed, hackney]));
    expect(whom?.says).toBe('Hackney Wick: 1 day, 2 waits.');
  });

  test('names the one borough if all rows belong to it', async () => {
    const markup = await writtenPage(pipeline, [aWaitedPipelineRow()], { frame: { figures, oneBorough: true } });
    expect(headingOf(markup)).toBe('1 open proposal, waiting for Camden for 9 days');
    expect(said(markup)).toContain(`They are on the proposals that Camden takes part in that were ${threeYears}.`);
  });
});

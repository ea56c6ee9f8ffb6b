import { describe, expect, test } from 'vitest';
import { pipeline } from '../../../functions/reports/datasets/pipeline-dataset.ts';
import { gss } from '../../support/builders/ids.ts';
import { aWaitedPipelineRow } from '../../support/builders/rows.ts';
import { said } from '../../web/markup.ts';
import { chartsOf, headingOf, writtenPage } from '../written-page.ts';

const hackney = aWaitedPipelineRow({ boroughCode: gss('E09000012'), borough: 'Hackney', daysWaiting: 1 });
const review = { ...hackney, reference: 'JF-AAAAAA', waitingFor: 'review' as const, daysWaiting: 0 };
const figures = () => ({ decided: 5, medianDaysToDecision: 12.5 });
const threeYears = 'this financial year or the two before it';
const rows = [aWaitedPipelineRow(), hackney, review];

describe('the page of pipeline', () => {
  test('says which boroughs open proposals wait for, for what and how long, and the median of the decided ones', async () => {
    const markup = await writtenPage(pipeline, rows, { frame: { figures } });
    expect(headingOf(markup)).toBe('2 open proposals wait on 2 boroughs, for at most 9 days');
    expect(said(markup)).toContain(
      `A decision took 12.5 days at the median of the 5 proposals that were submitted and decided in ${threeYears}.`,
    );
    expect(chartsOf(markup).map(({ says }) => says)).toEqual([
      'Camden: 9 days, 1 wait; Hackney: 1 day, 2 waits.',
      'An answer of the borough: 9 days, 2 waits; A review of the appraisal: 0 days, 1 wait.',
    ]);
    expect(said(await writtenPage(pipeline, rows))).toContain(`None that was submitted in ${threeYears} is decided.`);
  });

  test('treats a renamed borough as one, under its newest name', async () => {
    const renamed = { ...review, borough: 'Hackney Wick', updatedAt: '2027-01-01T00:00:00.000Z' };
    const [whom] = chartsOf(await writtenPage(pipeline, [renamed, hackney]));
    expect(whom?.says).toBe('Hackney Wick: 1 day, 2 waits.');
  });

  test('names the one borough if all rows belong to it', async () => {
    const markup = await writtenPage(pipeline, [aWaitedPipelineRow()], { frame: { figures, oneBorough: true } });
    expect(headingOf(markup)).toBe('1 open proposal waits on Camden, for at most 9 days');
    expect(said(markup)).toContain(
      `of the 5 proposals that were submitted and decided in ${threeYears} and in which Camden takes part.`,
    );
  });
});

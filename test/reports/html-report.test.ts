import { describe, expect, test } from 'vitest';
import { benefits } from '../../functions/reports/benefits-dataset.ts';
import { contributions } from '../../functions/reports/contributions-dataset.ts';
import type { Dataset } from '../../functions/reports/dataset.ts';
import { written } from '../../functions/reports/format.ts';
import { sizeInWords } from '../../functions/reports/html-downloads.ts';
import { htmlReport } from '../../functions/reports/html-report.ts';
import { largestGroups, mostGroups } from '../../functions/reports/largest-groups.ts';
import { pipeline } from '../../functions/reports/pipeline-dataset.ts';
import { roi } from '../../functions/reports/roi-dataset.ts';
import { roundedPounds, shortPounds } from '../../functions/reports/rounded-pounds.ts';
import { sharedPages } from '../../functions/reports/shared-pages.ts';
import { shortName } from '../../functions/reports/short-name.ts';
import { barChart } from '../../functions/reports/svg-bars.ts';
import { idsOf, said, valuesOf } from '../web/markup.ts';
import { bytesOf } from './readers/exceljs-reader.ts';
import { inPages, plainBenefitRow, plainContributionRow, plainPipelineRow, plainRoiRow, whole } from './rows.ts';

const frame = { filter: { decidedIn: '2026-27', status: 'funded' }, asAt: () => plainRoiRow.updatedAt, gzip: false };

function page<Row>(dataset: Dataset<Row>, rows: readonly Row[], most?: number): Promise<string> {
  return whole(htmlReport(dataset, inPages(rows), frame, most));
}

const headingOf = (markup: string) => /<h1[^>]*>([^<]*)<\/h1>/.exec(markup)?.[1];

describe('the page of a report', () => {
  const camden = plainRoiRow;
  const hackney = { ...plainRoiRow, boroughCode: 'E09000012', borough: 'Hackney', contribution: 96_425_000 };
  const other = { ...hackney, reference: 'JF-AAAAAA', title: 'Apprenticeships', contribution: 50_000_000 };

  test('says in its headline what the rows of roi come to, and what they leave out in a sentence', async () => {
    const open = { ...camden, reference: 'JF-BBBBBB', status: 'sign-off' as const, contribution: null };
    const refused = { ...camden, reference: 'JF-CCCCCC', status: 'not-funded' as const, contribution: 0 };
    const markup = await page(roi, [camden, hackney, other, open, refused]);
    expect(headingOf(markup)).toBe('2 boroughs pay £1.5 million for 2 projects');
    expect(said(markup)).toContain(
      'Over their whole life these cost £105,000 and bring £90,000 in present value: £0.86 for each £1 of cost. ' +
        '1 proposal is still open. 1 proposal ended without being funded.',
    );
    expect(headingOf(await page(roi, [open]))).toBe('No proposal here is funded yet');
    expect(headingOf(await page(roi, [camden]))).toBe('1 borough pays £35,750 for 1 project');
  });

  test('says what the rows of contributions come to', async () => {
    const held = {
      ...plainContributionRow,
      boroughCode: 'E09000012',
      committed: 0,
      held: 1_000_000,
      financialYear: '2027-28',
    };
    const markup = await page(contributions, [plainContributionRow, held]);
    expect(headingOf(markup)).toBe('2 boroughs have committed £35,750 and hold £10,000 more for 1 proposal');
    expect(said(markup)).toContain('2026-27: committed £35,750, held £0; 2027-28: committed £0, held £10,000.');
    const nothing = { ...plainContributionRow, committed: 0 };
    expect(headingOf(await page(contributions, [nothing]))).toBe('No money is committed or held here');
  });

  test('says what the rows of benefits come to, and never takes what was not returned for 0', async () => {
    const hackney = { ...plainBenefitRow, boroughCode: 'E09000012', actual: 1_500_000, financialYear: '2028-29' };
    const part = { ...hackney, class: 'disbenefit' as const, forecast: -50_000, adjusted: -52_500, actual: null };
    const markup = await page(benefits, [plainBenefitRow, hackney, part]);
    expect(headingOf(markup)).toBe('2 boroughs forecast benefits of £39,500 from 1 proposal');
    expect(said(markup)).toContain(
      '£15,000 was returned as achieved, for 1 of 3 rows; the others are not returned, which is not £0.',
    );
    expect(said(markup)).toContain(
      '2027-28: forecast £20,000, actual: not returned; 2028-29, 1 of 2 returned: forecast £19,500, actual £15,000.',
    );
    expect(said(await page(benefits, [plainBenefitRow]))).toContain('Nothing was returned as achieved yet.');
  });

  test('says on whom open proposals wait, for what and how long, and the median of what was decided', async () => {
    const other = { ...plainPipelineRow, boroughCode: 'E09000012', borough: 'Hackney', daysWaiting: 1 };
    const review = { ...other, reference: 'JF-AAAAAA', waitingFor: 'review' as const, daysWaiting: 0 };
    const figures = () => ({ decided: 5, medianDaysToDecision: 12.5 });
    const rows = [plainPipelineRow, other, review];
    const markup = await whole(htmlReport(pipeline, inPages(rows), { ...frame, figures }));
    expect(headingOf(markup)).toBe('2 open proposals wait on 2 boroughs, for at most 9 days');
    expect(said(markup)).toContain('A decision took 12.5 days at the median of the 5 proposals that were decided.');
    expect(said(markup)).toContain('Camden: 9 days, 1 wait; Hackney: 1 day, 2 waits.');
    expect(said(markup)).toContain(
      'An answer of the borough: 9 days, 2 waits; A review of the appraisal: 0 days, 1 wait.',
    );
    expect(said(await page(pipeline, rows))).toContain('None was decided yet.');
  });

  test('draws pays against gains by borough and the NPSV by proposal, and says in words what it draws', async () => {
    const markup = await page(roi, [camden, hackney, other]);
    expect(markup.match(/<svg[^>]* role="img" aria-labelledby="[\w-]+-title [\w-]+-desc"/g)).toHaveLength(2);
    const [boroughs, proposals] = [...markup.matchAll(/<desc[^>]*>([^<]*)<\/desc>/g)].map(([, text]) => text);
    expect(boroughs).toBe('Hackney: pays £70,000, gains £60,000; Camden: pays £35,000, gains £30,000.');
    expect(proposals).toBe('JF-7K3M2Q Shared damp sensors: −£10,000; JF-AAAAAA Apprenticeships: −£5,000.');
    for (const id of valuesOf(markup, 'aria-labelledby').flatMap((ids) => ids.split(' '))) {
      expect(idsOf(markup)).toContain(id);
    }
  });

  test('links every other format with its size, and keeps the filters', async () => {
    const markup = await page(roi, [camden]);
    const links = [...markup.matchAll(/<a class="govuk-link" href="([^"]*)" download>([^<]*)<\/a>/g)];
    expect(links.map(([, address]) => address)).toEqual(
      ['xlsx', 'csv', 'json'].map(
        (format) => `/v1/reports/roi?decidedIn=2026-27&amp;status=funded&amp;format=${format}`,
      ),
    );
    for (const [, address, text] of links) {
      const format = address?.split('format=')[1] as 'xlsx' | 'csv' | 'json';
      const { byteLength } = await bytesOf(written(format, roi, inPages([camden]), { ...frame, excel: false }));
      expect(text).toMatch(/^Download the data \((?:Excel workbook|CSV|JSON), \d+ KB\)$/);
      expect(text).toContain(sizeInWords(byteLength));
    }
  });

  test('says where a figure is empty why it is: by the row’s notes, or else by what the column means', async () => {
    const unknown = {
      ...camden,
      ...{ upTo: null, paybackYears: null, bcr: null, actualBenefits: null, decidedAt: null, contribution: null },
      notes: ['Up to: declined', 'Payback: not reached', 'BCR: no cost'],
    };
    const reasons = [
      ...(await page(roi, [unknown])).matchAll(/<td[^>]* data-heading="([^"]*)"><span class="jf-unknown">([^<]*)</g),
    ];
    expect(reasons.map(([, column, why]) => [column, why])).toEqual([
      ['Decided on', 'not decided yet'],
      ['Approved up to', 'declined'],
      ['Contribution', 'not shared yet'],
      ['BCR', 'no cost'],
      ['Payback, years', 'not reached'],
      ['Actual benefits', 'not returned, which is not 0'],
      ['Approved up to', 'not known'],
      ['Contribution', 'not known'],
      ['Actual benefits', 'not known'],
    ]);
  });

  test('of no rows says so kindly, draws nothing, and still offers the downloads', async () => {
    const markup = await page(roi, []);
    expect(headingOf(markup)).toBe('There is nothing to report');
    expect(said(markup)).toContain('Nothing is wrong: rows appear as soon as there is something to show.');
    expect(markup).not.toMatch(/<svg|<table/);
    expect(markup.match(/download>/g)).toHaveLength(3);
  });

  test('shows whole what a page can hold; of more the first rows, the totals of all, and says so', async () => {
    const rows = Array.from({ length: 5 }, () => camden);
    const all = await page(roi, rows);
    const bytes = Buffer.byteLength((/<tbody[^>]*>\n([\s\S]*)<\/tbody>/.exec(all) ?? [])[1] ?? '');
    expect((await page(roi, rows, bytes)).match(/<th scope="row"/g)).toHaveLength(6);
    const cut = await page(roi, rows, bytes - 1);
    expect(cut.match(/<th scope="row"/g)).toHaveLength(5);
    expect(said(cut)).toContain('The table shows the first 4 of 5 rows, as many as a page can hold.');
    expect(cut).toContain('<b>£178,750.00</b>');
    expect(headingOf(cut)).toBe(headingOf(all));
  });

  test('never lets what people typed become markup', async () => {
    const title = '</td><script>alert(1)</script><img src=x onerror="a">';
    const markup = await page(roi, [{ ...camden, title, borough: title, notes: [title] }]);
    expect(markup).not.toMatch(/<script|<img/);
    expect(said(markup)).toContain(title);
  });
});

describe('a chart of bars', () => {
  const groups = (values: readonly number[]) =>
    values.map((value) => ({ name: String(value), bars: [{ value, label: String(value) }] }));
  const places = (values: readonly number[]) => {
    const markup = barChart({ id: 'a', title: 'A', note: 'B', groups: groups(values) }).toString();
    return [...markup.matchAll(/<rect [^>]*x="([\d.]+)%"[^>]* width="([\d.]+)%"/g)].map(([, x, width]) => [
      Number(x),
      Number(width),
    ]);
  };

  test('starts every bar at 0 and makes it as long as its value', () => {
    expect(places([100, 50])).toEqual([
      [0, 44],
      [0, 22],
    ]);
    expect(places([-100, 100])).toEqual([
      [0, 22],
      [22, 22],
    ]);
    expect(places([-100])).toEqual([[0, 44]]);
    expect(places([0])).toEqual([]);
  });

  test('shows a figure that is not known as words without a bar', () => {
    const group = { name: 'Camden', bars: [{ value: null, label: 'not returned' }] };
    const markup = barChart({ id: 'a', title: 'A', note: 'B', groups: [group] }).toString();
    expect(markup).not.toContain('<rect');
    expect(markup).toContain('>not returned</text>');
  });

  test('shows the largest groups, and adds up the others so that nothing is lost', () => {
    const many = (count: number) =>
      Array.from({ length: count }, (_, at) => ({ name: `n${at}`, size: at, figures: at }));
    const shown = (count: number) =>
      largestGroups(
        many(count),
        (a, b) => a + b,
        (others) => `${others} others`,
      );
    expect(shown(mostGroups)).toHaveLength(mostGroups);
    expect(shown(mostGroups).map(({ name }) => name)).not.toContain('1 others');
    const more = shown(mostGroups + 1);
    expect(more).toHaveLength(mostGroups);
    expect(more.at(-1)).toMatchObject({ name: '2 others', figures: 0 + 1 });
    expect(shown(40).reduce((sum, { figures }) => sum + figures, 0)).toBe((39 * 40) / 2);
  });
});

describe('the same pages for several readers', () => {
  test('reach each of them once, page by page', async () => {
    let taken = 0;
    async function* source(): AsyncGenerator<readonly number[]> {
      for (; taken < 4; taken += 1) yield [taken];
    }
    const [slow, quick] = sharedPages(source(), 2);
    const rows = async (pages: AsyncIterable<readonly number[]> | undefined) => {
      const found: number[] = [];
      for await (const page of pages ?? []) {
        found.push(...page);
        expect(taken).toBeLessThanOrEqual((page[0] ?? 0) + 1);
      }
      return found;
    };
    expect(await Promise.all([rows(slow), rows(quick)])).toEqual([
      [0, 1, 2, 3],
      [0, 1, 2, 3],
    ]);
  });

  test('go on for the others when one leaves, and the source is closed when all have', async () => {
    let closed = false;
    async function* source(): AsyncGenerator<readonly number[]> {
      try {
        for (let page = 0; ; page += 1) yield [page];
      } finally {
        closed = true;
      }
    }
    const leaving = async (pages: AsyncIterable<readonly number[]> | undefined, after: number) => {
      for await (const [page] of pages ?? []) if (page === after) return page;
      return undefined;
    };
    const [one, other] = sharedPages(source(), 2);
    expect(await Promise.all([leaving(one, 1), leaving(other, 5)])).toEqual([1, 5]);
    expect(closed).toBe(true);
  });

  test('a fault of the source reaches every reader', async () => {
    async function* source(): AsyncGenerator<readonly number[]> {
      yield [1];
      throw new Error('The store is away');
    }
    const read = async (pages: AsyncIterable<readonly number[]>) => {
      for await (const _ of pages);
    };
    const results = await Promise.allSettled(sharedPages(source(), 2).map(read));
    expect(results.map(({ status }) => status)).toEqual(['rejected', 'rejected']);
  });
});

describe('words of a page', () => {
  test.each([
    [0, '1 KB'],
    [1, '1 KB'],
    [1024, '1 KB'],
    [1025, '2 KB'],
    [1_023_999, '1000 KB'],
    [1_024_000, '1.0 MB'],
    [1_048_577, '1.1 MB'],
  ])('%i bytes are %s: never less than it is', (bytes, words) => {
    expect(sizeInWords(bytes)).toBe(words);
  });

  test.each([
    [0, '£0'],
    [5, '£0.05'],
    [-99, '−£0.99'],
    [150, '£2'],
    [2_727_273, '£27,273'],
    [99_999_949, '£999,999'],
    [99_999_950, '£1 million'],
    [123_456_789, '£1.23 million'],
    [-1_234_567_890, '−£12.3 million'],
    [99_999_499_999, '£1,000 million'],
    [99_999_500_000, '£1 billion'],
    [100_000_000_000_000_000, '£1,000,000 billion'],
  ])('%i pence are %s in a headline', (pence, words) => {
    expect(roundedPounds(pence)).toBe(words);
    expect(shortPounds(pence)).toBe(words.replace(/ ([mb])(?:illion)$/, (_, first) => (first === 'm' ? 'm' : 'bn')));
  });

  test.each([
    ['Shared damp sensors', 'JF-7K3M2Q Shared damp sensors'],
    ['Twenty characters!!!', 'JF-7K3M2Q Twenty characters!!!'],
    ['Twenty-one characters', 'JF-7K3M2Q Twenty-one…'],
    ['W'.repeat(21), `JF-7K3M2Q ${'W'.repeat(20)}…`],
    ['😀'.repeat(21), `JF-7K3M2Q ${'😀'.repeat(20)}…`],
  ])('a chart names %j as %j', (title, name) => {
    expect(shortName('JF-7K3M2Q', title)).toBe(name);
  });
});

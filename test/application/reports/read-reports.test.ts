import { describe, expect, test } from 'vitest';
import { reportRowsOf } from '../../../functions/application/reports/project-proposal.ts';
import { readBenefits } from '../../../functions/application/reports/read-benefits.ts';
import { readContributions } from '../../../functions/application/reports/read-contributions.ts';
import { readPipeline } from '../../../functions/application/reports/read-pipeline.ts';
import { readRoi } from '../../../functions/application/reports/read-roi.ts';
import type { Budget } from '../../../functions/domain/money/budget.ts';
import type { ReportRow } from '../../../functions/domain/record/report-row.ts';
import { type FinancialYear, type Instant, instantOf } from '../../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { gss, pid } from '../../support/builders/ids.ts';
import { sample } from '../../support/builders/samples.ts';
import { answeredByAll, closed, endedAt, opened, submitted, submittedAt, toTheEnd } from '../lives/states.ts';
import { pagedRows } from './paged-rows.ts';
import { allRows as all, shown } from './rows-read.ts';

const everyone = { borough: null };
const [hackney, camden, southwark] = [gss('E09000012'), gss('E09000007'), gss('E09000028')];

/** Two proposals with Camden in both: a funded one led by Hackney, and one in sign-off led by Southwark. */
const funded = toTheEnd(closed(answeredByAll(submitted(sample('digital-apprenticeships')))), 'funded');
const rows: readonly ReportRow[] = [
  ...reportRowsOf(funded, [], endedAt),
  ...reportRowsOf(opened(submitted(sample('damp-and-mould-sensors'))), [], submittedAt).map((row) => ({
    ...row,
    proposal: pid('p2'),
    reference: 'JF-222222',
  })),
];
const rowsOfOpen = rows.filter(({ proposal }) => proposal === 'p2');
const store = pagedRows(rows, 7);

function budgetsOf(budgets: readonly Budget[]) {
  const asked: string[] = [];
  const of = async (keys: readonly Pick<Budget, 'borough' | 'financialYear' | 'kind'>[]) => {
    asked.push(...keys.map(({ borough, financialYear, kind }) => `${borough} ${financialYear} ${kind}`));
    return budgets.filter((budget) =>
      keys.some((key) => (['borough', 'financialYear', 'kind'] as const).every((name) => key[name] === budget[name])),
    );
  };
  return { asked, of };
}

const roi = (filter = {}, reader: { borough: BoroughCode | null } = everyone) =>
  all(readRoi({ rows: store }, filter, reader));
const contributions = (filter = {}, reader: { borough: BoroughCode | null } = everyone, budgets = budgetsOf([])) =>
  all(readContributions({ rows: store, budgets }, filter, reader));

describe('the report roi', () => {
  test('has every row of every page, in the order of the store', async () => {
    expect(await roi()).toEqual(rows.filter(({ row }) => row === 'roi'));
  });

  test('is filtered by borough, status, scheme, and the financial year of the decision', async () => {
    expect((await roi({ borough: camden })).map(({ proposal }) => proposal)).toEqual(['p1', 'p2']);
    expect((await roi({ status: 'funded' })).every(({ proposal }) => proposal === 'p1')).toBe(true);
    expect(await roi({ status: 'funded' })).toHaveLength(6);
    expect(await roi({ scheme: 'standard' })).toHaveLength(10);
    expect(await roi({ scheme: 'quick' })).toEqual([]);
    expect(await roi({ decidedIn: '2026-27' })).toHaveLength(6);
    expect(await roi({ decidedIn: '2025-26' })).toEqual([]);
    expect(await roi({ decidedIn: '2026-27', borough: southwark })).toEqual([]);
  });

  test('takes the year of a decision by London time: 23:30 UTC on 31 March is 1 April', async () => {
    const decidedAt: Instant = '2027-03-31T23:30:00.000Z';
    const late = rows.map((row) => (row.row === 'roi' ? { ...row, decidedAt } : row));
    const inYear = (decidedIn: FinancialYear) => all(readRoi({ rows: pagedRows(late, 7) }, { decidedIn }, everyone));
    expect(await inYear('2027-28')).toHaveLength(10);
    expect(await inYear('2026-27')).toEqual([]);
  });

  test('leaves out removed rows', async () => {
    const removed = rows.map((row) => (row.proposal === 'p2' ? { ...row, removed: true } : row));
    expect(await all(readRoi({ rows: pagedRows(removed, 7) }, {}, everyone))).toHaveLength(6);
  });

  test.each([
    [camden, ['p1', 'p2']],
    [hackney, ['p1']],
    [southwark, ['p2']],
    [gss('E09000001'), []],
  ])("shows a key of %s only that borough's rows", async (borough, proposals) => {
    const own = await roi({}, { borough });
    expect(own.map(({ proposal }) => proposal)).toEqual(proposals);
    expect(own.every((row) => row.boroughCode === borough)).toBe(true);
  });

  test('is read page by page, and only when a page is asked for', async () => {
    let reads = 0;
    const counting = {
      list: (...given: Parameters<typeof store.list>) => {
        reads += 1;
        return store.list(...given);
      },
    } as typeof store;
    const { pages } = await shown(readRoi({ rows: counting }, {}, everyone));
    expect(reads).toBe(0);
    for await (const page of pages) {
      expect(page).toHaveLength(7);
      break;
    }
    expect(reads).toBe(1);
  });
});

describe('the report contributions', () => {
  const budget: Budget = {
    ...{ borough: camden, financialYear: '2026-27', kind: 'revenue', allocated: 5_000, available: 3_000 },
    ...{ held: 1_000, committed: 1_000, drawn: 0 },
  };

  test("has every row with its budget's current figures, and null where there is no budget", async () => {
    const found = await contributions({}, everyone, budgetsOf([budget]));
    expect(found).toHaveLength(rows.filter(({ row }) => row === 'contribution').length);
    for (const { boroughCode, financialYear, kind, allocated, available } of found) {
      const mine = boroughCode === camden && financialYear === '2026-27' && kind === 'revenue';
      expect([allocated, available]).toEqual(mine ? [5_000, 3_000] : [null, null]);
    }
  });

  test('reads each budget once, however many rows have it', async () => {
    const budgets = budgetsOf([budget]);
    await contributions({}, everyone, budgets);
    expect(new Set(budgets.asked).size).toBe(budgets.asked.length);
  });

  test('is filtered by financial year, borough and status', async () => {
    const found = await contributions({ financialYear: '2027-28', borough: camden, status: 'sign-off' });
    expect(found).toMatchObject([{ proposal: 'p2', financialYear: '2027-28', boroughCode: camden }]);
    expect(await contributions({ financialYear: '2040-41' })).toEqual([]);
  });

  test("shows a key of one borough only that borough's rows and budget, and reads no other", async () => {
    const budgets = budgetsOf([budget, { ...budget, borough: hackney }]);
    const found = await contributions({ financialYear: '2026-27' }, { borough: camden }, budgets);
    expect(new Set(found.map(({ proposal, boroughCode }) => `${proposal} ${boroughCode}`))).toEqual(
      new Set([`p1 ${camden}`, `p2 ${camden}`]),
    );
    expect(found.some(({ allocated }) => allocated === 5_000)).toBe(true);
    expect(budgets.asked.every((key) => key.startsWith(camden))).toBe(true);
  });
});

describe('the report benefits', () => {
  const benefits = (filter = {}, reader: { borough: BoroughCode | null } = everyone) =>
    all(readBenefits({ rows: store }, filter, reader));

  test('has one row per borough, year, class and confidence, and no returned figure', async () => {
    const found = await benefits();
    const keys = found.map((row) =>
      [row.proposal, row.boroughCode, row.financialYear, row.class, row.confidence].join(),
    );
    expect(new Set(keys).size).toBe(keys.length);
    expect(found.length).toBeGreaterThan(12);
    expect(found.every(({ actual, returnedOn }) => actual === null && returnedOn === null)).toBe(true);
  });

  test('is filtered by financial year, borough, status and scheme', async () => {
    const found = await benefits({
      financialYear: '2027-28',
      borough: southwark,
      status: 'sign-off',
      scheme: 'standard',
    });
    expect(found).toMatchObject([
      { proposal: 'p2', financialYear: '2027-28', boroughCode: southwark, class: 'cashable' },
    ]);
    for (const nothing of [
      { financialYear: '2090-91' },
      { status: 'closed' },
      { scheme: 'quick' },
      { borough: gss('E09000001') },
    ])
      expect(await benefits(nothing)).toEqual([]);
  });

  test('shows a key of one borough only proposals in which it takes part', async () => {
    expect(new Set((await benefits({}, { borough: southwark })).map(({ proposal }) => proposal))).toEqual(
      new Set(['p2']),
    );
  });
});

describe('the report pipeline', () => {
  const at = (now: Instant) => ({ rows: store, clock: { now: () => now } });
  const later: Instant = '2026-11-26T09:00:00.000Z';
  const pipeline = (filter = {}, reader: { borough: BoroughCode | null } = everyone, now = later) =>
    all(readPipeline(at(now), filter, reader));

  test('has one row per borough that is waited for, with the days since then by London dates', async () => {
    const found = await pipeline();
    expect(found.map(({ proposal, boroughCode, daysWaiting }) => [proposal, boroughCode, daysWaiting])).toEqual(
      rows.flatMap((row) => (row.row === 'pipeline' && !row.removed ? [['p2', row.boroughCode, 3]] : [])),
    );
    expect(found).toHaveLength(4);
    const midnight: Instant = '2026-11-24T00:00:00.000Z';
    const justBefore: Instant = '2026-11-23T23:59:59.999Z';
    expect((await pipeline({}, everyone, justBefore)).map(({ daysWaiting }) => daysWaiting)).toEqual([0, 0, 0, 0]);
    expect((await pipeline({}, everyone, midnight)).map(({ daysWaiting }) => daysWaiting)).toEqual([1, 1, 1, 1]);
  });

  test('has the last midnight as updatedAt if that added a day, and else the moment of the last change', async () => {
    expect((await pipeline())[0]?.updatedAt).toBe('2026-11-26T00:00:00.000Z');
    expect((await pipeline({}, everyone, submittedAt))[0]?.updatedAt).toBe(submittedAt);
  });

  test('is filtered by the borough that is waited for, status and scheme', async () => {
    expect(await pipeline({ borough: southwark, status: 'sign-off', scheme: 'standard' })).toMatchObject([
      { proposal: 'p2', boroughCode: southwark, leadBorough: southwark, waitingFor: 'sign-off' },
    ]);
    for (const nothing of [{ borough: hackney }, { status: 'funded' }, { scheme: 'quick' }])
      expect(await pipeline(nothing)).toEqual([]);
  });

  test('shows a key of one borough only what waits for that borough', async () => {
    expect(await pipeline({}, { borough: camden })).toMatchObject([{ proposal: 'p2', boroughCode: camden }]);
    expect(await pipeline({}, { borough: hackney })).toEqual([]);
  });

  async function besides(filter = {}, reader: { borough: BoroughCode | null } = everyone, of = store) {
    const { pages, beside } = await shown(readPipeline({ ...at(later), rows: of }, filter, reader));
    for await (const page of pages) expect(page.length).toBeGreaterThan(0);
    if (beside === undefined) throw new Error('A pipeline says something beside its rows');
    return { ...beside.figures(), changedAt: beside.changedAt() } as Readonly<Record<string, unknown>>;
  }
  const nobody = { decided: 0, medianDaysToDecision: null, changedAt: null };

  test('adds how many proposals were decided and the median of their days, for the borough and filter', async () => {
    const funding = { decided: 1, medianDaysToDecision: 14, changedAt: endedAt };
    expect(await besides()).toEqual(funding);
    expect(await besides({ borough: hackney })).toEqual(funding);
    expect(await besides({}, { borough: camden })).toEqual(funding);
    expect(await besides({ borough: southwark })).toEqual(nobody);
    expect(await besides({ scheme: 'quick' })).toEqual(nobody);
    expect(await besides({}, { borough: southwark })).toEqual(nobody);
  });

  test('counts as decided what roi calls decided, and not what lapsed or was withdrawn', async () => {
    const signedOff = closed(answeredByAll(submitted(sample('digital-apprenticeships'))));
    for (const [ending, decisions] of [
      ['funded', 1],
      ['not-funded', 1],
      ['lapsed', 0],
      ['withdrawn', 0],
    ] as const) {
      const of = pagedRows(reportRowsOf(toTheEnd(signedOff, ending), [], endedAt), 7);
      const inYear = await all(readRoi({ rows: of }, { decidedIn: '2026-27' }, everyone));
      const days = (await all(readRoi({ rows: of }, {}, everyone))).map(({ daysToDecision }) => daysToDecision);
      const { decided, medianDaysToDecision } = await besides({}, everyone, of);
      expect(new Set(inYear.map(({ proposal }) => proposal)).size).toBe(decisions);
      expect(decided).toBe(decisions);
      expect(new Set(days)).toEqual(new Set([medianDaysToDecision]));
    }
    expect((await besides({}, everyone, pagedRows(rowsOfOpen, 7))).decided).toBe(0);
  });

  /** Proposals decided a day after their submission, `count` of them, all at one moment. */
  const decidedOnes = (count: number, submission: Instant): readonly ReportRow[] =>
    rows.flatMap((row) =>
      row.row !== 'proposal' || row.decidedAt === null
        ? []
        : Array.from({ length: count }, (_, at) => ({
            ...{ ...row, proposal: pid(`${submission} ${at}`), submittedAt: submission, updatedAt: submission },
            decidedAt: instantOf(Date.parse(submission) + 86_400_000),
          })),
    );
  const bound: Instant = '2024-03-31T23:00:00.000Z';
  const justBefore: Instant = '2024-03-31T22:59:59.999Z';

  test('counts only submissions since 1 April two financial years ago, whenever they were decided', async () => {
    const edge = [...decidedOnes(2, justBefore), ...decidedOnes(3, bound)];
    expect(await besides({}, everyone, pagedRows(edge, 7))).toMatchObject({ decided: 3, medianDaysToDecision: 1 });
    const atNewYear = (now: Instant) =>
      shown(readPipeline({ rows: pagedRows(edge, 7), clock: { now: () => now } }, {}, everyone));
    for (const [now, decided] of [
      ['2026-03-31T22:59:59.999Z', 5],
      ['2026-03-31T23:00:00.000Z', 3],
      ['2027-03-31T23:00:00.000Z', 0],
    ] as const) {
      const { pages, beside } = await atNewYear(now);
      for await (const _ of pages);
      expect(beside?.figures().decided).toBe(decided);
    }
  });

  test('reads the submissions of three financial years and no earlier page, however many there are', async () => {
    const reading = async (before: number, since: number) => {
      const of = pagedRows([...decidedOnes(before, justBefore), ...decidedOnes(since, bound)], 7);
      let reads = 0;
      const counting: typeof of = {
        ...of,
        list: (kind, options) => {
          reads += kind === 'proposal' ? 1 : 0;
          return of.list(kind, options);
        },
        submittedSince: (...given) => {
          reads += 1;
          return of.submittedSince(...given);
        },
      };
      await besides({}, everyone, counting);
      return reads;
    };
    expect(await reading(0, 14)).toBe(2);
    expect(await reading(0, 15)).toBe(3);
    expect(await reading(700, 14)).toBe(2);
    expect(await reading(700, 15)).toBe(3);
  });

  test('is as of the beginning of the financial year if nothing changed since', async () => {
    const earlier = pagedRows(decidedOnes(1, bound), 7);
    expect((await besides({}, everyone, earlier)).changedAt).toBe('2026-03-31T23:00:00.000Z');
  });
});

describe('a key of one borough', () => {
  const reports = [
    (borough: BoroughCode, reader: { borough: BoroughCode | null }) => readRoi({ rows: store }, { borough }, reader),
    (borough: BoroughCode, reader: { borough: BoroughCode | null }) =>
      readContributions({ rows: store, budgets: budgetsOf([]) }, { borough }, reader),
    (borough: BoroughCode, reader: { borough: BoroughCode | null }) =>
      readBenefits({ rows: store }, { borough }, reader),
    (borough: BoroughCode, reader: { borough: BoroughCode | null }) =>
      readPipeline({ rows: store, clock: { now: () => endedAt } }, { borough }, reader),
  ];

  test.each(reports)('may filter by itself, and by no other borough (report %$)', async (report) => {
    expect((await report(camden, { borough: camden })).kind).toBe('rows');
    expect((await report(southwark, { borough: camden })).kind).toBe('hidden');
    expect((await report(southwark, { borough: hackney })).kind).toBe('hidden');
    expect((await report(gss('E09000001'), { borough: gss('E09000001') })).kind).toBe('rows');
    expect((await report(southwark, everyone)).kind).toBe('rows');
  });
});

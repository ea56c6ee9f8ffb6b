import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { parse } from 'csv-parse/sync';
import { describe, inject, test } from 'vitest';
import type { BoroughCode } from '../../functions/domain/vocabulary/proposal.ts';
import { gss } from '../support/builders/ids.ts';
import { jsonOf } from '../support/deployed/api-client.ts';
import { demoMember, inBatches, type Member } from '../support/deployed/coalition.ts';
import { type Proposal, submitBody } from '../support/deployed/journey.ts';
import { openLink, words } from '../support/deployed/link-client.ts';
import { inSeconds, type ProposalBody } from '../support/deployed/proposal-body.ts';
import { systemAt } from '../support/deployed/system.ts';
import { eventually } from '../support/eventually.ts';

const system = systemAt(inject('endpoints'));
const project = join(import.meta.dirname, '..', '..');
const demo = join(project, 'infra', 'local', 'demo');

interface Sample {
  readonly leadBorough: BoroughCode;
  readonly partners: readonly { readonly borough: BoroughCode }[];
  readonly costs: readonly { readonly financialYear: string }[];
}
interface Golden {
  readonly askedShares: readonly { readonly sample: string; readonly shares: Readonly<Record<string, number>> }[];
  readonly sharedAgain: readonly {
    readonly sample: string;
    readonly contributions?: Readonly<Record<string, number>>;
    readonly shortfall?: number;
  }[];
  readonly appraisals: readonly {
    readonly sample: string;
    readonly ifAllJoin: Readonly<Record<string, unknown>> & { readonly breakEvenPledges?: number };
  }[];
}

const golden = readJson<Golden>(join(project, 'test', 'domain', 'golden', 'rules.json'));
const names = new Map(
  readJson<{ boroughs: { borough: BoroughCode; name: string }[] }>(join(demo, 'boroughs.json')).boroughs.map(
    ({ borough, name }) => [borough, name] as const,
  ),
);

function readJson<T>(file: string): T {
  return JSON.parse(readFileSync(file, 'utf8')) as T;
}

/** All proposals that this file submitted. */
const submitted: Proposal[] = [];
const isOurs = ({ reference }: { readonly reference: string }): boolean =>
  submitted.some((proposal) => proposal.reference === reference);

/** Submits a sample unchanged, with the boroughs of the demo coalition. */
async function submitSample(name: string, changes: ProposalBody = {}): Promise<Proposal> {
  const sample = readJson<Sample>(join(demo, `${name}.json`));
  const members = sample.partners.map(({ borough }) => demoMember(borough, names.get(borough) ?? borough));
  const proposal = await submitBody(system, members, { ...sample, ...changes });
  submitted.push(proposal);
  return proposal;
}

function member(proposal: Proposal, code: BoroughCode): Member {
  const found = proposal.members.find((each) => each.code === code);
  if (found === undefined) throw new Error(`${code} is not a partner of ${proposal.reference}.`);
  return found;
}

/** The golden figures of a sample if all join, in the format of the API. */
function appraisalOf(name: string): Readonly<Record<string, unknown>> {
  const { breakEvenPledges, ...figures } = golden.appraisals.find(({ sample }) => sample === name)?.ifAllJoin ?? {};
  return breakEvenPledges === undefined
    ? figures
    : { ...figures, breakEvenPledges: [expectedPledge(breakEvenPledges)] };
}

function expectedPledge(breakEven: number) {
  return { unit: 'apprenticeships', target: 100, breakEven };
}

function sharesOf(name: string): Readonly<Record<string, number>> {
  return golden.askedShares.find(({ sample }) => sample === name)?.shares ?? {};
}

async function asked(proposal: Proposal): Promise<Readonly<Record<string, number>>> {
  const { signOff } = await proposal.view();
  return Object.fromEntries(signOff.boroughs.map(({ borough, asked: share }) => [borough, share]));
}

function amounts(contributions: readonly { readonly borough: BoroughCode; readonly amount: number }[] = []) {
  return Object.fromEntries(contributions.map(({ borough, amount }) => [borough, amount]));
}

describe.concurrent('A sample of the demo', () => {
  test('R10, R15 digital-apprenticeships: one declines, the others share the cost again, and it is funded', async ({
    expect,
  }) => {
    const proposal = await submitSample('digital-apprenticeships');
    expect(await asked(proposal)).toEqual(sharesOf('digital-apprenticeships'));
    expect((await proposal.view()).appraisal).toMatchObject(appraisalOf('digital-apprenticeships'));
    await proposal.decline(member(proposal, gss('E09000025')));
    await proposal.approveAll(proposal.members.filter(({ code }) => code !== gss('E09000025')));
    await proposal.review();
    const funded = await proposal.until('funded');
    expect(amounts(funded.contributions)).toEqual(golden.sharedAgain[0]?.contributions);
  });

  test('R10 digital-apprenticeships with caps at the asked shares: one declines, and it falls short', async ({
    expect,
  }) => {
    // Its own scheme would begin a top-up, which takes working days.
    const proposal = await submitSample('digital-apprenticeships', { scheme: 'quick', respondBy: inSeconds(90) });
    const shares = await asked(proposal);
    // All at once, so that nobody misses the deadline on a busy machine.
    await Promise.all(
      proposal.members.map((each) =>
        each.code === gss('E09000025')
          ? proposal.decline(each)
          : proposal.approve(each, ((shares[each.code] ?? 0) / 100).toFixed(2)),
      ),
    );
    const ended = await proposal.untilSwept('not-funded');
    expect(golden.sharedAgain[1]?.shortfall).toBe(2_727_273);
    expect(ended.decision?.reasons.join(' ')).toContain('That is £27,272.73 less than the cost.');
  });

  test('R10, R15 damp-and-mould-sensors: all join, and it is funded despite its figures', async ({ expect }) => {
    const proposal = await submitSample('damp-and-mould-sensors');
    expect(await asked(proposal)).toEqual(sharesOf('damp-and-mould-sensors'));
    await proposal.approveAll();
    await proposal.review();
    const funded = await proposal.until('funded');
    expect(amounts(funded.contributions)).toEqual(sharesOf('damp-and-mould-sensors'));
    expect(funded.appraisal).toMatchObject(appraisalOf('damp-and-mould-sensors'));
  });

  test('R17 shared-procurement-of-assistive-technology: the page asks for a value judgement, and its lead takes back', async ({
    expect,
  }) => {
    const name = 'shared-procurement-of-assistive-technology';
    const proposal = await submitSample(name);
    expect(await asked(proposal)).toEqual(sharesOf(name));
    expect((await proposal.view()).appraisal).toMatchObject(appraisalOf(name));
    await proposal.approveAll();
    const { link, member: reviewer } = await proposal.askedReviewer();
    const reviewed = await proposal.answerWith(link, {
      answer: 'not-recommended',
      comment: 'It does not pay, and nothing else speaks for it.',
    });
    const mail = await system.mailbox.mail(proposal.reference, reviewer.address('reviewer'), /^Review by /);
    expect(mail.text).toContain('If you recommend it, say why it is still worth doing.');
    expect(words((await openLink(reviewed.link)).html)).toContain('does not recommend it');
    const { leadBorough } = await proposal.view();
    await proposal.confirm('take-back', member(proposal, leadBorough));
    await proposal.until('not-funded');
  });

  test('R17 data-sharing-agreements: below the amount it needs no review, and is funded at once', async ({
    expect,
  }) => {
    const proposal = await submitSample('data-sharing-agreements');
    await proposal.approveAll();
    const funded = await proposal.until('funded');
    expect(amounts(funded.contributions)).toEqual(
      Object.fromEntries(proposal.members.map(({ code }) => [code, 500_000])),
    );
    expect(funded.appraisal).toMatchObject(appraisalOf('data-sharing-agreements'));
    expect(funded.review).toEqual({ required: false, answers: [], outcome: null, conditions: [] });
  });
});

interface ContributionRow {
  readonly reference: string;
  readonly boroughCode: BoroughCode;
  readonly financialYear: string;
  readonly kind: 'revenue' | 'capital';
  readonly held: number;
  readonly committed: number;
  readonly drawn: number;
  readonly allocated: number;
  readonly available: number;
}
interface RoiRow {
  readonly reference: string;
  readonly status: string;
  readonly boroughCode: BoroughCode;
  readonly contribution: number | null;
  readonly npsv: number | null;
  readonly bcr: number | null;
}
interface Report<Row> {
  readonly rows: readonly Row[];
  readonly totals: Readonly<Record<string, number | null>>;
  readonly asAt: string;
}

async function report<Row>(path: string): Promise<Report<Row>> {
  return jsonOf<Report<Row>>(await system.finance.must(path, { headers: { accept: 'application/json' } }));
}

/** Amounts by budget, such as `E09000012 2026-27 revenue`. */
function byBudget(rows: readonly ContributionRow[], column: 'held' | 'committed'): Readonly<Record<string, number>> {
  const sums: Record<string, number> = {};
  for (const row of rows) {
    const key = `${row.boroughCode} ${row.financialYear} ${row.kind}`;
    sums[key] = (sums[key] ?? 0) + row[column];
  }
  return sums;
}

describe('The reports, after the samples ended', () => {
  const demoBoroughs = new Set(names.keys());

  test('promise 7: held and committed amounts of the report add up to the ledger, budget by budget', async ({
    expect,
  }) => {
    const rows = await eventually('Rows of contributions without a hold', async () => {
      const all = await report<ContributionRow>('/v1/reports/contributions');
      const own = all.rows.filter(isOurs);
      const done = new Set(own.map(({ reference }) => reference)).size === 5 && own.every(({ held }) => held === 0);
      return done ? { found: all.rows.filter(({ boroughCode }) => demoBoroughs.has(boroughCode)) } : { seen: own };
    });
    const keys = Object.keys(byBudget(rows, 'committed'));
    const ledger = await inBatches(keys, async (key) => {
      const [borough = '', year = '', kind] = key.split(' ');
      return { key, figures: (await system.budget(gss(borough), year))[kind === 'capital' ? 'capital' : 'revenue'] };
    });
    const ledgerOf = (column: 'held' | 'committed') =>
      Object.fromEntries(ledger.map(({ key, figures }) => [key, figures[column]]));
    expect(byBudget(rows, 'committed')).toEqual(ledgerOf('committed'));
    expect(byBudget(rows, 'held')).toEqual(ledgerOf('held'));
    for (const { key, figures } of ledger) {
      const { allocated, available, held, committed } = figures;
      expect([key, available + held + committed]).toEqual([key, allocated]);
      const row = rows.find((each) => `${each.boroughCode} ${each.financialYear} ${each.kind}` === key);
      expect([key, row?.allocated, row?.available]).toEqual([key, allocated, available]);
    }
  });

  test('promise 7: contributions in the report, as JSON and CSV, match the record', async ({ expect }) => {
    const partners = submitted.reduce((sum, { members }) => sum + members.length, 0);
    const all = await eventually('Rows of every decision', async () => {
      const seen = await report<RoiRow>('/v1/reports/roi');
      const own = seen.rows.filter(isOurs);
      return own.length === partners && own.every(({ status }) => status === 'funded' || status === 'not-funded')
        ? { found: own }
        : { seen: own.map(({ reference, boroughCode, status }) => [reference, boroughCode, status]) };
    });
    for (const proposal of submitted) {
      const { status, contributions } = await proposal.view();
      const rows = all.filter(({ reference }) => reference === proposal.reference);
      const paid = rows.flatMap(({ boroughCode: borough, contribution: amount }) =>
        amount ? [{ borough, amount }] : [],
      );
      expect(new Set(rows.map((row) => row.status))).toEqual(new Set([status]));
      expect(amounts(paid)).toEqual(status === 'funded' ? amounts(contributions) : {});
    }
    const csv = await system.finance.must('/v1/reports/roi?format=csv');
    expect(csv.headers.get('content-type')).toMatch(/^text\/csv/);
    const records = parse(csv.text, { columns: true, bom: true }) as Readonly<Record<string, string>>[];
    const inPounds = (pence: number | null): string => (pence === null ? '' : (pence / 100).toFixed(2));
    for (const row of all) {
      const record = records.find(
        ({ reference, borough_code: code }) => reference === row.reference && code === row.boroughCode,
      );
      expect(record).toMatchObject({
        status: row.status,
        contribution_gbp: inPounds(row.contribution),
        npsv_gbp: inPounds(row.npsv),
        bcr: row.bcr === null ? '' : String(row.bcr),
      });
    }
  });

  test('the filters of a report select the right rows, and its totals are the sums of its rows', async ({ expect }) => {
    const { rows, totals, asAt } = await report<ContributionRow>(
      '/v1/reports/contributions?borough=E09000012&financialYear=2026-27&status=funded',
    );
    expect(rows.length).toBeGreaterThan(0);
    expect(new Set(rows.map(({ boroughCode, financialYear }) => `${boroughCode} ${financialYear}`))).toEqual(
      new Set(['E09000012 2026-27']),
    );
    expect(totals.committed).toBe(rows.reduce((sum, { committed }) => sum + committed, 0));
    expect(totals).not.toHaveProperty('available');
    expect(asAt).toMatch(/Z$/);
  });
});

import { startEmptyAws } from '../support/deployed/local-aws.ts';
import { appraisalCases, figuresAtOnce, horizons } from './appraisal-cases.ts';
import { type Decision, decide } from './decision.ts';
import { cases, yardstick } from './domain-cases.ts';
import { countedInstructions } from './instructions.ts';
import { appraisalYardstick, wholeAppraisals } from './largest-appraisal.ts';
import { dollarsOf } from './prices.ts';
import { deployedReports } from './reports/deployed-reports.ts';
import { reportPeaks, reportSpeeds } from './reports/report-bench.ts';
import { readGoal, readOf, sumsBy, transitionGoal, writeGoal, writtenOf } from './sums.ts';
import { measured } from './timing.ts';

const parts = {
  domain: printDomain,
  reports: printReports,
  appraisal: printAppraisal,
  instructions: printInstructions,
  deployed: printDeployed,
  decisions: measureDecisions,
} as const satisfies Record<string, () => Promise<void>>;

/**
 * `npm run bench`, or `npm run bench -- deployed decisions` for some parts. It prints, and fails only if it cannot measure. The
 * tests beside it hold the counts.
 */
async function main(asked: readonly string[]): Promise<void> {
  const names = Object.keys(parts);
  const unknown = asked.filter((name) => !names.includes(name));
  if (unknown.length > 0) throw new Error(`Unknown part: ${unknown.join(', ')}. The parts are ${names.join(', ')}.`);
  for (const [name, print] of Object.entries(parts)) {
    if (asked.length === 0 || asked.includes(name)) await print();
  }
}

async function measureDecisions(): Promise<void> {
  const aws = await startEmptyAws();
  try {
    const decisions: Decision[] = [];
    for (const boroughs of [2, 5, 10, 20, 33]) decisions.push(await decide(aws.value, boroughs));
    printDecisions(decisions);
    for (const decision of decisions.slice(-1)) printParts(decision);
  } finally {
    await aws.stop();
  }
}

async function printDomain(): Promise<void> {
  const [measure, ...others] = await measured([yardstick, ...cases]);
  if (measure === undefined) throw new Error('There is nothing to compare with');
  heading(`33 boroughs, one call; 1 is ${measure.name} of the round`);
  columns(
    ['', 'microseconds', 'times', 'bytes', 'times'],
    [measure, ...others].map(({ name, microseconds, bytes }) => [
      name,
      microseconds.toFixed(1),
      (microseconds / measure.microseconds).toFixed(2),
      Math.round(bytes).toLocaleString('en-GB'),
      (bytes / measure.bytes).toFixed(2),
    ]),
  );
}

async function printReports(): Promise<void> {
  heading('The report roi written: rows per second, and times of a well-known library in the same run');
  columns(
    ['', 'rows', 'rows per second', 'times', 'goal'],
    (await reportSpeeds()).map(({ writer, rows, perSecond, times, goal }) => [
      writer,
      rows.toLocaleString('en-GB'),
      Math.round(perSecond).toLocaleString('en-GB'),
      times.toFixed(2),
      String(goal),
    ]),
  );
  heading('The most memory of a process that writes it; meant: at most 120 MB');
  columns(
    ['', 'rows', 'bytes', 'peak in MB'],
    (await reportPeaks()).map(({ writer, rows, bytes, megabytes }) => [
      writer,
      rows.toLocaleString('en-GB'),
      bytes.toLocaleString('en-GB'),
      megabytes.toFixed(0),
    ]),
  );
}

const deployedRows = 5_000;

async function printDeployed(): Promise<void> {
  const reports = await deployedReports(deployedRows);
  const plain = reports.find(({ format, gzip }) => format === 'csv' && !gzip);
  heading(
    `The report roi of ${deployedRows.toLocaleString('en-GB')} rows from the deployed local stack; 1 is the last byte of plain CSV`,
  );
  columns(
    ['', 'bytes', 'first byte in ms', 'last byte in ms', 'times', 'read units', 'write units'],
    reports.map(({ format, gzip, bytes, firstByte, lastByte, read, write }) => [
      `${format}, ${gzip ? 'gzip taken' : 'no gzip'}`,
      bytes.toLocaleString('en-GB'),
      firstByte.toFixed(0),
      lastByte.toFixed(0),
      (lastByte / (plain?.lastByte ?? Number.NaN)).toFixed(2),
      String(read),
      String(write),
    ]),
  );
}

async function printAppraisal(): Promise<void> {
  const [measure, ...appraisals] = await measured([appraisalYardstick, ...wholeAppraisals]);
  if (measure === undefined) throw new Error('There is nothing to compare with');
  heading(`A whole appraisal, exact; 1 is ${measure.name}`);
  columns(
    ['', 'milliseconds', 'times'],
    [measure, ...appraisals].map(({ name, microseconds }) => [
      name,
      (microseconds / 1_000).toFixed(2),
      (microseconds / measure.microseconds).toFixed(2),
    ]),
  );
  const results = new Map(
    (await measured(appraisalCases)).map(({ name, microseconds }) => [name, (microseconds / figuresAtOnce) * 1_000]),
  );
  heading('One figure, exact and rounded once, beside the package financial, in doubles');
  columns(
    ['', 'nanoseconds', 'financial', 'times as long'],
    horizons.flatMap((years) =>
      ['NPV', 'IRR'].map((figure) => {
        const own = results.get(`${figure} over ${years} years`) ?? Number.NaN;
        const other = results.get(`${figure} of financial over ${years} years`) ?? Number.NaN;
        return [`${figure} over ${years} years`, own.toFixed(0), other.toFixed(0), (own / other).toFixed(1)];
      }),
    ),
  );
}

async function printInstructions(): Promise<void> {
  const counted = await countedInstructions();
  heading('Instructions of a whole appraisal, in millions');
  if (counted === null) process.stdout.write('  Not counted: install valgrind to count them.\n');
  else {
    columns(
      ['', 'millions'],
      counted.map(({ name, millions }) => [name, millions.toFixed(1)]),
    );
  }
}

function printDecisions(decisions: readonly Decision[]): void {
  heading('A decision with one column of cost: units measured, and meant');
  columns(
    ['boroughs', 'write', 'goal', 'read', 'goal', 'transitions', 'goal', 'mails', 'one look reads'],
    decisions.map(({ boroughs, costs, transitions, mails, look }) =>
      [
        boroughs,
        writtenOf(costs),
        writeGoal(boroughs),
        readOf(costs),
        readGoal(boroughs),
        transitions,
        transitionGoal,
        mails,
        readOf(look),
      ].map(String),
    ),
  );
  heading('Dollars of a decision, on demand in eu-west-2');
  columns(
    ['boroughs', 'table', 'functions', 'workflow', 'mails', 'together'],
    decisions.map((decision) => {
      const { table, functions, workflow, mails } = dollarsOf(decision);
      const together = table + functions + workflow + mails;
      return [
        String(decision.boroughs),
        ...[table, functions, workflow, mails, together].map((each) => each.toFixed(5)),
      ];
    }),
  );
}

function printParts({ boroughs, costs }: Decision): void {
  const figures = (sums: ReturnType<typeof sumsBy>) =>
    sums.map(({ name, write, read }) => [name, String(write), read.toFixed(0)]);
  heading(`${boroughs} boroughs: what it was for`);
  columns(['', 'write', 'read'], figures(sumsBy(costs, ({ work }) => work)));
  heading(`${boroughs} boroughs: which items, by which call`);
  columns(
    ['', 'write', 'read'],
    figures(sumsBy(costs, ({ work, operation, item }) => `${work}: ${operation} ${item}`)),
  );
}

function heading(text: string): void {
  process.stdout.write(`\n${text}\n`);
}

/** Aligns names to the left and figures to the right. */
function columns(names: readonly string[], rows: readonly (readonly string[])[]): void {
  const widths = names.map((name, at) => Math.max(...[names, ...rows].map((row) => row[at]?.length ?? 0), name.length));
  for (const row of [names, ...rows]) {
    const cells = row.map((cell, at) => (at === 0 ? cell.padEnd(widths[at] ?? 0) : cell.padStart(widths[at] ?? 0)));
    process.stdout.write(`  ${cells.join('  ')}\n`);
  }
}

await main(process.argv.slice(2));

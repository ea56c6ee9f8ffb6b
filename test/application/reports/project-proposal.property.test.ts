import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedAt } from '../../../functions/application/commit/changed-at.ts';
import { earlierRevisions } from '../../../functions/application/proposals/invited-boroughs.ts';
import { projectProposal, reportRowsOf } from '../../../functions/application/reports/project-proposal.ts';
import { readBenefits } from '../../../functions/application/reports/read-benefits.ts';
import { readContributions } from '../../../functions/application/reports/read-contributions.ts';
import { readPipeline } from '../../../functions/application/reports/read-pipeline.ts';
import { readRoi } from '../../../functions/application/reports/read-roi.ts';
import { waitingOn } from '../../../functions/application/views/waiting-on.ts';
import type { BudgetedContributionRow, ReportRow } from '../../../functions/domain/record/report-row.ts';
import type { ProposalContent, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { pid } from '../../support/builders/ids.ts';
import { sample } from '../../support/builders/samples.ts';
import { Crash } from '../../support/fakes/fake-table.ts';
import { approval, type Life, livingWorld, years } from '../lives/life.ts';
import { allRows } from './rows-read.ts';

/** Two proposals that share boroughs, one with stages, and their possible revisions. */
const damp = sample('damp-and-mould-sensors');
const apprenticeships = sample('digital-apprenticeships');
const staged: ProposalContent = {
  ...damp,
  stages: [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2027-10-31' }],
  costs: damp.costs.map((line, at) => ({ ...line, stage: at < 2 ? 1 : 2 })),
};
const revisions: readonly (readonly ProposalContent[])[] = [
  [damp, staged, { ...damp, costs: damp.costs.slice(0, 2) }, { ...damp, partners: damp.partners.slice(0, 3) }],
  [apprenticeships, { ...apprenticeships, partners: apprenticeships.partners.slice(0, 4), title: 'Fewer boroughs' }],
];

type How = 'approve' | 'decline' | 'request-changes';
type Step =
  /** The boroughs from one index on answer, all in the same way except the last. */
  | {
      readonly kind: 'answer';
      readonly from: number;
      readonly count: number;
      readonly last: How;
      readonly more: number;
    }
  | { readonly kind: 'review'; readonly how: string }
  | { readonly kind: 'revise'; readonly to: number }
  | { readonly kind: 'withdraw' | 'project' }
  /** A settlement that ends after this many boroughs, as if its process did. */
  | { readonly kind: 'settle'; readonly after: number };

const hows = fc.constantFrom<How[]>('approve', 'approve', 'approve', 'decline', 'request-changes');
const answer: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('answer' as const),
  from: fc.nat({ max: 5 }),
  count: fc.constantFrom(1, 3, 6, 6),
  last: hows,
  more: fc.nat({ max: 50_000 }),
});
const review: fc.Arbitrary<Step> = fc.record({
  kind: fc.constant('review' as const),
  how: fc.constantFrom('recommend', 'recommend', 'not-recommended', 'request-changes'),
});
const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 6, arbitrary: answer },
  { weight: 4, arbitrary: review },
  { weight: 3, arbitrary: fc.record({ kind: fc.constant('revise' as const), to: fc.nat({ max: 3 }) }) },
  { weight: 1, arbitrary: fc.constant({ kind: 'withdraw' as const }) },
  { weight: 5, arbitrary: fc.record({ kind: fc.constant('settle' as const), after: fc.nat({ max: 8 }) }) },
  { weight: 2, arbitrary: fc.constant({ kind: 'project' as const }) },
);
const everyone = { kind: 'answer', from: 0, count: 6, last: 'approve', more: 0 } as const;
/** Half of the histories reach the money and stop somewhere in its settlement. */
const history = fc
  .tuple(
    fc.array(fc.tuple(fc.nat({ max: 1 }), step), { minLength: 1, maxLength: 16 }),
    fc.option(fc.tuple(fc.nat({ max: 1 }), fc.nat({ max: 8 }))),
  )
  .map(([steps, end]): readonly (readonly [number, Step])[] => {
    if (end === null) return steps;
    const [which, after] = end;
    const funding: readonly Step[] = [everyone, { kind: 'review', how: 'recommend' }, { kind: 'settle', after }];
    return [...steps, ...funding.map((each) => [which, each] as const)];
  });

async function take(life: Life, id: ProposalId, which: number, step: Step): Promise<unknown> {
  switch (step.kind) {
    case 'answer':
      return answerSome(life, id, step);
    case 'review':
      await life.open(id);
      return life.review(id, step.how);
    case 'revise': {
      const choices = revisions[which] ?? [];
      return life.revise(id, choices[step.to % choices.length] ?? damp);
    }
    case 'withdraw':
      return life.withdraw(id);
    case 'project':
      return projectProposal(life.here, id);
    case 'settle':
      return settleSome(life, id, step.after);
  }
}

async function answerSome(life: Life, id: ProposalId, step: Extract<Step, { kind: 'answer' }>): Promise<void> {
  await life.open(id);
  const { requests, revision } = await life.stateOf(id);
  const chosen = requests.slice(step.from % requests.length).slice(0, step.count);
  const all = step.count === 6 ? requests : chosen;
  for (const [at, request] of all.entries()) {
    const upTo = Math.min(revision.total, request.asked + step.more);
    const how = at === all.length - 1 ? step.last : 'approve';
    const form = how === 'approve' ? approval({ ...request, asked: upTo }) : { answer: how, comment: 'Not like this' };
    await life.answer(id, request.borough, form);
  }
}

async function settleSome({ here, settle }: Life, id: ProposalId, after: number): Promise<void> {
  let settled = 0;
  here.table.faultOf = ({ operation }) => {
    if (operation === 'settle') settled += 1;
    return settled > after ? 'crash-before' : 'none';
  };
  await settle(id).catch((error) => {
    if (!(error instanceof Crash)) throw error;
  });
  here.table.faultOf = () => 'none';
}

test('R12, promise 7: whatever happened, reports sum to what every budget holds and has committed', async () => {
  await fc.assert(
    fc.asyncProperty(history, async (steps) => {
      const life = await livingWorld();
      const ids = [await life.submit(damp), await life.submit(apprenticeships)];
      for (const [which, each] of steps) await take(life, ids[which] ?? pid(''), which, each);
      for (const id of ids) await projectProposal(life.here, id);
      const { here } = life;
      const rows = await allRows(readContributions(here, {}, { borough: null }));
      const sums = new Map<string, { held: number; committed: number; row: BudgetedContributionRow }>();
      for (const row of rows) {
        const key = `${row.boroughCode} ${row.financialYear} ${row.kind}`;
        const before = sums.get(key) ?? { held: 0, committed: 0, row };
        sums.set(key, { held: before.held + row.held, committed: before.committed + row.committed, row });
      }
      for (const { held, committed, row } of sums.values()) {
        const budget = await here.budgets.get(row.boroughCode, row.financialYear, row.kind);
        expect({ held, committed }).toEqual({ held: budget?.held, committed: budget?.committed });
        expect(row.allocated).toBe(budget?.allocated);
        expect(row.available).toBe(budget?.available);
      }
      await compareWithRecord(life, ids);
      const inRows = [...sums.values()].reduce((sum, { held, committed }) => sum + held + committed, 0);
      expect(inRows).toBe(await everythingHeld(life));
    }),
    { numRuns: 60 },
  );
});

/** Benefits match the forecasts of roi, and those waited for match each proposal's own view. */
async function compareWithRecord({ here, stateOf }: Life, ids: readonly ProposalId[]): Promise<void> {
  const everyone = { borough: null };
  const gained = new Map<string, number>();
  for (const { proposal, boroughCode, forecast } of await allRows(readBenefits(here, {}, everyone))) {
    const key = `${proposal} ${boroughCode}`;
    gained.set(key, (gained.get(key) ?? 0) + forecast);
  }
  for (const { proposal, boroughCode, forecastBenefits } of await allRows(readRoi(here, {}, everyone))) {
    expect(gained.get(`${proposal} ${boroughCode}`) ?? 0).toBe(forecastBenefits ?? 0);
    gained.delete(`${proposal} ${boroughCode}`);
  }
  expect(gained).toEqual(new Map());
  const pipeline = await allRows(readPipeline(here, {}, everyone));
  for (const id of ids) {
    const state = await stateOf(id);
    const waited = pipeline.filter(({ proposal }) => proposal === id);
    const named = waitingOn(state, await changedAt(here.proposals, state));
    expect(waited.map((row) => [row.boroughCode, row.waitingSince, row.remindersSent])).toEqual(
      state.head.status === 'settling'
        ? [[state.head.lead, state.head.endedAt, 0]]
        : named.map(({ borough, since, remindedAt }) => [borough, since, remindedAt.length]),
    );
  }
}

test('changes seen twice, late or out of order leave the rows of the newest state', async () => {
  await fc.assert(
    fc.asyncProperty(history, fc.infiniteStream(fc.nat()), async (steps, order) => {
      const life = await livingWorld();
      const id = await life.submit(damp);
      const states = [await rowsNow(life, id)];
      for (const [, each] of steps) {
        await take(life, id, 0, each);
        states.push(await rowsNow(life, id));
      }
      // Every set of rows arrives, some of them twice, in any order.
      const arriving = [...states, ...states.filter(() => order.next().value % 2 === 0)]
        .map((rows) => ({ rows, at: order.next().value as number }))
        .toSorted((a, b) => a.at - b.at);
      const { here } = await livingWorld();
      for (const { rows } of arriving) await here.rows.put(rows);
      const expected = (states.at(-1) ?? []).filter(({ removed }) => !removed);
      const everyone = { borough: null };
      const contributions = await allRows(readContributions(here, {}, everyone));
      const found = [
        ...(await allRows(readRoi(here, {}, everyone))),
        ...contributions.map(({ allocated: _, available: __, ...row }) => row),
        ...(await allRows(readBenefits(here, {}, everyone))),
        ...(await allRows(readPipeline(here, {}, everyone))).map(({ daysWaiting: _, updatedAt: __, ...row }) => row),
      ];
      expect(found.map((row) => JSON.stringify(row)).toSorted()).toEqual(
        expected
          .flatMap(asShown)
          .map((row) => JSON.stringify(row))
          .toSorted(),
      );
    }),
    { numRuns: 40 },
  );
});

/** What reports show of a stored row. */
function asShown(row: ReportRow): readonly object[] {
  if (row.row === 'proposal') return [];
  if (row.row === 'benefits') {
    const { row: _, cells, ...shared } = row;
    return cells.map((cell) => ({ ...shared, ...cell }));
  }
  if (row.row !== 'pipeline') return [row];
  const { updatedAt: _, ...open } = row;
  return [open];
}

async function rowsNow({ here, stateOf }: Life, id: ProposalId) {
  const state = await stateOf(id);
  return reportRowsOf(state, await earlierRevisions(here.proposals, state), await changedAt(here.proposals, state));
}

async function everythingHeld({ here }: Life): Promise<number> {
  let sum = 0;
  for (const borough of await here.boroughs.list()) {
    for (const year of years) {
      for (const kind of ['revenue', 'capital'] as const) {
        const budget = await here.budgets.get(borough.borough, year, kind);
        sum += (budget?.held ?? 0) + (budget?.committed ?? 0);
      }
    }
  }
  return sum;
}

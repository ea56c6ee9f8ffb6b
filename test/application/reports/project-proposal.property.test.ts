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
import type { Budget } from '../../../functions/domain/money/budget.ts';
import type { ProposalState } from '../../../functions/domain/record/proposal-state.ts';
import type { BudgetedContributionRow, ReportRow } from '../../../functions/domain/record/report-row.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough } from '../../support/builders/boroughs.ts';
import { asSubmitted, happen, historic, histories, type Step } from '../../support/worlds/history.ts';
import { type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { allRows } from './rows-read.ts';

/** The money of one proposal is being settled, and each settlement ends after this many boroughs. */
const stalled = fc
  .record({ of: fc.nat({ max: 1 }), after: fc.nat({ max: 4 }) })
  .map(({ of, after }): readonly Step[] => [
    { kind: 'mend' },
    { kind: 'stall', after },
    ...[0, 1, 2, 3].map((who) => ({ kind: 'answer', of, who, how: 'approve', percent: 100 }) as const),
    { kind: 'review', of, how: 'recommend' },
    { kind: 'review', of, how: 'recommend' },
  ]);
/** In half of the histories the money is settled in between, in part or whole. */
const lives = fc
  .tuple(histories, fc.option(stalled, { freq: 2 }), fc.nat({ max: 3 }))
  .map(([steps, stall, at]) => [...steps.slice(0, at), ...(stall ?? []), ...steps.slice(at)]);

function historicCoalition(): Promise<MemoryCoalition> {
  return memoryCoalition({ boroughs: historic.map((code) => aBorough(code)), allocated: 9_000_000 });
}

test('R12, promise 7: whatever happened, reports sum to what every budget holds and has committed', async () => {
  const reached = new Map<string, number>();
  await fc.assert(
    fc.asyncProperty(lives, fc.infiniteStream(fc.boolean()), async (steps, projects) => {
      const coalition = await historicCoalition();
      const ids = [await coalition.submit(asSubmitted), await coalition.submit(asSubmitted)];
      for (const step of steps) {
        await happen(coalition, ids, step);
        if (projects.next().value) await project(coalition, ids);
      }
      await project(coalition, ids);
      const { world } = coalition;
      const rows = await allRows(readContributions(world, {}, { borough: null }));
      const sums = new Map<string, { held: number; committed: number; row: BudgetedContributionRow }>();
      for (const row of rows) {
        const key = `${row.boroughCode} ${row.financialYear} ${row.kind}`;
        const before = sums.get(key) ?? { held: 0, committed: 0, row };
        sums.set(key, { held: before.held + row.held, committed: before.committed + row.committed, row });
      }
      for (const { held, committed, row } of sums.values()) {
        const budget = await world.budgets.get(row.boroughCode, row.financialYear, row.kind);
        expect({ held, committed }).toEqual({ held: budget?.held, committed: budget?.committed });
        expect(row.allocated).toBe(budget?.allocated);
        expect(row.available).toBe(budget?.available);
      }
      await compareWithRecord(coalition, ids);
      const inRows = [...sums.values()].reduce((sum, { held, committed }) => sum + held + committed, 0);
      expect(inRows).toBe(everythingHeld(coalition));
      for (const id of ids) {
        const name = progressOf(await coalition.state(id));
        reached.set(name, (reached.get(name) ?? 0) + 1);
      }
    }),
    { numRuns: 150 },
  );
  for (const name of ['sign-off', 'funded', 'partly settled']) expect(reached.get(name) ?? 0, name).toBeGreaterThan(5);
});

/** The status, or that a settlement ended before its last borough. */
function progressOf({ head, requests }: ProposalState): string {
  const holds = requests.map(({ hold }) => hold.status);
  return holds.includes('committed') && holds.includes('held') ? 'partly settled' : head.status;
}

/** Benefits match the forecasts of roi, and those waited for match each proposal's own view. */
async function compareWithRecord(coalition: MemoryCoalition, ids: readonly ProposalId[]): Promise<void> {
  const { world } = coalition;
  const everyone = { borough: null };
  const gained = new Map<string, number>();
  for (const { proposal, boroughCode, forecast } of await allRows(readBenefits(world, {}, everyone))) {
    const key = `${proposal} ${boroughCode}`;
    gained.set(key, (gained.get(key) ?? 0) + forecast);
  }
  for (const { proposal, boroughCode, forecastBenefits } of await allRows(readRoi(world, {}, everyone))) {
    expect(gained.get(`${proposal} ${boroughCode}`) ?? 0).toBe(forecastBenefits ?? 0);
    gained.delete(`${proposal} ${boroughCode}`);
  }
  expect(gained).toEqual(new Map());
  const pipeline = await allRows(readPipeline(world, {}, everyone));
  for (const id of ids) {
    const state = await coalition.state(id);
    const waited = pipeline.filter(({ proposal }) => proposal === id);
    const named = waitingOn(state, await changedAt(world.proposals, state));
    expect(waited.map((row) => [row.boroughCode, row.waitingSince, row.remindersSent])).toEqual(
      state.head.status === 'settling'
        ? [[state.head.lead, state.head.endedAt, 0]]
        : named.map(({ borough, since, remindedAt }) => [borough, since, remindedAt.length]),
    );
  }
}

test('changes seen twice, late or out of order leave the rows of the newest state', async () => {
  await fc.assert(
    fc.asyncProperty(lives, fc.infiniteStream(fc.nat()), async (steps, order) => {
      const coalition = await historicCoalition();
      const id = await coalition.submit(asSubmitted);
      const states = [await rowsNow(coalition, id)];
      for (const step of steps) {
        await happen(coalition, [id, id], step);
        states.push(await rowsNow(coalition, id));
      }
      // Every set of rows arrives, some of them twice, in any order.
      const arriving = [...states, ...states.filter(() => order.next().value % 2 === 0)]
        .map((rows) => ({ rows, at: order.next().value as number }))
        .toSorted((a, b) => a.at - b.at);
      const { world } = await historicCoalition();
      for (const { rows } of arriving) await world.rows.put(rows);
      const expected = (states.at(-1) ?? []).filter(({ removed }) => !removed);
      const everyone = { borough: null };
      const contributions = await allRows(readContributions(world, {}, everyone));
      const found = [
        ...(await allRows(readRoi(world, {}, everyone))),
        ...contributions.map(({ allocated: _, available: __, ...row }) => row),
        ...(await allRows(readBenefits(world, {}, everyone))),
        ...(await allRows(readPipeline(world, {}, everyone))).map(({ daysWaiting: _, updatedAt: __, ...row }) => row),
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

async function rowsNow(coalition: MemoryCoalition, id: ProposalId): Promise<readonly ReportRow[]> {
  const { proposals } = coalition.world;
  const state = await coalition.state(id);
  return reportRowsOf(state, await earlierRevisions(proposals, state), await changedAt(proposals, state));
}

/** Projects without the faults of the history. */
async function project(coalition: MemoryCoalition, ids: readonly ProposalId[]): Promise<void> {
  const { faultOf } = coalition;
  coalition.faultOf = () => 'none';
  for (const id of ids) await projectProposal(coalition.world, id);
  coalition.faultOf = faultOf;
}

function everythingHeld({ world }: MemoryCoalition): number {
  const items = world.table.everything().filter(({ pk }) => pk.startsWith('budget '));
  return items.reduce((sum, { value }) => sum + (value as Budget).held + (value as Budget).committed, 0);
}

import fc from 'fast-check';
import { expect, test } from 'vitest';
import { reportRowsOf } from '../../../functions/application/reports/project-proposal.ts';
import { afterMovement, type Budget, type Movement, movementsToHold } from '../../../functions/domain/money/budget.ts';
import type { ProposalState } from '../../../functions/domain/record/proposal-state.ts';
import type { ContributionRow } from '../../../functions/domain/record/report-row.ts';
import { sample } from '../../support/builders/samples.ts';
import { answered, closed, decided, ended, opened, settledIn, submitted } from '../lives/states.ts';

/** Budgets that only movements change, as in the store. They do not depend on the requests. */
class Ledger {
  readonly budgets = new Map<string, Budget>();

  move(movements: readonly Movement[]): void {
    for (const movement of movements) {
      const { borough, financialYear, kind } = movement;
      const key = keyOf({ borough, financialYear, kind });
      const allocated = 1_000_000_000;
      const none = { borough, financialYear, kind, allocated, available: allocated, held: 0, committed: 0, drawn: 0 };
      const moved = afterMovement(this.budgets.get(key) ?? none, movement);
      if (moved.kind !== 'moved') throw new Error('There is money for everything');
      this.budgets.set(key, moved.budget);
    }
  }
}

const keyOf = ({ borough, financialYear, kind }: Pick<Budget, 'borough' | 'financialYear' | 'kind'>) =>
  `${borough} ${financialYear} ${kind}`;

const wholeStage = sample('damp-and-mould-sensors');
const staged = {
  ...wholeStage,
  stages: [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2027-10-31' }],
  costs: wholeStage.costs.map((line, at) => ({ ...line, stage: at < 2 ? 1 : 2 })),
} as const;
const content = fc.constantFrom(
  wholeStage,
  staged,
  sample('digital-apprenticeships'),
  sample('shared-procurement-of-assistive-technology'),
);
/** For each borough: whether and how it answers, and its cap as a percentage above its asked share. */
const answers = fc.array(
  fc.record({
    kind: fc.constantFrom('approve' as const, 'approve' as const, 'approve' as const, 'decline' as const),
    above: fc.nat({ max: 200 }),
    answers: fc.boolean(),
  }),
  { minLength: 6, maxLength: 6 },
);

test("R12, promise 7: rows match the record's holds, commitments, benefits and open requests, at every step of every history", () => {
  fc.assert(
    fc.property(content, answers, fc.boolean(), fc.nat({ max: 6 }), (proposal, given, funded, settled) => {
      const ledger = new Ledger();
      const round = closed(answeredBy(opened(submitted(proposal)), given, ledger));
      const carried = round.round?.kind === 'carried';
      const state = settledUpTo(settled, ended(round, carried && funded ? 'funded' : 'not-funded'), ledger);
      if (settled >= state.requests.length) compareEnd(decided(state), ledger, carried && funded);
    }),
    { numRuns: 200 },
  );
});

interface Given {
  readonly kind: 'approve' | 'decline';
  readonly above: number;
  readonly answers: boolean;
}

function answeredBy(start: ProposalState, given: readonly Given[], ledger: Ledger): ProposalState {
  compare(start, ledger);
  let state = start;
  for (const [at, { borough, asked }] of start.requests.entries()) {
    const { kind, above, answers: does } = given[at] ?? { kind: 'decline', above: 0, answers: false };
    if (!does) continue;
    const upTo = Math.min(state.revision.total, Math.ceil((asked * (100 + above)) / 100));
    state = answered(state, borough, kind === 'approve' ? { kind, upTo } : { kind });
    const hold = state.requests.find((request) => request.borough === borough)?.hold;
    ledger.move(movementsToHold(borough, hold?.cells ?? [], []));
    compare(state, ledger);
  }
  return state;
}

/** Settlement may stop after any borough: rows follow what is done so far. */
function settledUpTo(count: number, start: ProposalState, ledger: Ledger): ProposalState {
  let state = start;
  for (const { borough } of start.requests.slice(0, count)) {
    const step = settledIn(state, borough);
    state = step.state;
    ledger.move(step.movements);
    compare(state, ledger);
  }
  return state;
}

function compare(state: ProposalState, ledger: Ledger): void {
  const rows = rowsOf(state);
  for (const row of rows) {
    const budget = ledger.budgets.get(keyOf({ ...row, borough: row.boroughCode }));
    expect([row.held, row.committed]).toEqual([budget?.held ?? 0, budget?.committed ?? 0]);
  }
  const keys = new Set(rows.map((row) => keyOf({ ...row, borough: row.boroughCode })));
  expect([...ledger.budgets.keys()].filter((key) => !keys.has(key))).toEqual([]);
  compareBenefits(state);
  comparePipeline(state);
}

/** Gains and dropped benefits sum to all benefits, class by class, and match what roi says of each borough. */
function compareBenefits({ revision, appraisal, ...state }: ProposalState): void {
  const rows = reportRowsOf({ revision, appraisal, ...state }, [], state.head.submittedAt);
  const shown = rows.flatMap((row) => (row.row === 'benefits' && !row.removed ? [row] : []));
  for (const of of ['cashable', 'non-cashable', 'social', 'disbenefit'] as const) {
    const gained = shown.flatMap(({ cells }) => cells.flatMap((cell) => (cell.class === of ? [cell.forecast] : [])));
    const dropped = appraisal.droppedBenefits.flatMap((each) => (each.class === of ? [each.amount] : []));
    const stated = revision.content.benefits.flatMap((line) => (line.class === of ? [line.amount] : []));
    expect([of, Math.abs(sum(gained)) + sum(dropped)]).toEqual([of, sum(stated)]);
  }
  const ofRoi = rows.flatMap((row) => (row.row === 'roi' ? [[row.boroughCode, row.forecastBenefits ?? 0]] : []));
  const ofBenefits = rows.flatMap((row) =>
    row.row === 'benefits' ? [[row.boroughCode, sum(row.cells.map(({ forecast }) => forecast))]] : [],
  );
  expect(ofBenefits).toEqual(ofRoi);
}

/** The record waits for those without an answer, else for the lead until it is settled, else for nobody. */
function comparePipeline(state: ProposalState): void {
  const rows = reportRowsOf(state, [], state.head.submittedAt);
  const waited = rows.flatMap((row) => (row.row === 'pipeline' && !row.removed ? [row.boroughCode] : []));
  const { head, requests, decision } = state;
  const unanswered = requests.flatMap(({ borough, answer }) => (answer === null ? [borough] : []));
  const lead = decision === null ? [head.lead] : [];
  expect(waited).toEqual(head.status === 'sign-off' ? unanswered : lead);
}

function compareEnd(state: ProposalState, ledger: Ledger, funded: boolean): void {
  compare(state, ledger);
  const rows = rowsOf(state);
  const first = state.contributions.flatMap(({ cells }) => cells.filter(({ stage }) => stage === 1));
  const committed = sum(rows.map((row) => row.committed));
  expect(committed).toBe(funded ? sum(first.map(({ amount }) => amount)) : 0);
  const roi = reportRowsOf(state, [], state.head.submittedAt).filter((row) => row.row === 'roi');
  expect(sum(roi.map(({ contribution }) => contribution ?? 0))).toBe(
    funded ? sum(state.contributions.map(({ amount }) => amount)) : 0,
  );
}

function rowsOf(state: ProposalState): readonly ContributionRow[] {
  const rows = reportRowsOf(state, [], state.head.submittedAt);
  return rows.filter((row): row is ContributionRow => row.row === 'contribution');
}

function sum(amounts: readonly number[]): number {
  return amounts.reduce((total, amount) => total + amount, 0);
}

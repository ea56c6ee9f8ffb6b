import { answerRequest } from '../../../functions/application/links/answer-request.ts';
import type { Randomness } from '../../../functions/application/ports/system.ts';
import { isSound } from '../../../functions/domain/money/budget.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { inBatches } from '../deployed/coalition.ts';
import type { DynamoEndpoint } from '../deployed/dynamo-table.ts';
import { FakeRandomness } from '../fakes/system.ts';
import { insist } from '../insist.ts';
import { type Judged, judge } from './judge.ts';
import { kinds, lead, prepareLead, prepareRace, year } from './race.ts';
import { openRaceTable, type RaceTable, type Tally } from './race-table.ts';

export interface RacesOptions {
  readonly at: DynamoEndpoint;
  /** A proxy before the engine, only for answers. */
  readonly through?: DynamoEndpoint | undefined;
  readonly count: number;
  readonly seed: number;
  /** Called after every hundred races with the figures so far. */
  readonly progress?: (figures: RaceFigures) => void;
  /** After an abort no new race starts, and the report covers the finished ones. */
  readonly signal?: AbortSignal;
}

/** The figures of the races so far. */
export interface RaceFigures {
  readonly races: number;
  readonly proposals: number;
  readonly recorded: number;
  readonly refused: number;
  /** Answers that were told to try again, and did. */
  readonly sentAgain: number;
  readonly tally: Tally;
  readonly violations: readonly string[];
}

export interface RacesReport extends RaceFigures {
  readonly closed: readonly ProposalId[];
  readonly table: RaceTable;
}

/** Concurrent races. Each has its own borough and proposals, and all share one lead. */
const atOnce = 8;
const answeredAt: Instant = '2026-11-24T09:00:00.000Z';

/** Runs races on a new table, and judges each when it ends. The seed draws everything except the order of arrival. */
export async function runRaces(options: RacesOptions): Promise<RacesReport> {
  const { at, through, count, seed, progress, signal } = options;
  const table = await openRaceTable(at, through);
  await prepareLead(table);
  const over: Raced[] = [];
  const numbers = Array.from({ length: count }, (_, index) => index);
  await inBatches(
    numbers,
    async (number) => {
      if (signal?.aborted) return;
      over.push(await runRace(table, number, new FakeRandomness(seed * 1_000_003 + number)));
      if (over.length % 100 === 0) progress?.(figuresOf(over, table));
    },
    atOnce,
  );
  const figures = figuresOf(over, table);
  return {
    ...figures,
    violations: [...figures.violations, ...(await leadFaults(table))],
    closed: over.flatMap(({ closed }) => closed),
    table,
  };
}

interface Raced extends Judged {
  readonly proposals: number;
  readonly sentAgain: number;
}

async function runRace(table: RaceTable, number: number, random: Randomness): Promise<Raced> {
  const race = await prepareRace(table, number, random);
  let sentAgain = 0;
  const told = await Promise.all(
    race.entries.map(async (entry) => {
      const answer = () => answerRequest(table.deps, entry.token, entry.form, answeredAt);
      const copies = Array.from({ length: entry.copies }, () => insist(answer, () => (sentAgain += 1)));
      return { entry, results: await Promise.all(copies) };
    }),
  );
  const judged = await insist(() => judge(table, race, told));
  return { ...judged, proposals: race.proposals.length, sentAgain };
}

function figuresOf(over: readonly Raced[], { tally }: RaceTable): RaceFigures {
  const sumOf = (what: 'proposals' | 'recorded' | 'refused' | 'sentAgain'): number =>
    over.reduce((sum, raced) => sum + raced[what], 0);
  return {
    races: over.length,
    proposals: sumOf('proposals'),
    recorded: sumOf('recorded'),
    refused: sumOf('refused'),
    sentAgain: sumOf('sentAgain'),
    tally,
    violations: [...over.flatMap(({ violations }) => violations), ...tally.wrongRefusals],
  };
}

async function leadFaults({ ports }: RaceTable): Promise<readonly string[]> {
  const keys = kinds.map((kind) => ({ borough: lead, financialYear: year, kind }));
  const budgets = await insist(() => ports.budgets.of(keys));
  return budgets.filter((budget) => !isSound(budget)).map((budget) => `not sound: ${JSON.stringify(budget)}`);
}

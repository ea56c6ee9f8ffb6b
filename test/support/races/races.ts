import { answerRequest } from '../../../functions/application/answer-request.ts';
import { isSound } from '../../../functions/domain/budget.ts';
import { inBatches } from '../coalition.ts';
import type { DynamoEndpoint } from '../dynamo-table.ts';
import { FakeRandomness } from '../fakes/system.ts';
import { insist } from '../insist.ts';
import { type Judged, judge } from './judge.ts';
import { kinds, lead, prepareLead, prepareRace, year } from './race.ts';
import { openRaceTable, type RaceTable, type Tally } from './race-table.ts';

export interface RacesOptions {
  readonly at: DynamoEndpoint;
  /** A proxy before it, for those who answer. */
  readonly through?: DynamoEndpoint | undefined;
  readonly count: number;
  readonly seed: number;
  /** Told after every hundred races how many are over, and what they violated so far. */
  readonly progress?: (races: number, violations: number) => void;
}

export interface RacesReport {
  readonly races: number;
  readonly proposals: number;
  readonly recorded: number;
  readonly refused: number;
  /** Answers that were told to come again, and did. */
  readonly sentAgain: number;
  readonly tally: Tally;
  readonly violations: readonly string[];
  readonly closed: readonly string[];
  readonly table: RaceTable;
}

/** Races that run side by side; each has a borough and proposals of its own, and all have one lead. */
const atOnce = 8;
const answeredAt = '2026-11-24T09:00:00.000Z';

/** Runs races on a new table, and judges each when it is over. The seed draws all but what the wire decides. */
export async function runRaces({ at, through, count, seed, progress }: RacesOptions): Promise<RacesReport> {
  const table = await openRaceTable(at, through);
  await prepareLead(table);
  let [proposals, sentAgain, over, violated] = [0, 0, 0, 0];
  const numbers = Array.from({ length: count }, (_, index) => index);
  const judged = await inBatches(
    numbers,
    async (number): Promise<Judged> => {
      const race = await prepareRace(table, number, new FakeRandomness(seed * 1_000_003 + number));
      const told = await Promise.all(
        race.entries.map(async (entry) => {
          const answer = () => answerRequest(table.deps, entry.token, entry.form, answeredAt);
          const copies = Array.from({ length: entry.copies }, () => insist(answer, () => (sentAgain += 1)));
          return { entry, results: await Promise.all(copies) };
        }),
      );
      const verdict = await insist(() => judge(table, race, told));
      proposals += race.proposals.length;
      over += 1;
      violated += verdict.violations.length;
      if (over % 100 === 0) progress?.(over, violated + table.tally.wrongRefusals.length);
      return verdict;
    },
    atOnce,
  );
  const { tally } = table;
  return {
    races: count,
    proposals,
    recorded: judged.reduce((sum, { recorded }) => sum + recorded, 0),
    refused: judged.reduce((sum, { refused }) => sum + refused, 0),
    sentAgain,
    tally,
    violations: [
      ...judged.flatMap(({ violations }) => violations),
      ...tally.wrongRefusals,
      ...(await leadFaults(table)),
    ],
    closed: judged.flatMap(({ closed }) => closed),
    table,
  };
}

async function leadFaults({ ports }: RaceTable): Promise<readonly string[]> {
  const keys = kinds.map((kind) => ({ borough: lead, financialYear: year, kind }));
  const budgets = await insist(() => ports.budgets.of(keys));
  return budgets.filter((budget) => !isSound(budget)).map((budget) => `not sound: ${JSON.stringify(budget)}`);
}

import { shareCost, type Willing } from '../../functions/domain/money/apportionment.ts';
import { contributionCells } from '../../functions/domain/money/column-split.ts';
import type { Round } from '../../functions/domain/sign-off/round.ts';
import { roundOutcome } from '../../functions/domain/sign-off/round-outcome.ts';
import { addYears } from '../../functions/domain/vocabulary/financial-year.ts';
import type { CostLine } from '../../functions/domain/vocabulary/proposal.ts';
import { answer, approve, closesAt, request, shared } from '../domain/sign-off/rounds.ts';
import { aBorough, everyBorough } from '../support/builders/boroughs.ts';
import { aScheme } from '../support/builders/schemes.ts';

/** Something to measure. `call` returns its result, so that the engine cannot leave anything out. */
export interface Case {
  readonly name: string;
  readonly call: () => unknown;
}

const boroughs = everyBorough.map((code) => ({ borough: code, weight: aBorough(code).population ?? 0 }));
const total = 123_456_789;
const together = boroughs.reduce((sum, { weight }) => sum + weight, 0);

const uncapped: readonly Willing[] = boroughs.map((each) => ({ ...each, cap: null }));
/** Caps from half of the share to three times. A borough at its cap leaves more to the next, which then reaches its own. */
const capped: readonly Willing[] = boroughs.map((each, index) => ({
  ...each,
  cap: Math.floor((total * each.weight * (0.5 + (2.5 * index) / boroughs.length)) / together),
}));
const ownLines = boroughs.map(({ borough }, index) => shared(10_001 * (index + 1), { borough }));

function columns(count: number): readonly CostLine[] {
  return Array.from({ length: count }, (_, index) =>
    shared(1_234_567 + 7_919 * index, {
      financialYear: addYears('2026-27', Math.floor(index / 2)),
      kind: index % 2 === 0 ? 'revenue' : 'capital',
    }),
  );
}

function split(count: number): Case {
  const costs = columns(count);
  const result = shareCost(costs, uncapped);
  if (result.kind !== 'apportioned') throw new Error('The cost could not be shared');
  const { contributions } = result;
  return { name: `split over ${count} columns`, call: () => contributionCells(costs, contributions) };
}

/** A round of 33 with all answers: 30 boroughs approve within caps, three do not take part. */
const round: Round = {
  scheme: aScheme(),
  topUp: null,
  carriedFrom: null,
  costs: [shared(total)],
  requests: capped.map(({ borough, weight, cap }, index) =>
    request(borough, {
      lead: index === 0,
      weight,
      answer: index % 11 === 10 ? answer('decline') : approve(2 * (cap ?? total)),
    }),
  ),
  closesAt,
  revisionsLeft: 4,
  withoutOfficer: new Set(),
  at: '2026-12-10T10:00:00.000Z',
};

/** The comparison for the other cases, in the same run. */
export const yardstick: Case = { name: 'JSON there and back', call: () => JSON.parse(JSON.stringify(round.requests)) };

export const cases: readonly Case[] = [
  { name: 'shared without caps', call: () => shareCost([shared(total)], uncapped) },
  { name: 'shared within caps', call: () => shareCost([shared(total)], capped) },
  { name: 'shared with own lines', call: () => shareCost([shared(total), ...ownLines], uncapped) },
  split(12),
  split(24),
  { name: 'outcome of a round', call: () => roundOutcome(round) },
];

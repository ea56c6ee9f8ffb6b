import type { AnswerResult } from '../../../functions/application/views/answer-result.ts';
import { type Budget, isSound } from '../../../functions/domain/money/budget.ts';
import type { SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { type Entry, kinds, type Race, year } from './race.ts';
import type { RaceTable } from './race-table.ts';

/** An answer, with the response to each of its copies. */
export interface Told {
  readonly entry: Entry;
  readonly results: readonly AnswerResult[];
}

export interface Judged {
  readonly recorded: number;
  readonly refused: number;
  /** The violations, one sentence each. */
  readonly violations: readonly string[];
  /** Proposals whose round the answers closed. */
  readonly closed: readonly ProposalId[];
}

/** Compares the responses with the record and the budgets (R12, promises 1 and 4; test/contracts/README.md). */
export async function judge({ ports }: RaceTable, race: Race, told: readonly Told[]): Promise<Judged> {
  const [budgets, ...rounds] = await Promise.all([
    ports.budgets.of(kinds.map((kind) => ({ borough: race.borough, financialYear: year, kind }))),
    ...race.proposals.map((proposal) => ports.proposals.requests(proposal, 1)),
  ]);
  const requestOf = ({ proposal, borough }: Entry): SignOffRequest | undefined =>
    rounds[race.proposals.indexOf(proposal)]?.find((request) => request.borough === borough);
  const requests = rounds.flatMap((round) => round.filter(({ borough }) => borough === race.borough));
  const answered = requests.filter(({ answer }) => answer !== null).length;
  const violations = [
    ...budgets.flatMap((budget) => budgetViolations(budget, requests)),
    ...told.flatMap((each) => answerViolations(each, requestOf(each.entry))),
    ...told.flatMap(({ results }) => results.flatMap((result) => refusalViolations(result, budgets))),
  ];
  return {
    recorded: answered,
    refused: requests.length - answered,
    violations: violations.map((violation) => `${race.borough}: ${violation}`),
    closed: race.proposals.filter((_, index) => rounds[index]?.every(({ answer }) => answer !== null)),
  };
}

function budgetViolations(budget: Budget, requests: readonly SignOffRequest[]): readonly string[] {
  const cells = requests.flatMap(({ hold }) => hold.cells.filter(({ kind }) => kind === budget.kind));
  const held = cells.reduce((sum, { amount }) => sum + amount, 0);
  return [
    ...(isSound(budget) ? [] : [`the budget is not sound: ${JSON.stringify(budget)}`]),
    ...(budget.held === held ? [] : [`${budget.held} is held of ${budget.kind}, the holds come to ${held}`]),
  ];
}

/** Responses match the record: all copies of a recorded answer are confirmed, and all of a refused one are refused. */
function answerViolations({ entry, results }: Told, request: SignOffRequest | undefined): readonly string[] {
  const wanted = request?.answer ? ['recorded', 'same-again'] : ['no-money'];
  const strange = results.filter(({ kind }) => !wanted.includes(kind)).map(({ kind }) => kind);
  return strange.length === 0
    ? []
    : [`${entry.borough} was told ${strange} of ${entry.proposal}, recorded is ${request?.answer?.kind ?? 'nothing'}`];
}

/** Money only leaves this budget, so a refused amount must be more than what is left at the end. */
function refusalViolations(result: AnswerResult, budgets: readonly Budget[]): readonly string[] {
  if (result.kind !== 'no-money') return [];
  return result.lacking.flatMap(({ kind, needed }) => {
    const left = budgets.find((budget) => budget.kind === kind)?.available ?? 0;
    return needed > left ? [] : [`${needed} of ${kind} was refused, and ${left} is left at the end`];
  });
}

import type { Contribution, Revision } from '../../../../functions/domain/record/proposal-state.ts';
import type { SignOffRequest } from '../../../../functions/domain/sign-off/sign-off-request.ts';
import type { BoroughCode, CostLine } from '../../../../functions/domain/vocabulary/proposal.ts';
import { Violation } from '../../simulation.ts';

type Content = Revision['content'];

/** A proposal whose funding was just fixed. */
interface Funded {
  readonly revision: Revision;
  readonly requests: readonly SignOffRequest[];
  readonly contributions: readonly Contribution[];
  /** The revision in which an answer with this record number was first written. */
  readonly givenFor: (record: string) => Revision | undefined;
}

/**
 * R7, R10: each approval was given for the words that are funded, and for each funded line at no lower amount (only its
 * year may differ), and pays at most its cap. That a person entitled to it gave it is checked when it is written.
 */
export function checkFunded({ revision, requests, contributions, givenFor }: Funded): void {
  for (const { borough, amount } of contributions) {
    const answer = requests.find((request) => request.borough === borough)?.answer;
    if (answer?.kind !== 'approve') throw new Violation(`R10: ${borough} pays ${amount} and has not approved`);
    if (amount > (answer.upTo ?? 0)) throw new Violation(`R10: ${borough} pays ${amount}, above ${answer.upTo}`);
    const given = givenFor(answer.record);
    if (given === undefined) throw new Violation(`R19: the answer ${answer.record} was never written`);
    checkGivenFor(borough, given.content, revision.content);
  }
}

function checkGivenFor(borough: BoroughCode, given: Content, funded: Content): void {
  if (given === funded) return;
  const [before, now] = [given, funded].map((content) => JSON.stringify(words.map((name) => content[name] ?? null)));
  if (before !== now) throw new Violation(`R7: ${borough} approved other words than those that are funded`);
  const concerns = (line: CostLine) => line.borough === undefined || line.borough === borough;
  const approved = amountsByLine(given.costs.filter(concerns));
  for (const [line, amounts] of amountsByLine(funded.costs.filter(concerns))) {
    const theirs = approved.get(line) ?? [];
    if (amounts.some((amount, at) => amount > (theirs[at] ?? 0)))
      throw new Violation(`R7: ${borough} approved ${line} at ${theirs}, and ${amounts} is funded`);
  }
}

const words = ['title', 'summary', 'alternatives', 'confidential'] as const satisfies readonly (keyof Content)[];

/** Amounts of lines that say the same, the largest first: lines are matched largest with largest. */
function amountsByLine(lines: readonly CostLine[]): ReadonlyMap<string, readonly number[]> {
  const byLine = Map.groupBy(lines, ({ description, kind, stage, borough }) =>
    [description, kind, stage, borough ?? 'shared'].join(' | '),
  );
  return new Map([...byLine].map(([line, all]) => [line, all.map(({ amount }) => amount).toSorted((a, b) => b - a)]));
}

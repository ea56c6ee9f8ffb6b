import { contributionCells } from '../../../../functions/domain/money/column-split.ts';
import type { UnsealedEvent } from '../../../../functions/domain/record/event.ts';
import { reviewRequired } from '../../../../functions/domain/review/review.ts';
import type { Round, RoundOutcome } from '../../../../functions/domain/sign-off/round.ts';
import { roundOutcome } from '../../../../functions/domain/sign-off/round-outcome.ts';
import type { BoroughCode } from '../../../../functions/domain/vocabulary/proposal.ts';
import { asksForReview } from '../../oracle/review.ts';
import { type OracleOutcome, outcomeOf } from '../../oracle/round.ts';
import { Violation } from '../../simulation.ts';
import { record } from '../chain.ts';
import { checkContributions, checkGreatest, checkProportions, oracleRound } from '../checks.ts';
import { instant, type Life, make, type Paid, type Play, system } from '../life.ts';
import { reachedBy } from '../reached.ts';
import { end, waitForRevision } from './ending.ts';
import { openReview } from './review.ts';

export type Closed = Extract<RoundOutcome, { kind: 'closed' }>;

/** Those whose request nobody holds. */
function withoutHolder({ requests }: Life): ReadonlySet<BoroughCode> {
  const waiting = requests.filter(
    ({ answer, asks }) => answer === null && asks.every(({ passedOn }) => passedOn !== null),
  );
  return new Set(waiting.map(({ borough }) => borough));
}

/** Closes the round where it is over at that moment (R5). */
export function closeIfOver(play: Play, life: Life, at: number, withoutOfficer = withoutHolder(life)): void {
  const outcome = judged(play, life, at, withoutOfficer);
  if (outcome.kind === 'open') return;
  life.carried = { closesAt: life.closesAt, withoutOfficer };
  closeRound(play, life, outcome, at);
}

/** R2 to R6. What the round comes to, which is what the oracle says, in whatever order the requests come. */
export function judged(play: Play, life: Life, at: number, withoutOfficer: ReadonlySet<BoroughCode>): RoundOutcome {
  const round: Round = {
    scheme: life.plan.scheme,
    costs: life.content.costs,
    requests: life.requests,
    withoutOfficer,
    revisionsLeft: Math.max(0, life.plan.scheme.maxRevisions - (life.revision - 1)),
    at: instant(at),
    closesAt: instant(life.closesAt),
  };
  const oracle = oracleRound(life, at, withoutOfficer);
  const expected = outcomeOf(oracle);
  // Every other round is judged from its last request to its first, one that closes both ways: the oracle knows no order.
  const turned = { ...round, requests: life.requests.toReversed() };
  const outcome = roundOutcome(life.events.length % 2 === 0 ? round : turned);
  compare(outcome, expected);
  if (expected.kind === 'open') return outcome;
  if (JSON.stringify(roundOutcome(round)) !== JSON.stringify(roundOutcome(turned)))
    throw new Violation('R6 the outcome depends on the order of the requests');
  reachedBy(play, life, oracle, expected);
  return outcome;
}

function compare(outcome: RoundOutcome, expected: OracleOutcome): void {
  if (outcome.kind === 'open' || expected.kind === 'open') {
    if (outcome.kind !== expected.kind)
      throw new Violation(`R5 the round is ${outcome.kind} and should be ${expected.kind}`);
    return;
  }
  const facts = ({ outcome: how, because, shortfall }: Pick<Closed, 'outcome' | 'because' | 'shortfall'>) =>
    `${how} (${because}), ${shortfall}p short`;
  if (facts(outcome) !== facts(expected))
    throw new Violation(`R6 the round is ${facts(outcome)} and should be ${facts(expected)}`);
  const right = outcome.contributions.every(({ borough, amount }) => expected.contributions.get(borough) === amount);
  if (!right || outcome.contributions.length !== expected.contributions.size) {
    const [paid, owed] = [outcome.contributions, [...expected.contributions]].map((each) => JSON.stringify(each));
    throw new Violation(`R10 contributions are ${paid} and should be ${owed}`);
  }
}

/** R6. What follows a closed round: the review, a new revision, or the end. */
export function closeRound(play: Play, life: Life, closed: Closed, at: number): void {
  const { outcome, reasons } = closed;
  if (reasons.length === 0) throw new Violation('R6 a round closes without reasons');
  life.contributions = cellsOf(life, closed);
  const total = life.figures.total;
  const { required } = life.plan.scheme.review;
  const review = outcome === 'carried' && reviewRequired({ required }, total);
  if (outcome === 'carried' && review !== asksForReview(required, total))
    throw new Violation('R17 the review is not asked for as the scheme says');
  const contributions = life.contributions.map(({ borough, amount }) => ({ borough, amount }));
  const data = { revision: life.revision, outcome, reasons, contributions, review };
  const event: UnsealedEvent = { type: 'round-closed', at: instant(at), actor: system, data, private: {} };
  if (review) {
    make(life, 'carry-to-review');
    record(life, [event]);
    openReview(play, life, at);
    return;
  }
  if (outcome === 'changes-requested') {
    record(life, [event]);
    waitForRevision(life, at);
    return;
  }
  if (outcome === 'carried') play.reach('R17 no review');
  record(life, [
    event,
    end(life, outcome === 'carried' ? 'funded' : outcome === 'lapsed' ? 'lapsed' : 'not-funded', at),
  ]);
}

/** R10, R11. Contributions with their cells, which fit the columns, the caps and the holds. */
export function cellsOf(life: Life, { contributions }: Pick<Closed, 'contributions'>): readonly Paid[] {
  if (contributions.length === 0) return [];
  const rows = new Map(
    contributionCells(life.content.costs, contributions).map(({ borough, cells }) => [borough, cells]),
  );
  const paid = contributions.map(({ borough, amount }) => ({ borough, amount, cells: rows.get(borough) ?? [] }));
  checkContributions(life, paid);
  checkProportions(life, paid);
  checkGreatest(life, paid);
  return paid;
}

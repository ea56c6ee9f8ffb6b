import {
  type ReviewAnswerKind,
  type ReviewerToAsk,
  type ReviewProgress,
  type ReviewRequest,
  reviewersToAsk,
  reviewOutcome,
} from '../../../../functions/domain/review/review.ts';
import type { BoroughCode } from '../../../../functions/domain/vocabulary/proposal.ts';
import { recommendationOf } from '../../oracle/review.ts';
import { Violation } from '../../simulation.ts';
import { record } from '../chain.ts';
import { boroughOf, instant, type Life, make, moment, type Play, routing, system } from '../life.ts';
import type { Step } from '../steps.ts';
import { end, waitForRevision } from './ending.ts';

const fiveDays = 5 * 86_400_000;

/** R17. Asks the first reviewers. */
export function openReview(play: Play, life: Life, at: number): void {
  play.reach('R17 review');
  life.reviews = [];
  life.opensAt = at;
  life.closesAt = at + fiveDays;
  ask(play, life, at);
}

function toAsk(play: Play, life: Life, requests: readonly ReviewRequest[], at: number) {
  const { askedShare: _, role: __, ...way } = routing(play, life, 'reviewer', 0, at);
  return reviewersToAsk({
    contributors: life.contributions.map(({ borough }) => boroughOf(play, borough)),
    lead: life.content.leadBorough,
    minimum: life.plan.scheme.review.minimum,
    requests,
    routing: way,
  });
}

function ask(play: Play, life: Life, at: number): void {
  const found = toAsk(play, life, life.reviews, at);
  checkOrder(
    life,
    found.map(({ borough }) => borough),
  );
  checkReviewers(play, life, found, at);
  const asked = found.map(
    ({ borough, name, reviewer: { officer } }): ReviewRequest => ({
      borough,
      name,
      person: officer.person,
      officer: officer.id,
      askedAt: instant(at),
      answer: null,
      passedOn: null,
      late: null,
      delivery: 'delivered',
      remindedAt: [],
    }),
  );
  life.reviews = [...life.reviews, ...asked];
}

/** R8. Nobody reviews who answered, wrote it, declared an interest, is away, or is of a borough that pays nothing. */
function checkReviewers(play: Play, life: Life, found: readonly ReviewerToAsk[], at: number): void {
  const { answered, recused, authors, on } = routing(play, life, 'reviewer', 0, at);
  const wrote = authors.map((address) => address.toLowerCase().replace(/\+[^@]*/, ''));
  for (const { borough, reviewer } of found) {
    const { person, email, roles, absences } = reviewer.officer;
    const away = absences.some(({ from, to }) => on >= from && on <= to);
    const out = [...answered, ...recused].includes(person) || wrote.includes(email);
    const pays = life.contributions.some((paid) => paid.borough === borough);
    if (out || away || !pays || !roles.includes('reviewer')) throw new Violation(`R8 ${person} is asked to review`);
  }
  const reviewers = life.contributions.flatMap(({ borough }) => boroughOf(play, borough).officers);
  if (reviewers.some(({ person, roles }) => roles.includes('reviewer') && answered.includes(person))) {
    play.reach('R8 who answered may not review');
  }
}

/** R17. By GSS code, the lead last, nobody twice, and no more than are missing. */
function checkOrder(life: Life, boroughs: readonly BoroughCode[]): void {
  const lead = life.content.leadBorough;
  const sorted = boroughs.toSorted((a, b) => Number(a === lead) - Number(b === lead) || (a < b ? -1 : 1));
  if (sorted.join() !== boroughs.join()) throw new Violation(`R17 reviewers are asked in the order ${boroughs}`);
  const already = life.reviews.filter(({ passedOn }) => passedOn === null).length;
  if (boroughs.length > Math.max(0, life.plan.scheme.review.minimum - already))
    throw new Violation('R17 more reviewers are asked than are missing');
}

/** R17. A reviewer answers, if one is still asked and it is not too late. */
export function review(play: Play, life: Life, step: Extract<Step, { do: 'review' }>): void {
  if (life.status !== 'roi-review') return;
  const at = moment(life, step.when);
  const open = life.reviews.filter(({ answer, passedOn }) => answer === null && passedOn === null);
  const request = open[step.reviewer % Math.max(1, open.length)];
  if (request === undefined) return;
  if (at >= life.closesAt) {
    play.reach('R17 review answer at the deadline');
    return;
  }
  const { person: by } = request;
  const said = {
    kind: step.kind,
    at: instant(at),
    by,
    authority: 'Delegation 9',
    reasons: 'Because of the figures',
    conditions: null,
    link: '',
    record: 'R-2',
  };
  life.reviews = life.reviews.map((each) => (each === request ? { ...request, answer: said } : each));
  make(life, 'answer-review');
  const data = { borough: request.borough, revision: life.revision, kind: step.kind };
  record(life, [{ type: 'review-answered', at: instant(at), actor: system, data, private: { comment: said.reasons } }]);
  goOn(play, life, at);
}

/** R17. What the review amounts to now; at its deadline whoever did not answer passes on. */
export function goOn(play: Play, life: Life, at: number): void {
  const { minimum } = life.plan.scheme.review;
  const passed = life.reviews.map((each) =>
    each.answer === null && each.passedOn === null
      ? { ...each, passedOn: { at: instant(at), why: 'deadline' } as const }
      : each,
  );
  const othersLeft = toAsk(play, life, passed, at).length > 0;
  const progress = reviewOutcome({
    requests: life.reviews,
    minimum,
    at: instant(at),
    closesAt: instant(life.closesAt),
    othersLeft,
  });
  checkProgress(life, progress, at, othersLeft);
  if (progress.kind === 'open') return;
  if (progress.kind === 'ask-next') {
    play.reach('R17 next reviewer asked');
    life.reviews = passed;
    life.opensAt = at;
    life.closesAt = at + fiveDays;
    ask(play, life, at);
    return;
  }
  close(play, life, progress.kind === 'lapsed' ? 'lapsed' : progress.outcome, at);
}

/** R29, R17. The reviewer of a borough that pays no longer counts no longer; others are asked in that one's place. */
export function askInstead(play: Play, life: Life, borough: BoroughCode, at: number): void {
  const lost = { at: instant(at), why: 'takes-no-part' } as const;
  life.reviews = life.reviews.map((each) =>
    each.borough === borough && each.passedOn === null ? { ...each, passedOn: lost } : each,
  );
  ask(play, life, at);
  const waits = life.reviews.some(({ answer, passedOn }) => answer === null && passedOn === null);
  if (!waits) goOn(play, life, at);
}

/** What counts of the review so far. */
function said(life: Life): readonly ReviewAnswerKind[] {
  return life.reviews.flatMap(({ answer, passedOn }) => (answer === null || passedOn !== null ? [] : [answer.kind]));
}

function checkProgress(life: Life, progress: ReviewProgress, at: number, othersLeft: boolean): void {
  const answers = said(life);
  const enough = answers.length >= life.plan.scheme.review.minimum;
  const asked = life.reviews.some(({ answer, passedOn }) => answer === null && passedOn === null);
  const waits = !enough && at < life.closesAt && (asked || answers.length === 0);
  const kind = waits ? 'open' : !enough && othersLeft ? 'ask-next' : answers.length === 0 ? 'lapsed' : 'decided';
  if (progress.kind !== kind) throw new Violation(`R17 the review is ${progress.kind} and should be ${kind}`);
  if (progress.kind !== 'decided') return;
  const expected = recommendationOf(answers);
  if (progress.outcome !== expected)
    throw new Violation(`R17 ${answers} come to ${progress.outcome} and should come to ${expected}`);
}

function close(play: Play, life: Life, outcome: ReviewAnswerKind | 'lapsed', at: number): void {
  play.reach(`R17 ${outcome}`);
  const against = said(life).filter((kind) => kind === 'not-recommended').length;
  if (outcome === 'not-recommended' && against * 2 === said(life).length) play.reach('R17 exactly half against');
  const event = {
    type: 'review-closed',
    at: instant(at),
    actor: system,
    data: { revision: life.revision, outcome },
    private: {},
  } as const;
  const revisable = life.revision - 1 < life.plan.scheme.maxRevisions;
  if (outcome === 'request-changes' && revisable) {
    record(life, [event]);
    waitForRevision(life, at);
    return;
  }
  const ending = outcome === 'lapsed' ? 'lapsed' : outcome.startsWith('recommend') ? 'funded' : 'not-funded';
  // The chain lets nothing but an end follow; where no revision is left the review counts as against it.
  const closed =
    outcome === 'request-changes' ? { ...event, data: { ...event.data, outcome: 'not-recommended' as const } } : event;
  record(life, [closed, end(life, ending, at)]);
}

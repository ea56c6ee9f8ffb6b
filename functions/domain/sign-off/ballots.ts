import type { BoroughCode } from '../vocabulary/proposal.ts';
import type { Scheme } from '../vocabulary/scheme.ts';
import type { Count } from './decision-rule.ts';
import { mailbox } from './officers.ts';
import type { Ballot, Round, Stance } from './round.ts';
import type { SignOffAnswer, SignOffRequest } from './sign-off-request.ts';

/** What each borough's place in the round counts as, by GSS code, so that the order of the requests makes no difference. */
export function ballotsOf(round: Pick<Round, 'requests' | 'scheme' | 'withoutOfficer'>): readonly Ballot[] {
  const ballots = round.requests.map((request): Ballot => {
    const { borough, name, lead, answer } = request;
    const stance = stanceOf(request, round.withoutOfficer);
    return {
      borough,
      name,
      lead,
      stance,
      silence: answer === null || answer.silence,
      pending: answer === null,
      counts: stance === 'approved' && isLargeEnough(request, answer?.upTo ?? 0, round.scheme),
      person: answer === null ? null : personOf(answer),
    };
  });
  return ballots.toSorted((a, b) => (a.borough < b.borough ? -1 : 1));
}

/**
 * R3. Whether an approval up to `upTo` pence counts toward the decision rule: it reaches the scheme's part of the asked
 * share. A smaller one adds money all the same.
 *
 * @example isLargeEnough({ asked: 900_000 }, 450_000, { countsFrom: 50 }) // true
 */
export function isLargeEnough(
  { asked }: Pick<SignOffRequest, 'asked'>,
  upTo: number,
  { countsFrom }: Pick<Scheme, 'countsFrom'>,
): boolean {
  return BigInt(upTo) * 100n >= BigInt(asked) * BigInt(countsFrom);
}

/** R3. The smallest approval that counts toward the rule, in pence: the scheme's part of the asked share, rounded up. */
export function leastThatCounts(
  { asked }: Pick<SignOffRequest, 'asked'>,
  { countsFrom }: Pick<Scheme, 'countsFrom'>,
): number {
  return Number((BigInt(asked) * BigInt(countsFrom) + 99n) / 100n);
}

/** R3. What the decision rule counts. The lead's silence never counts, so its stance is never an approval then (R4). */
export function countOf(ballots: readonly Ballot[]): Count {
  const of = (...stances: readonly Stance[]): readonly Ballot[] =>
    ballots.filter(({ stance }) => stances.includes(stance));
  const counting = ballots.filter(({ counts }) => counts);
  return {
    eligible: ballots.length - of('recused', 'without-officer').length,
    responding: of('approved', 'declined', 'taken-back').length,
    approvals: counting.length,
    people: new Set(counting.flatMap(({ person }) => person ?? [])).size,
    leadApproved: counting.some(({ lead }) => lead),
  };
}

/**
 * R3, R8. Who decided, so that one person is one person in every borough: the mailbox of their address. Answers of
 * earlier versions have the person's id only. Silence is nobody.
 */
function personOf({ by, decidedBy }: SignOffAnswer): string | null {
  if (by === null) return null;
  return decidedBy === undefined ? by : mailbox(decidedBy.email);
}

function stanceOf(request: SignOffRequest, withoutOfficer: ReadonlySet<BoroughCode>): Stance {
  const { answer, asks, borough, lead } = request;
  if (answer === null) {
    if (!withoutOfficer.has(borough)) return 'silent';
    return asks.some(({ passedOn }) => passedOn?.why === 'recused') ? 'recused' : 'without-officer';
  }
  if (request.revoked !== undefined) return 'revoked';
  if (request.takenBack !== undefined) return 'taken-back';
  if (answer.kind === 'approve') return lead && answer.silence ? 'silent' : 'approved';
  return answer.kind === 'decline' ? 'declined' : 'asked-for-changes';
}

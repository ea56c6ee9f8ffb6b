import { eligibleOfficers } from '../../../../functions/domain/sign-off/officers.ts';
import type { SignOffRequest } from '../../../../functions/domain/sign-off/sign-off-request.ts';
import { type Silence, silenceAt } from '../../../../functions/domain/sign-off/silence.ts';
import { londonDate } from '../../../../functions/domain/vocabulary/calendar.ts';
import { Violation } from '../../simulation.ts';
import { boroughOf, instant, type Life, type Play, routing } from '../life.ts';
import { closeIfOver } from './close.ts';
import { answerWith } from './sign-off.ts';

/** R4, R5. At the deadline silence is looked at, borough by borough; then the round closes. */
export function closeAtDeadline(play: Play, life: Life, at: number): void {
  if (at < life.closesAt) {
    closeIfOver(play, life, at);
    return;
  }
  for (const { borough } of life.requests.filter(({ answer }) => answer === null)) {
    const request = life.requests.find((each) => each.borough === borough);
    if (request !== undefined) silent(play, life, request, at);
  }
  const nobody = life.requests.filter(
    ({ answer, borough, asked }) =>
      answer === null &&
      eligibleOfficers(boroughOf(play, borough), routing(play, life, 'approver', asked, at)).length === 0,
  );
  closeIfOver(play, life, at, new Set(nobody.map(({ borough }) => borough)));
  if (life.status === 'sign-off') throw new Violation('R5 a round is open after its deadline');
}

function silent(play: Play, life: Life, request: SignOffRequest, at: number): void {
  const borough = boroughOf(play, request.borough);
  const on = londonDate(instant(life.closesAt));
  const silence = silenceAt(life.plan.scheme, request, borough, on);
  const standing = borough.deemedApproval;
  const counts =
    life.plan.scheme.silence === 'deemed-approval' &&
    request.borough !== life.content.leadBorough &&
    request.asks.some(({ passedOn }) => passedOn === null) &&
    request.delivery === 'delivered' &&
    standing !== null &&
    standing.from <= on &&
    on <= standing.to &&
    request.asked >= 1 &&
    standing.upTo >= request.asked;
  if (counts !== (silence.kind === 'deemed'))
    throw new Violation(`R4 silence of ${request.borough} is ${silence.kind}`);
  if (silence.kind === 'opt-out') {
    play.reach(`R4 silence: ${silence.cause}`);
    return;
  }
  if (silence.upTo !== request.asked) throw new Violation('R4 silence is approval up to the asked share');
  const done = answerWith(play, life, request, deemed(silence, at), at);
  play.reach(done === 'recorded' ? 'R4 deemed approval' : 'R4 silence: no-money');
}

function deemed({ upTo, authority, comment }: Extract<Silence, { kind: 'deemed' }>, at: number) {
  const nobody = { by: null, onBehalfOf: null, link: null } as const;
  return {
    kind: 'approve',
    at: instant(at),
    upTo,
    authority,
    comment,
    pledged: [],
    silence: true,
    record: 'R-1',
    ...nobody,
  } as const;
}

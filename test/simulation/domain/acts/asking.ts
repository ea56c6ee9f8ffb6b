import { mayAnswer, nextOfficer } from '../../../../functions/domain/sign-off/officers.ts';
import type { AskedOfficer, SignOffRequest } from '../../../../functions/domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../../../functions/domain/vocabulary/borough.ts';
import type { BoroughCode } from '../../../../functions/domain/vocabulary/proposal.ts';
import { record } from '../chain.ts';
import { checkOfficer } from '../checks.ts';
import { boroughOf, instant, type Life, type Play, replaceRequest, routing, system } from '../life.ts';

/** Who may answer a request now. */
export interface Holder {
  readonly request: SignOffRequest;
  readonly ask: AskedOfficer;
  readonly limit: number | null;
}

/** R6, R9. Who holds the request and may answer it now; whoever no longer may passes it on. */
export function holderOf(play: Play, life: Life, before: SignOffRequest, at: number): Holder | null {
  const borough = boroughOf(play, before.borough);
  for (let tries = 0; tries < 4; tries += 1) {
    const request = life.requests.find((each) => each.borough === before.borough) ?? before;
    const ask = request.asks.find(({ passedOn }) => passedOn === null);
    if (ask === undefined) {
      if (!askNext(play, life, request, at, 'officer-found')) return null;
      continue;
    }
    const verdict = mayAnswer(borough, ask.person, routing(play, life, 'approver', request.asked, at));
    if (verdict.kind === 'ok') return { request, ask, limit: verdict.eligible.officer.limit };
    passOn(play, life, request, { at: instant(at), why: 'not-eligible' }, at);
  }
  return null;
}

/** R8, R9. Asks the first who may be asked; false where there is nobody. */
export function askNext(
  play: Play,
  life: Life,
  request: SignOffRequest,
  at: number,
  why: 'opening' | 'officer-found',
): boolean {
  const borough = boroughOf(play, request.borough);
  const way = routing(play, life, 'approver', request.asked, at);
  const next = nextOfficer(borough, way);
  checkOfficer(play, borough, way, next);
  if (next === null) return false;
  const { officer, role, onBehalfOf } = next;
  const ask: AskedOfficer = {
    person: officer.person,
    officer: officer.id,
    role: role === 'deputy' ? 'deputy' : 'approver',
    onBehalfOf,
    askedAt: instant(at),
    passedOn: null,
  };
  replaceRequest(life, { ...request, asks: [...request.asks, ask] });
  if (why === 'officer-found') passedOnEvent(life, request.borough, null, officer.person, why, at);
  return true;
}

/** R1, R9. The request goes to the next officer, or waits where there is none. */
export function passOn(
  play: Play,
  life: Life,
  request: SignOffRequest,
  passedOn: NonNullable<AskedOfficer['passedOn']>,
  at: number,
): void {
  const from = request.asks.find((ask) => ask.passedOn === null)?.person ?? null;
  const asks = request.asks.map((ask) => (ask.passedOn === null ? { ...ask, passedOn } : ask));
  const passed = { ...request, asks };
  replaceRequest(life, passed);
  const found = askNext(play, life, passed, at, 'opening');
  if (passedOn.why === 'recused') play.reach(found ? 'R1 recusal passes the request on' : 'R1 recusal leaves nobody');
  const to = life.requests.find(({ borough }) => borough === request.borough)?.asks.at(-1)?.person ?? null;
  passedOnEvent(life, request.borough, from, found ? to : null, passedOn.why, at);
}

function passedOnEvent(
  life: Life,
  borough: BoroughCode,
  from: PersonId | null,
  to: PersonId | null,
  why: 'recused' | 'not-eligible' | 'officer-found',
  at: number,
): void {
  const data = { borough, revision: life.revision, from, to, why };
  record(life, [{ type: 'passed-on', at: instant(at), actor: system, data, private: {} }]);
}

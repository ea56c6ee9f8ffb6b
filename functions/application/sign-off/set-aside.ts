import { type Movement, movementsToRelease } from '../../domain/money/budget.ts';
import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { sameAddress } from '../../domain/sign-off/officers.ts';
import { withAnswerSetAside } from '../../domain/sign-off/replacement.ts';
import { answersOf, type ReplacedAnswer, type SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { Borough, PersonId } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { lastAsked } from '../commit/last-asked.ts';
import type { People } from '../ports/record.ts';
import type { Boroughs } from '../ports/registers.ts';

/** The record of a request's newest answer once it no longer counts (R1). Empty if the request has no answer. */
export function replacedAnswer(
  request: SignOffRequest,
  how: Pick<ReplacedAnswer, 'why' | 'at' | 'by'>,
): readonly ReplacedAnswer[] {
  const { borough, answer } = request;
  return answer === null ? [] : [{ borough, order: answersOf(request), answer, ...how }];
}

/** An answer that a declared interest sets aside, with the request before and after it. */
export interface SetAside {
  readonly before: SignOffRequest;
  /** Without the answer. Nothing is held, and its officer no longer holds the request. */
  readonly after: SignOffRequest;
  readonly record: string;
  readonly replaced: readonly ReplacedAnswer[];
  readonly movements: readonly Movement[];
}

/**
 * R1. The answers that count and were given by a person who declares an interest, for any borough and with any of the
 * person's addresses that R8 takes for one mailbox.
 */
export async function answersOfPerson(
  { people }: { readonly people: People },
  { requests }: Pick<ProposalState, 'requests'>,
  person: PersonId,
): Promise<readonly SignOffRequest[]> {
  const given = requests.flatMap((request) => {
    const by = request.answer?.by ?? null;
    return by === null || request.revoked !== undefined ? [] : [{ request, by }];
  });
  const known = await people.get([person, ...given.map(({ by }) => by)]);
  const addressOf = new Map(known.map(({ id, email }) => [id, email]));
  const address = addressOf.get(person);
  const isSame = (by: PersonId): boolean => {
    const other = addressOf.get(by);
    return by === person || (address !== undefined && other !== undefined && sameAddress(address, other));
  };
  return given.filter(({ by }) => isSame(by)).map(({ request }) => request);
}

/** R1. Sets the newest answer of a request aside, with its hold: `by` declared an interest. */
export function setAside(request: SignOffRequest, by: PersonId, at: Instant): SetAside {
  const { borough, answer } = request;
  if (answer === null) throw new Error(`${borough} has no answer to set aside.`);
  const { hold, movements } = movementsToRelease(borough, request.hold);
  const replaced = replacedAnswer(request, { why: 'recused', at, by });
  return {
    before: request,
    after: { ...withAnswerSetAside(request), hold },
    record: answer.record,
    replaced,
    movements,
  };
}

/** R1. The person answered for another borough as well: its request passes on from the person, and the sweep asks the next officer. */
export function passedOnElsewhere(aside: SetAside, at: Instant): SetAside {
  const { before, after } = aside;
  const asks = after.asks.map((ask) =>
    ask.person === before.answer?.by && ask.passedOn === null
      ? { ...ask, passedOn: { at, why: 'not-eligible' } as const }
      : ask,
  );
  return { ...aside, after: { ...after, asks } };
}

export function setAsideElsewhereEvent(
  { before, record }: SetAside,
  revision: number,
  person: PersonId,
  at: Instant,
): UnsealedEvent {
  const from = before.answer?.by ?? person;
  const data = { borough: before.borough, revision, from, to: null, why: 'recused', setAside: record } as const;
  return { type: 'passed-on', at, actor: { kind: 'person', person }, data, private: {} };
}

/** R1, R9. The officers who still hold a request whose answer was set aside are asked again. */
export function askedAgain({ after }: SetAside, revision: number): readonly EmailMessage[] {
  const holders = after.asks.flatMap(({ person, passedOn }) => (passedOn === null ? [person] : []));
  return holders.map((to) => ({ mail: 'sign-off-request', to, borough: after.borough, revision }));
}

/**
 * R1, R20. A decision was replaced or set aside: tells the officer who had given it, the borough's finance officers, and
 * the lead's officer who answered or is asked. `except` knows already.
 */
export function replacementNotices(
  { head, requests }: Pick<ProposalState, 'head' | 'requests'>,
  before: SignOffRequest,
  borough: Pick<Borough, 'officers'> | undefined,
  except: PersonId,
): readonly EmailMessage[] {
  const lead = requests.find((request) => request.lead);
  const finance = (borough?.officers ?? [])
    .filter(({ roles }) => roles.includes('finance'))
    .map(({ person }) => person);
  const people = [before.answer?.by, ...finance, lead === undefined ? undefined : lastAsked(lead)];
  const told = new Set(people.filter((person): person is PersonId => typeof person === 'string' && person !== except));
  return [...told].map((to) => ({ mail: 'answer-replaced', to, borough: before.borough, revision: head.revision }));
}

/** The boroughs whose answers are set aside beside the one that is answered, by code. */
export async function boroughsOf(
  { boroughs }: { readonly boroughs: Pick<Boroughs, 'get'> },
  codes: readonly BoroughCode[],
): Promise<ReadonlyMap<BoroughCode, Borough>> {
  const found = await Promise.all(codes.map((code) => boroughs.get(code)));
  return new Map(found.flatMap((borough) => (borough === undefined ? [] : [[borough.borough, borough] as const])));
}

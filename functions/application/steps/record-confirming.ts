import type { ConfirmAnswerKind } from '../../domain/confirming/confirm-answer.ts';
import { mayBeLeftBehind } from '../../domain/confirming/confirm-answer.ts';
import { callInHoldsUntil } from '../../domain/confirming/confirming.ts';
import type { Movement } from '../../domain/money/budget.ts';
import { holdFor } from '../../domain/money/holds.ts';
import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { type DecidedBy, privateValuesOf } from '../../domain/sign-off/decided-by.ts';
import { withAnswer } from '../../domain/sign-off/replacement.ts';
import type { SignOffAnswer, SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { Borough, PersonId } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { PlannedChange, RedriveSettings } from '../commit/change-proposal.ts';
import { lastAsked } from '../commit/last-asked.ts';
import { emailEntry } from '../commit/outbox-entries.ts';
import type { Change } from '../ports/record.ts';
import { closeConfirming, confirmingEnd, isToppedUp } from './close-confirming.ts';
import { confirmingDue } from './confirm-requests.ts';

/** What somebody said for a borough, or entered for it, while a carried proposal waits. */
export interface Said {
  readonly request: SignOffRequest;
  readonly kind: ConfirmAnswerKind;
  readonly reasons: string;
  readonly by: PersonId;
  readonly at: Instant;
  /** Who says it, as the borough records them now (R19); absent if the secretariat enters it. */
  readonly decidedBy?: DecidedBy;
  /** The answer with the raised limit, and the one that it replaces as it is kept; only with `raise`. */
  readonly raised?: { readonly answer: SignOffAnswer; readonly replaced: NonNullable<Change['replaced']> };
}

/** The state after something was said, with the requests that it changes and its event. */
interface Recorded {
  readonly state: ProposalState;
  readonly requests: readonly SignOffRequest[];
  readonly event: UnsealedEvent;
  readonly movements?: readonly Movement[];
  readonly replaced?: NonNullable<Change['replaced']>;
}

/**
 * R17, R29. Records what was said while the boroughs confirm, or reviewers still read. If nothing is left to wait for,
 * confirming ends in the same transaction. `borough` names the finance officers who are told.
 */
export function recordSaid(
  deps: { readonly redrive: RedriveSettings },
  before: ProposalState,
  said: Said,
  borough: Borough | undefined,
): Omit<PlannedChange, 'requiredVersions' | 'codes' | 'people'> {
  const { at } = said;
  const { state, requests, event, ...moved } = after(before, said);
  const { head } = state;
  const mails = notices(state, said, borough);
  if (head.status !== 'confirming' || state.confirming === null) {
    return { head: {}, events: [event], requests, outbox: emailEntry(deps.redrive, head, mails, at) };
  }
  const closesAt = confirmingEnd(state);
  if (closesAt > at && !isToppedUp(state, at)) {
    const due = head.opened ? confirmingDue(deps, state, closesAt, at) : head.due;
    return {
      head: { closesAt, due },
      events: [event],
      requests,
      ...moved,
      ...(state.confirming === before.confirming ? {} : { confirming: state.confirming }),
      outbox: emailEntry(deps.redrive, head, mails, at),
    };
  }
  const {
    mails: closingMails,
    outbox,
    events,
    requests: leaving = [],
    ...closing
  } = closeConfirming(deps.redrive, state, at);
  const left = requests.filter(({ borough: code }) => !leaving.some((each) => each.borough === code));
  return {
    ...closing,
    ...moved,
    events: [event, ...events],
    requests: [...left, ...leaving],
    outbox: [...emailEntry(deps.redrive, head, [...mails, ...closingMails], at), ...outbox],
  };
}

/** To who said it a receipt; and to the proposer, the lead and the borough’s finance officers what happened. */
function notices(now: ProposalState, { request, kind, by }: Said, own: Borough | undefined): readonly EmailMessage[] {
  const about = { borough: request.borough, revision: now.head.revision };
  const lead = now.requests.find((each) => each.lead);
  const finance = (own?.officers ?? []).filter(({ roles }) => roles.includes('finance')).map(({ person }) => person);
  const others =
    kind === 'go-on' ? [] : [now.head.proposer, lead === undefined ? undefined : lastAsked(lead), ...finance];
  const told = new Set(others.filter((person): person is PersonId => person !== undefined && person !== by));
  return [
    { mail: 'confirm-receipt', to: by, ...about },
    ...[...told].map((to): EmailMessage => ({ mail: 'confirm-news', to, ...about })),
  ];
}

function after(state: ProposalState, said: Said): Recorded {
  const { request, kind, reasons, by, at, decidedBy } = said;
  const { head } = state;
  const about = { borough: request.borough, revision: head.revision };
  const frame = { at, actor: { kind: 'person' as const, person: by } };
  const who = decidedBy === undefined ? {} : { decidedBy };
  const mark = { at, by, reason: reasons, ...who };
  const sealed = sealedOf(said);
  switch (kind) {
    case 'go-on':
    case 'go-on-without': {
      const behind = kind === 'go-on' ? [] : state.requests.filter((each) => mayBeLeftBehind(each, at));
      const requests = behind.map((each) => withCallInEnded(each, { ...mark, how: 'set-aside' }));
      const without = behind.map(({ borough }) => borough);
      const goneOn = kind === 'go-on' ? { at, by, reasons, ...who } : (state.confirming?.goneOn ?? null);
      const confirming = state.confirming === null ? null : { ...state.confirming, goneOn };
      const next = { ...replaced(state, requests), confirming };
      return {
        state: kind === 'go-on' ? next : replaced(state, requests),
        requests,
        event: { type: 'confirmed', ...frame, data: { ...about, without }, private: { reasons, ...sealed } },
      };
    }
    case 'take-back': {
      const requests = [{ ...request, takenBack: { ...mark, why: 'link' as const } }];
      const event: UnsealedEvent = {
        type: 'taken-back',
        ...frame,
        data: about,
        private: { reason: reasons, ...sealed },
      };
      return { state: replaced(state, requests), requests, event };
    }
    case 'call-in': {
      const until = callInHoldsUntil(at);
      const requests = [{ ...request, calledIn: { ...mark, until } }];
      const event: UnsealedEvent = {
        type: 'called-in',
        ...frame,
        data: { ...about, until },
        private: { reason: reasons, ...sealed },
      };
      return { state: replaced(state, requests), requests, event };
    }
    case 'raise':
      return afterRaise(state, said);
    case 'release': {
      const requests = [withCallInEnded(request, { ...mark, how: 'released' })];
      const data = { ...about, how: 'released' } as const;
      const event: UnsealedEvent = { type: 'call-in-ended', ...frame, data, private: { reason: reasons, ...sealed } };
      return { state: replaced(state, requests), requests, event };
    }
  }
}

/** R19. Who said it, as an event takes it. */
function sealedOf({ decidedBy }: Said): ReturnType<typeof privateValuesOf> {
  return decidedBy === undefined ? {} : privateValuesOf(decidedBy);
}

/** R1, R12. The raised answer replaces the one before, with its hold, in one transaction. */
function afterRaise(state: ProposalState, said: Said): Recorded {
  const { request, reasons, by, at, raised } = said;
  if (raised === undefined || request.answer === null) throw new Error('A raise needs an answer before and after it.');
  const { answer } = raised;
  const { hold, movements } = holdFor(state.revision.content.costs, request, answer.upTo);
  const requests = [{ ...withAnswer(request, answer), hold }];
  const { revision } = state.head;
  const { upTo, record } = answer;
  const data = { borough: request.borough, revision, upTo: upTo ?? 0, record, replaces: request.answer.record };
  return {
    state: replaced(state, requests),
    requests,
    event: {
      type: 'raised',
      ...{ at, actor: { kind: 'person', person: by }, data },
      private: { reason: reasons, ...sealedOf(said) },
    },
    movements,
    replaced: raised.replaced,
  };
}

function withCallInEnded(
  request: SignOffRequest,
  ended: NonNullable<NonNullable<SignOffRequest['calledIn']>['ended']>,
): SignOffRequest {
  return request.calledIn === undefined ? request : { ...request, calledIn: { ...request.calledIn, ended } };
}

function replaced(state: ProposalState, changed: readonly SignOffRequest[]): ProposalState {
  const requests = state.requests.map((each) => changed.find(({ borough }) => borough === each.borough) ?? each);
  return { ...state, requests };
}

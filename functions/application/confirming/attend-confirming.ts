import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { passingValuesOf } from '../../domain/sign-off/decided-by.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../domain/vocabulary/proposal.ts';
import { changeProposal, type Plan, type PlannedChange } from '../commit/change-proposal.ts';
import { emailEntry } from '../commit/outbox-entries.ts';
import type { AttendRoundDependencies } from '../sign-off/attend-round.ts';
import { closeConfirming, confirmingEnd } from '../steps/close-confirming.ts';
import {
  asking,
  confirmEmails,
  confirmerToAsk,
  confirmingDue,
  confirmRemindersOf,
  deputyToAsk,
  hasToConfirm,
} from '../steps/confirm-requests.ts';

/**
 * R17, R29. Attends to boroughs that confirm, when that is due: at the end it judges all take-backs; before, it asks
 * another officer where those who were asked may no longer answer, and reminds. A step that is not open yet is left to
 * its execution until its end.
 */
export async function attendConfirming(deps: AttendRoundDependencies, id: ProposalId, at: Instant): Promise<void> {
  await changeProposal<void>(deps, id, async (state): Promise<Plan<void>> => {
    const { head } = state;
    const skip = { kind: 'skip', result: undefined } as const;
    if (head.status !== 'confirming' || head.due === null || head.due > at) return skip;
    const closesAt = confirmingEnd(state);
    const change =
      at >= closesAt ? close(deps, state, at) : head.opened ? await attend(deps, state, closesAt, at) : null;
    if (change !== null) return { kind: 'commit', result: () => undefined, change };
    const due = confirmingDue(deps, state, closesAt, at);
    return { ...skip, aside: { kind: 'reschedule', due, attempts: head.attempts } };
  });
}

function close(deps: AttendRoundDependencies, state: ProposalState, at: Instant): PlannedChange {
  const { mails, outbox, ...closing } = closeConfirming(deps.redrive, state, at);
  return { ...closing, outbox: [...emailEntry(deps.redrive, state.head, mails, at), ...outbox] };
}

/** Requests that one change touches: each takes up to three items of the 100 of a transaction. */
const maxBoroughs = 20;

async function attend(
  deps: AttendRoundDependencies,
  state: ProposalState,
  closesAt: Instant,
  at: Instant,
): Promise<PlannedChange | null> {
  const { head } = state;
  const waiting = state.requests.filter((request) => hasToConfirm(state, request, at));
  const attended = (await Promise.all(waiting.map((request) => attendBorough(deps, state, request, at)))).filter(
    ({ request }, index) => request !== waiting[index],
  );
  if (attended.length === 0) return null;
  const changed = attended.slice(0, maxBoroughs);
  const due = attended.length > changed.length ? at : confirmingDue(deps, state, closesAt, at);
  const reminded = changed.filter((each) => each.reminded).map(({ request }) => request.borough);
  const events: readonly UnsealedEvent[] = [
    ...(reminded.length === 0
      ? []
      : [
          {
            type: 'reminded' as const,
            at,
            actor: { kind: 'system' as const },
            data: { revision: head.revision, boroughs: reminded },
            private: {},
          },
        ]),
    ...changed.flatMap((each) => each.events),
  ];
  return {
    head: { due },
    events,
    requests: changed.map(({ request }) => request),
    outbox: emailEntry(
      deps.redrive,
      head,
      changed.flatMap(({ request, asked, reminded: again }) => [
        ...(asked ? confirmEmails('confirm-request', request, head.revision) : []),
        ...(again ? confirmEmails('confirm-reminder', request, head.revision).slice(0, asked ? -1 : undefined) : []),
      ]),
      at,
    ),
  };
}

interface Attended {
  readonly request: SignOffRequest;
  readonly events: readonly UnsealedEvent[];
  readonly asked: boolean;
  readonly reminded: boolean;
}

async function attendBorough(
  deps: AttendRoundDependencies,
  state: ProposalState,
  request: SignOffRequest,
  at: Instant,
): Promise<Attended> {
  const next = await confirmerToAsk(deps, state, request, at);
  if (next !== undefined) {
    const asked = asking(request, next);
    const from = request.confirm?.asks.at(-1)?.person ?? null;
    return { request: asked, events: [await passedOn(deps, state, asked, from, at)], asked: true, reminded: false };
  }
  const reminders = confirmRemindersOf(state);
  const latest = reminders.findLast((moment) => moment <= at);
  const { confirm } = request;
  const done = { request, events: [], asked: false, reminded: false };
  if (latest === undefined || confirm === undefined || confirm.remindedAt.some((sent) => sent >= latest)) return done;
  if (confirm.asks.every(({ askedAt }) => askedAt >= latest)) return done;
  const again = { ...request, confirm: { ...confirm, remindedAt: [...confirm.remindedAt, at] } };
  const deputy = latest === reminders.at(-1) ? await deputyToAsk(deps, state, request, at) : undefined;
  if (deputy === undefined) return { request: again, events: [], asked: false, reminded: true };
  const asked = asking(again, deputy);
  return {
    request: asked,
    events: [await passedOn(deps, state, asked, deputy.onBehalfOf, at)],
    asked: true,
    reminded: true,
  };
}

async function passedOn(
  deps: Pick<AttendRoundDependencies, 'boroughs'>,
  { head }: ProposalState,
  { borough, confirm }: SignOffRequest,
  from: NonNullable<SignOffRequest['confirm']>['asks'][number]['person'] | null,
  at: Instant,
): Promise<UnsealedEvent> {
  const to = confirm?.asks.at(-1);
  const held = confirm?.asks.find(({ person }) => person === from);
  const asks = await deps.boroughs.get(borough);
  const officer = asks?.officers.find(({ person }) => person === to?.person);
  const next = officer === undefined || to === undefined ? null : { officer, role: to.role };
  return {
    type: 'passed-on',
    at,
    actor: { kind: 'system' },
    data: {
      borough,
      revision: head.revision,
      from,
      to: to?.person ?? null,
      why: to?.role === 'deputy' ? 'deputy-asked' : 'officer-found',
    },
    private: asks === undefined ? {} : passingValuesOf(asks, held ?? null, next),
  };
}

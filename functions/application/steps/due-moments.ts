import type { ProposalState } from '../../domain/record/proposal-state.ts';
import { roundOutcome } from '../../domain/sign-off/round-outcome.ts';
import { englandAndWales } from '../../domain/vocabulary/bank-holidays.ts';
import { addSeconds, type Instant } from '../../domain/vocabulary/calendar.ts';
import { reminderInstants } from '../../domain/vocabulary/working-days.ts';
import type { RedriveSettings } from '../commit/change-proposal.ts';
import { openUntil, roundOf, waitsForOfficer } from './round-of.ts';

/**
 * Reminders of the round, in order: 09:00, N working days before its deadline, at most three (R9). After an extension
 * or the beginning of a top-up only those of the new deadline that are still to come, because the email about it
 * reminded everyone.
 */
export function remindersOf({
  head,
  revision,
  requests,
}: Pick<ProposalState, 'head' | 'revision' | 'requests'>): readonly Instant[] {
  const askedAt = requests.flatMap(({ asks }) => asks.map((ask) => ask.askedAt)).toSorted()[0];
  if (askedAt === undefined) return [];
  const moved = [...requests.flatMap(({ extended }) => extended?.at ?? []), ...(head.topUp ? [head.topUp.since] : [])];
  const openedAt = [askedAt, ...moved].toSorted().at(-1) ?? askedAt;
  return reminderInstants(
    head.closesAt ?? revision.closesAt,
    revision.scheme.reminderWorkingDays,
    openedAt,
    englandAndWales,
  );
}

/**
 * Seconds after which an open round or review is looked at again, because nothing announces that a borough's officers
 * have changed (R8, R28).
 */
export const longestUnseen = 6 * 60 * 60;

/**
 * When the sweep must next look at an open round: at the next reminder, at the deadline, when its grace or its notice ends
 * (R5, R7), soon if a borough has no officer to ask, and always within `longestUnseen`.
 */
export function signOffDue(
  { redrive }: { readonly redrive: RedriveSettings },
  state: Pick<ProposalState, 'head' | 'revision' | 'requests'>,
  at: Instant,
): Instant {
  const outcome = roundOutcome(roundOf(state, at));
  // A round that is over is due at once, or since its deadline.
  const next = outcome.kind === 'open' ? outcome.next : ([at, openUntil(state)].toSorted()[0] ?? at);
  const reminders = remindersOf(state).filter((moment) => moment > at);
  const soon = state.requests.some(waitsForOfficer) ? [addSeconds(at, redrive.redriveSeconds)] : [];
  return [next, addSeconds(at, longestUnseen), ...reminders, ...soon].toSorted()[0] ?? next;
}

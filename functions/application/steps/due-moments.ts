import type { ProposalState } from '../../domain/record/proposal-state.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import { englandAndWales } from '../../domain/vocabulary/bank-holidays.ts';
import { addSeconds, type Instant } from '../../domain/vocabulary/calendar.ts';
import { reminderInstants } from '../../domain/vocabulary/working-days.ts';
import type { RedriveSettings } from '../commit/change-proposal.ts';

/**
 * Reminders of the round, in order: 09:00, N working days before its deadline, at most three (R9). After an extension
 * only those of the new deadline that are still to come, because the email about it reminded everyone.
 */
export function remindersOf({
  head,
  revision,
  requests,
}: Pick<ProposalState, 'head' | 'revision' | 'requests'>): readonly Instant[] {
  const askedAt = requests.flatMap(({ asks }) => asks.map((ask) => ask.askedAt)).toSorted()[0];
  if (askedAt === undefined) return [];
  const openedAt = [askedAt, ...requests.flatMap(({ extended }) => extended?.at ?? [])].toSorted().at(-1) ?? askedAt;
  return reminderInstants(
    head.closesAt ?? revision.closesAt,
    revision.scheme.reminderWorkingDays,
    openedAt,
    englandAndWales,
  );
}

/** Whether a borough's request waits and nobody holds it. Each sweep then looks for an eligible officer (R8). */
export function waitsForOfficer(request: SignOffRequest): boolean {
  return request.answer === null && request.asks.every(({ passedOn }) => passedOn !== null);
}

/**
 * Seconds after which an open round or review is looked at again, because nothing announces that a borough's officers
 * have changed (R8, R28).
 */
export const longestUnseen = 6 * 60 * 60;

/**
 * When the sweep must next look at an open round: at the next reminder, at the deadline, soon if a borough has no
 * officer to ask, and always within `longestUnseen`.
 */
export function signOffDue(
  { redrive }: { readonly redrive: RedriveSettings },
  state: Pick<ProposalState, 'head' | 'revision' | 'requests'>,
  at: Instant,
): Instant {
  const closesAt = state.head.closesAt ?? state.revision.closesAt;
  const reminders = remindersOf(state).filter((moment) => moment > at);
  const soon = state.requests.some(waitsForOfficer) ? [addSeconds(at, redrive.redriveSeconds)] : [];
  return [closesAt, addSeconds(at, longestUnseen), ...reminders, ...soon].toSorted()[0] ?? closesAt;
}

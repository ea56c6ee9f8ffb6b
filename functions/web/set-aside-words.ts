import type { SignOffPage } from '../application/views/pages.ts';
import { dateInWords, londonDate } from '../domain/vocabulary/calendar.ts';
import { formatPounds } from '../domain/vocabulary/money.ts';
import type { PartnerWord } from '../domain/vocabulary/partner.ts';
import { answered } from './words.ts';

type SetAside = NonNullable<SignOffPage['setAside']>;

/** R7. What the borough had decided, by whom and when: the first thing that its officer reads. */
export function decidedBefore({ answer, by, revision }: SetAside, borough: string): string {
  const who = by === null ? 'No officer decided' : `${by} decided for ${borough}`;
  return `${borough} ${answered(answer.kind, answer.upTo)} on revision ${revision}. ${who} on ${dateInWords(londonDate(answer.at))}. The record number is ${answer.record}.`;
}

/** R7. What the earlier answer still means until the borough decides again. */
export function heldUntilThen({ answer, held }: SetAside, borough: string): string {
  const counts = `${answer.kind === 'approve' ? 'That approval' : 'That answer'} does not count for this revision, so ${borough} is asked again.`;
  if (held === 0) return counts;
  return `${counts} ${formatPounds(held)} stays held in ${borough}’s budgets until ${borough} decides again, or until the proposal ends.`;
}

/** R7. The figures then and now, each with its name. */
export function oldAndNew({ asked, total }: SetAside, borough: string, partner: PartnerWord) {
  return [
    { name: `${borough}’s share if every ${partner} joins`, ...asked },
    { name: 'Total cost', ...total },
  ].map(({ name, before, now }) => ({ name, before: formatPounds(before), now: formatPounds(now) }));
}

import type { SignOffPage } from '../application/views/pages.ts';
import type { RoundTerms } from '../application/views/round-terms.ts';
import { inWords } from '../domain/vocabulary/calendar.ts';
import { formatPounds } from '../domain/vocabulary/money.ts';

type Told = Pick<SignOffPage, 'borough' | 'closesAt' | 'terms'>;

/** R4. What it means if the borough does not answer in time; empty if it has answered. */
export function silenceInWords({ borough: { name }, closesAt, terms: { silence } }: Told): readonly string[] {
  if (silence === null) return [];
  const without = `If ${name} does not answer by ${inWords(closesAt)},`;
  switch (silence.kind) {
    case 'deemed':
      return [`${without} up to ${formatPounds(silence.upTo)} counts as approved under ${silence.authority}.`];
    case 'lead':
      return [`${without} the proposal does not go ahead. The lead must approve.`];
    case 'opt-out':
      return [`${without} it takes no part and pays nothing.`];
  }
}

/** R3. Which approvals count toward the rule. */
export function countsInWords({ terms: { counts } }: Pick<Told, 'terms'>): string {
  const people = 'Two different people must approve, and the lead’s officer must be one of them.';
  if (counts === null) return people;
  return `${people} For the rule, an approval counts from ${formatPounds(counts.from)}, which is ${counts.percent}% of the share. A smaller approval adds money, but does not count.`;
}

/** R5. What declining means for the others. */
export function declineInWords({ borough: { name }, terms: { declineEndsAfter: days } }: Told): string {
  if (days === null) return 'The others can go on without it.';
  if (days === 0) return 'This ends the proposal for everybody, at once.';
  const when = days === 1 ? 'on the next working day' : `${days === 2 ? 'two' : days} working days later`;
  return `This ends the proposal for everybody, at 5pm ${when}, unless ${name} changes its decision before that.`;
}

/** R5. What is special about this round now: a decline that ends it, or money that is missing. */
export function roundNowInWords({ borough: { name }, terms: { endsEarly, topUp } }: Told): readonly string[] {
  const ends =
    endsEarly === null
      ? []
      : [
          `A decision to decline ends this proposal for everybody at ${inWords(endsEarly)}, unless it is changed before that.`,
        ];
  return [...ends, ...(topUp === null ? [] : topUpInWords(name, topUp))];
}

function topUpInWords(name: string, { shortfall, until, enough }: NonNullable<RoundTerms['topUp']>): readonly string[] {
  const missing = `Only money is missing: the amounts approved are ${formatPounds(shortfall)} less than the cost. It can be added until ${inWords(until)}.`;
  if (shortfall === 0 || enough === null) return [missing];
  return [
    missing,
    `If ${name} approves up to ${formatPounds(enough.limit)}, that is enough, and the proposal goes ahead at once. ${name} then pays ${formatPounds(enough.pays)}.`,
  ];
}

/** R3. Said of an approval that is too small to count. `percent`: of the share that it would have needed. */
export function tooSmallInWords(percent: number): string {
  return `This approval is for less than ${percent}% of the share. It adds money, but does not count toward the decision rule.`;
}

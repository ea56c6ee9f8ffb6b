import { dateInWords, type Instant, inWords, londonDate } from '../../domain/vocabulary/calendar.ts';

const longestTitle = 60;

/**
 * docs/rules.md, Pages and emails. Verb and deadline, thing, amount, reference: "Decide by 18 December: shared damp sensors, up to £35,750
 * (JF-7K3M2Q)". Long titles are cut at a word, unless that
 * would leave less than half.
 */
export function subject(
  verb: string,
  heading: { readonly title: string; readonly reference: string },
  amount: string | null,
): string {
  const thing = amount === null ? shortened(heading.title) : `${shortened(heading.title)}, ${amount}`;
  return `${verb}: ${thing} (${heading.reference})`;
}

/** "18 December", as a subject has little room; the year stands in the mail. */
export function dayInWords(instant: Instant): string {
  return dateInWords(londonDate(instant)).replace(/ \d{4}$/, '');
}

/** "9:40am", for what happens within minutes. */
export function timeInWords(instant: Instant): string {
  return inWords(instant).replace(/ (?:on|at the start of) .*$/, '');
}

function shortened(title: string): string {
  const characters = [...title];
  if (characters.length <= longestTitle) return title;
  const cut = characters.slice(0, longestTitle - 1).join('');
  const space = cut.lastIndexOf(' ');
  const whole = space < longestTitle / 2 ? cut : cut.slice(0, space);
  return `${whole.replace(/[\s,;:.–-]+$/, '')}…`;
}

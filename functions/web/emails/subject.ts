import { dateInWords, type Instant, londonDate } from '../../domain/vocabulary/calendar.ts';
import { formatPounds, type Pence } from '../../domain/vocabulary/money.ts';

/** The longest subject, in UTF-16 code units. Email programs cut or fold longer ones (RFC 5322, 2.1.1). */
const longestSubject = 78;
/** The longest name of a borough in a subject. "Kensington and Chelsea" has 22 characters. */
const longestBorough = 24;
/** "Tower Hamlets" has 13 characters. */
const briefName = 13;

/**
 * The subject of an email: what to do or what happened, then the title, then the reference. Titles are cut so that the
 * whole has at most 78 characters.
 *
 * @param opening everything before the title
 * @example
 * subject('Decide by 18 Dec: up to £35,750 for', heading)
 * // 'Decide by 18 Dec: up to £35,750 for Damp sensors (JF-7K3M2Q)'
 */
export function subject(
  opening: string,
  { title, reference }: { readonly title: string; readonly reference: string },
): string {
  const ending = ` (${reference})`;
  return `${opening} ${shortened(title, longestSubject - opening.length - 1 - ending.length)}${ending}`;
}

/** An amount in whole pounds, rounded up, so that a subject never says less than is asked for. */
export function wholePounds(pence: Pence): string {
  return formatPounds(Math.ceil(pence / 100) * 100);
}

/** A borough's name, cut if it would leave no room for a title. */
export function shortBorough(name: string): string {
  return shortened(name, longestBorough);
}

/** A borough's name beside a verb, a day and an amount: most of it is cut, so that there is room for a title. */
export function briefBorough(name: string): string {
  return shortened(name, briefName);
}

/** "18 Dec", because a subject has little room. The email has the whole date. */
export function dayInWords(instant: Instant): string {
  return dateInWords(londonDate(instant)).replace(/^(\d+ \w{3}).*$/, '$1');
}

/** Splits text into what a reader sees as characters, so that an emoji of several code points is not cut apart. */
const characters = new Intl.Segmenter('en-GB', { granularity: 'grapheme' });

/**
 * The text if it has at most `room` code units. Otherwise as many whole words as fit, and "…". A long word is cut
 * between characters.
 */
function shortened(text: string, room: number): string {
  if (text.length <= room) return text;
  let cut = '';
  for (const { segment } of characters.segment(text)) {
    if (cut.length + segment.length > room - 1) break;
    cut += segment;
  }
  const space = text.charAt(cut.length) === ' ' ? cut.length : cut.lastIndexOf(' ');
  const whole = space < room / 2 ? cut : cut.slice(0, space);
  return `${whole.replace(/[\s,;:.–-]+$/, '')}…`;
}

import type { EmailView } from '../../../../functions/application/emails/email-drafts.ts';
import type { QueuedEmail } from '../../../../functions/application/ports/workflow.ts';
import type { FormValues } from '../../../../functions/application/views/answer-result.ts';
import type { CodesOfRequest } from '../../../../functions/domain/codes/one-time-code.ts';
import type { ProposalState } from '../../../../functions/domain/record/proposal-state.ts';
import type { Borough } from '../../../../functions/domain/vocabulary/borough.ts';
import { type Instant, instantOf, londonDate } from '../../../../functions/domain/vocabulary/calendar.ts';
import { gss } from '../../../support/builders/ids.ts';
import { Seeded } from '../../seeded.ts';
import { Violation } from '../../simulation.ts';
import type { MailedLink } from '../mailed-link.ts';
import type { Register } from './eligible.ts';

/** One history in five has boroughs with codes, except the ones that found mistakes of checks before codes existed. */
const fifth = { of: 5, rest: 3 };

/** R26. The boroughs, of which some now require codes above an amount. Uses its own source of chance. */
export function wantingCodes(seed: number, boroughs: readonly Borough[]): readonly Borough[] {
  if (seed % fifth.of !== fifth.rest) return boroughs;
  const chance = new Seeded(seed + 0.5);
  return boroughs.map((borough) => ({ ...borough, codeAbove: chance.pick([null, 0, 0, 0, 1_000_000]) }));
}

type Place = Pick<MailedLink, 'proposal' | 'revision' | 'purpose' | 'borough' | 'person'>;

/** An emailed code. */
interface MailedCode extends Place {
  readonly code: string;
  readonly answer: string;
  readonly upTo: number | null;
  /** The borough's amount when the code was asked for. */
  readonly share: number;
  /** As in the email. The round may have been extended since. */
  readonly goodUntil: string;
  /** Ten minutes after the code was asked for. */
  readonly tooOld: string;
}

/** A person who was told that the answer needs a code. */
export interface Waiting {
  readonly link: MailedLink;
  readonly form: FormValues;
  readonly manner: 'plain' | 'wrong first' | 'guesses' | 'late' | 'impatient' | 'changes the amount';
  readonly tries: number;
}

const manners = [
  'plain',
  'plain',
  'plain',
  'plain',
  'wrong first',
  'guesses',
  'late',
  'impatient',
  'changes the amount',
] as const;

/** After this many posts a person gives up. */
const maxTries = 8;

/** Codes seen from outside: the emailed ones, who waits for one, and what people were told. */
export class KnownCodes {
  readonly #mailed: MailedCode[] = [];
  /** Wrong tries per request and day that people were told of. */
  readonly #told = new Map<string, number>();
  /** Requests and days of which people were told that they are locked. */
  readonly #locked = new Set<string>();
  readonly #waiting: Waiting[] = [];
  readonly #chance: Seeded;

  constructor(seed: number) {
    this.#chance = new Seeded(seed + 0.25);
  }

  /** The mailbox of the recipient. */
  keep({ message, proposal }: QueuedEmail, view: EmailView | undefined, { items }: Pick<Seen, 'items'>): void {
    if (message.mail !== 'one-time-code' || view?.mail !== 'one-time-code') return;
    const { borough, to: person, revision, step } = message;
    const { code, answer, upTo, goodUntil } = view;
    const purpose = step === 'confirming' ? 'confirm' : step;
    const place = { proposal, revision, purpose, borough, person } as const;
    const issued = codesAt(items, place)?.officers.find((officer) => officer.person === person)?.standing;
    if (!issued) throw new Violation(`R26: ${person} was mailed a code that does not stand`);
    const tooOld = instantOf(Date.parse(issued.at) + 10 * 60_000);
    if (goodUntil > tooOld) throw new Violation(`R26: ${person} is promised ${goodUntil} for a code of ${issued.at}`);
    this.#mailed.push({ ...place, code, answer, upTo, goodUntil, tooOld, share: issued.share });
  }

  /** Notes a person who needs a code and may type it when it arrives. */
  asked(link: MailedLink, form: FormValues): void {
    this.#waiting.push({ link, form, manner: this.#chance.pick(manners), tries: 0 });
  }

  /** Removes and returns the people who wait. */
  take(): readonly Waiting[] {
    return this.#waiting.splice(0);
  }

  again(waiting: Waiting): void {
    if (waiting.tries < maxTries) this.#waiting.push({ ...waiting, tries: waiting.tries + 1 });
  }

  /** The newest code in the mailbox of the link's holder. */
  newest(link: MailedLink): MailedCode | undefined {
    return this.#mailed.findLast((code) => isFor(code, link));
  }

  wrong(link: MailedLink, now: Instant): void {
    const key = `${placeOf(link)} ${londonDate(now)}`;
    const times = (this.#told.get(key) ?? 0) + 1;
    this.#told.set(key, times);
    // The fifth wrong code is answered with the lock.
    if (times > 4) throw new Violation(`R26: ${times} wrong codes of one day, and the request is not locked`);
  }

  locked(link: MailedLink, now: Instant): void {
    this.#locked.add(`${placeOf(link)} ${londonDate(now)}`);
  }

  /** Checks that a recorded answer had the newest code for exactly this answer, in time, and that no lock was reported. */
  use({ link, form, upTo, state }: Coded, now: Instant): void {
    const code = this.newest(link);
    const why = this.#whyNot(code, { link, form, upTo, state }, now);
    if (why !== null) throw new Violation(`R26: ${link.person} answered ${form.answer} ${upTo} ${why}`);
  }

  #whyNot(code: MailedCode | undefined, { link, form, upTo, state }: Coded, now: Instant): string | null {
    if (code === undefined || code.code !== form.code) return 'without the newest code';
    if (code.answer !== form.answer || code.upTo !== upTo) return `with a code for ${code.answer} ${code.upTo}`;
    if (code.share !== shareOf(link, state)) return `with a code for a share of ${code.share}`;
    if (now >= code.tooOld) return 'with a code that was too old';
    return this.#locked.has(`${placeOf(link)} ${londonDate(now)}`) ? 'though the request was locked' : null;
  }
}

function placeOf({ proposal, revision, purpose, borough, person }: Place): string {
  const step = purpose === 'confirm' ? 'confirming' : purpose;
  return [proposal, revision, step, borough, ...(purpose === 'review' ? [person] : [])].join('.');
}

/** The table's item for the codes of a request. */
export function codesAt(items: Seen['items'], place: Place): CodesOfRequest | undefined {
  // Only writes of codes put items there.
  return items.get(`codes ${placeOf(place)}`) as CodesOfRequest | undefined;
}

/** The count on the day of a moment. undefined if there is none, or the borough does not require codes. */
function codesOn({ items, register }: Seen, place: Place, at: Instant): CodesOfRequest | undefined {
  const codes = codesAt(items, place);
  const wanted = (register.borough(place.borough ?? gss(''))?.codeAbove ?? null) !== null;
  return wanted && codes?.day === londonDate(at) ? codes : undefined;
}

interface Seen {
  readonly items: ReadonlyMap<string, unknown>;
  readonly register: Register;
}

/** R4, R26, stated again: no lock prevented an answer on the day of the last moment before the close. */
export function isFreeAtClose(seen: Seen, place: Place, closesAt: Instant): boolean {
  const last = instantOf(Date.parse(closesAt) - 1);
  const codes = codesOn(seen, place, last);
  return codes === undefined || (codes.wrong < 5 && codes.officers.every(({ mailed }) => mailed < 10));
}

/** R26, stated again: five wrong codes on this day, for a request whose borough requires codes. */
export function isLockedNow(seen: Seen, place: Place, now: Instant): boolean {
  return (codesOn(seen, place, now)?.wrong ?? 0) >= 5;
}

function isFor(code: MailedCode, link: MailedLink): boolean {
  const { proposal, borough, person, revision, purpose } = link;
  return (
    code.proposal === proposal &&
    code.borough === borough &&
    code.person === person &&
    code.revision === revision &&
    code.purpose === purpose
  );
}

/** The post of a person who found this code in the mailbox. */
export function typedBy({ form, manner }: Waiting, code: string): FormValues {
  switch (manner) {
    case 'impatient':
      return form;
    case 'guesses':
    case 'wrong first':
      return { ...form, code: String((Number(code) + 1) % 1_000_000).padStart(6, '0') };
    case 'changes the amount':
      return form.answer === 'approve'
        ? { ...form, code, upTo: (Math.max(1, Math.round(Number(form.upTo) * 100) - 1) / 100).toFixed(2) }
        : { ...form, code };
    case 'plain':
    case 'late':
      return { ...form, code };
  }
}

/** The borough's share, in pence. */
export function shareOf({ borough, purpose }: MailedLink, state: ProposalState): number {
  const request = state.requests.find((each) => each.borough === borough);
  if (purpose === 'sign-off') return request?.asked ?? 0;
  const paid = state.contributions.find((each) => each.borough === borough)?.amount ?? 0;
  // R29: after a revocation no contributions are in force until all is judged.
  return purpose === 'confirm' ? paid || (request?.answer?.upTo ?? 0) : paid;
}

/** The parts of an answer that matter for its code, before it is posted. */
export interface Coded {
  readonly link: MailedLink;
  readonly form: FormValues;
  /** Pence. null if the answer does not approve an amount. */
  readonly upTo: number | null;
  readonly state: ProposalState;
}

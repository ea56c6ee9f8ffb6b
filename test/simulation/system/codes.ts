import type { AnswerResult, FormValues, MailView } from '../../../functions/application/link-view.ts';
import type { QueuedMail } from '../../../functions/application/ports.ts';
import type { ProposalState } from '../../../functions/application/state.ts';
import type { Borough } from '../../../functions/domain/borough.ts';
import { londonDate } from '../../../functions/domain/calendar.ts';
import { Violation } from '../rung.ts';
import { Seeded } from '../seeded.ts';
import type { Came, MailedLink, Universe } from './universe.ts';

/** One history of five has boroughs that want codes. Those that once found a mistake of the checks are not among them, and stay as they were. */
const fifth = { of: 5, rest: 3 };

/** R26. Boroughs as they are, of which some want a code with answers above an amount; by a source of chance of its own. */
export function wantingCodes(seed: number, boroughs: readonly Borough[]): readonly Borough[] {
  if (seed % fifth.of !== fifth.rest) return boroughs;
  const chance = new Seeded(seed + 0.5);
  return boroughs.map((borough) => ({ ...borough, codeAbove: chance.pick([null, 0, 0, 0, 1_000_000]) }));
}

/** A code as it was mailed. */
interface MailedCode {
  readonly proposal: string;
  readonly borough: string;
  readonly person: string;
  readonly revision: number;
  readonly step: 'sign-off' | 'review';
  readonly code: string;
  readonly answer: string;
  readonly upTo: number | null;
  readonly goodUntil: string;
}

/** Somebody who was told that their answer needs a code. */
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
/** After so many posts somebody gives it up. */
const mostTries = 8;

/** What is known of codes from outside: those that were mailed, who waits for one, and which did their work. */
export class KnownCodes {
  readonly #mailed: MailedCode[] = [];
  readonly #used = new Set<MailedCode>();
  /** Wrong tries of a request on a day that somebody was told of. */
  readonly #told = new Map<string, number>();
  readonly #waiting: Waiting[] = [];
  readonly #chance: Seeded;

  constructor(seed: number) {
    this.#chance = new Seeded(seed + 0.25);
  }

  /** The mailbox of whoever it is for. */
  keep({ message, proposal }: QueuedMail, view: MailView | undefined): void {
    if (message.mail !== 'one-time-code' || view?.mail !== 'one-time-code') return;
    const { borough, to: person, revision, step } = message;
    const { code, answer, upTo, goodUntil } = view;
    this.#mailed.push({ proposal, borough, person, revision, step, code, answer, upTo, goodUntil });
  }

  /** Whoever was told that a code is wanted, and may type it once it came. */
  asked(link: MailedLink, form: FormValues): void {
    this.#waiting.push({ link, form, manner: this.#chance.pick(manners), tries: 0 });
  }

  /** Takes those who wait. */
  take(): readonly Waiting[] {
    return this.#waiting.splice(0);
  }

  again(waiting: Waiting): void {
    if (waiting.tries < mostTries) this.#waiting.push({ ...waiting, tries: waiting.tries + 1 });
  }

  /** The newest in the mailbox of whoever holds the link. */
  newest(link: MailedLink): MailedCode | undefined {
    return this.#mailed.findLast((code) => isFor(code, link));
  }

  wrong(link: MailedLink, now: string): void {
    const key = `${placeOf(link)} ${londonDate(now)}`;
    const times = (this.#told.get(key) ?? 0) + 1;
    this.#told.set(key, times);
    // Whoever types the fifth is told that the request is locked.
    if (times > 4) throw new Violation(`R26: ${times} wrong codes of one day, and the request is not locked`);
  }

  /** That a recorded answer had the code for just this, the newest, in its time, and for the first time. */
  use(link: MailedLink, form: FormValues, upTo: number | null, now: string): void {
    const code = this.newest(link);
    const why = this.#whyNot(code, form, upTo, now);
    if (why !== null) throw new Violation(`R26: ${link.person} answered ${form.answer} ${upTo} ${why}`);
    if (code !== undefined) this.#used.add(code);
  }

  #whyNot(code: MailedCode | undefined, form: FormValues, upTo: number | null, now: string): string | null {
    if (code === undefined || code.code !== form.code) return 'without the newest code';
    if (code.answer !== form.answer || code.upTo !== upTo) return `with a code for ${code.answer} ${code.upTo}`;
    if (now >= code.goodUntil) return 'with a code that was too old';
    return this.#used.has(code) ? 'with a code that was used' : null;
  }
}

function placeOf({ proposal, revision, purpose, borough, person }: MailedLink): string {
  return [proposal, revision, purpose, borough, purpose === 'review' ? person : ''].join(' ');
}

function isFor(code: MailedCode, link: MailedLink): boolean {
  const { proposal, borough, person, revision, purpose } = link;
  return (
    code.proposal === proposal &&
    code.borough === borough &&
    code.person === person &&
    code.revision === revision &&
    code.step === purpose
  );
}

/** R26 told anew: what an answer is about, in pence, is above what its borough set. */
function wantsCode(
  { watch }: Universe,
  { borough, purpose }: MailedLink,
  state: ProposalState,
  upTo: number | null,
): boolean {
  const above = watch.register.borough(borough ?? '')?.codeAbove ?? null;
  const share =
    purpose === 'review'
      ? state.contributions.find((each) => each.borough === borough)?.amount
      : state.requests.find((each) => each.borough === borough)?.asked;
  return above !== null && ((share ?? 0) > above || (upTo ?? 0) > above);
}

/** An answer that is about to be posted, as far as its code goes. */
export interface Coded {
  readonly link: MailedLink;
  readonly form: FormValues;
  /** In pence; null where it approves none. */
  readonly upTo: number | null;
  readonly state: ProposalState;
}

/** What is checked once it came to something; `recorded`: by just this post. */
export function checkCoded(
  universe: Universe,
  { link, form, upTo, state }: Coded,
  came: Came<AnswerResult>,
  recorded: boolean,
): void {
  const { codes, tally } = universe;
  if (recorded && wantsCode(universe, link, state, upTo)) {
    codes.use(link, form, upTo, universe.now);
    tally.count('code', 'used');
  }
  if (came.kind !== 'done') return;
  const { result } = came;
  if (result.kind === 'code-asked') tally.count('code', result.because);
  const message = result.kind === 'faults' ? result.faults.find(({ field }) => field === 'code')?.message : undefined;
  if (message === undefined) return;
  const what = message.includes('not the code')
    ? 'wrong'
    : message.includes('until tomorrow')
      ? 'locked'
      : 'no more today';
  tally.count('code', what);
  if (what === 'wrong') codes.wrong(link, universe.now);
}

/** What somebody posts who found this code in their mailbox. */
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

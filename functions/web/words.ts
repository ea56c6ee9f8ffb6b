import type {
  BoroughStanding,
  LockedLink,
  ProposalHeading,
  ShownWord,
  SignOffConfirmation,
} from '../application/views/pages.ts';
import type { Appraisal } from '../domain/appraisal/appraisal.ts';
import type { Sensitivity } from '../domain/appraisal/sensitivity.ts';
import type { CodedAnswer } from '../domain/codes/one-time-code.ts';
import type { ConfirmAnswerKind } from '../domain/confirming/confirm-answer.ts';
import type { AdviceOutcome } from '../domain/confirming/confirming.ts';
import type { NotComputable } from '../domain/numbers/reported-figure.ts';
import type { ReviewAnswerKind } from '../domain/review/review.ts';
import type { SignOffAnswer } from '../domain/sign-off/sign-off-request.ts';
import type { Stand } from '../domain/sign-off/stand.ts';
import { dateInWords, type Instant, inWords, londonDate, timeInWords } from '../domain/vocabulary/calendar.ts';
import { formatPounds, type Pence } from '../domain/vocabulary/money.ts';
import { type PartnerWord, partnerWord } from '../domain/vocabulary/partner.ts';
import type { BenefitClass, Ending, Kind, Status } from '../domain/vocabulary/proposal.ts';

/** What texts call the partners of a proposal. */
export function partnerOf({ partner = 'borough' }: Pick<ProposalHeading, 'partner'>): PartnerWord {
  return partner;
}

/** R1. Both figures of a request in one sentence, without a full stop. An officer may have a limit below the share. */
export function bothFigures(asked: Pence, most: Pence, partner: PartnerWord): string {
  if (most < asked)
    return `${formatPounds(asked)} if every ${partner} joins, of which you can approve up to ${formatPounds(most)}`;
  return `${formatPounds(asked)} if every ${partner} joins, up to ${formatPounds(most)} if some do not`;
}

/** What a borough did, as the end of a sentence that starts with its name: "Hackney approved up to £1". */
export function answered(answer: Stand, upTo: Pence | null): string {
  if (answer === null) return 'has not answered yet';
  if (answer === 'revoked') return 'approval withdrawn by the secretariat';
  if (answer === 'taken-back') return 'took its approval back';
  if (answer === 'decline') return 'declined';
  if (answer === 'request-changes') return 'asked for changes';
  return upTo === null ? 'approved' : `approved up to ${formatPounds(upTo)}`;
}

/** The same about a proposal: "approved up to £1 for “Damp sensors”". */
export function answeredAbout(answer: SignOffAnswer['kind'], upTo: Pence | null, title: string): string {
  if (answer === 'request-changes') return `asked for changes to ${title}`;
  return upTo === null ? `${answered(answer, null)} ${title}` : `${answered(answer, upTo)} for ${title}`;
}

export const reviewed = {
  recommend: 'recommends it',
  'recommend-with-conditions': 'recommends it with conditions',
  'not-recommended': 'does not recommend it',
  'request-changes': 'asks for changes',
} as const satisfies Record<ReviewAnswerKind, string>;

/** R17. What the review said, as a sentence, when it advised against a proposal. */
export function adviceInWords(outcome: AdviceOutcome): string {
  const sentences = {
    'not-recommended': 'At least half of the reviewers do not recommend it.',
    'request-changes': 'A reviewer asks for changes.',
    lapsed: 'No reviewer answered in time.',
  } as const satisfies Record<AdviceOutcome, string>;
  return sentences[outcome];
}

/** R17, R29. What was said for a borough while a carried proposal waits, without a full stop. */
export function saidInWords({ kind, borough }: Pick<ShownWord, 'kind' | 'borough'>): string {
  const sentences = {
    'go-on': `${borough} goes on with the proposal`,
    'go-on-without': `The lead goes on without ${borough}`,
    'take-back': `${borough} took its approval back`,
    'call-in': `${borough}’s decision was called in`,
    release: `The call-in of ${borough}’s decision is over`,
    raise: `${borough} raised its limit`,
  } as const satisfies Record<ConfirmAnswerKind, string>;
  return sentences[kind];
}

/** R29. Which decisions have been called in for so long that the lead may go on without those partners. */
export function calledInForLong(names: readonly string[]): string {
  return names.length === 1
    ? `${listed(names)}’s decision has been called in for at least 10 working days.`
    : `The decisions of ${listed(names)} have been called in for at least 10 working days.`;
}

/** R17, R29. Until when an answer is possible if a call-in outlasts the time that the advice gives; empty if none can. */
export function longerThanAdvice(adviceUntil: Instant, closesAt: Instant): string {
  return closesAt > adviceUntil
    ? ` If the proposal has to wait longer for a call-in, you can still answer, until ${inWords(closesAt)} at the latest.`
    : '';
}

/** R18. "10 apprenticeships and 2 workshops". Empty if nothing was pledged. */
export function pledgesInWords(pledges: SignOffConfirmation['pledges']): string {
  return listed(pledges.map(({ unit, number }) => `${number} ${unit}`));
}

/** R26. The answer that somebody is about to give, in the words of the form: "approve up to £1". */
export function answerInWords(answer: CodedAnswer, upTo: Pence | null): string {
  return upTo === null ? answers[answer] : `${answers[answer]} up to ${formatPounds(upTo)}`;
}

const answers = {
  approve: 'approve',
  decline: 'decline',
  'request-changes': 'ask for changes',
  recuse: 'declare an interest and step back',
  recommend: 'recommend it',
  'recommend-with-conditions': 'recommend it with conditions',
  'not-recommended': 'do not recommend it',
  'go-on': 'go on with it',
  'go-on-without': 'go on without those that called it in',
  'take-back': 'take the approval back',
  'call-in': 'say that the decision was called in',
  release: 'say that the call-in is over',
  raise: 'raise the limit',
} as const satisfies Record<CodedAnswer, string>;

/** R26. Until when a request is locked. */
export function lockedInWords({ until, closesAt }: Pick<LockedLink, 'until' | 'closesAt'>): string {
  return until === null
    ? `The request is locked until it closes, at ${inWords(closesAt)}. Nobody can answer it any more.`
    : `The request is locked until ${inWords(until)}. Nobody can answer it before then.`;
}

/** How many of the invited have approved, in words: "2 of 6 boroughs: Hackney and Camden". */
export function whoAgreed(standings: readonly BoroughStanding[]): string {
  const agreed = standings.filter(({ answer }) => answer === 'approve').map(({ name }) => name);
  const all = `${standings.length} ${partnerWord(standings)}s`;
  const count = `${agreed.length} of ${all}`;
  return agreed.length === 0 ? `none of ${all}` : `${count}: ${listed(agreed)}`;
}

/** R17. How many of the invited have approved, in a sentence: "5 of 6 boroughs have approved it." */
export function approvedSentence(standings: readonly BoroughStanding[]): string {
  const agreed = standings.filter(({ answer }) => answer === 'approve').length;
  const partner = partnerWord(standings);
  return `${agreed} of ${counted(standings.length, partner, `${partner}s`)} ${agreed === 1 ? 'has' : 'have'} approved it.`;
}

/** A person and their borough, unless the name already contains it: "Head of Digital, Hackney". */
export function person(name: string, borough: string): string {
  return name.includes(borough) ? name : `${name} of ${borough}`;
}

/** "Hackney, Camden and Sutton". */
export function listed(names: readonly string[]): string {
  return names.length < 2 ? names.join('') : `${names.slice(0, -1).join(', ')} and ${names.at(-1)}`;
}

/** "1 borough", "2 boroughs". */
export function counted(count: number, one: string, many: string): string {
  return `${count} ${count === 1 ? one : many}`;
}

export const statusInWords = {
  'sign-off': 'Waiting for answers',
  'changes-requested': 'Changes were asked for. Waiting for a new revision',
  'roi-review': 'Return on investment under review',
  confirming: 'Approved. Waiting until it is confirmed',
  settling: 'Decided. We will email you the result shortly',
  funded: 'Funded',
  'not-funded': 'Not funded',
  lapsed: 'Lapsed',
  withdrawn: 'Withdrawn',
  closed: 'Closed after its last yearly return',
  'needs-attention': 'Stopped. The secretariat needs to act',
} as const satisfies Record<Status, string>;

/** The status as a paragraph of its own. */
export function statusNow(status: Status): string {
  return `Current status: ${statusInWords[status]}.`;
}

/**
 * How a proposal ended, and when, in whole sentences.
 *
 * @param proposal its name in the sentence: "“Damp sensors”", "this proposal"
 */
export function endedInWords(ending: Ending, proposal: string, at: Instant | null): string {
  const on = at === null ? '' : ` on ${dateInWords(londonDate(at))}`;
  const decided = at === null ? '' : ` It was decided${on}.`;
  const sentences = {
    funded: `${proposal} is funded.${decided}`,
    'not-funded': `${proposal} is not funded.${decided}`,
    lapsed: `${proposal} lapsed${on}, because the answers or the new revision it needed did not come in time.`,
    withdrawn: `The proposer withdrew ${proposal}${on}.`,
  } as const satisfies Record<Ending, string>;
  return capitalised(sentences[ending]);
}

export function capitalised(words: string): string {
  return words.charAt(0).toUpperCase() + words.slice(1);
}

export const kindInWords = { capital: 'Capital', revenue: 'Revenue' } as const satisfies Record<Kind, string>;

export const benefitClassInWords = {
  cashable: 'Cashable',
  'non-cashable': 'Non-cashable',
  social: 'Social benefit',
  disbenefit: 'Disbenefit',
} as const satisfies Record<BenefitClass, string>;

export const sensitivityInWords = {
  'optimism-bias-upper': 'Optimism bias at its upper rate',
  'optimism-bias-lower': 'Optimism bias at its lower rate',
  'benefits-10': 'Benefits 10% lower',
  'benefits-25': 'Benefits 25% lower',
  'benefits-one-year-late': 'Benefits one year late',
  'long-horizon': 'Lower discount rates for long horizons',
} as const satisfies Record<Sensitivity['case'], string>;

/** An amount, or why there is none. */
export function poundsOrWhy(figure: Pence | NotComputable): string {
  return typeof figure === 'number' ? formatPounds(figure) : `not computable: ${figure.notComputable}`;
}

/** "Answers after 5pm do not count." An answer at exactly that time is late (R9). */
export function afterDeadline(closesAt: Instant): string {
  return `Answers after ${timeInWords(closesAt)} do not count.`;
}

/** R17. What the figures say when they do not pay, and what the reviewer has to do. */
export function doesNotPay({ npsv, bcr }: Pick<Appraisal, 'npsv' | 'bcr'>): string {
  const advice = 'If you recommend it, say why it is still worth doing.';
  if (typeof bcr === 'number' && bcr < 0)
    return `These figures say it does more harm than good: its disbenefits are larger than its benefits. ${advice}`;
  const pence = typeof bcr === 'number' ? Math.floor(Math.round(bcr * 10_000) / 100) : null;
  const figure =
    pence !== null && pence < 100
      ? `${pence}p of benefits for each £1`
      : `its net present social value is ${formatPounds(npsv)}`;
  return `These figures say it costs more than it brings: ${figure}. ${advice}`;
}

/** A ratio with its four decimals, or why there is none. */
export function ratioOrWhy(figure: number | NotComputable): string {
  return typeof figure === 'number' ? signed(figure.toFixed(4)) : `not computable: ${figure.notComputable}`;
}

/** A fraction as a percentage with two decimals, or why there is none. */
export function percentOrWhy(figure: number | NotComputable): string {
  return typeof figure === 'number'
    ? `${signed((figure * 100).toFixed(2))}%`
    : `not computable: ${figure.notComputable}`;
}

/** With a true minus sign (U+2212), which screen readers read out. Never "−0". */
function signed(digits: string): string {
  const isZero = !/[1-9]/.test(digits);
  return digits.replace('-', isZero ? '' : '−');
}

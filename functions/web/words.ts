import type { BoroughStanding, LockedLink } from '../application/views/pages.ts';
import type { Sensitivity } from '../domain/appraisal/sensitivity.ts';
import type { CodedAnswer } from '../domain/codes/one-time-code.ts';
import type { NotComputable } from '../domain/numbers/reported-figure.ts';
import type { ReviewAnswerKind } from '../domain/review/review.ts';
import type { Stand } from '../domain/sign-off/stand.ts';
import { inWords } from '../domain/vocabulary/calendar.ts';
import { formatPounds, type Pence } from '../domain/vocabulary/money.ts';
import type { BenefitClass, Ending, Kind, Status } from '../domain/vocabulary/proposal.ts';

/** R1. Both figures of a request in one sentence, without a full stop. */
export function bothFigures(asked: Pence, most: Pence): string {
  return `${formatPounds(asked)} if everyone joins; up to ${formatPounds(most)} if others do not`;
}

/** What a borough did, as the end of a sentence that starts with its name: "Hackney approved up to £1". */
export function answered(answer: Stand, upTo: Pence | null): string {
  if (answer === null) return 'has not answered yet';
  if (answer === 'revoked') return 'took its approval back';
  if (answer === 'decline') return 'declined';
  if (answer === 'request-changes') return 'asked for changes';
  return upTo === null ? 'approved' : `approved up to ${formatPounds(upTo)}`;
}

export const reviewed = {
  recommend: 'recommends it',
  'recommend-with-conditions': 'recommends it with conditions',
  'not-recommended': 'does not recommend it',
  'request-changes': 'asks for changes',
} as const satisfies Record<ReviewAnswerKind, string>;

/** R26. What somebody is about to answer, as the form calls it: "approve up to £1". */
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
} as const satisfies Record<CodedAnswer, string>;

/** R26. For how long a locked request takes no answer, after a sentence that names it. */
export function lockedInWords({ until, closesAt }: Pick<LockedLink, 'until' | 'closesAt'>): string {
  return until === null
    ? `It takes no answer any more before it closes at ${inWords(closesAt)}.`
    : `It takes no answer until ${inWords(until)}.`;
}

/** How many of the invited have approved, in words: "2 of 6: Hackney and Camden". */
export function whoAgreed(standings: readonly BoroughStanding[]): string {
  const agreed = standings.filter(({ answer }) => answer === 'approve').map(({ name }) => name);
  const count = `${agreed.length} of ${standings.length} boroughs`;
  return agreed.length === 0 ? `None of ${standings.length} boroughs yet` : `${count}: ${listed(agreed)}`;
}

/** A person and the borough they speak for, which their name may say already: "Head of Digital, Hackney". */
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
  'sign-off': 'The boroughs are being asked to sign off',
  'changes-requested': 'Changes were asked for, and a new revision is awaited',
  'roi-review': 'The return on investment is being reviewed',
  settling: 'Decided; the money is being settled',
  funded: 'Funded',
  'not-funded': 'Not funded',
  lapsed: 'Lapsed',
  withdrawn: 'Withdrawn',
  closed: 'Closed, after its last return',
  'needs-attention': 'Needs attention; the secretariat sees it',
} as const satisfies Record<Status, string>;

export const endingInWords = {
  funded: 'it is funded',
  'not-funded': 'it is not funded',
  lapsed: 'it lapsed, because the answers it needed did not come in time',
  withdrawn: 'the proposer withdrew it',
} as const satisfies Record<Ending, string>;

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

/** With a true minus sign (U+2212), which screen readers read out; never "−0". */
function signed(digits: string): string {
  const isZero = !/[1-9]/.test(digits);
  return digits.replace('-', isZero ? '' : '−');
}

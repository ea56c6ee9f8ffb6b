import type { Borough, DeemedApproval } from '../vocabulary/borough.ts';
import type { FinancialYear, LocalDate } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import type { Scheme } from '../vocabulary/scheme.ts';
import { isKeyDecision } from './key-decision.ts';
import type { SignOffRequest } from './sign-off-request.ts';

/** Why silence counts as opting out (R4), as far as request, scheme and borough can tell. */
type ToldCause =
  | 'lead'
  | 'scheme'
  | 'no-officer'
  | 'not-delivered'
  | 'no-authority'
  | 'outside-dates'
  | 'above-limit'
  | 'nothing-asked'
  | 'key-decision';
/** The other causes are found once silence would have been deemed approval. */
type OptOutCause = ToldCause | 'barred' | 'no-money';

interface OptOut<C extends OptOutCause> {
  readonly kind: 'opt-out';
  readonly cause: C;
  readonly why: string;
}
interface Deemed {
  readonly kind: 'deemed';
  readonly upTo: Pence;
  readonly authority: string;
  readonly comment: string;
}

/** The meaning of one borough's silence. */
export type Silence = Deemed | OptOut<OptOutCause>;

/**
 * R2, R4. What it means that this borough did not answer by the deadline: approval up to the asked share under a
 * standing authority, or opting out, and why in words for the record. `on` is the deadline's day in Europe/London. The
 * hold is tried afterwards: `silenceWithoutMoney` applies if the budget lacks the money, and `silenceWhileBarred` if
 * its officers may have been prevented from answering.
 */
export function silenceAt(
  scheme: Pick<Scheme, 'name' | 'silence'>,
  request: SignOffRequest,
  borough: Pick<Borough, 'name' | 'deemedApproval' | 'keyDecisionAbove'>,
  on: LocalDate,
): Deemed | OptOut<ToldCause> {
  const cause = ruledOut(scheme, request);
  if (cause !== null) return optOut(cause, borough.name, scheme.name);
  const standing = borough.deemedApproval;
  if (standing === null) return optOut('no-authority', borough.name, scheme.name);
  if (on < standing.from || standing.to < on) return optOut('outside-dates', borough.name, scheme.name, standing);
  // An approval needs at least 1p (R1), and this one is at most the asked share (R4).
  if (request.asked < 1) return optOut('nothing-asked', borough.name, scheme.name);
  if (request.asked > standing.upTo) return optOut('above-limit', borough.name, scheme.name, standing);
  // A key decision needs a person and a notice (R29).
  if (isKeyDecision(borough, request.asked)) return optOut('key-decision', borough.name, scheme.name);
  const comment = `No officer decided. Silence counts as approval under ${standing.authority}.`;
  return { kind: 'deemed', upTo: request.asked, authority: standing.authority, comment };
}

/**
 * R4. What silence will mean, as it is announced before the deadline: as at the deadline if the request is delivered and
 * somebody holds it. Silence that was judged already opts out.
 */
export function silenceAnnounced(
  scheme: Pick<Scheme, 'name' | 'silence'>,
  request: SignOffRequest,
  borough: Parameters<typeof silenceAt>[2],
  on: LocalDate,
): Pick<Deemed, 'kind' | 'upTo' | 'authority'> | { readonly kind: 'opt-out' } {
  if (request.silenceNote !== null) return { kind: 'opt-out' };
  return silenceAt(scheme, { ...request, delivery: 'delivered' }, borough, on);
}

/** R4. Silence would have been deemed approval, but the budget cannot hold the asked share. `unset`: years without a budget. */
export function silenceWithoutMoney(
  borough: Pick<Borough, 'name'>,
  unset: readonly FinancialYear[] = [],
): OptOut<'no-money'> {
  const { why, ...cause } = optOut('no-money', borough.name, '');
  const sentences = unset.map((year) => ` No budget is set for ${year}.`);
  return { ...cause, why: `${why}${sentences.join('')}` };
}

/**
 * R4, R26. Silence would have been deemed approval, but the officer may have been prevented from saying no
 * (`isBarredAtClose`).
 */
export function silenceWhileBarred(borough: Pick<Borough, 'name'>): OptOut<'barred'> {
  return optOut('barred', borough.name, '');
}

/** What rules out deemed approval before the borough's authority is looked at. */
function ruledOut(scheme: Pick<Scheme, 'silence'>, request: SignOffRequest): ToldCause | null {
  if (request.lead) return 'lead';
  if (scheme.silence === 'opt-out') return 'scheme';
  // This also covers a last officer who declared an interest: nobody holds the request.
  if (request.asks.every((ask) => ask.passedOn !== null)) return 'no-officer';
  return request.delivery === 'delivered' ? null : 'not-delivered';
}

function optOut<C extends OptOutCause>(
  cause: C,
  borough: string,
  scheme: string,
  standing?: DeemedApproval,
): OptOut<C> {
  const authority = standing?.authority ?? '';
  const why: Readonly<Record<OptOutCause, string>> = {
    lead: `${borough} leads the proposal. One of its own officers must approve: silence is not enough.`,
    scheme: `The scheme ${scheme} counts silence as opting out.`,
    'no-officer': `${borough} had no officer who could answer when the round closed.`,
    'not-delivered': `We do not know that the request reached ${borough}.`,
    'no-authority': `${borough} has no standing authority under which silence counts as approval.`,
    'outside-dates': `The standing authority of ${borough} (${authority}) does not cover the day of the deadline.`,
    'above-limit': `The share is more than the standing authority of ${borough} (${authority}) covers.`,
    'key-decision': `For ${borough} a share of this size is a key decision, and silence never makes one.`,
    'nothing-asked': `The share of ${borough} is £0, and an approval must be for at least 1p.`,
    barred: `Wrong codes, or too many requests for codes, may have stopped ${borough} answering on the last day.`,
    'no-money': `The budget of ${borough} does not have enough money to hold the share.`,
  };
  return { kind: 'opt-out', cause, why: why[cause] };
}

import { systemDigests } from '../../../../functions/adapters/system/digests.ts';
import type { LinkView } from '../../../../functions/application/views/pages.ts';
import type { ProposalState } from '../../../../functions/domain/record/proposal-state.ts';
import { type Instant, londonDate } from '../../../../functions/domain/vocabulary/calendar.ts';
import { Violation } from '../../simulation.ts';
import type { MailedLink } from '../mailed-link.ts';
import { hasAnswered, hasOfficer, mayAnswerBy, type Register } from './eligible.ts';
import { graceIsOver } from './round-check.ts';

/** What a link must show: the form, the lock, the confirmation of its use, the tracking page, or why it does nothing. */
type Shows = 'form' | 'locked' | 'confirmation' | 'tracking' | 'dead';

/** Promise 5, R24, R25: the right state of an emailed link. `answered`: who answered any revision. `locked`: by wrong codes (R26). */
export function checkLink(
  link: MailedLink,
  view: LinkView,
  state: ProposalState,
  register: Register,
  answered: readonly string[],
  now: Instant,
  locked: boolean,
): void {
  const open = shows(link, state, register, answered, now);
  const expected = open.map((each) => (each === 'form' && locked ? 'locked' : each));
  if (!expected.includes(shown(view))) {
    const about = `${link.purpose} link of ${link.person}, revision ${link.revision}`;
    throw new Violation(`Promise 5: the ${about} shows ${view.kind}, not ${expected.join(' or ')}`);
  }
}

const ninetyDays = 89 * 24 * 60 * 60 * 1000;

function shows(
  link: MailedLink,
  state: ProposalState,
  register: Register,
  answered: readonly string[],
  now: Instant,
): readonly Shows[] {
  const { head } = state;
  if (link.purpose === 'tracking') {
    const old = head.endedAt !== null && Date.parse(now) - Date.parse(head.endedAt) > ninetyDays;
    return old ? ['tracking', 'dead'] : ['tracking'];
  }
  if (link.revision !== head.revision) return ['dead'];
  const hash = systemDigests.sha256(link.token);
  const open = head.closesAt !== null && now < head.closesAt;
  if (link.purpose === 'confirm') return [showsOfConfirm(link, state, register, open, now)];
  return link.purpose === 'sign-off'
    ? [showsOfSignOff(link, hash, state, register, open && !graceIsOver(state, now), now)]
    : [showsOfReview(link, hash, state, register, answered, open, now)];
}

function showsOfSignOff(
  { borough, person }: MailedLink,
  hash: string,
  { head, requests }: ProposalState,
  register: Register,
  open: boolean,
  now: Instant,
): Shows {
  const request = requests.find((each) => each.borough === borough);
  if (request === undefined || borough === null) return 'dead';
  const used = request.answer?.link === hash || request.asks.some(({ passedOn }) => passedOn?.link === hash);
  if (used) return 'confirmation';
  const post = { borough, person, roles: ['approver', 'deputy'] as const };
  const may = head.status === 'sign-off' && open && mayAnswerBy(register, head, post, londonDate(now));
  // R9: an officer whose limit is below the share makes way for one who may approve it.
  const within = mayAnswerBy(register, head, { ...post, limit: request.asked }, londonDate(now));
  const makesWay = !within && hasOfficer(register, head, borough, request.asked, londonDate(now));
  if (request.answer === null) return may && !makesWay ? 'form' : 'dead';
  // R1: whoever may decide for the borough now sees its decision.
  return may && !makesWay && request.revoked === undefined ? 'confirmation' : 'dead';
}

function showsOfReview(
  { borough, person }: MailedLink,
  hash: string,
  { head, reviews }: ProposalState,
  register: Register,
  answered: readonly string[],
  open: boolean,
  now: Instant,
): Shows {
  const request = reviews.find((each) => each.borough === borough && each.person === person);
  if (request === undefined || borough === null) return 'dead';
  if (request.answer?.link === hash) return 'confirmation';
  const asked = head.status === 'roi-review' && open && request.answer === null && request.passedOn === null;
  const free = !hasAnswered(register, answered, person);
  const post = { borough, person, roles: ['reviewer'] as const };
  return asked && free && mayAnswerBy(register, head, post, londonDate(now)) ? 'form' : 'dead';
}

/** The page says what was said so far, and takes what is left to say. */
function showsOfConfirm(
  { borough, person }: MailedLink,
  { head }: ProposalState,
  register: Register,
  open: boolean,
  now: Instant,
): Shows {
  const post = { borough: borough ?? head.lead, person, roles: ['approver', 'deputy'] as const };
  return head.status === 'confirming' && open && mayAnswerBy(register, head, post, londonDate(now)) ? 'form' : 'dead';
}

function shown({ kind }: LinkView): Shows {
  if (kind === 'sign-off' || kind === 'review' || kind === 'confirm') return 'form';
  if (kind === 'tracking' || kind === 'locked') return kind;
  return kind.endsWith('-confirmation') ? 'confirmation' : 'dead';
}

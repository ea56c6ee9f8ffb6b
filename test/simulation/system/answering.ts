import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import { answerRequest } from '../../../functions/application/links/answer-request.ts';
import type { AnswerResult, FormValues } from '../../../functions/application/views/answer-result.ts';
import { reviewedHash } from '../../../functions/application/views/shares-changed.ts';
import { londonDate } from '../../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode, ProposalId, Status } from '../../../functions/domain/vocabulary/proposal.ts';
import { filledIn } from '../../support/worlds/answer-page.ts';
import type { Seeded } from '../seeded.ts';
import { Violation } from '../simulation.ts';
import { checkCoded } from './checks/coded-answers.ts';
import { type Coded, typedBy, type Waiting } from './checks/codes.ts';
import { type Before, before, checkAnswerRefused } from './checks/refusals.ts';
import type { Came, MailedLink } from './mailed-link.ts';
import type { Conditions } from './process.ts';
import type { Of } from './step.ts';
import type { Universe } from './universe.ts';

/** The link for a request of the proposal's current revision, or the oldest link. */
function linkFor(
  { links }: Universe,
  id: ProposalId,
  purpose: MailedLink['purpose'],
  borough: BoroughCode | undefined,
  which: 'newest' | 'oldest',
): MailedLink | undefined {
  const theirs = links.filter(
    (link) => link.proposal === id && link.purpose === purpose && (borough === undefined || link.borough === borough),
  );
  return which === 'newest' ? theirs.at(-1) : theirs[0];
}

/** The request to answer, and its proposal. */
async function subject(
  universe: Universe,
  { of, who, awaited }: Of<'answer'>,
): Promise<{ readonly id: ProposalId | undefined; readonly borough: BoroughCode | undefined }> {
  const anyone = { id: universe.ids[of], borough: universe.setting.boroughs[who]?.borough };
  const id = awaited ? awaitedProposal(universe, 'sign-off', of) : undefined;
  if (id === undefined) return anyone;
  const waiting = (await universe.state(id)).requests.filter((request) => request.answer === null);
  return { id, borough: waiting[who % Math.max(1, waiting.length)]?.borough ?? anyone.borough };
}

/** Picks a proposal in this status. */
function awaitedProposal({ watch }: Universe, status: Status, of: number): ProposalId | undefined {
  const waiting = [...watch.heads.values()].filter((head) => head.status === status);
  return waiting[of % Math.max(1, waiting.length)]?.id;
}

export async function answer(universe: Universe, act: Of<'answer'>, conditions: Conditions): Promise<void> {
  const { id, borough } = await subject(universe, act);
  const link = id === undefined ? undefined : linkFor(universe, id, 'sign-off', borough, act.link);
  if (id === undefined || link === undefined) return;
  const state = await universe.state(id);
  const { revision, requests } = state;
  const request = requests.find((each) => each.borough === borough);
  const asked = request?.asked ?? 1;
  const upTo = Math.floor((asked * act.percent) / 100);
  const hash = act.staleForm ? 'f'.repeat(64) : revision.hash;
  const pledges = revision.content.pledges.map((_, at) => [`pledge-${at + 1}`, '3']);
  const newest = request?.answer;
  const replaces = { none: undefined, newest: newest?.record, older: newest?.replaces }[act.replaces ?? 'none'];
  const fields = {
    ...(act.how === 'approve' ? Object.fromEntries(pledges) : {}),
    ...(replaces === undefined ? {} : { replaces }),
    ...{ keyDecision: 'general-exception', noticeReference: 'KD 12', noticeDate: londonDate(universe.now) },
  };
  const form = filledIn({ answer: act.how, upTo, fields }, { hash }, null);
  const came = await post(
    universe,
    'answer',
    { link, form, upTo: act.how === 'approve' ? upTo : null, state },
    conditions,
  );
  awaitCode(universe, link, form, came);
}

export async function review(universe: Universe, act: Of<'review'>, conditions: Conditions): Promise<void> {
  const id = act.awaited ? awaitedProposal(universe, 'roi-review', act.of) : universe.ids[act.of];
  if (id === undefined) return;
  const state = await universe.state(id);
  const waits = state.reviews.find((request) => request.answer === null && request.passedOn === null);
  const link = linkFor(universe, id, 'review', act.link === 'newest' ? waits?.borough : undefined, act.link);
  if (link === undefined) return;
  const form = {
    answer: act.how,
    comment: 'The benefits are worth what they cost.',
    conditions: act.how === 'recommend-with-conditions' ? 'Report after six months.' : '',
    declaration: 'yes',
    revisionHash: act.staleForm ? 'f'.repeat(64) : reviewedHash(state),
  };
  const came = await post(universe, 'review', { link, form, upTo: null, state }, conditions);
  awaitCode(universe, link, form, came);
}

/** What the lead alone may say is said by the lead. */
export async function confirm(universe: Universe, act: Of<'confirm'>, conditions: Conditions): Promise<void> {
  const id = act.awaited ? awaitedProposal(universe, 'confirming', act.of) : universe.ids[act.of];
  if (id === undefined) return;
  const state = await universe.state(id);
  const anyone = universe.setting.boroughs[act.who]?.borough;
  const borough = act.how === 'go-on' || act.how === 'go-on-without' ? state.head.lead : anyone;
  const link = linkFor(universe, id, 'confirm', act.link === 'newest' ? borough : undefined, act.link);
  if (link === undefined) return;
  const page = act.awaited ? await universe.read(link) : undefined;
  const offered = page?.kind === 'done' && page.result.kind === 'confirm' ? page.result.answers : [];
  const form = {
    // Who looks at the page first says something that it offers.
    answer: offered.includes(act.how) ? act.how : (offered[act.who % offered.length] ?? act.how),
    // Used by a raise only.
    upTo: String(Math.ceil(((state.requests.find((each) => each.borough === link.borough)?.asked ?? 1) * 4) / 100)),
    comment: 'We have talked about it at length.',
    declaration: 'yes',
    revisionHash: act.staleForm ? 'f'.repeat(64) : state.revision.hash,
  };
  const came = await post(universe, 'confirm', { link, form, upTo: null, state }, conditions);
  awaitCode(universe, link, form, came);
}

function awaitCode({ codes }: Universe, link: MailedLink, form: FormValues, came: Came<AnswerResult>): void {
  if (came.kind === 'done' && came.result.kind === 'code-asked') codes.asked(link, form);
}

/** Everybody who was asked for a code and has one in the mailbox continues in their own way, one after the other. */
export function typeCodes(universe: Universe, chance: Seeded): readonly (() => Promise<void>)[] {
  return universe.codes.take().map((waiting) => () => typeCode(universe, waiting, chance));
}

async function typeCode(universe: Universe, waiting: Waiting, chance: Seeded): Promise<void> {
  const { link, manner, tries } = waiting;
  const mailed = universe.codes.newest(link);
  const dithers = manner === 'late' && tries < 4 && universe.now < (mailed?.goodUntil ?? '');
  if (mailed === undefined || dithers) return universe.codes.again(waiting);
  const form = typedBy(waiting, mailed.code);
  const upTo = form.answer === 'approve' ? Math.round(Number(form.upTo) * 100) : null;
  const state = await universe.state(link.proposal);
  const conditions: Conditions = chance.oneIn(6) ? { faults: [{ at: 0, fault: chance.pick(faults) }] } : {};
  const came = await post(universe, 'answer', { link, form, upTo, state }, conditions);
  if (came.kind === 'done' && !isAskedAgain.has(came.result.kind)) return;
  universe.codes.again({ ...waiting, form, manner: manner === 'guesses' ? manner : 'plain' });
}

const isAskedAgain: ReadonlySet<string> = new Set(['code-asked', 'faults', 'locked']);
const faults = ['crash-before', 'crash-after', 'lost-before', 'lost-after', 'conflict', 'throttle'] as const;

/** A person sends a form, and gets the result. */
async function post(
  universe: Universe,
  name: 'answer' | 'review' | 'confirm',
  coded: Coded,
  conditions: Conditions,
): Promise<Came<AnswerResult>> {
  const { deps } = universe;
  const { link, form } = coded;
  const began = { ...before(universe, link.proposal), recorded: isRecorded(universe, link) };
  const came = await universe.begin(name, conditions, () => answerRequest(deps, link.token, form, deps.clock.now()));
  told(universe, coded, began, came);
  return came;
}

/** Promise 1: a recorded answer is in the record, by this link. A refused one is not. */
function told(
  universe: Universe,
  coded: Coded,
  began: Before & { readonly recorded: boolean },
  came: Came<AnswerResult>,
): void {
  const { tally } = universe;
  const { link, form } = coded;
  const kind = came.kind === 'done' ? came.result.kind : came.kind;
  tally.count('answer', `${link.purpose}: ${form.answer}`);
  if (link.purpose === 'confirm' && kind === 'recorded') tally.count('confirm answers', String(form.answer));
  tally.count('answer came to', `${link.purpose}: ${kind}`);
  const recorded = isRecorded(universe, link);
  if ((kind === 'recorded' || kind === 'same-again') && !recorded) {
    throw new Violation(`Promise 1: the accepted answer of ${link.person} is not in the record`);
  }
  if (refusals.has(kind) && recorded && !began.recorded && universe.alone) {
    throw new Violation(`Promise 1: ${link.person} was told ${kind}, and yet it is recorded`);
  }
  // Another tab may have answered by the same link.
  const own = came.kind === 'done' ? kind === 'recorded' : universe.alone;
  checkCoded(universe, coded, came, own && recorded && !began.recorded);
  if (came.kind === 'done' && kind !== 'recorded') {
    const what = `${link.purpose}: ${kind}`;
    checkAnswerRefused(universe, began, { id: link.proposal, what, wrote: came.wrote });
  }
}

const refusals: ReadonlySet<string> = new Set([
  'faults',
  'code-asked',
  'locked',
  'no-money',
  'unknown',
  'dead',
  'changed',
]);

function isRecorded({ watch }: Universe, link: MailedLink): boolean {
  return watch.usedBy(link, systemDigests.sha256(link.token));
}

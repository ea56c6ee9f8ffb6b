import { type Appraisal, appraise } from '../../domain/appraisal/appraisal.ts';
import { adviceOutcomes } from '../../domain/confirming/confirming.ts';
import { withCells } from '../../domain/record/contributions.ts';
import type { EmailMessage } from '../../domain/record/email-message.ts';
import type { UnsealedEvent } from '../../domain/record/event.ts';
import type { OutboxEntry } from '../../domain/record/outbox.ts';
import type { Contribution, ProposalState, ReviewClose, RoundClose } from '../../domain/record/proposal-state.ts';
import type { SignOffStepOutcome } from '../../domain/record/step.ts';
import { type ReviewProgress, reviewRequired } from '../../domain/review/review.ts';
import type { RoundOutcome } from '../../domain/sign-off/round.ts';
import { englandAndWales } from '../../domain/vocabulary/bank-holidays.ts';
import { addSeconds, type Instant } from '../../domain/vocabulary/calendar.ts';
import type { Ending } from '../../domain/vocabulary/proposal.ts';
import { deadlineAfter } from '../../domain/vocabulary/working-days.ts';
import type { HeadChange, PlannedChange, RedriveSettings } from '../commit/change-proposal.ts';
import { resumeEntry, startEntry } from '../commit/outbox-entries.ts';
import { inputWith } from './appraised-input.ts';
import { afterReview } from './begin-confirming.ts';
import { reviewReasons } from './ending-reasons.ts';
import { roundDeadline } from './round-of.ts';

/** What closing a step adds to the change that closes it. Its emails join the change's own. */
export interface Closing extends Omit<PlannedChange, 'outbox'> {
  readonly outbox: readonly OutboxEntry[];
  readonly mails: readonly EmailMessage[];
}

type ClosedRound = Extract<RoundOutcome, { kind: 'closed' }>;

/**
 * R6. Closes the sign-off round. A carried round goes on to the review, or is funded if no review is required; a wish
 * for changes waits for a revision; every other outcome ends the proposal. Contributions and appraisal are fixed here
 * (docs/architecture.md, Seven ideas).
 * A carried round closes again, as not carried, if a revocation during the review leaves too little (R29). The review's
 * execution is resumed then.
 */
export function closeRound(redrive: RedriveSettings, state: ProposalState, closed: ClosedRound, at: Instant): Closing {
  const { head, revision } = state;
  const contributions = contributionsOf(state, closed);
  const review = closed.outcome === 'carried' && reviewRequired(revision.scheme.review, revision.total);
  const event: UnsealedEvent = {
    type: 'round-closed',
    at,
    actor: { kind: 'system' },
    data: {
      revision: revision.number,
      outcome: closed.outcome,
      reasons: closed.reasons,
      contributions: contributions.map(({ borough, amount }) => ({ borough, amount })),
      review,
    },
    private: {},
  };
  const round: RoundClose = { kind: closed.outcome, at, reasons: closed.reasons, ...keptOf(state, closed) };
  const fixed = contributions.length === 0 ? {} : { contributions, appraisal: appraisalOf(state, contributions) };
  const resume = (outcome: SignOffStepOutcome) => [
    head.status === 'roi-review'
      ? resumeEntry(redrive, head, 'review', outcome === 'failed' ? 'not-recommended' : outcome, at)
      : resumeEntry(redrive, head, 'sign-off', outcome, at),
  ];
  if (review) {
    const due = addSeconds(at, redrive.redriveSeconds);
    const next: HeadChange = { status: 'roi-review', opened: false, closesAt: null, due };
    return { head: next, events: [event], round, ...fixed, outbox: resume('carried'), mails: [] };
  }
  if (closed.outcome === 'changes-requested') {
    const waiting = waitForRevision(state, at);
    return { ...waiting, events: [event], round, outbox: resume('changes-requested') };
  }
  const begun =
    closed.outcome === 'carried' && head.status === 'sign-off' ? afterReview(redrive, state, null, at, at) : null;
  if (begun !== null) {
    const { head: next, events, confirming } = begun;
    return {
      ...{ head: next, events: [event, ...events], round, ...fixed, confirming },
      ...{ outbox: resume('confirming'), mails: [] },
    };
  }
  const ending = closed.outcome === 'carried' ? 'funded' : closed.outcome === 'lapsed' ? 'lapsed' : 'not-funded';
  const end = endWith(redrive, ending, closed.reasons, at);
  return {
    head: end.head,
    events: [event, ...end.events],
    round,
    ...fixed,
    outbox: resume(closed.outcome === 'carried' ? 'carried-without-review' : closed.outcome),
    mails: [],
  };
}

/** What a closed round keeps besides its outcome: an extended deadline, and boroughs without an officer. */
function keptOf(state: ProposalState, { optedOut }: ClosedRound): Pick<RoundClose, 'extendedTo' | 'withoutOfficer'> {
  const deadline = roundDeadline(state);
  const without = optedOut.filter(({ why }) => why === 'recused' || why === 'without-officer');
  return {
    ...(deadline === state.revision.closesAt ? {} : { extendedTo: deadline }),
    ...(without.length === 0 ? {} : { withoutOfficer: without.map(({ borough }) => borough) }),
  };
}

type ClosedReview = Extract<ReviewProgress, { kind: 'decided' | 'lapsed' }>;

/**
 * R17. Closes the review, which advises and never vetoes. After advice against the proposal the boroughs confirm, and also
 * while a key decision may be called in (R29). Otherwise it is funded.
 */
export function closeReview(
  redrive: RedriveSettings,
  state: ProposalState,
  closed: ClosedReview,
  at: Instant,
): Closing {
  const { head, revision } = state;
  const outcome: ReviewClose['outcome'] = closed.kind === 'lapsed' ? 'lapsed' : closed.outcome;
  const conditions = closed.kind === 'lapsed' ? [] : closed.conditions;
  const carriedAt = state.round?.at ?? at;
  const advice = adviceOutcomes.find((each) => each === outcome) ?? null;
  const begun = afterReview(redrive, state, advice, carriedAt, at);
  const event: UnsealedEvent = {
    type: 'review-closed',
    at,
    actor: { kind: 'system' },
    data: { revision: revision.number, outcome, ...(begun === null ? {} : { confirming: true }) },
    private: conditions.length === 0 ? {} : { conditions: conditions.join('\n') },
  };
  const review = { outcome, at, reasons: closed.reasons, conditions };
  if (begun !== null) {
    const { head: next, events, confirming } = begun;
    const resumed = resumeEntry(redrive, head, 'review', 'confirming', at);
    return { head: next, events: [event, ...events], review, confirming, outbox: [resumed], mails: [] };
  }
  if (outcome !== 'recommend' && outcome !== 'recommend-with-conditions') {
    throw new Error(`Nobody confirms ${head.id}, although the review advised against it.`);
  }
  const end = endWith(redrive, 'funded', [reviewReasons[outcome]], at);
  const outbox = [resumeEntry(redrive, head, 'review', outcome, at)];
  return { head: end.head, events: [event, ...end.events], review, outbox, mails: [] };
}

/** Fixes how a proposal ends. The money is settled afterwards. */
export function endWith(
  redrive: RedriveSettings,
  ending: Ending,
  reasons: readonly string[],
  at: Instant,
): { readonly head: HeadChange; readonly events: readonly UnsealedEvent[] } {
  return {
    head: {
      status: 'settling',
      ending,
      endedAt: at,
      closesAt: null,
      due: addSeconds(at, redrive.redriveSeconds),
      attempts: 0,
    },
    events: [{ type: 'ended', at, actor: { kind: 'system' }, data: { ending, reasons }, private: {} }],
  };
}

/**
 * An ending while no execution runs: a new cycle, whose execution finds the steps decided and goes on to settle
 * (docs/architecture.md, The workflow).
 */
export function endInNewCycle(
  redrive: RedriveSettings,
  { head }: Pick<ProposalState, 'head'>,
  at: Instant,
): { readonly head: HeadChange; readonly events: readonly UnsealedEvent[]; readonly outbox: readonly OutboxEntry[] } {
  const cycle = head.cycle + 1;
  return {
    head: { cycle },
    events: [{ type: 'cycle-raised', at, actor: { kind: 'system' }, data: { cycle, why: 'ending' }, private: {} }],
    outbox: [startEntry(redrive, head.id, cycle, head.revision, at)],
  };
}

function waitForRevision(
  { head, revision }: ProposalState,
  at: Instant,
): { readonly head: HeadChange; readonly mails: readonly EmailMessage[] } {
  const closesAt = deadlineAfter(at, revision.scheme.revisionWorkingDays, englandAndWales);
  return {
    head: { status: 'changes-requested', closesAt, due: closesAt },
    mails: [{ mail: 'changes-requested', to: head.proposer, revision: revision.number }],
  };
}

function contributionsOf({ revision }: ProposalState, closed: ClosedRound): readonly Contribution[] {
  return closed.outcome === 'carried' ? withCells(revision.content.costs, closed.contributions) : [];
}

/** R15. The appraisal of those who contribute. */
export function appraisalOf(state: ProposalState, contributions: readonly Contribution[]): Appraisal {
  return appraise(inputWith(state, contributions));
}

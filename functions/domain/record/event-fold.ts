import type { Instant } from '../vocabulary/calendar.ts';
import type { Pence } from '../vocabulary/money.ts';
import {
  type BoroughCode,
  type Ending,
  mayMake,
  resumptionFrom,
  type Status,
  type TransitionName,
  transitions,
} from '../vocabulary/proposal.ts';
import type { Catalogue, EventType, Payment, SealedEvent } from './event.ts';

interface FoldedAnswer {
  /** `revoked`: approved, and then withdrawn by the secretariat; `taken-back`: by the borough itself (R29). */
  readonly kind: 'approve' | 'decline' | 'request-changes' | 'revoked' | 'taken-back';
  /** The cap in pence, kept after a revocation; null if it was not an approval. */
  readonly upTo: Pence | null;
  /** The revision that was answered; an approval that stays in force keeps its older one (R7). */
  readonly revision: number;
  /** Number of the officer decision record. */
  readonly record: string;
}

/** The state that a proposal's events add up to (promise 6): equal to its record. */
export interface FoldedState {
  readonly status: Status;
  readonly revision: number;
  readonly cycle: number;
  readonly partners: readonly BoroughCode[];
  /** Deadline of the current revision's sign-off round; the end of its top-up once that began. */
  readonly closesAt: Instant;
  /** Whether the current revision's round had its top-up (R5). */
  readonly toppedUp: boolean;
  /** Of the current revision, by borough. */
  readonly answers: Readonly<Record<BoroughCode, FoldedAnswer>>;
  /** Empty unless the round was carried, and empty again if a revocation left too little. */
  readonly contributions: readonly Payment[];
  /** How the current revision's round closed; null while it is open. */
  readonly outcome: Catalogue['round-closed']['data']['outcome'] | null;
  readonly review: Catalogue['review-closed']['data']['outcome'] | null;
  /** How confirming closed; null before, and if it never began. */
  readonly confirmed: Catalogue['confirming-closed']['data']['outcome'] | null;
  readonly withdrawn: boolean;
  /** The status it stopped in when it came to need attention; otherwise null. */
  readonly stopped: Status | null;
  readonly ending: Ending | null;
  /**
   * True between an event that allows nothing but an end or the beginning of confirming, and that event in the same
   * transaction.
   */
  readonly mustEnd: boolean;
  /**
   * True between a revocation that leaves a carried round without rule or money, and its closing again in the same
   * transaction.
   */
  readonly mustClose: boolean;
}

/** An event that the table of transitions, or the events before it, do not allow. */
interface FoldRefusal {
  readonly kind: 'refused';
  /** Position of the event, from 1. */
  readonly position: number;
  readonly why: string;
}
export type Folded = { readonly kind: 'folded'; readonly state: FoldedState } | FoldRefusal;

/**
 * Promise 6. Folds a proposal's events, in order from the first, into its state. Refuses the first event that the table
 * of transitions does not allow. Does not check hashes: `verifyChain` does.
 */
export function fold(events: readonly SealedEvent[]): Folded {
  let state: FoldedState | null = null;
  for (const [index, event] of events.entries()) {
    const next: FoldedState | string = advance(state, event);
    if (typeof next === 'string') return { kind: 'refused', position: index + 1, why: next };
    state = next;
  }
  if (state === null) return { kind: 'refused', position: 1, why: 'a proposal begins with its submission' };
  return { kind: 'folded', state };
}

type Data<T extends EventType> = Catalogue[T]['data'];

/** How one type of event moves the state. */
interface Rule<T extends EventType> {
  /** The transition it makes, or the statuses in which it may happen without changing them. */
  readonly moves: (data: Data<T>) => TransitionName | null | readonly Status[];
  /** Why the events before forbid it; undefined if they do not. */
  readonly forbids?: (state: FoldedState, data: Data<T>) => string | false | undefined;
  readonly changes?: (state: FoldedState, data: Data<T>) => Partial<FoldedState>;
}

const open = ['sign-off', 'changes-requested', 'roi-review', 'confirming'] as const satisfies readonly Status[];

/** Statuses in which officers or reviewers are asked. */
const withRequests = ['sign-off', 'roi-review', 'confirming'] as const satisfies readonly Status[];

/** Statuses in which a key decision can be called in: its record is public, and the money is not committed (R29). */
const callable = ['roi-review', 'confirming'] as const satisfies readonly Status[];

const rules: { readonly [T in Exclude<EventType, 'submitted'>]: Rule<T> } = {
  'sign-off-opened': { moves: () => ['sign-off'], forbids: otherStep },
  answered: {
    moves: () => 'answer-sign-off',
    forbids: (state, data) => otherRevision(state, data) ?? uninvited(state, data) ?? replacesAnother(state, data),
    changes: ({ answers }, { borough, kind, upTo, revision, record }) => ({
      answers: { ...answers, [borough]: { kind, upTo, revision, record } },
    }),
  },
  'passed-on': {
    moves: () => withRequests,
    forbids: (state, data) => otherRevision(state, data) ?? uninvited(state, data) ?? setsAsideAnother(state, data),
    changes: ({ answers }, { borough, setAside }) =>
      setAside === undefined
        ? {}
        : { answers: Object.fromEntries(Object.entries(answers).filter(([code]) => code !== borough)) },
  },
  reminded: { moves: () => withRequests, forbids: otherRevision },
  'top-up-begun': {
    moves: () => ['sign-off'],
    forbids: (state, data) =>
      otherRevision(state, data) ||
      (state.toppedUp && 'a revision has one top-up') ||
      (data.until < state.closesAt && `the deadline is ${state.closesAt}`),
    changes: (_, { until }) => ({ closesAt: until, toppedUp: true }),
  },
  'round-closed': {
    moves: ({ outcome, review }) => {
      if (outcome === 'changes-requested') return 'request-changes';
      return review ? 'carry-to-review' : ['sign-off', 'roi-review'];
    },
    forbids: (state, data) =>
      otherRevision(state, data) ||
      (state.status === 'roi-review' && !state.mustClose && 'the round is closed already') ||
      (state.mustClose && data.outcome === 'carried' && 'too little was left to carry it') ||
      ((data.outcome === 'carried') !== data.contributions.length > 0 && 'only a carried round has contributions') ||
      (data.review && data.outcome !== 'carried' && 'only a carried round has a review'),
    changes: (_, { outcome, contributions, review }) => ({
      outcome,
      contributions,
      mustEnd: outcome !== 'changes-requested' && !review,
      mustClose: false,
    }),
  },
  'review-opened': { moves: () => ['roi-review'], forbids: otherStep },
  'review-answered': { moves: () => 'answer-review', forbids: otherRevision },
  'review-closed': {
    moves: (data) => (sendsBack(data) ? 'request-changes' : ['roi-review']),
    forbids: otherRevision,
    changes: (_, data) => ({ review: data.outcome, mustEnd: !sendsBack(data) }),
  },
  'confirming-begun': {
    moves: () => 'begin-confirming',
    forbids: (state, data) =>
      otherRevision(state, data) ??
      ((!state.mustEnd || state.contributions.length === 0) && 'only what was carried can be confirmed'),
    changes: () => ({ mustEnd: false }),
  },
  'confirming-opened': { moves: () => ['confirming'], forbids: otherStep },
  confirmed: { moves: () => 'answer-confirming', forbids: withoutApproval },
  'taken-back': {
    moves: () => 'answer-confirming',
    forbids: withoutApproval,
    changes: ({ answers, revision }, { borough }) => ({
      answers: { ...answers, [borough]: { revision, upTo: null, ...answers[borough], kind: 'taken-back' } },
    }),
  },
  'called-in': { moves: () => callable, forbids: withoutApproval },
  'call-in-ended': { moves: () => callable, forbids: withoutApproval },
  'confirming-topped-up': { moves: () => ['confirming'], forbids: otherRevision },
  raised: {
    moves: () => 'answer-confirming',
    forbids: (state, data) =>
      withoutApproval(state, data) ||
      (data.upTo <= (state.answers[data.borough]?.upTo ?? 0) && 'a limit is only raised'),
    changes: ({ answers, revision }, { borough, upTo, record }) => ({
      answers: { ...answers, [borough]: { revision, kind: 'approve', upTo, record } },
    }),
  },
  'confirming-closed': {
    moves: () => ['confirming'],
    forbids: (state, data) =>
      otherRevision(state, data) ??
      ((data.outcome === 'confirmed') !== data.contributions.length > 0 && 'only what is confirmed has contributions'),
    // What is not confirmed keeps what the boroughs were to pay, as every proposal does that ends without being funded.
    changes: (state, { outcome, contributions }) => ({
      confirmed: outcome,
      contributions: outcome === 'confirmed' ? contributions : state.contributions,
      mustEnd: true,
    }),
  },
  revised: {
    moves: () => 'revise',
    forbids: (state, { revision, cycle }) =>
      (revision !== state.revision + 1 && `revision ${revision} does not follow ${state.revision}`) ||
      nextCycle(state, { cycle }),
    changes: ({ answers }, { revision, cycle, partners, closesAt, askedAgain }) => ({
      revision,
      cycle,
      partners,
      closesAt,
      toppedUp: false,
      answers: approvalsInForce(answers, partners, askedAgain),
      outcome: null,
      review: null,
      confirmed: null,
      contributions: [],
    }),
  },
  'hold-moved': { moves: () => ['sign-off'], forbids: withoutEarlierApproval },
  'set-aside': {
    moves: () => ['sign-off'],
    forbids: withoutEarlierApproval,
    changes: ({ answers }, { borough }) => ({
      answers: Object.fromEntries(Object.entries(answers).filter(([code]) => code !== borough)),
    }),
  },
  withdrawn: { moves: () => open, changes: () => ({ withdrawn: true, mustEnd: true }) },
  revoked: {
    moves: () => open,
    forbids: ({ answers }, { borough }) =>
      answers[borough]?.kind !== 'approve' && `${borough} has no approval that could be revoked`,
    changes: ({ answers, status, revision }, { borough, contributions }) => ({
      answers: { ...answers, [borough]: { revision, upTo: null, record: '', ...answers[borough], kind: 'revoked' } },
      contributions,
      mustClose: status === 'roi-review' && contributions.length === 0,
    }),
  },
  'bar-lifted': { moves: () => open },
  extended: {
    moves: () => 'extend',
    forbids: (state, { closesAt }) => closesAt <= state.closesAt && `the deadline is ${state.closesAt} already`,
    changes: (_, { closesAt }) => ({ closesAt }),
  },
  'cycle-raised': { moves: () => [...open, 'settling'], forbids: nextCycle, changes: (_, { cycle }) => ({ cycle }) },
  ended: {
    moves: () => 'end',
    forbids: (state, { ending }) =>
      ((ending === 'withdrawn') !== state.withdrawn && 'it ends as withdrawn if, and only if, it was withdrawn') ||
      (ending === 'funded' && state.confirmed === 'not-confirmed' && 'nothing is funded that was not confirmed') ||
      (ending === 'funded' && state.contributions.length === 0 && 'nothing is funded without contributions'),
    changes: (_, { ending }) => ({ ending, mustEnd: false }),
  },
  settled: {
    moves: ({ status }) => `settle-${status}`,
    forbids: ({ ending }, { status }) => status !== ending && `it was fixed that it ends as ${ending}`,
  },
  'needs-attention': {
    moves: () => 'need-attention',
    forbids: ({ status }, { stopped }) => stopped !== status && `it stopped in ${status}`,
    changes: (_, { stopped }) => ({ stopped }),
  },
  resumed: {
    moves: ({ status }) => resumptionFrom(status),
    forbids: ({ stopped }, { status }) => status !== stopped && `it stopped in ${stopped}`,
    changes: () => ({ stopped: null }),
  },
  'officer-changed': { moves: () => [...open, 'settling', 'needs-attention'] },
  closed: { moves: () => 'close' },
};

/** The state after the event, or why the event may not happen. */
function advance(state: FoldedState | null, event: SealedEvent): FoldedState | string {
  if (event.type === 'submitted') return submitted(state, event.data);
  if (state === null) return 'a proposal begins with its submission';
  if (state.mustEnd && event.type !== 'ended' && event.type !== 'confirming-begun')
    return `only its ending may follow, not ${event.type}`;
  if (state.mustClose && event.type !== 'round-closed') return `only its close may follow, not ${event.type}`;
  // The compiler cannot follow that each type's rule takes that type's data.
  const rule = rules[event.type] as Rule<typeof event.type>;
  const status = statusAfter(state.status, rule.moves(event.data));
  if (status === null) return `${event.type} may not happen in ${state.status}`;
  const why = rule.forbids?.(state, event.data);
  if (typeof why === 'string') return why;
  return { ...state, ...rule.changes?.(state, event.data), status };
}

function statusAfter(status: Status, moves: TransitionName | null | readonly Status[]): Status | null {
  if (moves === null) return null;
  if (typeof moves !== 'string') return moves.includes(status) ? status : null;
  return mayMake(moves, status) ? transitions[moves].to : null;
}

function submitted(state: FoldedState | null, data: Data<'submitted'>): FoldedState | string {
  if (!mayMake('submit', state?.status ?? null)) return 'a proposal is submitted once';
  if (data.revision !== 1 || data.cycle !== 1) return 'a proposal begins with revision 1 in cycle 1';
  return {
    status: transitions.submit.to,
    revision: data.revision,
    cycle: data.cycle,
    partners: data.partners,
    closesAt: data.closesAt,
    toppedUp: false,
    answers: {},
    contributions: [],
    outcome: null,
    review: null,
    confirmed: null,
    withdrawn: false,
    stopped: null,
    ending: null,
    mustEnd: false,
    mustClose: false,
  };
}

function otherRevision(state: FoldedState, { revision }: { readonly revision: number }): string | undefined {
  return revision === state.revision ? undefined : `the current revision is ${state.revision}, not ${revision}`;
}

function otherStep(
  state: FoldedState,
  step: { readonly revision: number; readonly cycle: number },
): string | undefined {
  if (step.cycle !== state.cycle) return `the current cycle is ${state.cycle}, not ${step.cycle}`;
  return otherRevision(state, step);
}

function uninvited(state: FoldedState, { borough }: { readonly borough: BoroughCode }): string | undefined {
  return state.partners.includes(borough) ? undefined : `${borough} is not invited`;
}

/** R1. A second answer must name the record that it replaces. A revoked approval cannot be replaced (R29). */
function replacesAnother(
  { answers }: FoldedState,
  { borough, replaces = null }: Pick<Data<'answered'>, 'borough' | 'replaces'>,
): string | undefined {
  const newest = answers[borough];
  if (newest?.kind === 'revoked') return `the approval of ${borough} was revoked`;
  if ((newest?.record ?? null) === replaces) return undefined;
  return newest === undefined
    ? `${borough} has no answer ${replaces}`
    : `${borough} has answered already: its newest answer is ${newest.record}, not ${replaces}`;
}

/** R1. Only the newest answer of a borough can be set aside. */
function setsAsideAnother(
  { answers, status }: FoldedState,
  { borough, setAside }: Pick<Data<'passed-on'>, 'borough' | 'setAside'>,
): string | undefined {
  if (setAside === undefined) return undefined;
  if (status !== 'sign-off') return `an answer may not be set aside in ${status}`;
  const newest = answers[borough];
  return newest?.record === setAside && newest.kind !== 'revoked' ? undefined : `${borough} has no answer ${setAside}`;
}

/** R7. Only an approval of an earlier revision has a hold to move. */
function withoutEarlierApproval(
  state: FoldedState,
  data: { readonly borough: BoroughCode; readonly revision: number },
): string | undefined {
  const answer = state.answers[data.borough];
  const stays = answer?.kind === 'approve' && answer.revision < state.revision;
  return otherRevision(state, data) ?? (stays ? undefined : `${data.borough} has no approval of an earlier revision`);
}

function nextCycle(state: FoldedState, { cycle }: { readonly cycle: number }): string | undefined {
  return cycle === state.cycle + 1 ? undefined : `cycle ${cycle} does not follow ${state.cycle}`;
}

/** R17. Whether a review's close waits for a new revision, as it did before the boroughs confirmed. */
function sendsBack({ outcome, confirming }: Data<'review-closed'>): boolean {
  return outcome === 'request-changes' && confirming !== true;
}

function withoutApproval(
  state: FoldedState,
  { borough, revision }: { readonly borough: BoroughCode; readonly revision: number },
): string | false {
  return (
    otherRevision(state, { revision }) ??
    (state.answers[borough]?.kind !== 'approve' && `${borough} has no approval in force`)
  );
}

/** R7. The approvals that stay in force after a new revision. */
function approvalsInForce(
  answers: FoldedState['answers'],
  partners: readonly BoroughCode[],
  askedAgain: readonly BoroughCode[],
): FoldedState['answers'] {
  const still: ReadonlySet<string> = new Set(partners.filter((borough) => !askedAgain.includes(borough)));
  return Object.fromEntries(
    Object.entries(answers).filter(([borough, { kind }]) => kind === 'approve' && still.has(borough)),
  );
}

import type { CodesOfRequest } from '../../domain/codes/one-time-code.ts';
import type { Movement } from '../../domain/money/budget.ts';
import type { RecordedReply } from '../../domain/record/access.ts';
import { contributionsInForce } from '../../domain/record/contributions.ts';
import { sealEvent, type UnsealedEvent } from '../../domain/record/event.ts';
import { headOf, link } from '../../domain/record/event-chain.ts';
import type { OutboxEntry } from '../../domain/record/outbox.ts';
import type { DecisionRecord, Head, ProposalState } from '../../domain/record/proposal-state.ts';
import type { ReviewRequest } from '../../domain/review/review.ts';
import type { SignOffRequest } from '../../domain/sign-off/sign-off-request.ts';
import type { PersonId } from '../../domain/vocabulary/borough.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import type { BoroughCode, ProposalId } from '../../domain/vocabulary/proposal.ts';
import type { Again, Change, Codes, Proposals } from '../ports/record.ts';
import type { Clock, Digests, Pause, Randomness } from '../ports/system.ts';

/** What every change of a proposal needs. The ports of proposals are few, so that a function contains only what it uses. */
export interface ChangeDependencies {
  readonly proposals: Pick<Proposals, 'load' | 'requests' | 'commit' | 'keepLate' | 'reschedule'>;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly digests: Digests;
  readonly pause: Pause;
  readonly redrive: RedriveSettings;
}

/** Settings of time that differ between environments. */
export interface RedriveSettings {
  /** Seconds after which the sweep drives on what did not finish by itself. */
  readonly redriveSeconds: number;
}

/** What changes of the head; the rest of it is kept, and version, events and chain head follow from the change. */
export type HeadChange = Partial<Omit<Head, 'id' | 'version' | 'events' | 'chainHead'>>;

/** A change as a use case plans it: its events are unsealed, and it has no hashes yet. */
export interface PlannedChange extends Omit<Change, 'expected' | 'head' | 'events' | 'salts' | 'decision' | 'reply'> {
  readonly head: HeadChange;
  readonly events: readonly UnsealedEvent[];
  /** Its chain head is set to that of this change's last event. */
  readonly decision?: Omit<DecisionRecord, 'chainHead'>;
}

/** Makes the reply to repeat for the same Idempotency-Key, from the state after the change; null: none is kept. */
export type ReplyOf = ((after: ProposalState) => RecordedReply | Promise<RecordedReply>) | null;

/** What a use case wants written to the record. */
export type Plan<R, A extends Aside = Exclude<Aside, CodesAside>> =
  /** The proposal does not change. `aside` is still written. */
  | { readonly kind: 'skip'; readonly result: R; readonly aside?: A | undefined }
  | {
      readonly kind: 'commit';
      readonly change: PlannedChange;
      /** The result once the change is committed, from the state after it. */
      readonly result: (after: ProposalState) => R;
      /** Written in the same transaction. */
      readonly reply?: ReplyOf;
      /** The result where the budgets have too little money for these movements; required where the change moves money. */
      readonly short?: (movements: readonly Movement[]) => R | Promise<R>;
    };

/** R26. The next version of a request's codes, with its email. The plan is made again if another version came first. */
interface CodesAside {
  readonly kind: 'codes';
  readonly request: string;
  readonly codes: CodesOfRequest;
  readonly mail?: OutboxEntry | undefined;
}

/**
 * A note beside the proposal, without an event and without a new version of its head. A plan returns it as data, so that planning
 * writes nothing; `changeProposal` writes it.
 */
export type Aside =
  /** R5. The first late answer is kept on its request. `reviewer`: on that person's request of the review. */
  | {
      readonly kind: 'late-answer';
      readonly borough: BoroughCode;
      readonly late: NonNullable<SignOffRequest['late']>;
      readonly reviewer?: PersonId;
    }
  /** The sweep looks again at `due`. Does nothing if the proposal changed, because that change set its own moment. */
  | { readonly kind: 'reschedule'; readonly due: Instant | null; readonly attempts: number }
  | CodesAside;

/** The record is too busy now and nothing was written. The caller can try again later; the edge answers 503. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

/** This request, with the same Idempotency-Key, was answered meanwhile. The edge reads that reply and repeats it. */
export class AlreadyReplied extends Error {
  override readonly name = 'AlreadyReplied';
}

/** Milliseconds after which no try should still run: a function behind the gateway has 29 seconds. */
const maxMilliseconds = 26_000;
/**
 * Waits are measured by the last try, because its length shows how busy the record is and how fast the store is
 * (docs/decisions/0031). The second try starts within four times that length, later ones within eight times. A try
 * counts as at least `shortestTry`, so that an immediate refusal does not cause an immediate retry.
 */
const firstSpread = 4;
const laterSpread = 8;
const shortestTry = 50;

/**
 * Reads the proposal, asks `plan` what to write, and commits it on condition that nothing changed in between. If
 * something did, it reads and plans again, with full jitter, for at most 26 seconds (docs/decisions/0031).
 * A use case notes the moment of arrival once, before the first try, so that an answer that came before a deadline
 * counts as such in every try. Undefined: the proposal does not exist. Throws `Overloaded` or `AlreadyReplied`.
 */
export function changeProposal<R>(
  deps: ChangeDependencies,
  id: ProposalId,
  plan: (state: ProposalState) => Plan<R> | Promise<Plan<R>>,
): Promise<R | undefined> {
  return change(deps, null, id, async () => undefined, plan);
}

/**
 * Like `changeProposal`, for a plan that also depends on what `beside` reads and may write one-time codes (R26). `beside` is read in each
 * try, at the same time as the proposal, because a shorter try means fewer conflicts. The change must require the version that `beside`
 * read (`requiredVersions`).
 */
export function changeWithCodes<R, B>(
  deps: ChangeDependencies & { readonly codes: Pick<Codes, 'put'> },
  id: ProposalId,
  beside: () => Promise<B>,
  plan: (state: ProposalState, beside: B) => Plan<R, Aside> | Promise<Plan<R, Aside>>,
): Promise<R | undefined> {
  return change(deps, deps.codes, id, beside, plan);
}

function change<R, B>(
  deps: ChangeDependencies,
  codes: Pick<Codes, 'put'> | null,
  id: ProposalId,
  beside: () => Promise<B>,
  plan: (state: ProposalState, beside: B) => Plan<R, Aside> | Promise<Plan<R, Aside>>,
): Promise<R | undefined> {
  return retryUntilCommitted(deps, async () => {
    const [state, found] = await Promise.all([deps.proposals.load(id), beside()]);
    if (state === undefined) return { kind: 'done', result: undefined };
    const planned = await plan(state, found);
    if (planned.kind === 'skip') {
      const written = planned.aside === undefined || (await writeAside(deps, codes, state.head, planned.aside));
      return written ? { kind: 'done', result: planned.result } : { kind: 'retry' };
    }
    const next = complete(deps, state.head, planned.change);
    const after = stateAfter(state, next);
    const reply = planned.reply ? { reply: await planned.reply(after) } : {};
    const committed = await deps.proposals.commit({ ...next, ...reply });
    if (committed.kind === 'committed') return { kind: 'done', result: planned.result(after) };
    if (committed.kind === 'again') return retryUnlessReplied(committed.why);
    if (planned.short === undefined)
      throw new Error('A change that moves money must say what happens if the money is not there.');
    return { kind: 'done', result: await planned.short(committed.movements) };
  });
}

/** False: another write came first, so the plan must be made again. */
async function writeAside(
  deps: Pick<ChangeDependencies, 'proposals'>,
  codes: Pick<Codes, 'put'> | null,
  head: Head,
  aside: Aside,
): Promise<boolean> {
  switch (aside.kind) {
    case 'late-answer':
      await deps.proposals.keepLate(head.id, head.revision, aside.borough, aside.late, aside.reviewer);
      return true;
    case 'reschedule':
      await deps.proposals.reschedule(head.id, head.version, { due: aside.due, attempts: aside.attempts });
      return true;
    case 'codes':
      if (codes === null) throw new Error('Only changeWithCodes may write codes.');
      return codes.put(aside.request, aside.codes, aside.mail);
  }
}

/** Tries again, unless this request was already answered. Throws `AlreadyReplied`. */
export function retryUnlessReplied(why: Again): { readonly kind: 'retry' } {
  if (why === 'replied') throw new AlreadyReplied('This request was already answered.');
  return { kind: 'retry' };
}

type Attempt<R> = { readonly kind: 'done'; readonly result: R } | { readonly kind: 'retry' };

/** Tries until it succeeds, with full jitter between tries. Throws `Overloaded` if 26 seconds are not enough. */
export async function retryUntilCommitted<R>(
  { clock, randomness, pause }: Pick<ChangeDependencies, 'clock' | 'randomness' | 'pause'>,
  attempt: () => Promise<Attempt<R>>,
): Promise<R> {
  const now = (): number => Date.parse(clock.now());
  const end = now() + maxMilliseconds;
  for (let tries = 1; ; tries += 1) {
    const began = now();
    const outcome = await attempt();
    if (outcome.kind === 'done') return outcome.result;
    const ended = now();
    const took = ended - began;
    // Another try of the same length would end too late.
    const left = end - took - ended;
    if (left <= 0) throw new Overloaded('Too many requests are changing the proposal at once.');
    await pause.wait(randomness.fraction() * Math.min(windowAfter(tries, took), left));
  }
}

/** Milliseconds within which the next try starts, from the number of tries and the length of the last one. */
function windowAfter(tries: number, took: number): number {
  return (tries === 1 ? firstSpread : laterSpread) * Math.max(shortestTry, took);
}

/** Completes a planned change: seals its events, appends them to the chain, and derives the next head. */
export function complete(
  deps: Pick<ChangeDependencies, 'randomness' | 'digests'>,
  before: Head,
  planned: PlannedChange,
): Change {
  const { sha256, hmac, canonical } = deps.digests;
  const sealed = planned.events.map((event) => sealEvent(event, () => hex(deps.randomness.bytes(32)), hmac));
  const chain = { sequence: before.events, hash: before.chainHead };
  const events = link(
    before.id,
    chain,
    sealed.map(({ event }) => event),
    { sha256, canonical },
  );
  const end = headOf(events.at(-1));
  const salts = sealed.flatMap(({ salts: values }, index) => {
    const event = events[index];
    return event === undefined || Object.keys(values).length === 0
      ? []
      : [{ proposal: before.id, sequence: event.sequence, values }];
  });
  const { decision, ...rest } = planned;
  return {
    ...rest,
    ...(decision === undefined ? {} : { decision: { ...decision, chainHead: end.hash } }),
    expected: before.version === 0 ? null : before.version,
    head: { ...before, ...planned.head, version: before.version + 1, events: end.sequence, chainHead: end.hash },
    events,
    salts,
  };
}

function stateAfter(state: ProposalState, change: Change): ProposalState {
  const { head, revision = state.revision } = change;
  const revised = change.revision !== undefined;
  const written = new Map((change.requests ?? []).map((request) => [request.borough, request]));
  const reviewed = new Map((change.reviews ?? []).map((request) => [placeOf(request), request]));
  const requests = revised ? (change.requests ?? []) : state.requests.map((each) => written.get(each.borough) ?? each);
  return {
    head,
    revision,
    requests,
    round: change.round ?? (revised ? null : state.round),
    reviews: revised
      ? []
      : [
          ...state.reviews.map((each) => reviewed.get(placeOf(each)) ?? each),
          ...[...reviewed.values()].filter((each) => !state.reviews.some((old) => placeOf(old) === placeOf(each))),
        ],
    review: change.review ?? (revised ? null : state.review),
    confirming: change.confirming ?? (revised ? null : state.confirming),
    contributions: contributionsInForce(change.contributions ?? (revised ? [] : state.contributions), requests),
    appraisal: change.appraisal ?? state.appraisal,
    decision: change.decision ?? state.decision,
  };
}

function placeOf({ borough, person }: ReviewRequest): string {
  return `${borough}#${person}`;
}

/** Bytes as lower-case hex. */
export function hex(bytes: Uint8Array): string {
  return Array.from(bytes, (byte) => byte.toString(16).padStart(2, '0')).join('');
}

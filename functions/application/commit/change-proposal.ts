import type { Movement } from '../../domain/money/budget.ts';
import type { RecordedReply } from '../../domain/record/access.ts';
import { standing } from '../../domain/record/contributions.ts';
import { type Draft, sealEvent } from '../../domain/record/event.ts';
import { headOf, link } from '../../domain/record/event-chain.ts';
import type { DecisionRecord, Head, ProposalState } from '../../domain/record/proposal-state.ts';
import type { ReviewRequest } from '../../domain/review/review.ts';
import type { Again, Change, Proposals } from '../ports/record.ts';
import type { Clock, Digests, Pause, Randomness } from '../ports/system.ts';

/** What every change of a proposal needs. */
export interface ChangeDependencies {
  readonly proposals: Proposals;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly digests: Digests;
  readonly pause: Pause;
  readonly patience: Patience;
}

/** Settings of time that differ between environments. */
export interface Patience {
  /** Seconds after which the sweep drives on what did not finish by itself. */
  readonly redriveSeconds: number;
}

/** What changes of the head; the rest of it is kept, and version, events and chain head follow from the change. */
export type HeadChange = Partial<Omit<Head, 'id' | 'version' | 'events' | 'chainHead'>>;

/** A change as a use case drafts it, in clear and without hashes. */
export interface DraftChange extends Omit<Change, 'expected' | 'head' | 'events' | 'salts' | 'decision' | 'reply'> {
  readonly head: HeadChange;
  readonly events: readonly Draft[];
  /** Its chain head becomes that of this change's last event. */
  readonly decision?: Omit<DecisionRecord, 'chainHead'>;
}

/** Makes the reply that an Idempotency-Key gives again, from the state once the change is written; null where there is none. */
export type ReplyOf = ((after: ProposalState) => RecordedReply | Promise<RecordedReply>) | null;

export type Decision<R> =
  /** Nothing is written. */
  | { readonly kind: 'leave'; readonly result: R }
  /** Something that it depends on changed meanwhile: it is read and decided anew. */
  | { readonly kind: 'again' }
  | {
      readonly kind: 'write';
      readonly change: DraftChange;
      /** What it comes to once it is written, from the state as it is then. */
      readonly result: (after: ProposalState) => R;
      /** Written in the same transaction. */
      readonly reply?: ReplyOf;
      /** What it comes to where these movements found too little money; needed where the change moves any. */
      readonly short?: (movements: readonly Movement[]) => R | Promise<R>;
    };

/** The record is too busy just now: nothing was written, and trying again later is right. The edge answers 503. */
export class Overloaded extends Error {
  override readonly name = 'Overloaded';
}

/** The answer to this very request was recorded meanwhile (same Idempotency-Key): the edge reads it and gives it again. */
export class AlreadyReplied extends Error {
  override readonly name = 'AlreadyReplied';
}

/** Within how many milliseconds the last try should end: a function behind the gateway has 29 seconds. */
const mostMilliseconds = 26_000;
/**
 * Waits are measured by the try before them, because what a try takes says how busy the record is and how quick the store
 * (README, Decisions): the second try falls within four times that, each later one within eight times. `shortestTry` is what a try
 * counts as at least, so that a refusal at once is not followed by the next.
 */
const firstSpread = 4;
const laterSpread = 8;
const shortestTry = 50;

/**
 * Reads the proposal, lets `decide` decide on it, and writes the decision on condition that nothing came between: else it
 * reads again and decides again, with full jitter, for at most 26 seconds (README, Decisions). A use case stamps the
 * moment of arrival once, before it, so that an answer that came before a deadline stays so in every try. Undefined: there
 * is no such proposal. Throws `Overloaded`, or `AlreadyReplied`.
 */
export async function changeProposal<R>(
  deps: ChangeDependencies,
  id: string,
  decide: (state: ProposalState) => Decision<R> | Promise<Decision<R>>,
): Promise<R | undefined> {
  return changeBeside(deps, id, async () => undefined, decide);
}

/**
 * The same, for a decision that needs more than the proposal: `beside` is read anew in each try, at the same time, because the sooner a
 * try is written the fewer others come between. What is decided on it, the change must make a condition of (`relied`).
 */
export async function changeBeside<R, B>(
  deps: ChangeDependencies,
  id: string,
  beside: () => Promise<B>,
  decide: (state: ProposalState, beside: B) => Decision<R> | Promise<Decision<R>>,
): Promise<R | undefined> {
  return persist(deps, async () => {
    const [state, found] = await Promise.all([deps.proposals.load(id), beside()]);
    if (state === undefined) return { kind: 'done', result: undefined };
    const decision = await decide(state, found);
    if (decision.kind === 'leave') return { kind: 'done', result: decision.result };
    if (decision.kind === 'again') return { kind: 'again' };
    const change = complete(deps, state.head, decision.change);
    const after = stateAfter(state, change);
    const reply = decision.reply ? { reply: await decision.reply(after) } : {};
    const committed = await deps.proposals.commit({ ...change, ...reply });
    if (committed.kind === 'committed') return { kind: 'done', result: decision.result(after) };
    if (committed.kind === 'again') return again(committed.why);
    if (decision.short === undefined) throw new Error('A change that moves money says what a lack of it means.');
    return { kind: 'done', result: await decision.short(committed.movements) };
  });
}

/** Another try, unless the request was answered already. Throws `AlreadyReplied`. */
export function again(why: Again): { readonly kind: 'again' } {
  if (why === 'replied') throw new AlreadyReplied('This request was answered already.');
  return { kind: 'again' };
}

type Attempt<R> = { readonly kind: 'done'; readonly result: R } | { readonly kind: 'again' };

/** Tries until it is done, with full jitter between the tries. Throws `Overloaded` where 26 seconds are not enough. */
export async function persist<R>(
  { clock, randomness, pause }: Pick<ChangeDependencies, 'clock' | 'randomness' | 'pause'>,
  attempt: () => Promise<Attempt<R>>,
): Promise<R> {
  const now = (): number => Date.parse(clock.now());
  const end = now() + mostMilliseconds;
  for (let tries = 1; ; tries += 1) {
    const began = now();
    const outcome = await attempt();
    if (outcome.kind === 'done') return outcome.result;
    const ended = now();
    const took = ended - began;
    // Another try that takes as long would end too late.
    const left = end - took - ended;
    if (left <= 0) throw new Overloaded('The proposal is being changed by many at once.');
    await pause.wait(randomness.fraction() * Math.min(windowAfter(tries, took), left));
  }
}

/** Milliseconds within which the next try begins, after this many of which the last one took so long. */
function windowAfter(tries: number, took: number): number {
  return (tries === 1 ? firstSpread : laterSpread) * Math.max(shortestTry, took);
}

/** Makes a whole change of a draft: seals and links its events, and derives the next head. */
export function complete(
  deps: Pick<ChangeDependencies, 'randomness' | 'digests'>,
  before: Head,
  draft: DraftChange,
): Change {
  const { sha256, hmac, canonical } = deps.digests;
  const sealed = draft.events.map((event) => sealEvent(event, () => hex(deps.randomness.bytes(32)), hmac));
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
  const { decision, ...rest } = draft;
  return {
    ...rest,
    ...(decision === undefined ? {} : { decision: { ...decision, chainHead: end.hash } }),
    expected: before.version === 0 ? null : before.version,
    head: { ...before, ...draft.head, version: before.version + 1, events: end.sequence, chainHead: end.hash },
    events,
    salts,
  };
}

/** The state once a change is written. */
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
    contributions: standing(change.contributions ?? (revised ? [] : state.contributions), requests),
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

import { hash } from 'node:crypto';
import canonicalize from 'canonicalize';
import { sealEvent, type UnsealedEvent } from '../../../functions/domain/record/event.ts';
import { emptyChain, type Hashing, headOf, link, verifyChain } from '../../../functions/domain/record/event-chain.ts';
import { type FoldedState, fold } from '../../../functions/domain/record/event-fold.ts';
import { addSeconds } from '../../../functions/domain/vocabulary/calendar.ts';
import { Violation } from '../simulation.ts';
import type { Life } from './life.ts';

/** Keeps events as they may stand in the chain. Sealing is not what is simulated: private values are left plain. */
export function record(life: Life, drafts: readonly UnsealedEvent[]): void {
  for (const draft of drafts) life.events.push(sealEvent(draft, noSalt, plain).event);
}

const noSalt = () => '';
const plain = (_: string, text: string) => text;

const hashing: Hashing = {
  sha256: (text) => hash('sha256', text, 'hex'),
  canonical: (value) => canonicalize(value) ?? '',
};

/** R19, promise 6. The events, linked in two goes, verify as one chain; with one of them altered they do not. */
export function checkChain({ plan, events }: Life): void {
  const half = events.length >> 1;
  const begin = link(plan.name, emptyChain, events.slice(0, half), hashing);
  const all = [...begin, ...link(plan.name, headOf(begin.at(-1)), events.slice(half), hashing)];
  if (verifyChain(all, hashing, headOf(all.at(-1))).kind !== 'verified')
    throw new Violation('R19 the chain does not verify');
  const altered = all.map((event, at) => (at === half ? { ...event, at: addSeconds(event.at, 1) } : event));
  if (verifyChain(altered, hashing).kind !== 'broken') throw new Violation('R19 an altered event is not found');
}

/** Promise 6. Folding the events gives the state. */
export function checkFold(life: Life): void {
  const folded = fold(life.events);
  if (folded.kind === 'refused') throw new Violation(`Promise 6: event ${folded.position} is refused: ${folded.why}`);
  const { state } = folded;
  expectSame('status', state.status, life.status);
  expectSame('revision', state.revision, life.revision);
  expectSame('cycle', state.cycle, life.cycle);
  expectSame('ending', state.ending, life.ending);
  expectSameAnswers(state, life);
  expectSame('number of contributions', state.contributions.length, life.contributions.length);
  for (const [at, { borough, amount }] of life.contributions.entries()) {
    expectSame('contributor', state.contributions[at]?.borough, borough);
    expectSame('contribution', state.contributions[at]?.amount, amount);
  }
}

function expectSame(what: string, folded: unknown, kept: unknown): void {
  if (folded !== kept)
    throw new Violation(`Promise 6: the events fold to the ${what} ${folded}, and the state has ${kept}`);
}

function expectSameAnswers({ answers }: FoldedState, { requests }: Life): void {
  let given = 0;
  for (const { borough, answer, revoked } of requests) {
    if (answer === null) continue;
    given += 1;
    expectSame(`answer of ${borough}`, answers[borough]?.kind, revoked === undefined ? answer.kind : 'revoked');
    expectSame(`cap of ${borough}`, answers[borough]?.upTo, answer.upTo);
  }
  expectSame('number of answers', Object.keys(answers).length, given);
}

import { expect } from 'vitest';
import { earlierRevisions, invitedBoroughs } from '../../../functions/application/proposals/invited-boroughs.ts';
import { appraisedInput } from '../../../functions/application/steps/appraised-input.ts';
import { roundDeadline } from '../../../functions/application/steps/round-of.ts';
import { appraise } from '../../../functions/domain/appraisal/appraisal.ts';
import { type Budget, isSound } from '../../../functions/domain/money/budget.ts';
import { verifyChain } from '../../../functions/domain/record/event-chain.ts';
import { fold } from '../../../functions/domain/record/event-fold.ts';
import type { ProposalState } from '../../../functions/domain/record/proposal-state.ts';
import { sumOf } from '../../../functions/domain/vocabulary/money.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { pid } from '../builders/ids.ts';
import type { FakeItem } from '../fakes/fake-table.ts';
import type { StoredEvent } from '../fakes/proposal-keys.ts';
import { KeptApart, Unseen } from './kept-apart.ts';
import type { Delivered } from './mail-room.ts';
import type { MemoryCoalition } from './memory-coalition.ts';

const final = ['funded', 'not-funded', 'lapsed', 'withdrawn'];
const maxTransitions = 6;
/** Where the boroughs confirm, the execution enters two states more. */
const maxWithConfirming = 8;

/** Checks what must always hold (docs/rules.md, Promises), for all proposals of a coalition in which nothing runs. */
export async function expectSound(coalition: MemoryCoalition): Promise<void> {
  const states = await Promise.all(proposalsOf(coalition).map((id) => coalition.state(id)));
  for (const state of states) {
    await expectChain(coalition, state);
    expectContributions(state);
    expectAppraisal(state);
  }
  await expectLedger(coalition, states);
  expectNoSecrets(coalition);
  for (const { name, entered } of coalition.machine.executions.values()) {
    // A time-out, in which a state follows itself, is not part of a decision.
    const transitions = entered.filter((state, at) => state !== entered[at - 1]);
    const most = entered.includes('Let the boroughs confirm') ? maxWithConfirming : maxTransitions;
    expect(transitions.length, name).toBeLessThanOrEqual(most);
  }
}

/** The same, and that a proposal has ended with nothing left to do. */
export async function expectEnded(coalition: MemoryCoalition, id: ProposalId, status: string): Promise<ProposalState> {
  const state = await coalition.state(id);
  expect(state.head.status).toBe(status);
  await expectSound(coalition);
  expect(final).toContain(status);
  expect(state.head.due).toBeNull();
  expect(state.decision?.outcome).toBe(status);
  expect(state.decision?.chainHead).toBe(state.head.chainHead);
  expect(state.decision?.reasons).not.toEqual([]);
  // The next sweeps repeat what no task acknowledged.
  for (let sweeps = 0; sweeps < 3 && pending(coalition).length > 0; sweeps += 1) {
    await coalition.sweepAfter({ minutes: 16 });
  }
  expect(pending(coalition)).toEqual([]);
  const running = [...coalition.machine.executions.values()].filter((execution) => execution.status === 'running');
  expect(running.filter(({ name }) => name.startsWith(id)).map(({ name }) => name)).toEqual([]);
  return state;
}

/** Entries of the outbox that are not done. */
export function pending({ world: { table } }: MemoryCoalition): readonly string[] {
  return table.everything().flatMap(({ pk, value }) => {
    const isPending = pk.startsWith('outbox ') && (value as { readonly status: string }).status === 'pending';
    return isPending ? [pk.slice('outbox '.length)] : [];
  });
}

export function proposalsOf({ world: { table } }: MemoryCoalition): readonly ProposalId[] {
  return table.everything().flatMap(({ pk, sk }) => (sk === 'head' ? [pid(pk.slice('proposal '.length))] : []));
}

async function expectChain(coalition: MemoryCoalition, state: ProposalState): Promise<void> {
  const { head } = state;
  const events = await coalition.events(head.id);
  const end = { sequence: head.events, hash: head.chainHead };
  expect(verifyChain(events, coalition.world.digests, end)).toEqual({ kind: 'verified', head: end });
  const folded = fold(events);
  const { status, revision, cycle, ending, stopped, partners } = head;
  const payments = state.contributions.map(({ borough, amount }) => ({ borough, amount }));
  expect(folded).toMatchObject({
    kind: 'folded',
    state: {
      ...{ status, revision, cycle, ending, stopped, partners, mustEnd: false, mustClose: false },
      ...{ closesAt: roundDeadline(state), contributions: payments },
    },
  });
}

function expectContributions({ contributions, revision }: ProposalState): void {
  if (contributions.length === 0) return;
  const boroughs = new Set(contributions.map(({ borough }) => borough));
  const { costs } = revision.content;
  const theirs = costs.filter(({ borough }) => borough === undefined || boroughs.has(borough));
  const amounts = contributions.map(({ amount }) => amount);
  expect(sumOf(amounts)).toBe(sumOf(theirs.map(({ amount }) => amount)));
  expect(contributions.map(({ cells }) => sumOf(cells.map(({ amount }) => amount)))).toEqual(amounts);
}

/** R14. Appraising again what the record holds gives the same pence. */
function expectAppraisal(state: ProposalState): void {
  expect(appraise(appraisedInput(state))).toEqual(state.appraisal);
}

const budgetKey = ({ borough, financialYear, kind }: Pick<Budget, 'borough' | 'financialYear' | 'kind'>) =>
  `${borough} ${financialYear} ${kind}`;

/** R12. Each budget adds up, and holds and commits exactly what the requests say. */
async function expectLedger(coalition: MemoryCoalition, states: readonly ProposalState[]): Promise<void> {
  const [held, committed] = [new Map<string, number>(), new Map<string, number>()];
  for (const state of states) {
    for (const { request } of invitedBoroughs(state, await earlierRevisions(coalition.world.proposals, state))) {
      const { borough, hold } = request;
      for (const cell of hold.cells) add(held, budgetKey({ ...cell, borough }), cell.amount);
      for (const cell of hold.committed) add(committed, budgetKey({ ...cell, borough }), cell.amount);
    }
  }
  const items = coalition.world.table.everything().filter(({ pk }) => pk.startsWith('budget '));
  const budgets = items.map(({ value }) => value as Budget);
  expect(budgets.filter((budget) => !isSound(budget))).toEqual([]);
  const off = budgets.flatMap((budget) => {
    const key = budgetKey(budget);
    const owed = { held: held.get(key) ?? 0, committed: committed.get(key) ?? 0 };
    return budget.held === owed.held && budget.committed === owed.committed ? [] : [{ budget, owed }];
  });
  expect(off).toEqual([]);
}

function add(sums: Map<string, number>, key: string, amount: number): void {
  sums.set(key, (sums.get(key) ?? 0) + amount);
}

/** R25, R27. The table contains no token of a link, and no email contains a task token. */
function expectNoSecrets(coalition: MemoryCoalition): void {
  const looked = looks.get(coalition) ?? newLook();
  looks.set(coalition, looked);
  const items = looked.items.of(coalition.world.table.everything());
  const mails = looked.mails.of(coalition.mails);
  const links = mails.flatMap(({ view }) => ('link' in view ? [view.link.slice(view.link.lastIndexOf('/') + 1)] : []));
  expect(looked.links.found(JSON.stringify(items.map(stored)), links)).toEqual([]);
  const taskTokens = items.flatMap(({ pk, value }) =>
    pk.startsWith('token ') ? [(value as { readonly token: string }).token] : [],
  );
  const texts = mails.map(({ html, text, subject }) => html + text + subject).join();
  expect(looked.taskTokens.found(texts, taskTokens)).toEqual([]);
}

/** An item without the name of its write, which only the fake stores. */
function stored({ pk, sk, value }: FakeItem) {
  return sk.startsWith('event ') ? [pk, sk, (value as StoredEvent).event] : [pk, sk, value];
}

const newLook = () => ({
  items: new Unseen<FakeItem>(),
  mails: new Unseen<Delivered>(),
  links: new KeptApart((text, token) => text.includes(token)),
  taskTokens: new KeptApart((text, token) => new RegExp(`${token}\\b`).test(text)),
});

/** What was checked in each coalition, so that a step of a long history costs only what it adds. */
const looks = new WeakMap<MemoryCoalition, ReturnType<typeof newLook>>();

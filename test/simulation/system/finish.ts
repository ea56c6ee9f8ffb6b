import type { OutboxEntry } from '../../../functions/domain/record/outbox.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { sumOf } from '../../../functions/domain/vocabulary/money.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { Violation } from '../simulation.ts';
import { checkRows } from './checks/rows.ts';
import { checkSecrets } from './checks/secrets.ts';
import type { History } from './history.ts';
import type { Universe } from './universe.ts';

const settled: ReadonlySet<string> = new Set(['funded', 'not-funded', 'lapsed', 'withdrawn']);
/** Far more than the deadlines, reminders and repeats of a proposal. */
const maxSweeps = 120;

/** Promise 2. Faults stop and deadlines pass: every proposal reaches one final status, with nothing left to do. */
export async function finish(history: History): Promise<void> {
  const { universe } = history;
  await mend(history);
  for (let sweeps = 0; open(universe).length > 0; sweeps += 1) {
    if (sweeps > maxSweeps) throw new Violation(`Promise 2: it never ends: ${JSON.stringify(open(universe))}`);
    await resumeStopped(history);
    universe.advanceTo(nextMoment(universe, sweeps), 0);
    await history.take({ kind: 'sweeps', count: 1, conditions: {}, chance: sweeps });
  }
  // The next sweeps repeat what no task acknowledged.
  for (let sweeps = 0; sweeps < 3 && pending(universe).length > 0; sweeps += 1) {
    await history.take({ kind: 'sweeps', count: 1, conditions: {}, chance: sweeps });
  }
  await history.take({ kind: 'rest', conditions: {}, chance: 0 });
  await checkEnd(history);
}

async function mend({ universe }: History): Promise<void> {
  universe.executions.outage = false;
  universe.broken.clear();
  universe.post.unreachable.clear();
}

function open({ watch }: Universe) {
  return [...watch.heads.values()].filter(({ status }) => !settled.has(status));
}

/** An operator resumes proposals that need attention. */
async function resumeStopped(history: History): Promise<void> {
  const { universe } = history;
  for (const [of] of universe.ids.entries()) {
    if (universe.headOf(of)?.status !== 'needs-attention') continue;
    await history.take({ kind: 'act', acting: { act: { kind: 'resume', of }, conditions: {} }, chance: of });
  }
}

/** The next due moment; every other time the nearest deadline, without reminders and without rounds that wait for officers. */
function nextMoment(universe: Universe, sweeps: number): Instant | undefined {
  const moments = open(universe).flatMap(({ due, closesAt }) => (sweeps % 2 === 1 ? closesAt : due) ?? []);
  return moments.toSorted()[0];
}

async function checkEnd(history: History): Promise<void> {
  const { universe } = history;
  const { watch, tally } = universe;
  for (const head of watch.heads.values()) {
    watch.chains.get(head.id)?.verify(head);
    const { decision, contributions, revision, round } = await universe.state(head.id);
    const done = decision?.outcome === head.status && decision.chainHead === head.chainHead;
    if (!done || decision.reasons.length === 0)
      throw new Violation(`R19: ${head.reference} has no whole decision record`);
    if (round?.kind !== 'carried' && contributions.length > 0) {
      throw new Violation(`R10: ${head.reference} was not carried, and yet its cost is shared`);
    }
    if (head.due !== null) throw new Violation(`${head.reference} has ended and is still due`);
    if (head.status === 'funded') checkContributions(contributions, revision.content.costs, head.reference);
    tally.count('ended', head.status);
  }
  const left = pending(universe);
  if (left.length > 0) throw new Violation(`Outbox entries are never done: ${JSON.stringify(left)}`);
  const running = [...universe.machine.executions.values()].filter(({ status }) => status === 'running');
  if (running.length > 0) throw new Violation(`Executions still wait: ${JSON.stringify(running)}`);
  if (watch.ledger.total('held') > 0 && !laterStages(universe)) throw new Violation('R12: money is held for nothing');
  checkRows(watch);
  checkTransitions(universe);
  if (universe.renders) checkSecrets(universe);
  for (const of of universe.ids.keys()) {
    await history.take({ kind: 'act', acting: { act: { kind: 'scan', of }, conditions: {} }, chance: of });
  }
}

/** docs/architecture.md, Seven ideas: a decision takes six transitions. Time-outs, in which a state follows itself, do not count. */
const maxTransitions = 6;
/** Where the boroughs confirm (R17, R29). */
const maxWithConfirming = 8;

function checkTransitions({ machine }: Universe): void {
  for (const { name, entered } of machine.executions.values()) {
    const transitions = entered.filter((state, at) => state !== entered[at - 1]);
    const most = transitions.includes('Let the boroughs confirm') ? maxWithConfirming : maxTransitions;
    if (transitions.length > most) throw new Violation(`${name} made ${transitions.length} transitions`);
  }
}

interface Paid {
  readonly borough: BoroughCode;
  readonly amount: number;
}

/** R10: contributions add up to all shared lines and the own lines of the boroughs that take part. */
function checkContributions(
  contributions: readonly Paid[],
  costs: readonly { readonly borough?: BoroughCode | undefined; readonly amount: number }[],
  reference: string,
): void {
  const paying = new Set(contributions.map(({ borough }) => borough));
  const theirs = costs.filter(({ borough }) => borough === undefined || paying.has(borough));
  const [paid, due] = [contributions, theirs].map((all) => sumOf(all.map(({ amount }) => amount)));
  if (paid !== due) throw new Violation(`R10: ${reference} costs ${due} and ${paid} are paid`);
}

/** R13: money may stay held only for a funded proposal with more stages. */
function laterStages({ watch, setting }: Universe): boolean {
  const funded = [...watch.heads.values()].some(({ status }) => status === 'funded');
  return funded && setting.proposals.some(([first]) => (first?.stages.length ?? 1) > 1);
}

function pending({ watch }: Universe): readonly OutboxEntry[] {
  const entries = [...watch.items].flatMap(([key, value]) => (key.startsWith('outbox ') ? [value as OutboxEntry] : []));
  return entries.filter(({ status }) => status === 'pending');
}

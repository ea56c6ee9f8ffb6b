import { sweep } from '../../../functions/application/workflow/sweep.ts';
import type { Status } from '../../../functions/domain/vocabulary/proposal.ts';
import { Violation } from '../simulation.ts';
import { budget, callIn, extend, key, lift, officers, resume, revoke, scheme, track } from './administering.ts';
import { answer, confirm, review } from './answering.ts';
import { isLockedNow } from './checks/codes.ts';
import { checkLink } from './checks/link-check.ts';
import type { MailedLink } from './mailed-link.ts';
import type { Conditions } from './process.ts';
import { revise, submit, withdraw } from './proposing.ts';
import type { Act, Of } from './step.ts';
import { isTransient, type Universe } from './universe.ts';

/** Performs an act in its own process, and checks the response. */
export async function perform(universe: Universe, act: Act, conditions: Conditions): Promise<void> {
  switch (act.kind) {
    case 'submit':
      return submit(universe, act, conditions);
    case 'answer':
      return answer(universe, act, conditions);
    case 'review':
      return review(universe, act, conditions);
    case 'confirm':
      return confirm(universe, act, conditions);
    case 'revise':
      return revise(universe, act, conditions);
    case 'withdraw':
      return withdraw(universe, act, conditions);
    case 'extend':
      return extend(universe, act, conditions);
    case 'revoke':
      return revoke(universe, act, conditions);
    case 'resume':
      return resume(universe, act, conditions);
    case 'call-in':
      return callIn(universe, act, conditions);
    case 'lift-bar':
      return lift(universe, act, conditions);
    case 'track':
      return track(universe, act, conditions);
    case 'officers':
      return officers(universe, act, conditions);
    case 'budget':
      return budget(universe, act, conditions);
    case 'scheme':
      return scheme(universe, conditions);
    case 'key':
      return key(universe, conditions);
    case 'scan':
      return scan(universe, act);
    case 'time-out':
      return timeOut(universe, act);
    case 'sweep':
      return runSweep(universe, conditions);
  }
}

async function timeOut(universe: Universe, { of }: Of<'time-out'>): Promise<void> {
  const execution = universe.executionOf(of);
  if (execution === undefined || execution.waitsFor === null) return;
  universe.tally.count('fault', 'task timed out');
  await universe.begin('time-out', {}, () => universe.machine.timeOut(execution.name));
}

/** The steps whose deadline a sweep acts on. */
const timed: ReadonlySet<Status> = new Set(['sign-off', 'changes-requested', 'roi-review', 'confirming']);

/** The scheduled function, whose run may also end early. */
export async function runSweep(universe: Universe, conditions: Conditions): Promise<void> {
  const { deps, tally, watch, now, alone } = universe;
  const overdue = () =>
    [...watch.heads.values()].filter(
      ({ status, due, closesAt }) => timed.has(status) && (due ?? now) <= now && closesAt !== null && closesAt <= now,
    );
  const before = overdue();
  let failures = 0;
  const failed = (_: unknown, error: unknown) => {
    failures += 1;
    tally.count('sweep', isTransient(error) ? 'item busy' : 'item failed');
  };
  const came = await universe.begin('sweep', conditions, () => sweep({ ...deps, failed }));
  const undisturbed = alone && came.kind === 'done' && failures === 0 && (conditions.skew ?? 0) === 0;
  const left = undisturbed ? overdue().find((head) => before.some(({ id }) => id === head.id)) : undefined;
  if (left !== undefined) throw new Violation(`R5, R17: a sweep left ${left.reference} ${left.status} at its deadline`);
  tally.count('sweep', came.kind);
  if (!universe.alone) tally.count('sweep', 'beside others');
}

/** R24: an email scanner opens every link twice, and nothing changes. */
async function scan(universe: Universe, { of }: Of<'scan'>): Promise<void> {
  const id = universe.ids[of];
  for (const link of universe.links.filter(({ proposal }) => proposal === id).slice(-6)) {
    await lookAt(universe, link);
    await lookAt(universe, link);
  }
}

/** Opens a link as a reader does, and compares the page with the expected one. */
async function lookAt(universe: Universe, link: MailedLink): Promise<void> {
  const { watch, tally } = universe;
  const came = await universe.read(link);
  if (came.kind !== 'done') throw new Violation('R24: a link could not be opened');
  if (came.wrote.length > 0) throw new Violation('R24: opening a link wrote something');
  if (!universe.alone) return;
  const state = await universe.state(link.proposal);
  const { now } = universe;
  checkLink(
    link,
    came.result,
    state,
    watch.register,
    watch.answeredBy(link.proposal),
    now,
    isLockedNow(watch, link, now),
  );
  tally.count('link', `${link.purpose}: ${came.result.kind}`);
}

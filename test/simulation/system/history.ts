import { Seeded } from '../seeded.ts';
import { Violation } from '../simulation.ts';
import { perform, runSweep } from './acts.ts';
import { typeCodes } from './answering.ts';
import { checkRows } from './checks/rows.ts';
import { Deliveries } from './deliver.ts';
import type { Conditions } from './process.ts';
import type { Acting, Delivering, Step } from './step.ts';
import type { Universe } from './universe.ts';

const minutes = 60_000;
/** Milliseconds from one sweep to the next. */
export const sweepEvery = 16 * minutes;
/** A message causes further messages only a few times. */
const maxRounds = 200;
/** Rounds of delivery under bad conditions. */
const spoiltRounds = 4;
const inOrder = { count: 500, shuffled: false, copies: 1, drop: 0, atOnce: false } as const;

/** Runs a history in a universe step by step, and checks everything after each step. */
export class History {
  readonly universe: Universe;
  readonly deliveries: Deliveries;

  constructor(universe: Universe) {
    this.universe = universe;
    this.deliveries = new Deliveries(universe);
  }

  /** Throws a `Violation` if a check fails during or after the step. */
  async take(step: Step): Promise<void> {
    const { universe } = this;
    const chance = new Seeded(step.chance);
    universe.turns.chooseBy(chance.fork());
    universe.watch.begin(universe.setting.boroughs.map(({ borough }) => borough));
    await this.#take(step, chance);
    for (const typing of typeCodes(universe, chance)) await this.#together([typing]);
    universe.watch.look();
    if (step.kind === 'rest' && this.deliveries.waiting === 0) checkRows(universe.watch);
    if (universe.watch.violation !== undefined) throw universe.watch.violation;
  }

  async #take(step: Step, chance: Seeded): Promise<void> {
    const { universe } = this;
    switch (step.kind) {
      case 'act':
        return this.#act([step.acting]);
      case 'together':
        return this.#act(
          step.actings,
          step.delivering === null ? [] : this.deliveries.deliver(step.delivering, chance),
        );
      case 'rest':
        return this.#rest(chance, step.conditions);
      case 'deliver':
        return this.#deliver(step.delivering, chance);
      case 'hours':
        return universe.advance(step.count * 60 * minutes);
      case 'deadline':
        return universe.advanceTo(universe.headOf(step.of)?.closesAt, step.offset);
      case 'sweeps':
        return this.#sweeps(step.count, step.conditions);
      case 'lose':
        return this.#lose(step.of);
      case 'outage':
        universe.executions.outage = step.lasts;
        return;
      case 'broken-opening':
        return universe.breakTask('open', step.lasts);
      case 'broken-settlement':
        return universe.breakTask('settle', step.lasts);
      case 'bounce':
        return universe.bounce(step.who, step.lasts);
    }
  }

  async #act(actings: readonly Acting[], brought: readonly (() => Promise<void>)[] = []): Promise<void> {
    const { universe } = this;
    universe.alone = actings.length === 1 && brought.length === 0;
    universe.tasksUnder(actings[0]?.conditions ?? {});
    const acts = actings.map((acting) => () => perform(universe, acting.act, acting.conditions));
    await this.#together([...acts, ...brought]);
    universe.alone = true;
  }

  async #deliver(delivering: Delivering, chance: Seeded, gathering = false): Promise<void> {
    const { universe } = this;
    universe.tasksUnder(delivering.conditions);
    const runs = this.deliveries.deliver(delivering, chance, gathering);
    if (delivering.atOnce) return this.#together(runs);
    for (const run of runs) await this.#together([run]);
  }

  /** Delivers all messages and the ones that follow from them, until none is left. */
  async #rest(chance: Seeded, conditions: Conditions = {}): Promise<void> {
    for (let rounds = 0; this.deliveries.waiting > 0; rounds += 1) {
      if (rounds > maxRounds) throw new Violation('The stream never comes to rest');
      const now = rounds < spoiltRounds ? conditions : {};
      await this.#deliver({ ...inOrder, conditions: now }, chance, true);
    }
  }

  async #sweeps(count: number, conditions: Conditions): Promise<void> {
    const { universe } = this;
    for (let done = 0; done < count; done += 1) {
      universe.advance(sweepEvery);
      const now = done === 0 ? conditions : {};
      universe.tasksUnder({});
      await this.#together([() => runSweep(universe, now)]);
      await this.#rest(new Seeded(done));
    }
  }

  /** Starts all of these, and runs until all are done. */
  async #together(runs: readonly (() => Promise<void>)[]): Promise<void> {
    const { universe } = this;
    let done = false;
    const all = Promise.all(runs.map((run) => run().catch((error: unknown) => universe.watch.violated(error)))).finally(
      () => {
        done = true;
      },
    );
    do {
      await universe.turns.run();
      // A started process may have read without waiting, and waits only now.
      await new Promise((next) => setImmediate(next));
    } while (!done);
    await universe.turns.run();
    await all;
  }

  /** As after a restart of the local engine. */
  #lose(of: number): void {
    const { machine, tally } = this.universe;
    const execution = this.universe.executionOf(of);
    if (execution === undefined) return;
    tally.count('fault', 'execution lost');
    machine.lose(execution.name);
  }
}

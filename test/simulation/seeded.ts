/** 2^32. */
const range = 4_294_967_296;

/** The source of all random choices: the same seed gives the same choices on every machine (mulberry32). */
export class Seeded {
  #state: number;

  constructor(seed: number) {
    // Neighbouring seeds start far apart.
    this.#state = Math.imul(seed ^ 0x9e3779b9, 0x85ebca6b) >>> 0;
  }

  /** From 0 (included) to 1 (excluded). */
  fraction(): number {
    this.#state = (this.#state + 0x6d2b79f5) >>> 0;
    let mixed = this.#state;
    mixed = Math.imul(mixed ^ (mixed >>> 15), mixed | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / range;
  }

  /** A whole number from `from` to `to`, both included. */
  between(from: number, to: number): number {
    return from + Math.floor(this.fraction() * (to - from + 1));
  }

  /** True once in this many times on average. */
  oneIn(times: number): boolean {
    return this.between(1, times) === 1;
  }

  /** One of these. Throws a RangeError if there are none. */
  pick<T>(from: readonly T[]): T {
    const picked = from[this.between(0, from.length - 1)];
    if (picked === undefined) throw new RangeError('There is nothing to pick from');
    return picked;
  }

  /** One of the names, with the probability of its weight. */
  weighted<N extends string>(weights: Readonly<Record<N, number>>): N {
    const names = Object.keys(weights) as N[];
    let left = this.fraction() * names.reduce((sum, name) => sum + weights[name], 0);
    for (const name of names) {
      left -= weights[name];
      if (left < 0) return name;
    }
    return this.pick(names);
  }

  /** All of these in random order. */
  shuffled<T>(all: readonly T[]): readonly T[] {
    const rest = [...all];
    return all.map(() => rest.splice(this.between(0, rest.length - 1), 1)[0]).filter((each) => each !== undefined);
  }

  /** This many of these, in random order. */
  some<T>(all: readonly T[], count: number): readonly T[] {
    return this.shuffled(all).slice(0, count);
  }

  /** A separate source, so that its use does not change other choices. */
  fork(): Seeded {
    return new Seeded(this.between(0, range - 1));
  }
}

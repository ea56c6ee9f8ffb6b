/** How often each thing was reached, by group and name. It proves that the histories reach the rules. */
export class Tally {
  readonly #counts = new Map<string, Map<string, number>>();

  /** Adds a name, so that it is reported even if it is never reached. */
  expect(group: string, names: Iterable<string>): void {
    for (const name of names) this.count(group, name, 0);
  }

  count(group: string, name: string, times = 1): void {
    const counts = this.#counts.get(group) ?? new Map<string, number>();
    this.#counts.set(group, counts.set(name, (counts.get(name) ?? 0) + times));
  }

  of(group: string): ReadonlyMap<string, number> {
    return this.#counts.get(group) ?? new Map();
  }

  /** Everything expected that was never reached, as "group: name". */
  missing(): readonly string[] {
    return [...this.#counts].flatMap(([group, counts]) =>
      [...counts].flatMap(([name, times]) => (times === 0 ? [`${group}: ${name}`] : [])),
    );
  }

  /** The counts as plain data, for another process. */
  entries(): readonly (readonly [string, readonly (readonly [string, number])[]])[] {
    return [...this.#counts].map(([group, counts]) => [group, [...counts]] as const);
  }

  add(entries: ReturnType<Tally['entries']>): void {
    for (const [group, counts] of entries) for (const [name, times] of counts) this.count(group, name, times);
  }
}

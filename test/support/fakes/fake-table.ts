/** Where an item stands, and, for the compiler alone, what it is. */
export interface FakeKey<T> {
  readonly pk: string;
  readonly sk: string;
  readonly holds?: T;
}

/** One item as a query gives it. */
export interface FakeItem {
  readonly pk: string;
  readonly sk: string;
  readonly value: unknown;
  /** Version of the head it was written with; 0 where it was written without one. */
  readonly asOf: number;
}

/** One action of a transaction. Its tag says what it means if its condition fails. */
export interface FakeWrite<Tag> {
  readonly tag: Tag;
  readonly key: FakeKey<unknown>;
  /** Whether it may be written over what is there; absent: always. */
  readonly condition?: (there: unknown) => boolean;
  /** What stands there afterwards; absent: nothing is written, the condition is only looked at. */
  readonly next?: (there: unknown) => unknown;
  readonly asOf?: number;
}

export type FakeWritten<Tag> =
  | { readonly kind: 'written' }
  | { readonly kind: 'cancelled'; readonly failed: readonly Tag[] }
  | { readonly kind: 'conflict' }
  | { readonly kind: 'throttled' }
  | { readonly kind: 'unknown' };

/**
 * What goes wrong with a write. `lost-before`, `lost-after`: its reply is lost, before or after it was done.
 * `crash-before`, `crash-after`: the process ends there, which the caller sees as a thrown `Crash`.
 */
export type Fault = 'none' | 'conflict' | 'throttle' | 'lost-before' | 'lost-after' | 'crash-before' | 'crash-after';

/** The process ended. Nothing may catch it but the test that ordered it. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** One write as a test may choose to spoil it. `number` counts all writes of the table, from 1. */
export interface WriteAttempt {
  readonly number: number;
  readonly operation: string;
}

/** What a query that runs while transactions commit shows of an item they wrote: as it was, or as it is. */
type Shows = (item: { readonly pk: string; readonly sk: string }) => 'before' | 'after';

interface Interruption {
  readonly action: () => Promise<unknown>;
  readonly shows: Shows | null;
}

/**
 * A table in memory that behaves as DynamoDB does where it matters: a transaction happens at once and whole for whoever reads
 * one item, and a query that runs at the same time may show some of it and not the rest (docs/architecture.md, The table). Values are kept by
 * reference and must not be changed in place.
 */
export class FakeTable {
  /** Every write so far, in order, as the stream tells it. */
  readonly changes: FakeItem[] = [];
  /** Chooses the fault of each write; none unless a test says so. */
  faultOf: (attempt: WriteAttempt) => Fault = () => 'none';
  /** Waited for before every read and write: a simulation decides by it who goes first. */
  pace: () => Promise<void> = () => Promise.resolve();
  readonly #partitions = new Map<string, Map<string, FakeItem>>();
  /** Sort keys of a partition in order, until another is added. */
  readonly #sorted = new Map<string, readonly string[]>();
  readonly #nextFaults: Fault[] = [];
  readonly #interruptions: Interruption[] = [];
  #writes = 0;

  /** The next writes have these faults, one each. */
  failNext(...faults: readonly Fault[]): void {
    this.#nextFaults.push(...faults);
  }

  /** Before the next query something else happens: between a read of the head and that of the rest, for one. */
  beforeNextQuery(action: () => Promise<unknown>): void {
    this.#interruptions.push({ action, shows: null });
  }

  /** While the next query runs something else happens, of which it shows each item as `shows` says. */
  duringNextQuery(action: () => Promise<unknown>, shows: Shows): void {
    this.#interruptions.push({ action, shows });
  }

  async get<T>(key: FakeKey<T>): Promise<T | undefined> {
    await this.pace();
    return this.look(key);
  }

  /** What is there, without a read: for tests. */
  look<T>(key: FakeKey<T>): T | undefined {
    // Only writes of the same type of key put anything there.
    return this.#partitions.get(key.pk)?.get(key.sk)?.value as T | undefined;
  }

  /** Items of a partition whose sort key begins like this, in the order of their sort keys. */
  async query(pk: string, beginning = ''): Promise<readonly FakeItem[]> {
    await this.pace();
    const interruption = this.#interruptions.shift();
    const found = this.#select(pk, beginning);
    if (interruption === undefined) return found;
    await interruption.action();
    const { shows } = interruption;
    if (shows === null) return this.#select(pk, beginning);
    const [before, after] = [found, this.#select(pk, beginning)].map(
      (items) => new Map(items.map((item) => [item.sk, item])),
    );
    const all = [...new Set([...(before?.keys() ?? []), ...(after?.keys() ?? [])])].toSorted();
    return all.flatMap((sk) => (shows({ pk, sk }) === 'before' ? before : after)?.get(sk) ?? []);
  }

  /** Takes an item away, as nothing of the product does: for tests of what mends that. */
  lose({ pk, sk }: FakeKey<unknown>): void {
    this.#partitions.get(pk)?.delete(sk);
    this.#sorted.delete(pk);
  }

  /** Every item, in no particular order: what an index is made of. */
  everything(): readonly FakeItem[] {
    return [...this.#partitions.values()].flatMap((partition) => [...partition.values()]);
  }

  /** All of the writes, or none where a condition fails. */
  async transact<Tag>(operation: string, writes: readonly FakeWrite<Tag>[]): Promise<FakeWritten<Tag>> {
    await this.pace();
    this.#writes += 1;
    const fault = this.#nextFaults.shift() ?? this.faultOf({ number: this.#writes, operation });
    if (fault === 'crash-before') throw new Crash(`Ended before ${operation}`);
    if (fault === 'conflict') return { kind: 'conflict' };
    if (fault === 'throttle') return { kind: 'throttled' };
    if (fault === 'lost-before') return { kind: 'unknown' };
    const written = this.#apply(writes);
    if (fault === 'crash-after') throw new Crash(`Ended after ${operation}`);
    return fault === 'lost-after' ? { kind: 'unknown' } : written;
  }

  /** One write of one item, which the SDK repeats where its reply is lost. False: its condition did not hold. */
  async write(operation: string, write: FakeWrite<'write'>): Promise<boolean> {
    const written = await this.transact(operation, [write]);
    if (written.kind === 'unknown') return this.write(operation, write);
    if (written.kind === 'conflict' || written.kind === 'throttled') throw new Error(`${operation} was throttled`);
    return written.kind === 'written';
  }

  #apply<Tag>(writes: readonly FakeWrite<Tag>[]): FakeWritten<Tag> {
    assertDistinct(writes);
    const failed = writes.filter(({ key, condition }) => condition !== undefined && !condition(this.look(key)));
    if (failed.length > 0) return { kind: 'cancelled', failed: failed.map(({ tag }) => tag) };
    // All values are made before any is kept, so that one that throws leaves nothing behind.
    const items = writes.flatMap(({ key: { pk, sk }, next, asOf = 0 }) =>
      next === undefined ? [] : [{ pk, sk, value: next(this.look({ pk, sk })), asOf }],
    );
    for (const item of items) {
      const partition = this.#partitions.get(item.pk) ?? new Map<string, FakeItem>();
      if (!partition.has(item.sk)) this.#sorted.delete(item.pk);
      this.#partitions.set(item.pk, partition.set(item.sk, item));
      this.changes.push(item);
    }
    return { kind: 'written' };
  }

  #select(pk: string, beginning: string): readonly FakeItem[] {
    const partition = this.#partitions.get(pk);
    if (partition === undefined) return [];
    const sorted = this.#sorted.get(pk) ?? [...partition.keys()].sort();
    this.#sorted.set(pk, sorted);
    return sorted.flatMap((sk) => (sk.startsWith(beginning) ? (partition.get(sk) ?? []) : []));
  }
}

const maxWrites = 100;

/** What DynamoDB refuses whatever the conditions: more than 100 items, and one named twice. */
function assertDistinct(writes: readonly FakeWrite<unknown>[]): void {
  if (writes.length > maxWrites)
    throw new RangeError(`A transaction holds at most ${maxWrites} items, not ${writes.length}`);
  const keys = new Set(writes.map(({ key }) => `${key.pk} ${key.sk}`));
  if (keys.size < writes.length) throw new Error('A transaction may not name an item twice');
}

/** What a fake of one port is made of: the table that it shares with the others. */
export abstract class OnTable {
  protected readonly table: FakeTable;

  constructor(table: FakeTable) {
    this.table = table;
  }
}

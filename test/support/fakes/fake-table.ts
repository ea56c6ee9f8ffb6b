/** The place of an item. `holds` has no value: it only tells the compiler the type of the item. */
export interface FakeKey<T> {
  readonly pk: string;
  readonly sk: string;
  readonly holds?: T;
}

/** One item, as a query returns it. */
export interface FakeItem {
  readonly pk: string;
  readonly sk: string;
  readonly value: unknown;
  /** The version of the head that the item was written with; 0 if it was written without a head. */
  readonly asOf: number;
}

/** One action of a transaction. Its tag says what a failed condition means. */
export interface FakeWrite<Tag> {
  readonly tag: Tag;
  readonly key: FakeKey<unknown>;
  /** Whether the stored value may be overwritten. @default always */
  readonly condition?: (there: unknown) => boolean;
  /** The value to store. Absent: only the condition is checked, and nothing is written. */
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
 * What goes wrong with a write. `lost-before` and `lost-after`: the response is lost, before or after the write took place.
 * `crash-before` and `crash-after`: the process ends at that point, and the caller sees a thrown `Crash`.
 */
export type Fault = 'none' | 'conflict' | 'throttle' | 'lost-before' | 'lost-after' | 'crash-before' | 'crash-after';

/** The process ended. Only the test that asked for the crash may catch it. */
export class Crash extends Error {
  override readonly name = 'Crash';
}

/** A write for which a test can choose a fault. `number` counts all writes of the table, from 1. */
export interface WriteAttempt {
  readonly number: number;
  readonly operation: string;
}

/** Whether a query that runs during a transaction shows an item as it was before the transaction, or after. */
type Shows = (item: { readonly pk: string; readonly sk: string }) => 'before' | 'after';

interface Interruption {
  readonly action: () => Promise<unknown>;
  readonly shows: Shows | null;
}

/**
 * A table in memory that behaves like DynamoDB where it matters. A reader of one item sees a whole transaction or nothing of it.
 * A query that runs at the same time can show a part of it (docs/architecture.md, The table). Values are kept by reference and
 * must not be changed in place.
 */
export class FakeTable {
  /** Every write so far, in order, as the stream delivers it. */
  readonly changes: FakeItem[] = [];
  /** Chooses the fault of each write. @default no faults */
  faultOf: (attempt: WriteAttempt) => Fault = () => 'none';
  /** Every read and write waits for it first. A simulation uses it to decide who goes first. */
  pace: () => Promise<void> = () => Promise.resolve();
  readonly #partitions = new Map<string, Map<string, FakeItem>>();
  /** The sort keys of each partition in order. Forgotten when the partition gets another key. */
  readonly #sorted = new Map<string, readonly string[]>();
  readonly #nextFaults: Fault[] = [];
  readonly #interruptions: Interruption[] = [];
  #writes = 0;

  /** Gives these faults to the next writes, one to each. */
  failNext(...faults: readonly Fault[]): void {
    this.#nextFaults.push(...faults);
  }

  /** Does something else before the next query, for example between reading the head and reading the rest. */
  beforeNextQuery(action: () => Promise<unknown>): void {
    this.#interruptions.push({ action, shows: null });
  }

  /** Does something else during the next query. `shows` says for each item whether the query sees the change. */
  duringNextQuery(action: () => Promise<unknown>, shows: Shows): void {
    this.#interruptions.push({ action, shows });
  }

  async get<T>(key: FakeKey<T>): Promise<T | undefined> {
    await this.pace();
    return this.look(key);
  }

  /** The stored value, without the waiting and the faults of a read. For tests. */
  look<T>(key: FakeKey<T>): T | undefined {
    // Only writes with the same type of key put a value there.
    return this.#partitions.get(key.pk)?.get(key.sk)?.value as T | undefined;
  }

  /** The items of a partition whose sort keys begin with `beginning`, in the order of their sort keys. */
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

  /** Deletes an item. The product never does this; tests use it to check that the loss is repaired. */
  lose({ pk, sk }: FakeKey<unknown>): void {
    this.#partitions.get(pk)?.delete(sk);
    this.#sorted.delete(pk);
  }

  /** Every item, in no particular order. Indexes are made from it. */
  everything(): readonly FakeItem[] {
    return [...this.#partitions.values()].flatMap((partition) => [...partition.values()]);
  }

  /** Makes all writes, or none if a condition fails. */
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

  /** Writes one item. The SDK repeats such a write if the response is lost. False: the condition failed. */
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
    // All values are computed before any is stored, so that nothing is written if one of them throws.
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

/** Throws for what DynamoDB always refuses: more than 100 items, or two writes of one item. */
function assertDistinct(writes: readonly FakeWrite<unknown>[]): void {
  if (writes.length > maxWrites)
    throw new RangeError(`A transaction can write at most ${maxWrites} items, not ${writes.length}`);
  const keys = new Set(writes.map(({ key }) => `${key.pk} ${key.sk}`));
  if (keys.size < writes.length) throw new Error('A transaction must not name an item twice');
}

/** A fake of one port. All fakes share one table. */
export abstract class OnTable {
  protected readonly table: FakeTable;

  constructor(table: FakeTable) {
    this.table = table;
  }
}

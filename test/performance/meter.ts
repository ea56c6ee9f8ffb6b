import { BatchGetItemCommand, type DynamoDBClient } from '@aws-sdk/client-dynamodb';
import type { Attributes } from '../../functions/adapters/dynamodb/table/items.ts';
import { kindOf, nameOf, readsOf, type Write, writeOf } from './calls.ts';
import { indexNames, indexUnits, writeUnits } from './request-units.ts';

/** The cost of one item in one call. */
export interface Cost {
  /** The purpose of the call, from `during`. */
  readonly work: string;
  readonly operation: string;
  /** Kind of item, or `index due`, `index list`. */
  readonly item: string;
  readonly read: number;
  readonly write: number;
}

/** A write as in the table's stream. */
export interface StreamRecord {
  readonly key: Attributes;
  readonly image: Attributes;
}

/** Units of one call as the engine reports them, and as counted here. */
export interface Told {
  readonly command: string;
  readonly units: number;
  readonly counted: number;
}

/**
 * Counts the request units of every call of a client, from what was really read and written. It has seen every write through this
 * client, so it knows each item before a write.
 */
export class Meter {
  readonly costs: Cost[] = [];
  readonly told: Told[] = [];
  readonly #items = new Map<string, Attributes>();
  readonly #client: DynamoDBClient;
  readonly #uncounted = new WeakSet<object>();
  readonly #records: StreamRecord[] = [];
  #work: string;

  /** The purpose of calls, unless `during` gives another. */
  constructor(client: DynamoDBClient, work: string) {
    this.#client = client;
    this.#work = work;
    client.middlewareStack.add(
      (next, { commandName }) =>
        async (args) => {
          if (this.#uncounted.has(args.input)) return next(args);
          const input = { ...args.input, ReturnConsumedCapacity: 'TOTAL' };
          return this.#counting(String(commandName), args.input, () => next({ ...args, input }));
        },
      { step: 'initialize', name: 'meter' },
    );
  }

  /** Gives the calls of this work their purpose. */
  async during<T>(work: string, call: () => Promise<T>): Promise<T> {
    const outer = this.#work;
    this.#work = work;
    try {
      return await call();
    } finally {
      this.#work = outer;
    }
  }

  /** The writes since the last call. */
  stream(): readonly StreamRecord[] {
    return this.#records.splice(0);
  }

  async #counting<R extends { readonly output: object }>(
    command: string,
    input: object,
    send: () => Promise<R>,
  ): Promise<R> {
    const work = this.#work;
    const write = writeOf(command, input);
    try {
      const reply = await send();
      const costs =
        write === null
          ? readsOf(command, input, reply.output).map(({ operation, item, units }): Cost => {
              return { work, operation, item, read: units, write: 0 };
            })
          : await this.#written(work, write);
      this.costs.push(...costs);
      this.#compare(command, reply.output, costs);
      return reply;
    } catch (error) {
      // A refused write costs the items that it would have checked.
      if (write !== null) this.costs.push(...this.#refused(work, write));
      throw error;
    }
  }

  async #written(work: string, { operation, factor, table, actions }: Write): Promise<readonly Cost[]> {
    const updated = await this.#readBack(table, actions);
    return actions.flatMap(({ key, does }) => {
      const before = this.#items.get(nameOf(key));
      const now = does === 'checks' ? before : does === 'updates' ? updated.get(nameOf(key)) : does.puts;
      const charge = (item: string, units: number): readonly Cost[] =>
        units === 0 ? [] : [{ work, operation, item, read: 0, write: units }];
      const own = charge(kindOf(key), factor * writeUnits(before, now));
      if (does === 'checks' || now === undefined) return own;
      this.#items.set(nameOf(key), now);
      this.#records.push({ key, image: now });
      return [...own, ...indexNames.flatMap((index) => charge(`index ${index}`, indexUnits(index, before, now)))];
    });
  }

  #refused(work: string, { operation, factor, actions }: Write): readonly Cost[] {
    return actions.map(({ key }) => {
      const there = this.#items.get(nameOf(key));
      return { work, operation, item: kindOf(key), read: 0, write: factor * writeUnits(there, there) };
    });
  }

  /** Reads the results of updates without counting. */
  async #readBack(table: string | undefined, actions: Write['actions']): Promise<ReadonlyMap<string, Attributes>> {
    const Keys = actions.flatMap(({ key, does }) => (does === 'updates' ? [key] : []));
    if (Keys.length === 0 || table === undefined) return new Map();
    const input = { RequestItems: { [table]: { Keys, ConsistentRead: true } } };
    this.#uncounted.add(input);
    const { Responses = {} } = await this.#client.send(new BatchGetItemCommand(input));
    return new Map((Responses[table] ?? []).map((item) => [nameOf(item), item]));
  }

  #compare(command: string, output: object, costs: readonly Cost[]): void {
    const { ConsumedCapacity = [] } = output as { readonly ConsumedCapacity?: Consumed | readonly Consumed[] };
    const units = [ConsumedCapacity].flat().reduce((sum, { CapacityUnits = 0 }) => sum + CapacityUnits, 0);
    const counted = costs.reduce((sum, { read, write }) => sum + read + write, 0);
    this.told.push({ command, units, counted });
  }
}

interface Consumed {
  readonly CapacityUnits?: number;
}

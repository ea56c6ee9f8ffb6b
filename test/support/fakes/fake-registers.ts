import type { Codes, Links, People, Replies, TaskTokens } from '../../../functions/application/ports/record.ts';
import type {
  AddedParameterSet,
  Boroughs,
  Keys,
  ParameterSets,
  Schemes,
  VersionedScheme,
} from '../../../functions/application/ports/registers.ts';
import type { Clock } from '../../../functions/application/ports/system.ts';
import type { CodesOfRequest } from '../../../functions/domain/codes/one-time-code.ts';
import type { Key, Link, RecordedReply } from '../../../functions/domain/record/access.ts';
import type { OutboxEntry } from '../../../functions/domain/record/outbox.ts';
import type { Person } from '../../../functions/domain/record/proposal-state.ts';
import type { Step, TaskToken } from '../../../functions/domain/record/step.ts';
import type { Borough, PersonId } from '../../../functions/domain/vocabulary/borough.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { put, putCodes } from './change-writes.ts';
import { fakeKeys } from './fake-keys.ts';
import { type FakeKey, type FakeTable, type FakeWrite, OnTable } from './fake-table.ts';

/** All values with this type of key, in the order of `by`. */
function all<T>(table: FakeTable, { pk }: FakeKey<T>, by: (value: T) => string): readonly T[] {
  const values = table.everything().filter((item) => item.pk.startsWith(pk));
  // Only writes with the same type of key put a value there.
  return values.map(({ value }) => value as T).toSorted((a, b) => (by(a) < by(b) ? -1 : 1));
}

function isVersion(there: unknown, expected: number | null): boolean {
  return ((there as { readonly version: number } | undefined)?.version ?? null) === expected;
}

/** Overwrites the expected version of a value, together with other items. Tries again until the result is known. */
async function putNext<T>(
  table: FakeTable,
  operation: string,
  key: FakeKey<T>,
  value: T,
  expected: number | null,
  others: readonly FakeWrite<unknown>[] = [],
): Promise<boolean> {
  const write = { tag: 'next', key, condition: (there: unknown) => isVersion(there, expected), next: () => value };
  for (;;) {
    const written = await table.transact(operation, [write, ...others]);
    if (written.kind === 'written') return true;
    if (written.kind === 'unknown' && table.look(key) === value) return true;
    if (written.kind === 'cancelled') return false;
  }
}

export class FakeBoroughs extends OnTable implements Boroughs {
  get(borough: BoroughCode): Promise<Borough | undefined> {
    return this.table.get(fakeKeys.borough(borough));
  }

  async list(): Promise<readonly Borough[]> {
    return all(this.table, fakeKeys.borough(''), ({ borough }) => borough);
  }

  async put(borough: Borough, people: readonly Person[], expected: number | null): Promise<boolean> {
    const others = people.map((person) => put(fakeKeys.person(person.id), person));
    return putNext(this.table, 'put borough', fakeKeys.borough(borough.borough), borough, expected, others);
  }
}

export class FakeSchemes extends OnTable implements Schemes {
  get(name: string): Promise<VersionedScheme | undefined> {
    return this.table.get(fakeKeys.scheme(name));
  }

  async list(): Promise<readonly VersionedScheme[]> {
    return all(this.table, fakeKeys.scheme(''), ({ scheme }) => scheme.name);
  }

  async put(scheme: VersionedScheme, expected: number | null): Promise<boolean> {
    const key = fakeKeys.scheme(scheme.scheme.name);
    return putNext(this.table, 'put scheme', key, scheme, expected);
  }
}

export class FakeParameterSets extends OnTable implements ParameterSets {
  async added(): Promise<readonly AddedParameterSet[]> {
    const items = await this.table.query(fakeKeys.parameterSet('').pk);
    // Only writes with the same type of key put a value there.
    return items.map(({ value }) => value as AddedParameterSet);
  }

  async add(added: AddedParameterSet): Promise<boolean> {
    const key = fakeKeys.parameterSet(added.set.id);
    const condition = (there: unknown) => there === undefined;
    return this.table.write('add parameter set', { tag: 'write', key, condition, next: () => added });
  }
}

export class FakeApiKeys extends OnTable implements Keys {
  get(id: string): Promise<Key | undefined> {
    return this.table.get(fakeKeys.key(id));
  }

  async list(): Promise<readonly Key[]> {
    return all(this.table, fakeKeys.key(''), ({ createdAt, id }) => `${createdAt} ${id}`);
  }

  async put(key: Key): Promise<void> {
    await this.table.write('put key', { tag: 'write', key: fakeKeys.key(key.id), next: () => key });
  }
}

export class FakeLinks extends OnTable implements Links {
  get(hash: string): Promise<Link | undefined> {
    return this.table.get(fakeKeys.link(hash));
  }

  async put(link: Link): Promise<void> {
    await this.table.write('put link', { tag: 'write', key: fakeKeys.link(link.hash), next: () => link });
  }
}

export class FakeCodes extends OnTable implements Codes {
  get(request: string): Promise<CodesOfRequest | undefined> {
    return this.table.get(fakeKeys.codes(request));
  }

  async put(request: string, codes: CodesOfRequest, mail?: OutboxEntry): Promise<boolean> {
    for (;;) {
      const written = await this.table.transact('put codes', [
        putCodes(request, codes),
        ...(mail === undefined ? [] : [put(fakeKeys.outbox(mail.id), mail)]),
      ]);
      if (written.kind === 'written') return true;
      if (written.kind === 'unknown' && this.table.look(fakeKeys.codes(request)) === codes) return true;
      if (written.kind === 'cancelled') return false;
    }
  }
}

export class FakePeople extends OnTable implements People {
  async get(ids: readonly PersonId[]): Promise<readonly Person[]> {
    const found = await Promise.all([...new Set(ids)].map((id) => this.table.get(fakeKeys.person(id))));
    return found.filter((person) => person !== undefined);
  }
}

export class FakeTaskTokens extends OnTable implements TaskTokens {
  get(proposal: string, cycle: number, step: Step): Promise<TaskToken | undefined> {
    return this.table.get(fakeKeys.token(proposal, cycle, step));
  }
}

const millisecondsKept = 24 * 60 * 60 * 1_000;

export class FakeReplies extends OnTable implements Replies {
  readonly #clock: Clock;

  constructor(table: FakeTable, clock: Clock) {
    super(table);
    this.#clock = clock;
  }

  async get(hash: string): Promise<RecordedReply | undefined> {
    const reply = await this.table.get(fakeKeys.reply(hash));
    if (reply === undefined) return undefined;
    return Date.parse(this.#clock.now()) < Date.parse(reply.at) + millisecondsKept ? reply : undefined;
  }
}

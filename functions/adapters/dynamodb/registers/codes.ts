import { randomUUID } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Codes } from '../../../application/ports/record.ts';
import type { CodesOfRequest } from '../../../domain/codes/one-time-code.ts';
import type { OutboxEntry } from '../../../domain/record/outbox.ts';
import { codesOfRequest } from '../../../schemas/items/access.ts';
import { reads } from '../../../schemas/items/reads.ts';
import { expiry, toItem } from '../table/items.ts';
import { codesKey } from '../table/keys.ts';
import { outboxItem } from '../table/outbox-item.ts';
import { getItem } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';
import { type Action, put, putOver, transact } from '../table/transaction.ts';
import { untilDone } from '../table/tries.ts';

const schema = reads<CodesOfRequest>()(codesOfRequest);

/** A day's counts hold for that day; two more are left for whoever looks into why a request was locked. */
const daysKept = 3;

/** What has become of one-time codes: one item a request, each version over the one before. */
export class DynamoCodes implements Codes {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  get(request: string): Promise<CodesOfRequest | undefined> {
    return getItem(this.#table, schema, codesKey(request));
  }

  /** One token for all tries: a lost reply to a write that was done is told so. Throws `Overloaded` where others are always first. */
  put(request: string, codes: CodesOfRequest, mail?: OutboxEntry): Promise<boolean> {
    const actions: readonly Action<'codes' | 'mail'>[] = [
      { tag: 'codes', write: putCodes(request, codes) },
      ...(mail === undefined ? [] : [{ tag: 'mail' as const, write: put(outboxItem(mail)) }]),
    ];
    const token = randomUUID();
    return untilDone(this.#table, `codes of ${request}`, async () => {
      const written = await transact(this.#table, actions, token);
      if (written.kind === 'written') return true;
      return written.kind === 'cancelled' && written.failed.length > 0 ? false : undefined;
    });
  }
}

/** As an action of a transaction: over the version before, or where there is none. */
export function putCodes(request: string, codes: CodesOfRequest): TransactWriteItem {
  const item = toItem(codesKey(request), { ...codes, ...expiry(`${codes.day}T00:00:00.000Z`, daysKept) });
  return putOver(item, codes.version === 1 ? null : codes.version - 1);
}

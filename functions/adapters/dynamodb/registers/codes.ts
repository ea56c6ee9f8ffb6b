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

/** Counts apply for one day. Two more days help to find out why a request was locked. */
const daysKept = 3;

/** The codes of one request. A function that may not write contains only this. */
export function getCodes(table: DynamoTable, request: string): Promise<CodesOfRequest | undefined> {
  return getItem(table, schema, codesKey(request));
}

/** One-time codes: one item per request. Each version replaces the one before. */
export class DynamoCodes implements Codes {
  readonly #table: DynamoTable;

  constructor(table: DynamoTable) {
    this.#table = table;
  }

  get(request: string): Promise<CodesOfRequest | undefined> {
    return getCodes(this.#table, request);
  }

  /** All tries share one token, so that a lost reply does no harm. Throws `Overloaded` if others always come first. */
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

/** As an action of a transaction: replaces the version before, or creates the first. */
export function putCodes(request: string, codes: CodesOfRequest): TransactWriteItem {
  const item = toItem(codesKey(request), { ...codes, ...expiry(`${codes.day}T00:00:00.000Z`, daysKept) });
  return putOver(item, codes.version === 1 ? null : codes.version - 1);
}

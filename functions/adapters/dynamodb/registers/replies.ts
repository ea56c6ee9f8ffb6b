import type { Replies } from '../../../application/ports/record.ts';
import type { Clock } from '../../../application/ports/system.ts';
import type { RecordedReply } from '../../../domain/record/access.ts';
import { beginningOfReply, partOfReply } from '../../../schemas/items/access.ts';
import { reads } from '../../../schemas/items/reads.ts';
import { systemClock } from '../../system/clock.ts';
import { replyKey, replyPartKey } from '../table/keys.ts';
import { getItem, getItems } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';
import { expiryOf } from './reply-items.ts';

const schema = reads<RecordedReply & { readonly parts: number }>()(beginningOfReply);

/** First replies to HTTP requests with an Idempotency-Key. Each counts for 24 hours, even if it is still stored. */
export class DynamoReplies implements Replies {
  readonly #table: DynamoTable;
  readonly #clock: Clock;

  constructor(table: DynamoTable, clock: Clock = systemClock) {
    this.#table = table;
    this.#clock = clock;
  }

  async get(hash: string): Promise<RecordedReply | undefined> {
    const found = await getItem(this.#table, schema, replyKey(hash));
    if (found === undefined || expiryOf(found) * 1_000 <= Date.parse(this.#clock.now())) return undefined;
    const { parts, ...reply } = found;
    return { ...reply, reply: reply.reply + (await this.#rest(hash, parts)) };
  }

  async #rest(hash: string, parts: number): Promise<string> {
    const keys = Array.from({ length: parts }, (_, index) => replyPartKey(hash, index + 1));
    const found = await getItems(this.#table, partOfReply, keys);
    if (found.length < parts) throw new Error('A part of a recorded reply is missing.');
    const inOrder = found.toSorted((a, b) => (a.sk < b.sk ? -1 : 1));
    return inOrder.map(({ part }) => part).join('');
  }
}

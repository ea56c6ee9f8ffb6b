import type { Clock, Replies } from '../../application/ports.ts';
import type { RecordedReply } from '../../application/state.ts';
import { recordedReply } from '../../schemas/items/access.ts';
import { reads } from '../../schemas/items/reads.ts';
import { systemClock } from '../system/clock.ts';
import { replyKey } from './keys.ts';
import { expiryOf } from './proposal-items.ts';
import { getItem } from './reading.ts';
import type { DynamoTable } from './table.ts';

const schema = reads<RecordedReply>()(recordedReply);

/** First replies to requests with an Idempotency-Key. After 24 hours one counts as gone, whenever the table removes it. */
export class DynamoReplies implements Replies {
  readonly #table: DynamoTable;
  readonly #clock: Clock;

  constructor(table: DynamoTable, clock: Clock = systemClock) {
    this.#table = table;
    this.#clock = clock;
  }

  async get(hash: string): Promise<RecordedReply | undefined> {
    const reply = await getItem(this.#table, schema, replyKey(hash));
    if (reply === undefined) return undefined;
    return expiryOf(reply) * 1_000 > Date.parse(this.#clock.now()) ? reply : undefined;
  }
}

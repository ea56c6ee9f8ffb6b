import type { RecordedReply } from '../../../functions/domain/record/access.ts';

/** A reply that an Idempotency-Key repeats. */
export const aReply: RecordedReply = {
  ...{ hash: 'a'.repeat(64), body: 'b'.repeat(64), status: 200, headers: {} },
  ...{ reply: '{}', at: '2026-11-23T10:00:00.000Z' },
};

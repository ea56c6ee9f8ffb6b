import type { RecordedReply } from '../../../domain/record/access.ts';
import { type Attributes, secondsAt, toItem } from '../table/items.ts';
import { replyKey, replyPartKey } from '../table/keys.ts';

const secondsKept = 24 * 60 * 60;
/** In characters, of at most three bytes each. An item holds 400 KB. */
const longestPart = 100_000;

/** When a recorded reply expires, in seconds since 1970. */
export function expiryOf({ at }: Pick<RecordedReply, 'at'>): number {
  return secondsAt(at) + secondsKept;
}

/**
 * A reply as items: the first says whether it exists, and a long text continues in more items, because the state of a
 * proposal with long texts does not fit into one.
 */
export function replyItems(reply: RecordedReply): readonly [Attributes, ...Attributes[]] {
  const [first = '', ...rest] = partsOf(reply.reply);
  const expiresAt = expiryOf(reply);
  return [
    toItem(replyKey(reply.hash), { ...reply, reply: first, parts: rest.length, expiresAt }),
    ...rest.map((part, index) => toItem(replyPartKey(reply.hash, index + 1), { part, expiresAt })),
  ];
}

/** A text in parts that never split a surrogate pair. */
function partsOf(text: string): readonly string[] {
  const parts: string[] = [];
  for (let start = 0; start < text.length; ) {
    const end = start + longestPart;
    const within = /[\ud800-\udbff]/.test(text.charAt(end - 1)) && end < text.length;
    parts.push(text.slice(start, within ? end - 1 : end));
    start = within ? end - 1 : end;
  }
  return parts;
}

import type { Replies } from '../../application/ports/record.ts';
import type { Caller } from '../../application/ports/registers.ts';
import type { Digests } from '../../application/ports/system.ts';
import type { RecordedReply } from '../../domain/record/access.ts';
import type { Instant } from '../../domain/vocabulary/calendar.ts';
import { type Fault, faultAt } from '../../domain/vocabulary/fault.ts';
import type { Answer } from './answer.ts';
import { etagOf } from './etag.ts';
import { invalidInput } from './problem.ts';

/** A request that may be repeated under the same Idempotency-Key to get its first response again. */
export interface Repeatable {
  /** SHA-256 of caller, method, path and key, each with its length, so that no two requests have the same input. */
  readonly hash: string;
  /** SHA-256 of the body. */
  readonly body: string;
}

export interface SentRequest {
  readonly caller: Pick<Caller, 'id'>;
  readonly method: string;
  readonly path: string;
  readonly key: string;
  readonly body: string;
}

/** What is wrong with an Idempotency-Key, as a fault of `/header/idempotency-key`. */
export function idempotencyKeyFaults(
  key: string | undefined,
  meaning: 'replayed' | 'refused' | undefined,
): readonly Fault[] {
  if (key === undefined || meaning === undefined) return [];
  const path = ['header', 'idempotency-key'];
  if (meaning === 'refused')
    return [faultAt(path, 'Remove this header: a response that shows a secret is never repeated.')];
  return /^[\x21-\x7e]{1,255}$/.test(key) ? [] : [faultAt(path, 'Expected 1 to 255 visible ASCII characters.')];
}

export function repeatable({ sha256 }: Pick<Digests, 'sha256'>, sent: SentRequest): Repeatable {
  const { caller, method, path, key, body } = sent;
  const parts = [caller.id, method, path, key].map((part) => `${part.length}:${part}`);
  return { hash: sha256(parts.join('')), body: sha256(body) };
}

/** The first response again; 422 if the key was used with another body; undefined if the key is new. */
export async function replayed(replies: Pick<Replies, 'get'>, { hash, body }: Repeatable): Promise<Answer | undefined> {
  const recorded = await replies.get(hash);
  if (recorded === undefined) return undefined;
  if (recorded.body !== body) {
    const detail = 'This key was already used with another body. Send the first body again, or use a new key.';
    return invalidInput([faultAt(['header', 'idempotency-key'], detail)]);
  }
  const { status, headers, reply } = recorded;
  return { status, headers, content: { kind: 'text', type: 'application/json', text: reply } };
}

/** What a use case writes in its own transaction, so that this response can be repeated. */
export function recordOf({ hash, body }: Repeatable, answer: Answer, at: Instant): RecordedReply {
  const { status, headers = {}, version, content } = answer;
  if (content?.kind !== 'json') throw new Error('Only a JSON response can be repeated.');
  const tag = version === undefined ? {} : { etag: etagOf(version) };
  return { hash, body, status, headers: { ...headers, ...tag }, reply: JSON.stringify(content.value), at };
}

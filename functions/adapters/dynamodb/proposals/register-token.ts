import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Registered, TokenRegistration } from '../../../application/ports/record.ts';
import type { TaskToken } from '../../../domain/record/step.ts';
import { toAttributes, toItem } from '../table/items.ts';
import { headKey, tokenKey } from '../table/keys.ts';
import { outboxItem } from '../table/outbox-item.ts';
import { getAttributes } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';
import { type Action, checkVersion, put, transact, type Written } from '../table/transaction.ts';
import { absentEntries, acknowledgement } from './commit-change.ts';

type Tag = { readonly kind: 'head' | 'token' | 'none' } | { readonly kind: 'acknowledgement'; readonly entry: string };

/**
 * Registers a step's token with its entries, on condition of the head's version and that the stored token is not from a
 * newer attempt. If the reply was lost, the stored token shows whether the write succeeded.
 */
export async function registerToken(table: DynamoTable, registration: TokenRegistration): Promise<Registered> {
  const { token, expected, outbox, acknowledges } = registration;
  let actions: readonly Action<Tag>[] = [
    { tag: { kind: 'head' }, write: checkVersion(headKey(token.proposal), expected) },
    { tag: { kind: 'token' }, write: putToken(token) },
    ...outbox.map((entry) => ({ tag: { kind: 'none' as const }, write: put(outboxItem(entry)) })),
    ...acknowledges.map(acknowledgement),
  ];
  for (;;) {
    const written = await transact(table, actions);
    const absent = absentEntries(written);
    if (absent.size === 0) return committed(table, registration, written);
    actions = actions.filter(({ tag }) => tag.kind !== 'acknowledgement' || !absent.has(tag.entry));
  }
}

function keyOf({ proposal, cycle, step }: TaskToken) {
  return tokenKey(proposal, cycle, step);
}

/** Replaces a token of the same, an older or an unknown attempt. A token with an unknown attempt replaces any. */
function putToken(token: TaskToken): TransactWriteItem {
  const { Put } = put(toItem(keyOf(token), token));
  if (Put === undefined || token.attempt === null) return { Put };
  const { enteredAt, retry } = token.attempt;
  return {
    Put: {
      ...Put,
      ConditionExpression:
        'attribute_not_exists(#attempt.#enteredAt) OR #attempt.#enteredAt < :enteredAt' +
        ' OR (#attempt.#enteredAt = :enteredAt AND #attempt.#retry <= :retry)',
      ExpressionAttributeNames: { '#attempt': 'attempt', '#enteredAt': 'enteredAt', '#retry': 'retry' },
      ExpressionAttributeValues: toAttributes({ ':enteredAt': enteredAt, ':retry': retry }),
    },
  };
}

async function committed(
  table: DynamoTable,
  registration: TokenRegistration,
  written: Written<Tag>,
): Promise<Registered> {
  if (written.kind === 'written') return { kind: 'committed' };
  if (written.kind === 'cancelled') {
    const failed = new Set(written.failed.map(({ tag }) => tag.kind));
    // The head does not matter: nobody waits for this token.
    if (failed.has('token')) return { kind: 'outdated' };
    if (failed.has('head')) return { kind: 'again', why: 'stale' };
    return { kind: 'again', why: written.throttled ? 'throttled' : 'conflict' };
  }
  const there = await getAttributes(table, keyOf(registration.token));
  if (there?.token?.S === registration.token.token) return { kind: 'committed' };
  return { kind: 'again', why: written.kind === 'throttled' ? 'throttled' : 'conflict' };
}

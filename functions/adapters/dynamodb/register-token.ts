import type { Committed, TokenRegistration } from '../../application/ports.ts';
import { absentEntries, acknowledgement } from './commit-change.ts';
import { toItem } from './items.ts';
import { headKey, tokenKey } from './keys.ts';
import { outboxItem } from './proposal-items.ts';
import { getAttributes } from './reading.ts';
import type { DynamoTable } from './table.ts';
import { type Action, checkVersion, put, transact, type Written } from './transaction.ts';

type Tag = { readonly kind: 'head' | 'none' } | { readonly kind: 'acknowledgement'; readonly entry: string };

/** Registers a step's token with its entries, on condition of the head's version. A lost reply is recognised by the token. */
export async function registerToken(table: DynamoTable, registration: TokenRegistration): Promise<Committed> {
  const { token, expected, outbox, acknowledges } = registration;
  let actions: readonly Action<Tag>[] = [
    { tag: { kind: 'head' }, write: checkVersion(headKey(token.proposal), expected) },
    { tag: { kind: 'none' }, write: put(toItem(tokenOf(registration), token)) },
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

function tokenOf({ token }: TokenRegistration) {
  return tokenKey(token.proposal, token.cycle, token.step);
}

async function committed(
  table: DynamoTable,
  registration: TokenRegistration,
  written: Written<Tag>,
): Promise<Committed> {
  if (written.kind === 'written') return { kind: 'committed' };
  if (written.kind === 'cancelled') {
    if (written.failed.some(({ tag }) => tag.kind === 'head')) return { kind: 'again', why: 'stale' };
    return { kind: 'again', why: written.throttled ? 'throttled' : 'conflict' };
  }
  const there = await getAttributes(table, tokenOf(registration));
  if (there?.token?.S === registration.token.token) return { kind: 'committed' };
  return { kind: 'again', why: written.kind === 'throttled' ? 'throttled' : 'conflict' };
}

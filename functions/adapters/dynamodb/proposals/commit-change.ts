import { createHash } from 'node:crypto';
import type { TransactWriteItem } from '@aws-sdk/client-dynamodb';
import type { Again, Change, Committed } from '../../../application/ports/record.ts';
import type { Movement } from '../../../domain/money/budget.ts';
import type { RecordedReply } from '../../../domain/record/access.ts';
import { putCodes } from '../registers/codes.ts';
import { replyItems } from '../registers/reply-items.ts';
import { secondsAt, toAttributes, toItem } from '../table/items.ts';
import { boroughKey, eventKey, personKey, saltsKey, tokenKey } from '../table/keys.ts';
import { outboxItem } from '../table/outbox-item.ts';
import { getAttributes } from '../table/reading.ts';
import type { DynamoTable } from '../table/table.ts';
import {
  type Action,
  checkVersion,
  type Failed,
  put,
  putNew,
  putOver,
  transact,
  type Written,
} from '../table/transaction.ts';
import { isShort, mergeMovements, moveMoney } from './budget-movements.ts';
import { acknowledge } from './outbox-writes.ts';
import {
  appraisalItem,
  confirmingItem,
  contributionItem,
  decisionItem,
  eventItem,
  headItem,
  referenceItem,
  replacedAnswerItem,
  reviewedItem,
  reviewItem,
  revisionItem,
  roundItem,
  signOffItem,
} from './proposal-items.ts';

/** The condition on an action's item; `none` means no condition. */
type Condition = 'head' | 'event' | 'reference' | 'reply' | 'borough' | 'codes' | 'none';

/** What the failure of an action's condition means. */
type Tag =
  | { readonly kind: Condition }
  | { readonly kind: 'budget'; readonly movement: Movement }
  | { readonly kind: 'acknowledgement'; readonly entry: string };

/**
 * Writes one change of a proposal as one transaction (docs/architecture.md, The table). If the reply is lost, it looks
 * for its own event to find the result. Throws on failures that another try would not mend.
 */
export async function commitChange(table: DynamoTable, change: Change): Promise<Committed> {
  let actions = actionsOf(change);
  for (;;) {
    const attempt = hashOf(actions);
    const written = await transact(table, [...actions, ...eventActions(change, attempt)], attempt);
    const absent = absentEntries(written);
    if (absent.size === 0) return committed(table, change, attempt, written);
    // Outbox entries come only with changes of their own proposal, so none can appear before the head changes.
    actions = actions.filter(({ tag }) => tag.kind !== 'acknowledgement' || !absent.has(tag.entry));
  }
}

function actionsOf(change: Change): readonly Action<Tag>[] {
  const { head, expected } = change;
  const written = { proposal: head.id, revision: head.revision, asOf: head.version };
  return [
    action('head', putOver(headItem(head), expected)),
    ...(expected === null ? [action('reference', putNew(referenceItem(head)))] : []),
    ...each(change.salts, (salts) => put(toItem(saltsKey(salts.proposal, salts.sequence), salts))),
    ...each(change.revision, (revision) => put(revisionItem(revision, written))),
    ...each(change.requests, (request) => put(signOffItem(request, written))),
    ...each(change.replaced, (replaced) => put(replacedAnswerItem(replaced, written))),
    ...each(change.round, (round) => put(roundItem(round, written))),
    ...each(change.reviews, (request) => put(reviewItem(request, written))),
    ...each(change.review, (review) => put(reviewedItem(review, written))),
    ...each(change.confirming, (confirming) => put(confirmingItem(confirming, written))),
    ...each(change.contributions, (contribution) => put(contributionItem(contribution, written))),
    ...each(change.appraisal, (appraisal) => put(appraisalItem(appraisal, written))),
    ...each(change.decision, (decision) => put(decisionItem(decision, written))),
    ...each(change.people, (person) => put(toItem(personKey(person.id), person))),
    ...each(change.outbox, (entry) => put(outboxItem(entry))),
    ...each(change.token, (token) => put(toItem(tokenKey(token.proposal, token.cycle, token.step), token))),
    ...mergeMovements(change.movements ?? []).map((movement) => ({
      tag: { kind: 'budget' as const, movement },
      write: moveMoney(movement),
    })),
    ...(change.acknowledges ?? []).map(acknowledgement),
    ...distinct(change.requiredVersions ?? []).map(({ borough, version }) =>
      action('borough', checkVersion(boroughKey(borough), version)),
    ),
    ...(change.codes === undefined ? [] : [action('codes', putCodes(change.codes.request, change.codes.codes))]),
    ...(change.reply === undefined ? [] : putReply(change.reply)),
  ];
}

function action(kind: Condition, write: TransactWriteItem): Action<{ readonly kind: Condition }> {
  return { tag: { kind }, write };
}

/** The condition prevents the update from creating an entry that does not exist. */
export function acknowledgement(entry: string): Action<{ kind: 'acknowledgement'; entry: string }> {
  return { tag: { kind: 'acknowledgement', entry }, write: acknowledge(entry) };
}

/** Each borough is checked once, because a transaction may not name an item twice. */
function distinct<T extends { readonly borough: string; readonly version: number }>(
  requiredVersions: readonly T[],
): readonly T[] {
  return [...new Map(requiredVersions.map((each) => [`${each.borough} ${each.version}`, each])).values()];
}

/** Plain actions for one value, several or none. */
function each<T extends object>(
  values: T | readonly T[] | undefined,
  write: (value: T) => TransactWriteItem,
): readonly Action<Tag>[] {
  if (values === undefined) return [];
  const all: readonly T[] = isList(values) ? values : [values];
  return all.map((value) => action('none', write(value)));
}

function isList<T>(values: T | readonly T[]): values is readonly T[] {
  return Array.isArray(values);
}

/** The table removes an expired reply hours later, so the condition includes the expiry. */
function putReply(reply: RecordedReply): readonly Action<Tag>[] {
  const [Item, ...rest] = replyItems(reply);
  const first = {
    Put: {
      TableName: '',
      Item,
      ConditionExpression: 'attribute_not_exists(pk) OR expiresAt <= :now',
      ExpressionAttributeValues: toAttributes({ ':now': secondsAt(reply.at) }),
    },
  };
  return [action('reply', first), ...rest.map((item) => action('none', put(item)))];
}

/**
 * Name of this attempt: a hash of everything it writes, so that two attempts share it only if they write the same. It
 * is the transaction's token and is stored on its events. At most 36 characters, which is the API's limit.
 */
function hashOf(actions: readonly Action<Tag>[]): string {
  const writes = JSON.stringify(actions.map(({ write }) => write));
  return createHash('sha256').update(writes).digest('base64url').slice(0, 36);
}

function eventActions(change: Change, attempt: string): readonly Action<Tag>[] {
  return change.events.map((event) => action('event', putNew(eventItem(event, attempt))));
}

/** The absent entries, if acknowledging them is all that failed. */
export function absentEntries(
  written: Written<Tag | { readonly kind: 'token' } | { readonly kind: 'acknowledgement'; readonly entry: string }>,
): ReadonlySet<string> {
  if (written.kind !== 'cancelled' || written.conflict || written.throttled) return new Set();
  const entries = written.failed.flatMap(({ tag }) => (tag.kind === 'acknowledgement' ? [tag.entry] : []));
  return new Set(entries.length === written.failed.length ? entries : []);
}

async function committed(
  table: DynamoTable,
  change: Change,
  attempt: string,
  written: Written<Tag>,
): Promise<Committed> {
  if (written.kind === 'written') return { kind: 'committed' };
  if (written.kind !== 'cancelled') {
    if (await isOwn(table, change, attempt)) return { kind: 'committed' };
    return again(written.kind === 'throttled' ? 'throttled' : 'conflict');
  }
  const failed = new Set(written.failed.map(({ tag }) => tag.kind));
  // If our own earlier attempt was written and its reply lost, all of its conditions fail now.
  if ((failed.has('head') || failed.has('event')) && (await isOwn(table, change, attempt))) {
    return { kind: 'committed' };
  }
  const why = reasonOf(failed, written);
  return why === undefined ? shortOf(written.failed) : again(why);
}

/** The first reason that applies. Reasons that make the decision itself worthless come first. */
function reasonOf(
  failed: ReadonlySet<Tag['kind']>,
  { conflict, throttled }: { readonly conflict: boolean; readonly throttled: boolean },
): Again | undefined {
  if (failed.has('reply')) return 'replied';
  if (failed.has('head') || failed.has('event')) return 'stale';
  if (failed.has('reference')) return 'reference-taken';
  if (failed.has('borough')) return 'borough-changed';
  if (failed.has('codes')) return 'codes-changed';
  if (conflict) return 'conflict';
  if (throttled) return 'throttled';
  return failed.size === 0 ? 'conflict' : undefined;
}

function shortOf(failed: readonly Failed<Tag>[]): Committed {
  const movements = failed.flatMap(({ tag, found }) => {
    if (tag.kind !== 'budget') return [];
    if (isShort(tag.movement, found)) return [tag.movement];
    throw new Error(`A budget holds less than the record says: ${JSON.stringify(tag.movement)}`);
  });
  return { kind: 'short', movements };
}

function again(why: Again): Committed {
  return { kind: 'again', why };
}

/** Whether this attempt wrote the change's last event. The head cannot tell, because other changes overwrite it. */
async function isOwn(table: DynamoTable, { head }: Change, attempt: string): Promise<boolean> {
  const item = await getAttributes(table, eventKey(head.id, head.events));
  return item?.attempt?.S === attempt;
}

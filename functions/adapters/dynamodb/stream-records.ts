import * as z from 'zod/mini';
import type { OutboxEntry } from '../../application/state.ts';
import { type Attributes, parseItem } from './items.ts';
import { entrySchema } from './outbox.ts';

const keys = z.object({ pk: z.string(), sk: z.string() });

/**
 * The proposal whose rows a stream record may change: every change of a proposal writes its head, and a row is replaced by one of a
 * newer head alone. A hint only. Undefined for every other item.
 */
export function proposalOf(recordKeys: Attributes): string | undefined {
  const { pk, sk } = parseItem(keys, recordKeys);
  return pk.startsWith('PROPOSAL#') && sk === 'HEAD' ? pk.slice('PROPOSAL#'.length) : undefined;
}

/** The outbox entry that a stream record's new image is; undefined for every other item. Throws on a kind it does not know. */
export function outboxEntryOf(image: Attributes): OutboxEntry | undefined {
  return image.pk?.S?.startsWith('OUTBOX#') === true ? parseItem<OutboxEntry>(entrySchema, image) : undefined;
}

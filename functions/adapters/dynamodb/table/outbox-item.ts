import type { OutboxEntry } from '../../../domain/record/outbox.ts';
import { type Attributes, dueAttributes, toItem } from './items.ts';
import { outboxKey } from './keys.ts';

export function outboxItem({ due, ...kept }: OutboxEntry): Attributes {
  return toItem(outboxKey(kept.id), { ...kept, ...dueAttributes(due) });
}

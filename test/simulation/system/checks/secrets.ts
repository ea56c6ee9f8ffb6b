import type { TaskToken } from '../../../../functions/domain/record/step.ts';
import type { StoredEvent } from '../../../support/fakes/proposal-keys.ts';
import { Violation } from '../../simulation.ts';
import type { Universe } from '../universe.ts';

/** R25, R27, promise 9: the table contains no token of a link, and no email contains a task token. */
export function checkSecrets({ watch, links, mails }: Universe): void {
  const items = [...watch.items];
  const stored = JSON.stringify(
    // The fake also stores which write made an event.
    items.map(([key, value]) => (/ event \d+$/.test(key) ? [key, (value as StoredEvent).event] : [key, value])),
  );
  const link = links.find(({ token }) => stored.includes(token));
  if (link !== undefined) throw new Violation(`R25: the table holds the token of a link of ${link.person}`);
  const texts = mails.join();
  for (const [key, value] of items) {
    if (!key.startsWith('token ')) continue;
    if (new RegExp(`${(value as TaskToken).token}\\b`).test(texts))
      throw new Violation('R27: a mail holds a task token');
  }
}

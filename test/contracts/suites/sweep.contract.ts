import { expect, test } from 'vitest';
import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import { sweep } from '../../../functions/application/workflow/sweep.ts';
import type { OutboxEntry } from '../../../functions/domain/record/outbox.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { pid, who } from '../../support/builders/ids.ts';
import { aHead, codes, submission } from '../../support/builders/records.ts';
import { FakeExecutions } from '../../support/fakes/fake-services.ts';
import { FakePause, FakeRandomness } from '../../support/fakes/system.ts';
import { overriding } from '../../support/worlds/overriding.ts';
import type { Engine } from '../engines/engines.ts';
import type { Store } from '../engines/store.ts';

/** This many entries that are all due at one instant, some in each transaction. */
async function entriesDue(store: Store, count: number, due: Instant): Promise<readonly string[]> {
  const entries = Array.from({ length: count }, (_, place): OutboxEntry => {
    const messages = [{ mail: 'submitted', to: who('nobody') }] as const;
    const id = `mail.p.${String(place).padStart(3, '0')}`;
    return { id, proposal: pid('p'), task: { kind: 'mail', messages }, status: 'pending', attempt: 1, due };
  });
  for (let from = 0; from < count; from += 75) {
    const outbox = entries.slice(from, from + 75);
    await store.proposals.commit(submission(codes(2), { outbox }, aHead(codes(2), { due: null })));
  }
  return entries.map(({ id }) => id);
}

/** The promises of sweeps over everything that an index finds due. */
export function sweepContract(engine: Engine): void {
  test('120 entries that are due at one instant are driven once each, a page of 50 at a time', async () => {
    const store = await engine.open();
    const ids = await entriesDue(store, 120, store.clock.now());
    let [pages, writes] = [0, 0];
    const deps = {
      ...store,
      dueMoments: overriding(store.dueMoments, {
        before: (...asked) => {
          pages += 1;
          return store.dueMoments.before(...asked);
        },
      }),
      outbox: overriding(store.outbox, {
        postpone: (...asked) => {
          writes += 1;
          return store.outbox.postpone(...asked);
        },
      }),
      executions: new FakeExecutions(),
      randomness: new FakeRandomness(1),
      digests: systemDigests,
      pause: new FakePause(store.clock),
      redrive: { redriveSeconds: 900 },
      failed: (_: unknown, error: unknown) => {
        throw error;
      },
    };
    expect(await sweep(deps)).toEqual({ attended: 120, failed: 0, more: false });
    expect([pages, writes]).toEqual([3, 120]);
    const entries = await Promise.all(ids.map((id) => store.outbox.get(id)));
    expect(entries.filter((entry) => entry?.attempt !== 2)).toEqual([]);
    expect(await sweep(deps)).toEqual({ attended: 0, failed: 0, more: false });
  });
}

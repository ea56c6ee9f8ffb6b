import fc from 'fast-check';
import { expect, test } from 'vitest';
import type { Scheme } from '../../functions/domain/scheme.ts';
import { asSubmitted, happen, historic, histories } from '../support/memory/history.ts';
import { member } from '../support/memory/members.ts';
import { type MemoryCoalition, memoryCoalition } from '../support/memory/memory-coalition.ts';
import { expectEnded, expectSound } from '../support/memory/soundness.ts';

const rules: fc.Arbitrary<Partial<Scheme>> = fc.record({
  decisionRule: fc.constantFrom<Scheme['decisionRule']>(
    { kind: 'coalition', minimumBoroughs: 2 },
    { kind: 'share', of: 'eligible', atLeast: [2, 3] },
    { kind: 'share', of: 'responding', atLeast: [1, 2] },
    { kind: 'unanimous' },
  ),
  silence: fc.constantFrom<Scheme['silence']>('opt-out', 'deemed-approval'),
  review: fc.constantFrom<Scheme['review']>(
    { required: 'always', minimum: 1, responseWorkingDays: 5 },
    { required: 'always', minimum: 2, responseWorkingDays: 2 },
    { required: 'never', minimum: 1, responseWorkingDays: 5 },
  ),
});
const deemedApproval = { authority: 'Standing order 7', upTo: 3_000_000, from: '2026-01-01', to: '2027-12-31' };

const final = ['funded', 'not-funded', 'lapsed', 'withdrawn'];

/** Faults stop and deadlines pass: sweeps go on until a proposal has ended, which takes a bounded number of them. */
async function toTheEnd(coalition: MemoryCoalition, id: string): Promise<string> {
  coalition.faultOf = () => 'none';
  coalition.executions.outage = false;
  coalition.broken.clear();
  for (let sweeps = 0; sweeps < 60; sweeps += 1) {
    const { head } = await coalition.state(id);
    if (final.includes(head.status)) return head.status;
    const soon = new Date(Date.parse(coalition.now) + 16 * 60_000).toISOString();
    if (head.status === 'needs-attention') await coalition.resume(id);
    // On to whatever is due next; every fourth time on to the deadline, past those that wait for officers.
    const next = (sweeps % 4 === 3 ? head.closesAt : head.due) ?? soon;
    coalition.world.clock.set([next, soon].toSorted()[1] ?? soon);
    await coalition.sweep();
  }
  throw new Error(`It never ends: ${JSON.stringify((await coalition.state(id)).head)}`);
}

test('PRODUCT §9 whatever happens, the ledger and the chain hold at every step, and every proposal comes to one end', async () => {
  const seen = new Set<string>();
  await fc.assert(
    fc.asyncProperty(histories, rules, fc.integer(), async (steps, rule, seed) => {
      const boroughs = historic.map((code) => member(code, { deemedApproval }));
      const schemes = [{ name: 'standard', ...rule }];
      const coalition = await memoryCoalition({ boroughs, schemes, seed, allocated: 6_000_000 });
      coalition.copies = seed % 2 === 0 ? 1 : 2;
      const ids = [await coalition.submit(asSubmitted), await coalition.submit(asSubmitted)];
      for (const step of steps) {
        await happen(coalition, ids, step);
        await expectSound(coalition);
      }
      for (const id of ids) {
        const status = await toTheEnd(coalition, id);
        await expectEnded(coalition, id, status);
        seen.add(status);
      }
    }),
    { numRuns: Number(process.env.RUNS ?? 100) },
  );
  expect([...seen].toSorted()).toEqual(final.toSorted());
});

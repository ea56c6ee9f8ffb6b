import { describe, expect, test } from 'vitest';
import { sweep } from '../../../functions/application/workflow/sweep.ts';
import type { OutboxEntry } from '../../../functions/domain/record/outbox.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough, camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { pid, who } from '../../support/builders/ids.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { put } from '../../support/fakes/change-writes.ts';
import { fakeKeys } from '../../support/fakes/fake-keys.ts';
import { type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { overriding } from '../../support/worlds/overriding.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';
import { VirtualTime } from '../../support/worlds/virtual-time.ts';

const boroughs = [hackney, camden, newham].map((code) => aBorough(code));

/** This many entries that were due in the past, all at the same instant if `due` is the same. */
async function entriesDue(coalition: MemoryCoalition, count: number, due: (place: number) => Instant) {
  const { table } = coalition.world;
  const entries = Array.from({ length: count }, (_, place): OutboxEntry => {
    const about = { mail: 'changes-requested', to: who('nobody'), revision: 1 } as const;
    const id = `mail.p.${String(place).padStart(5, '0')}`;
    return {
      id,
      proposal: pid('p'),
      task: { kind: 'mail', messages: [about] },
      status: 'pending',
      attempt: 1,
      due: due(place),
    };
  });
  for (let from = 0; from < count; from += 100) {
    const writes = entries.slice(from, from + 100).map((entry) => put(fakeKeys.outbox(entry.id), entry));
    await table.transact('entries', writes);
  }
  coalition.world.stream();
  return entries.map(({ id }) => id);
}

/** A proposal that is carried at its deadline, which Camden lets pass. */
async function twoOfThree(coalition: MemoryCoalition): Promise<ProposalId> {
  const id = await coalition.submit(aSubmission());
  for (const borough of [hackney, newham]) await coalition.answer(id, borough, { answer: 'approve', upTo: 4_500_000 });
  return id;
}

/** One sweep without its consequences: how often it read and wrote. */
async function countedSweep(coalition: MemoryCoalition, failed: (id: string) => void = () => undefined) {
  let calls = 0;
  const { pace } = coalition.world.table;
  coalition.world.table.pace = async () => {
    calls += 1;
    await pace();
  };
  const swept = await sweep({ ...coalition.deps, failed: ({ id }) => failed(id) });
  coalition.world.table.pace = pace;
  return { ...swept, calls };
}

const yesterday: Instant = '2026-11-22T10:00:00.000Z';

describe('a sweep with very many due items', () => {
  test('works through 10,000 due items in batches that are bounded in items and in calls', async () => {
    const coalition = await memoryCoalition({ boroughs });
    const ids = await entriesDue(coalition, 10_000, (place) => (place % 3 === 0 ? yesterday : coalition.now));
    const sweeps = [];
    do sweeps.push(await countedSweep(coalition));
    while (sweeps.at(-1)?.more === true && sweeps.length < 30);
    expect(sweeps).toHaveLength(20);
    for (const { attended, failed, calls } of sweeps) {
      expect([attended, failed]).toEqual([500, 0]);
      expect(calls).toBeLessThanOrEqual(2 * 500);
    }
    const entries = await Promise.all(ids.map((id) => coalition.world.outbox.get(id)));
    expect(entries.filter((entry) => entry?.attempt !== 2)).toEqual([]);
  });

  test('postpones what fails, so that many failures do not block what is due behind them', async () => {
    const coalition = await memoryCoalition({ boroughs });
    const id = await twoOfThree(coalition);
    const bad = await entriesDue(coalition, 700, () => yesterday);
    coalition.world.clock.set('2026-12-07T17:00:00.000Z');
    const get = async (entry: string) => {
      if (bad.includes(entry)) throw new Error('A kind that this version does not know');
      return coalition.world.outbox.get(entry);
    };
    coalition.deps.outbox = overriding(coalition.world.outbox, { get });
    const failures = new Map<string, number>();
    const note = (entry: string) => failures.set(entry, (failures.get(entry) ?? 0) + 1);
    expect(await countedSweep(coalition, note)).toMatchObject({ attended: 0, failed: 500, more: true });
    expect(await countedSweep(coalition, note)).toMatchObject({ failed: 200, more: false });
    expect((await coalition.state(id)).round?.kind).toBe('carried');
    expect([...failures]).toEqual(bad.map((entry) => [entry, 1]));
    // They are looked at again, each time behind what waited longer.
    coalition.advance({ minutes: 15 });
    expect((await countedSweep(coalition, note)).failed).toBe(500);
  });

  test('is not blocked by what can be neither driven nor postponed', async () => {
    const coalition = await memoryCoalition({ boroughs });
    const id = await twoOfThree(coalition);
    const bad = await entriesDue(coalition, 700, () => yesterday);
    coalition.world.clock.set('2026-12-07T17:00:00.000Z');
    const broken = (entry: string) => (bad.includes(entry) ? Promise.reject(new Error('Not an entry')) : null);
    const { outbox } = coalition.world;
    coalition.deps.outbox = overriding(outbox, {
      get: (entry) => broken(entry) ?? outbox.get(entry),
      postpone: (entry, due, drive) => broken(entry) ?? outbox.postpone(entry, due, drive),
    });
    expect(await countedSweep(coalition)).toMatchObject({ failed: 700, more: false });
    expect((await coalition.state(id)).round?.kind).toBe('carried');
  });

  test('postpones a proposal that fails, which closes at its deadline once it can', async () => {
    const coalition = await memoryCoalition({ boroughs });
    const id = await twoOfThree(coalition);
    coalition.world.clock.set('2026-12-07T17:00:00.000Z');
    const { boroughs: register } = coalition.world;
    coalition.deps.boroughs = overriding(register, { get: () => Promise.reject(new Error('Not a borough')) });
    expect(await countedSweep(coalition)).toMatchObject({ attended: 0, failed: 1 });
    const { head } = await coalition.state(id);
    expect(head).toMatchObject({ due: '2026-12-07T17:15:00.000Z', closesAt: '2026-12-07T17:00:00.000Z' });
    coalition.deps.boroughs = register;
    expect(await countedSweep(coalition)).toMatchObject({ attended: 0, failed: 0 });
    coalition.advance({ minutes: 15 });
    expect((await countedSweep(coalition)).failed).toBe(0);
    expect((await coalition.state(id)).round).toMatchObject({ kind: 'carried', at: '2026-12-07T17:15:00.000Z' });
    await coalition.settleDown();
    await expectSound(coalition);
  });
});

/** Proposals that need the sweep in every way, until the last has ended, with `atOnce` sweeps each time. */
async function fortyDays(atOnce: number, seed: number) {
  const authority = { authority: 'Standing order 7', upTo: 9_000_000, from: '2026-01-01', to: '2027-12-31' } as const;
  const members = [aBorough(hackney), aBorough(camden, { deemedApproval: authority }), aBorough(newham)];
  const schemes = [{ name: 'silent', silence: 'deemed-approval' } as const];
  const coalition = await memoryCoalition({ boroughs: members, schemes, seed });
  const lapsing = await coalition.submit(aSubmission());
  const deemed = await coalition.submit(aSubmission({ scheme: 'silent' }));
  await coalition.answer(deemed, hackney, { answer: 'approve', upTo: 9_000_000 });
  await coalition.answer(deemed, newham, { answer: 'approve', upTo: 1 });
  const unchanged = await coalition.submit(aSubmission());
  for (const borough of [hackney, camden, newham])
    await coalition.answer(unchanged, borough, { answer: 'request-changes' });
  const lost = await twoOfThree(coalition);
  coalition.machine.lose(`${lost}-1`);
  coalition.broken.add('settle');
  for (let looks = 0; looks < 80; looks += 1) {
    coalition.advance({ hours: 12 });
    const time = new VirtualTime(coalition.world.clock);
    const { table, randomness } = coalition.world;
    const { pace } = table;
    if (atOnce > 1) table.pace = () => time.wait(5 + 15 * randomness.fraction());
    const deps = { ...coalition.deps, pause: time, failed: () => undefined };
    const swept = await time.during(Array.from({ length: atOnce }, () => sweep(deps)));
    table.pace = pace;
    expect(swept.flatMap((each) => (each.status === 'fulfilled' ? each.value.failed : [each.reason]))).toEqual(
      Array.from({ length: atOnce }, () => 0),
    );
    await coalition.settleDown();
  }
  const ids = [lapsing, deemed, unchanged, lost];
  const events = await Promise.all(ids.map((id) => coalition.events(id)));
  const mails = coalition.mails.map(
    ({ message, to, proposal }) => `${ids.indexOf(pid(proposal))} ${message.mail} ${to.email}`,
  );
  return { coalition, ids, events: events.map((all) => all.map(({ type }) => type)), mails: mails.toSorted() };
}

describe('two sweeps at once', () => {
  test.each([1, 2, 3])('do everything once, whatever the order of their reads and writes (seed %i)', async (seed) => {
    const alone = await fortyDays(1, seed);
    const { coalition, ids, events, mails } = await fortyDays(2, seed);
    expect(events).toEqual(alone.events);
    expect(mails).toEqual(alone.mails);
    const endings = await Promise.all(ids.map(async (id) => (await coalition.state(id)).head.status));
    // The deemed one was carried, nobody reviewed it, and the lead did not say that it goes on.
    expect(endings).toEqual(['lapsed', 'not-funded', 'lapsed', 'not-funded']);
    for (const [index, id] of ids.entries()) await expectEnded(coalition, id, endings[index] ?? '');
  });
});

describe('a sweep after three days without one', () => {
  test('R9 reminds each who waits once, asks the deputy if the last reminder is past, and closes what is over', async () => {
    const coalition = await memoryCoalition({ boroughs });
    const waiting = await coalition.submit(aSubmission());
    const reviewed = await coalition.submit(aSubmission());
    await coalition.approve(reviewed, hackney, camden, newham);
    const sentSince = async (until: Instant) => {
      const before = coalition.mails.length;
      await coalition.sweepAt(until);
      await coalition.sweep();
      return coalition.mails.slice(before).map(({ message, to }) => `${message.mail} ${to.email}`);
    };
    await sentSince('2026-11-25T12:00:00.000Z');
    // The review's reminders of 26 and 27 November are missed.
    const [{ name } = { name: '' }] = (await coalition.state(reviewed)).reviews;
    const reminder = `review-reminder reviewer@${name.toLowerCase()}.example`;
    expect(await sentSince('2026-11-28T12:00:00.000Z')).toEqual([reminder]);
    await coalition.review(reviewed, 'recommend');
    await sentSince('2026-12-02T12:00:00.000Z');
    // Those of the round on 3 and 4 December, the last.
    expect((await sentSince('2026-12-05T12:00:00.000Z')).toSorted()).toEqual(
      ['hackney', 'camden', 'newham']
        .flatMap((name) => [`sign-off-reminder approver@${name}.example`, `sign-off-request deputy@${name}.example`])
        .toSorted(),
    );
    // And the deadline of 7 December.
    const ended = await sentSince('2026-12-08T12:00:00.000Z');
    expect(ended.filter((mail) => !mail.startsWith('outcome '))).toEqual([]);
    await expectEnded(coalition, waiting, 'lapsed');
    await expectEnded(coalition, reviewed, 'funded');
  });
});

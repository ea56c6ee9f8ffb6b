import { describe, expect, test } from 'vitest';
import { AlreadyReplied } from '../../../functions/application/commit/change-proposal.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { aBorough, anOfficer, camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { changeBorough, type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';
import { aReply } from '../administration/administered-reply.ts';

const first: Instant = '2026-12-07T17:00:00.000Z';
const later: Instant = '2026-12-21T17:00:00.000Z';

const sent = (coalition: MemoryCoalition, mail: string) =>
  coalition.mails.filter(({ message }) => message.mail === mail).map(({ to }) => to.email);

describe('R5 an extension', () => {
  test('R5 moves the deadline of the open round, everywhere that it is shown', async () => {
    const { coalition, id } = await inSignOff();
    const extended = await coalition.extend(id, later);
    expect(extended).toMatchObject({ kind: 'extended', state: { head: { status: 'sign-off', closesAt: later } } });
    const [event] = (await coalition.events(id)).filter(({ type }) => type === 'extended');
    expect(event).toMatchObject({ actor: { kind: 'person' }, data: { closesAt: later } });
    expect(JSON.stringify(event)).not.toContain('committee');
    expect(await coalition.read(coalition.link(id, camden))).toMatchObject({ kind: 'sign-off', closesAt: later });
    expect(await coalition.read(coalition.link(id, null, 'tracking'), 'tracking')).toMatchObject({ closesAt: later });
    await expectSound(coalition);
  });

  test('R5 counts an answer between the old and the new deadline, and the sweep closes at the new one', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.extend(id, later);
    await coalition.sweepAt(first);
    expect((await coalition.state(id)).head.status).toBe('sign-off');
    await coalition.approve(id, hackney, camden);
    await coalition.passDeadline(id);
    const { head, round } = await coalition.state(id);
    expect([coalition.now, head.status, round?.kind, round?.extendedTo]).toEqual([
      later,
      'not-funded',
      'failed',
      later,
    ]);
    await expectEnded(coalition, id, 'not-funded');
  });

  test('R5 tells everyone: a fresh link for those who wait, a notice for those who answered and the proposer', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, camden, { answer: 'decline' });
    const before = coalition.links(id, newham).length;
    await coalition.extend(id, later);
    expect(sent(coalition, 'extended')).toEqual([
      'digital@hackney.example',
      'approver@camden.example',
      'approver@hackney.example',
      'approver@newham.example',
    ]);
    expect(coalition.links(id, newham)).toHaveLength(before + 1);
    const mail = coalition.mails.at(-1);
    expect(mail?.text).toContain('The committee meets later.');
    expect((await coalition.answer(id, newham, { answer: 'approve' })).kind).toBe('recorded');
  });

  test('R29 tells a borough whose approval was revoked, without calling the approval in force', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, camden);
    await coalition.revoke(id, camden);
    await coalition.extend(id, later);
    const mail = coalition.mails.find(
      ({ to, message }) => message.mail === 'extended' && to.email === 'approver@camden.example',
    );
    expect(mail?.text).toContain('There is more time to answer');
    expect(`${mail?.subject} ${mail?.text}`).not.toContain('still counts');
  });

  test('R9 does not email an officer who may no longer answer, and the next officer is asked', async () => {
    const { coalition, id } = await inSignOff();
    await changeBorough(coalition, camden, () => ({ officers: [anOfficer(camden, 'deputy')] }));
    await coalition.extend(id, later);
    expect(sent(coalition, 'extended')).not.toContain('approver@camden.example');
    await coalition.sweep();
    expect((await coalition.request(id, camden)).asks.at(-1)?.person).toBe(`deputy-${camden}`);
  });

  test('R9 sends only the reminders of the new deadline that are still to come, each once', async () => {
    // Newham has no officer, so each sweep looks at the round.
    const boroughs = [aBorough(hackney), aBorough(camden), aBorough(newham, { officers: [] })];
    const { coalition, id } = await inSignOff(aSubmission(), { boroughs });
    const reminders = () => sent(coalition, 'sign-off-reminder').filter((to) => to.includes('camden'));
    await coalition.sweepAt('2026-11-30T09:00:00.000Z');
    expect(reminders()).toHaveLength(1);
    // The new deadline's reminder of five working days before was due two hours ago.
    coalition.world.clock.set('2026-12-01T11:00:00.000Z');
    await coalition.extend(id, '2026-12-08T17:00:00.000Z');
    await coalition.sweepAfter({ minutes: 15 }, 3);
    expect(reminders()).toHaveLength(1);
    await coalition.sweepAt('2026-12-04T09:00:00.000Z');
    expect(reminders()).toHaveLength(2);
    await coalition.sweepAt('2026-12-07T09:00:00.000Z');
    expect(reminders()).toHaveLength(3);
  });

  test('R9 does not ask a deputy a second time', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.sweepAt('2026-12-04T09:00:00.000Z');
    await coalition.extend(id, later);
    await coalition.sweepFor({ days: 17 });
    const asks = (await coalition.request(id, camden)).asks.map(({ person }) => person);
    expect(asks).toEqual([`approver-${camden}`, `deputy-${camden}`]);
  });

  test('R5 before the opening makes the requests carry the new deadline', async () => {
    const coalition = await memoryCoalition();
    const submitted = await coalition.trySubmit(aSubmission());
    if (submitted.kind === 'invalid') throw new Error('It is sound');
    await coalition.extend(submitted.id, later);
    expect((await coalition.state(submitted.id)).head).toMatchObject({ opened: true, closesAt: later });
    expect(coalition.mails.find(({ message }) => message.mail === 'sign-off-request')?.subject).toMatch(
      /^Decide by 21 Dec: /,
    );
    await expectSound(coalition);
  });

  test('R7 does not affect the deadline of a later revision', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.extend(id, later);
    await coalition.revise(id, aSubmission({ title: 'Damp and mould sensors' }));
    expect((await coalition.state(id)).head.closesAt).toBe(first);
    expect((await coalition.request(id, camden)).extended).toBeUndefined();
    await expectSound(coalition);
  });
});

describe('R5 what cannot be extended', () => {
  test('R5 an earlier moment, the present one, and one beyond 180 days are faults', async () => {
    const { coalition, id } = await inSignOff();
    const before = coalition.world.table.changes.length;
    for (const respondBy of ['2026-12-01T17:00:00.000Z', first, '2027-05-22T10:00:00.001Z'] as const) {
      const result = await coalition.extend(id, respondBy);
      expect(result).toMatchObject({ kind: 'invalid', faults: [{ pointer: '/respondBy' }] });
    }
    expect(coalition.world.table.changes).toHaveLength(before);
    expect((await coalition.extend(id, '2027-05-22T10:00:00.000Z')).kind).toBe('extended');
  });

  test('R5 a round from the deadline on, even before the sweep', async () => {
    const { coalition, id } = await inSignOff();
    coalition.world.clock.set(first);
    expect(await coalition.extend(id, later)).toEqual({ kind: 'too-late', closedAt: first });
    coalition.world.clock.set('2026-12-07T16:59:59.999Z');
    expect((await coalition.extend(id, later)).kind).toBe('extended');
  });

  test('R4 a round whose silence was recorded, even if the extension came before the deadline', async () => {
    const deemedApproval = {
      authority: 'Standing order 7',
      upTo: 9_000_000,
      from: '2026-01-01',
      to: '2027-12-31',
    } as const;
    const boroughs = [hackney, camden, newham].map((code) => aBorough(code, { deemedApproval }));
    const schemes = [{ name: 'standard', silence: 'deemed-approval' }] as const;
    const { coalition, id } = await inSignOff(aSubmission(), { boroughs, schemes });
    coalition.world.clock.set(first);
    // The sweep records one silence, and ends.
    let writes = 0;
    coalition.faultOf = ({ operation }) => {
      writes += operation === 'commit' ? 1 : 0;
      return writes > 1 ? 'crash-before' : 'none';
    };
    await coalition.sweep();
    coalition.faultOf = () => 'none';
    expect((await coalition.request(id, camden)).answer).toMatchObject({ silence: true, at: first });
    const stamped = { at: '2026-12-07T16:59:59.999Z' } as const;
    expect(await coalition.extend(id, later, stamped)).toEqual({ kind: 'too-late', closedAt: first });
    await coalition.sweepAfter({ minutes: 16 });
    await expectEnded(coalition, id, 'lapsed');
  });

  test('R5 an extension that is written first keeps the sweep of the old deadline from closing', async () => {
    const { coalition, id } = await inSignOff();
    coalition.world.clock.set(first);
    let extended: string | undefined;
    coalition.world.table.beforeNextQuery(async () => {
      extended = (await coalition.extend(id, later, { at: '2026-12-07T16:59:59.999Z' })).kind;
    });
    await coalition.sweep();
    expect(extended).toBe('extended');
    const { head, round } = await coalition.state(id);
    expect([head.status, head.closesAt, round]).toEqual(['sign-off', later, null]);
    await expectSound(coalition);
  });

  test.each(['roi-review', 'changes-requested', 'not-funded'] as const)(
    'a proposal in %s: another step’s deadline is not the round’s',
    async (status) => {
      const { coalition, id } = await inSignOff();
      if (status === 'roi-review') await coalition.approve(id, hackney, camden, newham);
      if (status === 'not-funded') await coalition.answer(id, hackney, { answer: 'decline' });
      if (status === 'changes-requested') {
        for (const borough of [hackney, camden, newham])
          await coalition.answer(id, borough, { answer: 'request-changes' });
      }
      expect(await coalition.extend(id, '2027-03-01T17:00:00.000Z')).toEqual({ kind: 'not-in-sign-off', status });
    },
  );
});

describe('an extension that is repeated or interrupted', () => {
  test('the same Idempotency-Key extends once', async () => {
    const { coalition, id } = await inSignOff();
    const other = await coalition.submit(aSubmission());
    await coalition.extend(id, later, { reply: () => aReply });
    await expect(coalition.extend(other, later, { reply: () => aReply })).rejects.toThrow(AlreadyReplied);
    expect((await coalition.state(other)).head.closesAt).toBe(first);
  });

  test.each(['crash-before', 'crash-after', 'lost-before', 'lost-after', 'conflict'] as const)(
    'promise 1: what ends in %s is written whole or not at all',
    async (fault) => {
      const { coalition, id } = await inSignOff();
      coalition.world.table.failNext(fault);
      const crashed = fault.startsWith('crash');
      const attempt = coalition.extend(id, later);
      await (crashed
        ? expect(attempt).rejects.toThrow()
        : expect(attempt).resolves.toMatchObject({ kind: 'extended' }));
      await coalition.settleDown();
      const written = fault !== 'crash-before';
      expect((await coalition.state(id)).head.closesAt).toBe(written ? later : first);
      expect(sent(coalition, 'extended')).toHaveLength(written ? 4 : 0);
      await expectSound(coalition);
    },
  );
});

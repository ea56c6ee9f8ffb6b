import { expect, test } from 'vitest';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { anOfficer, camden, everyBorough, hackney, newham } from '../../support/builders/boroughs.ts';
import { among, aSubmission } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { changeBorough, type MemoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectSound } from '../../support/worlds/soundness.ts';

/** Reminders as they were sent: to whom, and whether the deputy was asked with them. */
const emailed = ({ mails }: MemoryCoalition, kind: string) =>
  mails.filter(({ message }) => message.mail === kind).map(({ to }) => to.email);

async function asked() {
  const { coalition, id } = await inSignOff();
  await coalition.answer(id, hackney, { answer: 'approve', upTo: 9_000_000 });
  await coalition.answer(id, newham, { answer: 'approve', upTo: 3_000_000 });
  return { coalition, id };
}

test('R9 reminders are sent at 09:00, five, two and one working days before, once each; the last asks the deputy', async () => {
  const { coalition, id } = await asked();
  const at = async (moment: Instant) => {
    await coalition.sweepAt(moment);
    return emailed(coalition, 'sign-off-reminder').length;
  };
  expect(await at('2026-11-30T08:59:59.999Z')).toBe(0);
  expect(await at('2026-11-30T09:00:00.000Z')).toBe(1);
  expect(await at('2026-12-03T08:59:59.999Z')).toBe(1);
  expect(await at('2026-12-03T09:00:00.000Z')).toBe(2);
  expect(await at('2026-12-04T08:59:59.999Z')).toBe(2);
  expect(emailed(coalition, 'sign-off-request')).toHaveLength(3);
  expect(await at('2026-12-04T09:00:00.000Z')).toBe(3);
  expect(emailed(coalition, 'sign-off-request').at(-1)).toBe('deputy@camden.example');
  expect(await at('2026-12-07T16:59:59.999Z')).toBe(3);
  expect(new Set(emailed(coalition, 'sign-off-reminder'))).toEqual(new Set(['approver@camden.example']));
  expect((await coalition.request(id, camden)).remindedAt).toEqual([
    '2026-11-30T09:00:00.000Z',
    '2026-12-03T09:00:00.000Z',
    '2026-12-04T09:00:00.000Z',
  ]);
  await expectSound(coalition);
});

test('R9 after three days without a sweep, each officer who waits is reminded once', async () => {
  const { coalition } = await asked();
  await coalition.sweepAt('2026-12-03T12:00:00.000Z');
  await coalition.sweep();
  expect(emailed(coalition, 'sign-off-reminder')).toEqual(['approver@camden.example']);
});

test('R9 two sweeps at once remind once', async () => {
  const { coalition } = await asked();
  coalition.world.clock.set('2026-12-04T09:00:00.000Z');
  await Promise.all([coalition.sweep(), coalition.sweep()]);
  expect(emailed(coalition, 'sign-off-reminder')).toEqual(['approver@camden.example']);
  expect(emailed(coalition, 'sign-off-request').filter((to) => to.startsWith('deputy'))).toHaveLength(1);
  await expectSound(coalition);
});

test('R9 the deputy who answers after the last reminder acts for the approver, and the record says so', async () => {
  const { coalition, id } = await asked();
  await coalition.sweepAt('2026-12-04T09:00:00.000Z');
  await coalition.approve(id, camden);
  expect((await coalition.request(id, camden)).answer).toMatchObject({
    by: `deputy-${camden}`,
    onBehalfOf: `approver-${camden}`,
  });
  await expectSound(coalition);
});

test('R9 an officer who was asked after a reminder’s moment does not get that reminder', async () => {
  const { coalition, id } = await asked();
  // The sweep of 09:00 comes late, and meanwhile the request passes on.
  coalition.world.clock.set('2026-11-30T10:00:00.000Z');
  await coalition.answer(id, camden, { answer: 'recuse' });
  coalition.advance({ minutes: 10 });
  const { version } = (await coalition.state(id)).head;
  await coalition.world.proposals.reschedule(id, version, { due: coalition.now, attempts: 0 });
  await coalition.sweep();
  expect(emailed(coalition, 'sign-off-reminder')).toEqual([]);
  await coalition.sweepAt('2026-12-03T09:00:00.000Z');
  expect(emailed(coalition, 'sign-off-reminder')).toEqual(['deputy@camden.example']);
});

test('R25 a reminder has a fresh link to the same request: using one uses the request', async () => {
  const { coalition, id } = await asked();
  await coalition.sweepAt('2026-11-30T09:00:00.000Z');
  const [first = '', second = ''] = coalition.links(id, camden);
  expect(first).not.toBe(second);
  await coalition.answer(id, camden, { answer: 'decline' }, first);
  expect(await coalition.read(second)).toMatchObject({ kind: 'dead', why: 'answered' });
});

test('R8, R28 a removed officer is noticed within six hours, and one who was added meanwhile is asked', async () => {
  const { coalition, id } = await asked();
  await changeBorough(coalition, camden, () => ({ officers: [anOfficer(camden, 'new')] }));
  const holders = async () =>
    (await coalition.request(id, camden)).asks.flatMap(({ person, passedOn }) => (passedOn === null ? [person] : []));
  await coalition.sweepAfter({ hours: 5, minutes: 59 });
  expect(await holders()).toEqual([`approver-${camden}`]);
  await coalition.sweepAfter({ minutes: 1 });
  expect(await holders()).toEqual([`new-${camden}`]);
  // The next sweep asks an officer who is added while nobody is left.
  await changeBorough(coalition, camden, () => ({ officers: [] }));
  await coalition.sweepAfter({ hours: 6 });
  expect(await holders()).toEqual([]);
  await changeBorough(coalition, camden, () => ({ officers: [anOfficer(camden, 'newest')] }));
  await coalition.sweepAfter({ minutes: 15 });
  expect(await holders()).toEqual([`newest-${camden}`]);
  await expectSound(coalition);
});

test('R9 if all officers of 33 boroughs left in one night, the next ones are asked sweep by sweep', async () => {
  const { coalition, id } = await inSignOff(aSubmission({ partners: among(...everyBorough) }));
  const holders = async () => {
    const { requests } = await coalition.state(id);
    return requests.map(({ asks }) => asks.flatMap(({ person, passedOn }) => (passedOn === null ? [person] : [])));
  };
  coalition.world.clock.set('2026-12-04T09:00:00.000Z');
  for (let sweep = 1; sweep <= 3; sweep += 1) expect(await coalition.sweep()).toMatchObject({ failed: 0 });
  expect(await holders()).toEqual(everyBorough.map((code) => [`approver-${code}`, `deputy-${code}`]));
  for (const code of everyBorough) {
    await changeBorough(coalition, code, () => ({ officers: [anOfficer(code, 'new')] }));
  }
  const { version } = (await coalition.state(id)).head;
  await coalition.world.proposals.reschedule(id, version, { due: coalition.now, attempts: 0 });
  const asked = async () => (await holders()).filter(([person]) => person?.startsWith('new-')).length;
  await coalition.sweep();
  expect(await asked()).toBe(13);
  await coalition.sweep();
  expect(await asked()).toBe(26);
  await coalition.sweep();
  expect(await asked()).toBe(33);
  expect(coalition.failures).toEqual([]);
  await expectSound(coalition);
});

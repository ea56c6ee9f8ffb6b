import { expect, test } from 'vitest';
import { AlreadyReplied } from '../../../functions/application/commit/change-proposal.ts';
import type { RecordedReply } from '../../../functions/domain/record/access.ts';
import { camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { pid } from '../../support/builders/ids.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded } from '../../support/worlds/soundness.ts';

const reply: RecordedReply = {
  ...{ hash: 'a'.repeat(64), body: 'b'.repeat(64), status: 200, headers: {} },
  ...{ reply: '{}', at: '2026-11-23T10:00:00.000Z' },
};

test('during the sign-off returns settling, and releases every hold', async () => {
  const { coalition, id } = await inSignOff();
  await coalition.approve(id, hackney, camden);
  expect(await coalition.withdraw(id)).toMatchObject({ kind: 'withdrawn', state: { head: { status: 'settling' } } });
  await expectEnded(coalition, id, 'withdrawn');
  expect((await coalition.budget(camden)).held).toBe(0);
  expect(await coalition.read(coalition.link(id, newham))).toMatchObject({
    kind: 'dead',
    why: 'ended',
    ending: 'withdrawn',
  });
});

test('before the round is opened', async () => {
  const coalition = await memoryCoalition();
  const submitted = await coalition.trySubmit(aSubmission());
  if (submitted.kind === 'invalid') throw new Error('It is sound');
  await coalition.withdraw(submitted.id);
  await expectEnded(coalition, submitted.id, 'withdrawn');
});

test('after changes were requested, in a cycle of its own', async () => {
  const { coalition, id } = await inSignOff();
  for (const borough of [hackney, camden, newham]) await coalition.answer(id, borough, { answer: 'request-changes' });
  expect((await coalition.state(id)).head.status).toBe('changes-requested');
  await coalition.withdraw(id, { holder: 'somebody@elsewhere.example' });
  const { head } = await expectEnded(coalition, id, 'withdrawn');
  expect(head).toMatchObject({ cycle: 2, revision: 1 });
});

test('during the review, whether or not it is open', async () => {
  const coalition = await memoryCoalition();
  for (const opened of [true, false]) {
    const id = await coalition.submit(aSubmission());
    await coalition.approve(id, hackney, camden);
    const form = await coalition.form(id, { answer: 'approve', upTo: 3_000_000 }, '');
    await coalition.post(coalition.link(id, newham), form);
    if (opened) await coalition.settleDown();
    expect((await coalition.state(id)).head).toMatchObject({ status: 'roi-review', opened });
    await coalition.withdraw(id);
    await expectEnded(coalition, id, 'withdrawn');
  }
});

test('is refused once the outcome is fixed, and for another version', async () => {
  const { coalition, id } = await inSignOff();
  expect(await coalition.withdraw(id, { precondition: { versions: [1] } })).toEqual({ kind: 'precondition-failed' });
  await coalition.answer(id, hackney, { answer: 'decline' });
  expect(await coalition.withdraw(id)).toEqual({ kind: 'outcome-fixed', status: 'not-funded' });
});

test('the same Idempotency-Key withdraws once', async () => {
  const coalition = await memoryCoalition();
  const ids = [await coalition.submit(aSubmission()), await coalition.submit(aSubmission())];
  await coalition.withdraw(ids[0] ?? pid(''), { reply: () => reply });
  await expect(coalition.withdraw(ids[1] ?? pid(''), { reply: () => reply })).rejects.toThrow(AlreadyReplied);
  expect((await coalition.state(ids[1] ?? pid(''))).head.status).toBe('sign-off');
});

test('failures before the ending do not count against the settlement', async () => {
  const coalition = await memoryCoalition();
  coalition.broken.add('open');
  const id = await coalition.submit(aSubmission());
  await coalition.sweepAfter({ minutes: 16 }, 5);
  expect((await coalition.state(id)).head.attempts).toBe(5);
  expect(await coalition.withdraw(id)).toMatchObject({ state: { head: { status: 'settling', attempts: 0 } } });
  await coalition.sweepAfter({ minutes: 16 });
  await expectEnded(coalition, id, 'withdrawn');
});

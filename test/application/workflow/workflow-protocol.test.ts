import { describe, expect, test } from 'vitest';
import { openReview } from '../../../functions/application/review/open-review.ts';
import { openSignOff } from '../../../functions/application/sign-off/open-sign-off.ts';
import { relayOutbox } from '../../../functions/application/workflow/relay-outbox.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { overriding } from '../../support/worlds/overriding.ts';
import { expectEnded, expectSound, pending } from '../../support/worlds/soundness.ts';

const requests = ({ mails }: MemoryCoalition) =>
  mails.filter(({ message }) => message.mail === 'sign-off-request').length;

/** Everyone approves and the reviewer recommends. */
async function carry(coalition: MemoryCoalition, id: ProposalId): Promise<void> {
  await coalition.approve(id, hackney, camden, newham);
  await coalition.review(id, 'recommend');
}

describe('opening', () => {
  test('twice asks once, and the newer token is resumed', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.machine.timeOut(`${id}-1`);
    await coalition.settleDown();
    expect(requests(coalition)).toBe(3);
    await carry(coalition, id);
    await expectEnded(coalition, id, 'funded');
  });

  test('twice at once asks once', async () => {
    const coalition = await memoryCoalition();
    const submitted = await coalition.trySubmit(aSubmission());
    if (submitted.kind === 'invalid') throw new Error('It is sound');
    const open = (token: string) =>
      openSignOff(coalition.deps, { proposal: submitted.id, cycle: 1, token, attempt: null }, coalition.now);
    await Promise.all([open('first'), open('second')]);
    await coalition.settleDown();
    expect(requests(coalition)).toBe(3);
    expect((await coalition.events(submitted.id)).map(({ type }) => type)).toEqual(['submitted', 'sign-off-opened']);
  });

  test('the review twice asks its reviewer once', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, hackney, camden, newham);
    const { closesAt } = (await coalition.state(id)).head;
    coalition.advance({ days: 1 });
    await coalition.machine.timeOut(`${id}-1`);
    await coalition.settleDown();
    expect((await coalition.state(id)).head.closesAt).toBe(closesAt);
    expect(coalition.mails.filter(({ message }) => message.mail === 'review-request')).toHaveLength(1);
    await coalition.review(id, 'recommend');
    const execution = coalition.machine.executions.get(`${id}-1`);
    expect(execution?.status).toBe('succeeded');
    expect((await coalition.state(id)).head.status).toBe('funded');
  });

  test('a round that is already decided writes the resume and continues', async () => {
    const { coalition, id } = await inSignOff();
    coalition.executions.outage = true;
    await coalition.approve(id, hackney, camden, newham);
    coalition.executions.outage = false;
    await coalition.machine.timeOut(`${id}-1`);
    await coalition.settleDown();
    await coalition.review(id, 'recommend');
    expect((await coalition.state(id)).head.status).toBe('funded');
  });

  test('R5 after the deadline asks nobody, and the sweep closes the round', async () => {
    const coalition = await memoryCoalition();
    coalition.executions.outage = true;
    const id = await coalition.submit(aSubmission());
    coalition.executions.outage = false;
    coalition.world.clock.set('2026-12-07T17:00:00.000Z');
    await relayOutbox(coalition.deps, `start.${id}.1`);
    await coalition.settleDown();
    expect(requests(coalition)).toBe(0);
    await coalition.sweep();
    await expectEnded(coalition, id, 'lapsed');
  });

  test('for a past cycle tells its execution that it is superseded', async () => {
    const coalition = await memoryCoalition();
    coalition.executions.outage = true;
    const id = await coalition.submit(aSubmission());
    await coalition.revise(id, aSubmission({ title: 'Damp and mould sensors' }));
    coalition.executions.outage = false;
    for (const cycle of [1, 2]) await relayOutbox(coalition.deps, `start.${id}.${cycle}`);
    await coalition.settleDown();
    expect(await coalition.machine.state(`${id}-1`)).toBe('succeeded');
    expect(await coalition.machine.state(`${id}-2`)).toBe('running');
    await carry(coalition, id);
    await expectEnded(coalition, id, 'funded');
  });
});

describe('two functions of one task', () => {
  const entered: Instant = '2026-11-23T10:00:00.000Z';
  const opening = (proposal: ProposalId, token: string, retry: number) => ({
    ...{ proposal, cycle: 1, token },
    attempt: { enteredAt: entered, retry },
  });

  test('the older one that comes last leaves the newer token, and asks nobody again', async () => {
    const { coalition, id } = await inSignOff();
    await openSignOff(coalition.deps, opening(id, 'newer', 2), coalition.now);
    const before = JSON.stringify(coalition.world.table.everything());
    await openSignOff(coalition.deps, opening(id, 'older', 1), coalition.now);
    expect(JSON.stringify(coalition.world.table.everything())).toBe(before);
    expect(await coalition.world.tokens.get(id, 1, 'sign-off')).toMatchObject({ token: 'newer' });
  });

  test('of the review: the older one that comes last leaves the newer token', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, hackney, camden, newham);
    await openReview(coalition.deps, opening(id, 'newer', 1), coalition.now);
    await openReview(coalition.deps, opening(id, 'older', 0), coalition.now);
    expect(await coalition.world.tokens.get(id, 1, 'review')).toMatchObject({ token: 'newer' });
  });

  test('the older one of a decided step writes no resume, because the newer one wrote it', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, hackney, camden, newham);
    await openSignOff(coalition.deps, opening(id, 'newer', 2), coalition.now);
    await coalition.world.outbox.done(`resume.${id}.1.sign-off`);
    await openSignOff(coalition.deps, opening(id, 'older', 1), coalition.now);
    expect(await coalition.world.outbox.get(`resume.${id}.1.sign-off`)).toMatchObject({ status: 'done' });
  });
});

describe('an execution that runs but does not react', () => {
  /** Nobody waits with the token in the table. */
  async function deafened(coalition: MemoryCoalition, id: ProposalId, step: 'sign-off' | 'review') {
    const { proposals } = coalition.world;
    const { version } = (await coalition.state(id)).head;
    const token = { proposal: id, cycle: 1, step, token: 'nobody waits', attempt: null };
    await proposals.registerToken({ token, expected: version, outbox: [], acknowledges: [] });
  }

  test('is replaced in the next cycle after eight drives, and not before', async () => {
    const { coalition, id } = await inSignOff();
    await deafened(coalition, id, 'sign-off');
    await coalition.approve(id, hackney, camden, newham);
    const entry = () => coalition.world.outbox.get(`resume.${id}.1.sign-off`);
    for (let drives = 2; drives <= 8; drives += 1) {
      await coalition.sweepAfter({ minutes: 16 });
      expect(await entry()).toMatchObject({ status: 'pending', attempt: drives });
    }
    expect((await coalition.state(id)).head).toMatchObject({ cycle: 1, opened: false });
    await coalition.sweepAfter({ minutes: 16 });
    expect(await entry()).toMatchObject({ status: 'done' });
    expect((await coalition.state(id)).head).toMatchObject({ cycle: 2, opened: true, status: 'roi-review' });
    await coalition.review(id, 'recommend');
    expect((await coalition.state(id)).head.status).toBe('funded');
    expect(requests(coalition)).toBe(3);
  });

  test('later finds its cycle superseded, at its time limit, and ends without a trace', async () => {
    const { coalition, id } = await inSignOff();
    await deafened(coalition, id, 'sign-off');
    await coalition.approve(id, hackney, camden, newham);
    for (let drives = 1; drives <= 8; drives += 1) {
      await coalition.sweepAfter({ minutes: 16 });
    }
    const { head } = await coalition.state(id);
    await coalition.machine.timeOut(`${id}-1`);
    await coalition.settleDown();
    expect(await coalition.machine.state(`${id}-1`)).toBe('succeeded');
    expect((await coalition.state(id)).head).toEqual(head);
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });

  test('is left alone if its proposal was settled without it, and its entry is done', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, hackney, camden, newham);
    await deafened(coalition, id, 'review');
    await coalition.review(id, 'recommend');
    for (let drives = 1; drives <= 8; drives += 1) {
      await coalition.sweepAfter({ minutes: 16 });
    }
    expect(pending(coalition)).toEqual([]);
    expect((await coalition.state(id)).head).toMatchObject({ status: 'funded', cycle: 1 });
  });
});

describe('resuming', () => {
  test('twice, or with the reply lost, continues once', async () => {
    const { coalition, id } = await inSignOff();
    coalition.executions.loseReplies = 2;
    await carry(coalition, id);
    expect(coalition.failures).toHaveLength(2);
    await expectEnded(coalition, id, 'funded');
    const before = JSON.stringify(coalition.world.table.everything());
    for (const step of ['sign-off', 'review']) await relayOutbox(coalition.deps, `resume.${id}.1.${step}`);
    expect(JSON.stringify(coalition.world.table.everything())).toBe(before);
  });

  test('starts with the reply lost start once', async () => {
    const coalition = await memoryCoalition();
    coalition.executions.loseReplies = 1;
    const id = await coalition.submit(aSubmission());
    expect([...coalition.machine.executions.keys()]).toEqual([`${id}-1`]);
    await carry(coalition, id);
    await expectEnded(coalition, id, 'funded');
  });

  test('late: Step Functions was out of reach at the close, and the sweep drives it again', async () => {
    const { coalition, id } = await inSignOff();
    coalition.executions.outage = true;
    await coalition.approve(id, hackney, camden, newham);
    expect(pending(coalition)).toEqual([`resume.${id}.1.sign-off`]);
    await coalition.sweepAfter({ minutes: 14 });
    coalition.executions.outage = false;
    expect((await coalition.state(id)).head.opened).toBe(false);
    await coalition.sweepAfter({ minutes: 1 });
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
    expect((await coalition.state(id)).head.cycle).toBe(1);
  });

  test('with an old token finds the newer one', async () => {
    const { coalition, id } = await inSignOff();
    const { tokens } = coalition.world;
    const old = await tokens.get(id, 1, 'sign-off');
    await coalition.machine.timeOut(`${id}-1`);
    let read = 0;
    // What the relay read first is out of date.
    const get: typeof tokens.get = async (...key) => (read++ === 0 ? old : tokens.get(...key));
    coalition.deps.tokens = overriding(tokens, { get });
    await coalition.approve(id, hackney, camden);
    const approve = await coalition.form(id, { answer: 'approve', upTo: 3_000_000 }, '');
    await coalition.post(coalition.link(id, newham), approve);
    await relayOutbox(coalition.deps, `resume.${id}.1.sign-off`);
    expect(read).toBe(2);
    expect((await coalition.state(id)).head).toMatchObject({ status: 'roi-review', opened: true, cycle: 1 });
    await coalition.settleDown();
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });
});

describe('executions that are lost', () => {
  test('in the sign-off: the close finds it gone, and the sweep replaces it in the next cycle', async () => {
    const { coalition, id } = await inSignOff();
    coalition.machine.lose(`${id}-1`);
    await coalition.approve(id, hackney, camden, newham);
    await coalition.sweep();
    expect((await coalition.state(id)).head).toMatchObject({ status: 'roi-review', cycle: 2, opened: true });
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
    expect(requests(coalition)).toBe(3);
  });

  test('in the review: the settlement does not wait for it', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.approve(id, hackney, camden, newham);
    coalition.machine.lose(`${id}-1`);
    await coalition.review(id, 'recommend');
    expect((await coalition.state(id)).head.status).toBe('settling');
    await coalition.sweepAfter({ minutes: 15 });
    await expectEnded(coalition, id, 'funded');
  });

  test('before the round opened: it is started again', async () => {
    const coalition = await memoryCoalition();
    coalition.executions.outage = true;
    const id = await coalition.submit(aSubmission());
    coalition.executions.outage = false;
    expect(requests(coalition)).toBe(0);
    await coalition.sweepAfter({ minutes: 15 });
    expect(requests(coalition)).toBe(3);
    await carry(coalition, id);
    await expectEnded(coalition, id, 'funded');
  });

  test('repeatedly before the round opens: after eight the proposal needs attention, and is shown so', async () => {
    const coalition = await memoryCoalition();
    coalition.broken.add('open');
    const id = await coalition.submit(aSubmission());
    await coalition.sweepAfter({ minutes: 16 }, 7);
    expect((await coalition.state(id)).head).toMatchObject({ status: 'sign-off', cycle: 8 });
    await coalition.sweepAfter({ minutes: 16 });
    expect((await coalition.state(id)).head).toMatchObject({
      status: 'needs-attention',
      stopped: 'sign-off',
      due: null,
    });
    await expectSound(coalition);
  });

  test('repeatedly before the review opens: the same, and the holds stay', async () => {
    const { coalition, id } = await inSignOff();
    coalition.broken.add('open');
    await coalition.approve(id, hackney, camden, newham);
    await coalition.sweepAfter({ minutes: 16 }, 8);
    expect((await coalition.state(id)).head).toMatchObject({ status: 'needs-attention', stopped: 'roi-review' });
    expect((await coalition.budget(camden)).held).toBe(3_750_000);
    await expectSound(coalition);
  });

  test('two sweeps at once replace an execution once', async () => {
    const { coalition, id } = await inSignOff();
    coalition.machine.lose(`${id}-1`);
    await coalition.approve(id, hackney, camden, newham);
    await Promise.all([coalition.sweep(), coalition.sweep()]);
    expect((await coalition.state(id)).head.cycle).toBe(2);
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });
});

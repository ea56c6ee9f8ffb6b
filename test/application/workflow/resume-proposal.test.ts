import { describe, expect, test } from 'vitest';
import { AlreadyReplied } from '../../../functions/application/commit/change-proposal.ts';
import { describeProposal } from '../../../functions/application/proposals/describe-proposal.ts';
import type { ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { stopProposal } from '../../support/deployed/stop-proposal.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { overriding } from '../../support/worlds/overriding.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';
import { aReply } from '../administration/administered-reply.ts';

/** Sweeps until the proposal needs attention. */
async function untilItStops(coalition: MemoryCoalition, id: ProposalId): Promise<void> {
  await coalition.sweepAfter({ minutes: 16 }, 12);
  expect((await coalition.state(id)).head.status).toBe('needs-attention');
}

/** For the workflow's task and for the sweep. */
function breakSettlement(coalition: MemoryCoalition): void {
  const settle = async () => {
    throw new Error('The budgets hold less than the record says');
  };
  coalition.deps.proposals = overriding(coalition.world.proposals, { settle });
  coalition.broken.add('settle');
}

function mend(coalition: MemoryCoalition): void {
  coalition.deps.proposals = coalition.world.proposals;
  coalition.broken.clear();
}

async function stoppedIn(step: 'sign-off' | 'roi-review' | 'settling') {
  const coalition = await memoryCoalition();
  if (step === 'sign-off') coalition.broken.add('open');
  const id = await coalition.submit(aSubmission());
  if (step !== 'sign-off') {
    if (step === 'roi-review') coalition.broken.add('open');
    await coalition.approve(id, hackney, camden, newham);
    if (step === 'settling') {
      breakSettlement(coalition);
      await coalition.review(id, 'recommend');
    }
  }
  await untilItStops(coalition, id);
  mend(coalition);
  expect((await coalition.state(id)).head.stopped).toBe(step);
  return { coalition, id };
}

describe('a proposal that needs attention resumes where it stopped', () => {
  test('in sign-off: a new execution opens the round, and the requests go out', async () => {
    const { coalition, id } = await stoppedIn('sign-off');
    const before = (await coalition.state(id)).head;
    expect(await coalition.resume(id)).toMatchObject({
      kind: 'resumed',
      state: { head: { status: 'sign-off', stopped: null, attempts: 0, cycle: before.cycle + 1 } },
    });
    expect((await coalition.state(id)).head.opened).toBe(true);
    const types = (await coalition.events(id)).slice(-3).map(({ type }) => type);
    expect(types).toEqual(['resumed', 'cycle-raised', 'sign-off-opened']);
    await coalition.approve(id, hackney, camden, newham);
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });

  test.each(['sign-off', 'roi-review', 'changes-requested'] as const)(
    'in an open %s: nobody is asked twice, and what it waits for is due again',
    async (status) => {
      const { coalition, id } = await inSignOff();
      if (status === 'changes-requested') {
        for (const borough of [hackney, camden, newham])
          await coalition.answer(id, borough, { answer: 'request-changes' });
      }
      if (status === 'roi-review') await coalition.approve(id, hackney, camden, newham);
      const { due, cycle } = (await coalition.state(id)).head;
      coalition.machine.lose(`${id}-${cycle}`);
      await stopProposal(coalition.deps, id);
      const mails = coalition.mails.length;
      await coalition.resume(id);
      const newCycle = status === 'changes-requested' ? cycle : cycle + 1;
      expect((await coalition.state(id)).head).toMatchObject({ status, due, cycle: newCycle, attempts: 0 });
      expect(coalition.mails).toHaveLength(mails);
      await coalition.withdraw(id);
      await expectEnded(coalition, id, 'withdrawn');
    },
  );

  test('in the review: a new execution passes the round, and the reviewers are asked', async () => {
    const { coalition, id } = await stoppedIn('roi-review');
    await coalition.resume(id);
    expect((await coalition.state(id)).head).toMatchObject({ status: 'roi-review', opened: true, stopped: null });
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });

  test('in settling: the money is settled at once, before any sweep', async () => {
    const { coalition, id } = await stoppedIn('settling');
    expect((await coalition.budget(camden)).held).toBe(3_750_000);
    await coalition.resume(id);
    await expectEnded(coalition, id, 'funded');
    expect(await coalition.budget(camden)).toMatchObject({ held: 0, committed: 3_000_000 });
  });

  test('in settling, which fails again: it needs attention again, and loses nothing', async () => {
    const { coalition, id } = await stoppedIn('settling');
    breakSettlement(coalition);
    await coalition.resume(id);
    expect((await coalition.state(id)).head).toMatchObject({ status: 'settling', attempts: 0 });
    await untilItStops(coalition, id);
    mend(coalition);
    await coalition.resume(id);
    await expectEnded(coalition, id, 'funded');
  });

  test('R5 a deadline that passed meanwhile is due at once, and the sweep closes by it', async () => {
    const { coalition, id } = await stoppedIn('sign-off');
    coalition.world.clock.set('2026-12-08T09:00:00.000Z');
    await coalition.resume(id);
    expect((await coalition.state(id)).head).toMatchObject({ status: 'sign-off', due: '2026-12-07T17:00:00.000Z' });
    await coalition.sweep();
    await expectEnded(coalition, id, 'lapsed');
  });
});

describe('while it needs attention', () => {
  test('only a resumption moves it: no answer, withdrawal, extension, revocation or revision', async () => {
    const { coalition, id } = await stoppedIn('roi-review');
    expect(await coalition.withdraw(id)).toEqual({ kind: 'outcome-fixed', status: 'needs-attention' });
    expect(await coalition.revoke(id, camden)).toEqual({ kind: 'outcome-fixed', status: 'needs-attention' });
    expect((await coalition.extend(id, '2027-01-18T17:00:00.000Z')).kind).toBe('not-in-sign-off');
    expect((await coalition.revise(id, aSubmission({ title: 'Damp and mould' }))).kind).toBe('not-revisable');
    expect((await coalition.budget(camden)).held).toBe(3_750_000);
    await expectSound(coalition);
    await coalition.resume(id);
    await coalition.withdraw(id);
    await expectEnded(coalition, id, 'withdrawn');
  });

  test('it is shown: it waits for the secretariat, and the tracking page says so', async () => {
    const { coalition, id } = await stoppedIn('roi-review');
    const { waitingOn, status } = describeProposal(await coalition.state(id), new Map(), coalition.now);
    expect(status).toBe('needs-attention');
    expect(waitingOn).toMatchObject([{ who: 'secretariat', note: 'stopped in roi-review' }]);
    const page = await coalition.read(coalition.link(id, null, 'tracking'), 'tracking');
    expect(page).toMatchObject({ kind: 'tracking', status: 'needs-attention' });
  });
});

describe('what cannot be resumed, and what is repeated', () => {
  test('a proposal that does not need attention stays as it is', async () => {
    const { coalition, id } = await inSignOff();
    const before = coalition.world.table.changes.length;
    expect(await coalition.resume(id)).toEqual({ kind: 'not-stopped', status: 'sign-off' });
    expect(coalition.world.table.changes).toHaveLength(before);
  });

  test('twice at the same moment: one resumes it, the other is told its status', async () => {
    const { coalition, id } = await stoppedIn('sign-off');
    let second: unknown;
    coalition.world.table.beforeNextQuery(async () => {
      second = (await coalition.resume(id)).kind;
    });
    const first = await coalition.resume(id);
    expect([first.kind, second]).toEqual(['not-stopped', 'resumed']);
    const types = (await coalition.events(id)).map(({ type }) => type);
    expect(types.filter((type) => type === 'resumed')).toHaveLength(1);
    await expectSound(coalition);
  });

  test('the same Idempotency-Key resumes once', async () => {
    const { coalition, id } = await stoppedIn('sign-off');
    await coalition.resume(id, { reply: () => aReply });
    coalition.broken.add('open');
    const other = await coalition.submit(aSubmission());
    await untilItStops(coalition, other);
    await expect(coalition.resume(other, { reply: () => aReply })).rejects.toThrow(AlreadyReplied);
  });

  test.each(['crash-before', 'crash-after', 'lost-before', 'lost-after', 'conflict'] as const)(
    'promise 1: what ends in %s is written whole or not at all',
    async (fault) => {
      const { coalition, id } = await stoppedIn('settling');
      coalition.world.table.failNext(fault);
      const attempt = coalition.resume(id);
      if (fault.startsWith('crash')) await expect(attempt).rejects.toThrow();
      else await expect(attempt).resolves.toMatchObject({ kind: 'resumed' });
      await coalition.settleDown();
      const status = fault === 'crash-before' ? 'needs-attention' : 'funded';
      expect((await coalition.state(id)).head.status).toBe(status);
      await expectSound(coalition);
    },
  );
});

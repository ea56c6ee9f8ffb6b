import { describe, expect, test } from 'vitest';
import { settleProposal } from '../../../functions/application/workflow/settle-proposal.ts';
import { camden, everyBorough, hackney, islington, newham } from '../../support/builders/boroughs.ts';
import { gss, pid } from '../../support/builders/ids.ts';
import { among, aSubmission, twelveColumns } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { overriding } from '../../support/worlds/overriding.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';

const unreviewed = {
  name: 'unreviewed',
  review: { required: 'never', minimum: 1, responseWorkingDays: 5 },
} as const;
const boroughs = [hackney, camden, newham, islington];

/** All but the last have approved; the last answer fixes the outcome. */
async function almostFunded(options: Parameters<typeof memoryCoalition>[0] = {}) {
  const { coalition, id } = await inSignOff(aSubmission({ scheme: 'unreviewed', partners: among(...boroughs) }), {
    schemes: [unreviewed],
    ...options,
  });
  await coalition.approve(id, hackney, camden, newham);
  return { coalition, id };
}

const settlements = (coalition: MemoryCoalition): { count: number } => {
  const made = { count: 0 };
  coalition.faultOf = ({ operation }) => {
    if (operation === 'settle') made.count += 1;
    return 'none';
  };
  return made;
};

describe('settling', () => {
  test('R12 is one transaction per borough, and never touches head or chain before all are settled', async () => {
    const { coalition, id } = await almostFunded();
    const made = settlements(coalition);
    await coalition.approve(id, islington);
    await expectEnded(coalition, id, 'funded');
    expect(made.count).toBe(4);
    const tail = (await coalition.events(id)).slice(-3).map(({ type }) => type);
    expect(tail).toEqual(['round-closed', 'ended', 'settled']);
  });

  test('R20 everyone invited and the proposer hear the outcome with their share', async () => {
    const { coalition, id } = await inSignOff(aSubmission({ scheme: 'unreviewed', partners: among(...boroughs) }), {
      schemes: [unreviewed],
    });
    await coalition.approve(id, hackney, camden);
    await coalition.answer(id, newham, { answer: 'approve', upTo: 9_000_000 });
    await coalition.answer(id, islington, { answer: 'decline' });
    await expectEnded(coalition, id, 'funded');
    const told = coalition.mails.flatMap(({ view, to }) =>
      view.mail === 'outcome' ? [[to.email, view.borough === null ? 'all' : view.borough.contribution]] : [],
    );
    expect(told).toEqual([
      ['digital@hackney.example', 'all'],
      ['approver@camden.example', 2_812_500],
      ['approver@hackney.example', 2_812_500],
      ['approver@islington.example', null],
      ['approver@newham.example', 3_375_000],
    ]);
  });

  test('R20 a borough whose officers all declared an interest also hears the outcome', async () => {
    const { coalition, id } = await inSignOff(aSubmission({ scheme: 'unreviewed', partners: among(...boroughs) }), {
      schemes: [unreviewed],
    });
    await coalition.answer(id, islington, { answer: 'recuse', fields: { interest: 'A relative sells it.' } });
    await coalition.answer(id, islington, { answer: 'recuse', fields: { interest: 'I own shares in it.' } });
    await coalition.approve(id, hackney, camden);
    await coalition.answer(id, newham, { answer: 'approve', upTo: 9_000_000 });
    await coalition.passDeadline(id);
    await expectEnded(coalition, id, 'funded');
    const told = coalition.mails.filter(({ view }) => view.mail === 'outcome').map(({ to }) => to.email);
    expect(told).toContain('deputy@islington.example');
  });

  test('R12 changes nothing a second time, or if there is nothing to settle', async () => {
    const { coalition, id } = await almostFunded();
    const before = coalition.world.table.changes.length;
    await settleProposal(coalition.deps, id, coalition.now, 1);
    await settleProposal(coalition.deps, pid('none'), coalition.now, 1);
    expect(coalition.world.table.changes).toHaveLength(before);
    await coalition.approve(id, islington);
    const after = coalition.world.table.changes.length;
    await settleProposal(coalition.deps, id, coalition.now, 1);
    expect(coalition.world.table.changes).toHaveLength(after);
  });

  test('R12 twice at once settles each borough once', async () => {
    const { coalition, id } = await almostFunded();
    coalition.executions.outage = true;
    await coalition.approve(id, islington);
    await Promise.all([1, 2].map(() => settleProposal(coalition.deps, id, coalition.now, null)));
    coalition.executions.outage = false;
    await expectEnded(coalition, id, 'funded');
    expect((await coalition.events(id)).filter(({ type }) => type === 'settled')).toHaveLength(1);
  });
});

describe('a process that ends', () => {
  const faults = ['crash-before', 'crash-after', 'lost-before', 'lost-after', 'conflict', 'throttle'] as const;
  test.each(faults)('R12 the next sweep repairs %s at any write of a settlement', async (fault) => {
    // Four boroughs and the last transaction.
    for (let write = 0; write < 5; write += 1) {
      for (const answer of ['approve', 'decline'] as const) {
        // One decline ends it at once (R5).
        const unanimous = { ...unreviewed, decisionRule: { kind: 'unanimous' } } as const;
        const { coalition, id } = await almostFunded({ schemes: [unanimous] });
        let writes = 0;
        coalition.faultOf = ({ operation }) => {
          if (operation !== 'settle' && operation !== 'commit') return 'none';
          writes += 1;
          // The first is the answer that fixes the outcome.
          return writes === write + 2 ? fault : 'none';
        };
        await coalition.answer(id, islington, { answer });
        await expectSound(coalition);
        coalition.faultOf = () => 'none';
        await coalition.sweepAfter({ minutes: 16 });
        await expectEnded(coalition, id, answer === 'approve' ? 'funded' : 'not-funded');
      }
    }
  });

  test('R12 after each of 33 boroughs with twelve columns ends right, however often it starts again', async () => {
    const coalition = await memoryCoalition({ schemes: [unreviewed] });
    const value = { scheme: 'unreviewed', partners: among(...everyBorough), costs: twelveColumns(1_000_003) };
    const id = await coalition.submit(aSubmission(value));
    await coalition.approve(id, ...everyBorough.slice(1));
    let settled = 0;
    // One settlement per process, which ends after its first write, before or after that write is done.
    coalition.faultOf = ({ operation }) => {
      if (operation !== 'settle') return 'none';
      settled += 1;
      if (settled % 3 === 0) return 'crash-before';
      return settled % 3 === 1 ? 'none' : 'crash-after';
    };
    await coalition.approve(id, everyBorough[0] ?? gss(''));
    let sweeps = 0;
    for (; (await coalition.state(id)).head.status === 'settling'; sweeps += 1) {
      await expectSound(coalition);
      await coalition.sweepAfter({ minutes: 16 });
    }
    expect(sweeps).toBeGreaterThan(20);
    coalition.faultOf = () => 'none';
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions).toHaveLength(33);
    expect((await coalition.events(id)).filter(({ type }) => type === 'settled')).toHaveLength(1);
  });

  test('a settlement that keeps failing needs attention after eight tries, and keeps its holds', async () => {
    const { coalition, id } = await almostFunded();
    // The ledger holds less than the requests: an error that no try mends.
    const settle = async () => {
      throw new Error('The budgets hold less than the record says');
    };
    coalition.deps.proposals = overriding(coalition.world.proposals, { settle });
    coalition.broken.add('settle');
    await coalition.approve(id, islington);
    await coalition.sweepAfter({ minutes: 16 }, 7);
    expect((await coalition.state(id)).head).toMatchObject({ status: 'settling', attempts: 7 });
    await coalition.sweepAfter({ minutes: 16 });
    expect((await coalition.state(id)).head).toMatchObject({
      status: 'needs-attention',
      stopped: 'settling',
      due: null,
    });
    expect((await coalition.budget(camden)).held).toBeGreaterThan(0);
    await expectSound(coalition);
  });
});

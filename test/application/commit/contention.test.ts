import { describe, expect, test } from 'vitest';
import { Overloaded } from '../../../functions/application/commit/change-proposal.ts';
import { camden, everyBorough, hackney, newham } from '../../support/builders/boroughs.ts';
import { among, aSubmission, cost } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';
import { VirtualTime } from '../../support/worlds/virtual-time.ts';

/** All 33 are asked. Each read and write of the table takes 5 to 20 ms. */
async function thirtyThree(seed: number) {
  const { coalition, id } = await inSignOff(aSubmission({ partners: among(...everyBorough) }), { seed });
  const time = new VirtualTime(coalition.world.clock);
  Object.assign(coalition.deps, { pause: time });
  const { table, randomness } = coalition.world;
  return {
    coalition,
    id,
    time,
    slow: () => {
      table.pace = () => time.wait(5 + 15 * randomness.fraction());
    },
    fast: () => {
      table.pace = () => Promise.resolve();
    },
  };
}

describe('33 boroughs at once', () => {
  test.each([1, 2, 3, 4, 5])('R5 each answer counts, and nobody is told to try again (seed %i)', async (seed) => {
    const { coalition, id, time, slow, fast } = await thirtyThree(seed);
    const forms = await Promise.all(
      everyBorough.map((borough) => coalition.form(id, { answer: 'approve' }, coalition.link(id, borough))),
    );
    slow();
    const results = await time.during(
      everyBorough.map((borough, at) => coalition.post(coalition.link(id, borough), forms[at] ?? {})),
    );
    fast();
    const refused = results.filter((result) => result.status === 'rejected');
    expect(refused).toEqual([]);
    expect(results.flatMap((result) => (result.status === 'fulfilled' ? [result.value.kind] : []))).toEqual(
      everyBorough.map(() => 'recorded'),
    );
    await coalition.settleDown();
    await coalition.review(id, 'recommend');
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions).toHaveLength(33);
    // The last one takes much less than the 26 seconds that a request may take.
    expect(time.passed).toBeLessThan(8_000);
  });
});

describe('a busy record', () => {
  test.each(['conflict', 'throttle', 'lost-before', 'lost-after'] as const)(
    'a first try that ends in %s is tried again',
    async (fault) => {
      const { coalition, id } = await inSignOff();
      const next = () => coalition.world.table.failNext(fault);
      next();
      expect((await coalition.answer(id, camden, { answer: 'approve' })).kind).toBe('recorded');
      next();
      expect((await coalition.revise(id, aSubmission({ costs: [cost(8_700_000)] }))).kind).toBe('revised');
      next();
      await coalition.approve(id, hackney);
      next();
      await coalition.approve(id, newham);
      // Camden's approval stayed, so the round closes as carried on the next working day (R7).
      if ((await coalition.state(id)).head.status === 'sign-off') await coalition.sweepAt('2026-11-24T17:00:00.000Z');
      next();
      expect((await coalition.review(id, 'recommend')).kind).toBe('recorded');
      await expectEnded(coalition, id, 'funded');
      expect(coalition.world.pause.waits.every((wait) => wait <= 200)).toBe(true);
    },
  );

  test('after 26 seconds the change is overloaded and nothing is recorded', async () => {
    const { coalition, id } = await inSignOff();
    const before = coalition.world.table.changes.length;
    const started = Date.parse(coalition.now);
    coalition.faultOf = () => 'conflict';
    await expect(coalition.answer(id, camden, { answer: 'decline' })).rejects.toThrow(Overloaded);
    const passed = Date.parse(coalition.now) - started;
    // In memory a try takes no time.
    expect([passed >= 26_000, passed < 26_100]).toEqual([true, true]);
    expect(coalition.world.table.changes).toHaveLength(before);
    coalition.faultOf = () => 'none';
    coalition.world.table.failNext(...Array.from({ length: 7 }, () => 'conflict' as const));
    expect((await coalition.answer(id, camden, { answer: 'decline' })).kind).toBe('recorded');
    const waits = coalition.world.pause.waits.slice(-7);
    expect(waits.every((wait, at) => wait >= 0 && wait < (at === 0 ? 200 : 400))).toBe(true);
  });

  test('slow tries are limited by their time', async () => {
    const { coalition, id } = await inSignOff();
    let tries = 0;
    coalition.faultOf = () => {
      tries += 1;
      coalition.advance({ minutes: 1 / 6 });
      return 'conflict';
    };
    await expect(
      coalition.post(coalition.link(id, camden), await coalition.form(id, { answer: 'decline' }, '')),
    ).rejects.toThrow(Overloaded);
    expect(tries).toBe(2);
  });

  test('R5 an answer that arrived before another closed the round is told that it is closed, and is kept', async () => {
    const { coalition, id } = await inSignOff();
    const form = await coalition.form(id, { answer: 'approve', upTo: 1 }, '');
    // The lead declines between the reading and the writing of this answer.
    const decline = await coalition.form(id, { answer: 'decline' }, '');
    let interrupted = false;
    coalition.world.table.beforeNextQuery(async () => {
      interrupted = true;
      await coalition.post(coalition.link(id, hackney), decline);
    });
    expect(await coalition.post(coalition.link(id, camden), form)).toMatchObject({ kind: 'dead', why: 'ended' });
    expect(interrupted).toBe(true);
    expect((await coalition.request(id, camden)).late).toMatchObject({ kind: 'approve' });
    await coalition.settleDown();
    await expectEnded(coalition, id, 'not-funded');
  });

  test('a query that shows an approval in pieces never turns it into silence', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, { answer: 'approve', upTo: 9_000_000 });
    const form = await coalition.form(id, { answer: 'approve', upTo: 9_000_000 }, '');
    const arrived = '2026-12-07T16:59:59.999Z';
    coalition.world.clock.set('2026-12-07T17:00:00.000Z');
    coalition.world.table.duringNextQuery(
      () => coalition.post(coalition.link(id, camden), form, arrived),
      ({ sk }) => (sk.includes('sign-off') ? 'before' : 'after'),
    );
    await coalition.sweep();
    expect((await coalition.request(id, camden)).answer?.kind).toBe('approve');
    expect((await coalition.state(id)).head.status).toBe('roi-review');
    await expectSound(coalition);
  });
});

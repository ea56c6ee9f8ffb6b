import { describe, expect, test } from 'vitest';
import { anOfficer, camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { changeBorough, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded } from '../../support/worlds/soundness.ts';

const secrets = ['A comment of Newham.', 'My brother sells sensors.', 'What the reviewer thinks of it.', '.example'];

async function funded() {
  const { coalition, id } = await inSignOff();
  await coalition.answer(id, camden, { answer: 'recuse' });
  await coalition.approve(id, camden);
  await coalition.answer(id, hackney, { answer: 'approve', upTo: 9_000_000 });
  await coalition.answer(id, newham, { answer: 'decline', fields: { comment: 'A comment of Newham.' } });
  const fields = { comment: 'What the reviewer thinks of it.', conditions: 'What the reviewer thinks of it.' };
  await coalition.review(id, 'recommend-with-conditions', { fields });
  await expectEnded(coalition, id, 'funded');
  return { coalition, id };
}

describe('the tracking page', () => {
  test('R25 shows the progress, and no comment, interest or address', async () => {
    const { coalition, id } = await funded();
    const token = coalition.link(id, null, 'tracking');
    const page = await coalition.read(token, 'tracking');
    expect(page).toMatchObject({
      kind: 'tracking',
      status: 'funded',
      ending: 'funded',
      contributions: [{ borough: 'Camden' }, { borough: 'Hackney' }],
      reviews: [{ borough: 'Camden', answered: true }],
      reasons: [
        '2 of 3 boroughs approved. At least 2 were needed.',
        'Together they approved up to £127,500. That covers their cost of £90,000.',
        'Newham declined.',
        'The return-on-investment review recommended it with conditions.',
      ],
    });
    for (const secret of secrets) expect(JSON.stringify(page)).not.toContain(secret);
  });

  test('R25 shows who has answered while the round is open, and no reasons yet', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, newham, { answer: 'decline', fields: { comment: 'A comment of Newham.' } });
    const page = await coalition.read(coalition.link(id, null, 'tracking'), 'tracking');
    expect(page).toMatchObject({ kind: 'tracking', status: 'sign-off', ending: null, contributions: [], reasons: [] });
    expect(page.kind === 'tracking' && page.standings.map(({ answer }) => answer)).toEqual([null, null, 'decline']);
    for (const secret of secrets) expect(JSON.stringify(page)).not.toContain(secret);
  });

  test('R8 says that there is no eligible approver while it waits for one, and not after one is added', async () => {
    const coalition = await memoryCoalition();
    await changeBorough(coalition, camden, () => ({ officers: [] }));
    const id = await coalition.submit(aSubmission());
    const obstacles = async () => {
      const page = await coalition.read(coalition.link(id, null, 'tracking'), 'tracking');
      return page.kind === 'tracking' ? page.obstacles : page.kind;
    };
    expect(await obstacles()).toEqual(['no eligible approver for Camden']);
    await changeBorough(coalition, camden, () => ({ officers: [anOfficer(camden, 'new')] }));
    await coalition.sweepAfter({ minutes: 15 });
    expect(await obstacles()).toEqual([]);
    await coalition.approve(id, camden);
  });

  test('R25 ends 90 days after the end', async () => {
    const { coalition, id } = await funded();
    const token = coalition.link(id, null, 'tracking');
    coalition.world.clock.set('2027-02-21T23:59:59.999Z');
    expect((await coalition.read(token, 'tracking')).kind).toBe('tracking');
    coalition.world.clock.set('2027-02-22T00:00:00.000Z');
    expect(await coalition.read(token, 'tracking')).toMatchObject({ kind: 'dead', why: 'expired' });
  });
});

describe('links after the end', () => {
  test('R25 say for 13 months what happened, and then that they have expired', async () => {
    const { coalition, id } = await funded();
    const [used, recused] = [coalition.link(id, newham), coalition.links(id, camden)[0] ?? ''];
    const review = coalition.link(id, camden, 'review');
    coalition.world.clock.set('2027-12-23T09:59:59.999Z');
    expect((await coalition.read(used)).kind).toBe('sign-off-confirmation');
    expect((await coalition.read(recused)).kind).toBe('recusal-confirmation');
    expect((await coalition.read(review)).kind).toBe('review-confirmation');
    coalition.world.clock.set('2027-12-23T10:00:00.000Z');
    for (const token of [used, recused, review]) {
      expect(await coalition.read(token)).toMatchObject({ kind: 'dead', why: 'expired' });
    }
  });

  test('R25 take no answer once expired, not even the same again', async () => {
    const { coalition, id } = await funded();
    coalition.world.clock.set('2027-12-23T10:00:00.000Z');
    const before = coalition.world.table.changes.length;
    expect(await coalition.answer(id, newham, { answer: 'decline' })).toMatchObject({ kind: 'dead', why: 'expired' });
    expect(await coalition.review(id, 'recommend', { borough: camden })).toMatchObject({
      kind: 'dead',
      why: 'expired',
    });
    expect(coalition.world.table.changes).toHaveLength(before);
  });

  test('R5 that were never used say how it ended', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, { answer: 'decline' });
    const dead = { kind: 'dead', why: 'ended', ending: 'not-funded', status: 'not-funded', recorded: null };
    expect(await coalition.read(coalition.link(id, camden))).toMatchObject(dead);
  });

  test('R5 or that the round is closed while the reviewers are asked', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, hackney, { answer: 'approve', upTo: 9_000_000 });
    await coalition.answer(id, camden, { answer: 'approve', upTo: 9_000_000 });
    await coalition.passDeadline(id);
    expect(await coalition.read(coalition.link(id, newham))).toMatchObject({
      kind: 'dead',
      why: 'closed',
      status: 'roi-review',
    });
  });
});

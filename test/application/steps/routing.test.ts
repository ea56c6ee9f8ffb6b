import { describe, expect, test } from 'vitest';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { anOfficer, camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { aSubmission, cost } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { absentFor, changeBorough, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { overriding } from '../../support/worlds/overriding.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';

describe('declaring an interest', () => {
  test('R1 passes the request to the next eligible officer, and the record keeps both', async () => {
    const { coalition, id } = await inSignOff();
    const first = coalition.link(id, camden);
    expect((await coalition.answer(id, camden, { answer: 'recuse' })).kind).toBe('recorded');
    const { asks, answer } = await coalition.request(id, camden);
    expect(asks).toMatchObject([
      { person: `approver-${camden}`, passedOn: { why: 'recused', interest: 'My brother sells sensors.' } },
      { person: `deputy-${camden}`, role: 'deputy', passedOn: null },
    ]);
    expect(answer).toBeNull();
    expect(await coalition.read(first)).toMatchObject({ kind: 'recusal-confirmation', passedOn: true });
    await coalition.approve(id, camden);
    expect((await coalition.request(id, camden)).answer?.by).toBe(`deputy-${camden}`);
    await expectSound(coalition);
  });

  test('R1 is confirmed when repeated, refused in other words, and no other link of that person answers', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.sweepAt('2026-11-30T09:00:00.000Z');
    const [other = '', used = ''] = coalition.links(id, camden);
    await coalition.answer(id, camden, { answer: 'recuse' }, used);
    expect((await coalition.answer(id, camden, { answer: 'recuse' }, used)).kind).toBe('same-again');
    const different = await coalition.answer(
      id,
      camden,
      { answer: 'recuse', fields: { interest: 'I own shares.' } },
      used,
    );
    expect(different).toMatchObject({ kind: 'different', confirmation: { kind: 'recusal-confirmation' } });
    expect((await coalition.answer(id, camden, { answer: 'approve', upTo: 1 }, used)).kind).toBe('different');
    expect(await coalition.answer(id, camden, { answer: 'approve', upTo: 1 }, other)).toMatchObject({
      why: 'passed-on',
    });
    expect(await coalition.read(other)).toMatchObject({ kind: 'dead', why: 'passed-on' });
  });

  test('R1 keeps that person out of the whole proposal, including later revisions', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, camden, { answer: 'recuse' });
    await coalition.revise(id, aSubmission({ costs: [cost(9_500_000)] }));
    expect((await coalition.request(id, camden)).asks.map(({ person }) => person)).toEqual([`deputy-${camden}`]);
  });

  test('R5 by the last officer is waited for until the deadline, and the record says that nobody could answer', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.answer(id, camden, { answer: 'recuse' });
    const last = coalition.link(id, camden);
    await coalition.answer(id, camden, { answer: 'recuse' });
    expect(await coalition.read(last)).toMatchObject({ kind: 'recusal-confirmation', passedOn: false });
    await coalition.answer(id, hackney, { answer: 'approve', upTo: 4_500_000 });
    await coalition.answer(id, newham, { answer: 'approve', upTo: 4_500_000 });
    expect((await coalition.state(id)).head.status).toBe('sign-off');
    await coalition.passDeadline(id);
    const { round } = await coalition.state(id);
    expect(round?.reasons).toContain('Camden declared an interest and had no other officer who could answer.');
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });

  test('R1 by a deputy leaves the request with the approver who is still asked', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.sweepAt('2026-12-04T09:00:00.000Z');
    const { asks } = await coalition.request(id, camden);
    expect(asks.map(({ person }) => person)).toEqual([`approver-${camden}`, `deputy-${camden}`]);
    const deputys = coalition.link(id, camden);
    await coalition.answer(id, camden, { answer: 'recuse' }, deputys);
    expect(await coalition.read(deputys)).toMatchObject({ kind: 'recusal-confirmation', passedOn: true });
    const [approvers = ''] = coalition.links(id, camden);
    expect((await coalition.answer(id, camden, { answer: 'decline' }, approvers)).kind).toBe('recorded');
  });
});

describe('officers that change', () => {
  test('R6, R9 an officer removed between GET and POST cannot answer, and the next is asked in the same request', async () => {
    const { coalition, id } = await inSignOff();
    const token = coalition.link(id, camden);
    expect((await coalition.read(token)).kind).toBe('sign-off');
    await changeBorough(coalition, camden, ({ officers }) => ({ officers: officers.slice(1) }));
    const dead = { kind: 'dead', why: 'not-eligible', detail: 'You are no longer an approver or deputy of Camden.' };
    expect(await coalition.answer(id, camden, { answer: 'decline' }, token)).toMatchObject(dead);
    const { asks } = await coalition.request(id, camden);
    expect(asks).toMatchObject([{ passedOn: { why: 'not-eligible' } }, { person: `deputy-${camden}`, passedOn: null }]);
    expect(await coalition.answer(id, camden, { answer: 'decline' }, token)).toMatchObject(dead);
    expect((await coalition.request(id, camden)).asks).toHaveLength(2);
    await coalition.approve(id, camden);
    await expectSound(coalition);
  });

  test('R6 the answer’s own transaction notices an officer removed while the answer is on its way', async () => {
    const { coalition, id } = await inSignOff();
    const token = coalition.link(id, camden);
    const { boroughs } = coalition.world;
    // The officer is removed between the use case's reading of the borough and its write.
    let looked = false;
    const get = async (code: BoroughCode) => {
      const found = await boroughs.get(code);
      if (code === camden && !looked) {
        looked = true;
        await changeBorough(coalition, camden, ({ officers }) => ({ officers: officers.slice(1) }));
      }
      return found;
    };
    coalition.deps.boroughs = overriding(boroughs, { get });
    expect(await coalition.answer(id, camden, { answer: 'decline' }, token)).toMatchObject({ why: 'not-eligible' });
    expect((await coalition.request(id, camden)).answer).toBeNull();
  });

  test('R9 absence routes to the deputy when the request is sent, who acts on the approver’s behalf', async () => {
    const coalition = await memoryCoalition();
    await changeBorough(coalition, camden, ({ officers }) => ({
      officers: officers.map((each) =>
        each.roles.includes('approver') ? { ...each, ...absentFor(coalition, 3) } : each,
      ),
    }));
    const id = await coalition.submit(aSubmission());
    expect((await coalition.request(id, camden)).asks).toMatchObject([
      { person: `deputy-${camden}`, onBehalfOf: `approver-${camden}` },
    ]);
    expect(await coalition.read(coalition.link(id, camden))).toMatchObject({
      officer: { onBehalfOf: 'approver of Camden' },
    });
    await coalition.approve(id, camden);
    expect((await coalition.request(id, camden)).answer).toMatchObject({
      by: `deputy-${camden}`,
      onBehalfOf: `approver-${camden}`,
    });
  });

  test('R9 an absence recorded later passes the request on when the officer answers', async () => {
    const { coalition, id } = await inSignOff();
    await changeBorough(coalition, camden, ({ officers }) => ({
      officers: officers.map((each) =>
        each.roles.includes('approver') ? { ...each, ...absentFor(coalition, 1) } : each,
      ),
    }));
    expect(await coalition.answer(id, camden, { answer: 'decline' })).toMatchObject({ why: 'not-eligible' });
    expect((await coalition.request(id, camden)).asks).toHaveLength(2);
  });

  test('R9 an officer with a limit below the asked share is passed over', async () => {
    const coalition = await memoryCoalition();
    const limited = (limit: number) =>
      changeBorough(coalition, camden, () => ({
        officers: [anOfficer(camden, 'approver', { limit }), anOfficer(camden, 'deputy')],
      }));
    const firstAsked = async () =>
      (await coalition.request(await coalition.submit(aSubmission()), camden)).asks[0]?.role;
    await limited(3_000_000);
    expect(await firstAsked()).toBe('approver');
    await limited(2_999_999);
    expect(await firstAsked()).toBe('deputy');
  });

  test('R8 a borough without an eligible approver waits, and an officer who is added is asked', async () => {
    const coalition = await memoryCoalition();
    await changeBorough(coalition, camden, () => ({ officers: [] }));
    const id = await coalition.submit(aSubmission());
    expect((await coalition.request(id, camden)).asks).toEqual([]);
    await coalition.sweepAfter({ minutes: 15 });
    expect(coalition.links(id, camden)).toEqual([]);
    await changeBorough(coalition, camden, () => ({ officers: [anOfficer(camden, 'new')] }));
    await coalition.sweepAfter({ minutes: 15 });
    await coalition.approve(id, camden);
    expect((await coalition.events(id)).map(({ type }) => type)).toEqual([
      'submitted',
      'sign-off-opened',
      'passed-on',
      'answered',
    ]);
    await expectSound(coalition);
  });

  test('R9 if approver and deputy both lost the role, the request passes on from both at once', async () => {
    const { coalition, id } = await inSignOff();
    await coalition.sweepAt('2026-12-04T09:00:00.000Z');
    await changeBorough(coalition, camden, () => ({ officers: [anOfficer(camden, 'new')] }));
    coalition.world.clock.set('2026-12-07T16:00:00.000Z');
    await coalition.world.proposals.reschedule(id, (await coalition.state(id)).head.version, {
      due: coalition.now,
      attempts: 0,
    });
    await coalition.sweep();
    expect((await coalition.request(id, camden)).asks).toMatchObject([
      { passedOn: { why: 'not-eligible' } },
      { passedOn: { why: 'not-eligible' } },
      { person: `new-${camden}`, passedOn: null },
    ]);
    await expectSound(coalition);
  });
});

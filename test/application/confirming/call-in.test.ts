import { describe, expect, test } from 'vitest';
import { enterCallIn } from '../../../functions/application/confirming/enter-call-in.ts';
import { describeProposal } from '../../../functions/application/proposals/describe-proposal.ts';
import { readProposal } from '../../../functions/application/proposals/read-proposal.ts';
import { waitingOn } from '../../../functions/application/views/waiting-on.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { aBorough, camden, everyBorough, hackney, islington, newham } from '../../support/builders/boroughs.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { changeBorough, type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';

/** Friday 18 December 2026, at midday: Christmas Day and the bank holiday of 28 December follow. */
const friday: Instant = '2026-12-18T12:00:00.000Z';
const possible: Instant = '2026-12-30T00:00:00.000Z';
const notice = { keyDecision: 'notice', noticeReference: 'KD 12', noticeDate: '19 11 2026' };

/** A round without a review, in which Camden takes key decisions from £10,000. */
async function keyDecision(more: Parameters<typeof memoryCoalition>[0] = {}) {
  const coalition = await memoryCoalition({
    now: '2026-12-16T10:00:00.000Z',
    boroughs: everyBorough.map((code) => aBorough(code, code === camden ? { keyDecisionAbove: 1_000_000 } : {})),
    schemes: [{ name: 'unreviewed', review: { required: 'never', minimum: 1, responseWorkingDays: 5 } }],
    ...more,
  });
  const id = await coalition.submit(aSubmission({ scheme: 'unreviewed' }));
  return { coalition, id };
}

async function carried(more: Parameters<typeof memoryCoalition>[0] = {}) {
  const { coalition, id } = await keyDecision(more);
  coalition.world.clock.set(friday);
  await coalition.answer(id, hackney, { answer: 'approve', upTo: 4_500_000 });
  await coalition.answer(id, newham, { answer: 'approve', upTo: 4_500_000 });
  await coalition.answer(id, camden, { answer: 'approve', upTo: 4_500_000, fields: notice });
  return { coalition, id };
}

const head = async (coalition: MemoryCoalition, id: Awaited<ReturnType<typeof keyDecision>>['id']) =>
  (await coalition.state(id)).head;

describe('R29 an approval that is a key decision', () => {
  test('R29 needs a notice from its figure on, and none below it', async () => {
    const { coalition, id } = await keyDecision();
    const refused = await coalition.answer(id, camden, { answer: 'approve', upTo: 1_000_000 });
    expect(refused).toMatchObject({
      kind: 'faults',
      faults: [{ field: 'keyDecision' }, { field: 'noticeReference' }, { field: 'noticeDate' }],
    });
    expect((await coalition.answer(id, camden, { answer: 'approve', upTo: 999_999 })).kind).toBe('recorded');
    expect((await coalition.request(id, camden)).answer?.keyDecision).toBeUndefined();
  });

  test('R29 keeps its notice on the answer and in the chain', async () => {
    const { coalition, id } = await carried();
    const keyed = { basis: 'notice', reference: 'KD 12', on: '2026-11-19' };
    expect((await coalition.request(id, camden)).answer?.keyDecision).toEqual({ ...keyed, callInWorkingDays: 5 });
    const event = (await coalition.events(id)).findLast(({ type }) => type === 'answered');
    expect(event?.data).toMatchObject({ keyDecision: keyed });
  });

  test('R29 carried on Friday 18 December 2026 with 5 days, it can be funded from the start of Wednesday 30 December', async () => {
    const { coalition, id } = await carried();
    expect(await head(coalition, id)).toMatchObject({ status: 'confirming', opened: true, closesAt: possible });
    await coalition.sweepAt('2026-12-29T23:59:00.000Z');
    expect((await head(coalition, id)).status).toBe('confirming');
    await expectSound(coalition);
    await coalition.sweepAt(possible);
    const { contributions, decision } = await expectEnded(coalition, id, 'funded');
    expect(contributions).toHaveLength(3);
    expect(decision?.reasons).toContain('No borough took its approval back.');
  });

  test('R29 only the borough whose decision can be called in gets a link, and the proposer is told', async () => {
    const { coalition, id } = await carried();
    expect([hackney, camden, newham].map((code) => coalition.links(id, code, 'confirm').length)).toEqual([0, 1, 0]);
    expect(coalition.mails.filter(({ message }) => message.mail === 'confirming')).toHaveLength(1);
    expect(await coalition.read(coalition.link(id, camden, 'confirm'))).toMatchObject({
      kind: 'confirm',
      answers: ['call-in'],
      callInUntil: possible,
    });
  });

  test('R29 the interface and the report of open proposals say for what it waits, and until when', async () => {
    const { coalition, id } = await carried();
    await coalition.confirm(id, camden, 'call-in');
    const state = await coalition.state(id);
    const view = describeProposal(state, new Map(), coalition.now);
    expect(view.confirming).toMatchObject({
      until: '2027-01-20T17:00:00.000Z',
      reasons: [
        { kind: 'call-in-period', borough: camden, until: possible },
        { kind: 'called-in', borough: camden, until: '2027-01-20T17:00:00.000Z' },
      ],
      callIns: [{ borough: camden, ended: null }],
      outcome: null,
    });
    expect(view.signOff.boroughs.find(({ borough }) => borough === camden)?.keyDecision).toEqual({
      ...{ basis: 'notice', reference: 'KD 12', on: '2026-11-19' },
    });
    expect(waitingOn(state, coalition.now)).toMatchObject([{ borough: camden, who: 'approver', note: null }]);
  });

  test('R19, R29 a call-in and its release show who said it as recorded then, and seal it', async () => {
    const { coalition, id } = await carried();
    const shown = async () => {
      const page = await coalition.read(coalition.link(id, camden, 'confirm'));
      const { takeBacks, callIns } = (await readProposal(coalition.deps, id, { borough: null }))?.view.confirming ?? {};
      return { said: page?.kind === 'confirm' ? page.said : [], takeBacks, callIns };
    };
    await coalition.confirm(id, camden, 'call-in');
    await coalition.confirm(id, camden, 'release');
    const before = await shown();
    expect(before.said.map(({ kind, by }) => [kind, by])).toEqual([
      ['call-in', 'approver of Camden'],
      ['release', 'approver of Camden'],
    ]);
    await changeBorough(coalition, camden, ({ officers }) => ({
      officers: officers.map((officer) => ({ ...officer, name: 'Somebody Else' })),
    }));
    await coalition.settleDown();
    expect(await shown()).toEqual(before);
    const who = ['authority', 'email', 'name', 'officer', 'post', 'reason', 'role'];
    for (const type of ['called-in', 'call-in-ended']) {
      const event = (await coalition.events(id)).find((each) => each.type === type);
      expect(Object.keys(event?.data.sealed ?? {}).toSorted()).toEqual(who);
    }
  });

  test('R29 the secretariat enters a call-in once, within its period, and releases it', async () => {
    const { coalition, id } = await carried();
    const by = { name: 'Secretariat', holder: null };
    const enter = (kind: 'call-in' | 'release', borough = camden) =>
      enterCallIn(coalition.deps, { id, kind, borough, reason: 'Scrutiny', by, at: coalition.now, reply: null });
    expect(await enter('release')).toMatchObject({ kind: 'refused', why: 'not-called-in' });
    expect(await enter('call-in', newham)).toMatchObject({ kind: 'refused', why: 'no-key-decision' });
    expect(await enter('call-in', islington)).toEqual({ kind: 'not-invited' });
    expect(await enter('call-in')).toMatchObject({ kind: 'entered' });
    expect(await enter('call-in')).toMatchObject({ kind: 'refused', why: 'called-in-before' });
    expect(await enter('release')).toMatchObject({ kind: 'entered' });
    await coalition.settleDown();
    await coalition.sweepAt(possible);
    await expectEnded(coalition, id, 'funded');
    expect(await enter('call-in')).toEqual({ kind: 'not-open', status: 'funded' });
  });

  test('R29 a borough whose call-in days are 0 keeps nobody waiting', async () => {
    const boroughs = everyBorough.map((code) => aBorough(code, { keyDecisionAbove: 1, callInWorkingDays: 0 }));
    const { coalition, id } = await keyDecision({ boroughs });
    for (const code of [hackney, camden, newham]) {
      await coalition.answer(id, code, {
        answer: 'approve',
        upTo: 4_500_000,
        fields: { ...notice, noticeDate: '16 11 2026' },
      });
    }
    await expectEnded(coalition, id, 'funded');
  });
});

describe('R29 a call-in', () => {
  test('R29 holds for 20 working days, counts then as a take-back, and the others share the cost', async () => {
    const { coalition, id } = await carried();
    expect((await coalition.confirm(id, camden, 'call-in')).kind).toBe('recorded');
    const until = '2027-01-20T17:00:00.000Z';
    expect((await head(coalition, id)).closesAt).toBe(until);
    await coalition.sweepAt(possible);
    expect((await head(coalition, id)).status).toBe('confirming');
    await coalition.sweepAt(until);
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions.map(({ borough, amount }) => [borough, amount])).toEqual([
      [hackney, 4_500_000],
      [newham, 4_500_000],
    ]);
    expect(await coalition.budget(camden)).toMatchObject({ held: 0, committed: 0 });
    expect(await coalition.request(id, camden)).toMatchObject({ takenBack: { why: 'call-in' } });
  });

  test('R29 that is released leaves the rest of its period, and then it is funded with everyone', async () => {
    const { coalition, id } = await carried();
    await coalition.confirm(id, camden, 'call-in');
    expect((await coalition.read(coalition.link(id, camden, 'confirm'))).kind).toBe('confirm');
    await coalition.confirm(id, camden, 'release');
    expect((await head(coalition, id)).closesAt).toBe(possible);
    await coalition.sweepAt(possible);
    expect((await expectEnded(coalition, id, 'funded')).contributions).toHaveLength(3);
  });

  test('R29 that is released after its period ends it at once', async () => {
    const { coalition, id } = await carried();
    await coalition.confirm(id, camden, 'call-in');
    await coalition.sweepAt('2027-01-05T10:00:00.000Z');
    await coalition.confirm(id, camden, 'release');
    await expectEnded(coalition, id, 'funded');
  });

  test('R29 lets the lead go on without the borough after 10 working days, not before', async () => {
    const { coalition, id } = await carried();
    await coalition.confirm(id, camden, 'call-in');
    await coalition.sweepAt('2027-01-06T16:00:00.000Z');
    expect(coalition.links(id, hackney, 'confirm')).toEqual([]);
    await coalition.sweepAt('2027-01-06T17:00:00.000Z');
    expect((await coalition.confirm(id, hackney, 'go-on-without', { fields: { comment: 'Too short' } })).kind).toBe(
      'faults',
    );
    expect((await coalition.confirm(id, hackney, 'go-on-without')).kind).toBe('recorded');
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions.map(({ borough }) => borough)).toEqual([hackney, newham].toSorted());
  });

  test('R29 can be entered once, and not when the period is over', async () => {
    const { coalition, id } = await carried();
    await coalition.confirm(id, camden, 'call-in');
    await coalition.confirm(id, camden, 'release');
    expect((await coalition.confirm(id, camden, 'call-in', { fields: { comment: 'Again' } })).kind).toBe('faults');
  });

  test('R29 sent twice with the same words is recorded once', async () => {
    const { coalition, id } = await carried();
    await coalition.confirm(id, camden, 'call-in');
    const before = (await head(coalition, id)).version;
    expect((await coalition.confirm(id, camden, 'call-in')).kind).toBe('same-again');
    expect((await head(coalition, id)).version).toBe(before);
  });

  test('R29 a revoked approval is not waited for, and is judged at the end', async () => {
    const { coalition, id } = await carried();
    await coalition.confirm(id, camden, 'call-in');
    await coalition.revoke(id, camden);
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions.map(({ borough }) => borough)).toEqual([hackney, newham].toSorted());
  });

  test('R26, R29 what another borough says still needs its code after a revocation', async () => {
    const { coalition, id } = await carried();
    await changeBorough(coalition, camden, () => ({ codeAbove: 1_000_000 }));
    await coalition.revoke(id, newham);
    expect((await coalition.state(id)).contributions).toEqual([]);
    expect(await coalition.confirm(id, camden, 'call-in')).toMatchObject({ kind: 'code-asked' });
    expect(await coalition.read(coalition.link(id, camden, 'confirm'))).toMatchObject({ code: { above: 1_000_000 } });
  });

  test('R7, R29 a call-in alone opens no revision', async () => {
    const { coalition, id } = await carried();
    expect(await coalition.revise(id, aSubmission({ scheme: 'unreviewed', title: 'Other words' }))).toEqual({
      kind: 'not-revisable',
      status: 'confirming',
    });
  });

  test('R29 the proposer can withdraw meanwhile', async () => {
    const { coalition, id } = await carried();
    await coalition.withdraw(id);
    await expectEnded(coalition, id, 'withdrawn');
  });
});

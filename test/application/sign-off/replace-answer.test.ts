import { describe, expect, test } from 'vitest';
import { maxAnswers } from '../../../functions/domain/sign-off/replacement.ts';
import type { BoroughCode, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { aBorough, anOfficer, camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { aSubmission, cost } from '../../support/builders/submissions.ts';
import type { Given } from '../../support/worlds/answer-page.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { changeBorough, type MemoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';

const withFinance = (code: BoroughCode) =>
  aBorough(code, {
    officers: [
      anOfficer(code, 'approver'),
      anOfficer(code, 'deputy', { roles: ['deputy'] }),
      anOfficer(code, 'finance', { roles: ['finance'] }),
      anOfficer(code, 'reviewer', { roles: ['reviewer'] }),
    ],
  });

/** Camden approved up to £35,000 by its first link. The deputy has a link from the last reminder. */
async function approved() {
  const { coalition, id } = await inSignOff(aSubmission(), { boroughs: [hackney, camden, newham].map(withFinance) });
  await coalition.answer(id, camden, { answer: 'approve', upTo: 3_500_000 });
  const { reference } = (await coalition.state(id)).head;
  return { coalition, id, first: `${reference}-1-${camden}` };
}

/** Sends the form of the confirmation page, with what it holds. */
async function replace(
  { coalition, id }: { readonly coalition: MemoryCoalition; readonly id: ProposalId },
  given: Given,
  token = coalition.link(id, camden),
) {
  const page = await coalition.read(token);
  const replaces =
    page.kind === 'sign-off-confirmation' && page.change.kind === 'sign-off' ? page.change.replaces?.record : '';
  return coalition.answer(id, camden, { ...given, fields: { replaces: replaces ?? '', ...given.fields } }, token);
}

const emailed = ({ mails }: MemoryCoalition, mail: string) =>
  mails.filter(({ view }) => view.mail === mail).map(({ to }) => to.email);

describe('replacing an answer', () => {
  test('R1 the newest answer counts, with a number of its own, and the earlier one stays on the record', async () => {
    const world = await approved();
    const { coalition, id, first } = world;
    expect(await replace(world, { answer: 'decline' })).toEqual({ kind: 'recorded' });
    const request = await coalition.request(id, camden);
    expect(request.answer).toMatchObject({ kind: 'decline', record: `${first}-2`, replaces: first });
    expect([request.answers, request.highest, request.hold.status]).toEqual([2, 3_500_000, 'released']);
    const kept = await coalition.world.proposals.replacedAnswers(id, 1);
    expect(kept).toMatchObject([
      {
        borough: camden,
        order: 1,
        why: 'replaced',
        by: `approver-${camden}`,
        answer: { upTo: 3_500_000, record: first },
      },
    ]);
    const answers = (await coalition.events(id)).filter(({ type }) => type === 'answered');
    expect(answers.map(({ data }) => 'replaces' in data && data.replaces)).toEqual([null, first]);
    await expectSound(coalition);
  });

  test('R1 a declined request can join again, and the proposal goes on with the newest answers', async () => {
    const world = await approved();
    const { coalition, id } = world;
    await replace(world, { answer: 'decline' });
    await replace(world, { answer: 'approve', upTo: 3_000_000 });
    await coalition.approve(id, hackney, newham);
    await coalition.review(id, 'recommend');
    const { contributions } = await expectEnded(coalition, id, 'funded');
    expect(contributions.map(({ amount }) => amount)).toEqual([3_000_000, 3_000_000, 3_000_000]);
  });

  test('R12 the new hold takes the place of the old one, and only the difference must be there', async () => {
    const world = await inSignOff(aSubmission(), { allocated: 3_500_000 });
    const { coalition, id } = world;
    await coalition.answer(id, camden, { answer: 'approve', upTo: 3_400_000 });
    expect((await replace(world, { answer: 'approve', upTo: 3_500_000 })).kind).toBe('recorded');
    expect(await coalition.budget(camden)).toMatchObject({ available: 0, held: 3_500_000 });
    const short = await replace(world, { answer: 'approve', upTo: 3_500_001 });
    expect(short).toMatchObject({ kind: 'no-money', lacking: [{ needed: 1, available: 0 }] });
    expect((await coalition.request(id, camden)).answer).toMatchObject({ upTo: 3_500_000 });
    expect((await coalition.world.proposals.replacedAnswers(id, 1)).length).toBe(1);
    expect(await coalition.budget(camden)).toMatchObject({ available: 0, held: 3_500_000 });
    await replace(world, { answer: 'approve', upTo: 1 });
    expect(await coalition.budget(camden)).toMatchObject({ available: 3_499_999, held: 1 });
    await expectSound(coalition);
  });

  test('R1 two open pages cannot overwrite each other: any number but the newest is told what is recorded now', async () => {
    const world = await approved();
    const { coalition, id, first } = world;
    await replace(world, { answer: 'approve', upTo: 3_600_000 });
    for (const replaces of [first, '', `${first}-3`, 'nothing']) {
      const refused = await coalition.answer(id, camden, { answer: 'decline', fields: { replaces } });
      expect(refused, replaces).toMatchObject({
        kind: 'different',
        confirmation: { answer: { upTo: 3_600_000, record: `${first}-2` } },
      });
    }
    expect((await coalition.request(id, camden)).answer?.record).toBe(`${first}-2`);
  });

  test('R1 a number that no answer has is refused, and the form comes back', async () => {
    const { coalition, id } = await inSignOff();
    const refused = await coalition.answer(id, camden, { answer: 'decline', fields: { replaces: 'JF-0-1' } });
    expect(refused).toMatchObject({ kind: 'not-recorded', page: { kind: 'sign-off', replaces: null } });
    expect((await coalition.request(id, camden)).answer).toBeNull();
  });

  test('R1 of two answers at once one replaces the other or is refused, and nothing is lost', async () => {
    const { coalition, id, first } = await approved();
    const token = coalition.link(id, camden);
    const forms = await Promise.all(
      [3_600_000, 3_700_000].map((upTo) =>
        coalition.form(id, { answer: 'approve', upTo, fields: { replaces: first } }, token),
      ),
    );
    const results = await Promise.all(forms.map((form) => coalition.post(token, form)));
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(['different', 'recorded']);
    await coalition.settleDown();
    expect((await coalition.request(id, camden)).answers).toBe(2);
    await expectSound(coalition);
  });

  test('R1 the form that replaced an answer, sent again, is confirmed and records nothing', async () => {
    const { coalition, id, first } = await approved();
    const given = { answer: 'approve', upTo: 3_600_000, fields: { replaces: first } } as const;
    expect((await coalition.answer(id, camden, given)).kind).toBe('recorded');
    expect((await coalition.answer(id, camden, given)).kind).toBe('same-again');
    expect((await coalition.request(id, camden)).answers).toBe(2);
  });

  test('R1 after 20 answers the decision can no longer be replaced, and its page says so', async () => {
    const world = await approved();
    const { coalition, id, first } = world;
    for (let answers = 2; answers <= maxAnswers; answers += 1) {
      expect((await replace(world, { answer: 'approve', upTo: 3_000_000 + answers })).kind).toBe('recorded');
    }
    expect((await coalition.request(id, camden)).answer?.record).toBe(`${first}-20`);
    const refused = await coalition.answer(id, camden, { answer: 'decline', fields: { replaces: `${first}-20` } });
    expect(refused).toMatchObject({ kind: 'different' });
    const page = await coalition.read(coalition.link(id, camden));
    expect(page).toMatchObject({ kind: 'sign-off-confirmation', change: { kind: 'no-change', why: 'too-often' } });
    expect(await coalition.world.proposals.replacedAnswers(id, 1)).toHaveLength(19);
    await expectSound(coalition);
    // A declared interest still sets the answer aside, and makes room for another one.
    const interest = await coalition.answer(id, camden, { answer: 'recuse', fields: { replaces: `${first}-20` } });
    expect(interest.kind).toBe('recorded');
    expect((await coalition.request(id, camden)).answer).toBeNull();
  });

  test('R29 a revoked approval cannot be replaced', async () => {
    const { coalition, id, first } = await approved();
    await coalition.revoke(id, camden);
    const refused = await coalition.answer(id, camden, { answer: 'decline', fields: { replaces: first } });
    expect(refused).toMatchObject({ kind: 'different', confirmation: { change: { why: 'revoked' } } });
    await expectSound(coalition);
  });

  test('R5 once the round is closed, and from the deadline on, nothing is replaced', async () => {
    const { coalition, id, first } = await approved();
    const { closesAt } = (await coalition.state(id)).head;
    const token = coalition.link(id, camden);
    const form = await coalition.form(id, { answer: 'decline', fields: { replaces: first } }, token);
    expect(await coalition.post(token, form, closesAt ?? undefined)).toMatchObject({ kind: 'different' });
    await coalition.approve(id, hackney, newham);
    expect(await coalition.post(token, form)).toMatchObject({
      kind: 'different',
      confirmation: { change: { kind: 'no-change', why: 'closed' } },
    });
    expect((await coalition.request(id, camden)).answer?.record).toBe(first);
  });
});

describe('who replaces an answer', () => {
  test('R1 anybody who may decide for the borough now, and everybody who must know is told', async () => {
    const { coalition, id } = await inSignOff(aSubmission(), { boroughs: [hackney, camden, newham].map(withFinance) });
    await coalition.sweepAt('2026-12-04T09:00:00.000Z');
    const deputy = coalition.link(id, camden);
    const approver = coalition.links(id, camden).at(-2) ?? '';
    await coalition.answer(id, camden, { answer: 'approve', upTo: 3_500_000 }, approver);
    expect(await coalition.read(deputy)).toMatchObject({ kind: 'sign-off-confirmation', by: 'approver of Camden' });
    expect((await replace({ coalition, id }, { answer: 'approve', upTo: 4_000_000 }, deputy)).kind).toBe('recorded');
    const { answer } = await coalition.request(id, camden);
    expect(answer).toMatchObject({ by: `deputy-${camden}`, onBehalfOf: `approver-${camden}`, upTo: 4_000_000 });
    const told = coalition.mails.filter(({ view }) => view.mail === 'answer-replaced');
    expect(told.map(({ to }) => to.email).toSorted()).toEqual([
      'approver@camden.example',
      // The lead has not answered, and its deputy was asked last.
      'deputy@hackney.example',
      'finance@camden.example',
    ]);
    expect(told[0]?.text).toContain('Camden approved up to £35,000');
    expect(told[0]?.text).toContain('Camden approved up to £40,000');
    expect(told[0]?.text).toContain(answer?.record);
    // The first answer was copied to finance, and the receipts say what each officer answered.
    expect(emailed(coalition, 'approval-copy')).toEqual(['finance@camden.example']);
    expect(emailed(coalition, 'sign-off-receipt')).toEqual(['approver@camden.example', 'deputy@camden.example']);
    expect(await coalition.read(approver)).toMatchObject({ by: 'deputy of Camden', answer: { upTo: 4_000_000 } });
    await expectSound(coalition);
  });

  test('R20 a receipt that is sent after another officer replaced the answer is still about its own answer', async () => {
    const { coalition, id } = await inSignOff();
    const { mailQueue } = coalition.world;
    const send = mailQueue.send.bind(mailQueue);
    mailQueue.send = () => Promise.reject(new Error('The queue is away'));
    await coalition.answer(id, camden, { answer: 'approve', upTo: 3_500_000 });
    await replace({ coalition, id }, { answer: 'decline' });
    mailQueue.send = send;
    await coalition.sweepAfter({ minutes: 16 });
    const receipts = coalition.mails.filter(({ view }) => view.mail === 'sign-off-receipt');
    expect(receipts.map(({ subject }) => subject.slice(0, 24)).toSorted()).toEqual([
      'Receipt: Camden approved',
      'Receipt: Camden declined',
    ]);
  });

  test('R1 a person who may no longer decide sees only that somebody answered', async () => {
    const { coalition, id, first } = await approved();
    const token = coalition.link(id, camden);
    await changeBorough(coalition, camden, ({ officers }) => ({ officers: officers.slice(1) }));
    expect(await coalition.read(token)).toMatchObject({
      kind: 'sign-off-confirmation',
      change: { kind: 'no-change', why: 'not-eligible' },
    });
    const refused = await coalition.answer(id, camden, { answer: 'decline', fields: { replaces: first } }, token);
    expect(refused).toMatchObject({ kind: 'different' });
    expect((await coalition.request(id, camden)).asks).toHaveLength(1);
    await expectSound(coalition);
  });

  test('R8 nobody who gave an answer that was replaced may review', async () => {
    const world = await inSignOff(aSubmission(), {
      boroughs: [hackney, camden, newham].map((code) =>
        aBorough(code, {
          officers: [
            anOfficer(code, 'approver', { roles: ['approver', 'reviewer'] }),
            anOfficer(code, 'deputy', { roles: ['approver', 'reviewer'] }),
          ],
        }),
      ),
    });
    const { coalition, id } = world;
    await coalition.answer(id, camden, { answer: 'approve' });
    await changeBorough(coalition, camden, ({ officers }) => ({ officers: officers.toReversed() }));
    expect((await coalition.request(id, camden)).answeredBefore).toBeUndefined();
    await replace(world, { answer: 'approve', upTo: 3_000_000 });
    expect((await coalition.request(id, camden)).answeredBefore).toEqual([`approver-${camden}`]);
  });
});

describe('a declared interest after an answer', () => {
  test('R1 sets that person’s answer and hold aside, and the next officer is asked', async () => {
    const world = await approved();
    const { coalition, id, first } = world;
    expect(await replace(world, { answer: 'recuse' })).toEqual({ kind: 'recorded' });
    const request = await coalition.request(id, camden);
    expect([request.answer, request.hold.status, request.answers, request.highest]).toEqual([
      null,
      'released',
      1,
      undefined,
    ]);
    expect(request.asks.map(({ person, passedOn }) => [person, passedOn?.why])).toEqual([
      [`approver-${camden}`, 'recused'],
      [`deputy-${camden}`, undefined],
    ]);
    expect(await coalition.world.proposals.replacedAnswers(id, 1)).toMatchObject([
      { order: 1, why: 'recused', answer: { record: first } },
    ]);
    expect((await coalition.events(id)).at(-1)).toMatchObject({ type: 'passed-on', data: { setAside: first } });
    expect(emailed(coalition, 'answer-replaced').toSorted()).toEqual([
      'approver@hackney.example',
      'finance@camden.example',
    ]);
    await expectSound(coalition);
    await coalition.answer(id, camden, { answer: 'approve', upTo: 1_000_000 });
    expect((await coalition.request(id, camden)).answer).toMatchObject({
      record: `${first}-2`,
      by: `deputy-${camden}`,
    });
    expect((await coalition.request(id, camden)).answer).not.toHaveProperty('replaces');
    await expectSound(coalition);
  });

  test('R1 of another officer leaves the answer and asks nobody', async () => {
    const { coalition, id } = await inSignOff(aSubmission(), { boroughs: [hackney, camden, newham].map(withFinance) });
    await coalition.sweepAt('2026-12-04T09:00:00.000Z');
    const deputy = coalition.link(id, camden);
    const approver = coalition.links(id, camden).at(-2) ?? '';
    await coalition.answer(id, camden, { answer: 'approve' }, approver);
    const { record } = (await coalition.request(id, camden)).answer ?? {};
    const result = await coalition.answer(id, camden, { answer: 'recuse', fields: { replaces: record ?? '' } }, deputy);
    expect(result.kind).toBe('recorded');
    const { answer, asks } = await coalition.request(id, camden);
    expect([answer?.record, asks.length]).toEqual([record, 2]);
    expect(await coalition.read(deputy)).toMatchObject({ kind: 'recusal-confirmation', answer: 'of-another-officer' });
    await expectSound(coalition);
  });

  test('R1 sets aside what the same person answered for another borough, and that borough is asked again', async () => {
    const shared = { person: anOfficer(camden, 'approver').person, email: 'approver@camden.example' };
    const { coalition, id } = await inSignOff(aSubmission(), {
      boroughs: [
        aBorough(hackney),
        aBorough(camden),
        aBorough(newham, {
          emailDomains: ['newham.example', 'camden.example'],
          officers: [anOfficer(newham, 'approver', shared), anOfficer(newham, 'deputy', { roles: ['deputy'] })],
        }),
      ],
    });
    await coalition.approve(id, camden);
    await coalition.answer(id, newham, { answer: 'recuse' });
    const [camdens, newhams] = [await coalition.request(id, camden), await coalition.request(id, newham)];
    expect([camdens.answer, camdens.hold.status]).toEqual([null, 'released']);
    expect(newhams.asks.at(-1)?.person).toBe(`deputy-${newham}`);
    await expectSound(coalition);
    await coalition.sweepAfter({ minutes: 15 });
    expect((await coalition.request(id, camden)).asks.at(-1)?.person).toBe(`deputy-${camden}`);
    await expectSound(coalition);
  });
});

describe('the last working day', () => {
  const eve = '2026-12-06T23:59:59.999Z';
  const lastDay = '2026-12-07T00:00:00.000Z';

  test('R1 a limit can be lowered until the last working day begins, and then only kept or raised', async () => {
    const world = await approved();
    const { coalition, id } = world;
    coalition.world.clock.set(eve);
    expect((await replace(world, { answer: 'approve', upTo: 3_400_000 })).kind).toBe('recorded');
    coalition.world.clock.set(lastDay);
    const page = await coalition.read(coalition.link(id, camden));
    expect(page).toMatchObject({ change: { firm: { why: 'last-working-day', least: 3_500_000 } } });
    // The highest limit of the revision counts, not the one that was recorded last.
    const lowered = await replace(world, { answer: 'approve', upTo: 3_499_999 });
    expect(lowered).toMatchObject({ kind: 'faults', faults: [{ field: 'upTo' }] });
    expect((await replace(world, { answer: 'request-changes' })).kind).toBe('faults');
    expect((await replace(world, { answer: 'approve', upTo: 3_500_000 })).kind).toBe('recorded');
    expect((await replace(world, { answer: 'decline' })).kind).toBe('recorded');
    expect((await replace(world, { answer: 'approve', upTo: 3_499_999 })).kind).toBe('faults');
    expect((await replace(world, { answer: 'approve', upTo: 3_500_001 })).kind).toBe('recorded');
    await expectSound(coalition);
  });

  test('R1 a borough that has not answered may still give any answer', async () => {
    const { coalition, id } = await inSignOff();
    coalition.world.clock.set(lastDay);
    expect(await coalition.read(coalition.link(id, camden))).toMatchObject({ kind: 'sign-off', firm: null });
    expect((await coalition.answer(id, camden, { answer: 'request-changes' })).kind).toBe('recorded');
    expect((await coalition.answer(id, newham, { answer: 'approve', upTo: 1 })).kind).toBe('recorded');
  });
});

test('R10 own lines limit a replacement as they limit a first answer', async () => {
  const world = await inSignOff(aSubmission({ costs: [cost(9_000_000), cost(1_000, { borough: camden })] }));
  await world.coalition.answer(world.id, camden, { answer: 'approve', upTo: 1_000 });
  expect((await replace(world, { answer: 'approve', upTo: 999 })).kind).toBe('faults');
});

test('R26 a code is bound to the record that its answer replaces', async () => {
  const boroughs = [aBorough(hackney), aBorough(camden, { codeAbove: 1 }), aBorough(newham)];
  const { coalition, id } = await inSignOff(aSubmission(), { boroughs });
  const codeIn = () => {
    const view = coalition.mails.findLast((mail) => mail.view.mail === 'one-time-code')?.view;
    return view?.mail === 'one-time-code' ? view.code : '';
  };
  const given = { answer: 'approve', upTo: 3_500_000 } as const;
  await coalition.answer(id, camden, given);
  await coalition.answer(id, camden, { ...given, fields: { code: codeIn() } });
  const first = (await coalition.request(id, camden)).answer?.record ?? '';
  const raised = { answer: 'approve', upTo: 3_600_000, fields: { replaces: first } } as const;
  expect((await coalition.answer(id, camden, raised)).kind).toBe('code-asked');
  const code = codeIn();
  // Another officer replaces the answer meanwhile. The code was for the earlier record.
  coalition.advance({ minutes: 2 });
  expect((await coalition.answer(id, camden, { answer: 'decline', fields: { replaces: first } })).kind).toBe(
    'code-asked',
  );
  await coalition.answer(id, camden, { answer: 'decline', fields: { replaces: first, code: codeIn() } });
  const newest = (await coalition.request(id, camden)).answer?.record ?? '';
  expect(newest).toBe(`${first}-2`);
  const late = { ...raised, fields: { replaces: newest, code } };
  expect(await coalition.answer(id, camden, late)).toMatchObject({ kind: 'code-asked' });
  expect((await coalition.answer(id, camden, { ...raised, fields: { replaces: newest, code: codeIn() } })).kind).toBe(
    'recorded',
  );
  await expectSound(coalition);
});

test('R7 an approval that stays in force after a revision can be replaced through the email about it', async () => {
  const costs = [cost(9_000_000)];
  const { coalition, id } = await inSignOff(aSubmission({ costs }));
  await coalition.answer(id, camden, { answer: 'approve', upTo: 3_500_000 });
  await coalition.revise(id, aSubmission({ costs: [cost(8_700_000)] }));
  const kept = await coalition.request(id, camden);
  expect(kept.answer).toMatchObject({ upTo: 3_500_000, answeredRevision: 1 });
  const mail = coalition.mails.findLast(({ view }) => view.mail === 'approval-kept');
  expect(mail?.to.email).toBe('approver@camden.example');
  const page = await coalition.read(coalition.link(id, camden));
  expect(page).toMatchObject({
    kind: 'sign-off-confirmation',
    heading: { revision: 1 },
    change: { heading: { revision: 2 }, replaces: { record: kept.answer?.record } },
  });
  expect((await replace({ coalition, id }, { answer: 'approve', upTo: 3_000_000 })).kind).toBe('recorded');
  const { reference } = (await coalition.state(id)).head;
  const after = await coalition.request(id, camden);
  expect(after.answer).toMatchObject({ record: `${reference}-2-${camden}`, replaces: `${reference}-1-${camden}` });
  expect(after.answer?.answeredRevision).toBeUndefined();
  expect(after.answers).toBe(1);
  expect(await coalition.world.proposals.replacedAnswers(id, 2)).toMatchObject([
    { order: 0, answer: { upTo: 3_500_000 } },
  ]);
  await expectSound(coalition);
});

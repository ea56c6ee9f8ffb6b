import { describe, expect, test } from 'vitest';
import { readProposal } from '../../../functions/application/proposals/read-proposal.ts';
import type { BoroughCode, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import type { Scheme } from '../../../functions/domain/vocabulary/scheme.ts';
import { anOfficer, camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { aSubmission, cost } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import {
  absentFor,
  changeBorough,
  type MemoryCoalition,
  memoryCoalition,
} from '../../support/worlds/memory-coalition.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';

const reasons = 'The benefits are worth what they cost.';

/** In review. With this seed the contributing boroughs are asked in the order Camden, Newham, Hackney (which leads). */
async function inReview(review: Partial<Scheme['review']> = {}, prepare = async (_: MemoryCoalition) => {}) {
  const policy = { required: 'always', minimum: 1, responseWorkingDays: 5, ...review } as const;
  const coalition = await memoryCoalition({ seed: 14, schemes: [{ name: 'reviewed', review: policy }] });
  await prepare(coalition);
  const id = await coalition.submit(aSubmission({ scheme: 'reviewed' }));
  await coalition.approve(id, hackney, camden, newham);
  return { coalition, id };
}

const asked = async (coalition: MemoryCoalition, id: ProposalId) =>
  (await coalition.state(id)).reviews.map(
    ({ person, passedOn }) => `${person}${passedOn === null ? '' : ' passed on'}`,
  );

/** Approves for every borough that a revision asks again. A round in which nobody is asked again closes by itself. */
async function approveAgain(coalition: MemoryCoalition, id: ProposalId) {
  const { head, requests } = await coalition.state(id);
  if (head.status !== 'sign-off') return;
  await coalition.approve(id, ...requests.flatMap(({ borough, answer }) => (answer === null ? [borough] : [])));
  const still = await coalition.state(id);
  if (still.head.status === 'sign-off') await coalition.passDeadline(id);
}

describe('the four answers', () => {
  test('R17 recommend: it is funded, and the reviewer gets a receipt', async () => {
    const { coalition, id } = await inReview();
    expect(await asked(coalition, id)).toEqual([`reviewer-${camden}`]);
    expect((await coalition.review(id, 'recommend')).kind).toBe('recorded');
    const { review } = await expectEnded(coalition, id, 'funded');
    expect(review).toMatchObject({ outcome: 'recommend', conditions: [] });
    expect(coalition.mails.filter(({ message }) => message.mail === 'review-receipt')).toHaveLength(1);
  });

  test('R17 with conditions: they are in the decision, go to every contributor, and are sealed in the chain', async () => {
    const { coalition, id } = await inReview();
    await coalition.review(id, 'recommend-with-conditions', { fields: { conditions: 'Report each half-year.' } });
    const { decision } = await expectEnded(coalition, id, 'funded');
    expect(decision?.conditions).toEqual(['Camden: Report each half-year.']);
    const outcomes = coalition.mails.filter(({ message }) => message.mail === 'outcome');
    expect(outcomes.map(({ to }) => to.email)).toEqual([
      'digital@hackney.example',
      ...['camden', 'hackney', 'newham'].map((borough) => `approver@${borough}.example`),
      'reviewer@camden.example',
    ]);
    for (const { text } of outcomes) expect(text).toContain('Camden: Report each half-year.');
    expect(JSON.stringify(await coalition.events(id))).not.toContain('half-year');
  });

  test('R17 the conditions of several reviewers go to all, including boroughs that approved an earlier revision', async () => {
    const { coalition, id } = await inReview({ minimum: 3 });
    await coalition.review(id, 'request-changes', { borough: newham });
    await coalition.review(id, 'recommend', { borough: hackney });
    await coalition.review(id, 'recommend', { borough: camden });
    expect((await coalition.state(id)).head.status).toBe('confirming');
    await coalition.revise(id, aSubmission({ scheme: 'reviewed', costs: [cost(8_700_000)] }));
    await approveAgain(coalition, id);
    const conditional = (borough: BoroughCode, conditions: string) =>
      coalition.review(id, 'recommend-with-conditions', { borough, fields: { conditions } });
    await conditional(camden, 'Report each half-year.');
    await coalition.review(id, 'not-recommended', { borough: hackney });
    await conditional(newham, 'Keep the data in the borough.');
    const { decision, review } = await expectEnded(coalition, id, 'funded');
    const conditions = ['Camden: Report each half-year.', 'Newham: Keep the data in the borough.'];
    expect([decision?.conditions, review?.conditions]).toEqual([conditions, conditions]);
    const outcomes = coalition.mails.filter(({ message }) => message.mail === 'outcome');
    expect(outcomes.map(({ to }) => to.email)).toContain('approver@newham.example');
    for (const { text } of outcomes) for (const condition of conditions) expect(text).toContain(condition);
  });

  test('R17 conditions of a review that does not recommend it count only if it is funded all the same', async () => {
    const split = async () => {
      const made = await inReview({ minimum: 2 });
      await made.coalition.review(made.id, 'not-recommended', { borough: camden });
      const fields = { conditions: 'Report.' };
      await made.coalition.review(made.id, 'recommend-with-conditions', { borough: newham, fields });
      return made;
    };
    const ended = await split();
    await ended.coalition.passDeadline(ended.id);
    const { decision } = await expectEnded(ended.coalition, ended.id, 'not-funded');
    expect(decision?.conditions).toEqual([]);
    expect(decision?.reasons.join()).toContain('Camden does not recommend it');
    const gone = await split();
    await gone.coalition.confirm(gone.id, hackney, 'go-on');
    await gone.coalition.passDeadline(gone.id);
    expect((await expectEnded(gone.coalition, gone.id, 'funded')).decision?.conditions).toEqual(['Newham: Report.']);
  });

  test('R20 each reviewer who answered any revision hears the outcome once; one who was only asked does not', async () => {
    const { coalition, id } = await inReview();
    await coalition.review(id, 'request-changes');
    await changeBorough(coalition, camden, ({ officers }) => ({
      officers: officers.filter(({ roles }) => !roles.includes('reviewer')),
    }));
    await coalition.revise(id, aSubmission({ scheme: 'reviewed', costs: [cost(8_700_000)] }));
    await approveAgain(coalition, id);
    expect(await asked(coalition, id)).toEqual([`reviewer-${newham}`]);
    await coalition.passDeadline(id);
    await coalition.review(id, 'recommend', { borough: hackney });
    await expectEnded(coalition, id, 'funded');
    const told = coalition.mails.filter(({ view }) => view.mail === 'outcome').map(({ to }) => to.email);
    expect(told.filter((email) => email.startsWith('reviewer'))).toEqual([
      'reviewer@camden.example',
      'reviewer@hackney.example',
    ]);
  });

  test('R17 below a BCR of 1 the page and the email ask for a value judgement, from 1 on they do not', async () => {
    const asks = async (amount: number) => {
      const coalition = await memoryCoalition();
      const [line] = aSubmission().benefits;
      const benefits =
        line === undefined ? [] : [{ ...line, financialYear: '2026-27', confidence: 1, amount } as const];
      const id = await coalition.submit(aSubmission({ benefits }));
      await coalition.approve(id, hackney, camden, newham);
      const page = await coalition.read(coalition.link(id, camden, 'review'));
      const mail = coalition.mails.find(({ message }) => message.mail === 'review-request');
      const { npsv, bcr } = (await coalition.state(id)).appraisal;
      return [
        npsv,
        bcr,
        page.kind === 'review' && page.needsValueJudgement,
        /why it is still worth doing/.test(mail?.text ?? ''),
      ];
    };
    expect(await asks(9_000_000)).toEqual([0, 1, false, false]);
    expect(await asks(8_999_900)).toEqual([-100, 1, true, true]);
    expect(await asks(4_500_000)).toEqual([-4_500_000, 0.5, true, true]);
  });

  test('R17 two reviews, one for, one against: the boroughs confirm; nobody leaves, and it is funded with the advice on record', async () => {
    const { coalition, id } = await inReview({ minimum: 2 });
    await coalition.review(id, 'recommend', { borough: camden });
    await coalition.review(id, 'not-recommended', { borough: newham });
    const confirming = await coalition.state(id);
    expect(confirming).toMatchObject({ head: { status: 'confirming' }, review: { outcome: 'not-recommended' } });
    expect((await coalition.budget(camden)).held).toBe(3_750_000);
    await coalition.confirm(id, hackney, 'go-on');
    await coalition.passDeadline(id);
    const { decision } = await expectEnded(coalition, id, 'funded');
    expect(decision?.reasons.join(' ')).toContain('Newham does not recommend it');
  });

  test('R17, R19 going on and taking back keep the name of then, and their events seal who said it', async () => {
    const { coalition, id } = await inReview({ minimum: 1 });
    await coalition.review(id, 'not-recommended', { borough: camden });
    await coalition.confirm(id, hackney, 'go-on');
    await coalition.confirm(id, newham, 'take-back');
    const said = async () => {
      const { goneOn, takeBacks } = (await readProposal(coalition.deps, id, { borough: null }))?.view.confirming ?? {};
      return [goneOn?.by, takeBacks?.map(({ by }) => by)];
    };
    for (const code of [hackney, newham]) {
      await changeBorough(coalition, code, ({ officers }) => ({
        officers: officers.map((officer) => ({ ...officer, name: 'Somebody Else' })),
      }));
    }
    await coalition.settleDown();
    expect(await said()).toEqual(['approver of Hackney', ['approver of Newham']]);
    const events = await coalition.events(id);
    const sealedOf = (type: string) => Object.keys(events.find((event) => event.type === type)?.data.sealed ?? {});
    const who = ['authority', 'email', 'name', 'officer', 'post', 'role'];
    expect(sealedOf('confirmed').toSorted()).toEqual([...who, 'reasons'].toSorted());
    expect(sealedOf('taken-back').toSorted()).toEqual([...who, 'reason'].toSorted());
    expect(JSON.stringify(events)).not.toContain('approver of');
  });

  test.each(['not-recommended', 'request-changes'] as const)(
    'R17 the only reviewer says %s: that is advice, and the lead’s silence ends it as not-funded',
    async (answer) => {
      const { coalition, id } = await inReview();
      await coalition.review(id, answer);
      expect((await coalition.state(id)).head.status).toBe('confirming');
      await coalition.passDeadline(id);
      await expectEnded(coalition, id, 'not-funded');
      expect((await coalition.budget(hackney)).held).toBe(0);
    },
  );

  test('R17 changes asked for: every contributor and the proposer read why, and a revision may come', async () => {
    const { coalition, id } = await inReview();
    await coalition.review(id, 'request-changes', { fields: { comment: 'Show what is saved in each year.' } });
    const told = coalition.mails.filter(({ text }) => text.includes('Show what is saved in each year.'));
    expect(told.map(({ to }) => to.email)).toEqual(
      expect.arrayContaining([
        'digital@hackney.example',
        ...['camden', 'hackney', 'newham'].map((borough) => `approver@${borough}.example`),
      ]),
    );
    expect((await coalition.revise(id, aSubmission({ scheme: 'reviewed', title: 'Other sensors' }))).kind).toBe(
      'revised',
    );
    expect((await coalition.state(id)).head).toMatchObject({ status: 'sign-off', revision: 2 });
  });

  test('R7, R17 after a material revision the boroughs are asked again, and then new reviewers', async () => {
    const { coalition, id } = await inReview();
    await coalition.review(id, 'request-changes');
    const dearer = [cost(9_000_000), cost(300_000, { borough: newham })];
    await coalition.revise(id, aSubmission({ scheme: 'reviewed', costs: dearer }));
    const state = await coalition.state(id);
    expect(state.head).toMatchObject({ status: 'sign-off', revision: 2 });
    expect(state.requests.map(({ answer }) => answer)).toEqual([null, null, null]);
    // Old holds stay until the new answer replaces them.
    expect((await coalition.budget(camden)).held).toBe(3_750_000);
    await coalition.approve(id, hackney, camden, newham);
    expect(await asked(coalition, id)).toEqual([`reviewer-${camden}`]);
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });

  test('R7, R17 changes asked for when no revision is left: the boroughs confirm, and the lead may still go on', async () => {
    const last = async () => {
      const made = await inSignOff(aSubmission({ scheme: 'once' }), { schemes: [{ name: 'once', maxRevisions: 1 }] });
      await made.coalition.revise(made.id, aSubmission({ scheme: 'once', title: 'Damper sensors' }));
      await made.coalition.approve(made.id, hackney, camden, newham);
      await made.coalition.review(made.id, 'request-changes');
      return made;
    };
    const { coalition, id } = await last();
    const third = aSubmission({ scheme: 'once', title: 'Drier sensors' });
    expect((await coalition.revise(id, third)).kind).toBe('no-revision-left');
    await coalition.confirm(id, hackney, 'go-on');
    await coalition.passDeadline(id);
    await expectEnded(coalition, id, 'funded');
    const ended = await last();
    await ended.coalition.confirm(ended.id, hackney, 'take-back');
    const { decision } = await expectEnded(ended.coalition, ended.id, 'not-funded');
    expect(decision?.reasons.join()).toContain(`asks for changes: “${reasons}”`);
    expect((await ended.coalition.budget(hackney)).held).toBe(0);
  });

  test('R17 faults name the field of the form, and nothing is recorded', async () => {
    const { coalition, id } = await inReview();
    const before = coalition.world.table.changes.length;
    const faulty = await coalition.review(id, 'recommend-with-conditions', {
      fields: { comment: 'Nineteen characters', conditions: '', declaration: '' },
    });
    expect(faulty.kind === 'faults' && faulty.faults.map(({ field }) => field)).toEqual([
      'comment',
      'conditions',
      'declaration',
    ]);
    const none = await coalition.review(id, 'recommend', { fields: { answer: '' } });
    expect(none).toMatchObject({ kind: 'faults', faults: [{ field: 'answer' }], page: { kind: 'review' } });
    expect(coalition.world.table.changes).toHaveLength(before);
    const enough = await coalition.review(id, 'recommend', { fields: { comment: 'Just twenty letters.' } });
    expect(enough.kind).toBe('recorded');
  });
});

describe('who reviews', () => {
  test('R17 contributors other than the lead by GSS code, then the lead, until enough are asked', async () => {
    const { coalition, id } = await inReview({ minimum: 3 });
    const requests = coalition.mails.filter(({ message }) => message.mail === 'review-request');
    expect(requests.map(({ message }) => message.to)).toEqual(
      [camden, newham, hackney].map((code) => `reviewer-${code}`),
    );
    await coalition.review(id, 'recommend', { borough: newham });
    await coalition.review(id, 'recommend', { borough: hackney });
    expect((await coalition.state(id)).head.status).toBe('roi-review');
    await coalition.review(id, 'recommend', { borough: camden });
    await expectEnded(coalition, id, 'funded');
  });

  test('R8 nobody who answered may review', async () => {
    const both = { ...anOfficer(camden, 'approver'), roles: ['approver', 'reviewer'] as const };
    const { coalition, id } = await inReview({}, (world) => changeBorough(world, camden, () => ({ officers: [both] })));
    expect(await asked(coalition, id)).toEqual([`reviewer-${newham}`]);
  });

  test('R8 nor may a person who answered only an earlier revision', async () => {
    const both = { ...anOfficer(camden, 'approver'), roles: ['approver', 'reviewer'] as const };
    const coalition = await memoryCoalition();
    const present = (changes: Partial<typeof both>) =>
      changeBorough(coalition, camden, () => ({ officers: [{ ...both, ...changes }, anOfficer(camden, 'deputy')] }));
    await present({});
    const id = await coalition.submit(aSubmission());
    await coalition.answer(id, camden, { answer: 'decline' });
    await present(absentFor(coalition, 1));
    await coalition.revise(id, aSubmission({ costs: [cost(8_700_000)] }));
    await coalition.approve(id, camden);
    await present({});
    await coalition.approve(id, hackney, newham);
    expect((await coalition.request(id, camden)).answer?.by).toBe(`deputy-${camden}`);
    expect(await asked(coalition, id)).toEqual([`reviewer-${newham}`]);
  });

  test('R8 nor may an author', async () => {
    const coalition = await memoryCoalition();
    const id = await coalition.submit(aSubmission(), { holder: 'Reviewer+key@camden.example' });
    await coalition.approve(id, hackney, camden, newham);
    expect(await asked(coalition, id)).toEqual([`reviewer-${newham}`]);
  });

  test('R17 at the deadline all others are asked at once with a new deadline; at the second it goes on with what came', async () => {
    const { coalition, id } = await inReview();
    const first = (await coalition.state(id)).head.closesAt;
    expect(first).toBe('2026-11-30T17:00:00.000Z');
    const late = coalition.link(id, camden, 'review');
    await coalition.passDeadline(id);
    expect(await asked(coalition, id)).toEqual([
      `reviewer-${camden} passed on`,
      ...[hackney, newham].map((code) => `reviewer-${code}`),
    ]);
    expect((await coalition.state(id)).head.closesAt).toBe('2026-12-07T17:00:00.000Z');
    expect(await coalition.read(late)).toMatchObject({ kind: 'dead', why: 'late' });
    expect(coalition.mails.filter(({ message }) => message.mail === 'review-request')).toHaveLength(3);
    await coalition.passDeadline(id);
    const { head, review } = await coalition.state(id);
    expect([head.status, review?.outcome]).toEqual(['confirming', 'lapsed']);
    expect(review?.reasons).toEqual([
      'No reviewer answered by the deadline. We asked reviewers of Camden, Hackney, Newham.',
    ]);
    await expectSound(coalition);
  });

  test('R17 once all others have answered, it goes on before the second deadline, even with fewer than asked for', async () => {
    const { coalition, id } = await inReview({ minimum: 2 });
    await coalition.passDeadline(id);
    await coalition.review(id, 'recommend', { borough: hackney });
    await expectEnded(coalition, id, 'funded');
  });

  test('R17 a reviewer declares an interest: it is on record, and the next reviewer is asked in the same request', async () => {
    const { coalition, id } = await inReview();
    const token = coalition.link(id, camden, 'review');
    const fields = { comment: '', interest: 'My sister runs the supplier.' };
    expect(await coalition.review(id, 'recuse', { fields: { ...fields, interest: '' } })).toMatchObject({
      kind: 'faults',
      faults: [{ field: 'interest' }],
    });
    expect((await coalition.review(id, 'recuse', { fields })).kind).toBe('recorded');
    expect(await asked(coalition, id)).toEqual([`reviewer-${camden} passed on`, `reviewer-${newham}`]);
    expect((await coalition.state(id)).head.recused).toEqual([`reviewer-${camden}`]);
    expect(await coalition.read(token)).toMatchObject({
      kind: 'recusal-confirmation',
      by: 'reviewer of Camden',
      interest: 'My sister runs the supplier.',
      passedOn: true,
      asked: 'reviewer',
    });
    const { revision } = await coalition.state(id);
    const again = { answer: 'recuse', interest: fields.interest, declaration: 'yes', revisionHash: revision.hash };
    expect((await coalition.post(token, again)).kind).toBe('same-again');
    expect((await coalition.post(token, { ...again, interest: 'Another one.' })).kind).toBe('different');
    const event = (await coalition.events(id)).findLast(({ type }) => type === 'passed-on');
    expect(event).toMatchObject({
      actor: { kind: 'person', person: `reviewer-${camden}` },
      data: { from: `reviewer-${camden}`, to: `reviewer-${newham}`, why: 'recused' },
    });
    expect(Object.keys(event?.data.sealed ?? {})).toContain('interest');
    expect(JSON.stringify(event)).not.toContain('sister');
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });

  test('R17 a reviewer of the same borough is asked first after a declared interest', async () => {
    const { coalition, id } = await inReview({}, (world) =>
      changeBorough(world, camden, ({ officers }) => ({
        officers: [...officers, anOfficer(camden, 'second', { roles: ['reviewer'] })],
      })),
    );
    await coalition.review(id, 'recuse', { fields: { comment: '', interest: 'My sister runs the supplier.' } });
    expect(await asked(coalition, id)).toEqual([`reviewer-${camden} passed on`, `second-${camden}`]);
  });

  test('R17 at the deadline with nobody else left, the answers so far decide', async () => {
    const { coalition, id } = await inReview({ minimum: 3 });
    await coalition.review(id, 'recommend', { borough: newham });
    await coalition.passDeadline(id);
    await expectEnded(coalition, id, 'funded');
  });

  test('R17 if everyone who could be asked has answered, it is decided at once, even by fewer than asked for', async () => {
    const { coalition, id } = await inReview({ minimum: 2 }, async (world) => {
      for (const code of [hackney, newham]) {
        await changeBorough(world, code, ({ officers }) => ({
          officers: officers.filter(({ roles }) => !roles.includes('reviewer')),
        }));
      }
    });
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });

  test('R8 with too few reviewers it waits, and the next sweep asks one who is added', async () => {
    const withoutReviewers = async (world: MemoryCoalition) => {
      for (const code of [hackney, camden, newham]) {
        await changeBorough(world, code, ({ officers }) => ({
          officers: officers.filter(({ roles }) => !roles.includes('reviewer')),
        }));
      }
    };
    const { coalition, id } = await inReview({}, withoutReviewers);
    expect(await asked(coalition, id)).toEqual([]);
    await changeBorough(coalition, newham, ({ officers }) => ({
      officers: [...officers, anOfficer(newham, 'reviewer')],
    }));
    await coalition.sweepAfter({ minutes: 15 });
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
    const nobody = await inReview({}, withoutReviewers);
    await nobody.coalition.passDeadline(nobody.id);
    const { head, review } = await nobody.coalition.state(nobody.id);
    expect([head.status, review?.outcome]).toEqual(['confirming', 'lapsed']);
    await nobody.coalition.confirm(nobody.id, hackney, 'go-on');
    await nobody.coalition.passDeadline(nobody.id);
    await expectEnded(nobody.coalition, nobody.id, 'funded');
  });

  test('R8 a reviewer who is removed cannot answer, and the next is asked in the same request', async () => {
    const { coalition, id } = await inReview();
    const token = coalition.link(id, camden, 'review');
    await changeBorough(coalition, camden, ({ officers }) => ({
      officers: [
        ...officers.filter(({ roles }) => !roles.includes('reviewer')),
        anOfficer(camden, 'second', { roles: ['reviewer'] }),
      ],
    }));
    expect(await coalition.read(token)).toMatchObject({ kind: 'dead', why: 'not-eligible' });
    expect(await coalition.review(id, 'recommend')).toMatchObject({ kind: 'dead', why: 'not-eligible' });
    expect(await asked(coalition, id)).toEqual([`reviewer-${camden} passed on`, `second-${camden}`]);
    expect(await coalition.read(token)).toMatchObject({ kind: 'dead', why: 'not-eligible' });
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });

  test('R8, R28 a removed reviewer is noticed within six hours, even if nobody opens the link', async () => {
    const { coalition, id } = await inReview();
    await changeBorough(coalition, camden, () => ({
      officers: [anOfficer(camden, 'second', { roles: ['reviewer'] })],
    }));
    await coalition.sweepAfter({ hours: 5, minutes: 59 });
    expect(await asked(coalition, id)).toEqual([`reviewer-${camden}`]);
    await coalition.sweepAfter({ minutes: 1 });
    expect(await asked(coalition, id)).toEqual([`reviewer-${camden} passed on`, `second-${camden}`]);
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });

  test('R9 the sweep finds an absent reviewer, and asks another borough’s if there is no second', async () => {
    const { coalition, id } = await inReview();
    coalition.world.clock.set('2026-11-26T09:00:00.000Z');
    await changeBorough(coalition, camden, ({ officers }) => ({
      officers: officers.map((each) => ({ ...each, ...absentFor(coalition, 2) })),
    }));
    await coalition.sweep();
    expect(await asked(coalition, id)).toEqual([`reviewer-${camden} passed on`, `reviewer-${newham}`]);
    await expectSound(coalition);
  });
});

describe('links to a review', () => {
  test('R1 the same answer again is confirmed, and a different one is told what was recorded', async () => {
    const { coalition, id } = await inReview({ minimum: 2 });
    await coalition.review(id, 'recommend', { borough: camden });
    expect((await coalition.review(id, 'recommend', { borough: camden })).kind).toBe('same-again');
    for (const fields of [{ answer: 'not-recommended' }, { comment: `${reasons} Truly.` }, { conditions: 'Report.' }]) {
      const different = await coalition.review(id, 'recommend', { borough: camden, fields });
      expect(different).toMatchObject({ kind: 'different', confirmation: { kind: 'review-confirmation' } });
    }
    expect((await coalition.read(coalition.link(id, camden, 'review'))).kind).toBe('review-confirmation');
  });

  test('R5 the first late answer is kept on its request, and nothing else is', async () => {
    const { coalition, id } = await inReview();
    coalition.world.clock.set('2026-11-30T17:00:00.000Z');
    expect((await coalition.review(id, 'recommend', { fields: { answer: 'later' } })).kind).toBe('dead');
    expect((await coalition.state(id)).reviews[0]?.late).toBeNull();
    expect(await coalition.review(id, 'recommend')).toMatchObject({ kind: 'dead', why: 'late' });
    await coalition.review(id, 'not-recommended');
    expect((await coalition.state(id)).reviews[0]?.late).toMatchObject({ kind: 'recommend' });
  });

  test('R24 a link of a replaced revision, or a form with another hash, changes nothing', async () => {
    const { coalition, id } = await inReview();
    const wrong = await coalition.review(id, 'recommend', { fields: { revisionHash: '' } });
    expect(wrong.kind).toBe('changed');
    const old = coalition.link(id, camden, 'review');
    await coalition.review(id, 'request-changes');
    await coalition.revise(id, aSubmission({ scheme: 'reviewed', costs: [cost(8_700_000)] }));
    await approveAgain(coalition, id);
    expect(await coalition.read(old)).toMatchObject({ kind: 'dead', why: 'replaced' });
    expect((await coalition.post(old, { answer: 'recommend', comment: reasons, declaration: 'yes' })).kind).toBe(
      'changed',
    );
  });

  test('R20 each answer has its own number', async () => {
    const { coalition, id } = await inReview({ minimum: 2 });
    await coalition.review(id, 'recommend', { borough: camden });
    await coalition.review(id, 'request-changes', { borough: newham });
    await coalition.revise(id, aSubmission({ scheme: 'reviewed', costs: [cost(8_700_000)] }));
    await approveAgain(coalition, id);
    await coalition.review(id, 'recommend', { borough: camden });
    await coalition.review(id, 'recommend', { borough: newham });
    await expectEnded(coalition, id, 'funded');
    const records = coalition.mails.flatMap(({ view }) =>
      view.mail === 'sign-off-receipt' || view.mail === 'review-receipt' ? [view.confirmation.answer.record] : [],
    );
    expect(records).toHaveLength(7);
    expect(new Set(records).size).toBe(7);
  });
});

describe('reminders', () => {
  test('R9 are sent at 09:00 to everyone who has not answered, once each', async () => {
    const { coalition, id } = await inReview({ minimum: 2 });
    await coalition.review(id, 'recommend', { borough: newham });
    await coalition.sweepFor({ days: 7 });
    const reminded = coalition.mails.filter(({ message }) => message.mail === 'review-reminder');
    expect(reminded.map(({ to }) => to.email)).toEqual(['reviewer@camden.example', 'reviewer@camden.example']);
    const [camdens] = (await coalition.state(id)).reviews;
    expect(camdens?.remindedAt).toEqual(['2026-11-26T09:00:00.000Z', '2026-11-27T09:00:00.000Z']);
  });

  test('R9 follow a new deadline for a reviewer asked at the old one, and carry a fresh link', async () => {
    const { coalition, id } = await inReview();
    await coalition.passDeadline(id);
    const links = coalition.links(id, newham, 'review').length;
    await coalition.sweepFor({ days: 4 });
    const [, newhams] = (await coalition.state(id)).reviews;
    expect(newhams?.remindedAt.map((at) => at.slice(0, 13))).toEqual(['2026-12-03T09', '2026-12-04T09']);
    expect(coalition.links(id, newham, 'review')).toHaveLength(links + 2);
    await coalition.review(id, 'recommend');
    await expectEnded(coalition, id, 'funded');
  });
});

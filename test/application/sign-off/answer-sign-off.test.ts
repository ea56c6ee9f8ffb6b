import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import { anOfficer, camden, hackney, newham } from '../../support/builders/boroughs.ts';
import { aScheme } from '../../support/builders/schemes.ts';
import { among, aSubmission, cost } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { changeBorough, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectEnded, expectSound } from '../../support/worlds/soundness.ts';

/** A coalition that asks about the proposal of £90,000. */
async function asked(options: Parameters<typeof memoryCoalition>[0] = {}) {
  const { coalition, id } = await inSignOff(aSubmission(), options);
  return { coalition, id };
}

describe('an answer', () => {
  test('R1, R19 is recorded with the person, the borough, the authority, the reasons and its own number', async () => {
    const { coalition, id } = await asked();
    await coalition.answer(id, camden, { answer: 'approve', upTo: 3_500_000, fields: { comment: 'Fewer repairs.' } });
    const { answer, hold } = await coalition.request(id, camden);
    const { reference } = (await coalition.state(id)).head;
    expect(answer).toMatchObject({
      ...{ kind: 'approve', upTo: 3_500_000, by: `approver-${camden}`, onBehalfOf: null, silence: false },
      ...{
        authority: 'Scheme of delegation of Camden, 4.2',
        comment: 'Fewer repairs.',
        record: `${reference}-1-${camden}`,
      },
    });
    expect(hold).toMatchObject({ status: 'held', cells: [{ stage: 1, financialYear: '2026-27', amount: 3_500_000 }] });
    await expectSound(coalition);
  });

  test('R1 suggests asked share and headroom, and keeps the prefilled reasons without a comment', async () => {
    const { coalition, id } = await asked();
    const page = await coalition.read(coalition.link(id, camden));
    expect(page).toMatchObject({ kind: 'sign-off', asked: 3_000_000, suggestedLimit: 3_750_000 });
    await coalition.approve(id, camden);
    const { answer } = await coalition.request(id, camden);
    expect(answer?.upTo).toBe(3_750_000);
    expect(answer?.comment).toBe(page.kind === 'sign-off' ? page.prefilledReasons : '');
    expect(answer?.comment).toMatch(
      /^Camden approved up to £37,500 without further reasons, on the figures in revision 1 \(share £\S+ of £\S+ if every borough joins\)\.$/,
    );
  });

  test('R19 may say which alternatives the officer rejects, whatever the answer is', async () => {
    const { coalition, id } = await asked();
    const rejected = 'Each buying its own: dearer.';
    await coalition.answer(id, camden, { answer: 'approve', upTo: 3_500_000, fields: { rejected } });
    await coalition.answer(id, newham, { answer: 'decline', fields: { comment: 'No.', rejected } });
    await coalition.approve(id, hackney);
    expect((await coalition.request(id, camden)).answer?.rejected).toBe(rejected);
    expect((await coalition.request(id, newham)).answer?.rejected).toBe(rejected);
    expect((await coalition.request(id, hackney)).answer).not.toHaveProperty('rejected');
    expect(JSON.stringify(await coalition.events(id))).not.toContain(rejected);
    await expectSound(coalition);
  });

  test.each([
    [3_000_000, 'Camden approved up to £30,000 without further reasons, on the figures in revision 1'],
    [
      2_999_999,
      'Camden approved up to £29,999.99, which is less than its share, without further reasons, on the figures',
    ],
    [4_500_000, 'Camden approved up to £45,000 without further reasons, on the figures in revision 1'],
  ])('R1 R19 the reasons recorded without a comment fit an approval up to %i pence', async (upTo, reasons) => {
    const { coalition, id } = await asked();
    await coalition.answer(id, camden, { answer: 'approve', upTo });
    expect((await coalition.request(id, camden)).answer?.comment).toContain(reasons);
    expect(await coalition.answer(id, camden, { answer: 'approve', upTo })).toEqual({ kind: 'same-again' });
  });

  test('R1 R3 the reasons say so if the approval is too small to count', async () => {
    const { coalition, id } = await asked({ schemes: [aScheme({ countsFrom: 50 })] });
    await coalition.answer(id, camden, { answer: 'approve', upTo: 100 });
    expect((await coalition.request(id, camden)).answer?.comment).toContain(
      'It is below 50% of the share, so it does not count towards the approvals needed.',
    );
    const page = await coalition.read(coalition.link(id, hackney));
    expect(page).toMatchObject({ kind: 'sign-off', terms: { counts: { from: 1_500_000, percent: 50 } } });
    expect(page.kind === 'sign-off' && page.standings.filter(({ tooSmall }) => tooSmall)).toMatchObject([
      { borough: camden, upTo: 100 },
    ]);
    expect(await coalition.read(coalition.link(id, camden))).toMatchObject({ tooSmall: 50 });
  });

  test('R19 puts neither names nor words into the chain', async () => {
    const { coalition, id } = await asked();
    await coalition.answer(id, camden, { answer: 'decline', fields: { comment: 'Our panel said no.' } });
    const chain = JSON.stringify(await coalition.events(id));
    expect(chain).not.toContain('Our panel said no.');
    expect(chain).not.toContain('approver of Camden');
    expect(chain).toContain(`"person":"approver-${camden}"`);
  });

  test('R1 faults name each field and are shown on the page, and nothing is recorded', async () => {
    const { coalition, id } = await asked();
    const before = coalition.world.table.changes.length;
    const fields = { declaration: '', upTo: '90,000.01', 'pledge-1': 'some' };
    const result = await coalition.answer(id, camden, { answer: 'approve', upTo: 1, fields });
    expect(result).toMatchObject({ kind: 'faults', page: { kind: 'sign-off' }, values: fields });
    expect(result.kind === 'faults' && result.faults.map(({ field }) => field)).toEqual(['upTo', 'declaration']);
    expect((await coalition.answer(id, camden, { answer: 'decline', fields: { comment: ' ' } })).kind).toBe('faults');
    expect((await coalition.answer(id, camden, { answer: 'decline', fields: { answer: 'maybe' } })).kind).toBe(
      'faults',
    );
    expect(coalition.world.table.changes).toHaveLength(before);
  });

  test('R1 may be at least 1p and the own lines, and at most the total', async () => {
    const { coalition, id } = await inSignOff(
      aSubmission({ costs: [cost(9_000_000), cost(1_000, { borough: camden })] }),
    );
    const kindOf = async (borough: BoroughCode, upTo: number) =>
      (await coalition.answer(id, borough, { answer: 'approve', upTo })).kind;
    expect(await kindOf(newham, 0)).toBe('faults');
    expect(await kindOf(newham, 1)).toBe('recorded');
    expect(await kindOf(camden, 999)).toBe('faults');
    expect(await kindOf(camden, 1_000)).toBe('recorded');
    expect(await kindOf(hackney, 9_001_001)).toBe('faults');
    expect(await kindOf(hackney, 9_001_000)).toBe('recorded');
  });

  test('R9 above the officer’s own limit is a fault that names the limit', async () => {
    const { coalition, id } = await asked();
    await changeBorough(coalition, camden, () => ({ officers: [anOfficer(camden, 'approver', { limit: 3_000_000 })] }));
    const above = await coalition.answer(id, camden, { answer: 'approve', upTo: 3_000_001 });
    expect(above).toMatchObject({ kind: 'faults', faults: [{ field: 'upTo' }] });
    expect(JSON.stringify(above)).toContain('£30,000');
    expect((await coalition.answer(id, camden, { answer: 'approve', upTo: 3_000_000 })).kind).toBe('recorded');
  });

  test('R18 keeps pledges with an approval, 0 included, and nothing where the field was left empty', async () => {
    const coalition = await memoryCoalition();
    const pledges = ['apprentices', 'mentors', 'workshops'].map((unit) => ({
      unit,
      target: 10,
      by: '2027-09-30' as const,
    }));
    const id = await coalition.submit(aSubmission({ pledges }));
    await coalition.answer(id, camden, { answer: 'approve', fields: { 'pledge-1': '4', 'pledge-3': '0' } });
    expect((await coalition.request(id, camden)).answer?.pledged).toEqual([4, null, 0]);
    const page = await coalition.read(coalition.link(id, camden));
    expect(page).toMatchObject({
      pledges: [
        { unit: 'apprentices', number: 4 },
        { unit: 'workshops', number: 0 },
      ],
    });
  });
});

describe('a link', () => {
  test('R1 is confirmed when repeated, and a different one is told what was recorded', async () => {
    const { coalition, id } = await asked();
    const token = coalition.link(id, camden);
    await coalition.answer(id, camden, { answer: 'approve', upTo: 3_500_000 }, token);
    const before = coalition.world.table.changes.length;
    const again = (given: Parameters<typeof coalition.answer>[2]) => coalition.answer(id, camden, given, token);
    expect(await again({ answer: 'approve', upTo: 3_500_000 })).toEqual({ kind: 'same-again' });
    for (const given of [
      { answer: 'approve', upTo: 3_500_001 },
      { answer: 'decline' },
      { answer: 'recuse' },
    ] as const) {
      expect(await again(given)).toMatchObject({
        kind: 'different',
        confirmation: { kind: 'sign-off-confirmation', by: 'approver of Camden', answer: { upTo: 3_500_000 } },
      });
    }
    expect(await coalition.read(token)).toMatchObject({ kind: 'sign-off-confirmation', borough: 'Camden' });
    expect(coalition.world.table.changes).toHaveLength(before);
  });

  test('R1 to a request that was answered with another link shows that answer, and replaces it only by its number', async () => {
    const { coalition, id } = await asked();
    await coalition.sweepAt('2026-11-30T09:00:00.000Z');
    const [first = '', reminder = ''] = coalition.links(id, camden);
    await coalition.answer(id, camden, { answer: 'decline' }, reminder);
    const recorded = { kind: 'sign-off-confirmation', answer: { kind: 'decline' }, by: 'approver of Camden' };
    expect(await coalition.read(first)).toMatchObject({ ...recorded, change: { kind: 'sign-off' } });
    const different = { kind: 'different', confirmation: recorded };
    expect(await coalition.answer(id, camden, { answer: 'decline' }, first)).toMatchObject(different);
    await coalition.approve(id, hackney, newham);
    const dead = { kind: 'dead', why: 'answered', recorded: { answer: 'decline', by: 'approver of Camden' } };
    expect(await coalition.read(first)).toMatchObject(dead);
  });

  test('R24 with the hash of another revision is refused, and nothing is recorded', async () => {
    const { coalition, id } = await asked();
    const before = coalition.world.table.changes.length;
    for (const revisionHash of ['', 'f'.repeat(64)]) {
      const given = { answer: 'decline', fields: { revisionHash } } as const;
      expect((await coalition.answer(id, camden, given)).kind).toBe('changed');
    }
    expect(coalition.world.table.changes).toHaveLength(before);
  });

  test('R25 through an unknown or read-only link records nothing and reveals nothing', async () => {
    const { coalition, id } = await asked();
    const form = await coalition.form(id, { answer: 'decline' }, '');
    for (const token of ['A'.repeat(43), coalition.link(id, null, 'tracking')]) {
      expect(await coalition.post(token, form)).toEqual({ kind: 'unknown' });
      expect(await coalition.read(token)).toEqual({ kind: 'unknown' });
    }
    expect(await coalition.read(coalition.link(id, camden), 'tracking')).toEqual({ kind: 'unknown' });
  });

  test('R24 is not changed by opening the link, however often', async () => {
    const { coalition, id } = await asked();
    const before = JSON.stringify(coalition.world.table.everything());
    for (let times = 0; times < 50; times += 1) await coalition.read(coalition.link(id, camden));
    expect(JSON.stringify(coalition.world.table.everything())).toBe(before);
  });
});

describe('late answers', () => {
  test('R5 at exactly the deadline is late even before the sweep; the first late answer is kept and does not count', async () => {
    const { coalition, id } = await asked();
    coalition.world.clock.set('2026-12-07T17:00:00.000Z');
    const given = { answer: 'approve', upTo: 3_000_000 } as const;
    const form = await coalition.form(id, given, '');
    const token = coalition.link(id, camden);
    expect(await coalition.post(token, form)).toMatchObject({ kind: 'dead', why: 'late' });
    const late = { kind: 'approve', at: '2026-12-07T17:00:00.000Z', by: `approver-${camden}` } as const;
    expect((await coalition.request(id, camden)).late).toEqual(late);
    coalition.advance({ minutes: 1 });
    expect(await coalition.post(token, { ...form, answer: 'decline', comment: 'No.' })).toMatchObject({ why: 'late' });
    expect((await coalition.request(id, camden)).late).toEqual(late);
    await coalition.sweep();
    expect(await coalition.post(token, form)).toMatchObject({ kind: 'dead', why: 'ended' });
    const { requests } = await expectEnded(coalition, id, 'lapsed');
    expect(requests.map(({ answer }) => answer)).toEqual([null, null, null]);
    expect((await coalition.budget(camden)).held).toBe(0);
  });

  test('R5 that arrived before the deadline counts if it is written before the close, however long that took', async () => {
    const { coalition, id } = await asked();
    const token = coalition.link(id, camden);
    const form = await coalition.form(id, { answer: 'decline' }, token);
    coalition.world.clock.set('2026-12-07T17:00:03.000Z');
    expect((await coalition.post(token, form, '2026-12-07T16:59:59.999Z')).kind).toBe('recorded');
  });

  test('R5 after the close is kept on its request, and nothing else is', async () => {
    const { coalition, id } = await asked();
    await coalition.answer(id, hackney, { answer: 'decline' });
    const given = { answer: 'approve', upTo: 1, fields: { answer: 'x'.repeat(4_000) } } as const;
    expect((await coalition.answer(id, camden, given)).kind).toBe('dead');
    expect((await coalition.request(id, camden)).late).toBeNull();
    expect((await coalition.answer(id, camden, { answer: 'approve', upTo: 1 })).kind).toBe('dead');
    expect((await coalition.request(id, camden)).late).toMatchObject({ kind: 'approve' });
    await expectSound(coalition);
  });
});

describe('money', () => {
  test('R12 is not recorded if the budget lacks the money; the page says what is left, and the approver can try again', async () => {
    const { coalition, id } = await asked({ allocated: 3_200_000 });
    const before = coalition.world.table.changes.length;
    expect(await coalition.answer(id, camden, { answer: 'approve', upTo: 3_200_001 })).toMatchObject({
      kind: 'no-money',
      lacking: [{ financialYear: '2026-27', kind: 'revenue', needed: 3_200_001, available: 3_200_000 }],
      page: { kind: 'sign-off' },
    });
    expect(coalition.world.table.changes).toHaveLength(before);
    expect((await coalition.answer(id, camden, { answer: 'approve', upTo: 3_200_000 })).kind).toBe('recorded');
    expect(await coalition.budget(camden)).toMatchObject({ available: 0, held: 3_200_000 });
  });

  test('R12 against a year without a budget says that none is set', async () => {
    const { coalition, id } = await inSignOff(aSubmission({ costs: [cost(9_000_000, { financialYear: '2035-36' })] }));
    expect(await coalition.answer(id, camden, { answer: 'approve', upTo: 1 })).toMatchObject({
      kind: 'no-money',
      lacking: [{ financialYear: '2035-36', needed: 1, available: null }],
    });
  });

  test('R12 of two proposals that race for the last of a budget exactly one wins', async () => {
    const coalition = await memoryCoalition({ allocated: 4_000_000 });
    const ids = [await coalition.submit(aSubmission()), await coalition.submit(aSubmission())];
    const forms = await Promise.all(ids.map((id) => coalition.form(id, { answer: 'approve', upTo: 3_000_000 }, '')));
    const results = await Promise.all(
      ids.map((id, index) => coalition.post(coalition.link(id, camden), forms[index] ?? {})),
    );
    expect(results.map(({ kind }) => kind).toSorted()).toEqual(['no-money', 'recorded']);
    await coalition.settleDown();
    expect(await coalition.budget(camden)).toMatchObject({ available: 1_000_000, held: 3_000_000 });
    await expectSound(coalition);
  });

  test('R12 whatever is approved, every budget adds up and holds at least what any split can ask for', async () => {
    const coalition = await memoryCoalition({ allocated: 9_000_000 });
    const costs = [
      cost(4_000_001),
      cost(2_999_999, { kind: 'capital' }),
      cost(2_000_003, { financialYear: '2027-28' }),
    ] as const;
    const cap = fc.integer({ min: 1, max: 9_000_003 });
    await fc.assert(
      fc.asyncProperty(fc.tuple(cap, cap, cap), async (caps) => {
        const id = await coalition.submit(aSubmission({ costs, partners: among(hackney, camden, newham) }));
        for (const [index, borough] of [newham, camden, hackney].entries()) {
          const upTo = caps[index] ?? 1;
          if ((await coalition.state(id)).head.status === 'sign-off')
            await coalition.answer(id, borough, { answer: 'approve', upTo });
        }
        await expectSound(coalition);
        // Its holds are released, so that the next history has the money it needs.
        await coalition.withdraw(id);
      }),
      { numRuns: 20 },
    );
  });
});

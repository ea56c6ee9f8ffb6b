import { describe, expect, test } from 'vitest';
import { Overloaded } from '../../../functions/application/commit/change-proposal.ts';
import { relayOutbox } from '../../../functions/application/workflow/relay-outbox.ts';
import { standingCode } from '../../../functions/domain/codes/one-time-code.ts';
import { type Instant, instantOf } from '../../../functions/domain/vocabulary/calendar.ts';
import type { BoroughCode, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import type { AnswerView } from '../../../functions/web/answer-view.ts';
import { aBorough, anOfficer, camden, everyBorough, hackney, newham } from '../../support/builders/boroughs.ts';
import { who } from '../../support/builders/ids.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { changeBorough, type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectSound } from '../../support/worlds/soundness.ts';

const approve = { answer: 'approve', upTo: 3_000_000 } as const;

/** A coalition in which Camden wants a code with every answer, and a proposal that asks Camden. */
async function asking(codeAbove: number | null = 0) {
  const coalition = await memoryCoalition({
    boroughs: everyBorough.map((code) => aBorough(code, code === camden ? { codeAbove } : {})),
  });
  return { coalition, id: await coalition.submit(aSubmission()) };
}

/** Codes that were emailed for a borough's request, oldest first. */
function codesIn({ mails }: MemoryCoalition, borough: BoroughCode = camden): readonly string[] {
  return mails.flatMap(({ message, view }) =>
    view.mail === 'one-time-code' && 'borough' in message && message.borough === borough ? [view.code] : [],
  );
}

function newestCode(coalition: MemoryCoalition): string {
  const code = codesIn(coalition).at(-1);
  if (code === undefined) throw new Error('No code was emailed');
  return code;
}

/** A different code of six digits for each `n`. */
function wrong(code: string, n = 1): string {
  return String((Number(code) + n) % 1_000_000).padStart(6, '0');
}

/** The valid code of Camden's approver. */
async function validCode({ world: { codes } }: MemoryCoalition, id: ProposalId, revision = 1) {
  return standingCode(await codes.get(`${id}.${revision}.sign-off.${camden}`), who(`approver-${camden}`));
}

/** Enters this many wrong codes, one after the other. */
async function guess(coalition: MemoryCoalition, id: ProposalId, times: number): Promise<AnswerView | undefined> {
  const code = newestCode(coalition);
  let result: AnswerView | undefined;
  for (let n = 1; n <= times; n += 1) {
    result = await coalition.answer(id, camden, { ...approve, fields: { code: wrong(code, n) } });
  }
  return result;
}

const faultOf = (result: AnswerView) => (result.kind === 'faults' ? result.faults : result.kind);

describe("R26 an answer above the borough's amount", () => {
  test('R26 is recorded only with the code that is emailed to the person who gives it', async () => {
    const { coalition, id } = await asking();
    const before = await coalition.events(id);
    const result = await coalition.answer(id, camden, approve);
    expect(result).toMatchObject({
      kind: 'code-asked',
      because: 'needed',
      mailedAt: '2026-11-23T10:00:00.000Z',
      goodUntil: '2026-11-23T10:10:00.000Z',
      values: { answer: 'approve', upTo: '30000.00', declaration: 'yes' },
      page: { kind: 'sign-off', code: { above: 0, always: true } },
    });
    expect([await coalition.events(id), (await coalition.budget(camden)).held]).toEqual([before, 0]);
    const mail = coalition.mails.findLast(({ view }) => view.mail === 'one-time-code');
    expect(mail?.to.email).toBe('approver@camden.example');
    expect(mail?.view).toMatchObject({ answer: 'approve', upTo: 3_000_000, goodUntil: '2026-11-23T10:10:00.000Z' });
    const code = newestCode(coalition);
    expect(code).toMatch(/^\d{6}$/);
    expect(await coalition.answer(id, camden, { ...approve, fields: { code } })).toEqual({ kind: 'recorded' });
    expect((await coalition.request(id, camden)).answer).toMatchObject({ kind: 'approve', upTo: 3_000_000 });
    expect(await validCode(coalition, id)).toBeNull();
    await expectSound(coalition);
  });

  test.each(['decline', 'request-changes', 'recuse'] as const)(
    'R26 needs a code for every kind of answer: %s',
    async (answer) => {
      const { coalition, id } = await asking();
      expect(await coalition.answer(id, camden, { answer })).toMatchObject({ kind: 'code-asked', because: 'needed' });
      const code = newestCode(coalition);
      expect(await coalition.answer(id, camden, { answer, fields: { code } })).toEqual({ kind: 'recorded' });
      expect(await validCode(coalition, id)).toBeNull();
      await expectSound(coalition);
    },
  );

  test("R26 needs no code at exactly the borough's amount, and one for an approval above it", async () => {
    const { coalition, id } = await asking();
    const { asked } = await coalition.request(id, camden);
    await changeBorough(coalition, camden, () => ({ codeAbove: asked }));
    expect(await coalition.read(coalition.link(id, camden))).toMatchObject({ code: { above: asked, always: false } });
    const more = await coalition.answer(id, camden, { answer: 'approve', upTo: asked + 1 });
    expect(more).toMatchObject({ kind: 'code-asked' });
    expect(await coalition.answer(id, camden, { answer: 'approve', upTo: asked })).toEqual({ kind: 'recorded' });
  });

  test('R26 does not mention codes where the borough does not use them', async () => {
    const { coalition, id } = await asking(null);
    expect(await coalition.read(coalition.link(id, camden))).toMatchObject({ code: null });
    expect(await coalition.answer(id, camden, approve)).toEqual({ kind: 'recorded' });
    expect(codesIn(coalition)).toEqual([]);
  });

  test('R1 is told its other faults before a code is emailed', async () => {
    const { coalition, id } = await asking();
    const result = await coalition.answer(id, camden, { ...approve, fields: { declaration: '', code: '123456' } });
    expect(faultOf(result)).toMatchObject([{ field: 'declaration' }]);
    expect(codesIn(coalition)).toEqual([]);
  });

  test('R26 repeated by the used link is confirmed, and no further code is emailed', async () => {
    const { coalition, id } = await asking();
    const token = coalition.link(id, camden);
    await coalition.answer(id, camden, approve);
    const fields = { code: newestCode(coalition) };
    await coalition.answer(id, camden, { ...approve, fields });
    expect(await coalition.answer(id, camden, { ...approve, fields }, token)).toEqual({ kind: 'same-again' });
    expect(await coalition.answer(id, camden, { answer: 'decline' }, token)).toMatchObject({ kind: 'different' });
    expect(codesIn(coalition)).toHaveLength(1);
  });
});

describe('R26 a code is bound', () => {
  test('R26 belongs to its amount: another amount gets a new code, and the old one stops working', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    const first = newestCode(coalition);
    const more = { answer: 'approve', upTo: approve.upTo + 1, fields: { code: first } } as const;
    expect(await coalition.answer(id, camden, more)).toMatchObject({ kind: 'code-asked', because: 'another-answer' });
    expect(codesIn(coalition)).toHaveLength(2);
    expect(faultOf(await coalition.answer(id, camden, more))).toMatchObject([{ field: 'code' }]);
    const back = await coalition.answer(id, camden, { ...approve, fields: { code: first } });
    expect(back).toMatchObject({ kind: 'code-asked', because: 'another-answer' });
  });

  test('R26 belongs to its officer: the next officer needs another code', async () => {
    const { coalition, id } = await asking();
    await changeBorough(coalition, camden, ({ officers }) => ({
      officers: [...officers, anOfficer(camden, 'second', { email: 'second@camden.example' })],
    }));
    await coalition.answer(id, camden, { answer: 'recuse' });
    const first = newestCode(coalition);
    await coalition.answer(id, camden, { answer: 'recuse', fields: { code: first } });
    const asked = await coalition.answer(id, camden, { ...approve, fields: { code: first } });
    expect(asked).toMatchObject({ kind: 'code-asked', because: 'needed' });
    expect(coalition.mails.at(-1)?.to.email).toBe('second@camden.example');
    const fields = { code: newestCode(coalition) };
    expect(await coalition.answer(id, camden, { ...approve, fields })).toEqual({ kind: 'recorded' });
  });

  test('R26 works for ten minutes, and then a new one is emailed', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    const fields = { code: newestCode(coalition) };
    coalition.advance({ minutes: 10 });
    const late = await coalition.answer(id, camden, { ...approve, fields });
    expect(late).toMatchObject({ kind: 'code-asked', because: 'expired', goodUntil: '2026-11-23T10:20:00.000Z' });
    expect(codesIn(coalition)).toHaveLength(2);
    coalition.world.clock.advance(10 * 60_000 - 1);
    const inTime = { ...approve, fields: { code: newestCode(coalition) } };
    expect(await coalition.answer(id, camden, inTime)).toEqual({ kind: 'recorded' });
  });

  test('R26, R7 belongs to its revision: it does not work for the next one', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    const first = newestCode(coalition);
    await coalition.revise(id, aSubmission({ title: 'Sensors against damp and mould, second try' }));
    const result = await coalition.answer(id, camden, { ...approve, fields: { code: first } });
    expect(result).toMatchObject({ kind: 'code-asked', because: 'needed' });
    expect(codesIn(coalition)).toHaveLength(2);
  });

  test('R12, R26 is not used up by a lack of money', async () => {
    const { coalition, id } = await asking();
    await coalition.world.budgets.allocate(camden, '2026-27', { revenue: 100, capital: 0 });
    await coalition.answer(id, camden, approve);
    const fields = { code: newestCode(coalition) };
    const short = await coalition.answer(id, camden, { ...approve, fields });
    expect(short).toMatchObject({ kind: 'no-money' });
    await coalition.world.budgets.allocate(camden, '2026-27', { revenue: 50_000_000, capital: 0 });
    expect(await coalition.answer(id, camden, { ...approve, fields })).toEqual({ kind: 'recorded' });
  });
});

describe('R26 wrong codes', () => {
  test('R26 are counted, and the fifth of a day locks the request until the next day, even for the right code', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    const code = newestCode(coalition);
    const tryIt = (typed: string) => coalition.answer(id, camden, { ...approve, fields: { code: typed } });
    for (const left of [4, 3, 2, 1]) {
      const message = expect.stringContaining(`${left} more tr`);
      expect(faultOf(await tryIt(wrong(code, left)))).toMatchObject([{ field: 'code', message }]);
    }
    const locked = { kind: 'locked', borough: 'Camden', until: '2026-11-24T00:00:00.000Z' } as const;
    expect(await tryIt(wrong(code, 9))).toMatchObject({ ...locked, justNow: true });
    expect(await tryIt(code)).toMatchObject({ ...locked, justNow: false });
    expect(await coalition.answer(id, camden, { answer: 'decline' })).toMatchObject(locked);
    expect(await coalition.read(coalition.link(id, camden))).toMatchObject(locked);
    expect([codesIn(coalition).length, (await coalition.request(id, camden)).answer]).toEqual([1, null]);
    coalition.world.clock.set('2026-11-24T00:00:00.000Z');
    expect(await tryIt(code)).toMatchObject({ kind: 'code-asked', because: 'needed' });
    expect(await tryIt(newestCode(coalition))).toEqual({ kind: 'recorded' });
  });

  test('R26 also lock answers that need no code', async () => {
    const { coalition, id } = await asking();
    const { asked } = await coalition.request(id, camden);
    await changeBorough(coalition, camden, () => ({ codeAbove: asked }));
    const more = { answer: 'approve', upTo: asked + 1 } as const;
    await coalition.answer(id, camden, more);
    const code = newestCode(coalition);
    for (const n of [1, 2, 3, 4, 5]) {
      await coalition.answer(id, camden, { ...more, fields: { code: wrong(code, n) } });
    }
    const less = await coalition.answer(id, camden, { answer: 'approve', upTo: asked });
    expect(less).toMatchObject({ kind: 'locked' });
    expect((await coalition.request(id, camden)).answer).toBeNull();
  });

  test('R26 forty at once count as five tries', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    const code = newestCode(coalition);
    const token = coalition.link(id, camden);
    const forms = await Promise.all(
      Array.from({ length: 40 }, (_, n) =>
        coalition.form(id, { ...approve, fields: { code: wrong(code, n + 1) } }, token),
      ),
    );
    const results = await Promise.allSettled(forms.map((form) => coalition.post(token, form)));
    // Officers who always came second are told to try again.
    const told = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(told.filter(({ kind }) => kind === 'faults')).toHaveLength(4);
    expect(told.filter((result) => result.kind === 'locked' && result.justNow)).toHaveLength(1);
    expect(told.every(({ kind }) => kind === 'faults' || kind === 'locked')).toBe(true);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Overloaded);
    const kept = await coalition.world.codes.get(`${id}.1.sign-off.${camden}`);
    expect(kept?.wrong).toBe(5);
  });

  test('R26 at the same time as the right one: the answer is recorded or the request is locked, never both', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    const code = newestCode(coalition);
    const token = coalition.link(id, camden);
    const typed = [...Array.from({ length: 12 }, (_, n) => wrong(code, n + 1)), code];
    const forms = await Promise.all(
      typed.map((each) => coalition.form(id, { ...approve, fields: { code: each } }, token)),
    );
    await Promise.allSettled(forms.map((form) => coalition.post(token, form)));
    const { answer } = await coalition.request(id, camden);
    const kept = await coalition.world.codes.get(`${id}.1.sign-off.${camden}`);
    expect([answer === null, (kept?.wrong ?? 0) < 5]).toEqual(answer === null ? [true, false] : [false, true]);
    expect(await validCode(coalition, id)).toBeNull();
    await expectSound(coalition);
  });

  test('R26 for another borough’s request lock nothing here', async () => {
    const { coalition, id } = await asking();
    await changeBorough(coalition, newham, () => ({ codeAbove: 0 }));
    await coalition.answer(id, camden, approve);
    const code = newestCode(coalition);
    for (const n of [1, 2, 3, 4, 5]) {
      await coalition.answer(id, camden, { ...approve, fields: { code: wrong(code, n) } });
    }
    expect(await coalition.answer(id, newham, approve)).toMatchObject({ kind: 'code-asked' });
  });
});

describe('R26 a locked request', () => {
  /** Camden has a standing authority, and its approver was emailed a code on the day of the deadline. */
  async function onTheLastDay(respondBy?: Instant) {
    const silence = { name: 'standard', silence: 'deemed-approval' } as const;
    const standing = { authority: 'Standing order 7', upTo: 50_000_000, from: '2026-01-01', to: '2027-12-31' } as const;
    const boroughs = everyBorough.map((code) =>
      aBorough(code, code === camden ? { codeAbove: 0, deemedApproval: standing } : {}),
    );
    const { coalition, id } = await inSignOff(aSubmission(respondBy === undefined ? {} : { respondBy }), {
      boroughs,
      schemes: [silence],
    });
    const { closesAt } = (await coalition.state(id)).head;
    // Eight hours before the close or, for midnight, on the day before.
    coalition.world.clock.set(instantOf(Date.parse(closesAt ?? coalition.now) - 8 * 3_600_000));
    await coalition.answer(id, camden, approve);
    return { coalition, id, closesAt };
  }

  test('R4, R26 is not silent if the deadline is at midnight and the day of the lock has just ended', async () => {
    const { coalition, id, closesAt } = await onTheLastDay('2026-12-08T00:00:00.000Z');
    expect(closesAt).toBe('2026-12-08T00:00:00.000Z');
    expect(await guess(coalition, id, 5)).toMatchObject({ kind: 'locked', until: null });
    await coalition.passDeadline(id);
    expect((await coalition.request(id, camden)).answer).toBeNull();
    await expectSound(coalition);
  });

  test.each([
    [10, null],
    [9, 'approve'],
  ])('R4, R26 after %d codes on the last day, silence counts as %s', async (codes, answer) => {
    const { coalition, id } = await onTheLastDay();
    for (let mail = 2; mail <= codes; mail += 1) {
      expect(await coalition.answer(id, camden, { ...approve, upTo: approve.upTo + mail })).toMatchObject({
        kind: 'code-asked',
      });
    }
    await coalition.passDeadline(id);
    expect((await coalition.request(id, camden)).answer?.kind ?? null).toBe(answer);
    await expectSound(coalition);
  });

  test('R26 is mentioned before the faults of a form, because nobody can send the form', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    await guess(coalition, id, 5);
    expect(await coalition.answer(id, camden, { ...approve, fields: { declaration: '' } })).toMatchObject({
      kind: 'locked',
      justNow: false,
    });
  });

  test('R26 also follows from sending the same wrong code again', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    const fields = { code: wrong(newestCode(coalition)) };
    for (const _ of [1, 2, 3, 4]) await coalition.answer(id, camden, { ...approve, fields });
    expect(await coalition.answer(id, camden, { ...approve, fields })).toMatchObject({ kind: 'locked', justNow: true });
  });

  test('R26 is emailed even if late, and operators hear of it', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    coalition.world.clock.set('2026-11-23T10:05:00.000Z');
    await guess(coalition, id, 4);
    const { mailQueue } = coalition.world;
    const send = mailQueue.send.bind(mailQueue);
    mailQueue.send = () => Promise.reject(new Error('The queue is away'));
    await coalition.answer(id, camden, { ...approve, fields: { code: wrong(newestCode(coalition), 5) } });
    coalition.world.clock.set('2026-11-24T00:00:01.000Z');
    await coalition.answer(id, camden, approve);
    expect(coalition.world.lockedRequests).toEqual([]);
    mailQueue.send = send;
    await coalition.sweepAfter({ minutes: 16 });
    const told = coalition.mails.filter(({ view }) => view.mail === 'request-locked');
    expect(told.map(({ to }) => to.email)).toEqual(['approver@camden.example']);
    expect(coalition.world.lockedRequests).toEqual([id]);
  });

  test('R26 of a request that was answered meanwhile is told to its officer: the answer cannot be replaced until then', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    const { mailQueue } = coalition.world;
    const send = mailQueue.send.bind(mailQueue);
    mailQueue.send = () => Promise.reject(new Error('The queue is away'));
    await guess(coalition, id, 5);
    await changeBorough(coalition, camden, () => ({ codeAbove: null }));
    await coalition.answer(id, camden, approve);
    mailQueue.send = send;
    await coalition.sweepAfter({ minutes: 16 });
    const told = coalition.mails.filter(({ view }) => view.mail === 'request-locked');
    expect(told.map(({ to }) => to.email)).toEqual(['approver@camden.example']);
    expect(coalition.world.lockedRequests).toEqual([id]);
  });

  test('R4, R26 is not silent: if its officer could not refuse, approval is never deemed', async () => {
    const { coalition, id, closesAt } = await onTheLastDay();
    expect(await guess(coalition, id, 5)).toMatchObject({ kind: 'locked', until: null, closesAt });
    await coalition.passDeadline(id);
    const { answer, silenceNote, hold } = await coalition.request(id, camden);
    expect([answer, hold.status]).toEqual([null, 'none']);
    expect(silenceNote).toBe(
      'Wrong codes, or too many requests for codes, may have stopped Camden answering on the last day.',
    );
    await expectSound(coalition);
  });

  test('R4, R26 four wrong codes lock nothing, and silence counts as usual', async () => {
    const { coalition, id } = await onTheLastDay();
    await guess(coalition, id, 4);
    await coalition.passDeadline(id);
    expect((await coalition.request(id, camden)).answer).toMatchObject({ kind: 'approve', silence: true });
    await expectSound(coalition);
  });

  test('R26 emails the owner of the link once, and nobody after four wrong codes', async () => {
    const { coalition, id } = await asking();
    const mails = () => coalition.mails.filter(({ view }) => view.mail === 'request-locked');
    await coalition.answer(id, camden, approve);
    await guess(coalition, id, 4);
    expect(mails()).toEqual([]);
    await guess(coalition, id, 3);
    expect(mails().map(({ to }) => to.email)).toEqual(['approver@camden.example']);
    expect(mails()[0]?.view).toMatchObject({ borough: 'Camden', until: '2026-11-24T00:00:00.000Z' });
  });

  test('R26 ends when the secretariat sets no codes for the borough', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    await guess(coalition, id, 5);
    await changeBorough(coalition, camden, () => ({ codeAbove: null }));
    expect(await coalition.answer(id, camden, { answer: 'decline' })).toEqual({ kind: 'recorded' });
  });

  test('R7, R26 belongs to its revision: the next one starts again', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    await guess(coalition, id, 5);
    await coalition.revise(id, aSubmission({ title: 'Sensors against damp and mould, second try' }));
    expect(await coalition.answer(id, camden, approve)).toMatchObject({ kind: 'code-asked' });
  });

  test('R5, R26 keeps a first late answer, which counts for nothing and needs no code', async () => {
    const { coalition, id } = await asking();
    const token = coalition.link(id, camden);
    const form = await coalition.form(id, approve, token);
    const { closesAt } = (await coalition.state(id)).head;
    expect(await coalition.post(token, form, closesAt ?? coalition.now)).toMatchObject({ kind: 'dead', why: 'late' });
    expect((await coalition.request(id, camden)).late).toMatchObject({ kind: 'approve' });
    expect(codesIn(coalition)).toEqual([]);
  });
});

describe('R26 if no MAC can be made', () => {
  test('R26 nothing is recorded and no try is counted', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    const fields = { code: newestCode(coalition) };
    const { macs } = coalition.deps;
    coalition.deps.macs = { of: () => Promise.reject(new Overloaded('The key is out of reach')) };
    await expect(coalition.answer(id, camden, { ...approve, fields })).rejects.toThrow(Overloaded);
    coalition.deps.macs = macs;
    expect((await coalition.world.codes.get(`${id}.1.sign-off.${camden}`))?.wrong).toBe(0);
    expect(await coalition.answer(id, camden, { ...approve, fields })).toEqual({ kind: 'recorded' });
  });

  test('R26 the email is delivered again, and then has the code', async () => {
    const { coalition, id } = await asking();
    const { macs } = coalition.deps;
    let tries = 0;
    coalition.deps.macs = {
      of: (text) => {
        tries += 1;
        return tries === 1 ? Promise.reject(new Overloaded('The key is out of reach')) : macs.of(text);
      },
    };
    await coalition.answer(id, camden, approve);
    expect(codesIn(coalition)).toHaveLength(1);
  });
});

describe('R26 the email with a code', () => {
  test('R26 is sent again for the same answer only after a minute', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    coalition.world.clock.advance(59_999);
    const again = await coalition.answer(id, camden, approve);
    expect(again).toMatchObject({
      kind: 'code-asked',
      because: 'mailed-already',
      mailedAt: '2026-11-23T10:00:00.000Z',
    });
    coalition.world.clock.advance(1);
    expect(await coalition.answer(id, camden, approve)).toMatchObject({ kind: 'code-asked', because: 'needed' });
    const [first, second] = codesIn(coalition);
    expect(codesIn(coalition)).toHaveLength(2);
    expect(first).not.toBe(second);
  });

  test('R26 is sent ten times a day', async () => {
    const { coalition, id } = await asking();
    for (let mail = 1; mail <= 10; mail += 1) {
      expect(await coalition.answer(id, camden, approve)).toMatchObject({ kind: 'code-asked', because: 'needed' });
      coalition.advance({ minutes: 1 });
    }
    expect(faultOf(await coalition.answer(id, camden, approve))).toMatchObject([
      { field: 'code', message: expect.stringContaining('10 codes today, which is the most') },
    ]);
    expect(codesIn(coalition)).toHaveLength(10);
    const last = { ...approve, fields: { code: newestCode(coalition) } };
    expect(await coalition.answer(id, camden, last)).toEqual({ kind: 'recorded' });
  });

  test('R4, R26 that is rejected for good makes the request unreachable: its silence is not approval', async () => {
    const { coalition, id } = await asking();
    expect((await coalition.request(id, camden)).delivery).toBe('delivered');
    coalition.world.sender.unreachable.add('approver@camden.example');
    await coalition.answer(id, camden, approve);
    expect(codesIn(coalition)).toEqual([]);
    expect((await coalition.request(id, camden)).delivery).toBe('unreachable');
  });

  test('R26 is not sent to a reviewer whose request passed on, nor after the close', async () => {
    const { coalition, id } = await asking(null);
    await coalition.approve(id, hackney, camden, newham);
    for (const borough of [hackney, camden, newham]) await changeBorough(coalition, borough, () => ({ codeAbove: 0 }));
    const { head } = await coalition.state(id);
    coalition.world.clock.set(instantOf(Date.parse(head.closesAt ?? coalition.now) - 60_000));
    const { mailQueue } = coalition.world;
    const send = mailQueue.send.bind(mailQueue);
    mailQueue.send = () => Promise.reject(new Error('The queue is away'));
    expect(await coalition.review(id, 'recommend')).toMatchObject({ kind: 'code-asked', goodUntil: head.closesAt });
    mailQueue.send = send;
    await coalition.sweepAfter({ minutes: 2 });
    await coalition.sweepAfter({ minutes: 16 });
    expect(coalition.mails.filter(({ view }) => view.mail === 'one-time-code')).toEqual([]);
  });

  test('R26 works until the close if that comes before its ten minutes are over', async () => {
    const { coalition, id } = await asking();
    const { closesAt } = (await coalition.state(id)).head;
    coalition.world.clock.set(instantOf(Date.parse(closesAt ?? coalition.now) - 60_000));
    expect(await coalition.answer(id, camden, approve)).toMatchObject({ kind: 'code-asked', goodUntil: closesAt });
    expect(coalition.mails.at(-1)?.view).toMatchObject({ mail: 'one-time-code', goodUntil: closesAt });
  });

  test('R26 is sent only for the newest of two waiting codes', async () => {
    const { coalition, id } = await asking();
    const token = coalition.link(id, camden);
    const { mailQueue } = coalition.world;
    const send = mailQueue.send.bind(mailQueue);
    mailQueue.send = () => Promise.reject(new Error('The queue is away'));
    await coalition.post(token, await coalition.form(id, approve, token));
    coalition.advance({ minutes: 1 });
    await coalition.answer(id, camden, approve);
    mailQueue.send = send;
    await relayOutbox(coalition.deps, `code.${id}.1.sign-off.${camden}.1`);
    await relayOutbox(coalition.deps, `code.${id}.1.sign-off.${camden}.2`);
    await coalition.settleDown();
    const theirs = coalition.mails.flatMap(({ message }) => (message.mail === 'one-time-code' ? [message.code] : []));
    expect(theirs).toEqual([2]);
  });

  test('R26 is sent to each of two officers who asked for their own code', async () => {
    const { coalition, id } = await asking();
    await changeBorough(coalition, camden, ({ officers }) => ({
      officers: [...officers, anOfficer(camden, 'second', { email: 'second@camden.example' })],
    }));
    const first = coalition.link(id, camden);
    await coalition.sweepAfter({ days: 13 });
    await coalition.answer(id, camden, approve, first);
    const own = newestCode(coalition);
    const deputy = coalition.mails.findLast(({ to, view }) => to.email === 'deputy@camden.example' && 'link' in view);
    const token = deputy?.view && 'link' in deputy.view ? (deputy.view.link.split('/').at(-1) ?? '') : '';
    expect(await coalition.answer(id, camden, approve, token)).toMatchObject({ kind: 'code-asked' });
    expect(newestCode(coalition)).not.toBe(own);
    const recorded = await coalition.answer(id, camden, { ...approve, fields: { code: own } }, first);
    expect(recorded).toEqual({ kind: 'recorded' });
  });

  test('R26 says the same each time that the queue delivers it', async () => {
    const { coalition, id } = await asking();
    coalition.copies = 2;
    await coalition.answer(id, camden, approve);
    const [first, second] = codesIn(coalition);
    expect(first).toMatch(/^\d{6}$/);
    expect(second).toBe(first);
  });

  test('R27 is the only place with the digits: the table, the queue and the events do not have them', async () => {
    const { coalition, id } = await asking();
    const queued: unknown[] = [];
    const { mailQueue, table } = coalition.world;
    const take = mailQueue.take.bind(mailQueue);
    mailQueue.take = () => {
      const mails = take();
      queued.push(...mails);
      return mails;
    };
    await coalition.answer(id, camden, approve);
    const code = newestCode(coalition);
    await coalition.answer(id, camden, { ...approve, fields: { code: wrong(code) } });
    await coalition.answer(id, camden, { ...approve, fields: { code } });
    expect(JSON.stringify(queued)).toContain('one-time-code');
    const all = JSON.stringify([queued, table.everything(), await coalition.events(id)]);
    // As a separate word, because an amount or a hash may contain six such digits.
    expect(all).not.toMatch(new RegExp(`\\b${code}\\b`));
    const mails = coalition.mails.filter(({ view }) => view.mail !== 'one-time-code');
    expect(mails.map(({ text, html, subject }) => text + html + subject).join()).not.toMatch(
      new RegExp(`\\b${code}\\b`),
    );
  });

  test.each([
    ['too old', async (coalition: MemoryCoalition) => coalition.advance({ minutes: 10 })],
    ['for a proposal that was withdrawn', async (coalition: MemoryCoalition, id: ProposalId) => coalition.withdraw(id)],
    [
      'for a request that was answered',
      async (coalition: MemoryCoalition, id: ProposalId) => {
        await changeBorough(coalition, camden, () => ({ codeAbove: null }));
        return coalition.answer(id, camden, approve);
      },
    ],
  ])('R26 is not sent once it is %s', async (_what, becomes) => {
    const { coalition, id } = await asking();
    const token = coalition.link(id, camden);
    const form = await coalition.form(id, approve, token);
    const { mailQueue } = coalition.world;
    const send = mailQueue.send.bind(mailQueue);
    mailQueue.send = () => Promise.reject(new Error('The queue is away'));
    expect(await coalition.post(token, form)).toMatchObject({ kind: 'code-asked' });
    await coalition.settleDown();
    mailQueue.send = send;
    await becomes(coalition, id);
    await coalition.sweepAfter({ minutes: 16 });
    expect(codesIn(coalition)).toEqual([]);
    const entry = await coalition.world.outbox.get(`code.${id}.1.sign-off.${camden}.1`);
    expect(entry?.status).toBe('done');
  });

  test('R26 is in the transaction that counts it: after a crash it is sent, and the code works', async () => {
    const { coalition, id } = await asking();
    let crashed = false;
    coalition.faultOf = ({ operation }) => {
      if (operation !== 'put codes' || crashed) return 'none';
      crashed = true;
      return 'crash-after';
    };
    await expect(coalition.answer(id, camden, approve)).rejects.toThrow('Ended after put codes');
    await coalition.settleDown();
    const fields = { code: newestCode(coalition) };
    expect(await coalition.answer(id, camden, { ...approve, fields })).toEqual({ kind: 'recorded' });
  });
});

describe('R26 a review', () => {
  test('R26 needs a code if the borough must pay more than its amount', async () => {
    const { coalition, id } = await asking(null);
    await coalition.approve(id, hackney, camden, newham);
    await changeBorough(coalition, camden, () => ({ codeAbove: 0 }));
    const borough = camden;
    expect(await coalition.review(id, 'recommend', { borough })).toMatchObject({
      kind: 'code-asked',
      page: { kind: 'review', code: { above: 0, always: true } },
    });
    const code = newestCode(coalition);
    expect(coalition.mails.at(-1)?.to.email).toBe('reviewer@camden.example');
    const other = await coalition.review(id, 'not-recommended', { borough, fields: { code } });
    expect(other).toMatchObject({ kind: 'code-asked', because: 'another-answer' });
    const wrongly = await coalition.review(id, 'not-recommended', {
      borough,
      fields: { code: wrong(newestCode(coalition)) },
    });
    expect(faultOf(wrongly)).toMatchObject([{ field: 'code' }]);
    const right = await coalition.review(id, 'not-recommended', { borough, fields: { code: newestCode(coalition) } });
    expect(right).toEqual({ kind: 'recorded' });
  });

  test('R26 needs no code at exactly the amount', async () => {
    const { coalition, id } = await asking(null);
    await coalition.approve(id, hackney, camden, newham);
    const { contributions } = await coalition.state(id);
    const pays = contributions.find(({ borough }) => borough === camden)?.amount ?? 0;
    expect(pays).toBeGreaterThan(0);
    await changeBorough(coalition, camden, () => ({ codeAbove: pays }));
    expect(await coalition.review(id, 'recommend', { borough: camden })).toEqual({ kind: 'recorded' });
  });
});

test("R26, R29 a review's code is for the borough's share: after the cost is shared again, another one is needed", async () => {
  const { coalition, id } = await asking(null);
  for (const borough of [hackney, camden, newham]) {
    await coalition.answer(id, borough, { answer: 'approve', upTo: 5_000_000 });
  }
  await changeBorough(coalition, camden, () => ({ codeAbove: 0 }));
  await coalition.review(id, 'recommend', { borough: camden });
  const code = newestCode(coalition);
  await coalition.revoke(id, newham);
  const result = await coalition.review(id, 'recommend', { borough: camden, fields: { code } });
  expect(result).toMatchObject({ kind: 'code-asked', because: 'another-answer' });
  const recorded = await coalition.review(id, 'recommend', {
    borough: camden,
    fields: { code: newestCode(coalition) },
  });
  expect(recorded).toEqual({ kind: 'recorded' });
  const person = who(`reviewer-${camden}`);
  const kept = await coalition.world.codes.get(`${id}.1.review.${camden}.${person}`);
  expect(standingCode(kept, person)).toBeNull();
});

test('R26 the lock of one reviewer does not affect another’s request', async () => {
  const review = { required: 'always', minimum: 2, responseWorkingDays: 5 } as const;
  const { coalition, id } = await inSignOff(aSubmission(), { schemes: [{ name: 'standard', review }] });
  await coalition.approve(id, hackney, camden, newham);
  for (const borough of [camden, newham]) await changeBorough(coalition, borough, () => ({ codeAbove: 0 }));
  const asked = (await coalition.state(id)).reviews.map(({ borough }) => borough);
  expect(asked.toSorted()).toEqual([camden, newham]);
  await coalition.review(id, 'recommend', { borough: camden });
  const code = newestCode(coalition);
  for (const n of [1, 2, 3, 4, 5]) {
    await coalition.review(id, 'recommend', { borough: camden, fields: { code: wrong(code, n) } });
  }
  expect(await coalition.review(id, 'recommend', { borough: camden })).toMatchObject({ kind: 'locked' });
  expect(await coalition.review(id, 'recommend', { borough: newham })).toMatchObject({ kind: 'code-asked' });
});

import { describe, expect, test } from 'vitest';
import { Overloaded } from '../../../functions/application/commit/change-proposal.ts';
import { relayOutbox } from '../../../functions/application/workflow/relay-outbox.ts';
import { standingCode } from '../../../functions/domain/codes/one-time-code.ts';
import type { BoroughCode } from '../../../functions/domain/vocabulary/proposal.ts';
import type { AnswerView } from '../../../functions/web/answer-view.ts';
import { aBorough, anOfficer, camden, everyBorough, hackney, newham } from '../../support/builders/boroughs.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import { inSignOff } from '../../support/worlds/in-sign-off.ts';
import { changeBorough, type MemoryCoalition, memoryCoalition } from '../../support/worlds/memory-coalition.ts';
import { expectSound } from '../../support/worlds/soundness.ts';

const approve = { answer: 'approve', upTo: 3_000_000 } as const;

/** A coalition in which Camden wants a code with every answer, and a proposal that asks it. */
async function asking(codeAbove: number | null = 0) {
  const coalition = await memoryCoalition({
    boroughs: everyBorough.map((code) => aBorough(code, code === camden ? { codeAbove } : {})),
  });
  return { coalition, id: await coalition.submit(aSubmission()) };
}

/** Codes that were mailed about a borough's request, oldest first. */
function codesIn({ mails }: MemoryCoalition, borough: BoroughCode = camden): readonly string[] {
  return mails.flatMap(({ message, view }) =>
    view.mail === 'one-time-code' && 'borough' in message && message.borough === borough ? [view.code] : [],
  );
}

function newestCode(coalition: MemoryCoalition): string {
  const code = codesIn(coalition).at(-1);
  if (code === undefined) throw new Error('No code was mailed');
  return code;
}

/** Another code of six digits; `n` tells them apart. */
function wrong(code: string, n = 1): string {
  return String((Number(code) + n) % 1_000_000).padStart(6, '0');
}

/** The code of Camden's approver that counts. */
async function standing({ world: { codes } }: MemoryCoalition, id: string, revision = 1) {
  return standingCode(await codes.get(`${id}.${revision}.sign-off.${camden}`), `approver-${camden}`);
}

/** Types this many wrong codes, one after the other. */
async function guess(coalition: MemoryCoalition, id: string, times: number): Promise<AnswerView | undefined> {
  const code = newestCode(coalition);
  let result: AnswerView | undefined;
  for (let n = 1; n <= times; n += 1) {
    result = await coalition.answer(id, camden, { ...approve, fields: { code: wrong(code, n) } });
  }
  return result;
}

const faultOf = (result: AnswerView) => (result.kind === 'faults' ? result.faults : result.kind);

describe('R26 an answer above what the borough set', () => {
  test('R26 is not recorded without the code that is mailed to whoever gives it, and is with it', async () => {
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
    expect(await standing(coalition, id)).toBeNull();
    await expectSound(coalition);
  });

  test.each(['decline', 'request-changes', 'recuse'] as const)('R26 needs one whatever it is: %s', async (answer) => {
    const { coalition, id } = await asking();
    expect(await coalition.answer(id, camden, { answer })).toMatchObject({ kind: 'code-asked', because: 'needed' });
    const code = newestCode(coalition);
    expect(await coalition.answer(id, camden, { answer, fields: { code } })).toEqual({ kind: 'recorded' });
    expect(await standing(coalition, id)).toBeNull();
    await expectSound(coalition);
  });

  test('R26 needs none at just that share, and one where it is approved up to more', async () => {
    const { coalition, id } = await asking();
    const { asked } = await coalition.request(id, camden);
    await changeBorough(coalition, camden, () => ({ codeAbove: asked }));
    expect(await coalition.read(coalition.link(id, camden))).toMatchObject({ code: { above: asked, always: false } });
    const more = await coalition.answer(id, camden, { answer: 'approve', upTo: asked + 1 });
    expect(more).toMatchObject({ kind: 'code-asked' });
    expect(await coalition.answer(id, camden, { answer: 'approve', upTo: asked })).toEqual({ kind: 'recorded' });
  });

  test('R26 nobody is told of codes where the borough wants none', async () => {
    const { coalition, id } = await asking(null);
    expect(await coalition.read(coalition.link(id, camden))).toMatchObject({ code: null });
    expect(await coalition.answer(id, camden, approve)).toEqual({ kind: 'recorded' });
    expect(codesIn(coalition)).toEqual([]);
  });

  test('R1 is told its other faults before a code is mailed', async () => {
    const { coalition, id } = await asking();
    const result = await coalition.answer(id, camden, { ...approve, fields: { declaration: '', code: '123456' } });
    expect(faultOf(result)).toMatchObject([{ field: 'declaration' }]);
    expect(codesIn(coalition)).toEqual([]);
  });

  test('R26 given again by the used link is confirmed, and no further code is mailed', async () => {
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
  test('R26 to its amount: with another one a new code is mailed, and the old one is good for nothing', async () => {
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

  test('R26 to its officer: whoever is asked next needs their own', async () => {
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

  test('R26 to its ten minutes: then another one is mailed', async () => {
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

  test('R26, R7 to its revision: that of the one before is none of the next', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    const first = newestCode(coalition);
    await coalition.revise(id, aSubmission({ title: 'Sensors against damp and mould, second try' }));
    const result = await coalition.answer(id, camden, { ...approve, fields: { code: first } });
    expect(result).toMatchObject({ kind: 'code-asked', because: 'needed' });
    expect(codesIn(coalition)).toHaveLength(2);
  });

  test('R12, R26 and a lack of money uses it not', async () => {
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
  test('R26 are counted down, and the fifth of a day locks the request until the next, for the right one too', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    const code = newestCode(coalition);
    const tryIt = (typed: string) => coalition.answer(id, camden, { ...approve, fields: { code: typed } });
    for (const left of [4, 3, 2, 1]) {
      const message = expect.stringContaining(`${left} more tr`);
      expect(faultOf(await tryIt(wrong(code, left)))).toMatchObject([{ field: 'code', message }]);
    }
    const locked = { kind: 'locked', borough: 'Camden', until: '2026-11-24T00:00:00.000Z' };
    expect(await tryIt(wrong(code, 9))).toMatchObject({ ...locked, justNow: true });
    expect(await tryIt(code)).toMatchObject({ ...locked, justNow: false });
    expect(await coalition.answer(id, camden, { answer: 'decline' })).toMatchObject(locked);
    expect(await coalition.read(coalition.link(id, camden))).toMatchObject(locked);
    expect([codesIn(coalition).length, (await coalition.request(id, camden)).answer]).toEqual([1, null]);
    coalition.world.clock.set('2026-11-24T00:00:00.000Z');
    expect(await tryIt(code)).toMatchObject({ kind: 'code-asked', because: 'needed' });
    expect(await tryIt(newestCode(coalition))).toEqual({ kind: 'recorded' });
  });

  test('R26 lock it also for answers that need none', async () => {
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

  test('R26 forty at once are five tries all the same', async () => {
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
    // Whoever others came before all the time is told to come again.
    const told = results.flatMap((result) => (result.status === 'fulfilled' ? [result.value] : []));
    expect(told.filter(({ kind }) => kind === 'faults')).toHaveLength(4);
    expect(told.filter((result) => result.kind === 'locked' && result.justNow)).toHaveLength(1);
    expect(told.every(({ kind }) => kind === 'faults' || kind === 'locked')).toBe(true);
    for (const result of results) if (result.status === 'rejected') expect(result.reason).toBeInstanceOf(Overloaded);
    const kept = await coalition.world.codes.get(`${id}.1.sign-off.${camden}`);
    expect(kept?.wrong).toBe(5);
  });

  test('R26 beside the right one at once leave it recorded, or the request locked, and never both', async () => {
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
    expect(await standing(coalition, id)).toBeNull();
    await expectSound(coalition);
  });

  test('R26 of another borough’s request lock nothing here', async () => {
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
  /** Camden holds a standing authority, and its approver was mailed a code on the day of the deadline. */
  async function onTheLastDay(respondBy?: string) {
    const silence = { name: 'standard', silence: 'deemed-approval' } as const;
    const standing = { authority: 'Standing order 7', upTo: 50_000_000, from: '2026-01-01', to: '2027-12-31' };
    const boroughs = everyBorough.map((code) =>
      aBorough(code, code === camden ? { codeAbove: 0, deemedApproval: standing } : {}),
    );
    const { coalition, id } = await inSignOff(aSubmission(respondBy === undefined ? {} : { respondBy }), {
      boroughs,
      schemes: [silence],
    });
    const { closesAt } = (await coalition.state(id)).head;
    // Eight hours before the close, and at midnight on the day before it.
    coalition.world.clock.set(new Date(Date.parse(closesAt ?? '') - 8 * 3_600_000).toISOString());
    await coalition.answer(id, camden, approve);
    return { coalition, id, closesAt };
  }

  test('R4, R26 is not silent either where the deadline is at midnight, and the day of the lock has just ended', async () => {
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
  ])('R4, R26 after %d codes of the last day, silence comes to %s', async (codes, answer) => {
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

  test('R26 is told before the faults of a form: nobody mends what cannot be sent', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    await guess(coalition, id, 5);
    expect(await coalition.answer(id, camden, { ...approve, fields: { declaration: '' } })).toMatchObject({
      kind: 'locked',
      justNow: false,
    });
  });

  test('R26 comes of the same wrong code, too, however often it is sent', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    const fields = { code: wrong(newestCode(coalition)) };
    for (const _ of [1, 2, 3, 4]) await coalition.answer(id, camden, { ...approve, fields });
    expect(await coalition.answer(id, camden, { ...approve, fields })).toMatchObject({ kind: 'locked', justNow: true });
  });

  test('R26 is mailed however late, and operators hear of it', async () => {
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

  test('R26 of a request that was answered meanwhile is told to operators alone', async () => {
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
    expect(coalition.mails.filter(({ view }) => view.mail === 'request-locked')).toEqual([]);
    expect(coalition.world.lockedRequests).toEqual([id]);
  });

  test('R4, R26 is not silent: what its officer could not refuse is never deemed approved', async () => {
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

  test('R4, R26 four wrong codes lock nothing, and silence then counts as it does', async () => {
    const { coalition, id } = await onTheLastDay();
    await guess(coalition, id, 4);
    await coalition.passDeadline(id);
    expect((await coalition.request(id, camden)).answer).toMatchObject({ kind: 'approve', silence: true });
    await expectSound(coalition);
  });

  test('R26 tells whoever’s link it was, once, and nobody of four wrong codes', async () => {
    const { coalition, id } = await asking();
    const mails = () => coalition.mails.filter(({ view }) => view.mail === 'request-locked');
    await coalition.answer(id, camden, approve);
    await guess(coalition, id, 4);
    expect(mails()).toEqual([]);
    await guess(coalition, id, 3);
    expect(mails().map(({ to }) => to.email)).toEqual(['approver@camden.example']);
    expect(mails()[0]?.view).toMatchObject({ borough: 'Camden', until: '2026-11-24T00:00:00.000Z' });
  });

  test('R26 opens where the secretariat wants no codes from the borough any more', async () => {
    const { coalition, id } = await asking();
    await coalition.answer(id, camden, approve);
    await guess(coalition, id, 5);
    await changeBorough(coalition, camden, () => ({ codeAbove: null }));
    expect(await coalition.answer(id, camden, { answer: 'decline' })).toEqual({ kind: 'recorded' });
  });

  test('R7, R26 is that of its revision: the next begins anew', async () => {
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
    expect(await coalition.post(token, form, closesAt ?? '')).toMatchObject({ kind: 'dead', why: 'late' });
    expect((await coalition.request(id, camden)).late).toMatchObject({ kind: 'approve' });
    expect(codesIn(coalition)).toEqual([]);
  });
});

describe('R26 where no MAC can be made', () => {
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

  test('R26 the mail comes again, and then has the code', async () => {
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

describe('R26 the mail with a code', () => {
  test('R26 is not sent again within a minute for the same answer, and is after it', async () => {
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

  test('R26 goes out ten times a day', async () => {
    const { coalition, id } = await asking();
    for (let mail = 1; mail <= 10; mail += 1) {
      expect(await coalition.answer(id, camden, approve)).toMatchObject({ kind: 'code-asked', because: 'needed' });
      coalition.advance({ minutes: 1 });
    }
    expect(faultOf(await coalition.answer(id, camden, approve))).toMatchObject([
      { field: 'code', message: expect.stringContaining('at most 10 codes a day') },
    ]);
    expect(codesIn(coalition)).toHaveLength(10);
    const last = { ...approve, fields: { code: newestCode(coalition) } };
    expect(await coalition.answer(id, camden, last)).toEqual({ kind: 'recorded' });
  });

  test('R4, R26 that is rejected for good makes the request unreachable: its silence is no approval', async () => {
    const { coalition, id } = await asking();
    expect((await coalition.request(id, camden)).delivery).toBe('delivered');
    coalition.world.sender.unreachable.add('approver@camden.example');
    await coalition.answer(id, camden, approve);
    expect(codesIn(coalition)).toEqual([]);
    expect((await coalition.request(id, camden)).delivery).toBe('unreachable');
  });

  test('R26 does not go out to a reviewer whose request passed on, nor after the close', async () => {
    const { coalition, id } = await asking(null);
    await coalition.approve(id, hackney, camden, newham);
    for (const borough of [hackney, camden, newham]) await changeBorough(coalition, borough, () => ({ codeAbove: 0 }));
    const { head } = await coalition.state(id);
    coalition.world.clock.set(new Date(Date.parse(head.closesAt ?? '') - 60_000).toISOString());
    const { mailQueue } = coalition.world;
    const send = mailQueue.send.bind(mailQueue);
    mailQueue.send = () => Promise.reject(new Error('The queue is away'));
    expect(await coalition.review(id, 'recommend')).toMatchObject({ kind: 'code-asked', goodUntil: head.closesAt });
    mailQueue.send = send;
    await coalition.sweepAfter({ minutes: 2 });
    await coalition.sweepAfter({ minutes: 16 });
    expect(coalition.mails.filter(({ view }) => view.mail === 'one-time-code')).toEqual([]);
  });

  test('R26 is good until the close where that comes before its ten minutes', async () => {
    const { coalition, id } = await asking();
    const { closesAt } = (await coalition.state(id)).head;
    coalition.world.clock.set(new Date(Date.parse(closesAt ?? '') - 60_000).toISOString());
    expect(await coalition.answer(id, camden, approve)).toMatchObject({ kind: 'code-asked', goodUntil: closesAt });
    expect(coalition.mails.at(-1)?.view).toMatchObject({ mail: 'one-time-code', goodUntil: closesAt });
  });

  test('R26 goes out for the newest code alone, where two wait', async () => {
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

  test('R26 goes out to each officer for their own, where two asked', async () => {
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

  test('R26 says the same however often the queue delivers it', async () => {
    const { coalition, id } = await asking();
    coalition.copies = 2;
    await coalition.answer(id, camden, approve);
    const [first, second] = codesIn(coalition);
    expect(first).toMatch(/^\d{6}$/);
    expect(second).toBe(first);
  });

  test('R27 alone holds the digits: nothing in the table, in the queue or in the events does', async () => {
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
    // As a word of its own: six digits may well stand within an amount or a hash.
    expect(all).not.toMatch(new RegExp(`\\b${code}\\b`));
    const mails = coalition.mails.filter(({ view }) => view.mail !== 'one-time-code');
    expect(mails.map(({ text, html, subject }) => text + html + subject).join()).not.toMatch(
      new RegExp(`\\b${code}\\b`),
    );
  });

  test.each([
    ['too old', async (coalition: MemoryCoalition) => coalition.advance({ minutes: 10 })],
    ['for a proposal that was withdrawn', async (coalition: MemoryCoalition, id: string) => coalition.withdraw(id)],
    [
      'for a request that was answered',
      async (coalition: MemoryCoalition, id: string) => {
        await changeBorough(coalition, camden, () => ({ codeAbove: null }));
        return coalition.answer(id, camden, approve);
      },
    ],
  ])('R26 does not go out once it is %s', async (_what, becomes) => {
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

  test('R26 is in the transaction that counts it: killed after that, it goes out, and the code holds', async () => {
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
  test('R26 needs a code where the borough is to pay more than it set', async () => {
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

  test('R26 needs none at just what it pays', async () => {
    const { coalition, id } = await asking(null);
    await coalition.approve(id, hackney, camden, newham);
    const { contributions } = await coalition.state(id);
    const pays = contributions.find(({ borough }) => borough === camden)?.amount ?? 0;
    expect(pays).toBeGreaterThan(0);
    await changeBorough(coalition, camden, () => ({ codeAbove: pays }));
    expect(await coalition.review(id, 'recommend', { borough: camden })).toEqual({ kind: 'recorded' });
  });
});

test('R26, R29 a code for a review is for what the borough was to pay: once that is shared again, another is needed', async () => {
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
  const person = `reviewer-${camden}`;
  const kept = await coalition.world.codes.get(`${id}.1.review.${camden}.${person}`);
  expect(standingCode(kept, person)).toBeNull();
});

test('R26 one reviewer’s lock leaves another’s request alone', async () => {
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

import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type AnswerLimits,
  answerFaults,
  type GivenAnswer,
  isSameAnswer,
  isSameRecusal,
  recordedComment,
  recordedPledges,
} from '../../../functions/domain/sign-off/answer-form.ts';
import { answer, asked, before } from './rounds.ts';

const given = (more: Partial<GivenAnswer>): GivenAnswer => ({
  kind: 'approve',
  upTo: 500,
  comment: '',
  interest: '',
  declaration: true,
  pledged: [],
  ...more,
});
const limits = (more: Partial<AnswerLimits> = {}): AnswerLimits => ({
  request: { name: 'Camden', ownLines: 0 },
  total: 100_000,
  limit: null,
  pledges: [],
  ...more,
});
const fields = (form: GivenAnswer, by: AnswerLimits = limits()) => answerFaults(form, by).map(({ field }) => field);
const own = { request: { name: 'Camden', ownLines: 300 } };

describe('R1 the faults of an answer', () => {
  test('R1 an approval within its limits has no fault, and needs no comment', () => {
    expect(
      answerFaults(given({}), limits({ limit: 500, total: 500, request: { name: 'Camden', ownLines: 500 } })),
    ).toEqual([]);
  });

  test.each([
    ['nothing', null, {}, 'Enter the most that Camden will pay'],
    ['no number', Number.NaN, {}, 'Enter the most that Camden will pay'],
    ['a part of a penny', 0.5, {}, 'Enter the most that Camden will pay'],
    ['nothing at all', 0, {}, 'The most that Camden will pay must be at least 1p'],
    [
      'less than its own lines',
      299,
      own,
      'The most that Camden will pay must be at least £3, the cost of its own lines',
    ],
    ['more than the total', 100_001, {}, 'The most that Camden will pay must be at most £1,000, the total cost'],
    [
      'more than the officer may',
      501,
      { limit: 500 },
      'The most that Camden will pay must be at most £5, the limit of your authority',
    ],
  ])('R1, R9 approving up to %s is a fault that says so', (_, upTo, more, message) => {
    expect(answerFaults(given({ upTo }), limits(more))).toEqual([{ field: 'upTo', message }]);
  });

  test.each([
    [1, {}],
    [300, own],
    [100_000, {}],
    [500, { limit: 500 }],
  ])('R1, R9 approving exactly up to a limit of %i pence is not a fault', (upTo, more) => {
    expect(answerFaults(given({ upTo }), limits(more))).toEqual([]);
  });

  test('R1 every fault is named, in form order', () => {
    const all = given({ upTo: 200_000, declaration: false, pledged: [-1, 10, 0.5] });
    const pledges = ['a', 'b', 'c'].map((unit) => ({ unit, target: 10, by: '2027-09-30' as const }));
    expect(fields(all, limits({ limit: 500, pledges }))).toEqual([
      'upTo',
      'upTo',
      'pledge-1',
      'pledge-3',
      'declaration',
    ]);
  });

  test('R1 no selected answer is a fault, whatever else was typed, and so is an unticked declaration', () => {
    expect(answerFaults(given({ kind: null, declaration: false }), limits())).toEqual([
      { field: 'answer', message: 'Select your answer' },
      { field: 'declaration', message: 'Tick the box to confirm that you can give this answer' },
    ]);
  });

  test.each([
    ['decline', 'comment', 'Enter your reason for declining'],
    ['request-changes', 'comment', 'Enter the changes you ask for'],
    ['recuse', 'interest', 'Enter the interest you are declaring'],
  ] as const)('R1 to %s needs the %s, and nothing of an approval', (kind, field, message) => {
    expect(answerFaults(given({ kind, upTo: -5, pledged: [-1] }), limits())).toEqual([{ field, message }]);
    expect(answerFaults(given({ kind, [field]: ' \n' }), limits())).toEqual([{ field, message }]);
    expect(answerFaults(given({ kind, [field]: 'Because', upTo: -5 }), limits())).toEqual([]);
  });

  test('R18 pledges are whole numbers of 0 or more, and may be left out', () => {
    const pledges = [{ unit: 'apprenticeships', target: 100, by: '2027-09-30' }] as const;
    const judged = (pledged: readonly (number | null)[]) => answerFaults(given({ pledged }), limits({ pledges }));
    for (const right of [[], [null], [0], [100], [1_000_000]]) expect(judged(right)).toEqual([]);
    for (const wrong of [-1, 0.5, Number.NaN, 2 ** 53]) {
      expect(judged([wrong])).toEqual([
        { field: 'pledge-1', message: 'Enter your pledge of apprenticeships as a whole number, such as 10' },
      ]);
    }
  });

  test('R1 every approval without a fault is a cap that can be shared within', () => {
    const form = fc.record({
      upTo: fc.option(fc.integer({ min: -5, max: 200 })),
      ownLines: fc.integer({ min: 0, max: 100 }),
    });
    const bounds = fc.record({
      total: fc.integer({ min: 1, max: 150 }),
      limit: fc.option(fc.integer({ min: 0, max: 150 })),
    });
    fc.assert(
      fc.property(form, bounds, ({ upTo, ownLines }, { total, limit }) => {
        const faults = answerFaults(given({ upTo }), limits({ request: { name: 'Camden', ownLines }, total, limit }));
        const usable = upTo !== null && upTo >= Math.max(1, ownLines) && upTo <= Math.min(total, limit ?? total);
        expect(faults.length === 0).toBe(usable);
      }),
    );
  });
});

describe('R1 the same answer again', () => {
  const approval = answer('approve', { upTo: 500, comment: 'It saves repairs', pledged: [10, null] });
  const same = given({ upTo: 500, comment: 'It saves repairs', pledged: [10, null] });

  test('R1 is the same if answer, cap, comment and pledges are equal', () => {
    expect(isSameAnswer(approval, same, 'Prefilled')).toBe(true);
  });

  test('R1 is the same if no comment was typed and the prefilled reasons were recorded', () => {
    const prefilled = { ...approval, comment: 'Prefilled' };
    expect(isSameAnswer(prefilled, { ...same, comment: '' }, 'Prefilled')).toBe(true);
    expect(isSameAnswer(approval, { ...same, comment: '' }, 'Prefilled')).toBe(false);
  });

  test.each([
    ['another cap', { upTo: 501 }],
    ['another comment', { comment: 'It does not' }],
    ['another pledge', { pledged: [10, 1] }],
    ['a pledge less', { pledged: [10] }],
    ['0 instead of an empty pledge', { pledged: [10, 0] }],
    ['another answer', { kind: 'decline' as const }],
  ])('R1 is a different one with %s', (_, more) => {
    expect(isSameAnswer(approval, { ...same, ...more }, 'Prefilled')).toBe(false);
  });

  test('R1 R19 is a different one if other alternatives are rejected', () => {
    const rejected = 'Each buying its own';
    expect(isSameAnswer({ ...approval, rejected }, { ...same, rejected }, 'Prefilled')).toBe(true);
    expect(isSameAnswer({ ...approval, rejected }, same, 'Prefilled')).toBe(false);
    expect(isSameAnswer(approval, { ...same, rejected }, 'Prefilled')).toBe(false);
  });

  test('R1 R29 is a different one if it names another notice of its key decision', () => {
    const keyDecision = { basis: 'notice', reference: 'KD-7', on: '2026-03-27', callInWorkingDays: 5 } as const;
    const recorded = { ...approval, keyDecision };
    const notice = { basis: 'notice', reference: 'KD-7', on: '27 3 2026' };
    const again = (changed: Partial<typeof notice>) =>
      isSameAnswer(recorded, { ...same, notice: { ...notice, ...changed } }, 'Prefilled');
    expect(again({})).toBe(true);
    expect(again({ on: '2026-03-27' })).toBe(true);
    expect(again({ basis: 'special-urgency' })).toBe(false);
    expect(again({ reference: 'KD-8' })).toBe(false);
    expect(again({ on: '28 3 2026' })).toBe(false);
    expect(isSameAnswer(recorded, same, 'Prefilled')).toBe(false);
  });

  test('R1 R29 is the same one, whatever was typed about a notice, if the approval was no key decision', () => {
    const notice = { basis: 'notice', reference: 'KD-7', on: '27 3 2026' };
    expect(isSameAnswer(approval, { ...same, notice }, 'Prefilled')).toBe(true);
  });

  test('R18 an older record keeps an empty pledge as 0, and the same form is still the same answer', () => {
    expect(isSameAnswer({ ...approval, pledged: [10, 0] }, same, 'Prefilled')).toBe(true);
  });

  test('R1 of a decline compares only the reason', () => {
    const declined = answer('decline', { comment: 'Too dear' });
    expect(isSameAnswer(declined, given({ kind: 'decline', comment: 'Too dear', upTo: 7, pledged: [3] }), '')).toBe(
      true,
    );
    expect(isSameAnswer(declined, given({ kind: 'decline', comment: 'Too late' }), '')).toBe(false);
  });

  test('R1 of a recusal compares the interest', () => {
    const recused = asked('one', { at: before, why: 'recused', interest: 'A share' });
    expect(isSameRecusal(recused, given({ kind: 'recuse', interest: 'A share' }))).toBe(true);
    expect(isSameRecusal(recused, given({ kind: 'recuse', interest: 'A cousin' }))).toBe(false);
    expect(isSameRecusal(recused, given({ kind: 'decline', interest: 'A share' }))).toBe(false);
    expect(isSameRecusal(asked('one'), given({ kind: 'recuse', interest: 'A share' }))).toBe(false);
  });

  test('R19 the prefilled reasons are recorded only for an approval without a comment', () => {
    expect(recordedComment(given({ comment: '' }), 'Prefilled')).toBe('Prefilled');
    expect(recordedComment(given({ comment: 'Because' }), 'Prefilled')).toBe('Because');
    for (const kind of ['decline', 'request-changes', 'recuse'] as const) {
      expect(recordedComment(given({ kind, comment: '' }), 'Prefilled')).toBe('');
    }
  });

  test('R19 the recorded answer equals the given one', () => {
    const forms = fc.record({
      kind: fc.constantFrom('approve' as const, 'decline' as const, 'request-changes' as const),
      upTo: fc.integer({ min: 1, max: 9 }),
      comment: fc.constantFrom('', 'Because'),
      interest: fc.constant(''),
      declaration: fc.constant(true),
      pledged: fc.array(fc.option(fc.nat({ max: 3 })), { maxLength: 2 }),
    });
    fc.assert(
      fc.property(forms, (form) => {
        const { kind } = form;
        const recorded = answer(kind, {
          upTo: kind === 'approve' ? form.upTo : null,
          comment: recordedComment(form, 'Prefilled'),
          pledged: recordedPledges(form),
        });
        expect(isSameAnswer(recorded, form, 'Prefilled')).toBe(true);
        expect(recorded.pledged).toEqual(kind === 'approve' ? form.pledged : []);
      }),
    );
  });
});

import { describe, expect, test } from 'vitest';
import {
  firmnessFaults,
  maxAnswers,
  mayReplace,
  namesNewest,
  withAnswer,
  withAnswerSetAside,
} from '../../../functions/domain/sign-off/replacement.ts';
import type { SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { anAnswer, anApproval, aRequest } from '../../support/builders/requests.ts';

const camden = gss('E09000007');
const asked = (more: Partial<SignOffRequest> = {}) => aRequest(camden, { name: 'Camden', ...more });
const first = anApproval(500, { record: 'R-1', by: who('one') });
const revoked = { at: '2026-11-25T09:00:00.000Z', by: who('secretary'), reason: 'A spending stop' } as const;

describe('whether an answer may be replaced', () => {
  test('R1 it may until the borough has answered 20 times', () => {
    expect(maxAnswers).toBe(20);
    expect(mayReplace(asked())).toBe('yes');
    expect(mayReplace(asked({ answer: first }))).toBe('yes');
    expect(mayReplace(asked({ answer: first, answers: 19 }))).toBe('yes');
    expect(mayReplace(asked({ answer: first, answers: 20 }))).toBe('too-often');
    expect(mayReplace(asked({ answer: first, answers: 21 }))).toBe('too-often');
  });

  test('R1 a borough whose twentieth answer was set aside may still answer', () => {
    expect(mayReplace(asked({ answers: 20 }))).toBe('yes');
  });

  test('R29 it may not once it is revoked, however often the borough answered', () => {
    expect(mayReplace(asked({ answer: first, revoked }))).toBe('revoked');
    expect(mayReplace(asked({ answer: first, revoked, answers: 20 }))).toBe('revoked');
  });

  test('R1 only the newest number names the answer, and no number where there is none', () => {
    expect(namesNewest(asked(), '')).toBe(true);
    expect(namesNewest(asked(), 'R-1')).toBe(false);
    expect(namesNewest(asked({ answer: first }), 'R-1')).toBe(true);
    expect(namesNewest(asked({ answer: first }), '')).toBe(false);
    expect(namesNewest(asked({ answer: first }), 'R-2')).toBe(false);
  });
});

describe('when decisions may only become firmer', () => {
  const faults = (kind: 'approve' | 'decline' | 'request-changes' | 'recuse', upTo: number | null, of = asked()) =>
    (['last-working-day', 'top-up', null] as const).map((firm) =>
      firmnessFaults({ kind, upTo }, of, firm).map(({ field }) => field),
    );
  const answered = asked({ answer: anApproval(400), highest: 500 });

  test('R1 an approval is at least the highest limit that the borough gave for this revision', () => {
    expect(faults('approve', 499, answered)).toEqual([['upTo'], ['upTo'], []]);
    expect(faults('approve', 500, answered)).toEqual([[], [], []]);
    expect(faults('approve', 501, answered)).toEqual([[], [], []]);
    const declined = asked({ answer: anAnswer('decline'), highest: 500 });
    expect(faults('approve', 499, declined)).toEqual([['upTo'], ['upTo'], []]);
    expect(faults('approve', 500, declined)).toEqual([[], [], []]);
  });

  test('R1 a borough that declined or was silent may join with any limit', () => {
    expect(faults('approve', 1)).toEqual([[], [], []]);
    expect(faults('approve', 1, asked({ answer: anAnswer('decline') }))).toEqual([[], [], []]);
  });

  test('R1 anybody may decline or declare an interest', () => {
    expect(faults('decline', null, answered)).toEqual([[], [], []]);
    expect(faults('recuse', null, answered)).toEqual([[], [], []]);
  });

  test('R1 only a borough that has not answered may ask for changes on the last day, and nobody during a top-up', () => {
    expect(faults('request-changes', null, answered)).toEqual([['answer'], ['answer'], []]);
    expect(faults('request-changes', null)).toEqual([[], ['answer'], []]);
  });

  test('R1 the fault says the amount, why, and what else there is to choose', () => {
    const [fault] = firmnessFaults({ kind: 'approve', upTo: 1 }, answered, 'last-working-day');
    expect(fault?.message).toBe(
      'Enter at least £5: Camden agreed to that already, and on the last working day a limit can only be raised. To take no part, select decline',
    );
    // An amount that cannot be read has a fault of its own.
    expect(faults('approve', null, answered)).toEqual([[], [], []]);
  });
});

describe('the request after an answer', () => {
  test('R1 a first answer adds nothing else to the request', () => {
    expect(withAnswer(asked(), first)).toEqual(asked({ answer: first }));
  });

  test('R1 another answer counts on, keeps the highest limit, and remembers who had answered', () => {
    const second = anAnswer('decline', { by: who('two') });
    const after = withAnswer(asked({ answer: first }), second);
    expect(after).toEqual(asked({ answer: second, answers: 2, highest: 500, answeredBefore: [who('one')] }));
    const third = withAnswer(after, anApproval(600, { by: who('one') }));
    expect([third.answers, third.highest, third.answeredBefore]).toEqual([3, 600, [who('one'), who('two')]]);
    expect(withAnswer(third, second).answeredBefore).toEqual([who('one'), who('two')]);
  });

  test('R4 replacing silence remembers nobody', () => {
    const deemed = anApproval(100, { by: null, silence: true, link: null });
    expect(withAnswer(asked({ answer: deemed }), first)).toMatchObject({ answers: 2, answeredBefore: [] });
  });

  test('R7 the first answer to a revision that replaces an approval of an earlier one is its first', () => {
    const kept = anApproval(500, { answeredRevision: 1, by: who('one') });
    expect(withAnswer(asked({ answer: kept }), first)).toMatchObject({ answers: 1, highest: 500 });
  });

  test('R1 an answer that is set aside leaves its number and its officer, and no limit', () => {
    const aside = withAnswerSetAside(asked({ answer: first, answers: 3, highest: 900 }));
    expect(aside).toEqual(asked({ answers: 3, answeredBefore: [who('one')] }));
    expect(withAnswer(aside, first)).toMatchObject({ answer: first, answers: 4, highest: 500 });
    expect(withAnswerSetAside(asked({ answer: first }))).toEqual(asked({ answers: 1, answeredBefore: [who('one')] }));
  });
});

import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  needsValueJudgement,
  othersWereAsked,
  type ReviewAnswerKind,
  type ReviewRequest,
  reviewAnswerKinds,
  reviewersToAsk,
  reviewFaults,
  reviewOutcome,
  reviewRequired,
} from '../../../functions/domain/review/review.ts';
import { gss, pid, who } from '../../support/builders/ids.ts';
import {
  after,
  answered,
  before,
  borough,
  codeIn,
  deadline,
  early,
  late,
  lead,
  middle,
  request,
  reviewer,
  routing,
} from './reviews.ts';

const four = [lead, late, early, middle].map((code) => borough(code));

function asked(more: Partial<Parameters<typeof reviewersToAsk>[0]> = {}): readonly string[] {
  const chosen = reviewersToAsk({
    ...{ contributors: four, lead, proposal: pid('one'), sha256: codeIn, minimum: 1, everyone: false },
    ...{ requests: [], routing, ...more },
  });
  return chosen.map(({ reviewer: { officer } }) => officer.id);
}

test('R17 a review is required always, never, or above an amount but not at it', () => {
  expect(reviewRequired({ required: 'always' }, 1)).toBe(true);
  expect(reviewRequired({ required: 'never' }, 99_999_999_999)).toBe(false);
  expect(reviewRequired({ required: { above: 10_000_000 } }, 10_000_000)).toBe(false);
  expect(reviewRequired({ required: { above: 10_000_000 } }, 10_000_001)).toBe(true);
});

describe('whom to ask', () => {
  test('R17 the contributing boroughs other than the lead are asked in the order of the hashes, then the lead', () => {
    expect(asked({ minimum: 1 })).toEqual([`${early}-1`]);
    expect(asked({ minimum: 3 })).toEqual([`${early}-1`, `${middle}-1`, `${late}-1`]);
    expect(asked({ minimum: 9 })).toEqual([`${early}-1`, `${middle}-1`, `${late}-1`, `${lead}-1`]);
    const backwards = (text: string) => String(1_000_000_000 - Number(codeIn(text).slice(1)));
    expect(asked({ minimum: 9, sha256: backwards })).toEqual([`${late}-1`, `${middle}-1`, `${early}-1`, `${lead}-1`]);
  });

  test('R17 the order is made of the SHA-256 of proposal and borough, so that it differs between proposals', () => {
    const sha256 = (text: string) => createHash('sha256').update(text).digest('hex');
    const firsts = new Set(
      Array.from({ length: 100 }, (_, index) => asked({ proposal: pid(`proposal-${index}`), sha256 })[0]),
    );
    expect(firsts).toEqual(new Set([`${early}-1`, `${middle}-1`, `${late}-1`]));
    const hashed: string[] = [];
    const noted = (text: string) => {
      hashed.push(text);
      return sha256(text);
    };
    asked({ proposal: pid('p1'), sha256: noted });
    expect(hashed).toContain(`p1#${early}`);
  });

  test("R17 each borough's first eligible reviewer is asked, and a borough without one is skipped", () => {
    const away = { absences: [{ from: '2026-11-20', to: '2026-11-20' }] } as const;
    const contributors = [
      borough(early, [reviewer(early, 1, away), reviewer(early, 2), reviewer(early, 3)]),
      borough(middle, [reviewer(middle, 1, { roles: ['approver', 'deputy', 'finance'] })]),
      borough(late),
    ];
    expect(asked({ contributors, minimum: 2 })).toEqual([`${early}-2`, `${late}-1`]);
  });

  test('R8 a person who wrote, answered or declared an interest does not review', () => {
    const written = { ...routing, authors: ['Reviewer-1+jobs@E09000007.example'] };
    expect(asked({ routing: written })).toEqual([`${middle}-1`]);
    expect(asked({ routing: { ...routing, answered: [who(`person-${early}-1`)] } })).toEqual([`${middle}-1`]);
    expect(asked({ routing: { ...routing, recused: [who(`person-${early}-1`)] } })).toEqual([`${middle}-1`]);
  });

  test('R17 those who answered or are still asked count toward the minimum', () => {
    expect(asked({ minimum: 2, requests: [request(early)] })).toEqual([`${middle}-1`]);
    expect(asked({ minimum: 2, requests: [request(early), answered(middle, 'recommend')] })).toEqual([]);
  });

  test('R17 at the deadline the next borough is asked for each reviewer who did not answer, and nobody twice', () => {
    const silent = request(early, { passedOn: { at: deadline, why: 'deadline' } });
    const contributors = [borough(early, [reviewer(early, 1), reviewer(early, 2)]), borough(middle)];
    expect(asked({ contributors, requests: [silent] })).toEqual([`${middle}-1`]);
    expect(asked({ minimum: 2, requests: [silent, answered(middle, 'recommend')] })).toEqual([`${late}-1`]);
    const all = [early, middle, late, lead].map((code) =>
      request(code, { passedOn: { at: deadline, why: 'deadline' } }),
    );
    expect(asked({ requests: all })).toEqual([]);
  });

  test('R17 after the first deadline all others are asked at once, whatever the minimum', () => {
    const silent = request(early, { passedOn: { at: deadline, why: 'deadline' } });
    expect(asked({ everyone: true, requests: [silent] })).toEqual([`${middle}-1`, `${late}-1`, `${lead}-1`]);
    expect(asked({ everyone: true, requests: [silent, answered(middle, 'recommend')] })).toEqual([
      `${late}-1`,
      `${lead}-1`,
    ]);
    expect(othersWereAsked([silent])).toBe(true);
    expect(othersWereAsked([request(early, { amongOthers: true })])).toBe(true);
    expect(othersWereAsked([request(early), answered(middle, 'recommend')])).toBe(false);
  });

  test("R17 if a reviewer declares an interest, that borough's next one is asked, or else the next borough's", () => {
    const stepped = request(early, { passedOn: { at: before, why: 'recused' } });
    const two = borough(early, [reviewer(early, 1), reviewer(early, 2)]);
    expect(asked({ contributors: [two, borough(late)], requests: [stepped] })).toEqual([`${early}-2`]);
    expect(asked({ contributors: [borough(early), borough(late)], requests: [stepped] })).toEqual([`${late}-1`]);
  });

  test("R17 if a reviewer is no longer eligible, that borough's next one is asked", () => {
    const contributors = [borough(early, [reviewer(early, 1), reviewer(early, 2)]), borough(late)];
    const gone = request(early, { passedOn: { at: before, why: 'not-eligible' } });
    expect(asked({ contributors, requests: [gone] })).toEqual([`${early}-2`]);
    const again = request(early, { person: who(`person-${early}-2`) });
    expect(asked({ contributors, minimum: 2, requests: [gone, again] })).toEqual([`${late}-1`]);
  });

  test('R17 a person who reviews for two boroughs is asked for one', () => {
    const shared = reviewer(middle, 1, { person: who(`person-${early}-1`) });
    const contributors = [borough(early), borough(middle, [shared]), borough(late)];
    expect(asked({ contributors, minimum: 2 })).toEqual([`${early}-1`, `${late}-1`]);
  });

  test('R17 as many are asked as there are, but never more than the minimum', () => {
    fc.assert(
      fc.property(
        fc.subarray(four),
        fc.integer({ min: 1, max: 6 }),
        fc.subarray([early, middle, late, lead]),
        (contributors, minimum, have) => {
          const requests = have.map((code) => request(code));
          const left = contributors.filter((each) => !have.some((code) => code === each.borough)).length;
          expect(asked({ contributors, minimum, requests }).length).toBe(
            Math.min(left, Math.max(0, minimum - have.length)),
          );
        },
      ),
    );
  });
});

describe('the outcome of the answers', () => {
  function progress(requests: readonly ReviewRequest[], more: Partial<Parameters<typeof reviewOutcome>[0]> = {}) {
    return reviewOutcome({
      requests,
      minimum: 1,
      at: before,
      closesAt: deadline,
      othersLeft: false,
      lastDeadline: false,
      ...more,
    });
  }
  function outcomeOf(...kinds: readonly ReviewAnswerKind[]) {
    const requests = kinds.map((kind, index) =>
      answered(gss(`E0900000${index}`), kind, kind === 'recommend-with-conditions' ? 'Buy once' : null),
    );
    const result = progress(requests, { minimum: kinds.length });
    return result.kind === 'decided' ? result.outcome : result.kind;
  }
  const [yes, but, no, change] = reviewAnswerKinds;

  test('R17 the outcome is changes if any asks, else not recommended if at least half say so, else with conditions if any', () => {
    expect(outcomeOf(yes)).toBe('recommend');
    expect(outcomeOf(but)).toBe('recommend-with-conditions');
    expect(outcomeOf(no)).toBe('not-recommended');
    expect(outcomeOf(yes, no)).toBe('not-recommended');
    expect(outcomeOf(yes, yes, no)).toBe('recommend');
    expect(outcomeOf(yes, but, no)).toBe('recommend-with-conditions');
    expect(outcomeOf(but, no)).toBe('not-recommended');
    expect(outcomeOf(no, no, change)).toBe('request-changes');
  });

  test('R17 the order of the answers does not change the outcome', () => {
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...reviewAnswerKinds), { minLength: 1, maxLength: 7 }), (kinds) => {
        expect(outcomeOf(...kinds.toReversed())).toBe(outcomeOf(...kinds));
        const against = kinds.filter((kind) => kind === no).length;
        const expected = kinds.includes(change)
          ? change
          : against >= kinds.length / 2
            ? no
            : kinds.includes(but)
              ? but
              : yes;
        expect(outcomeOf(...kinds)).toBe(expected);
      }),
    );
  });

  test('R17 reasons are quoted, with single quotation marks inside', () => {
    const given = answered(middle, yes);
    const answer = given.answer && { ...given.answer, reasons: 'We call it “worth it”.' };
    expect(progress([{ ...given, answer }], { minimum: 1 })).toMatchObject({
      reasons: [`Borough ${middle} recommends it: “We call it ‘worth it’.”`],
    });
  });

  test('R17 conditions are listed with their borough, and only from recommendations with conditions', () => {
    const two = [answered(early, but, 'Buy once'), answered(middle, yes), answered(late, but, 'Report in May')];
    expect(progress(two, { minimum: 3 })).toEqual({
      kind: 'decided',
      outcome: 'recommend-with-conditions',
      reasons: [
        `Borough ${early} recommends it with conditions: “Reasons of twenty characters”`,
        `Borough ${middle} recommends it: “Reasons of twenty characters”`,
        `Borough ${late} recommends it with conditions: “Reasons of twenty characters”`,
      ],
      conditions: [`Borough ${early}: Buy once`, `Borough ${late}: Report in May`],
    });
    expect(progress([answered(early, but, 'Buy once'), answered(middle, no)], { minimum: 2 })).toMatchObject({
      outcome: 'not-recommended',
      conditions: [`Borough ${early}: Buy once`],
    });
  });

  test('R17 the review is open while someone who was asked can still answer', () => {
    const requests = [answered(early, change), request(middle)];
    expect(progress(requests, { minimum: 2 })).toEqual({ kind: 'open' });
    expect(progress(requests, { minimum: 2, at: deadline })).toMatchObject({ outcome: 'request-changes' });
  });

  test('R17 at exactly the first deadline all others are asked', () => {
    const requests = [answered(early, yes), request(middle), request(late)];
    const more = { minimum: 3, othersLeft: true };
    expect(progress(requests, { ...more, at: before })).toEqual({ kind: 'open' });
    expect(progress(requests, { ...more, at: deadline })).toEqual({ kind: 'ask-others' });
    expect(progress(requests, { ...more, at: after })).toEqual({ kind: 'ask-others' });
  });

  test('R17 at the second deadline it goes on with what came, even if somebody could still be asked', () => {
    const requests = [answered(early, yes), request(middle), request(late)];
    const more = { minimum: 3, othersLeft: true, lastDeadline: true };
    expect(progress(requests, { ...more, at: before })).toEqual({ kind: 'open' });
    expect(progress(requests, { ...more, at: deadline })).toMatchObject({ kind: 'decided', outcome: 'recommend' });
    expect(progress([request(middle)], { ...more, at: deadline })).toMatchObject({ kind: 'lapsed' });
  });

  test('R17 with fewer reviewers than the minimum, the review closes when all of them have answered', () => {
    expect(progress([answered(early, yes)], { minimum: 2 })).toMatchObject({ kind: 'decided', outcome: 'recommend' });
    expect(progress([answered(early, yes)], { minimum: 2, othersLeft: true })).toEqual({ kind: 'open' });
  });

  test('R17 the review lapses if nobody answered by the deadline and nobody is left, and says who was asked', () => {
    const silent = [request(early, { passedOn: { at: before, why: 'deadline' } }), request(middle)];
    expect(progress(silent)).toEqual({ kind: 'open' });
    expect(progress(silent, { at: deadline })).toEqual({
      kind: 'lapsed',
      reasons: [`No reviewer answered by the deadline. We asked reviewers of Borough ${early}, Borough ${middle}.`],
    });
  });

  test('R8 if nobody could be asked, the review waits for an officer until the deadline', () => {
    expect(progress([])).toEqual({ kind: 'open' });
    expect(progress([], { at: deadline })).toEqual({
      kind: 'lapsed',
      reasons: ['No contributor had an eligible reviewer by the deadline.'],
    });
  });
});

describe('the form', () => {
  const fields = (kind: ReviewAnswerKind, reasons: string, conditions: string) =>
    reviewFaults({ kind, reasons, conditions, interest: '' }).map(({ field }) => field);

  test('R17 reasons have at least 20 characters, without outer spaces', () => {
    expect(fields('recommend', 'x'.repeat(20), '')).toEqual([]);
    expect(fields('recommend', 'x'.repeat(19), '')).toEqual(['reasons']);
    expect(fields('recommend', ` ${'x'.repeat(19)}\n`, '')).toEqual(['reasons']);
    expect(fields('recommend', '😀'.repeat(19), '')).toEqual(['reasons']);
    expect(fields('recommend', '😀'.repeat(20), '')).toEqual([]);
  });

  test('R17 conditions belong to a recommendation with conditions, and only to it', () => {
    const reasons = 'x'.repeat(20);
    expect(fields('recommend-with-conditions', reasons, ' ')).toEqual(['conditions']);
    expect(fields('recommend-with-conditions', reasons, 'Buy once')).toEqual([]);
    expect(fields('not-recommended', reasons, 'Buy once')).toEqual(['conditions']);
    expect(fields('request-changes', '', 'Buy once')).toEqual(['reasons', 'conditions']);
  });
});

test('R17 a declared interest needs the interest, and neither reasons nor conditions', () => {
  const fields = (interest: string) =>
    reviewFaults({ kind: 'recuse', reasons: '', conditions: '', interest }).map(({ field }) => field);
  expect(fields(' ')).toEqual(['interest']);
  expect(fields('My sister runs the supplier.')).toEqual([]);
});

test('R17 a BCR below 1 or an NPSV below 0 asks for a value judgement', () => {
  expect(needsValueJudgement({ npsv: 0, bcr: 1 })).toBe(false);
  expect(needsValueJudgement({ npsv: 0, bcr: 0.9999 })).toBe(true);
  expect(needsValueJudgement({ npsv: -1, bcr: 1 })).toBe(true);
  expect(needsValueJudgement({ npsv: 0, bcr: { notComputable: 'no cost' } })).toBe(false);
  expect(needsValueJudgement({ npsv: -1, bcr: { notComputable: 'no cost' } })).toBe(true);
});

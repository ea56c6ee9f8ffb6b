import { describe, expect, test } from 'vitest';
import { enoughAlone } from '../../../functions/domain/sign-off/enough-alone.ts';
import type { Round, RoundOutcome } from '../../../functions/domain/sign-off/round.ts';
import { answersUntil, failsAt, noticeUntil, topUpUntil } from '../../../functions/domain/sign-off/round-moments.ts';
import { judgeRound, roundOutcome } from '../../../functions/domain/sign-off/round-outcome.ts';
import type { SignOffAnswer, SignOffRequest } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import { gss, who } from '../../support/builders/ids.ts';
import { answer, approve, before, closesAt, deemed, request, round, ruled, shared } from './rounds.ts';

const coalition = { kind: 'coalition', minimumBoroughs: 2 } as const;
const topUp = { atMost: 25, workingDays: 2 };
/** The scheme of these tests: as one that leaves out the newer rules. */
const scheme = ruled(coalition, { countsFrom: 50, graceWorkingDays: 1, topUp });
const late = { at: closesAt } as const;
const [a, b, c, d] = [gss('A'), gss('B'), gss('C'), gss('D')];
const theRound = (requests: readonly SignOffRequest[], more: Partial<Round> = {}) =>
  round(requests, { scheme, ...more });
const kindOf = (outcome: RoundOutcome) => (outcome.kind === 'closed' ? outcome.outcome : outcome.kind);

/** Nine equal boroughs, £45,000. `limits`: of the first boroughs, in pounds; null declines, undefined is missing. */
function nine(limits: readonly (number | null | undefined)[], more: Partial<Round> = {}): Round {
  const codes = Array.from('ABCDEFGHI', (letter) => gss(letter));
  const requests = codes.map((code, index) => {
    const limit = limits[index];
    const given = limit === undefined ? null : limit === null ? answer('decline') : approve(limit * 100);
    return request(code, { asked: 500_000, answer: given });
  });
  return theRound(requests, { costs: [shared(4_500_000)], ...more });
}

describe('R3 which approvals count', () => {
  const small = (upTo: number) => [
    request(a, { asked: 100, answer: approve(300) }),
    request(b, { asked: 100, answer: approve(upTo) }),
  ];

  test('R3 an approval counts from half of the asked share, and a penny less adds only money', () => {
    expect(kindOf(judgeRound(theRound(small(50))))).toBe('carried');
    const failed = judgeRound(theRound(small(49)));
    expect(failed).toMatchObject({ outcome: 'failed', shortfall: 0, optedOut: [] });
    expect(failed.reasons.slice(0, 2)).toEqual([
      '1 of 2 boroughs approved. At least 2 were needed.',
      'Borough B approved less than 50% of its share. This approval added money and did not count.',
    ]);
    expect(failed.reasons[2]).toBe('Together they approved up to £3.49. That covers their cost of £3.');
  });

  test('R3 a small approval adds money to a round that is carried without it, and pays', () => {
    const requests = [...small(300), request(c, { asked: 100, answer: approve(49) })];
    const carried = judgeRound(theRound(requests));
    expect(carried.contributions.map(({ amount }) => amount)).toEqual([126, 125, 49]);
    expect(carried.outcome).toBe('carried');
  });

  test('R3 a small approval belongs to the eligible and the responding', () => {
    const more = (of: 'eligible' | 'responding') =>
      theRound([...small(300), request(c, { asked: 100, answer: approve(1) })], {
        scheme: ruled({ kind: 'share', of, atLeast: [1, 1] }, { countsFrom: 50 }),
      });
    for (const of of ['eligible', 'responding'] as const) {
      expect(judgeRound(more(of)).reasons[0]).toMatch(/^2 of the 3 boroughs .* At least 3 were needed/);
    }
  });

  test('R3 five equal boroughs, £45,000: an approval up to 1p counts for nothing in the rule', () => {
    const five = Array.from('ABCDE', (letter) => gss(letter));
    const requests = five.map((code) =>
      request(code, { asked: 900_000, answer: code === b ? approve(1) : code === a ? approve(4_500_000) : null }),
    );
    const judged = judgeRound(theRound(requests, { costs: [shared(4_500_000)], ...late }));
    expect(judged).toMatchObject({ outcome: 'failed', shortfall: 0 });
    expect(judged.reasons[0]).toBe('1 of 5 boroughs approved. At least 2 were needed.');
  });

  test('R2, R3 the approval of the lead must be large enough as well', () => {
    const requests = [a, b, c].map((code) => request(code, { asked: 100, answer: approve(code === a ? 49 : 300) }));
    const failed = judgeRound(theRound(requests));
    expect(failed.outcome).toBe('failed');
    expect(failed.reasons[0]).toBe(
      'The lead borough, Borough A, must approve at least 50% of its share, and it approved less.',
    );
  });

  const by = (person: string, email?: string): Partial<SignOffAnswer> => ({
    by: who(person),
    ...(email === undefined
      ? {}
      : {
          decidedBy: {
            name: 'An officer',
            email,
            post: 'Approver',
            officer: 'x-1',
            role: 'approver',
            authority: 'Scheme of delegation',
            onBehalfOf: null,
            boroughVersion: 1,
          },
        }),
  });
  const approving = (code: typeof a, person: Partial<SignOffAnswer>) =>
    request(code, { answer: answer('approve', { upTo: 300, ...person }) });

  test('R3, R8 one person in two boroughs is one person, whatever the id, case or tag; a third officer carries it', () => {
    const shared2 = [
      approving(a, by('one', 'pat@south.example')),
      approving(b, by('other', 'Pat+newham@South.example')),
    ];
    const failed = judgeRound(theRound(shared2));
    expect(failed.outcome).toBe('failed');
    expect(failed.reasons).toContain('Two different people must approve, and one person gave all the approvals.');
    const third = [...shared2, approving(c, by('third', 'lee@south.example'))];
    expect(judgeRound(theRound(third)).outcome).toBe('carried');
  });

  test('R3 answers of earlier versions are compared by the id of the person', () => {
    expect(judgeRound(theRound([approving(a, by('one')), approving(b, by('one'))])).outcome).toBe('failed');
    expect(judgeRound(theRound([approving(a, by('one')), approving(b, by('two'))])).outcome).toBe('carried');
  });

  test('R3, R4 silence is nobody: the lead and deemed approvals alone do not carry it', () => {
    const requests = [approving(a, by('one')), request(b, { answer: deemed(300) })];
    expect(judgeRound(theRound(requests)).outcome).toBe('failed');
    expect(judgeRound(theRound([...requests, approving(c, by('two'))])).outcome).toBe('carried');
  });
});

describe('R5 the grace after a decline', () => {
  // Thursday 10 December, 10:00. The next working day is Friday 11 December.
  const end: Instant = '2026-12-11T17:00:00.000Z';
  const declined = [request(a, { answer: answer('decline') }), request(b), request(c)];

  test('R5 the lead’s decline closes the round at 17:00 on the next working day, and not a millisecond before', () => {
    expect(roundOutcome(theRound(declined))).toEqual({ kind: 'open', next: end, shortfall: 300 });
    expect(roundOutcome(theRound(declined, { at: '2026-12-11T16:59:59.999Z' })).kind).toBe('open');
    expect(roundOutcome(theRound(declined, { at: end }))).toMatchObject({
      outcome: 'failed',
      because: 'can-only-fail',
    });
    expect(answersUntil(theRound(declined))).toBe(end);
  });

  test('R5 a weekend is no working day, and the deadline comes first if it is earlier', () => {
    const onFriday = [request(a, { answer: answer('decline', { at: '2026-12-18T09:00:00.000Z' }) }), request(b)];
    expect(failsAt(theRound(onFriday))).toBe('2026-12-21T17:00:00.000Z');
    expect(answersUntil(theRound(onFriday))).toBe(closesAt);
    expect(roundOutcome(theRound(onFriday, late))).toMatchObject({ because: 'deadline' });
  });

  test('R5 a replaced decline no longer closes it, and another borough’s decline never did', () => {
    const replaced = [request(a, { answer: approve(300) }), request(b, { answer: answer('decline') }), request(c)];
    expect(failsAt(theRound(replaced))).toBeNull();
    expect(roundOutcome(theRound(replaced, { at: end })).kind).toBe('open');
  });

  test('R5 under unanimous the earliest decline counts', () => {
    const at: Instant = '2026-12-09T10:00:00.000Z';
    const requests = [
      request(a, { answer: approve(300) }),
      request(b, { answer: answer('decline') }),
      request(c, { answer: answer('decline', { at }) }),
    ];
    expect(failsAt(theRound(requests, { scheme: { ...scheme, decisionRule: { kind: 'unanimous' } } }))).toBe(
      '2026-12-10T17:00:00.000Z',
    );
  });

  test('R5, R6 a wish for changes still counts when the grace ends', () => {
    const requests = [...declined.slice(0, 2), request(c, { answer: answer('request-changes') })];
    expect(judgeRound(theRound(requests)).outcome).toBe('changes-requested');
    expect(roundOutcome(theRound(requests, { at: end }))).toMatchObject({ outcome: 'changes-requested' });
  });
});

describe('R5 the top-up', () => {
  const until: Instant = '2026-12-22T17:00:00.000Z';
  const seven = [6_250, 6_250, 6_250, 6_250, 6_250, 6_250, 6_250, null, null];

  test('R5 seven of nine approve £6,250 and two decline: £1,250 is short, and a top-up begins', () => {
    expect(roundOutcome(nine(seven))).toEqual({ kind: 'top-up', since: before, until: closesAt, shortfall: 125_000 });
    expect(roundOutcome(nine(seven, late))).toEqual({ kind: 'top-up', since: closesAt, until, shortfall: 125_000 });
  });

  test('R5 one raises to £7,500: carried at once, six pay £6,250 and one £7,500', () => {
    const running = { topUp: { since: closesAt, until }, closesAt: until, at: '2026-12-21T10:00:00.000Z' } as const;
    expect(roundOutcome(nine(seven, running))).toEqual({ kind: 'open', next: until, shortfall: 125_000 });
    const carried = roundOutcome(nine(seven.with(3, 7_500), running));
    expect(carried).toMatchObject({ outcome: 'carried', because: 'topped-up' });
    const amounts = carried.kind === 'closed' ? carried.contributions.map(({ amount }) => amount) : [];
    expect(amounts.toSorted()).toEqual([...Array.from({ length: 6 }, () => 625_000), 750_000]);
    expect(enoughAlone(nine(seven, running), d)).toEqual({ limit: 750_000, pays: 750_000 });
  });

  test('R5 the top-up ends by R6, says by how much it failed, and comes once per revision', () => {
    const over = { topUp: { since: closesAt, until }, closesAt: until, at: until } as const;
    const failed = roundOutcome(nine(seven, over));
    expect(failed).toMatchObject({ outcome: 'failed', because: 'deadline', shortfall: 125_000 });
    expect(failed.kind === 'closed' && failed.reasons).toEqual([
      '7 of 9 boroughs approved. At least 2 were needed.',
      'Together they approved up to £43,750. That is £1,250 less than the cost.',
      'The boroughs had until 5pm on Tuesday 22 December 2026 to raise their limits.',
      'Borough H and Borough I declined.',
    ]);
  });

  test('R5 four of nine cover £25,000 of £45,000: more than a quarter lacks, so there is no top-up', () => {
    expect(kindOf(roundOutcome(nine([6_250, 6_250, 6_250, 6_250], late)))).toBe('failed');
  });

  test('R5 a quarter of the cost may lack, and a penny more may not', () => {
    const two = (limit: number) =>
      theRound([request(a, { answer: approve(limit) }), request(b, { answer: approve(100) })], {
        costs: [shared(400)],
        ...late,
      });
    expect(kindOf(roundOutcome(two(200)))).toBe('top-up');
    expect(kindOf(roundOutcome(two(199)))).toBe('failed');
  });

  test('R5 the cost is that of those taking part, own lines included', () => {
    const own = (upTo: number) =>
      theRound(
        [
          request(a, { answer: approve(100), ownLines: 0 }),
          request(b, { answer: approve(upTo), ownLines: 200 }),
          request(c, { ownLines: 900, answer: answer('decline') }),
        ],
        {
          costs: [shared(200), shared(200, { borough: b }), shared(900, { borough: c })],
          ...late,
        },
      );
    expect(kindOf(roundOutcome(own(200)))).toBe('top-up');
    expect(kindOf(roundOutcome({ ...own(200), costs: [shared(201), shared(200, { borough: b })] }))).toBe('failed');
  });

  test('R5 there is none where the rule is not met, where the scheme has none, or where nothing lacks', () => {
    const alone = [request(a, { answer: approve(290) }), request(b)];
    expect(kindOf(roundOutcome(theRound(alone, late)))).toBe('failed');
    const short = [request(a, { answer: approve(140) }), request(b, { answer: approve(140) })];
    expect(kindOf(roundOutcome(theRound(short, late)))).toBe('top-up');
    expect(kindOf(roundOutcome(theRound(short, { ...late, scheme: { ...scheme, topUp: null } })))).toBe('failed');
    expect(roundOutcome(theRound(short, { scheme: { ...scheme, topUp: null } })).kind).toBe('open');
  });

  test('R5, R6 it goes before changes-requested, which comes at its end', () => {
    const requests = [
      request(a, { answer: approve(140) }),
      request(b, { answer: approve(140) }),
      request(c, { answer: answer('request-changes') }),
    ];
    expect(kindOf(roundOutcome(theRound(requests)))).toBe('top-up');
    const running = { topUp: { since: before, until: closesAt } };
    expect(roundOutcome(theRound(requests, running)).kind).toBe('open');
    expect(kindOf(roundOutcome(theRound(requests, { ...running, ...late })))).toBe('changes-requested');
  });

  test('R5 it is carried as soon as rule and money are met, even if a borough has not answered', () => {
    const requests = [request(a, { answer: approve(150) }), request(b, { answer: approve(150) }), request(c)];
    expect(roundOutcome(theRound(requests)).kind).toBe('open');
    expect(kindOf(roundOutcome(theRound(requests, { topUp: { since: before, until: closesAt } })))).toBe('carried');
  });

  test('R5 it runs to the second working day after everybody answered, and never ends before the deadline', () => {
    expect(topUpUntil({ at: before, closesAt }, 2)).toBe(closesAt);
    expect(topUpUntil({ at: '2026-12-17T18:00:00.000Z', closesAt }, 2)).toBe('2026-12-21T17:00:00.000Z');
    expect(topUpUntil({ at: closesAt, closesAt }, 2)).toBe(until);
    expect(topUpUntil({ at: '2026-12-21T09:00:00.000Z', closesAt }, 2)).toBe(until);
  });

  test('R5 a deadline that is acted on after its top-up would have ended still gives the boroughs their days', () => {
    expect(topUpUntil({ at: until, closesAt }, 2)).toBe('2026-12-24T17:00:00.000Z');
  });

  test('R4, R5 £900, three equal, two approve £400, the third is deemed up to £300: no top-up, carried', () => {
    const requests = [
      request(a, { asked: 30_000, answer: approve(40_000) }),
      request(b, { asked: 30_000, answer: approve(40_000) }),
      request(c, { asked: 30_000, answer: deemed(30_000) }),
    ];
    expect(kindOf(roundOutcome(theRound(requests, { costs: [shared(90_000)], ...late })))).toBe('carried');
  });

  test('R5 what one limit alone would do: raise by what lacks, join with what lacks, or nothing', () => {
    const requests = [
      request(a, { asked: 100, answer: approve(120) }),
      request(b, { asked: 100, answer: approve(130) }),
      request(c, { asked: 100, answer: answer('decline') }),
      request(d, { asked: 100, answer: approve(1), revoked: { at: before, by: who('x'), reason: 'y' } }),
    ];
    const lacking = theRound(requests, { topUp: { since: before, until: closesAt } });
    expect(enoughAlone(lacking, a)).toEqual({ limit: 170, pays: 170 });
    expect(enoughAlone(lacking, c)).toEqual({ limit: 50, pays: 50 });
    expect(enoughAlone(lacking, d)).toBeNull();
    expect(enoughAlone(lacking, gss('Z'))).toBeNull();
    const withoutLead = theRound([request(a), ...requests.slice(1)]);
    expect(enoughAlone(withoutLead, b)).toBeNull();
  });
});

describe('R7 the notice of a revision', () => {
  const notice: Instant = '2026-12-11T17:00:00.000Z';
  const standing = [
    request(a, { answer: answer('approve', { upTo: 150, answeredRevision: 1 }) }),
    request(b, { answer: approve(150) }),
  ];

  test('R7 a round with an approval that outlived a revision is not carried before the notice is over', () => {
    const waiting = theRound(standing, { carriedFrom: notice });
    expect(roundOutcome(waiting)).toEqual({ kind: 'open', next: notice, shortfall: 0 });
    expect(roundOutcome({ ...waiting, at: notice })).toMatchObject({ outcome: 'carried', because: 'all-answered' });
    expect(roundOutcome(theRound(standing))).toMatchObject({ outcome: 'carried' });
  });

  test('R7 the notice holds back nothing else', () => {
    const declining = theRound([...standing, request(c, { answer: answer('request-changes') })], {
      carriedFrom: notice,
      scheme: { ...scheme, decisionRule: { kind: 'coalition', minimumBoroughs: 3 } },
    });
    expect(kindOf(roundOutcome(declining))).toBe('changes-requested');
  });

  test('R7 the notice ends at 17:00 on the next working day, and only where an approval outlived the revision', () => {
    expect(noticeUntil(standing, before)).toBe(notice);
    expect(noticeUntil(standing.slice(1), before)).toBeNull();
  });
});

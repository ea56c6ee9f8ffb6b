import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  answersFor,
  eligibleOfficers,
  mayAnswer,
  nextOfficer,
  noOfficer,
  type Routing,
  sameAddress,
} from '../../../functions/domain/sign-off/officers.ts';
import type { LocalDate } from '../../../functions/domain/vocabulary/calendar.ts';
import { who } from '../../support/builders/ids.ts';
import { borough, officer } from './rounds.ts';

const routing = (more: Partial<Routing> = {}): Routing => ({
  role: 'approver',
  askedShare: 1_000,
  on: '2026-12-10',
  authors: ['proposer@hackney.example'],
  recused: [],
  answered: [],
  addresses: new Map(),
  ...more,
});
const away = (from: LocalDate, to: LocalDate) => ({ absences: [{ from, to }] });
const ids = (officers: ReturnType<typeof eligibleOfficers>) => officers.map((each) => each.officer.id);

describe('R8 addresses', () => {
  test.each([
    ['Jo.Smith@Camden.example', 'jo.smith@camden.EXAMPLE'],
    ['jo+funding@camden.example', 'jo@camden.example'],
    ['jo+a+b@camden.example', 'JO+c@camden.example'],
    [' jo@camden.example ', 'jo@camden.example'],
  ])('R8 %s is %s', (a, b) => {
    expect(sameAddress(a, b)).toBe(true);
    expect(sameAddress(b, a)).toBe(true);
  });

  test.each([
    ['jo@camden.example', 'jo@hackney.example'],
    ['jo@camden.example', 'j.o@camden.example'],
    ['jo+a@camden.example', 'jo+a@hackney.example'],
    ['+jo@camden.example', '+al@camden.example'],
    ['jo@camden+x.example', 'jo@camden.example'],
    ['jo', 'al'],
  ])('R8 %s is not %s', (a, b) => {
    expect(sameAddress(a, b)).toBe(false);
  });
});

describe('R9 the order of asking', () => {
  const camden = borough([
    officer('deputy', { roles: ['deputy'] }),
    officer('first'),
    officer('second'),
    officer('reviewer', { roles: ['reviewer'] }),
    officer('finance', { roles: ['finance'] }),
  ]);

  test('R9 approvers come first in the borough’s order, then deputies, and nobody else', () => {
    expect(ids(eligibleOfficers(camden, routing()))).toEqual(['first', 'second', 'deputy']);
    expect(nextOfficer(camden, routing())?.officer.id).toBe('first');
  });

  test('R9 a limit of exactly the asked share is enough, and one of a penny less is not', () => {
    const limited = borough([officer('low', { limit: 999 }), officer('exact', { limit: 1_000 })]);
    expect(ids(eligibleOfficers(limited, routing()))).toEqual(['exact']);
  });

  test.each([
    ['2026-12-09', true],
    ['2026-12-10', false],
    ['2026-12-20', false],
    ['2026-12-21', true],
  ] as const)('R9 on %s an officer absent from 10 to 20 December is asked: %s', (on, isAsked) => {
    const one = borough([officer('first', away('2026-12-10', '2026-12-20'))]);
    expect(nextOfficer(one, routing({ on })) !== null).toBe(isAsked);
  });

  test('R9 a deputy acts for the first absent approver, or for nobody if none is absent', () => {
    const first = officer('first', away('2026-12-10', '2026-12-10'));
    const deputy = officer('deputy', { roles: ['deputy'] });
    expect(nextOfficer(borough([first, deputy]), routing())).toEqual({
      officer: deputy,
      role: 'deputy',
      onBehalfOf: who('person-first'),
    });
    const recused = routing({ recused: [who('person-first')] });
    expect(nextOfficer(borough([first, deputy]), recused)?.onBehalfOf).toBeNull();
    expect(nextOfficer(borough([officer('first', { limit: 1 }), deputy]), routing())?.onBehalfOf).toBeNull();
  });

  test('R9 nobody is asked twice, whatever posts they hold', () => {
    const both = borough([
      officer('both', { roles: ['deputy', 'approver'] }),
      officer('again', { person: who('person-both') }),
    ]);
    expect(ids(eligibleOfficers(both, routing()))).toEqual(['both']);
  });

  test('R8 a person who wrote a revision is not asked, compared by address without case and tag', () => {
    const authors = ['FIRST+funding@camden.example'];
    expect(ids(eligibleOfficers(camden, routing({ authors })))).toEqual(['second', 'deputy']);
  });

  test('R1 a person who declared an interest is out, in every post with the same address', () => {
    const twice = borough([officer('first'), officer('other', { email: 'First@camden.example' }), officer('second')]);
    expect(ids(eligibleOfficers(twice, routing({ recused: [who('person-first')] })))).toEqual(['second']);
  });

  test('R8 a reviewer who answered is not asked to review; approvers may have answered, and reviewers need no limit', () => {
    const reviewers = borough([
      officer('one', { roles: ['reviewer'] }),
      officer('two', { roles: ['reviewer'], limit: 1 }),
    ]);
    const review = routing({ role: 'reviewer', answered: [who('person-one')] });
    expect(ids(eligibleOfficers(reviewers, review))).toEqual(['two']);
    expect(ids(eligibleOfficers(camden, routing({ answered: [who('person-first')] })))).toContain('first');
  });

  test('R8 if nobody is left the proposal says so', () => {
    expect(nextOfficer(borough([]), routing())).toBeNull();
    expect(noOfficer(camden, 'approver')).toBe('no eligible approver for Camden');
    expect(noOfficer(camden, 'reviewer')).toBe('no eligible reviewer for Camden');
  });

  test('R8, R9 every eligible officer holds the role, is present, wrote nothing, declared no interest and is listed once', () => {
    const everyone = ['a', 'b', 'c'].map(who);
    const person = fc.constantFrom(...everyone);
    const officers = fc.array(
      fc.record({
        id: fc.constantFrom('1', '2', '3', '4'),
        person,
        email: fc.constantFrom('a@camden.example', 'b@camden.example', 'c+x@camden.example'),
        roles: fc.subarray(['approver', 'deputy', 'reviewer', 'finance'] as const),
        limit: fc.constantFrom(null, 999, 1_000),
        absences: fc.constantFrom([], [{ from: '2026-12-01', to: '2026-12-31' }]),
      }),
      { maxLength: 4 },
    );
    const ways = fc.record({
      role: fc.constantFrom('approver' as const, 'reviewer' as const),
      authors: fc.subarray(['A@camden.example', 'c@camden.example']),
      recused: fc.subarray(everyone),
      answered: fc.subarray(everyone),
    });
    fc.assert(
      fc.property(officers, ways, (drawn, way) => {
        const one = borough(drawn.map(({ id, ...more }) => officer(id, more)));
        const eligible = eligibleOfficers(one, routing(way));
        const persons = eligible.map((each) => each.officer.person);
        expect(new Set(persons).size).toBe(persons.length);
        for (const each of eligible) {
          expect(way.recused).not.toContain(each.officer.person);
          expect(way.authors.some((author) => sameAddress(author, each.officer.email))).toBe(false);
          expect(each.officer.roles).toContain(each.role);
          expect(each.officer.absences).toEqual([]);
        }
      }),
    );
  });
});

describe('R6 whether a person may answer', () => {
  const camden = borough([
    officer('first', away('2026-12-24', '2027-01-04')),
    officer('deputy', { roles: ['deputy'], limit: 1 }),
    officer('reviewer', { roles: ['reviewer'] }),
  ]);

  test('R6 an approver who holds the role and is present may answer', () => {
    expect(mayAnswer(camden, who('person-first'), routing())).toMatchObject({
      kind: 'ok',
      eligible: { role: 'approver', onBehalfOf: null },
    });
  });

  test('R9 a deputy may answer for an absent approver, whatever the limit', () => {
    expect(mayAnswer(camden, who('person-deputy'), routing({ on: '2026-12-24' }))).toMatchObject({
      kind: 'ok',
      eligible: { role: 'deputy', onBehalfOf: who('person-first') },
    });
  });

  test('R9 an approver whose limit is below the share may answer only where nobody else may decide', () => {
    const low = officer('low', { limit: 999 });
    expect(mayAnswer(borough([low]), who('person-low'), routing()).kind).toBe('ok');
    expect(mayAnswer(borough([low, officer('high')]), who('person-low'), routing())).toEqual({
      kind: 'limit',
      message:
        'You can approve up to £9.99. Camden’s share is £10, so the request goes to an officer who can approve it.',
    });
    const exact = officer('exact', { limit: 1_000 });
    expect(mayAnswer(borough([exact, officer('high')]), who('person-exact'), routing()).kind).toBe('ok');
  });

  test('R6 a person who no longer holds the role may not answer', () => {
    expect(mayAnswer(camden, who('person-gone'), routing())).toEqual({
      kind: 'not-in-role',
      message: 'You are no longer an approver or deputy of Camden.',
    });
    expect(mayAnswer(camden, who('person-first'), routing({ role: 'reviewer' }))).toEqual({
      kind: 'not-in-role',
      message: 'You are no longer a reviewer of Camden.',
    });
  });

  test('R9 a person who is absent today may not answer', () => {
    const refused = mayAnswer(camden, who('person-first'), routing({ on: '2026-12-24' }));
    expect(refused).toMatchObject({
      kind: 'absent',
      message: expect.stringContaining('Officer first as absent today'),
    });
  });

  test('R8 a person who wrote the proposal may not answer in any role', () => {
    const authors = ['first@camden.example', 'reviewer+x@camden.example'];
    expect(mayAnswer(camden, who('person-first'), routing({ authors })).kind).toBe('author');
    expect(mayAnswer(camden, who('person-reviewer'), routing({ authors, role: 'reviewer' })).kind).toBe('author');
  });

  test('R1 a person who declared an interest may not answer, and this is said before an absence', () => {
    const both = routing({ recused: [who('person-first')], on: '2026-12-24' });
    expect(mayAnswer(camden, who('person-first'), both).kind).toBe('recused');
  });

  test('R8 a person who answered may not review', () => {
    const review = routing({ role: 'reviewer', answered: [who('person-reviewer')] });
    expect(mayAnswer(camden, who('person-reviewer'), review).kind).toBe('answered');
    expect(mayAnswer(camden, who('person-reviewer'), { ...review, answered: [] }).kind).toBe('ok');
  });
});

describe('R9 for whom an officer answers', () => {
  const deputy = { officer: officer('deputy', { roles: ['deputy'] }), role: 'deputy', onBehalfOf: null } as const;
  const { person } = deputy.officer;
  const asks = [
    { person, onBehalfOf: who('person-silent') },
    { person: who('person-other'), onBehalfOf: who('person-away') },
  ];

  test('R9 a deputy answers for the absent approver, or else for the silent one as it was asked to', () => {
    expect(answersFor(asks, { ...deputy, onBehalfOf: who('person-away') })).toBe(who('person-away'));
    expect(answersFor(asks, deputy)).toBe(who('person-silent'));
    expect(answersFor([...asks, { person, onBehalfOf: null }], deputy)).toBeNull();
  });

  test('R9 an approver answers for nobody, and so does a deputy who was not asked', () => {
    expect(answersFor(asks, { ...deputy, role: 'approver' })).toBeNull();
    expect(answersFor([], deputy)).toBeNull();
  });
});

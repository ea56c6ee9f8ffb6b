import { describe, expect, test } from 'vitest';
import { BoroughPut } from '../../functions/schemas/wire/borough-put.ts';
import { BudgetPut } from '../../functions/schemas/wire/budget-put.ts';
import { KeyPost } from '../../functions/schemas/wire/key-post.ts';
import { Extension, Resumption, Revocation, Withdrawal } from '../../functions/schemas/wire/proposal-actions.ts';
import { SchemePut } from '../../functions/schemas/wire/scheme-put.ts';
import { read } from '../../functions/schemas/words/read.ts';
import { examples } from '../support/builders/body-examples.ts';
import { type ChangeOfBody, changedBody, pointersOf } from '../support/builders/submission-bodies.ts';

const times = (count: number, item: (index: number) => unknown) =>
  Array.from({ length: count }, (_, index) => item(index));

/** A place, with a value that is within its limit and one that is not. */
type Limit = readonly [what: string, pointer: string, within: unknown, beyond: unknown];

function changed(schema: typeof BoroughPut | typeof SchemePut | typeof KeyPost | typeof BudgetPut, example: unknown) {
  return (...changes: readonly ChangeOfBody[]) => pointersOf(read(schema, changedBody(example, ...changes)));
}

describe('a borough', () => {
  const borough = changed(BoroughPut, examples.putBorough);
  const [officer] = examples.putBorough.officers;
  const officers = (count: number) => times(count, (index) => ({ ...officer, id: `hackney-${index}` }));

  test.each<Limit>([
    ['20 officers', '/officers', officers(20), officers(21)],
    ['a name of 150 characters', '/name', 'x'.repeat(150), 'x'.repeat(151)],
    ['a population of 1', '/population', 1, 0],
    ['a population of 100,000,000', '/population', 100_000_000, 100_000_001],
    ['1 domain', '/emailDomains', ['hackney.example'], []],
    ['20 domains', '/emailDomains', times(20, () => 'hackney.example'), times(21, () => 'hackney.example')],
    ['codes from nothing up', '/codeAbove', 0, -1],
    ['codes never', '/codeAbove', null, 'never'],
    ['an officer’s limit of a penny', '/officers/0/limit', 1, 0],
    ['an officer without a limit', '/officers/0/limit', null, -1],
    ['an id of 64 characters', '/officers/0/id', 'x'.repeat(64), 'x'.repeat(65)],
    ['an id without spaces', '/officers/0/id', 'hackney-1', 'hackney 1'],
    [
      'an address of 254 characters',
      '/officers/0/email',
      `x@${'a.'.repeat(124)}com`.padStart(254, 'y'),
      `x@${'a.'.repeat(124)}com`.padStart(255, 'y'),
    ],
    ['a role', '/officers/0/roles', ['finance'], []],
    ['a role that is known', '/officers/0/roles/0', 'deputy', 'chair'],
    [
      '100 absences',
      '/officers/0/absences',
      times(100, () => ({ from: '2026-01-01', to: '2026-01-01' })),
      times(101, () => ({ from: '2026-01-01', to: '2026-01-01' })),
    ],
    ['no working days of call-in', '/callInWorkingDays', 0, -1],
    ['60 working days of call-in', '/callInWorkingDays', 60, 61],
  ])('takes %s and nothing beyond', (_, pointer, within, beyond) => {
    expect(borough([pointer, within])).toEqual([]);
    expect(borough([pointer, beyond])).toEqual([pointer]);
  });

  test('a partner that is not a borough says so, and without a kind it is a borough', () => {
    expect(read(BoroughPut, changedBody(examples.putBorough, ['/kind', undefined]))).toMatchObject({
      value: { kind: 'borough' },
    });
    expect([borough(['/kind', 'body']), borough(['/kind', 'company'])]).toEqual([[], ['/kind']]);
  });

  test.each([
    'name',
    'population',
    'emailDomains',
    'codeAbove',
    'officers',
    'deemedApproval',
    'keyDecisionAbove',
    'callInWorkingDays',
  ])('requires %s, so that leaving it out clears nothing', (name) => {
    expect(borough([`/${name}`, undefined])).toEqual([`/${name}`]);
  });

  test.each(['hackney', 'hackney.example/x', '@hackney.example', '*.example', 'hack ney.example', ''])(
    'refuses the domain "%s"',
    (domain) => {
      expect(borough(['/emailDomains', [domain]])).toEqual(['/emailDomains/0']);
    },
  );

  test('keeps domains in lower case', () => {
    const body = changedBody(examples.putBorough, ['/emailDomains', ['Hackney.Example']]);
    expect(read(BoroughPut, body)).toMatchObject({ value: { emailDomains: ['hackney.example'] } });
  });

  test.each(['x', 'x@', '@x.example', 'a b@x.example', 'a@x', 'a@@x.example', '"a"@x.example', 'a@x.example\n'])(
    'refuses the address "%s"',
    (address) => {
      expect(borough(['/officers/0/email', address])).toEqual(['/officers/0/email']);
    },
  );
});

describe('a budget', () => {
  const budget = changed(BudgetPut, examples.putBudget);

  test.each([0, 1, 99_999_999_999])('allocates %i pence', (pence) => {
    expect(budget(['/revenue/allocated', pence])).toEqual([]);
  });

  test.each([-1, 0.5, 100_000_000_000, 2 ** 53, '1', null])('does not allocate %s', (pence) => {
    expect(budget(['/revenue/allocated', pence])).toEqual(['/revenue/allocated']);
  });

  test('has both kinds, and no other figures', () => {
    expect(budget(['/capital', undefined])).toEqual(['/capital']);
    expect(budget(['/revenue/held', 1])).toEqual(['/revenue/held']);
  });

  test('reads minus zero as zero', () => {
    const read0 = read(BudgetPut, changedBody(examples.putBudget, ['/capital/allocated', -0]));
    expect(read0).toEqual({ kind: 'read', value: examples.putBudget });
  });
});

describe('a scheme', () => {
  const scheme = changed(SchemePut, examples.putScheme);
  const share = (atLeast: unknown) => ({ kind: 'share', of: 'eligible', atLeast });

  test.each<Limit>([
    ['R3 a coalition of 2', '/decisionRule/minimumBoroughs', 2, 1],
    ['R3 a coalition of 40', '/decisionRule/minimumBoroughs', 40, 41],
    ['R1 no headroom', '/headroom', 0, -1],
    ['R1 a headroom of 1,000 percent', '/headroom', 1_000, 1_001],
    ['R9 1 working day', '/responseWorkingDays', 1, 0],
    ['R9 120 working days', '/responseWorkingDays', 120, 121],
    ['R9 no reminder', '/reminderWorkingDays', [], null],
    ['R9 three reminders', '/reminderWorkingDays', [3, 2, 1], [4, 3, 2, 1]],
    ['R9 each reminder once', '/reminderWorkingDays', [2, 1], [2, 2]],
    ['R7 1 revision', '/maxRevisions', 1, 0],
    ['R7 100 revisions', '/maxRevisions', 100, 101],
    ['R17 1 reviewer', '/review/minimum', 1, 0],
    ['R17 40 reviewers', '/review/minimum', 40, 41],
    ['R17 no review', '/review/required', 'never', 'sometimes'],
    ['R3 each approval, however small', '/countsFrom', 0, -1],
    ['R3 approvals from the whole share', '/countsFrom', 100, 101],
    ['R5 closing early at once', '/graceWorkingDays', 0, -1],
    ['R5 closing early after 10 working days', '/graceWorkingDays', 10, 11],
    ['R5 no top-up', '/topUp', null, 'none'],
    ['R5 a top-up of 1 percent', '/topUp/atMost', 1, 0],
    ['R5 a top-up of 100 percent', '/topUp/atMost', 100, 101],
    ['R5 a top-up of 1 working day', '/topUp/workingDays', 1, 0],
    ['R5 a top-up of 20 working days', '/topUp/workingDays', 20, 21],
    ['R17 the lead alone confirms', '/confirmWorkingDays', 0, -1],
    ['R17 60 working days to confirm', '/confirmWorkingDays', 60, 61],
    ['a response of nothing', '/shortestResponse', 'PT0S', 'PT'],
    ['a response of 180 days', '/shortestResponse', 'P180D', 'P180DT1S'],
    ['a response in hours', '/shortestResponse', 'PT24H', 'P1M'],
    ['R4 silence as an opt-out or an approval', '/silence', 'deemed-approval', 'approval'],
  ])('takes %s and nothing beyond', (_, pointer, within, beyond) => {
    expect(scheme([pointer, within])).toEqual([]);
    expect(scheme([pointer, beyond])).toEqual([pointer]);
  });

  test('R3, R5, R17 a scheme that leaves out the newer rules gets their defaults', () => {
    const without = ['/countsFrom', '/graceWorkingDays', '/topUp', '/confirmWorkingDays'] as const;
    const body = changedBody(examples.putScheme, ...without.map((pointer): ChangeOfBody => [pointer, undefined]));
    expect(read(SchemePut, body)).toMatchObject({
      value: { countsFrom: 50, graceWorkingDays: 1, topUp: { atMost: 25, workingDays: 2 }, confirmWorkingDays: 5 },
    });
    expect(scheme(['/topUp', {}]).toSorted()).toEqual(['/topUp/atMost', '/topUp/workingDays']);
  });

  test('R17 takes a review above an amount of a penny or more', () => {
    expect(scheme(['/review/required', { above: 1 }])).toEqual([]);
    expect(scheme(['/review/required', { above: 0 }])).toEqual(['/review/required/above']);
    expect(scheme(['/review/required', { over: 1 }])).toEqual(['/review/required']);
  });

  test('R3 takes a share of at most all', () => {
    expect(scheme(['/decisionRule', share([1, 1])])).toEqual([]);
    expect(scheme(['/decisionRule', share([2, 3])])).toEqual([]);
    expect(scheme(['/decisionRule', share([3, 2])])).toEqual(['/decisionRule/atLeast']);
    expect(scheme(['/decisionRule', share([0, 3])])).toEqual(['/decisionRule/atLeast/0']);
    expect(scheme(['/decisionRule', share([1])])).toHaveLength(1);
  });

  test.each<readonly [unknown, readonly string[]]>([
    [{ kind: 'unanimous' }, []],
    [{ kind: 'unanimous', minimumBoroughs: 2 }, ['/decisionRule/minimumBoroughs']],
    [{ kind: 'majority' }, ['/decisionRule/kind']],
    [{}, ['/decisionRule/kind']],
    ['unanimous', ['/decisionRule']],
    [{ kind: 'share', of: 'all', atLeast: [1, 2] }, ['/decisionRule/of']],
  ])('R3 takes a rule of one of three kinds: %j', (rule, faults) => {
    expect(scheme(['/decisionRule', rule])).toEqual(faults);
  });
});

describe('a key', () => {
  const key = changed(KeyPost, examples.createKey);

  test.each<readonly [string, unknown, readonly string[]]>([
    ['/scopes', [], ['/scopes']],
    ['/scopes', ['admin', 'admin'], ['/scopes']],
    ['/scopes', ['admin', 'root'], ['/scopes/1']],
    ['/scopes', 'admin', ['/scopes']],
    ['/borough', 'hackney', ['/borough']],
    ['/holder', 'someone', ['/holder']],
    ['/expiresAt', '2027-06-30', ['/expiresAt']],
    ['/expiresAt', undefined, ['/expiresAt']],
    ['/name', undefined, ['/name']],
    ['/secret', 'jf_x', ['/secret']],
    ['/borough', undefined, []],
    ['/holder', undefined, []],
    ['/holder', 'x@hackney.example', []],
  ])('with %s: %j has the faults %j', (pointer, value, faults) => {
    expect(key([pointer, value])).toEqual(faults);
  });
});

describe('a reason', () => {
  test('has at most 4,000 characters, and is required', () => {
    expect(pointersOf(read(Withdrawal, { reason: 'x'.repeat(4_000) }))).toEqual([]);
    expect(pointersOf(read(Withdrawal, { reason: 'x'.repeat(4_001) }))).toEqual(['/reason']);
    expect(pointersOf(read(Withdrawal, {}))).toEqual(['/reason']);
    expect(pointersOf(read(Extension, { reason: 'x', respondBy: '2026-12-18T17:00:00Z' }))).toEqual([]);
    expect(pointersOf(read(Extension, { reason: '', respondBy: 'later' })).toSorted()).toEqual([
      '/reason',
      '/respondBy',
    ]);
    expect(pointersOf(read(Revocation, { borough: 'E09000007', reason: 'x' }))).toEqual([]);
    expect(pointersOf(read(Revocation, { borough: 'Camden' })).toSorted()).toEqual(['/borough', '/reason']);
    expect(pointersOf(read(Resumption, { reason: 'x' }))).toEqual([]);
    expect(pointersOf(read(Resumption, { reason: 'x'.repeat(4_001) }))).toEqual(['/reason']);
  });
});

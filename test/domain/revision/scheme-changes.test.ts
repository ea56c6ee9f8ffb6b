import { expect, test } from 'vitest';
import { ruleChanges, type SchemeRules } from '../../../functions/domain/revision/scheme-changes.ts';

const rules: SchemeRules = {
  decisionRule: { kind: 'coalition', minimumBoroughs: 2 },
  silence: 'opt-out',
  review: { required: 'always', minimum: 1, responseWorkingDays: 5 },
  countsFrom: 50,
  graceWorkingDays: 1,
  topUp: { atMost: 25, workingDays: 2 },
  confirmWorkingDays: 5,
};
const changed = (more: Partial<SchemeRules>) =>
  ruleChanges(rules, { ...rules, ...more }).map(
    ({ pointer, label, before, after }) => `${pointer} ${label}: ${before} → ${after}`,
  );

test('R7 equal rules in different objects are not a change', () => {
  expect(ruleChanges(rules, structuredClone(rules))).toEqual([]);
});

test('R7 speaks of partners where one of them is not a borough', () => {
  const words = (decisionRule: SchemeRules['decisionRule']) =>
    ruleChanges(rules, { ...rules, decisionRule }, 'partner').map(({ before, after }) => `${before} → ${after}`);
  expect(words({ kind: 'unanimous' })).toEqual(['at least 2 partners → every partner that can answer']);
  expect(words({ kind: 'share', of: 'eligible', atLeast: [2, 3] })).toEqual([
    'at least 2 partners → at least 2/3 of the partners that can answer',
  ]);
});

test.each<[string, Partial<SchemeRules>, string]>([
  [
    'Decision rule',
    { decisionRule: { kind: 'coalition', minimumBoroughs: 3 } },
    'at least 2 boroughs → at least 3 boroughs',
  ],
  ['Decision rule', { decisionRule: { kind: 'unanimous' } }, 'at least 2 boroughs → every borough that can answer'],
  [
    'Decision rule',
    { decisionRule: { kind: 'share', of: 'eligible', atLeast: [2, 3] } },
    'at least 2 boroughs → at least 2/3 of the boroughs that can answer',
  ],
  [
    'Decision rule',
    { decisionRule: { kind: 'share', of: 'responding', atLeast: [1, 2] } },
    'at least 2 boroughs → at least 1/2 of the boroughs that respond',
  ],
  ['Silence', { silence: 'deemed-approval' }, 'opts out → approves under a standing authority'],
  ['Review', { review: { ...rules.review, required: 'never' } }, 'one reviewer → none'],
  ['Review', { review: { ...rules.review, minimum: 2 } }, 'one reviewer → 2 reviewers'],
  [
    'Review',
    { review: { ...rules.review, required: { above: 5_000_000 } } },
    'one reviewer → one reviewer above £50,000',
  ],
  ['Smallest approval that counts', { countsFrom: 0 }, '50% of the share → any'],
  ['Closing early as failed', { graceWorkingDays: 0 }, 'after 1 working day → at once'],
  ['Closing early as failed', { graceWorkingDays: 2 }, 'after 1 working day → after 2 working days'],
  ['Top-up', { topUp: null }, 'up to 25% of the cost, for 2 working days → none'],
  [
    'Top-up',
    { topUp: { atMost: 25, workingDays: 1 } },
    'up to 25% of the cost, for 2 working days → up to 25% of the cost, for 1 working day',
  ],
  ['Confirming', { confirmWorkingDays: 0 }, '5 working days → the lead alone'],
])('R7 %s: %j is one change of the scheme, old and new', (label, more, words) => {
  expect(changed(more)).toEqual([`/scheme ${label}: ${words}`]);
});

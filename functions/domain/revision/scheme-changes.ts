import { formatPounds } from '../vocabulary/money.ts';
import type { PartnerWord } from '../vocabulary/partner.ts';
import type { DecisionRule, ReviewPolicy, Scheme, TopUpPolicy } from '../vocabulary/scheme.ts';
import type { FieldChange } from './field-changes.ts';

/** The rules that decide what an approval results in. The rest of a scheme says when people are written to. */
export type SchemeRules = Pick<
  Scheme,
  'decisionRule' | 'silence' | 'review' | 'countsFrom' | 'graceWorkingDays' | 'topUp' | 'confirmWorkingDays'
>;

/**
 * R6, R7. The rules that differ between the schemes of two revisions, old and new. Each revision has the rules of its
 * day, even if the name of its scheme is the same. `partner`: the word for those who decide.
 */
export function ruleChanges(
  before: SchemeRules,
  after: SchemeRules,
  partner: PartnerWord = 'borough',
): readonly FieldChange[] {
  const rules: readonly (readonly [string, (scheme: SchemeRules) => string])[] = [
    ['Decision rule', ({ decisionRule }) => decisionWords(decisionRule, partner)],
    ['Silence', ({ silence }) => (silence === 'opt-out' ? 'opts out' : 'approves under a standing authority')],
    ['Review', ({ review }) => reviewWords(review)],
    ['Smallest approval that counts', ({ countsFrom }) => (countsFrom === 0 ? 'any' : `${countsFrom}% of the share`)],
    [
      'Closing early as failed',
      ({ graceWorkingDays: days }) => (days === 0 ? 'at once' : `after ${inWorkingDays(days)}`),
    ],
    ['Top-up', ({ topUp }) => topUpWords(topUp)],
    ['Confirming', ({ confirmWorkingDays: days }) => (days === 0 ? 'the lead alone' : inWorkingDays(days))],
  ];
  return rules.flatMap(([label, words]) => {
    const [old, now] = [words(before), words(after)];
    return old === now ? [] : [{ pointer: '/scheme', label, before: old, after: now }];
  });
}

function decisionWords(rule: DecisionRule, partner: PartnerWord): string {
  if (rule.kind === 'coalition') return `at least ${rule.minimumBoroughs} ${partner}s`;
  if (rule.kind === 'unanimous') return `every ${partner} that can answer`;
  return `at least ${rule.atLeast.join('/')} of the ${partner}s that ${rule.of === 'eligible' ? 'can answer' : 'respond'}`;
}

function reviewWords({ required, minimum }: ReviewPolicy): string {
  if (required === 'never') return 'none';
  const reviewers = minimum === 1 ? 'one reviewer' : `${minimum} reviewers`;
  return required === 'always' ? reviewers : `${reviewers} above ${formatPounds(required.above)}`;
}

function topUpWords(topUp: TopUpPolicy | null): string {
  return topUp === null ? 'none' : `up to ${topUp.atMost}% of the cost, for ${inWorkingDays(topUp.workingDays)}`;
}

function inWorkingDays(days: number): string {
  return days === 1 ? '1 working day' : `${days} working days`;
}

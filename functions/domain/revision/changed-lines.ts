import type { BenefitLine, BoroughCode, CostLine } from '../vocabulary/proposal.ts';
import type { AnsweredContent, ComersAndGoers } from './changed-terms.ts';
import { matchLines } from './matched-lines.ts';

type Prices = NonNullable<CostLine['prices']>;
/** A line with the prices that apply to it. */
type Cost = CostLine & { readonly prices: Prices };
type Benefit = BenefitLine & { readonly prices: Prices };

/**
 * R7. What changed in the lines of two revisions that asks `borough` again, in sentences: for everybody a line that is
 * new, gone, dearer or in other prices; its own lines in anything; a benefit of its own or of all that became worse. A
 * line of `others`, who join or leave, is told only.
 */
export function changedLines(
  borough: BoroughCode,
  before: AnsweredContent,
  after: AnsweredContent,
  others: ComersAndGoers,
): readonly string[] {
  const costs = matchLines(costsOf(before, others), costsOf(after, others), costIdentity, tieOf);
  const benefits = matchLines(benefitsOf(before, others), benefitsOf(after, others), benefitIdentity, tieOf);
  const dearer = costs.pairs.filter(({ before: was, after: is }) => is.amount > was.amount);
  const repriced = [...costs.pairs, ...benefits.pairs].filter(({ before: was, after: is }) => was.prices !== is.prices);
  const worse = benefits.pairs.filter(
    ({ before: was, after: is }) => (is.borough === 'all' || is.borough === borough) && isWorse(was, is),
  );
  return [
    ...counted(costs.added.length, 'cost line is new', 'cost lines are new'),
    ...counted(costs.gone.length, 'cost line is gone', 'cost lines are gone'),
    ...counted(dearer.length, 'cost line is dearer', 'cost lines are dearer'),
    ...counted(benefits.added.length, 'benefit is new', 'benefits are new'),
    ...counted(benefits.gone.length, 'benefit is gone', 'benefits are gone'),
    ...counted(worse.length, 'benefit is worse', 'benefits are worse'),
    ...(before.prices === after.prices && repriced.length > 0 ? ['The prices of a line changed.'] : []),
    ...(ownLines(borough, before) === ownLines(borough, after) ? [] : ['Its own lines of the cost changed.']),
  ];
}

/** R7. Lines that differ in description, kind, stage or borough are different lines; the year alone may differ. */
function costIdentity({ description, kind, stage, borough }: Cost): string {
  return JSON.stringify([description, kind, stage, borough ?? '']);
}

function benefitIdentity(line: Benefit): string {
  return JSON.stringify([line.description, line.class, line.borough]);
}

function tieOf(line: Cost | Benefit): string {
  const { prices, financialYear } = line;
  return 'class' in line
    ? JSON.stringify([prices, line.confidence, line.fixed === true, financialYear])
    : JSON.stringify([prices, financialYear]);
}

function costsOf({ costs, prices }: AnsweredContent, others: ComersAndGoers): readonly Cost[] {
  return costs
    .filter(({ borough }) => borough === undefined || !others.has(borough))
    .map((line) => ({ ...line, prices: line.prices ?? prices }));
}

function benefitsOf({ benefits, prices }: AnsweredContent, others: ComersAndGoers): readonly Benefit[] {
  return benefits
    .filter(({ borough }) => !others.has(borough))
    .map((line) => ({ ...line, prices: line.prices ?? prices }));
}

/** R15, R16. Grade 1 is the best evidence. A part of a fixed line cannot drop out with a borough that takes no part. */
function isWorse(was: Benefit, is: Benefit): boolean {
  const [smaller, loose] = [is.amount < was.amount, was.fixed === true && is.fixed !== true];
  const [larger, fixed] = [is.amount > was.amount, was.fixed !== true && is.fixed === true];
  if (is.confidence > was.confidence) return true;
  return is.class === 'disbenefit' ? larger || fixed : smaller || loose;
}

/** Their prices are compared with those of all lines. */
function ownLines(borough: BoroughCode, { costs }: AnsweredContent): string {
  return costs
    .filter((line) => line.borough === borough)
    .map(({ description, kind, stage, financialYear, amount }) =>
      JSON.stringify([description, kind, stage, financialYear, amount]),
    )
    .toSorted()
    .join();
}

function counted(count: number, one: string, many: string): readonly string[] {
  if (count === 0) return [];
  return [count === 1 ? `A ${one}.` : `${count} ${many}.`];
}

import { shareBenefits } from '../appraisal/appraisal-benefits.ts';
import { confidenceFactor } from '../appraisal/optimism-bias.ts';
import type { ParameterSet } from '../appraisal/parameter-set.ts';
import { type Hold, holdCells } from '../money/budget.ts';
import { columnKey, ownLineCells, sharedColumns, totalOf } from '../money/cost-columns.ts';
import { add, multiply, negate, type Rational, rational, signOf, subtract, zero } from '../numbers/rational.ts';
import { toPence } from '../numbers/reported-figure.ts';
import type { SignOffAnswer, SignOffRequest } from '../sign-off/sign-off-request.ts';
import type { PersonId } from '../vocabulary/borough.ts';
import { formatPounds } from '../vocabulary/money.ts';
import type { BenefitLine, BoroughCode, CostLine } from '../vocabulary/proposal.ts';
import type { ComparedContent } from './field-changes.ts';
import { ruleChanges, type SchemeRules } from './scheme-changes.ts';

/** The parts of a revision that R7 compares: its content, and its consequences for each invited borough. */
export interface RevisionSide {
  readonly content: ComparedContent;
  readonly requests: readonly SignOffRequest[];
  readonly parameters: ParameterSet;
  /** As copied into the revision. */
  readonly scheme: SchemeRules;
}

/** What a new revision means for the boroughs asked before and now (R7); each list by GSS code. */
export interface Reconsideration {
  /** Asked, or asked again, each with the reasons in sentences. */
  readonly askedAgain: readonly { readonly borough: BoroughCode; readonly why: readonly string[] }[];
  /** The approval and its hold stay in force; the borough is told. */
  readonly standing: readonly { readonly borough: BoroughCode; readonly answer: SignOffAnswer; readonly hold: Hold }[];
  /** No longer invited: the borough is told, and settlement frees its hold. */
  readonly dropped: readonly BoroughCode[];
}

/**
 * R7. Who is asked about a new revision: every borough without an approval in force, and every borough for which the
 * revision is material. `writers` are officers who wrote or edited it. They may not have approved it in any role, so
 * their approvals fall (R8).
 */
export function reconsider(
  before: RevisionSide,
  after: RevisionSide,
  writers: ReadonlySet<PersonId> = new Set(),
): Reconsideration {
  const asked = after.requests.toSorted(byBorough).map((request) => {
    const old = before.requests.find(({ borough }) => borough === request.borough);
    const approval = old === undefined ? undefined : approvalInForce(old, writers);
    if (old === undefined || approval === undefined)
      return { borough: request.borough, why: [whyNotInForce(old, request)] };
    return {
      borough: request.borough,
      why: materialFor(request.borough, before, after),
      answer: approval,
      hold: old.hold,
    };
  });
  const invited = new Set(after.requests.map(({ borough }) => borough));
  return {
    askedAgain: asked.filter(({ why }) => why.length > 0).map(({ borough, why }) => ({ borough, why })),
    standing: asked.flatMap(({ borough, why, answer, hold }) =>
      why.length > 0 || answer === undefined || hold === undefined ? [] : [{ borough, answer, hold }],
    ),
    dropped: before.requests
      .map(({ borough }) => borough)
      .filter((borough) => !invited.has(borough))
      .toSorted(),
  };
}

/**
 * R7. Why the revision is material for a borough that was asked about both, in sentences; empty if it is not. A borough
 * without a recorded cap has no cap to exceed: it is asked again anyway unless an approval is in force.
 */
export function materialFor(borough: BoroughCode, before: RevisionSide, after: RevisionSide): readonly string[] {
  const [old, now] = [requestOf(before, borough), requestOf(after, borough)];
  return [
    ...costReasons(before.content.costs, after.content.costs),
    ...capReasons(old, now, after.content.costs),
    ...benefitReasons(adjustedBenefits(borough, before), adjustedBenefits(borough, after)),
    ...termReasons(before.content, after.content),
    ...(ruleChanges(before.scheme, after.scheme).length > 0 ? ['The rules of the scheme changed.'] : []),
  ];
}

function approvalInForce(request: SignOffRequest, writers: ReadonlySet<PersonId>): SignOffAnswer | undefined {
  const { answer, revoked } = request;
  if (answer?.kind !== 'approve' || revoked !== undefined) return undefined;
  return answer.by !== null && writers.has(answer.by) ? undefined : answer;
}

function whyNotInForce(old: SignOffRequest | undefined, { name }: SignOffRequest): string {
  if (old === undefined) return `${name} is newly invited.`;
  if (old.revoked !== undefined) return `The secretariat withdrew the approval of ${name}.`;
  const words = {
    approve: `The officer who approved for ${name} has since edited the proposal.`,
    decline: `${name} declined the previous revision.`,
    'request-changes': `${name} asked for changes.`,
  } as const satisfies Record<SignOffAnswer['kind'], string>;
  return old.answer === null ? `${name} has not answered yet.` : words[old.answer.kind];
}

function costReasons(before: readonly CostLine[], after: readonly CostLine[]): readonly string[] {
  const [old, now] = [totalOf(before), totalOf(after)];
  return now > old ? [`The total cost rises from ${formatPounds(old)} to ${formatPounds(now)}.`] : [];
}

function capReasons(old: SignOffRequest, now: SignOffRequest, costs: readonly CostLine[]): readonly string[] {
  const upTo = old.answer?.upTo ?? null;
  if (upTo === null) return [];
  if (now.asked > upTo) {
    return [
      `The share if every borough joins, ${formatPounds(now.asked)}, is more than the ${formatPounds(upTo)} that it approved.`,
    ];
  }
  const held = new Map(old.hold.cells.map((cell) => [columnKey(cell), cell.amount]));
  return holdCells(upTo, ownLineCells(costs, now.borough), sharedColumns(costs)).flatMap((cell): readonly string[] => {
    const amount = held.get(columnKey(cell)) ?? 0;
    if (amount >= cell.amount) return [];
    const column = `${cell.kind} in ${cell.financialYear}, stage ${cell.stage}`;
    return [`For ${column}, ${formatPounds(cell.amount)} must be held, but only ${formatPounds(amount)} is held.`];
  });
}

function benefitReasons(old: Rational, now: Rational): readonly string[] {
  if (signOf(subtract(now, old)) >= 0) return [];
  const [from, to] = [old, now].map(({ numerator, denominator }) => formatPounds(toPence(numerator, denominator)));
  return [`The benefits after confidence fall from ${from} to ${to}.`];
}

/** R15, R16. A borough's benefits if all join: after confidence, less disbenefits, undiscounted; exact pence. */
function adjustedBenefits(borough: BoroughCode, { content, requests, parameters }: RevisionSide): Rational {
  const contributions = requests.map((request) => ({ borough: request.borough, amount: request.asked, cells: [] }));
  return shareBenefits({ content, weights: requests, contributions, parameters })
    .parts.filter((part) => part.borough === borough)
    .map(({ line, amount }) => {
      const factor = confidenceFactor(line.class, line.confidence, parameters.confidence);
      const adjusted = multiply(rational(BigInt(amount)), factor);
      return line.class === 'disbenefit' ? negate(adjusted) : adjusted;
    })
    .reduce(add, zero);
}

/**
 * The terms that are material to everyone, each with its part of the content. The order of partners does not matter.
 */
function termReasons(before: ComparedContent, after: ComparedContent): readonly string[] {
  const terms: readonly (readonly [string, (content: ComparedContent) => unknown])[] = [
    [
      'The partners changed.',
      ({ partners }) => partners.map(({ borough, weight }) => `${borough} ${weight}`).toSorted(),
    ],
    ['The lead borough changed.', ({ leadBorough }) => leadBorough],
    ['The way the cost is shared changed.', ({ apportionment }) => apportionment],
    ['The scheme changed.', ({ scheme }) => scheme],
    ['The prices changed.', ({ prices }) => prices],
    ['The stages changed.', ({ stages }) => stages.map(({ name }) => name)],
    ['The date of a gate changed.', ({ stages }) => stages.map(({ gateBy }) => gateBy ?? '')],
    ['The pledges changed.', ({ pledges }) => pledges.map(({ unit, target, by }) => [unit, target, by])],
  ];
  const changed = terms.filter(([, of]) => JSON.stringify(of(before)) !== JSON.stringify(of(after)));
  const linePrices = before.prices === after.prices && pricesOfLinesChanged(before, after);
  return [...changed.map(([reason]) => reason), ...(linePrices ? ['The prices of a line changed.'] : [])];
}

type Line = CostLine | BenefitLine;

/** Whether a line that both revisions contain is now in other prices. The order of lines does not matter. */
function pricesOfLinesChanged(before: ComparedContent, after: ComparedContent): boolean {
  const lines = [before, after].flatMap(({ costs, benefits }): readonly Line[] => [...costs, ...benefits]);
  // Lines without prices of their own, which is usual, need no comparison.
  if (lines.every(({ prices }) => prices === undefined)) return false;
  const [old, now] = [pricesByLine(before), pricesByLine(after)];
  return [...old].some(([line, prices]) => now.has(line) && now.get(line) !== prices);
}

function pricesByLine(content: ComparedContent): ReadonlyMap<string, string> {
  const byLine = new Map<string, string[]>();
  const lines: readonly (readonly [string, Line])[] = [
    ...content.costs.map((line) => ['cost', line] as const),
    ...content.benefits.map((line) => ['benefit', line] as const),
  ];
  for (const [list, { prices = content.prices, ...line }] of lines) {
    const key = JSON.stringify([list, Object.entries(line).toSorted()]);
    byLine.set(key, [...(byLine.get(key) ?? []), prices]);
  }
  return new Map([...byLine].map(([line, prices]) => [line, [...new Set(prices)].toSorted().join()]));
}

function requestOf({ requests }: RevisionSide, borough: BoroughCode): SignOffRequest {
  const request = requests.find((each) => each.borough === borough);
  if (request === undefined) throw new RangeError(`${borough} is not asked about this revision`);
  return request;
}

function byBorough(a: SignOffRequest, b: SignOffRequest): number {
  return a.borough < b.borough ? -1 : 1;
}

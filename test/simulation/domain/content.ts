import type {
  BenefitLine,
  BoroughCode,
  Confidence,
  CostLine,
  Kind,
  Partner,
  ProposalContent,
} from '../../../functions/domain/vocabulary/proposal.ts';
import { gss } from '../../support/builders/ids.ts';
import type { Seeded } from '../seeded.ts';

/** What of a proposal's content the rules of sign-off look at. */
export type PlannedContent = ProposalContent;

const years = ['2026-27', '2027-28', '2028-29'] as const;
const kinds: readonly Kind[] = ['capital', 'revenue'];
const confidences: readonly Confidence[] = [1, 2, 3, 4, 5, 6];
const benefitClasses = ['cashable', 'non-cashable', 'social', 'disbenefit'] as const;

/** A new proposal of these boroughs, the first of which leads: lines in one to twelve columns, some of them a borough's own. */
export function plannedContent(chance: Seeded, boroughs: readonly BoroughCode[]): PlannedContent {
  const apportionment = chance.pick(['equal', 'population', 'weights', 'benefit'] as const);
  const stages = chance.weighted({ 1: 6, 2: 3, 3: 1 });
  const columns = plannedColumns(chance, Number(stages));
  const most = Number(chance.weighted({ 9: 2, 400: 3, 10000: 3, 30000000: 3, 2000000000: 1 }));
  const onlyOwnLines = chance.oneIn(40);
  const lines = columns.flatMap((column): CostLine[] => {
    const amount = () => chance.between(1, most);
    const own = boroughs
      .filter(() => onlyOwnLines || chance.oneIn(9))
      .map((borough) => ({ ...column, amount: amount(), borough }));
    const shared = onlyOwnLines ? [] : chance.oneIn(6) ? [amount(), amount()] : [amount()];
    return [...shared.map((pence) => ({ ...column, amount: pence })), ...own];
  });
  return {
    ...blank,
    leadBorough: boroughs[0] ?? gss(''),
    partners: plannedPartners(chance, boroughs, apportionment === 'weights'),
    apportionment,
    stages: Array.from({ length: Number(stages) }, (_, at) => ({ name: `Stage ${at + 1}` })),
    costs: chance.shuffled(lines),
    benefits: plannedBenefits(chance, boroughs, apportionment === 'benefit'),
  };
}

const blank = {
  title: 'Sensors',
  summary: 'Shared',
  proposer: { name: 'Pat', email: 'pat@lead.example' },
  scheme: 'simulated',
  prices: 'real',
  confidential: [],
  pledges: [],
} as const;

type Column = Pick<CostLine, 'financialYear' | 'kind' | 'stage' | 'description'>;

function plannedColumns(chance: Seeded, stages: number): readonly Column[] {
  const all = Array.from({ length: stages }, (_, at) => at + 1).flatMap((stage) =>
    years.flatMap((financialYear) => kinds.map((kind) => ({ stage, financialYear, kind, description: 'Work' }))),
  );
  const several = chance.oneIn(25) ? chance.between(7, 12) : chance.between(1, 4);
  // Stage 1 has a column in any case: without one its settlement has nothing to commit.
  const [first, rest] = [all.slice(0, 6), all.slice(6)];
  return [chance.pick(first), ...chance.some([...rest, ...first], several - 1)];
}

function plannedPartners(chance: Seeded, boroughs: readonly BoroughCode[], weighted: boolean): readonly Partner[] {
  const most = chance.pick([2, 5, 1_000_000]);
  return chance
    .shuffled(boroughs)
    .map((borough) => (weighted ? { borough, weight: chance.between(1, most) } : { borough }));
}

function plannedBenefits(chance: Seeded, boroughs: readonly BoroughCode[], needed: boolean): readonly BenefitLine[] {
  const line = (borough: BoroughCode, counts: boolean): BenefitLine => ({
    financialYear: chance.pick(years),
    borough,
    class: counts ? 'cashable' : chance.pick(benefitClasses),
    amount: chance.between(1, chance.pick([3, 100, 5_000_000])),
    confidence: chance.pick(confidences),
    description: 'Gain',
  });
  const own = boroughs.flatMap((borough) => (needed ? [line(borough, true)] : []));
  return [...own, ...boroughs.filter(() => chance.oneIn(5)).map((borough) => line(borough, false))];
}

/** How a revision differs from the one before. `by`: pence, or which borough. */
export interface Edit {
  readonly how: 'cheaper' | 'dearer' | 'shift' | 'less-benefit' | 'more-benefit' | 'drop' | 'invite' | 'nothing';
  readonly by: number;
}

/** R7. The content after an edit; the same content where there is nothing to which it could be done. */
export function edited(content: PlannedContent, { how, by }: Edit, everybody: readonly BoroughCode[]): PlannedContent {
  switch (how) {
    case 'cheaper':
      return {
        ...content,
        costs: withFirst(content.costs, (line) => ({ ...line, amount: Math.max(1, line.amount - by) })),
      };
    case 'dearer':
      return { ...content, costs: withFirst(content.costs, (line) => ({ ...line, amount: line.amount + by })) };
    case 'shift':
      return { ...content, costs: shifted(content.costs, by) };
    case 'less-benefit':
      return {
        ...content,
        benefits: withFirst(content.benefits, (line) => ({ ...line, amount: Math.max(1, line.amount - by) })),
      };
    case 'more-benefit':
      return { ...content, benefits: withFirst(content.benefits, (line) => ({ ...line, amount: line.amount + by })) };
    case 'drop':
      return dropped(content, by);
    case 'invite':
      return invited(content, everybody);
    case 'nothing':
      return content;
  }
}

function withFirst<Line>(lines: readonly Line[], change: (line: Line) => Line): readonly Line[] {
  return lines.map((line, at) => (at === 0 ? change(line) : line));
}

/** Moves pence from one line into another, so that the total stays. */
function shifted(costs: readonly CostLine[], by: number): readonly CostLine[] {
  const [from, to] = costs;
  if (from === undefined || to === undefined) return costs;
  const pence = Math.min(by, from.amount - 1);
  return [{ ...from, amount: from.amount - pence }, { ...to, amount: to.amount + pence }, ...costs.slice(2)];
}

function dropped(content: PlannedContent, by: number): PlannedContent {
  const others = content.partners.filter(({ borough }) => borough !== content.leadBorough);
  const out = others[by % Math.max(1, others.length)]?.borough;
  const costs = content.costs.filter(({ borough }) => borough !== out);
  if (others.length < 2 || !costs.some(({ stage }) => stage === 1)) return content;
  return {
    ...content,
    costs,
    partners: content.partners.filter(({ borough }) => borough !== out),
    benefits: content.benefits.filter(({ borough }) => borough !== out),
  };
}

function invited(content: PlannedContent, everybody: readonly BoroughCode[]): PlannedContent {
  const inside = new Set(content.partners.map(({ borough }) => borough));
  const borough = everybody.find((each) => !inside.has(each));
  if (borough === undefined) return content;
  const weight = content.apportionment === 'weights' ? { weight: 2 } : {};
  const gain: BenefitLine = {
    financialYear: '2027-28',
    borough,
    class: 'social',
    amount: 50,
    confidence: 3,
    description: 'Gain',
  };
  return { ...content, partners: [...content.partners, { borough, ...weight }], benefits: [...content.benefits, gain] };
}

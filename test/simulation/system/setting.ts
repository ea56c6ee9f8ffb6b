import type { Borough } from '../../../functions/domain/vocabulary/borough.ts';
import { addDays, type Instant, type LocalDate } from '../../../functions/domain/vocabulary/calendar.ts';
import type {
  BenefitLine,
  BoroughCode,
  CostLine,
  ProposalContent,
} from '../../../functions/domain/vocabulary/proposal.ts';
import type { Scheme } from '../../../functions/domain/vocabulary/scheme.ts';
import {
  aBorough,
  anOfficer,
  camden,
  hackney,
  islington,
  newham,
  towerHamlets,
} from '../../support/builders/boroughs.ts';
import { aScheme } from '../../support/builders/schemes.ts';
import { among, aSubmission, cost } from '../../support/builders/submissions.ts';
import { Seeded } from '../seeded.ts';

/** Everything before the first step: boroughs, rules, money, and the proposals to come. */
export interface Setting {
  readonly now: Instant;
  readonly boroughs: readonly Borough[];
  readonly scheme: Scheme;
  /** Pence of each budget kind in each year, by borough. */
  readonly allocated: Readonly<Record<BoroughCode, number>>;
  /** Revisions of each proposal. The first is submitted, and a step may replace it with any other. */
  readonly proposals: readonly (readonly ProposalContent[])[];
}

const codes = [hackney, camden, newham, islington, towerHamlets] as const;
/** The years for which boroughs have budgets. */
export const years = ['2026-27', '2027-28', '2028-29'] as const;
/** The years of costs, from the first year on. */
const costYears = ['2026-27', '2027-28'] as const;

export function setting(chance: Seeded): Setting {
  const boroughs = codes.slice(0, chance.pick([2, 2, 3, 3, 4, 5])).map((code) => borough(chance, code));
  const members = boroughs.map((each) => each.borough);
  const allocated = Object.fromEntries(
    members.map((code) => [code, chance.pick([2_000_000, 4_000_000, 6_000_000, 20_000_000])]),
  );
  const proposals = Array.from({ length: chance.pick([1, 1, 1, 2, 2, 3]) }, () => revisions(chance, members));
  const now = chance.pick(beginnings);
  return {
    now,
    boroughs,
    scheme: scheme(chance),
    allocated,
    // A year that is over cannot be paid for.
    proposals: now < '2027-04-01' ? proposals : proposals.map((each) => each.map(aYearLater)),
  };
}

function aYearLater(planned: ProposalContent): ProposalContent {
  const costs = planned.costs.map((line) => ({
    ...line,
    financialYear: line.financialYear === '2026-27' ? ('2027-28' as const) : ('2028-29' as const),
  }));
  return { ...planned, costs };
}

/** A Monday, just before Christmas, the end of a financial year, and a change of clocks. */
const beginnings = [
  '2026-11-23T10:00:00.000Z',
  '2026-12-17T15:30:00.000Z',
  '2027-03-24T09:00:00.000Z',
  '2027-10-25T11:00:00.000Z',
] as const;

/**
 * R10, R15. In one history of four, benefits may have a disbenefit beside them. A source of chance of its own keeps the other
 * histories as they were.
 */
export function withDisbenefits(seed: number, proposals: Setting['proposals']): Setting['proposals'] {
  if (seed % fourth.of !== fourth.rest) return proposals;
  const chance = new Seeded(seed + 0.25);
  const added = ({ borough }: BenefitLine): readonly BenefitLine[] =>
    chance.oneIn(2)
      ? []
      : [
          {
            financialYear: '2028-29',
            borough,
            class: 'disbenefit',
            amount: chance.between(1, 9_000_000),
            confidence: 3,
            description: 'Visits that tenants have to wait in for',
          },
        ];
  return proposals.map((revisions) =>
    revisions.map((content) => ({ ...content, benefits: [...content.benefits, ...content.benefits.flatMap(added)] })),
  );
}

const fourth = { of: 4, rest: 1 };

function borough(chance: Seeded, code: BoroughCode): Borough {
  const limit = chance.oneIn(4) ? chance.between(500_000, 3_000_000) : null;
  const officers = [
    anOfficer(code, 'approver', { limit, ...(chance.oneIn(3) ? { roles: ['approver', 'reviewer'] } : {}) }),
    ...(chance.oneIn(3) ? [anOfficer(code, 'second-approver')] : []),
    ...(chance.oneIn(2) ? [] : [anOfficer(code, 'deputy')]),
    anOfficer(code, 'reviewer'),
    ...(chance.oneIn(3) ? [anOfficer(code, 'second-reviewer', { roles: ['reviewer', 'deputy'] })] : []),
    ...(chance.oneIn(3) ? [anOfficer(code, 'finance')] : []),
  ];
  const authority = { authority: 'Standing order 7', upTo: chance.pick([1_000_000, 3_000_000, 9_000_000]) };
  const deemedApproval = chance.oneIn(2)
    ? { ...authority, from: '2026-01-01' as const, to: chance.pick(['2026-12-04', '2028-12-31'] as const) }
    : null;
  // R29: some approvals are key decisions, which may be called in.
  const keyDecisionAbove = chance.oneIn(3) ? chance.pick([0, 1_000_000, 3_000_000]) : null;
  const callInWorkingDays = chance.pick([0, 5]);
  return aBorough(code, { officers, deemedApproval, keyDecisionAbove, callInWorkingDays });
}

function scheme(chance: Seeded): Scheme {
  return {
    ...aScheme(),
    decisionRule: chance.pick<Scheme['decisionRule']>([
      { kind: 'coalition', minimumBoroughs: chance.between(2, 4) },
      { kind: 'share', of: 'eligible', atLeast: [2, 3] },
      { kind: 'share', of: 'responding', atLeast: [1, 2] },
      { kind: 'unanimous' },
    ]),
    silence: chance.pick<Scheme['silence']>(['opt-out', 'deemed-approval']),
    headroom: chance.pick([0, 25, 100]),
    countsFrom: chance.pick([0, 50, 100]),
    graceWorkingDays: chance.pick([0, 1, 1, 3]),
    topUp: chance.pick([null, { atMost: 25, workingDays: 2 }, { atMost: 100, workingDays: 1 }]),
    confirmWorkingDays: chance.pick([0, 2, 5]),
    responseWorkingDays: chance.pick([3, 10]),
    maxRevisions: chance.pick([0, 1, 5]),
    revisionWorkingDays: chance.pick([5, 20]),
    review: {
      required: chance.pick<Scheme['review']['required']>(['always', 'always', 'never', { above: 5_000_000 }]),
      minimum: chance.pick([1, 1, 2]),
      responseWorkingDays: chance.pick([2, 5]),
    },
  };
}

function revisions(chance: Seeded, members: readonly BoroughCode[]): readonly ProposalContent[] {
  const lead = chance.pick(members);
  const others = members.filter((code) => code !== lead);
  const partners = [lead, ...chance.some(others, chance.between(1, others.length))];
  const key = chance.pick<ProposalContent['apportionment']>(['equal', 'equal', 'population', 'weights', 'benefit']);
  const gains = members.map(
    (borough): BenefitLine => ({
      financialYear: '2028-29',
      borough,
      class: chance.pick(['cashable', 'social'] as const),
      amount: chance.between(1, 9_000_000),
      confidence: chance.pick([1, 3, 6] as const),
      description: 'Repairs avoided',
    }),
  );
  const invited = (invitedBoroughs: readonly BoroughCode[]) => ({
    leadBorough: invitedBoroughs[0] ?? lead,
    partners:
      key === 'weights'
        ? invitedBoroughs.map((code, at) => ({ borough: code, weight: at + 1 }))
        : among(...invitedBoroughs),
    ...(key === 'benefit'
      ? { benefits: invitedBoroughs.flatMap((code) => gains.filter((line) => line.borough === code)) }
      : {}),
  });
  const costs = costLines(chance, partners);
  const base = aSubmission({
    ...invited(partners),
    apportionment: key,
    costs,
    stages: chance.oneIn(3)
      ? [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2028-10-31' }]
      : [{ name: 'Whole project' }],
    proposer: { name: 'Head of Digital', email: `digital@${domainOf(lead)}` },
    pledges: chance.oneIn(4) ? [{ unit: 'apprenticeships', target: 10, by: '2028-03-31' }] : [],
  });
  const first = base.stages.length === 1 ? { ...base, costs: costs.map((line) => ({ ...line, stage: 1 })) } : base;
  const theirs = new Set([lead, partners[1]]);
  const fewer = first.costs.filter((line) => line.borough === undefined || theirs.has(line.borough));
  return [
    first,
    { ...first, title: 'Damp and mould sensors' },
    { ...first, costs: [...first.costs, cost(chance.between(1, 900_000))] },
    { ...first, costs: first.costs.map((line) => ({ ...line, amount: Math.max(1, Math.floor(line.amount * 0.8)) })) },
    { ...first, costs: withFirst(first.costs, ({ amount }) => ({ amount: Math.ceil(amount / 2) })) },
    { ...first, costs: withFirst(first.costs, () => ({ financialYear: '2028-29' })) },
    { ...first, ...invited(partners.slice(0, 2)), costs: fewer },
    { ...first, ...invited([lead, ...others]) },
    // Its proposer is an officer who may be asked to answer it (R8).
    { ...first, proposer: { name: 'Approver', email: `Approver+new@${domainOf(lead)}` } },
  ];
}

/** R7. Approvals stay, and their holds move to other columns. */
function withFirst(costs: readonly CostLine[], change: (line: CostLine) => Partial<CostLine>): readonly CostLine[] {
  return costs.map((line, at) => (at === 0 ? { ...line, ...change(line) } : line));
}

function costLines(chance: Seeded, partners: readonly BoroughCode[]): readonly CostLine[] {
  const shared = Array.from({ length: chance.between(1, 3) }, () =>
    cost(chance.between(1, 4_000_000), {
      financialYear: chance.pick(costYears),
      kind: chance.pick(['revenue', 'capital'] as const),
      stage: chance.pick([1, 1, 2]),
    }),
  );
  const own = chance.oneIn(3) ? [cost(chance.between(1, 300_000), { borough: chance.pick(partners) })] : [];
  return [...shared, ...own];
}

function domainOf(code: BoroughCode): string {
  return aBorough(code).emailDomains[0] ?? '';
}

/** Absent from this day for a number of days, both ends included. */
export function absence(from: LocalDate, days: number) {
  return { from, to: addDays(from, days - 1) };
}

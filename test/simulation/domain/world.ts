import { type Budget, emptyBudget } from '../../../functions/domain/money/budget.ts';
import type { Delivery } from '../../../functions/domain/sign-off/sign-off-request.ts';
import type { Borough, Officer } from '../../../functions/domain/vocabulary/borough.ts';
import type { BoroughCode, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import type { DecisionRule, Scheme } from '../../../functions/domain/vocabulary/scheme.ts';
import { fy, gss, pid, who } from '../../support/builders/ids.ts';
import type { Seeded } from '../seeded.ts';
import { type PlannedContent, plannedContent } from './content.ts';

export interface PlannedProposal {
  readonly name: ProposalId;
  readonly content: PlannedContent;
  readonly scheme: Scheme;
  /** Addresses of whoever wrote it (R8). */
  readonly authors: readonly string[];
  /** What becomes of each borough's mail (R4). */
  readonly delivery: Readonly<Record<string, Delivery>>;
  /** In milliseconds since 1970. */
  readonly opensAt: number;
  readonly closesAt: number;
}

/** All that there is before the first step. */
export interface World {
  readonly boroughs: readonly Borough[];
  readonly budgets: readonly Budget[];
  readonly proposals: readonly PlannedProposal[];
  /** Whether the chains are hashed and verified in the end; in one of forty, because it takes long. */
  readonly verifies: boolean;
}

const day = 86_400_000;
const monday = Date.UTC(2026, 10, 23, 9);
/** The working week of the simulated rounds, as dates. */
const weekDates = ['2026-11-23', '2026-11-24', '2026-11-25', '2026-11-26', '2026-11-27'] as const;

/** Two to six boroughs, now and then 33, with two or three proposals that want money of the same budgets. */
export function plannedWorld(chance: Seeded): World {
  const many = chance.oneIn(800);
  const size = many ? 33 : Number(chance.weighted({ 2: 8, 3: 5, 4: 1.5, 5: 0.5, 6: 0.3 }));
  const boroughs = Array.from({ length: size }, (_, at) =>
    plannedBorough(chance, gss(`E090000${String(at + 1).padStart(2, '0')}`)),
  );
  const count = many ? 1 : chance.oneIn(8) ? 3 : 2;
  const proposals = Array.from({ length: count }, (_, at) => plannedProposal(chance, pid(`${at + 1}`), boroughs, many));
  return { boroughs, proposals, budgets: plannedBudgets(chance, boroughs, proposals), verifies: chance.oneIn(40) };
}

function plannedBorough(chance: Seeded, borough: BoroughCode): Borough {
  const officers = [
    plannedOfficer(chance, borough, 'approver'),
    ...(chance.oneIn(3) ? [plannedOfficer(chance, borough, 'deputy')] : []),
    ...(chance.oneIn(8) ? [] : [plannedOfficer(chance, borough, 'reviewer')]),
  ];
  const standing = chance.oneIn(3);
  return {
    borough,
    name: `Borough ${borough.slice(-2)}`,
    kind: 'borough',
    population: chance.pick([200_000, 200_000, chance.between(8_000, 390_000)]),
    emailDomains: [`${borough.toLowerCase()}.example`],
    codeAbove: null,
    officers: chance.oneIn(40) ? [] : officers,
    deemedApproval: standing
      ? {
          authority: 'Standing order 7',
          upTo: chance.pick([1, 5_000, 99_999_999_999]),
          from: chance.oneIn(8) ? '2027-01-01' : '2026-01-01',
          to: '2027-12-31',
        }
      : null,
    keyDecisionAbove: null,
    callInWorkingDays: 5,
    version: 1,
  };
}

function plannedOfficer(chance: Seeded, borough: BoroughCode, role: 'approver' | 'deputy' | 'reviewer'): Officer {
  return {
    id: `${borough}-${role}`,
    person: who(`person-${borough}-${role}`),
    name: `${role} of ${borough}`,
    email: `${role}@${borough.toLowerCase()}.example`,
    roles: role === 'approver' && chance.oneIn(8) ? ['approver', 'reviewer'] : [role],
    limit: role === 'approver' && chance.oneIn(12) ? chance.pick([50, 500_000]) : null,
    authority: 'Scheme of delegation, 4.2',
    absences: chance.oneIn(20) ? [{ from: chance.pick(weekDates), to: chance.pick(weekDates) }] : [],
  };
}

function plannedProposal(
  chance: Seeded,
  name: ProposalId,
  boroughs: readonly Borough[],
  all: boolean,
): PlannedProposal {
  const codes = boroughs.map(({ borough }) => borough);
  const invited = chance.some(codes, all ? codes.length : chance.between(2, codes.length));
  const opensAt = monday + chance.between(0, 2) * 3_600_000;
  const author = chance.oneIn(12) ? chance.pick(boroughs).officers[0]?.email.replace('@', '+bids@') : undefined;
  return {
    name,
    content: plannedContent(chance, invited),
    scheme: plannedScheme(chance, invited.length),
    authors: author === undefined ? [] : [author.toUpperCase()],
    delivery: Object.fromEntries(
      codes.map((code) => [code, chance.oneIn(8) ? chance.pick(['pending', 'unreachable']) : 'delivered']),
    ),
    opensAt,
    closesAt: opensAt + chance.between(1, 4) * day,
  };
}

function plannedScheme(chance: Seeded, size: number): Scheme {
  return {
    name: 'simulated',
    decisionRule: plannedRule(chance, size),
    silence: chance.pick(['opt-out', 'deemed-approval']),
    headroom: chance.pick([0, 10, 25, 100]),
    responseWorkingDays: 10,
    shortestResponse: 'PT0S',
    reminderWorkingDays: [],
    maxRevisions: chance.between(0, 3),
    revisionWorkingDays: 20,
    review: {
      required: chance.pick(['always', 'always', 'never', { above: chance.pick([100, 20_000, 50_000_000]) }]),
      minimum: chance.between(1, 3),
      responseWorkingDays: 5,
    },
    countsFrom: 0,
    graceWorkingDays: 0,
    topUp: null,
    confirmWorkingDays: 5,
  };
}

function plannedRule(chance: Seeded, size: number): DecisionRule {
  const kind = chance.pick(['coalition', 'eligible', 'responding', 'unanimous'] as const);
  if (kind === 'unanimous') return { kind };
  if (kind === 'coalition') return { kind, minimumBoroughs: chance.between(2, size + (chance.oneIn(20) ? 1 : 0)) };
  const d = chance.between(1, 7);
  return { kind: 'share', of: kind, atLeast: [chance.between(1, d), d] };
}

/** What the proposals ask for, once to three times over; now and then nothing, or all but enough. */
function plannedBudgets(
  chance: Seeded,
  boroughs: readonly Borough[],
  proposals: readonly PlannedProposal[],
): readonly Budget[] {
  const wanted = new Map<string, number>();
  for (const { content } of proposals) {
    for (const { financialYear, kind, amount } of content.costs) {
      const key = `${financialYear} ${kind}`;
      wanted.set(key, (wanted.get(key) ?? 0) + amount);
    }
  }
  return boroughs.flatMap(({ borough }) =>
    [...wanted].map(([key, pence]) => {
      const [financialYear = '', kind] = key.split(' ');
      const share = boroughs.length > 6 ? 3 : Number(chance.weighted({ 0: 0.2, 0.3: 1, 0.6: 1, 1.1: 3, 3: 20 }));
      const allocated = Math.ceil(pence * share);
      const empty = emptyBudget(borough, fy(financialYear), kind === 'capital' ? 'capital' : 'revenue');
      return { ...empty, allocated, available: allocated };
    }),
  );
}

import { systemDigests } from '../../../functions/adapters/system/digests.ts';
import { complete, type PlannedChange } from '../../../functions/application/commit/change-proposal.ts';
import type { Change } from '../../../functions/application/ports/record.ts';
import type { Appraisal } from '../../../functions/domain/appraisal/appraisal.ts';
import { greenBook202602 } from '../../../functions/domain/appraisal/data/green-book-2026-02.ts';
import { movementsToHold } from '../../../functions/domain/money/budget.ts';
import type { Contribution, Head, ProposalState, Revision } from '../../../functions/domain/record/proposal-state.ts';
import type { Instant } from '../../../functions/domain/vocabulary/calendar.ts';
import type { Cell } from '../../../functions/domain/vocabulary/column.ts';
import { addYears } from '../../../functions/domain/vocabulary/financial-year.ts';
import type { BoroughCode, ProposalId } from '../../../functions/domain/vocabulary/proposal.ts';
import { FakeRandomness } from '../fakes/system.ts';
import { gss, pid, who } from './ids.ts';
import { anApproval, aRequest } from './requests.ts';
import { aScheme } from './schemes.ts';
import { aSubmission, cost } from './submissions.ts';

/** Records of a proposal for tests of the store: plausible, with every optional part, and as large as needed. */

export const submittedAt: Instant = '2026-11-23T10:00:00.000Z';
const closesAt: Instant = '2026-12-18T17:00:00.000Z';
/** What a test adds to a change, or replaces. */
export type More = Partial<PlannedChange> & Pick<Change, 'reply'>;

const deps = { randomness: new FakeRandomness(7), digests: systemDigests };

let ids = 0;
/** 32 hexadecimal digits, as in ids of proposals and people. Never the same twice. */
export function newId(): string {
  ids += 1;
  return systemDigests.sha256(`${process.pid} ${ids} ${Date.now()}`).slice(0, 32);
}

/** `E09000001` and so on. */
export function codes(count: number): readonly BoroughCode[] {
  return Array.from({ length: count }, (_, index) => gss(`E09${String(index + 1).padStart(6, '0')}`));
}

/** Cells of this many columns from 2026-27 on, each 100 pence more than the one before: revenue and capital alternate. */
export function cellsOf(columns: number, first = 1_000): readonly Cell[] {
  return Array.from({ length: columns }, (_, index) => ({
    stage: 1,
    financialYear: addYears('2026-27', Math.floor(index / 2)),
    kind: index % 2 === 0 ? 'revenue' : 'capital',
    amount: first + 100 * index,
  }));
}

export function anAppraisal(boroughs: readonly BoroughCode[]): Appraisal {
  const payback = { simple: 3, discounted: 'notReached', turnsNegativeAgain: false } as const;
  const figures = {
    presentValueCosts: 24_000_000,
    presentValueBenefits: -1,
    npsv: -24_000_001,
    bcr: 1.0937,
    cashable: { npv: -5, return: { notComputable: 'no cost' }, payback },
    payback,
  };
  return {
    parameters: 'green-book-2026-02',
    baseYear: '2026-27',
    ...figures,
    irr: { notUnique: true, signChanges: 3 },
    switchingValues: { benefits: -0.0856, costs: { notComputable: 'no cost' } },
    sensitivity: [{ case: 'benefits-10', npsv: { notComputable: 'beyond year 125' }, bcr: 0.9 }],
    breakEvenPledges: [{ unit: 'apprenticeships', target: 100, breakEven: 61 }],
    droppedBenefits: [{ borough: gss('E09000007'), class: 'cashable', amount: 10, lines: [0, 3] }],
    boroughs: boroughs.map((borough) => ({ borough, ...figures })),
  };
}

export function aRevision(
  proposal: ProposalId,
  boroughs: readonly BoroughCode[],
  more: Partial<Revision> = {},
): Revision {
  return {
    proposal,
    number: 1,
    content: {
      ...aSubmission({
        title: 'Shared damp sensors',
        summary: 'Ünïcode, “quotes” and\nlines',
        leadBorough: boroughs[0] ?? gss(''),
        partners: boroughs.map((borough) => ({ borough, weight: 3 })),
        apportionment: 'weights',
        stages: [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2027-10-31' }],
        costs: [cost(24_000_000)],
        optimismBias: { projectType: 'equipment-development', mitigation: 0.9 },
        confidential: [{ pointer: '/summary', reason: 'Commercial' }],
        pledges: [{ unit: 'homes', target: 100, by: '2027-09-30' }],
      }),
      proposer: who('proposer'),
    },
    hash: 'b'.repeat(64),
    scheme: aScheme({
      decisionRule: { kind: 'share', of: 'eligible', atLeast: [2, 3] },
      review: { required: { above: 5_000_000 }, minimum: 1, responseWorkingDays: 5 },
    }),
    parameters: greenBook202602,
    total: 24_000_000,
    submittedAt,
    submittedBy: who('proposer'),
    closesAt,
    ...more,
  };
}

/** The head of a proposal that does not exist yet: version 0, no events. */
export function aHead(boroughs: readonly BoroughCode[], more: Partial<Head> = {}): Head {
  const id = pid(newId());
  return {
    id,
    reference: `JF-${id.slice(0, 6).toUpperCase()}`,
    status: 'sign-off',
    revision: 1,
    cycle: 1,
    version: 0,
    lead: boroughs[0] ?? gss(''),
    partners: boroughs,
    authors: [who('proposer')],
    recused: [],
    proposer: who('proposer'),
    events: 0,
    chainHead: '0'.repeat(64),
    submittedAt,
    opened: false,
    closesAt,
    due: '2026-12-11T09:00:00.000Z',
    ending: null,
    endedAt: null,
    attempts: 0,
    stopped: null,
    topUp: null,
    ...more,
  };
}

const facts = (head: Head) => ({
  revision: head.revision,
  cycle: head.cycle,
  lead: head.lead,
  partners: head.partners,
  scheme: 'standard',
  total: 24_000_000,
  closesAt,
});

function whole(before: Head, { reply, ...draft }: PlannedChange & Pick<Change, 'reply'>): Change {
  return { ...complete(deps, before, draft), ...(reply === undefined ? {} : { reply }) };
}

/** The change that submits a proposal among these boroughs. */
export function submission(boroughs: readonly BoroughCode[], more: More = {}, head = aHead(boroughs)): Change {
  return whole(head, {
    head: {},
    events: [
      {
        type: 'submitted',
        at: submittedAt,
        actor: { kind: 'person', person: who('proposer') },
        data: facts(head),
        private: { content: 'b'.repeat(64) },
      },
    ],
    revision: aRevision(head.id, boroughs),
    requests: boroughs.map((borough, index) => aRequest(borough, { lead: index === 0 })),
    appraisal: anAppraisal(boroughs),
    people: [{ id: who(newId()), name: 'Ada Lovelace', email: 'ada@hackney.example' }],
    outbox: [
      {
        id: `start.${head.id}.1`,
        proposal: head.id,
        task: { kind: 'start', cycle: 1, revision: 1 },
        status: 'pending',
        attempt: 1,
        due: '2026-11-23T10:15:00.000Z',
      },
    ],
    ...more,
  });
}

/** A change of an existing proposal. By default it says that the requests were sent. */
export function changeOf({ head }: Pick<ProposalState, 'head'>, more: More = {}): Change {
  return whole(head, {
    head: {},
    events: [
      {
        type: 'sign-off-opened',
        at: submittedAt,
        actor: { kind: 'system' },
        data: { revision: head.revision, cycle: head.cycle },
        private: {},
      },
    ],
    ...more,
  });
}

/** The change in which a borough approves, and holds these cells. */
export function approving(state: ProposalState, borough: BoroughCode, cells: readonly Cell[], more: More = {}) {
  const request = state.requests.find((each) => each.borough === borough) ?? aRequest(borough);
  const upTo = cells.reduce((sum, { amount }) => sum + amount, 0);
  return changeOf(state, {
    events: [
      {
        type: 'answered',
        at: '2026-11-24T09:00:00.000Z',
        actor: { kind: 'person', person: who('approver') },
        data: {
          borough,
          revision: state.head.revision,
          kind: 'approve',
          upTo,
          onBehalfOf: null,
          silence: false,
          pledged: [10],
          record: 'ODR-1',
        },
        private: { comment: 'Because it pays', authority: 'Scheme of delegation, 4.2' },
      },
    ],
    requests: [
      {
        ...request,
        answer: anApproval(upTo, { comment: 'Because it pays for itself; “naïve” ÷ 3 — 無', pledged: [10] }),
        hold: { status: 'held', cells, committed: [] },
      },
    ],
    movements: movementsToHold(borough, cells, request.hold.cells),
    ...more,
  });
}

export function aContribution(borough: BoroughCode, cells: readonly Cell[]): Contribution {
  return { borough, amount: cells.reduce((sum, { amount }) => sum + amount, 0), cells };
}

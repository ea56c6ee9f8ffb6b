import type { BoroughAppraisal } from '../../../domain/appraisal/appraisal.ts';
import type { BenefitPart } from '../../../domain/appraisal/appraisal-benefits.ts';
import { type AdviceOutcome, adviceOutcomes } from '../../../domain/confirming/confirming.ts';
import { daysToDecision, decisionMoment, isDecision } from '../../../domain/record/coalition-decision.ts';
import type { ProposalState } from '../../../domain/record/proposal-state.ts';
import type { RoiRow } from '../../../domain/record/report-row.ts';
import type { SignOffRequest } from '../../../domain/sign-off/sign-off-request.ts';
import type { Instant } from '../../../domain/vocabulary/calendar.ts';
import { type Pence, sumOf } from '../../../domain/vocabulary/money.ts';
import type { InvitedBorough } from '../../proposals/invited-boroughs.ts';
import type { RowFrame } from './report-row-frame.ts';

type Appraised = Pick<
  RoiRow,
  'pvCosts' | 'pvBenefits' | 'npsv' | 'bcr' | 'cashableNpv' | 'cashableReturn' | 'paybackYears' | 'forecastBenefits'
>;
type Noted<T> = readonly [value: T, notes: readonly string[]];

/**
 * One row per borough for the whole life of a proposal (docs/rules.md, Reports). What a borough pays is known after the
 * close: 0 if it takes no part, and 0 for all if the proposal is not funded. The appraisal is the one on record: of all
 * boroughs until the close, of the contributors afterwards. Unknown figures are null, and `notes` says why. A borough
 * that is no longer invited has a removed row.
 */
export function roiRows(
  frame: RowFrame,
  state: ProposalState,
  benefits: readonly BenefitPart[],
  invited: readonly InvitedBorough[],
): readonly RoiRow[] {
  return invited.map(({ request, current }): RoiRow => {
    const [contribution, paid] = contributionOf(state, request, current);
    const appraisal = current ? state.appraisal.boroughs.find(({ borough }) => borough === request.borough) : undefined;
    const [appraised, figures] = appraisedOf(
      appraisal,
      benefits.filter((part) => part.borough === request.borough),
    );
    const [decidedAt, decided] = decisionOf(state);
    return {
      ...frame,
      row: 'roi',
      ending: state.head.ending,
      removed: !current,
      scheme: state.revision.scheme.name,
      submittedAt: state.head.submittedAt,
      decidedAt,
      leadBorough: state.head.lead,
      boroughCode: request.borough,
      borough: request.name,
      role: request.borough === state.head.lead ? 'lead' : 'partner',
      asked: current ? request.asked : 0,
      upTo: current ? capOf(request) : null,
      contribution,
      ...appraised,
      actualBenefits: null,
      daysToDecision: decidedAt === null ? null : daysToDecision(state.head.submittedAt, decidedAt),
      notes: [
        ...(current ? capNotes(request) : []),
        ...paid,
        ...figures,
        ...decided,
        ...returned(state, appraisal !== undefined),
        ...(appraisal === undefined ? [] : [...unpaid(state), ...adviceOf(state), ...conditionsOf(state)]),
      ],
    };
  });
}

function contributionOf(
  { head, round, contributions }: ProposalState,
  { borough }: SignOffRequest,
  current: boolean,
): Noted<Pence | null> {
  if (!current) return [0, ['Contribution: no longer invited']];
  if (head.ending !== null && head.ending !== 'funded') return [0, [`Contribution: nothing is paid, ${head.ending}`]];
  if (round === null) return [null, ['Contribution: not known before the sign-off round closes']];
  if (round.kind !== 'carried' || head.status === 'changes-requested') {
    return [null, ['Contribution: not known before a new revision is signed off']];
  }
  const amount = contributions.find((contribution) => contribution.borough === borough)?.amount;
  return amount === undefined ? [0, ['Contribution: takes no part']] : [amount, []];
}

/** An approval's cap, unless the approval was revoked (R29). */
function capOf({ answer, revoked }: SignOffRequest): Pence | null {
  return revoked === undefined ? (answer?.upTo ?? null) : null;
}

function capNotes({ answer, revoked }: SignOffRequest): readonly string[] {
  if (revoked !== undefined) return ['Up to: approval revoked'];
  if (answer === null) return ['Up to: no answer'];
  if (answer.kind === 'approve') return answer.silence ? ['Up to: silence under a standing authority'] : [];
  return [answer.kind === 'decline' ? 'Up to: declined' : 'Up to: asked for changes'];
}

const nothingAppraised: Appraised = {
  pvCosts: null,
  pvBenefits: null,
  npsv: null,
  bcr: null,
  cashableNpv: null,
  cashableReturn: null,
  paybackYears: null,
  forecastBenefits: null,
};

function appraisedOf(appraisal: BoroughAppraisal | undefined, benefits: readonly BenefitPart[]): Noted<Appraised> {
  if (appraisal === undefined) return [nothingAppraised, ['Appraisal: none, takes no part']];
  const [bcr, whyNoBcr] = figure('BCR', appraisal.bcr);
  const [cashableReturn, whyNoReturn] = figure('Cashable return', appraisal.cashable.return);
  const [paybackYears, whyNoPayback] = figure('Payback', appraisal.payback.discounted);
  return [
    {
      pvCosts: appraisal.presentValueCosts,
      pvBenefits: appraisal.presentValueBenefits,
      npsv: appraisal.npsv,
      bcr,
      cashableNpv: appraisal.cashable.npv,
      cashableReturn,
      paybackYears,
      forecastBenefits: sumOf(benefits.map(({ line, amount }) => (line.class === 'disbenefit' ? -amount : amount))),
    },
    [...whyNoBcr, ...whyNoReturn, ...whyNoPayback],
  ];
}

function figure(name: string, value: number | 'notReached' | { readonly notComputable: string }): Noted<number | null> {
  if (typeof value === 'number') return [value, []];
  return [null, [`${name}: ${value === 'notReached' ? 'not reached' : value.notComputable}`]];
}

/** A proposal that lapsed or was withdrawn never gets a decision, so this is known before the settlement. */
function decisionOf({ decision, head: { ending } }: ProposalState): Noted<Instant | null> {
  const decidedAt = decisionMoment(decision);
  if (decidedAt !== null) return [decidedAt, []];
  if (ending === null) return [null, ['Decision: none yet']];
  return [null, [isDecision(ending) ? 'Decision: being settled' : `Decision: none, ${ending}`]];
}

/** R23. A missing return is shown as missing, never as 0. */
function returned({ head }: ProposalState, takesPart: boolean): readonly string[] {
  if (head.ending !== null && head.ending !== 'funded') {
    return [`Actual benefits: none, ${head.ending.replace('-', ' ')}`];
  }
  if (!takesPart) return ['Actual benefits: none to return, takes no part'];
  const funded = head.status === 'funded' || head.status === 'closed';
  return [funded ? 'Actual benefits: not returned' : 'Actual benefits: none to return before it is funded'];
}

/**
 * R15. Rows of an ended proposal keep its costs and benefits: of all boroughs, or after a close of the contributors.
 */
function unpaid({ head, round }: ProposalState): readonly string[] {
  if (head.ending === null || head.ending === 'funded') return [];
  const whom = round?.kind === 'carried' ? 'those who signed off had paid' : 'all who were invited had joined';
  return [`Present values: as if ${whom}; nothing is paid`];
}

/** R17. Advice against a proposal stays in its rows, whatever the boroughs made of it. */
function adviceOf({ review }: ProposalState): readonly string[] {
  const advice = adviceOutcomes.find((outcome) => outcome === review?.outcome);
  return advice === undefined ? [] : [`Review: ${adviceNotes[advice]}`];
}

const adviceNotes = {
  'not-recommended': 'did not recommend it',
  'request-changes': 'asked for changes',
  lapsed: 'no reviewer answered',
} as const satisfies Record<AdviceOutcome, string>;

/** R17. Conditions go to every contributor. Those of a proposal that is not funded, or of an earlier revision, do not apply. */
function conditionsOf({ head, review }: ProposalState): readonly string[] {
  if (head.ending !== null && head.ending !== 'funded') return [];
  return (review?.conditions ?? []).map((condition) => `Condition of the review: ${condition}`);
}

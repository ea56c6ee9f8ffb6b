import type { Branded } from './brand.ts';
import type { FinancialYear, Instant, LocalDate } from './calendar.ts';
import type { Pence } from './money.ts';

/**
 * Code of a borough or another partner: the GSS code of an area of any kind, such as `E09000012`, or an organisation
 * identifier, such as `GB-COH-01234567`.
 */
export type BoroughCode = Branded<'BoroughCode'>;

/**
 * The form of a code. An organisation identifier (org-id.guide) is the code of a list, such as `GB-COH`, and what that list
 * calls the organisation. Capital letters only, so that no organisation has two codes that differ by case.
 */
export const boroughCodeForm = '(?:[A-Z][0-9]{8}|[A-Z]{2}-[A-Z0-9]{2,8}-[A-Z0-9](?:[A-Z0-9-]{0,18}[A-Z0-9])?)';
const wholeCode = new RegExp(`^${boroughCodeForm}$`);

/** Whether a text has the form of a partner's code; not whether there is such a partner. */
export function isBoroughCode(text: string): text is BoroughCode {
  return wholeCode.test(text);
}

/** Random id of a proposal. */
export type ProposalId = Branded<'ProposalId'>;

/** A proposal's id from a text that is random, or that a schema or the vocabulary checked. */
export function proposalId(text: string): ProposalId {
  return text as ProposalId;
}

/** The most partners of one proposal. */
export const mostPartners = 40;

/**
 * Whether a cost is for day-to-day running (revenue) or for something that lasts (capital). Each has its own budgets.
 */
export const kinds = ['revenue', 'capital'] as const;
export type Kind = (typeof kinds)[number];
/** Prices of the base year (real), or of each year itself (nominal). */
export const priceBases = ['real', 'nominal'] as const;
export type Prices = (typeof priceBases)[number];
/** The measure by which shared costs are divided (R10). */
export const apportionmentKeys = ['equal', 'population', 'weights', 'benefit'] as const;
export type ApportionmentKey = (typeof apportionmentKeys)[number];
export const benefitClasses = ['cashable', 'non-cashable', 'social', 'disbenefit'] as const;
export type BenefitClass = (typeof benefitClasses)[number];
/** Confidence grade of a benefit, 1 (best evidence) to 6 (R16). */
export const confidenceGrades = [1, 2, 3, 4, 5, 6] as const;
export type Confidence = (typeof confidenceGrades)[number];
/** Types of project for which the Green Book gives an upper and a lower optimism bias (R16). */
export const projectTypes = [
  'non-standard-buildings',
  'standard-buildings',
  'non-standard-civil-engineering',
  'standard-civil-engineering',
  'equipment-development',
  'outsourcing',
] as const;
export type ProjectType = (typeof projectTypes)[number];

export interface Partner {
  readonly borough: BoroughCode;
  /** An integer from 1 to 1,000,000, only with apportionment `weights`. */
  readonly weight?: number | undefined;
}

export interface Stage {
  readonly name: string;
  readonly gateBy?: LocalDate | undefined;
}

export interface CostLine {
  readonly financialYear: FinancialYear;
  readonly kind: Kind;
  readonly amount: Pence;
  readonly description: string;
  /** Number of the stage that pays this line, from 1. */
  readonly stage: number;
  /** The borough whose own line this is; the line drops out with it (R10). Absent means shared. */
  readonly borough?: BoroughCode | undefined;
  readonly prices?: Prices | undefined;
}

export interface BenefitLine {
  readonly financialYear: FinancialYear;
  readonly borough: BoroughCode | 'all';
  readonly class: BenefitClass;
  readonly amount: Pence;
  readonly confidence: Confidence;
  readonly description: string;
  /** Only with `all`: the whole line is shared among the contributors, whichever boroughs contribute (R15). */
  readonly fixed?: boolean | undefined;
  readonly prices?: Prices | undefined;
}

/** Rates and mitigation are fractions (R16). */
export type OptimismBias =
  | { readonly projectType: ProjectType; readonly mitigation: number }
  | { readonly rate: number; readonly mitigation: number };

export interface Pledge {
  readonly unit: string;
  readonly target: number;
  readonly by: LocalDate;
}

/** The body of a submission with its defaults filled in. Each edit is a new immutable revision. */
export interface ProposalContent {
  readonly title: string;
  readonly summary: string;
  readonly leadBorough: BoroughCode;
  readonly proposer: { readonly name: string; readonly email: string };
  readonly scheme: string;
  readonly partners: readonly Partner[];
  readonly apportionment: ApportionmentKey;
  readonly prices: Prices;
  readonly stages: readonly Stage[];
  readonly costs: readonly CostLine[];
  readonly benefits: readonly BenefitLine[];
  readonly optimismBias?: OptimismBias | undefined;
  /** Absent only in revisions that were recorded before a submission needed it. */
  readonly alternatives?: string | undefined;
  readonly confidential: readonly { readonly pointer: string; readonly reason: string }[];
  readonly pledges: readonly Pledge[];
  readonly respondBy?: Instant | undefined;
}

/** A proposal has exactly one status at a time (docs/rules.md, Life of a proposal). */
export const statuses = [
  'sign-off',
  'changes-requested',
  'roi-review',
  'confirming',
  'settling',
  'funded',
  'not-funded',
  'lapsed',
  'withdrawn',
  'closed',
  'needs-attention',
] as const;
export type Status = (typeof statuses)[number];

/** How a proposal ends: the ending is fixed first and settled afterwards (docs/architecture.md, Seven ideas). */
export const endings = ['funded', 'not-funded', 'lapsed', 'withdrawn'] as const;
export type Ending = (typeof endings)[number];

/**
 * The table of transitions. Every change of state names its transition, and the prior states that the transition may
 * start from become the condition of its write. `null` means "no proposal yet".
 *
 * ```
 * null ─submit─▶ sign-off ─carry-to-review─▶ roi-review ─begin-confirming─▶ confirming
 *                 │   ▲                         │
 *     request-changes │ revise          request-changes
 *                 ▼   │                         │
 *             changes-requested ◀───────────────┘
 * any of these four ─end─▶ settling ─settle-…─▶ funded ─close─▶ closed
 *                                  └─settle-…─▶ not-funded, lapsed, withdrawn
 * any of these five ─need-attention─▶ needs-attention ─resume-…─▶ the one it stopped in
 * ```
 * Answers, an extension and a revocation that leaves enough keep the status. `sign-off` and `confirming` may be
 * revised as well, and `sign-off` leads to `confirming` where no review is required.
 * `not-funded`, `lapsed`, `withdrawn` and `closed` are final: nothing leads out of them.
 */
export const transitions = {
  submit: { from: [null], to: 'sign-off' },
  'answer-sign-off': { from: ['sign-off'], to: 'sign-off' },
  extend: { from: ['sign-off'], to: 'sign-off' },
  'carry-to-review': { from: ['sign-off'], to: 'roi-review' },
  'request-changes': { from: ['sign-off', 'roi-review'], to: 'changes-requested' },
  revise: { from: ['sign-off', 'changes-requested', 'confirming'], to: 'sign-off' },
  'answer-review': { from: ['roi-review'], to: 'roi-review' },
  'begin-confirming': { from: ['sign-off', 'roi-review'], to: 'confirming' },
  'answer-confirming': { from: ['confirming'], to: 'confirming' },
  end: { from: ['sign-off', 'changes-requested', 'roi-review', 'confirming'], to: 'settling' },
  'settle-funded': { from: ['settling'], to: 'funded' },
  'settle-not-funded': { from: ['settling'], to: 'not-funded' },
  'settle-lapsed': { from: ['settling'], to: 'lapsed' },
  'settle-withdrawn': { from: ['settling'], to: 'withdrawn' },
  'need-attention': {
    from: ['sign-off', 'changes-requested', 'roi-review', 'confirming', 'settling'],
    to: 'needs-attention',
  },
  'resume-sign-off': { from: ['needs-attention'], to: 'sign-off' },
  'resume-changes-requested': { from: ['needs-attention'], to: 'changes-requested' },
  'resume-roi-review': { from: ['needs-attention'], to: 'roi-review' },
  'resume-confirming': { from: ['needs-attention'], to: 'confirming' },
  'resume-settling': { from: ['needs-attention'], to: 'settling' },
  close: { from: ['funded'], to: 'closed' },
} as const satisfies Record<string, Transition>;

export interface Transition {
  readonly from: readonly (Status | null)[];
  readonly to: Status;
}
export type TransitionName = keyof typeof transitions;

/** The transition by which a proposal that needs attention continues from where it `stopped`; null if nothing does. */
export function resumptionFrom(stopped: Status | null): ResumptionName | null {
  return resumptionNames.find((name) => transitions[name].to === stopped) ?? null;
}

const resumptionNames = [
  'resume-sign-off',
  'resume-changes-requested',
  'resume-roi-review',
  'resume-confirming',
  'resume-settling',
] as const satisfies readonly TransitionName[];
type ResumptionName = (typeof resumptionNames)[number];

/** Whether a proposal in `status` may make this transition. */
export function mayMake(name: TransitionName, status: Status | null): boolean {
  const { from }: Transition = transitions[name];
  return from.includes(status);
}

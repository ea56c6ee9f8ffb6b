import { codeFaults } from '../../functions/application/codes/one-time-codes.ts';
import type {
  BenefitView,
  BoroughStanding,
  ConfirmPage,
  CostView,
  DeadLink,
  DeadWhy,
  LockedLink,
  ProposalHeading,
  RecusalConfirmation,
  ReviewConfirmation,
  ReviewPage,
  SignOffConfirmation,
  SignOffPage,
  TrackingPage,
} from '../../functions/application/views/pages.ts';
import type { Appraisal, AppraisedFigures } from '../../functions/domain/appraisal/appraisal.ts';
import { explainAppraisal } from '../../functions/domain/appraisal/appraisal-explanation.ts';
import type { AnswerView } from '../../functions/web/answer-view.ts';
import { benefit, cost, inputOf } from '../support/builders/appraisal-inputs.ts';
import { gss, who } from '../support/builders/ids.ts';

/** Views as use cases give them, with the sample of the apprenticeships. */

export const heading: ProposalHeading = {
  reference: 'JF-7K3M2Q',
  title: '100 digital apprenticeships across the coalition',
  summary: 'Shared recruitment, one training framework bought once.\nEach borough employs its own apprentices.',
  leadBorough: 'Hackney',
  proposer: { name: 'Head of Digital, Hackney', email: 'digital@hackney.example' },
  revision: 1,
  total: 15_000_000,
  alternatives: 'Each borough recruits alone; do nothing.',
};

export const standings: readonly BoroughStanding[] = [
  standing('E09000007', 'Camden', 2_727_273),
  standing('E09000012', 'Hackney', 4_090_909, { lead: true, answer: 'approve', upTo: 5_113_636 }),
  standing('E09000019', 'Islington', 1_363_636, { answer: 'decline' }),
  standing('E09000025', 'Newham', 2_727_273, { answer: 'approve', upTo: 3_409_091 }),
  standing('E09000030', 'Tower Hamlets', 1_363_636, { answer: 'request-changes' }),
  standing('E09000033', 'Westminster', 2_727_273),
];

function standing(code: string, name: string, asked: number, more: Partial<BoroughStanding> = {}): BoroughStanding {
  return { borough: gss(code), name, lead: false, asked, answer: null, upTo: null, tooSmall: false, ...more };
}

function costLine(amount: number, description: string, more: Partial<CostView> = {}): CostView {
  return { financialYear: '2027-28', kind: 'revenue', amount, description, borough: null, stage: 'Roll-out', ...more };
}

function benefitLine(
  kind: BenefitView['class'],
  amount: number,
  description: string,
  more: Partial<BenefitView> = {},
): BenefitView {
  return { financialYear: '2027-28', class: kind, amount, confidence: 3, description, borough: null, ...more };
}

const figures: AppraisedFigures = {
  presentValueCosts: 14_695_652,
  presentValueBenefits: 22_345_678,
  npsv: 7_650_026,
  bcr: 1.5206,
  cashable: { npv: 1_234_567, return: 1.084, payback: { simple: 2, discounted: 2, turnsNegativeAgain: false } },
  payback: { simple: 1, discounted: 2, turnsNegativeAgain: true },
};

const appraisal: Appraisal = {
  ...figures,
  parameters: 'green-book-2026-02',
  baseYear: '2026-27',
  irr: { value: 0.1058 },
  switchingValues: { benefits: -0.3424, costs: 0.5206 },
  sensitivity: [
    { case: 'optimism-bias-upper', npsv: 1_000_000, bcr: 1.05 },
    { case: 'optimism-bias-lower', npsv: 9_000_000, bcr: 1.61 },
    { case: 'benefits-10', npsv: 5_415_458, bcr: 1.3685 },
    { case: 'benefits-25', npsv: -2_063_607, bcr: 0.9405 },
    {
      case: 'benefits-one-year-late',
      npsv: { notComputable: 'benefits would fall beyond year 125' },
      bcr: { notComputable: 'benefits would fall beyond year 125' },
    },
    { case: 'long-horizon', npsv: 7_650_026, bcr: 1.5206 },
  ],
  breakEvenPledges: [{ unit: 'apprenticeships', target: 100, breakEven: 66 }],
  droppedBenefits: [{ borough: gss('E09000019'), class: 'cashable', amount: 500_000, lines: [0] }],
  boroughs: [{ borough: gss('E09000007'), ...figures, npsv: -1_100_000, bcr: { notComputable: 'no cost' } }],
};

/** A small proposal with costs and benefits of every kind, one line of it in nominal prices. */
const explained = explainAppraisal(
  inputOf(
    {
      costs: [cost(0, 6_000_000, { prices: 'nominal' }), cost(1, 9_000_000, { kind: 'capital', prices: 'nominal' })],
      benefits: [
        benefit(1, 9_000_000, { confidence: 3 }),
        benefit(2, 21_000_000, { class: 'social', confidence: 5 }),
        benefit(2, 100_000, { class: 'disbenefit', confidence: 2 }),
      ],
      optimismBias: { rate: 0.2, mitigation: 0.5 },
    },
    { weights: [gss('E09000007'), gss('E09000012')].map((borough) => ({ borough, weight: 1 })) },
  ),
);
const explanation = { whole: explained.whole, own: explained.boroughs[0] ?? null };
const explain = () => explanation;
const explainWhole = () => ({ ...explanation, own: null });

export const signOff: SignOffPage = {
  kind: 'sign-off',
  heading,
  borough: { code: gss('E09000007'), name: 'Camden', lead: false },
  officer: {
    name: 'Approver of Camden',
    post: 'Director of Housing <Camden>',
    authority: 'Scheme of delegation, 4.2',
    limit: 5_000_000,
    onBehalfOf: 'Head of Service, Camden',
  },
  asked: 2_727_273,
  setAside: null,
  comparedWith: 0,
  ownLines: 250_000,
  suggestedLimit: 3_409_091,
  live: { amount: 3_333_334, out: ['Islington', 'Tower Hamlets'], atLimit: [] },
  dropOuts: { others: 2, without: 0 },
  othersAnswered: 'some',
  neededOfLast: null,
  partner: 'borough',
  keyDecision: null,
  terms: {
    silence: { kind: 'deemed', upTo: 2_727_273, authority: 'Cabinet resolution 12' },
    counts: { percent: 50, from: 1_363_637 },
    declineEndsAfter: null,
    endsEarly: null,
    topUp: null,
  },
  prefilledReasons:
    'Camden approved up to £34,090.91 without further reasons, on the figures in revision 1 (share £27,272.73 of £150,000 if every borough joins).',
  standings,
  closesAt: '2026-12-18T17:00:00.000Z',
  years: [
    { financialYear: '2026-27', capital: 0, revenue: 6_000_000, benefits: 0 },
    { financialYear: '2027-28', capital: 1_250_050, revenue: 7_749_950, benefits: 9_000_000 },
    { financialYear: '2028-29', capital: 0, revenue: 0, benefits: 21_000_000 },
  ],
  costs: [
    costLine(6_000_000, 'Recruitment campaign', { financialYear: '2026-27', stage: 'Pilot' }),
    costLine(7_499_950, 'Cohort support'),
    costLine(1_250_050, 'Training room', { kind: 'capital' }),
    costLine(250_000, 'Local induction', { borough: 'Camden' }),
  ],
  benefits: [
    benefitLine('cashable', 7_500_000, 'Agency spend avoided'),
    benefitLine('non-cashable', 1_500_000, 'Recruitment time saved', { confidence: 4, borough: 'Hackney' }),
    benefitLine('social', 9_000_000, 'Lifetime earnings of residents', { financialYear: '2028-29', confidence: 5 }),
    benefitLine('disbenefit', 100_000, 'Time of line managers', { financialYear: '2028-29', confidence: 2 }),
  ],
  pledges: [{ unit: 'apprenticeships', target: 100, by: '2027-09-30' }],
  appraisal,
  boroughAppraisal: { borough: gss('E09000007'), ...figures, npsv: -1_100_000 },
  explain,
  changes: [],
  ruleInWords:
    'At least 2 boroughs must approve, the lead borough among them, and what they agree to must cover the cost.',
  code: null,
  revisionHash: 'a3'.repeat(32),
  replaces: null,
  firm: null,
};

/** All others have answered, and two of them pay no more than their limits. */
export const last: SignOffPage = {
  ...signOff,
  standings: standings.map((each) =>
    each.name === 'Westminster' ? { ...each, answer: 'approve', upTo: 2_727_273 } : each,
  ),
  live: { amount: 3_750_000, out: ['Islington', 'Tower Hamlets'], atLimit: ['Hackney', 'Newham', 'Westminster'] },
  suggestedLimit: 3_750_000,
  dropOuts: { others: 2, without: 0 },
  othersAnswered: 'all',
  neededOfLast: 3_750_000,
};

/** R1. An approval far below the share, shown back before it is recorded. */
export const amountShown: Extract<AnswerView, { kind: 'amount-shown' }> = {
  kind: 'amount-shown',
  page: signOff,
  values: { answer: 'approve', upTo: '£1', comment: 'It is <time>.', declaration: 'yes' },
  shown: {
    why: 'below-share',
    upTo: 100,
    asked: 2_727_273,
    live: 3_333_334,
    suggested: 3_409_091,
    missing: 0,
    tooSmallBelow: 50,
  },
};

/** The second revision, with what it changed. */
export const revised: SignOffPage = {
  ...signOff,
  heading: { ...heading, revision: 2 },
  comparedWith: 1,
  setAside: {
    answer: { kind: 'approve', upTo: 3_000_000, at: '2026-11-24T09:00:00.000Z', record: 'JF-7K3M2Q-1-E09000007' },
    by: 'Approver of Camden',
    revision: 1,
    why: ['The summary changed.', 'A cost line is new.'],
    held: 3_000_001,
    asked: { before: 2_500_000, now: 2_727_273 },
    total: { before: 13_750_000, now: 15_000_000 },
  },
  changes: [
    { pointer: '/summary', label: 'Summary', before: 'Shared recruitment.', after: heading.summary },
    {
      pointer: '/costs/1',
      label: 'Cost',
      before: 'none',
      after: '£90,000 revenue in 2027-28, shared, stage 1: Cohort support',
    },
  ],
};

export const lead: SignOffPage = {
  ...signOff,
  borough: { code: gss('E09000012'), name: 'Hackney', lead: true },
  officer: {
    name: 'Approver of Hackney',
    post: 'Approver, Hackney',
    authority: 'Constitution, part 3',
    limit: null,
    onBehalfOf: null,
  },
  ownLines: 0,
  terms: { ...signOff.terms, silence: { kind: 'lead' }, declineEndsAfter: 1 },
  pledges: [],
  benefits: [],
  boroughAppraisal: null,
  explain: explainWhole,
};

export const review: ReviewPage = {
  kind: 'review',
  heading,
  borough: { code: gss('E09000007'), name: 'Camden' },
  reviewer: { name: 'Reviewer of Camden', post: 'Head of Audit' },
  closesAt: '2026-12-24T17:00:00.000Z',
  standings,
  contributions: [
    { borough: 'Hackney', amount: 8_500_000 },
    { borough: 'Newham', amount: 6_500_000 },
  ],
  years: signOff.years,
  costs: signOff.costs,
  benefits: signOff.benefits,
  pledges: signOff.pledges,
  appraisal,
  explain,
  changes: [],
  needsValueJudgement: true,
  code: null,
  revisionHash: 'b4'.repeat(32),
};

/** R17, R29. What the lead's approver sees after advice against it, with a call-in that lasts; and another borough. */
export const confirm: ConfirmPage = {
  kind: 'confirm',
  heading,
  borough: { code: gss('E09000012'), name: 'Hackney', lead: true },
  officer: { name: 'Approver of Hackney', authority: 'Scheme of delegation, 4.2' },
  contribution: 8_500_000,
  contributions: review.contributions,
  advice: {
    outcome: 'not-recommended',
    until: '2027-01-05T17:00:00.000Z',
    reviews: [{ borough: 'Newham', answer: 'not-recommended', reasons: 'It costs more than it brings: <see> page 4.' }],
  },
  callInUntil: null,
  calledInUntil: null,
  without: ['Newham'],
  ...{ upTo: 9_000_000, topUp: null },
  said: [
    {
      ...{ kind: 'call-in', borough: 'Newham', at: '2026-12-21T10:00:00.000Z', by: 'Approver of Newham' },
      reasons: 'Called in by the scrutiny <committee>.',
    },
  ],
  answers: ['go-on', 'go-on-without', 'take-back'],
  closesAt: '2027-01-21T17:00:00.000Z',
  code: null,
  revisionHash: 'b4'.repeat(32),
};
export const confirmCallIn: ConfirmPage = {
  ...confirm,
  borough: { code: gss('E09000007'), name: 'Camden', lead: false },
  ...{ advice: null, without: [], said: [], answers: ['call-in'], callInUntil: '2026-12-30T00:00:00.000Z' },
  closesAt: '2026-12-30T00:00:00.000Z',
};
export const confirmTopUp: ConfirmPage = {
  ...confirm,
  ...{ answers: ['raise'], topUp: { shortfall: 125_000, until: '2027-01-07T17:00:00.000Z' } },
};
export const confirmCalledIn: ConfirmPage = {
  ...confirmCallIn,
  ...{ said: confirm.said, answers: ['take-back', 'release'], callInUntil: null },
  ...{ calledInUntil: '2027-01-21T17:00:00.000Z', closesAt: '2027-01-21T17:00:00.000Z' },
};

/**
 * R26. One borough's share is above its limit, so that each answer needs a code. In the other only a larger approval
 * needs one.
 */
/** R29. Where an approval can be a key decision. */
export const keyed: SignOffPage = { ...signOff, keyDecision: { above: 1_000_000, callInWorkingDays: 5 } };
export const coded: SignOffPage = { ...signOff, code: { above: 2_000_000, always: true } };
export const codedAbove: SignOffPage = { ...signOff, code: { above: 3_000_000, always: false } };
export const codedReview: ReviewPage = { ...review, code: { above: 2_000_000, always: true } };

/** R26. Answers that lack their code, and a code that is wrong. */
export const codeAsked: Extract<AnswerView, { kind: 'code-asked' }> = {
  kind: 'code-asked',
  because: 'needed',
  mailedAt: '2026-12-10T09:30:37.000Z',
  goodUntil: '2026-12-10T09:40:37.000Z',
  page: coded,
  values: {
    revisionHash: coded.revisionHash,
    answer: 'approve',
    upTo: '34,090.91',
    'pledge-1': '12',
    comment: 'It fits our <plan>.',
    declaration: 'yes',
  },
};
export const reviewCodeAsked: typeof codeAsked = {
  ...codeAsked,
  page: codedReview,
  values: {
    revisionHash: codedReview.revisionHash,
    answer: 'recommend-with-conditions',
    conditions: 'A report after the first cohort.',
    comment: 'The cashable return is thin but real.',
    declaration: 'yes',
  },
};
export const wrongCode: Extract<AnswerView, { kind: 'faults' }> = {
  kind: 'faults',
  page: coded,
  values: { ...codeAsked.values, code: '864209' },
  faults: [{ field: 'code', message: codeFaults.wrong(4) }],
};

/** No code was typed, because no more can be had. Without a panel, so that only the summary says it. */
export const noMoreCodes: typeof wrongCode = {
  ...wrongCode,
  page: codedAbove,
  values: codeAsked.values,
  faults: [{ field: 'code', message: codeFaults.noMoreToday }],
};

/** R26. Locked by five wrong codes: until the next day, and until after the close. */
export const locked: LockedLink = {
  kind: 'locked',
  heading: { reference: heading.reference, title: heading.title },
  borough: 'Camden',
  until: '2026-12-11T00:00:00.000Z',
  closesAt: signOff.closesAt,
};
export const lockedToTheEnd: LockedLink = { ...locked, until: null, closesAt: '2026-12-10T17:00:00.000Z' };

/** A review of a proposal whose cost was shared again after sign-off. */
export const sharedAgain: ReviewPage = {
  ...review,
  changes: [
    { pointer: '/contributions/E09000012', label: 'Hackney pays', before: '£70,000', after: '£85,000' },
    {
      pointer: '/contributions/E09000007',
      label: 'Camden pays',
      before: '£80,000',
      after: 'nothing: its approval was withdrawn',
    },
  ],
  revisionHash: `${'b4'.repeat(32)}-1`,
};

const recordedHeading = { reference: heading.reference, title: heading.title, revision: 1 };

/** The page on which Camden's recorded approval may be replaced. */
export const changing: SignOffPage = {
  ...signOff,
  terms: { ...signOff.terms, silence: null },
  replaces: {
    record: 'JF-7K3M2Q-1-E09000007',
    answer: 'approve',
    upTo: 3_409_091,
    at: '2026-12-10T09:30:00.000Z',
    by: 'Approver of Camden',
  },
};

/** R5. The same while a top-up runs, with the amount that would be enough. */
export const toppingUp: SignOffPage = {
  ...changing,
  terms: {
    ...changing.terms,
    topUp: { shortfall: 125_000, until: '2026-12-22T17:00:00.000Z', enough: { limit: 3_534_091, pays: 3_534_091 } },
  },
  closesAt: '2026-12-22T17:00:00.000Z',
  firm: { why: 'top-up', least: 3_409_091 },
};

export const approval: SignOffConfirmation = {
  kind: 'sign-off-confirmation',
  heading: recordedHeading,
  borough: 'Camden',
  by: 'Approver of Camden',
  post: 'Director of Housing <Camden>',
  onBehalfOf: null,
  answer: {
    kind: 'approve',
    at: '2026-12-10T09:30:00.000Z',
    by: who('person-1'),
    onBehalfOf: null,
    authority: 'Scheme of delegation, 4.2',
    upTo: 3_409_091,
    comment: 'It fits our workforce plan.\nAnd the share is fair.',
    pledged: [10],
    silence: false,
    link: 'c5'.repeat(32),
    record: 'JF-7K3M2Q-1-E09000007',
  },
  pledges: [{ unit: 'apprenticeships', number: 10 }],
  asked: 2_727_273,
  tooSmall: null,
  status: 'sign-off',
  closesAt: '2026-12-18T17:00:00.000Z',
  revoked: null,
  change: changing,
};

/** The same on the last working day, locked by wrong codes, and after the last answer that may be given. */
export const firm: SignOffConfirmation = {
  ...approval,
  change: { ...changing, firm: { why: 'last-working-day', least: 3_409_091 } },
};
export const lockedChange: SignOffConfirmation = { ...approval, change: locked };
export const unchangeable: SignOffConfirmation = { ...approval, change: { kind: 'no-change', why: 'too-often' } };
export const deemed: SignOffConfirmation = {
  ...approval,
  by: 'No officer. Silence counted as approval',
  post: null,
  answer: { ...approval.answer, by: null, silence: true, link: null, pledged: [] },
  pledges: [],
  change: { ...changing, firm: { why: 'top-up', least: 2_727_273 } },
};

export const revoked: SignOffConfirmation = {
  ...approval,
  status: 'roi-review',
  closesAt: '2026-12-24T17:00:00.000Z',
  revoked: { at: '2026-12-19T11:00:00.000Z', reason: 'A spending stop since 18 December.' },
  change: { kind: 'no-change', why: 'revoked' },
};

export const refusal: SignOffConfirmation = {
  ...approval,
  answer: { ...approval.answer, kind: 'decline', upTo: null, pledged: [], comment: 'No budget this year.' },
  pledges: [],
  status: 'not-funded',
  closesAt: null,
  change: { kind: 'no-change', why: 'closed' },
};

export const wish: SignOffConfirmation = {
  ...approval,
  answer: { ...approval.answer, kind: 'request-changes', upTo: null, pledged: [], comment: 'Start a year later.' },
  pledges: [],
};

export const recusal: RecusalConfirmation = {
  kind: 'recusal-confirmation',
  heading: recordedHeading,
  borough: 'Camden',
  by: 'Approver of Camden',
  post: 'Director of Housing <Camden>',
  at: '2026-12-10T09:30:00.000Z',
  interest: 'My partner works for the training provider.',
  passedOn: true,
  asked: 'officer',
  answer: null,
};

export const reviewed: ReviewConfirmation = {
  kind: 'review-confirmation',
  heading: recordedHeading,
  borough: 'Camden',
  by: 'Reviewer of Camden',
  post: 'Head of Audit',
  answer: {
    kind: 'recommend-with-conditions',
    at: '2026-12-20T10:00:00.000Z',
    by: who('person-2'),
    authority: 'Financial regulations, 7',
    reasons: 'The cashable return is thin but real.',
    conditions: 'A report after the first cohort.',
    link: 'd6'.repeat(32),
    record: 'JF-7K3M2Q-1-E09000007-review',
  },
  status: 'roi-review',
};

/** A dead link for each reason, as `DeadWhy` lists them. */
export const deadLinks: Readonly<Record<DeadWhy, DeadLink>> = {
  replaced: dead('replaced', { status: 'sign-off' }),
  answered: dead('answered', {
    recorded: { answer: 'approve', at: '2026-12-10T09:30:00.000Z', by: 'Deputy of Camden' },
  }),
  closed: dead('closed', { status: 'roi-review' }),
  late: dead('late', {}),
  ended: dead('ended', { status: 'funded', ending: 'funded', endedAt: '2026-12-21T11:00:00.000Z', closesAt: null }),
  'passed-on': dead('passed-on', {}),
  'takes-no-part': dead('takes-no-part', { status: 'roi-review' }),
  'not-eligible': dead('not-eligible', { detail: 'You no longer hold the role of approver.' }),
  expired: dead('expired', { status: 'closed', ending: 'funded', borough: null }),
};

function dead(why: DeadWhy, rest: Partial<DeadLink>): DeadLink {
  return {
    kind: 'dead',
    why,
    heading: { reference: heading.reference, title: heading.title },
    borough: 'Camden',
    status: 'sign-off',
    ending: null,
    endedAt: null,
    closesAt: '2026-12-18T17:00:00.000Z',
    recorded: null,
    detail: null,
    ...rest,
  };
}

const { proposer: _, ...headingWithoutProposer } = heading;

export const tracking: TrackingPage = {
  kind: 'tracking',
  heading: headingWithoutProposer,
  status: 'sign-off',
  submittedAt: '2026-12-04T09:00:00.000Z',
  closesAt: '2026-12-18T17:00:00.000Z',
  standings,
  reviews: [],
  obstacles: ['no eligible approver for Camden', 'no eligible approver for Newham'],
  contributions: [],
  appraisal,
  explain: explainWhole,
  ending: null,
  endedAt: null,
  reasons: [],
};

export const trackedToTheEnd: TrackingPage = {
  ...tracking,
  status: 'settling',
  closesAt: null,
  obstacles: [],
  reviews: [
    { borough: 'Camden', answered: true },
    { borough: 'Hackney', answered: false },
  ],
  contributions: review.contributions,
  ending: 'funded',
  endedAt: '2026-12-21T11:00:00.000Z',
  reasons: ['2 boroughs approved; 2 were needed, the lead among them.', 'Their caps cover the cost.'],
};

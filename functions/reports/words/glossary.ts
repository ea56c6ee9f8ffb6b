/** The heading of a column, its meaning, and why a cell may be empty. */
export interface Term {
  readonly heading: string;
  readonly meaning: string;
  /** Why it is empty, if the row's notes give no better reason. */
  readonly empty?: string;
  /** The figures in the row's notes that may explain an empty cell. The first one found is used. */
  readonly noted?: readonly string[];
}

/** Every column of every dataset by its name in CSV: for headings of pages and the notes of a workbook. */
const glossary: Readonly<Record<string, Term>> = {
  reference: { heading: 'Reference', meaning: 'The proposal’s reference, as in emails and on its record.' },
  title: { heading: 'Title', meaning: 'The proposal’s title.' },
  scheme: { heading: 'Scheme', meaning: 'The set of rules that applies to the proposal.' },
  status: {
    heading: 'Status',
    meaning:
      'Where the proposal is: sign-off, changes-requested, roi-review, settling, funded, not-funded, lapsed, withdrawn, closed or needs-attention.',
  },
  decided_on: {
    heading: 'Decided on',
    meaning:
      'The day on which the coalition decided to fund the proposal or not, London time. A proposal that lapses or is withdrawn has no decision.',
    empty: 'not decided',
    noted: ['Decision'],
  },
  submitted_on: { heading: 'Submitted on', meaning: 'The day on which the proposal was submitted, London time.' },
  lead_borough: { heading: 'Lead borough', meaning: 'GSS code of the borough that hosts the money.' },
  borough_code: { heading: 'Borough code', meaning: 'GSS code of the borough that the row is about.' },
  borough: { heading: 'Borough', meaning: 'Name of the borough that the row is about.' },
  role: { heading: 'Role', meaning: 'lead: the borough hosts the money. partner: the borough was invited.' },
  kind: { heading: 'Kind', meaning: 'revenue or capital: the budget that the money comes from.' },
  financial_year: { heading: 'Financial year', meaning: 'From 1 April to 31 March.' },
  class: {
    heading: 'Class',
    meaning: 'cashable: can be taken out of a budget. non-cashable, social: other gains. disbenefit: a loss, negative.',
  },
  confidence: {
    heading: 'Confidence',
    meaning:
      'Confidence grade 1 to 6. It takes a part off a benefit and adds that part to a disbenefit. The proposal’s parameter set says how much: in the Green Book’s own set 0, 5, 10, 15, 25 or 40%.',
  },
  asked_gbp: { heading: 'Asked share', meaning: 'What the borough pays if every invited borough joins.' },
  up_to_gbp: {
    heading: 'Approved up to',
    meaning: 'The most that the borough agreed to.',
    empty: 'not approved',
    noted: ['Up to'],
  },
  contribution_gbp: {
    heading: 'Contribution',
    meaning: 'What the borough pays in the end. It is 0 if the borough pays nothing.',
    empty: 'not shared yet',
    noted: ['Contribution'],
  },
  pv_costs_gbp: {
    heading: 'PV costs',
    meaning:
      'Present value of what the borough pays, including optimism bias, in the prices and value of the proposal’s own base year.',
    empty: 'not appraised',
    noted: ['Appraisal'],
  },
  pv_benefits_gbp: {
    heading: 'PV benefits',
    meaning:
      'Present value of what the borough gains, less disbenefits and less the reduction for confidence, in the same prices.',
    empty: 'not appraised',
    noted: ['Appraisal'],
  },
  npsv_gbp: {
    heading: 'NPSV',
    meaning: 'Net present social value: PV benefits less PV costs. It is rounded on its own, so it can differ by 1p.',
    empty: 'not appraised',
    noted: ['Appraisal'],
  },
  bcr: {
    heading: 'BCR',
    meaning: 'Benefit-cost ratio: PV benefits for each £1 of PV costs.',
    empty: 'not computable',
    noted: ['BCR', 'Appraisal'],
  },
  cashable_npv_gbp: {
    heading: 'Cashable NPV',
    meaning: 'Present value of cashable benefits less the present value of all costs.',
    empty: 'not appraised',
    noted: ['Appraisal'],
  },
  cashable_return: {
    heading: 'Cashable return',
    meaning: 'PV of cashable benefits for each £1 of PV costs.',
    empty: 'not computable',
    noted: ['Cashable return', 'Appraisal'],
  },
  payback_years: {
    heading: 'Payback, years',
    meaning: 'Years from the first cost until the benefits of all classes cover the costs, both discounted.',
    empty: 'not reached',
    noted: ['Payback', 'Appraisal'],
  },
  forecast_benefits_gbp: {
    heading: 'Forecast benefits',
    meaning: 'What the proposal states, before confidence and discounting. Disbenefits are negative.',
    empty: 'not appraised',
    noted: ['Appraisal'],
  },
  actual_benefits_gbp: {
    heading: 'Actual benefits',
    meaning: 'What was reported as achieved.',
    empty: 'not returned, which does not mean 0',
    noted: ['Actual benefits'],
  },
  days_to_decision: {
    heading: 'Days to decision',
    meaning: 'Midnights in London from submission to the decision to fund the proposal or not.',
    empty: 'not decided',
    noted: ['Decision'],
  },
  updated_at: { heading: 'Updated at', meaning: 'When the row last changed, UTC.' },
  notes: { heading: 'Notes', meaning: 'Why figures are empty, and other notes on the row.' },
  held_gbp: { heading: 'Held', meaning: 'Held in the borough’s budget until the proposal is decided.' },
  committed_gbp: { heading: 'Committed', meaning: 'Committed in the borough’s budget by a decision.' },
  drawn_gbp: { heading: 'Drawn', meaning: 'How much of the committed money has been drawn.' },
  allocated_gbp: {
    heading: 'Allocated',
    meaning: 'The borough’s whole budget for that year and kind. Each of its rows repeats it, so do not add it up.',
    empty: 'no budget is set',
  },
  available_gbp: {
    heading: 'Available',
    meaning: 'What is left of that budget. Each of its rows repeats it, so do not add it up.',
    empty: 'no budget is set',
  },
  forecast_gbp: { heading: 'Forecast', meaning: 'What the proposal states. Disbenefits are negative.' },
  adjusted_gbp: { heading: 'After confidence', meaning: 'The forecast, adjusted for its confidence grade.' },
  actual_gbp: {
    heading: 'Actual',
    meaning: 'What was reported as achieved.',
    empty: 'not returned, which does not mean 0',
  },
  returned_on: { heading: 'Returned on', meaning: 'The day of the yearly return, London time.', empty: 'not returned' },
  waiting_on_code: { heading: 'Waiting on, code', meaning: 'GSS code of the borough that the proposal waits for.' },
  waiting_on: {
    heading: 'Waiting on',
    meaning:
      'The borough that the proposal waits for. It is the lead borough if the proposal waits for the proposer, the secretariat or the service.',
  },
  waiting_for: {
    heading: 'Waiting for',
    meaning:
      'sign-off, review: an answer. eligible-approver, eligible-reviewer: an officer who may answer. confirmation: whether the borough stays in, or its call-in. revision: a new revision. resumption: the secretariat. settlement: the service.',
  },
  waiting_since: { heading: 'Waiting since', meaning: 'When the waiting began, UTC.' },
  days_waiting: {
    heading: 'Days waiting',
    meaning: 'Midnights in London from then until the report was requested.',
  },
  reminders_sent: { heading: 'Reminders sent', meaning: 'How many reminders have gone out.' },
  decide_by: { heading: 'Decide by', meaning: 'When the answer is due, UTC.', empty: 'no deadline' },
};

/** The term of a column. A test checks that every column has one. */
export function termOf(column: string): Term {
  return glossary[column] ?? { heading: column, meaning: '' };
}

const figures: Readonly<Record<string, string>> = {
  decided: 'Proposals submitted and decided in this financial year or the two before it',
  medianDaysToDecision: 'Their median days to decision',
};

/** The heading of a figure beside the rows, by its name in JSON. */
export function figureName(figure: string): string {
  return figures[figure] ?? figure;
}

const titles: Readonly<Record<string, string>> = {
  roi: 'Return on investment',
  contributions: 'Contributions',
  benefits: 'Benefits',
  pipeline: 'Open proposals',
};

/** The title of a dataset. */
export function titleOf(dataset: string): string {
  return titles[dataset] ?? dataset;
}

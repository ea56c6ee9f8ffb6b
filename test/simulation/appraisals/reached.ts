import type { Appraisal } from '../../../functions/domain/appraisal/appraisal.ts';
import { explainAppraisal } from '../../../functions/domain/appraisal/appraisal-explanation.ts';
import type { AppraisalInput } from '../../../functions/domain/appraisal/appraisal-input.ts';
import { sensitivityCases } from '../../../functions/domain/appraisal/sensitivity.ts';
import { benefitClasses } from '../../../functions/domain/vocabulary/proposal.ts';
import type { Tally } from '../tally.ts';
import { sets } from './generate.ts';

const grades = ['1', '2', '3', '4', '5', '6'];

/** Everything that a run of enough appraisals must reach. */
const known: Readonly<Record<string, readonly string[]>> = {
  'not computable': [
    'no cost',
    'no benefit',
    'disbenefits outweigh benefits',
    'more than could ever be pledged',
    'benefits would fall beyond year 125',
  ],
  irr: ['below 0', '0 or more', 'above 100%', 'no change of sign', 'one, from positive', 'several changes'],
  payback: [
    'in the year of the first cost',
    'later',
    'not reached',
    'turns negative again',
    'simple alone reached',
    'with £0 exactly',
  ],
  sensitivity: sensitivityCases,
  bias: ['none', 'rate', 'project type of capital', 'project type of revenue', 'without mitigation'],
  class: benefitClasses,
  grade: grades,
  prices: ['real', 'nominal', 'own of a cost line', 'own of a benefit line'],
  line: ['shared cost', 'own cost', 'benefit of all', 'fixed benefit of all', 'benefit of one', 'no benefit at all'],
  'takes part': ['all', 'some', 'nobody', 'a borough that pays nothing'],
  dropped: ['nothing', 'some'],
  years: ['one', 'up to 8', 'up to 50', '51 to 60', '125'],
  set: sets.map(({ id }) => id),
  rounding: ['NPSV differs by 1p from the rounded present values'],
};

export function expectAll(tally: Tally): void {
  for (const [group, names] of Object.entries(known)) tally.expect(group, names);
}

/** Counts what one appraisal reached. */
export function countReached(tally: Tally, input: AppraisalInput, appraisal: Appraisal, years: number): void {
  const { content, parameters } = input;
  const reach = (group: string, name: string, when = true) => {
    if (when) tally.count(group, name);
  };
  JSON.stringify(appraisal, (member, value: unknown) => {
    if (member === 'notComputable') reach('not computable', String(value));
    return value;
  });
  reachIrr(reach, appraisal);
  reachPayback(reach, appraisal);
  const { rows, simple } = explainAppraisal(input, []).whole.payback;
  const reachedIn = rows.find(({ financialYear }) => financialYear === simple.reachedIn);
  reach('payback', 'with £0 exactly', reachedIn?.cumulative === 0);
  for (const { case: name } of appraisal.sensitivity) reach('sensitivity', name);
  reachBias(reach, content.optimismBias);
  reachLines(reach, content);
  reach('prices', content.prices);
  reachBoroughs(reach, input);
  reach('dropped', appraisal.droppedBenefits.length === 0 ? 'nothing' : 'some');
  reach(
    'years',
    years === 0 ? 'one' : years <= 8 ? 'up to 8' : years <= 50 ? 'up to 50' : years <= 60 ? '51 to 60' : '125',
  );
  reach('set', parameters.id);
  const { npsv, presentValueBenefits, presentValueCosts } = appraisal;
  const differs = npsv !== presentValueBenefits - presentValueCosts;
  reach('rounding', 'NPSV differs by 1p from the rounded present values', differs);
}

type Reach = (group: string, name: string, when?: boolean) => void;

function reachIrr(reach: Reach, { irr }: Appraisal): void {
  if ('value' in irr) {
    reach('irr', irr.value < 0 ? 'below 0' : '0 or more');
    reach('irr', 'above 100%', irr.value > 1);
  } else reach('irr', ['no change of sign', 'one, from positive'][irr.signChanges] ?? 'several changes');
}

function reachPayback(reach: Reach, { payback, boroughs }: Appraisal): void {
  for (const { simple, discounted, turnsNegativeAgain } of [payback, ...boroughs.map((each) => each.payback)]) {
    if (typeof simple === 'number') reach('payback', simple === 0 ? 'in the year of the first cost' : 'later');
    reach('payback', 'not reached', simple === 'notReached');
    reach('payback', 'simple alone reached', typeof simple === 'number' && discounted === 'notReached');
    reach('payback', 'turns negative again', turnsNegativeAgain);
  }
}

function reachLines(reach: Reach, content: AppraisalInput['content']): void {
  for (const line of content.benefits) {
    reach('class', line.class);
    reach('grade', String(line.confidence));
    reach('prices', 'own of a benefit line', line.prices !== undefined);
    const whose =
      line.borough === 'all' ? (line.fixed === true ? 'fixed benefit of all' : 'benefit of all') : 'benefit of one';
    reach('line', whose);
  }
  for (const { borough, prices } of content.costs) {
    reach('line', borough === undefined ? 'shared cost' : 'own cost');
    reach('prices', 'own of a cost line', prices !== undefined);
  }
  reach('line', 'no benefit at all', content.benefits.length === 0);
}

function reachBoroughs(reach: Reach, { contributions, weights }: AppraisalInput): void {
  const taking = contributions.length === 0 ? 'nobody' : contributions.length === weights.length ? 'all' : 'some';
  reach('takes part', taking);
  reach(
    'takes part',
    'a borough that pays nothing',
    contributions.some(({ amount }) => amount === 0),
  );
}

function reachBias(reach: Reach, bias: AppraisalInput['content']['optimismBias']): void {
  if (bias === undefined) {
    reach('bias', 'none');
    return;
  }
  if ('rate' in bias) reach('bias', 'rate');
  else reach('bias', bias.projectType === 'outsourcing' ? 'project type of revenue' : 'project type of capital');
  reach('bias', 'without mitigation', bias.mitigation === 0);
}

import fc from 'fast-check';
import { AlreadyReplied, Overloaded } from '../../../functions/application/commit/change-proposal.ts';
import type { ReviewAnswerKind } from '../../../functions/domain/review/review.ts';
import { reviewAnswerKinds } from '../../../functions/domain/review/review.ts';
import { instantOf } from '../../../functions/domain/vocabulary/calendar.ts';
import {
  type BoroughCode,
  benefitClasses,
  type ProposalContent,
  type ProposalId,
} from '../../../functions/domain/vocabulary/proposal.ts';
import { camden, hackney, islington, newham } from '../builders/boroughs.ts';
import { gss, pid } from '../builders/ids.ts';
import { among, aSubmission, cost } from '../builders/submissions.ts';
import { Crash, type Fault } from '../fakes/fake-table.ts';
import type { Given } from './answer-page.ts';
import { changeBorough, type MemoryCoalition } from './memory-coalition.ts';

export const historic: readonly BoroughCode[] = [hackney, camden, newham, islington];

/** One event of a history, for the proposal with this index if it concerns one. */
export type Step =
  | {
      readonly kind: 'answer';
      readonly of: number;
      readonly who: number;
      readonly how: Given['answer'];
      readonly percent: number;
    }
  | { readonly kind: 'review'; readonly of: number; readonly how: ReviewAnswerKind }
  | { readonly kind: 'revise'; readonly of: number; readonly how: keyof typeof revisions }
  | { readonly kind: 'withdraw' | 'resume'; readonly of: number }
  | { readonly kind: 'revoke'; readonly of: number; readonly who: number }
  | { readonly kind: 'extend'; readonly of: number; readonly hours: number }
  | { readonly kind: 'hours'; readonly count: number }
  | { readonly kind: 'sweep' | 'outage' | 'reach' | 'mend' }
  | { readonly kind: 'break'; readonly task: 'open' | 'settle' }
  | { readonly kind: 'stall'; readonly after: number }
  | { readonly kind: 'deadline' | 'lose'; readonly of: number }
  | { readonly kind: 'officers'; readonly who: number; readonly from: number }
  | { readonly kind: 'allocate'; readonly who: number; readonly pence: number }
  | { readonly kind: 'fault'; readonly fault: Fault; readonly after: number };

const of = fc.nat({ max: 1 });
const who = fc.nat({ max: 3 });

/** Histories of two proposals that ask the same four boroughs. Usual events are more likely. */
export const histories: fc.Arbitrary<readonly Step[]> = fc.array(
  fc.oneof(
    { weight: 12, arbitrary: answer() },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('review' as const), of, how: fc.constantFrom(...reviewAnswerKinds) }),
    },
    {
      weight: 2,
      arbitrary: fc.record({
        kind: fc.constant('revise' as const),
        of,
        how: fc.constantFrom<keyof typeof revisions>('title', 'dearer', 'cheaper', 'fewer', 'staged', 'all'),
      }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constantFrom('withdraw' as const, 'resume' as const), of }) },
    { weight: 3, arbitrary: fc.record({ kind: fc.constant('revoke' as const), of, who }) },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('extend' as const), of, hours: fc.integer({ min: 1, max: 200 }) }),
    },
    {
      weight: 1,
      arbitrary: fc.record({ kind: fc.constant('break' as const), task: fc.constantFrom('open', 'settle') }),
    },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('stall' as const), after: fc.nat({ max: 4 }) }) },
    {
      weight: 3,
      arbitrary: fc.record({ kind: fc.constant('hours' as const), count: fc.integer({ min: 1, max: 100 }) }),
    },
    {
      weight: 3,
      arbitrary: fc.record({
        kind: fc.constantFrom('sweep' as const, 'outage' as const, 'reach' as const, 'mend' as const),
      }),
    },
    { weight: 2, arbitrary: fc.record({ kind: fc.constantFrom('deadline' as const, 'lose' as const), of }) },
    { weight: 1, arbitrary: fc.record({ kind: fc.constant('officers' as const), who, from: fc.nat({ max: 3 }) }) },
    {
      weight: 2,
      arbitrary: fc.record({ kind: fc.constant('allocate' as const), who, pence: fc.nat({ max: 12_000_000 }) }),
    },
    {
      weight: 4,
      arbitrary: fc.record({
        kind: fc.constant('fault' as const),
        fault: fc.constantFrom<Fault>(
          'conflict',
          'throttle',
          'lost-before',
          'lost-after',
          'crash-before',
          'crash-after',
        ),
        after: fc.nat({ max: 6 }),
      }),
    },
  ),
  { maxLength: 30 },
);

function answer() {
  return fc.record({
    kind: fc.constant('answer' as const),
    of,
    who,
    how: fc.constantFrom<Given['answer']>('approve', 'approve', 'approve', 'decline', 'request-changes', 'recuse'),
    percent: fc.integer({ min: 50, max: 400 }),
  });
}

/** Runs one event. Refusals and processes that end early are part of a history. */
export async function happen(coalition: MemoryCoalition, ids: readonly ProposalId[], step: Step): Promise<void> {
  try {
    await perform(coalition, ids, step);
  } catch (error) {
    if (!(error instanceof Crash || error instanceof Overloaded || error instanceof AlreadyReplied)) throw error;
    await coalition.settleDown();
  }
}

async function perform(coalition: MemoryCoalition, ids: readonly ProposalId[], step: Step): Promise<void> {
  const id = 'of' in step ? (ids[step.of] ?? pid('')) : pid('');
  const borough = 'who' in step ? (historic[step.who] ?? gss('')) : gss('');
  switch (step.kind) {
    case 'answer':
      return giveAnswer(coalition, id, borough, step);
    case 'review': {
      const { reviews } = await coalition.state(id);
      const asked = reviews.findLast(({ passedOn }) => passedOn === null)?.borough;
      const mailed = asked !== undefined && coalition.links(id, asked, 'review').length > 0;
      return mailed ? void (await coalition.review(id, step.how, { borough: asked })) : undefined;
    }
    case 'revise':
      return void (await coalition.revise(id, revisions[step.how]));
    case 'withdraw':
      return void (await coalition.withdraw(id));
    case 'resume':
      return void (await coalition.resume(id));
    case 'revoke':
      return void (await coalition.revoke(id, borough));
    case 'extend': {
      const { closesAt } = (await coalition.state(id)).head;
      const later = Date.parse(closesAt ?? coalition.now) + step.hours * 3_600_000;
      return void (await coalition.extend(id, instantOf(later)));
    }
    case 'break':
      coalition.broken.add(step.task);
      return;
    case 'stall':
      return stall(coalition, step.after);
    case 'mend':
      coalition.broken.clear();
      coalition.faultOf = () => 'none';
      return;
    case 'hours':
      return coalition.advance({ hours: step.count });
    case 'sweep':
      return void (await coalition.sweep());
    case 'outage':
    case 'reach':
      coalition.executions.outage = step.kind === 'outage';
      return;
    case 'deadline':
      return (await coalition.state(id)).head.closesAt === null ? undefined : coalition.passDeadline(id);
    case 'lose':
      return coalition.machine.lose(`${id}-${(await coalition.state(id)).head.cycle}`);
    case 'officers': {
      const all = (await coalition.world.boroughs.get(borough))?.officers ?? [];
      const officers = [...all.slice(step.from), ...all.slice(0, step.from)];
      return coalition.invoke(() => changeBorough(coalition, borough, () => ({ officers })));
    }
    case 'allocate': {
      // Less than what is held and committed is refused (R12).
      const allocated = { revenue: step.pence, capital: step.pence };
      return coalition.invoke(async () => void (await coalition.world.budgets.allocate(borough, '2026-27', allocated)));
    }
    case 'fault':
      return spoil(coalition, step);
  }
}

async function giveAnswer(
  coalition: MemoryCoalition,
  id: ProposalId,
  borough: BoroughCode,
  { how, percent }: Extract<Step, { kind: 'answer' }>,
): Promise<void> {
  const token = coalition.links(id, borough).at(-1);
  const request = (await coalition.state(id)).requests.find((each) => each.borough === borough);
  if (token === undefined || request === undefined) return;
  const upTo = Math.floor((request.asked * percent) / 100);
  await coalition.answer(id, borough, how === 'approve' ? { answer: how, upTo } : { answer: how }, token);
}

/** One later write fails, counted from now. */
function spoil(coalition: MemoryCoalition, { fault, after }: Extract<Step, { kind: 'fault' }>): void {
  let left = after;
  coalition.faultOf = ({ operation }) => {
    const spoilt = left === 0 && (fault === 'crash-before' || fault === 'crash-after' || transactions.has(operation));
    if (left > 0 || spoilt) left -= 1;
    return spoilt ? fault : 'none';
  };
}

/** Each settlement ends after this many boroughs, counted from now. */
function stall(coalition: MemoryCoalition, after: number): void {
  let left = after;
  coalition.faultOf = ({ operation }) => {
    if (operation !== 'settle') return 'none';
    left -= 1;
    return left < 0 ? 'crash-before' : 'none';
  };
}

/** The writes for which the store's own tries do not repair every fault. */
const transactions: ReadonlySet<string> = new Set(['commit', 'registerToken', 'settle']);

const costs = [
  cost(6_000_000),
  cost(3_000_001, { financialYear: '2027-28', kind: 'capital' }),
  cost(100_000, { borough: newham }),
];

/** Benefits of each class. The boroughs share some of them, and one borough has each of the others alone. */
const benefits = benefitClasses.map((of, at) => ({
  financialYear: '2027-28' as const,
  borough: [newham, hackney][at] ?? ('all' as const),
  class: of,
  amount: 12_000_000 + at,
  confidence: 3 as const,
  description: 'Repairs avoided',
}));

const content = (changes: Partial<ProposalContent> = {}) =>
  aSubmission({ costs, benefits, partners: among(...historic), ...changes });

export const asSubmitted = content();

const revisions = {
  title: content({ title: 'Damp and mould sensors' }),
  dearer: content({ costs: [...costs, cost(500_000)] }),
  cheaper: content({ costs: costs.filter(({ kind }) => kind === 'revenue') }),
  fewer: aSubmission({ costs: costs.slice(0, 2), partners: among(hackney, camden) }),
  staged: content({
    stages: [{ name: 'Pilot' }, { name: 'Roll-out', gateBy: '2027-10-31' }],
    costs: costs.map((line, at) => ({ ...line, stage: at === 0 ? 1 : 2 })),
  }),
  all: asSubmitted,
} as const;

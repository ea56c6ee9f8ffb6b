import { beforeAll, describe, expect, test } from 'vitest';
import { systemDigests } from '../../functions/adapters/system/digests.ts';
import { addYears } from '../../functions/domain/vocabulary/financial-year.ts';
import type { BenefitLine, ProposalContent } from '../../functions/domain/vocabulary/proposal.ts';
import type { GatewayHandler } from '../../functions/http/edge/edge.ts';
import { descriptions } from '../../functions/http/operations/operations.ts';
import { viewResponse } from '../../functions/web/link-pages.ts';
import { keyFor } from '../support/builders/api-keys.ts';
import { hackney } from '../support/builders/boroughs.ts';
import { aSubmission, cost } from '../support/builders/submissions.ts';
import { stubHandlerEnvironment } from '../support/deployed/handler-environment.ts';
import { send } from '../support/gateway.ts';
import { type MemoryCoalition, memoryCoalition } from '../support/worlds/memory-coalition.ts';
import { said } from '../web/markup.ts';

const DraftAppraisal = descriptions.appraiseDraft().responses[200].json.schema;

stubHandlerEnvironment();
const { create } = await import('../../functions/handlers/api/appraisals.handler.ts');

const largest = 99_999_999_999;
const none = (why: string) => ({ notComputable: why });

let coalition: MemoryCoalition;
let handler: GatewayHandler;
let key: string;

beforeAll(async () => {
  coalition = await memoryCoalition({ allocated: 10 * largest });
  handler = create({
    ...coalition.world,
    digests: systemDigests,
    allowShortResponses: false,
    allowStages: true,
    log: (...line) => expect(line).toEqual([]),
  });
  key = await keyFor(coalition.world.keys, { holder: 'digital@hackney.example' });
});

/** A benefit that begins this many years after the cost. */
function benefit(years: number, amount: number, more: Partial<BenefitLine> = {}): BenefitLine {
  const financialYear = addYears('2026-27', years);
  return { financialYear, borough: 'all', class: 'cashable', amount, confidence: 1, description: 'A benefit', ...more };
}

const appraised = (changes: Partial<ProposalContent>) =>
  send(handler, {
    method: 'POST',
    path: '/v1/appraisals',
    query: 'explain=1',
    key,
    body: aSubmission({ costs: [cost(9_000_000)], ...changes }),
  });

/** Paths of members that are null. JSON also turns NaN and Infinity into null. */
function nullsIn(value: unknown, path = ''): readonly string[] {
  if (value === null) return [path];
  if (typeof value !== 'object') return [];
  return Object.entries(value as object).flatMap(([name, each]) => nullsIn(each, `${path}/${name}`));
}

const pledges = [{ unit: 'places', target: 1_000_000_000, by: '2027-09-30' }] as const;

describe('R14, R15 proposals at the edge of what can be computed', () => {
  test.each<readonly [what: string, changes: Partial<ProposalContent>, expected: object, words: string]>([
    [
      'costs and benefits in one year only',
      { benefits: [benefit(0, 9_000_000)] },
      {
        npsv: 0,
        bcr: 1,
        payback: { simple: 0, discounted: 0, turnsNegativeAgain: false },
        irr: { notUnique: true, signChanges: 0 },
        switchingValues: { benefits: 0, costs: 0 },
      },
      'not computable, because benefits less costs have the same sign in every year',
    ],
    [
      'only costs',
      { benefits: [], pledges },
      {
        bcr: 0,
        payback: { simple: 'notReached', discounted: 'notReached' },
        switchingValues: { benefits: none('no benefit'), costs: -1 },
        breakEvenPledges: [{ breakEven: none('no benefit') }],
      },
      'Break-even for places: not computable (no benefit).',
    ],
    [
      'only disbenefits',
      { benefits: [benefit(1, 1_000_000, { class: 'disbenefit', confidence: 6 })], pledges },
      { presentValueBenefits: -1_352_657, breakEvenPledges: [{ breakEven: none('disbenefits outweigh benefits') }] },
      'Break-even for places: not computable (disbenefits outweigh benefits).',
    ],
    [
      'benefits before the costs',
      { costs: [cost(9_000_000, { financialYear: '2030-31' })], benefits: [benefit(0, 1_000_000)] },
      { baseYear: '2026-27', irr: { notUnique: true, signChanges: 1 } },
      'not computable, because benefits come before costs',
    ],
    [
      'benefits before the appraisal begins',
      { benefits: [benefit(-60, 1_000_000)] },
      { baseYear: '1966-67', sensitivity: [{}, {}, {}, { case: 'long-horizon' }] },
      'Lower discount rates for long horizons',
    ],
    [
      'a benefit 125 years ahead',
      { benefits: [benefit(125, largest)] },
      {
        presentValueBenefits: 2_741_076_302,
        payback: { simple: 125, discounted: 125 },
        sensitivity: [{}, {}, { npsv: none('benefits would fall beyond year 125') }, { case: 'long-horizon' }],
      },
      'not computable: benefits would fall beyond year 125',
    ],
    [
      'a penny of cost and the largest benefits',
      { costs: [cost(3)], benefits: Array.from({ length: 500 }, (_, at) => benefit(1 + (at % 125), largest)) },
      { presentValueCosts: 3, payback: { simple: 1, discounted: 1 } },
      'Internal rate of return (IRR): ',
    ],
    [
      'the largest cost with the highest bias, and a penny of benefit',
      {
        costs: [cost(largest)],
        benefits: [benefit(1, 1, { confidence: 6 })],
        optimismBias: { rate: 10, mitigation: 0 },
        pledges,
      },
      {
        presentValueCosts: 1_099_999_999_989,
        breakEvenPledges: [{ breakEven: none('more than could ever be pledged') }],
      },
      'Break-even for places: not computable (more than could ever be pledged).',
    ],
    [
      'a fully mitigated bias',
      { optimismBias: { rate: 10, mitigation: 1 } },
      { presentValueCosts: 9_000_000 },
      'Optimism bias at its lower rate',
    ],
  ])('%s: the response is clear, and the page says why a figure is missing', async (_, changes, expected, words) => {
    const { statusCode, json } = await appraised(changes);
    expect(statusCode).toBe(200);
    expect(json.appraisal).toMatchObject(expected);
    expect(DraftAppraisal.parse(json)).toEqual(json);
    expect(nullsIn(json)).toEqual([]);

    const id = await coalition.submit(aSubmission({ costs: [cost(9_000_000)], ...changes }));
    const page = said(viewResponse(await coalition.read(coalition.link(id, hackney))).body);
    expect(page).toContain(words);
    expect(page).not.toMatch(/NaN|Infinity|undefined|\bnull\b|−0\b(?!\.)/);
  });

  test.each<readonly [what: string, changes: object, pointer: string, words: string]>([
    ['benefits alone', { costs: [], benefits: [benefit(1, 100)] }, '/costs', 'Expected 1 to 200 cost lines.'],
    ['a cost of nothing', { costs: [cost(0)] }, '/costs/0/amount', 'from 1 to 99,999,999,999'],
    ['a benefit of nothing', { benefits: [benefit(1, 0)] }, '/benefits/0/amount', 'from 1 to 99,999,999,999'],
    ['a negative benefit', { benefits: [benefit(1, -1)] }, '/benefits/0/amount', 'from 1 to 99,999,999,999'],
    [
      'a benefit 126 years ahead',
      { benefits: [benefit(126, 100)] },
      '/benefits/0/financialYear',
      'at most 125 years after 2026-27, the first year of any line.',
    ],
    ['a rate above 10', { optimismBias: { rate: 10.1 } }, '/optimismBias/rate', 'Expected a number from 0 to 10'],
    ['mitigation above 1', { optimismBias: { rate: 1, mitigation: 1.1 } }, '/optimismBias/mitigation', 'from 0 to 1'],
    ['grade 7', { benefits: [{ ...benefit(1, 1), confidence: 7 }] }, '/benefits/0/confidence', 'grade from 1 to 6'],
  ])('%s: the fault is explained in words', async (_, changes, pointer, words) => {
    const { statusCode, json } = await appraised(changes as Partial<ProposalContent>);
    expect(statusCode).toBe(422);
    expect(json.errors).toMatchObject([{ pointer, detail: expect.stringContaining(words) }]);
  });
});

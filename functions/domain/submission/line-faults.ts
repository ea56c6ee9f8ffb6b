import { lastYearOf } from '../appraisal/parameter-set.ts';
import { resolveWeights } from '../money/asked-share.ts';
import { columnKey } from '../money/cost-columns.ts';
import { dateInWords, londonDate } from '../vocabulary/calendar.ts';
import type { DeepPartial } from '../vocabulary/deep-partial.ts';
import { type Fault, faultAt } from '../vocabulary/fault.ts';
import { compareFinancialYears, endOf, yearsFrom } from '../vocabulary/financial-year.ts';
import { formatPounds, largestAmount } from '../vocabulary/money.ts';
import type { BenefitLine, CostLine, ProposalContent } from '../vocabulary/proposal.ts';
import { type Circumstances, partnersOf } from './submission-circumstances.ts';

/** The most columns of the cost (docs/rules.md, Limits; R11). */
const maxColumns = 24;

/**
 * Costs need years that have not ended, stages that exist, own lines of partners, at most 24 columns, and a total
 * within the largest amount.
 */
export function costFaults(sound: DeepPartial<ProposalContent>, circumstances: Circumstances): readonly Fault[] {
  const { costs = [] } = sound;
  return [
    ...columnFaults(costs),
    ...totalFaults(costs),
    ...horizonFaults(sound, 'costs', circumstances),
    ...costs.flatMap((line, index) => (line === undefined ? [] : faultsOfCost(sound, line, index, circumstances))),
  ];
}

/**
 * Benefits belong to partners or to all, and `fixed` needs all. If the cost is shared by benefit, each partner needs
 * some.
 */
export function benefitFaults(sound: DeepPartial<ProposalContent>, circumstances: Circumstances): readonly Fault[] {
  const partners = partnersOf(sound);
  const ofLines = (sound.benefits ?? []).flatMap((line, index) => {
    if (line?.borough === undefined || line.borough === 'all') return [];
    return [
      ...(partners?.has(line.borough) === false
        ? [faultAt(['benefits', index, 'borough'], `${line.borough} is not a partner. Use a partner, or "all".`)]
        : []),
      ...(line.fixed === true
        ? [faultAt(['benefits', index, 'fixed'], 'Expected true only where the borough is "all".')]
        : []),
    ];
  });
  return [...horizonFaults(sound, 'benefits', circumstances), ...ofLines, ...weightlessFaults(sound, circumstances)];
}

function faultsOfCost(
  sound: DeepPartial<ProposalContent>,
  line: DeepPartial<CostLine>,
  index: number,
  { at }: Circumstances,
): readonly Fault[] {
  const faults: Fault[] = [];
  if (line.financialYear !== undefined && endOf(line.financialYear) < londonDate(at)) {
    const ended = `${line.financialYear} ended on ${dateInWords(endOf(line.financialYear))}`;
    faults.push(
      faultAt(
        ['costs', index, 'financialYear'],
        `The year ${ended}, before the submission. Use a year that has not ended.`,
      ),
    );
  }
  const stages = sound.stages?.length;
  if (line.stage !== undefined && stages !== undefined && line.stage > stages)
    faults.push(
      faultAt(
        ['costs', index, 'stage'],
        `There ${stages === 1 ? 'is only 1 stage' : `are only ${stages} stages`}. Use the number of a stage.`,
      ),
    );
  if (line.borough !== undefined && partnersOf(sound)?.has(line.borough) === false)
    faults.push(
      faultAt(['costs', index, 'borough'], `${line.borough} is not a partner. Use a partner, or leave this out.`),
    );
  return faults;
}

function columnFaults(costs: readonly (DeepPartial<CostLine> | undefined)[]): readonly Fault[] {
  const columns = new Set(
    costs.flatMap((line) =>
      line?.financialYear === undefined || line.kind === undefined
        ? []
        : [columnKey({ stage: line.stage ?? 1, financialYear: line.financialYear, kind: line.kind })],
    ),
  );
  return columns.size <= maxColumns
    ? []
    : [
        faultAt(
          ['costs'],
          `Expected at most ${maxColumns} combinations of stage, financial year and kind, not ${columns.size}.`,
        ),
      ];
}

function totalFaults(costs: readonly (DeepPartial<CostLine> | undefined)[]): readonly Fault[] {
  const total = costs.reduce((sum, line) => sum + BigInt(line?.amount ?? 0), 0n);
  return total <= BigInt(largestAmount)
    ? []
    : [faultAt(['costs'], `Expected a total of at most ${formatPounds(largestAmount)}.`)];
}

/** R14. No line may be later than can be discounted, counted from the first year of any line. */
function horizonFaults(
  sound: DeepPartial<ProposalContent>,
  member: 'costs' | 'benefits',
  { parameters }: Circumstances,
): readonly Fault[] {
  const base = [...(sound.costs ?? []), ...(sound.benefits ?? [])]
    .flatMap((line) => line?.financialYear ?? [])
    .toSorted(compareFinancialYears)[0];
  const last = lastYearOf(parameters.discountRates);
  return (sound[member] ?? []).flatMap((line: DeepPartial<CostLine | BenefitLine> | undefined, index) =>
    base !== undefined && line?.financialYear !== undefined && yearsFrom(base, line.financialYear) > last
      ? [
          faultAt(
            [member, index, 'financialYear'],
            `Expected a year at most ${last} years after ${base}, the first year of any line.`,
          ),
        ]
      : [],
  );
}

/** R10. Partners to whom the key `benefit` gives no part of the cost. */
function weightlessFaults(sound: DeepPartial<ProposalContent>, { parameters }: Circumstances): readonly Fault[] {
  const { apportionment, partners = [], benefits } = sound;
  if (apportionment !== 'benefit' || benefits === undefined || !benefits.every(isWhole)) return [];
  const known = partners.flatMap((partner) => (partner?.borough === undefined ? [] : { borough: partner.borough }));
  const resolved = resolveWeights(
    { apportionment, partners: known, benefits },
    new Map(),
    parameters.confidence.reductions,
  );
  if (resolved.kind === 'weights') return [];
  return resolved.faults.map(({ borough, why }) =>
    faultAt(['partners', partners.findIndex((partner) => partner?.borough === borough), 'borough'], `${why}.`),
  );
}

/** Whether a line has everything its weight is computed from. */
function isWhole(line: DeepPartial<BenefitLine> | undefined): line is BenefitLine {
  return (
    line !== undefined && [line.borough, line.class, line.amount, line.confidence].every((part) => part !== undefined)
  );
}

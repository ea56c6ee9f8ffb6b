import { ratio } from '../../domain/numbers/reported-figure.ts';
import type { RoiRow } from '../../domain/record/report-row.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { counted, ratioOrWhy } from '../../web/words.ts';
import { boroughNames, possessive } from '../words/borough-names.ts';
import { roundedPounds, shortPounds } from '../words/rounded-pounds.ts';
import { shortName } from '../words/short-name.ts';
import { leftOut, standingOf } from '../words/status-words.ts';
import { largestGroups } from './largest-groups.ts';
import type { Picture, PictureScope } from './picture.ts';
import type { BarChart } from './svg-bars.ts';

/** Present values, in pence. */
interface Worth {
  readonly costs: number;
  readonly benefits: number;
  readonly npsv: number;
}
interface Value {
  readonly title: string;
  readonly npsv: number;
}

const nothing: Worth = { costs: 0, benefits: 0, npsv: 0 };

/**
 * Who pays and gains how much, and what each proposal is worth. Present values count funded and open proposals: nobody
 * pays or gains from one that ended otherwise. A funded proposal counts if a row of this report contributes to it.
 */
export function roiPicture({ oneBorough }: PictureScope): Picture<RoiRow> {
  const names = boroughNames();
  const payers = new Set<BoroughCode>();
  const paidFor = new Set<string>();
  const references = { funded: new Set<string>(), open: new Set<string>(), ended: new Set<string>() };
  const boroughs = new Map<BoroughCode, Worth>();
  const proposals = new Map<string, Value>();
  let contribution = 0;
  let funded = nothing;

  return {
    add(row) {
      names.add(row);
      const standing = standingOf(row);
      references[standing].add(row.reference);
      if (standing === 'ended') return;
      const worth = { costs: row.pvCosts ?? 0, benefits: row.pvBenefits ?? 0, npsv: row.npsv ?? 0 };
      if (standing === 'funded') {
        contribution += row.contribution ?? 0;
        funded = together(funded, worth);
        if (row.contribution) {
          payers.add(row.boroughCode);
          paidFor.add(row.reference);
        }
      }
      if (row.npsv === null) return;
      boroughs.set(row.boroughCode, together(boroughs.get(row.boroughCode) ?? nothing, worth));
      const npsv = (proposals.get(row.reference)?.npsv ?? 0) + row.npsv;
      proposals.set(row.reference, { title: row.title, npsv });
    },
    words() {
      const only = oneBorough ? names.only() : null;
      const counts = { payers: payers.size, paidFor: paidFor.size, funded: references.funded.size };
      return {
        headline: headlineOf(counts, contribution, only),
        sentences: [
          ...(paidFor.size === 0 ? [] : [worthInWords(funded, only), ...sumsInWords(paidFor.size)]),
          ...withoutPart(counts, only),
          ...leftOut({ open: references.open.size, ended: references.ended.size }),
        ],
      };
    },
    charts() {
      if (proposals.size === 0) return [];
      const only = oneBorough ? names.only() : null;
      const named = [...boroughs].map(([code, worth]) => ({ name: names.of(code), figures: worth }));
      return [byBorough(named, only), byProposal(proposals, only)];
    },
  };
}

function together(a: Worth, b: Worth): Worth {
  return { costs: a.costs + b.costs, benefits: a.benefits + b.benefits, npsv: a.npsv + b.npsv };
}

interface Counts {
  readonly payers: number;
  readonly paidFor: number;
  readonly funded: number;
}

function headlineOf({ payers, paidFor, funded }: Counts, contribution: number, only: string | null): string {
  if (funded === 0) return 'None of these proposals is funded yet';
  if (paidFor === 0) return `${takesNoPart(only)} ${fundedProposals(funded)}`;
  return only === null
    ? `${counted(payers, 'borough pays', 'boroughs pay')} ${roundedPounds(contribution)} for ${fundedProposals(paidFor)}`
    : `${possessive(only)} share of ${fundedProposals(paidFor)} is ${roundedPounds(contribution)}`;
}

function withoutPart({ paidFor, funded }: Counts, only: string | null): readonly string[] {
  if (paidFor === 0 || paidFor === funded) return [];
  return [`${takesNoPart(only)} ${counted(funded - paidFor, 'other funded proposal', 'other funded proposals')}.`];
}

function takesNoPart(only: string | null): string {
  return only === null ? 'None of these boroughs takes part in' : `${only} takes no part in`;
}

function fundedProposals(count: number): string {
  return counted(count, 'funded proposal', 'funded proposals');
}

/** Shows the NPSV with the ratio, because a ratio that rounds to 1 may hide a loss. */
function worthInWords({ costs, benefits, npsv }: Worth, only: string | null): string {
  const whose = only === null ? 'Present values' : `${possessive(only)} share of the present values`;
  const bcr = ratioOrWhy(ratio(BigInt(benefits), BigInt(costs), 'no cost'));
  return `${whose} over the whole life: costs ${roundedPounds(costs)}, benefits ${roundedPounds(benefits)}, NPSV ${roundedPounds(npsv)}, BCR ${bcr}.`;
}

function sumsInWords(proposals: number): readonly string[] {
  if (proposals === 1) return [];
  return [
    'These figures add up present values, each in the prices of its proposal’s own base year. The BCR is the ratio of the sums.',
  ];
}

const counting =
  'Present values (PV) cover the whole life of proposals that are funded or still open. Each is in the prices of its proposal’s own base year.';

function byBorough(
  boroughs: readonly { readonly name: string; readonly figures: Worth }[],
  only: string | null,
): BarChart {
  const groups = largestGroups(
    boroughs.map(({ name, figures }) => ({ name, size: figures.costs, figures })),
    together,
    (count) => `${count} other boroughs`,
  );
  return {
    id: 'by-borough',
    title: `What ${only ?? 'each borough'} pays and gains`,
    note: `${counting} The PV of costs includes optimism bias, so it is not the cash amount of the headline.`,
    groups: groups.map(({ name, figures: { costs, benefits } }) => ({
      name,
      bars: [
        { value: costs, label: `PV of costs ${shortPounds(costs)}` },
        { value: benefits, label: `PV of benefits ${shortPounds(benefits)}`, second: true },
      ],
    })),
  };
}

function byProposal(proposals: ReadonlyMap<string, Value>, only: string | null): BarChart {
  const groups = largestGroups(
    [...proposals].map(([reference, { title, npsv }]) => ({
      name: shortName(reference, title),
      size: Math.abs(npsv),
      figures: npsv,
    })),
    (a, b) => a + b,
    (count) => `${count} other proposals`,
  );
  const npsv = 'et present social value of each proposal (NPSV)';
  return {
    id: 'by-proposal',
    title: only === null ? `N${npsv}` : `${possessive(only)} share of the n${npsv}`,
    note: `Benefits less costs${only === null ? '. Above £0, society gains' : ` of ${only} alone`}. ${counting}`,
    groups: groups.map(({ name, figures }) => ({ name, bars: [{ value: figures, label: shortPounds(figures) }] })),
  };
}

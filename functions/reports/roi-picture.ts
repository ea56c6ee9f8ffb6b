import type { Status } from '../domain/proposal.ts';
import type { RoiRow } from '../domain/report-row.ts';
import { counted } from '../web/words.ts';
import { largestGroups } from './largest-groups.ts';
import type { Picture, Words } from './picture.ts';
import { roundedPounds, shortPounds } from './rounded-pounds.ts';
import { shortName } from './short-name.ts';
import type { BarChart } from './svg-bars.ts';

interface Gain {
  readonly pays: number;
  readonly gains: number;
}
interface Value {
  readonly title: string;
  readonly npsv: number;
}

const funded: readonly Status[] = ['funded', 'closed'];
const ended: readonly Status[] = ['not-funded', 'lapsed', 'withdrawn'];

/**
 * Who pays and gains how much, and what each proposal is worth. Present values are of proposals that are funded or still open: of
 * those that ended otherwise nobody pays or gains.
 */
export function roiPicture(): Picture<RoiRow> {
  const payers = new Set<string>();
  const projects = new Set<string>();
  const open = new Set<string>();
  const unfunded = new Set<string>();
  const boroughs = new Map<string, Gain>();
  const proposals = new Map<string, Value>();
  const sums = { contribution: 0, pays: 0, gains: 0 };

  return {
    add(row) {
      if (ended.includes(row.status)) {
        unfunded.add(row.reference);
        return;
      }
      const [pays, gains] = [row.pvCosts ?? 0, row.pvBenefits ?? 0];
      if (funded.includes(row.status)) {
        projects.add(row.reference);
        sums.contribution += row.contribution ?? 0;
        sums.pays += pays;
        sums.gains += gains;
        if (row.contribution) payers.add(row.boroughCode);
      } else {
        open.add(row.reference);
      }
      if (row.npsv === null) return;
      const borough = boroughs.get(row.borough) ?? { pays: 0, gains: 0 };
      boroughs.set(row.borough, { pays: borough.pays + pays, gains: borough.gains + gains });
      const npsv = (proposals.get(row.reference)?.npsv ?? 0) + row.npsv;
      proposals.set(row.reference, { title: row.title, npsv });
    },
    words: () =>
      inWords({ payers: payers.size, projects: projects.size, open: open.size, unfunded: unfunded.size }, sums),
    charts: () => (proposals.size === 0 ? [] : [byBorough(boroughs), byProposal(proposals)]),
  };
}

function inWords(
  counts: { readonly payers: number; readonly projects: number; readonly open: number; readonly unfunded: number },
  { contribution, pays, gains }: { readonly contribution: number; readonly pays: number; readonly gains: number },
): Words {
  const { payers, projects, open, unfunded } = counts;
  const worth =
    projects === 0
      ? []
      : [
          `Over their whole life these cost ${roundedPounds(pays)} and bring ${roundedPounds(gains)} in present value${pays > 0 ? `: ${perPound(gains / pays)} for each £1 of cost` : ''}.`,
        ];
  return {
    headline:
      projects === 0
        ? 'No proposal here is funded yet'
        : `${counted(payers, 'borough pays', 'boroughs pay')} ${roundedPounds(contribution)} for ${counted(projects, 'project', 'projects')}`,
    sentences: [
      ...worth,
      ...(open === 0 ? [] : [`${counted(open, 'proposal is', 'proposals are')} still open.`]),
      ...(unfunded === 0 ? [] : [`${counted(unfunded, 'proposal', 'proposals')} ended without being funded.`]),
    ],
  };
}

function perPound(ratio: number): string {
  return `${ratio < 0 ? '−' : ''}£${Math.abs(ratio).toFixed(2)}`;
}

const counting = 'Present values over the whole life, of proposals that are funded or still open.';

function byBorough(boroughs: ReadonlyMap<string, Gain>): BarChart {
  const groups = largestGroups(
    [...boroughs].map(([name, figures]) => ({ name, size: figures.pays, figures })),
    (a, b) => ({ pays: a.pays + b.pays, gains: a.gains + b.gains }),
    (count) => `${count} other boroughs`,
  );
  return {
    id: 'by-borough',
    title: 'What each borough pays and gains',
    note: counting,
    groups: groups.map(({ name, figures: { pays, gains } }) => ({
      name,
      bars: [
        { value: pays, label: `pays ${shortPounds(pays)}` },
        { value: gains, label: `gains ${shortPounds(gains)}`, second: true },
      ],
    })),
  };
}

function byProposal(proposals: ReadonlyMap<string, Value>): BarChart {
  const groups = largestGroups(
    [...proposals].map(([reference, { title, npsv }]) => ({
      name: shortName(reference, title),
      size: Math.abs(npsv),
      figures: npsv,
    })),
    (a, b) => a + b,
    (count) => `${count} other proposals`,
  );
  return {
    id: 'by-proposal',
    title: 'Net present social value of each proposal (NPSV)',
    note: `Benefits less costs; above £0 society gains. ${counting}`,
    groups: groups.map(({ name, figures }) => ({ name, bars: [{ value: figures, label: shortPounds(figures) }] })),
  };
}

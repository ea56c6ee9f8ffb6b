import type { WaitedPipelineRow, WaitingFor } from '../../domain/record/report-row.ts';
import type { BoroughCode } from '../../domain/vocabulary/proposal.ts';
import { counted } from '../../web/words.ts';
import { boroughNames } from '../words/borough-names.ts';
import { largestGroups, type Sized } from './largest-groups.ts';
import type { Picture, PictureScope } from './picture.ts';
import type { BarChart } from './svg-bars.ts';

interface Wait {
  readonly days: number;
  readonly proposals: number;
}

/** Which boroughs open proposals wait for, for what and how long. */
export function pipelinePicture({ oneBorough }: PictureScope): Picture<WaitedPipelineRow> {
  const names = boroughNames();
  const proposals = new Set<string>();
  const boroughs = new Map<BoroughCode, Wait>();
  const reasons = new Map<WaitingFor, Wait>();

  return {
    add(row) {
      names.add(row);
      proposals.add(row.reference);
      // A proposal waits for one thing at a time from a borough, so each row counts as one proposal.
      const one = { days: row.daysWaiting, proposals: 1 };
      boroughs.set(row.boroughCode, longer(boroughs.get(row.boroughCode), one));
      reasons.set(row.waitingFor, longer(reasons.get(row.waitingFor), one));
    },
    words({ medianDaysToDecision: median = null, decided = 0 }) {
      const longest = [...boroughs.values()].reduce((most, { days }) => Math.max(most, days), 0);
      const whom = oneBorough ? names.only() : counted(boroughs.size, 'borough', 'boroughs');
      const part = oneBorough ? ` and in which ${names.only()} takes part` : '';
      return {
        headline: `${counted(proposals.size, 'open proposal waits', 'open proposals wait')} on ${whom}, for at most ${counted(longest, 'day', 'days')}`,
        sentences: [
          median === null
            ? `None that was submitted in ${threeYears}${part} is decided.`
            : `A decision took ${counted(median, 'day', 'days')} at the median of the ${counted(decided ?? 0, 'proposal that was', 'proposals that were')} submitted and decided in ${threeYears}${part}.`,
        ],
      };
    },
    charts: () => [
      onWhom([...boroughs].map(([code, wait]) => ({ name: names.of(code), size: wait.days, figures: wait }))),
      forWhat(reasons),
    ],
  };
}

const threeYears = 'this financial year or the two before it';

function longer(a: Wait | undefined, b: Wait): Wait {
  if (a === undefined) return b;
  return { days: Math.max(a.days, b.days), proposals: a.proposals + b.proposals };
}

const counting = 'Days are those of the longest wait, counted by midnights in London.';

function onWhom(boroughs: readonly Sized<Wait>[]): BarChart {
  return chart(
    { id: 'by-borough', title: 'On whom, and how long', note: counting },
    boroughs,
    (count) => `${count} other boroughs`,
  );
}

function forWhat(reasons: ReadonlyMap<WaitingFor, Wait>): BarChart {
  return chart(
    { id: 'by-reason', title: 'For what, and how long', note: counting },
    [...reasons].map(([reason, figures]) => ({ name: reasonInWords[reason], size: figures.days, figures })),
    (count) => `${count} other reasons`,
  );
}

function chart(
  named: Omit<BarChart, 'groups'>,
  groups: readonly Sized<Wait>[],
  others: (count: number) => string,
): BarChart {
  return {
    ...named,
    groups: largestGroups(groups, longer, others).map(({ name, figures: { days, proposals } }) => ({
      name,
      bars: [{ value: days, label: `${counted(days, 'day', 'days')}, ${counted(proposals, 'wait', 'waits')}` }],
    })),
  };
}

const reasonInWords = {
  'sign-off': 'An answer of the borough',
  'eligible-approver': 'An officer who may answer',
  review: 'A review of the appraisal',
  'eligible-reviewer': 'An officer who may review',
  revision: 'A new revision by the proposer',
  resumption: 'The secretariat',
  settlement: 'The settlement of the money',
} as const satisfies Record<WaitingFor, string>;

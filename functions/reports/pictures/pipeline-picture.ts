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
      const all = [...boroughs.values()].reduce(longer);
      const whom = boroughs.size === 1 ? names.only() : `${boroughs.size} boroughs`;
      return {
        headline: `${counted(proposals.size, 'open proposal', 'open proposals')}, waiting for ${whom} ${sinceWhen(all)}`,
        sentences: decisionsInWords(decided ?? 0, median, oneBorough ? names.only() : null),
      };
    },
    charts: () => [
      onWhom([...boroughs].map(([code, wait]) => ({ name: names.of(code), size: wait.days, figures: wait }))),
      forWhat(reasons),
    ],
  };
}

/** The days are midnights in London, so that 0 means today and 1 yesterday. */
function sinceWhen({ days, proposals }: Wait): string {
  if (days === 0) return 'since today';
  if (proposals > 1) return `for up to ${counted(days, 'day', 'days')}`;
  return days === 1 ? 'since yesterday' : `for ${days} days`;
}

/** How long decisions took, and which proposals that counts: of one borough, those that it takes part in. */
function decisionsInWords(decided: number, median: number | null, only: string | null): readonly string[] {
  const which = only === null ? '' : ` that ${only} takes part in`;
  const when = 'submitted and decided in this financial year or the two before it';
  if (median === null) return [`No proposal${which} was ${when}.`];
  const time = median < 1 ? 'less than a day' : `${counted(median, 'day', 'days')} or less`;
  return decided === 1
    ? [`The only decision took ${time}. It is on the one proposal${which} that was ${when}.`]
    : [`Half of the ${decided} decisions took ${time}. They are on the proposals${which} that were ${when}.`];
}

function longer(a: Wait | undefined, b: Wait): Wait {
  if (a === undefined) return b;
  return { days: Math.max(a.days, b.days), proposals: a.proposals + b.proposals };
}

const counting = 'The days are those of the longest wait. A day counts at each midnight in London.';

function onWhom(boroughs: readonly Sized<Wait>[]): BarChart {
  return chart(
    { id: 'by-borough', title: 'Waiting for which borough, and how long', note: counting },
    boroughs,
    (count) => `${count} other boroughs`,
  );
}

function forWhat(reasons: ReadonlyMap<WaitingFor, Wait>): BarChart {
  return chart(
    { id: 'by-reason', title: 'Waiting for what, and how long', note: counting },
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
      bars: [
        {
          value: days,
          label: `${days === 0 ? 'less than a day' : counted(days, 'day', 'days')}, ${counted(proposals, 'wait', 'waits')}`,
        },
      ],
    })),
  };
}

const reasonInWords = {
  'sign-off': 'The borough’s answer',
  'eligible-approver': 'An officer who may answer',
  confirmation: 'The borough, to confirm',
  review: 'A review of the appraisal',
  'eligible-reviewer': 'An officer who may review',
  revision: 'A new revision by the proposer',
  resumption: 'The secretariat, to resume it',
  settlement: 'The service, to settle the money',
} as const satisfies Record<WaitingFor, string>;

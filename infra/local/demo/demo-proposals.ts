import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod/mini';

const Sample = z.looseObject({
  title: z.string(),
  proposer: z.looseObject({ email: z.string() }),
  leadBorough: z.string(),
  partners: z.array(z.looseObject({ borough: z.string() })),
});
export type Sample = z.infer<typeof Sample>;

/** What an officer enters into the form of a link. An approval is up to the prefilled amount. */
export type OfficersAnswer = Readonly<Record<'answer', string>> & Readonly<Partial<Record<'comment', string>>>;

/** A sample proposal, and how far it goes. */
export interface DemoProposal {
  /** File in infra/local/demo, without `.json`. */
  readonly sample: string;
  /** What each borough's approver answers, by GSS code. A borough that is missing here has not answered yet. */
  readonly answers: Readonly<Record<string, OfficersAnswer>>;
  /** What the reviewer answers. null: no reviewer has answered yet. */
  readonly review: OfficersAnswer | null;
  /** What the lead's approver answers to the advice. Absent: the advice asks for nothing, or nobody has answered yet. */
  readonly confirms?: OfficersAnswer;
  /** The status in which the sample is left. */
  readonly leaves: 'sign-off' | 'roi-review' | 'funded' | 'not-funded';
}

const approve = { answer: 'approve' } as const;

/** The four samples, each left at a different stage. All of it is invented: no council has decided anything. */
export const demoProposals: readonly DemoProposal[] = [
  {
    sample: 'data-sharing-agreements',
    answers: { E09000007: approve, E09000012: approve, E09000019: approve, E09000030: approve },
    review: null,
    leaves: 'sign-off',
  },
  {
    sample: 'damp-and-mould-sensors',
    answers: { E09000028: approve, E09000022: approve, E09000007: approve, E09000005: approve },
    review: null,
    leaves: 'roi-review',
  },
  {
    // One borough declines, and the others share the cost again.
    sample: 'digital-apprenticeships',
    answers: {
      E09000025: { answer: 'decline', comment: 'We have just opened an apprenticeship scheme of our own.' },
      E09000012: approve,
      E09000007: approve,
      E09000019: approve,
      E09000030: approve,
      E09000033: approve,
    },
    review: {
      answer: 'recommend',
      comment: 'It pays for itself within three years, and the cohort was found already.',
    },
    leaves: 'funded',
  },
  {
    sample: 'shared-procurement-of-assistive-technology',
    answers: { E09000033: approve, E09000007: approve, E09000019: approve },
    review: {
      answer: 'not-recommended',
      comment: 'Its benefits stay below its costs in every case that we looked at, and nothing else speaks for it.',
    },
    // The review only advises: it is the lead that takes its approval back.
    confirms: {
      answer: 'take-back',
      comment: 'The reviewer convinced us that the platform costs more than it brings.',
    },
    leaves: 'not-funded',
  },
];

/** The body of a sample as it is submitted. */
export function readSample(name: string): Sample {
  return Sample.parse(JSON.parse(readFileSync(join(import.meta.dirname, `${name}.json`), 'utf8')));
}

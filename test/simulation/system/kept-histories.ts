import { readFileSync } from 'node:fs';
import { aBorough } from '../../support/builders/boroughs.ts';
import { aScheme } from '../../support/builders/schemes.ts';
import { aSubmission } from '../../support/builders/submissions.ts';
import type { Setting } from './setting.ts';
import type { Step } from './step.ts';

interface Kept {
  readonly setting: Setting;
  readonly steps: readonly Step[];
}

const kept = JSON.parse(readFileSync(new URL('../data/kept-histories.json', import.meta.url), 'utf8')) as Readonly<
  Record<string, Kept>
>;

/**
 * A history that once broke a check, as it was then: a change of `generate` or `setting` makes another one of its seed.
 * What its boroughs, scheme and proposals did not have yet gets the value that the builders give it.
 */
export function keptHistory(seed: number): Kept {
  const history = kept[seed];
  if (history === undefined) throw new RangeError(`No history of the seed ${seed} is kept`);
  const { setting, steps } = history;
  const boroughs = setting.boroughs.map((borough) => ({ ...aBorough(borough.borough), ...borough }));
  const proposals = setting.proposals.map((revisions) =>
    revisions.map((content) => ({ ...aSubmission(), optimismBias: undefined, ...content })),
  );
  return { setting: { ...setting, boroughs, proposals, scheme: { ...aScheme(), ...setting.scheme } }, steps };
}

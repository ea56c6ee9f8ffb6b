import type { Step } from '../system/step.ts';
import { historyOf } from '../system/system-simulation.ts';

/** A history in which writes are killed: from a seed, or a scene. */
export interface Candidate {
  readonly name: string;
  readonly seed: number;
  readonly setting: ReturnType<typeof historyOf>['setting'];
  readonly steps: readonly Step[];
}

export function candidateOf(seed: number): Candidate {
  return { name: String(seed), seed, ...historyOf(seed) };
}

const submit = act({ kind: 'submit', of: 0 });
const rest: Step = { chance: 0, kind: 'rest', conditions: {} };
/** Delivers only the current messages, not the ones that follow from them. */
const everything = { count: 500, shuffled: false, copies: 1, drop: 0, atOnce: false, conditions: {} } as const;
/** Refuses every write of a process for a while. */
const refused = { faults: Array.from({ length: 12 }, (_, at) => ({ at, fault: 'throttle' as const })) };

/**
 * Situations that hardly ever occur by chance. A settlement fails and this cannot be noted either, so the sweep sets it back. A
 * resume meets a task that started again, so it goes to the newer token (`chance` makes them meet). A request is sent when its
 * officer may no longer answer.
 */
export const scenes: readonly Candidate[] = [
  scene('a settlement that cannot even be noted as failed', [
    submit,
    rest,
    act({
      kind: 'answer',
      of: 0,
      who: 0,
      how: 'approve',
      percent: 100,
      link: 'newest',
      staleForm: false,
      awaited: true,
    }),
    { chance: 0, kind: 'broken-settlement', lasts: true },
    act({ kind: 'withdraw', of: 0 }),
    rest,
    { chance: 0, kind: 'sweeps', count: 1, conditions: refused },
    { chance: 0, kind: 'broken-settlement', lasts: false },
  ]),
  scene('a resume that meets a newer token', [
    submit,
    rest,
    act({ kind: 'withdraw', of: 0 }),
    {
      chance: 1,
      kind: 'together',
      actings: [{ act: { kind: 'time-out', of: 0 }, conditions: {} }],
      delivering: { ...everything, atOnce: true },
    },
  ]),
  scene('a request that goes out when its officer may no longer answer', [
    submit,
    { chance: 0, kind: 'deliver', delivering: everything },
    { chance: 0, kind: 'deliver', delivering: everything },
    act({ kind: 'officers', who: 0, how: 'clear' }),
    rest,
    act({ kind: 'officers', who: 0, how: 'restore' }),
  ]),
  scene('a deadline that is extended', [submit, rest, act({ kind: 'extend', of: 0, hours: 2000 }), rest]),
];

function act(what: Extract<Step, { kind: 'act' }>['acting']['act']): Step {
  return { chance: 0, kind: 'act', acting: { act: what, conditions: {} } };
}

function scene(name: string, steps: readonly Step[]): Candidate {
  return { name, seed: 1, setting: historyOf(2).setting, steps };
}

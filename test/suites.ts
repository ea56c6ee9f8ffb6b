/** A part of the tests: one folder or a few, run together, after whatever they need was started. */
export interface Suite {
  readonly name: string;
  /** Below test/. */
  readonly folders: readonly string[];
  /** File of test/support that starts what the suite needs, and stops it. */
  readonly needs?: string;
  /** For one test and for one hook, in seconds. */
  readonly patience?: number;
  /** Test files at once; default: one per core. */
  readonly atOnce?: number;
  /** All files in one process with one copy of each module, where building what they look at is what takes the time. */
  readonly together?: boolean;
}

/** From the ground up. Every `*.test.ts` belongs to exactly one of them. */
export const suites: readonly Suite[] = [
  { name: 'domain', folders: ['domain'], patience: 60 },
  { name: 'application', folders: ['application'], patience: 60 },
  { name: 'simulation', folders: ['simulation'], patience: 600, atOnce: 1 },
  { name: 'edges', folders: ['schemas', 'http', 'web', 'reports', 'adapters', 'handlers'], patience: 60 },
  // Two files at once: one alone mostly waits for an engine. More would want more cores than two.
  { name: 'contracts', folders: ['contracts'], needs: 'contracts.setup.ts', patience: 60, atOnce: 2 },
  { name: 'performance', folders: ['performance'], needs: 'contracts.setup.ts', patience: 240, atOnce: 1 },
  { name: 'workflow', folders: ['workflow'], patience: 60 },
  { name: 'infra', folders: ['infra'], patience: 120, atOnce: 1, together: true },
  { name: 'architecture', folders: ['architecture'], patience: 60 },
  // Two files at once: more would only queue at the one local AWS.
  { name: 'end-to-end', folders: ['end-to-end'], needs: 'deployed.setup.ts', patience: 240, atOnce: 2 },
  { name: 'browser', folders: ['browser'], patience: 240, atOnce: 1 },
];

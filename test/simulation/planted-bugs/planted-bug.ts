export const areas = ['confirming', 'money', 'record', 'revision', 'routing', 'sign-off', 'time', 'workflow'] as const;

/** A mistake that somebody could make. */
export interface PlantedBug {
  readonly number: number;
  readonly name: string;
  /** What it is about. */
  readonly area: (typeof areas)[number];
  /** The rules that it breaks, such as `R10, R11`. */
  readonly rule: string;
  /** What goes wrong. */
  readonly what: string;
  readonly edits: readonly Edit[];
}

/** One change of the code. It says where by name, so that moving a file or shifting its lines does not break it. */
export interface Edit {
  /** Where `before` occurs: a function, constant or class at the top level of a file, or a state of a workflow. */
  readonly symbol: string;
  /** The name of the file, such as `budget.ts`. Needed only if several files define the symbol. */
  readonly file?: string;
  /** Text that occurs exactly once in the symbol's definition. */
  readonly before: string;
  readonly after: string;
}

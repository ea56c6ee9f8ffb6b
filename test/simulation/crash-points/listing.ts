import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = join(import.meta.dirname, '../../../functions/application');

/** A place in the use cases that writes to the table or to a service. */
export interface WriteSite {
  /** Such as `relay-outbox.ts:35`. */
  readonly place: string;
  /** Such as `outbox.done`, or `changeProposal` and `changeWithCodes` for a change that is tried until it is committed. */
  readonly write: string;
}

/** The methods of ports that write, and the functions that write for other use cases. */
const writes = [
  /\bproposals\.(?:commit|registerToken|settle|reschedule|keepLate|noteDelivery)(?=\()/,
  /\boutbox\.(?:done|postpone)(?=\()/,
  /\b(?:links|codes|boroughs|schemes|keys|rows)\.put(?=\()/,
  /\bbudgets\.allocate(?=\()/,
  /\bexecutions\.(?:start|resume)(?=\()/,
  /\bmailQueue\.send(?=\()/,
  /\bsender\.send(?=\()/,
  /\bchange(?:Proposal|WithCodes)(?=[<(])/,
];

/** Writes that a file makes for its callers, whose place counts instead. What is written beside a proposal has a place of its own. */
const writesForOthers: Readonly<Record<string, RegExp>> = {
  'change-proposal.ts': /\bproposals\.commit|\bchange(?:Proposal|WithCodes)/,
  'cached-reads.ts': /./,
};

/** Every place where a use case writes, found in the source code. */
export function writeSites(): readonly WriteSite[] {
  return globSync('**/*.ts', { cwd: folder })
    .toSorted()
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .flatMap((line, at): readonly WriteSite[] => {
          if (/^\s*(?:import|\/?\*|\/\/)/.test(line)) return [];
          const found = writes.flatMap((pattern) => pattern.exec(line)?.[0] ?? []);
          if (writesForOthers[basename(file)]?.test(line) === true) return [];
          return found.map((write) => ({ place: `${basename(file)}:${at + 1}`, write }));
        }),
    );
}

const places: ReadonlySet<string> = new Set(writeSites().map(({ place }) => place));

/** The place of a write in the use cases that a stack of calls comes from; null where it comes from none. */
export function placeIn(stack: string): string | null {
  // A frame that only awaits is left out: the write is made by what is being called just now.
  for (const line of stack.split('\n').filter((each) => !each.includes(' at async '))) {
    const [, path, number] = /functions\/application\/(?:[\w-]+\/)*([\w-]+\.ts):(\d+)/.exec(line) ?? [];
    if (places.has(`${path}:${number}`)) return `${path}:${number}`;
  }
  return null;
}

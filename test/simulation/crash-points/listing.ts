import { globSync, readFileSync } from 'node:fs';
import { basename, join } from 'node:path';

const folder = join(import.meta.dirname, '../../../functions/application');

/** A place in the code of the use cases at which something is written: to the table, or to a service. */
export interface WriteSite {
  /** Such as `relay-outbox.ts:35`. */
  readonly place: string;
  /** Such as `outbox.done`; `changeProposal`, `changeBeside` for a change that is read, decided and written again until it fits. */
  readonly write: string;
}

/** Methods of ports that write, and the functions of the use cases that write for others. */
const writes = [
  /\bproposals\.(?:commit|registerToken|settle|reschedule|keepLate|noteDelivery)(?=\()/,
  /\boutbox\.(?:done|postpone)(?=\()/,
  /\b(?:links|codes|boroughs|schemes|keys|rows)\.put(?=\()/,
  /\bbudgets\.allocate(?=\()/,
  /\bexecutions\.(?:start|resume)(?=\()/,
  /\bmailQueue\.send(?=\()/,
  /\bsender\.send(?=\()/,
  /\bchange(?:Proposal|Beside)(?=[<(])/,
];

/** Files whose writes are those of whoever calls them. */
const writesForOthers: ReadonlySet<string> = new Set(['change-proposal.ts', 'cached-reads.ts']);

/** Every place at which a use case writes, found in the code as it stands. */
export function writeSites(): readonly WriteSite[] {
  return globSync('**/*.ts', { cwd: folder })
    .toSorted()
    .filter((file) => !writesForOthers.has(basename(file)))
    .flatMap((file) =>
      readFileSync(join(folder, file), 'utf8')
        .split('\n')
        .flatMap((line, at): readonly WriteSite[] => {
          if (/^\s*(?:import|\/?\*|\/\/)/.test(line)) return [];
          const found = writes.flatMap((pattern) => pattern.exec(line)?.[0] ?? []);
          return found.map((write) => ({ place: `${basename(file)}:${at + 1}`, write }));
        }),
    );
}

/** The place in the use cases that a stack of calls comes from; null where it is none, or one that writes for others. */
export function placeIn(stack: string): string | null {
  // Whoever awaits it is not who asks: only what is being called just now counts.
  for (const line of stack.split('\n').filter((each) => !each.includes(' at async '))) {
    const [, path, number] = /functions\/application\/(?:[\w-]+\/)*([\w-]+\.ts):(\d+)/.exec(line) ?? [];
    if (path !== undefined && number !== undefined && !writesForOthers.has(path)) return `${path}:${number}`;
  }
  return null;
}

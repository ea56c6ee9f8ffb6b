import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

/** A mistake that somebody could make, as a patch. */
export interface PlantedBug {
  readonly number: string;
  readonly name: string;
  readonly patch: string;
  /** What it is about, such as money. */
  readonly area: string;
  /** The rule that it breaks, and how. */
  readonly what: string;
  /** What it changes, such as `functions/domain/money/budget.ts`. */
  readonly files: readonly string[];
}

/** All of them, by number. A patch file begins with a line "area: rule: what is wrong". */
export function plantedBugs(): readonly PlantedBug[] {
  const files = readdirSync(import.meta.dirname).filter((file) => file.endsWith('.patch'));
  return files.toSorted().map((file) => {
    const patch = join(import.meta.dirname, file);
    const text = readFileSync(patch, 'utf8');
    const [first = ''] = text.split('\n');
    const files = [...text.matchAll(/^\+{3} b\/(.+)$/gm)].flatMap(([, path]) => path ?? []);
    const [, area = '', what = ''] = /^([a-z-]+): (.+)$/.exec(first) ?? [];
    const [, number = '', name = ''] = /^(\d+)-(.+)\.patch$/.exec(file) ?? [];
    return { number, name, patch, area, what, files };
  });
}

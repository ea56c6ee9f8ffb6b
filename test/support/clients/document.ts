import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'reports.md');

/** What docs/reports.md writes for the address of the service. */
export const documentedAddress = 'https://funding.example';

/** What docs/reports.md says, as it stands. */
export const reportsDocument = readFileSync(file, 'utf8');

/** The code blocks of docs/reports.md in one language, as they stand. */
export function documentedBlocks(language: 'sh' | 'python' | 'js' | 'powerquery'): readonly string[] {
  const blocks = [...reportsDocument.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, name, code]) => (name === language && code !== undefined ? [code] : []));
}

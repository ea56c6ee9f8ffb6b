import { readFileSync } from 'node:fs';
import { join } from 'node:path';

const file = join(import.meta.dirname, '..', '..', '..', 'docs', 'reports.md');

/** The address of the service in docs/reports.md. */
export const documentedAddress = 'https://funding.example';

/** The text of docs/reports.md. */
export const reportsDocument = readFileSync(file, 'utf8');

/** The code blocks of docs/reports.md in one language, unchanged. */
export function documentedBlocks(language: 'sh' | 'python' | 'js' | 'powerquery'): readonly string[] {
  const blocks = [...reportsDocument.matchAll(/^```(\w+)\n([\s\S]*?)^```$/gm)];
  return blocks.flatMap(([, name, code]) => (name === language && code !== undefined ? [code] : []));
}

import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { dirname, join, normalize } from 'node:path';

/** The project's folder. */
export const root = normalize(join(import.meta.dirname, '..', '..'));

/** Every file that is committed or about to be, relative to the project's folder. */
export const files: readonly string[] = execFileSync(
  'git',
  ['ls-files', '--cached', '--others', '--exclude-standard', '--deduplicate'],
  { cwd: root, encoding: 'utf8' },
)
  .split('\n')
  .filter((file) => file !== '');

export const sources = files.filter((file) => file.endsWith('.ts') && !file.endsWith('.d.ts'));

export function textOf(file: string): string {
  return readFileSync(join(root, file), 'utf8');
}

export interface Import {
  readonly from: string;
  /** A file of the project, a package, or `node:…`. */
  readonly to: string;
  readonly typeOnly: boolean;
}

const statement = /(?:^|\n)\s*(?:import|export)\s+(type\s+)?(?:[\w*{}\s,$]+?\s+from\s+)?'([^']+)'/g;
const dynamic = /\bimport\(\s*'([^']+)'/g;

/** The imports of a file, type imports included. The formatter gives every import statement this shape. */
export function importsOf(file: string): readonly Import[] {
  const text = textOf(file);
  const found = [...text.matchAll(statement)].map(([, type, to = '']) => ({ to, typeOnly: type !== undefined }));
  const lazily = [...text.matchAll(dynamic)].map(([, to = '']) => ({ to, typeOnly: false }));
  return [...found, ...lazily].map(({ to, typeOnly }) => ({ from: file, to: resolved(file, to), typeOnly }));
}

function resolved(file: string, to: string): string {
  if (to.startsWith('.')) return normalize(join(dirname(file), to));
  if (to.startsWith('node:')) return to;
  return to
    .split('/')
    .slice(0, to.startsWith('@') ? 2 : 1)
    .join('/');
}

import { dirname } from 'node:path';
import { describe, expect, test } from 'vitest';
import { files, importsOf, sources } from './source-files.ts';

/**
 * The folders of each layer, in their order (docs/architecture.md). A folder imports only from folders that are listed before it.
 * A subfolder belongs to its parent, unless it is listed itself.
 */
const order = {
  'functions/domain': [
    'vocabulary',
    'numbers',
    'money',
    'appraisal',
    'sign-off',
    'review',
    'confirming',
    'codes',
    'submission',
    'revision',
    'record',
  ],
  'functions/application': [
    'ports',
    'lists',
    'access',
    'commit',
    'parameter-sets',
    'administration',
    'steps',
    'views',
    'codes',
    'proposals',
    'sign-off',
    'review',
    'confirming',
    'revocation',
    'links',
    'emails',
    'workflow',
    'reports',
  ],
  'functions/schemas': ['words', 'items', 'wire'],
  'functions/reports': ['words', 'encoding', 'pictures', 'datasets', 'formats'],
  'functions/adapters/dynamodb': ['table', 'registers', 'proposals'],
} as const satisfies Record<string, readonly string[]>;

const layers = Object.entries(order);
const maxFilesPerFolder = 20;

/** The layer and the position of a file in its order. undefined means that its layer has no order. */
function placeOf(file: string): { readonly layer: string; readonly place: number } | undefined {
  const [layer, folders] = layers.find(([path]) => file.startsWith(`${path}/`)) ?? [];
  if (layer === undefined || folders === undefined) return undefined;
  return { layer, place: folders.findIndex((folder) => file.startsWith(`${layer}/${folder}/`)) };
}

function isListedLater(from: string, to: string): boolean {
  const [target, own] = [placeOf(to), placeOf(from)];
  return target !== undefined && target.layer === own?.layer && target.place > own.place;
}

/** Files that import each other, directly or through others. Type imports count. */
function circles(graph: ReadonlyMap<string, readonly string[]>): readonly string[] {
  const done = new Set<string>();
  const found: string[] = [];
  const visit = (file: string, path: readonly string[]): void => {
    const start = path.indexOf(file);
    if (start >= 0) found.push([...path.slice(start), file].join(' → '));
    if (start >= 0 || done.has(file)) return;
    for (const next of graph.get(file) ?? []) visit(next, [...path, file]);
    done.add(file);
  };
  for (const file of graph.keys()) visit(file, []);
  return found;
}

const imports = sources.flatMap(importsOf);

describe('the folders', () => {
  test.each(layers)('%s: every file is in a folder of the order', (layer) => {
    const own = sources.filter((file) => file.startsWith(`${layer}/`));

    expect(own.length).toBeGreaterThan(0);
    expect(own.filter((file) => placeOf(file)?.place === -1)).toEqual([]);
  });

  test.each(layers)('%s: every folder of the order has files', (layer, folders) => {
    const empty = folders.filter((folder) => !sources.some((file) => file.startsWith(`${layer}/${folder}/`)));

    expect(empty).toEqual([]);
  });

  test('a folder imports only from folders that are listed before it', () => {
    expect(imports.filter(({ from, to }) => isListedLater(from, to)).map(({ from, to }) => `${from} → ${to}`)).toEqual(
      [],
    );
    expect(isListedLater('functions/domain/money/budget.ts', 'functions/domain/record/event.ts')).toBe(true);
    expect(isListedLater('functions/domain/record/event.ts', 'functions/domain/money/budget.ts')).toBe(false);
  });

  test('no file imports a file that imports it, types included', () => {
    const graph = new Map(sources.map((file) => [file, importsOf(file).map(({ to }) => to)]));

    expect(circles(graph)).toEqual([]);
    const loop = new Map([
      ['a', ['b']],
      ['b', ['c']],
      ['c', ['b']],
    ]);
    expect(circles(loop)).toEqual(['b → c → b']);
  });

  test(`a folder holds at most ${maxFilesPerFolder} files`, () => {
    const counts = new Map<string, number>();
    for (const file of files) counts.set(dirname(file), (counts.get(dirname(file)) ?? 0) + 1);
    // The decisions are a numbered list, read by its index; pictures of the pages are not code.
    const listed = new Set(['docs/decisions']);
    const crowded = [...counts].filter(([folder, count]) => count > maxFilesPerFolder && !listed.has(folder));

    expect(crowded).toEqual([]);
  });
});

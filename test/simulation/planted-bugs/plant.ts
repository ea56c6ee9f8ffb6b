import { globSync, readFileSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import type { Edit, PlantedBug } from './planted-bug.ts';

export interface SourceFile {
  /** Relative to the tree, such as `functions/domain/budget.ts`. */
  readonly path: string;
  readonly text: string;
}

/** The text of what a name stands for at the top level of a file. */
interface Definition {
  readonly file: SourceFile;
  readonly start: number;
  readonly text: string;
}

/** The formatter puts nothing but closing brackets into the first column of a definition's later lines. */
const definitionInCode =
  /^(?:export )?(?:async |abstract )*(?:function\*?|const|let|class|interface|type) ([\w$]+).*(?:\n(?:[ )\]}].*)?)*/gm;
/** A state of a workflow is indented by four spaces. */
const definitionInWorkflow = /^ {4}"([^"]+)": \{$[\s\S]*?^ {4}\}/gm;

/** The files that a bug may be planted in. */
export function sourcesOf(tree: string): readonly SourceFile[] {
  const paths = globSync(['functions/**/*.ts', 'workflows/**/*.asl.json'], { cwd: tree });
  return paths.toSorted().map((path) => ({ path, text: readFileSync(join(tree, path), 'utf8') }));
}

/** Plants a bug in a tree. Returns the paths of the files that it changed, and how to restore their text. */
export function plant(tree: string, bug: PlantedBug): { readonly paths: readonly string[]; restore(): void } {
  const sources = sourcesOf(tree);
  const changed = planted(sources, bug);
  const paths = changed.map(({ path }) => path);
  const saved = sources.filter(({ path }) => paths.includes(path));
  const write = (files: readonly SourceFile[]) => {
    for (const { path, text } of files) writeFileSync(join(tree, path), text);
  };
  write(changed);
  return { paths, restore: () => write(saved) };
}

/** The files that a bug changes, with the bug in them. Throws an error if an edit has no place or more than one. */
export function planted(sources: readonly SourceFile[], { edits }: PlantedBug): readonly SourceFile[] {
  const placed = edits.map((edit) => ({ ...edit, ...placeOf(sources, edit) }));
  return [...Map.groupBy(placed, ({ file }) => file)].map(([{ path, text }, inFile]) => {
    // From the end to the start, because an edit moves what comes after it.
    const backwards = inFile.toSorted((a, b) => b.at - a.at);
    const replaced = backwards.reduce(
      (so, { at, before, after }) => so.slice(0, at) + after + so.slice(at + before.length),
      text,
    );
    return { path, text: replaced };
  });
}

function placeOf(sources: readonly SourceFile[], edit: Edit): { readonly file: SourceFile; readonly at: number } {
  const { file, start, text } = definitionOf(sources, edit);
  const [, ...rest] = text.split(edit.before);
  if (rest.length !== 1) throw new Error(`${file.path}: ${edit.symbol} has ${rest.length} times: ${edit.before}`);
  return { file, at: start + text.indexOf(edit.before) };
}

function definitionOf(sources: readonly SourceFile[], { symbol, file: name }: Edit): Definition {
  const files = sources.filter(
    ({ path, text }) => (name ?? basename(path)) === basename(path) && text.includes(symbol),
  );
  const [definition, ...others] = files.flatMap(definitionsIn).filter((each) => each.symbol === symbol);
  if (definition === undefined) throw new Error(`No definition of ${symbol} in ${name ?? 'any file'}`);
  if (others.length > 0) {
    const paths = [definition, ...others].map(({ file }) => file.path);
    throw new Error(`Several definitions of ${symbol}; name the file: ${paths.join(', ')}`);
  }
  return definition;
}

function definitionsIn(file: SourceFile): readonly (Definition & { readonly symbol: string })[] {
  const pattern = file.path.endsWith('.ts') ? definitionInCode : definitionInWorkflow;
  const found = file.text.matchAll(pattern);
  return [...found].map(({ 0: text, 1: symbol = '', index: start }) => ({ file, symbol, start, text }));
}

import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { hostEnvironment } from '../../../infra/local/host-environment.ts';
import { runCommand } from '../../../infra/local/run-command.ts';

/** The pinned list: the path of each file in Maven's layout (its coordinates) and its SHA-256. */
export const pinnedList = join(import.meta.dirname, 'jars.txt');
const pom = join(import.meta.dirname, 'pom.xml');

/**
 * DynamoDB Local and its dependencies, in `folder`: exactly the files of jars.txt, each checked against its hash. Downloaded once, and again if
 * the list changes or an attempt was interrupted.
 *
 * @returns paths of the files
 * @throws Error if Maven cannot get them, or they differ from the pinned ones
 */
export async function prepareJars(folder: string): Promise<readonly string[]> {
  const pinned = readFileSync(pinnedList, 'utf8');
  if (!isComplete(folder, pinned)) {
    // Made under another name and renamed when complete, so that two runs cannot mix.
    const unfinished = `${folder}.${process.pid}`;
    try {
      assertPinned(pinned, await fetchJars(unfinished));
      writeFileSync(join(unfinished, 'jars.txt'), pinned);
      if (!isComplete(folder, pinned)) {
        rmSync(folder, { recursive: true, force: true });
        renameSync(unfinished, folder);
      }
    } finally {
      rmSync(unfinished, { recursive: true, force: true });
    }
  }
  return linesOf(pinned).map((line) => join(folder, line.split(' ')[0] ?? ''));
}

/**
 * Downloads what the pom names, with dependencies, into a new folder.
 *
 * @returns the list of the files, in the format of the pinned one
 */
export async function fetchJars(folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const goal = ['dependency:copy-dependencies', '-Dmdep.useRepositoryLayout=true', `-DoutputDirectory=${folder}`];
  const fetched = await runCommand('mvn', ['--quiet', '--batch-mode', '--file', pom, ...goal], {
    environment: hostEnvironment(),
  });
  if (!fetched.ok) throw new Error(`Maven could not download DynamoDB Local (is there a network?): ${fetched.output}`);
  // Maven adds its own notes to the folder.
  const files = globSync('**/*.{jar,so,dylib,dll}', { cwd: folder }).toSorted();
  const lines = files.map((file) => `${file.replaceAll(sep, '/')} sha256:${hashOf(join(folder, file))}\n`);
  return lines.join('');
}

/** @throws Error with every line that differs from the pinned list */
export function assertPinned(pinned: string, found: string): void {
  const [before, after] = [new Set(linesOf(pinned)), new Set(linesOf(found))];
  const lacking = [...before].filter((line) => !after.has(line)).map((line) => `- ${line}`);
  const strange = [...after].filter((line) => !before.has(line)).map((line) => `+ ${line}`);
  if (lacking.length + strange.length === 0) return;
  throw new Error(`The files from Maven differ from jars.txt:\n${[...lacking, ...strange].join('\n')}`);
}

function isComplete(folder: string, pinned: string): boolean {
  const mark = join(folder, 'jars.txt');
  return existsSync(mark) && readFileSync(mark, 'utf8') === pinned;
}

function linesOf(list: string): readonly string[] {
  return list.split('\n').filter((line) => line !== '' && !line.startsWith('#'));
}

function hashOf(file: string): string {
  return createHash('sha256').update(readFileSync(file)).digest('hex');
}

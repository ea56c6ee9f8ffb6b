import { createHash } from 'node:crypto';
import { existsSync, globSync, mkdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { join, sep } from 'node:path';
import { hostEnvironment } from '../../../infra/local/host-environment.ts';
import { runCommand } from '../../../infra/local/run-command.ts';

/** The pinned list: of each file its path in Maven's layout, which is its coordinates, and its SHA-256. */
export const pinnedList = join(import.meta.dirname, 'jars.txt');
const pom = join(import.meta.dirname, 'pom.xml');

/**
 * DynamoDB Local and all it needs, in `folder`: exactly the files of jars.txt, each checked against its hash. Fetched once; again
 * where the list has changed or an earlier attempt was interrupted.
 *
 * @returns paths of the files
 * @throws Error where Maven cannot have them, or what came is not what is pinned
 */
export async function prepareJars(folder: string): Promise<readonly string[]> {
  const pinned = readFileSync(pinnedList, 'utf8');
  if (!isComplete(folder, pinned)) {
    // Made under another name and moved when whole: what has the right name is complete, and two sessions cannot mix.
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
 * Fetches what the pom names, with what that needs, into a folder that is made anew.
 *
 * @returns the list of what came, as it is pinned
 */
export async function fetchJars(folder: string): Promise<string> {
  rmSync(folder, { recursive: true, force: true });
  mkdirSync(folder, { recursive: true });
  const goal = ['dependency:copy-dependencies', '-Dmdep.useRepositoryLayout=true', `-DoutputDirectory=${folder}`];
  const fetched = await runCommand('mvn', ['--quiet', '--batch-mode', '--file', pom, ...goal], {
    environment: hostEnvironment(),
  });
  if (!fetched.ok) throw new Error(`Maven could not fetch DynamoDB Local (is the network there?): ${fetched.output}`);
  // Beside them Maven leaves notes of its own.
  const files = globSync('**/*.{jar,so,dylib,dll}', { cwd: folder }).toSorted();
  const lines = files.map((file) => `${file.replaceAll(sep, '/')} sha256:${hashOf(join(folder, file))}\n`);
  return lines.join('');
}

/** @throws Error with every line in which what came differs from what is pinned */
export function assertPinned(pinned: string, found: string): void {
  const [before, after] = [new Set(linesOf(pinned)), new Set(linesOf(found))];
  const lacking = [...before].filter((line) => !after.has(line)).map((line) => `- ${line}`);
  const strange = [...after].filter((line) => !before.has(line)).map((line) => `+ ${line}`);
  if (lacking.length + strange.length === 0) return;
  throw new Error(`What Maven brought is not what jars.txt pins:\n${[...lacking, ...strange].join('\n')}`);
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
